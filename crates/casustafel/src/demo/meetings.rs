//! A meeting of today: the weighings of the region and a case, each for who sits at it.

use super::scene::{Scene, Told, step, t};
use casework::{
    case::{ListCases, ReadCase},
    meeting::{
        About, Answer, AnswerInvitation, Coming, Event, Meeting, Plan, PlanMeeting, PutOnAgenda, Sort, StateTaking,
        When, seated,
    },
    outgoing::{Ground, Statement},
    weighing::{ListWeighings, ReadWeighing},
};
use kernel::{DossierId, PersonId};
use vault::{Act, Dossier, Persons};

const CHAIR: &str = "procesregisseur-nhn";
/// So many minutes for each.
const MINUTES: u32 = 15;

/// Planned yesterday for today, with who said that they come.
pub(super) async fn today(scene: &Scene) -> Told {
    scene.stands_on(-1);
    let desk = scene.begin::<PlanMeeting>(CHAIR).await?;
    let id = desk.id();
    let plan = Plan {
        reference: t("V-27a11b").map_err(|r| step::<PlanMeeting>(CHAIR, &r.why.en))?,
        sort: Sort::Weighing,
        title: word("Weegtafel")?,
        when: When {
            day: scene.day(0),
            start: word("10.30")?,
            place: word("Kamer Vuurtoren; op afstand: 0200-000000")?,
            weeks: Some(3),
        },
        house: scene.who(CHAIR)?.agency.house.clone(),
        after: None,
    };
    desk.commit(vec![Event::Planned { plan: Box::new(plan) }])
        .await
        .map_err(|e| step::<PlanMeeting>(CHAIR, &e.to_string()))?;
    let mut agenda: Vec<(About, Persons)> = Vec::new();
    for id in running::<ListWeighings>(scene, &["analysing", "open"]).await? {
        agenda.push(on_it(scene, "weighing", id).await?);
    }
    for id in running::<ListCases>(scene, &["planned"]).await?.into_iter().take(1) {
        agenda.push(on_it(scene, "case", id).await?);
    }
    agenda.push((About::Subject { text: word("Wat gaat beter, en wat nemen wij mee?")? }, Persons::default()));
    let desk = scene.desk::<PutOnAgenda>(CHAIR, id).await?;
    let events = desk.dossier().put(agenda, MINUTES).map_err(|r| step::<PutOnAgenda>(CHAIR, &r.why.en))?;
    desk.commit(events).await.map_err(|e| step::<PutOnAgenda>(CHAIR, &e.to_string()))?;
    for (who, coming) in [("politie-nh", Coming::Remote), ("om-nh", Coming::Present)] {
        let agency = scene.who(who)?.agency.id.clone();
        let answers = |meeting: &Meeting| {
            meeting.answer(
                &scene.who(who).map_err(|_| kernel::Refusal::of("", ""))?.person,
                Answer { agency, coming, reason: None },
            )
        };
        scene.act::<AnswerInvitation>(who, id, |desk| answers(desk.dossier())).await?;
    }
    // Of its own papers the house stated that it keeps them safe; the others are asked when they take theirs along.
    let statement = Statement { ground: Ground::OwnPart, law: None };
    scene.act::<StateTaking>(CHAIR, id, |_| Ok(Event::TakingStated { statement })).await
}

fn word<T: std::str::FromStr<Err = kernel::Refusal>>(text: &str) -> Told<T> {
    t(text).map_err(|refused| step::<PlanMeeting>(CHAIR, &refused.why.en))
}

/// The tables of who chairs it that are in one of these states, what cannot wait first and then what is due first.
async fn running<L: Act>(scene: &Scene, states: &[&str]) -> Told<Vec<DossierId>> {
    let all = scene.vault.standing(scene.who(CHAIR)?, L::REF).await.map_err(|e| step::<L>(CHAIR, &e.to_string()))?;
    let mut here: Vec<_> = all.into_iter().filter(|one| states.contains(&one.state.as_str())).collect();
    here.sort_by_key(|one| (!one.urgent, one.due, one.id));
    let ids = here.into_iter().map(|one| one.id).collect();
    Ok(ids)
}

/// A table as an item, with who sits there.
async fn on_it(scene: &Scene, kind: &str, id: DossierId) -> Told<(About, Persons)> {
    let persons = match kind {
        "weighing" => persons::<ReadWeighing>(scene, id).await?,
        _ => persons::<ReadCase>(scene, id).await?,
    };
    Ok((About::Table { kind: kind.to_owned(), id }, persons))
}

async fn persons<A: Act>(scene: &Scene, id: DossierId) -> Told<Persons> {
    let seen = scene.vault.look::<A>(scene.who(CHAIR)?, id).await.map_err(|e| step::<A>(CHAIR, &e.to_string()))?;
    let directory = scene.vault.directory();
    let reads = |person: &PersonId| directory.colleague(person).is_some_and(|who| seen.reads(who));
    Ok(seated(&seen.dossier().card(), scene.day(0), reads))
}
