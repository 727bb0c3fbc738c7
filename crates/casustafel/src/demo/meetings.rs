//! A meeting of today: the weighings of the region and a case, each for who sits at it; and one of next week that was called off.

use super::scene::{Scene, Told, step, t};
use casework::{
    case::{ListCases, ReadCase},
    meeting::{
        About, Answer, AnswerInvitation, CancelMeeting, Coming, Event, Plan, PlanMeeting, PutOnAgenda, Sort,
        StateTaking, When, seated,
    },
    outgoing::{Ground, Statement},
    weighing::{self, JotDown, JotPart, ListWeighings, ReadWeighing},
};
use kernel::{DossierId, PersonId};
use vault::{Act, Dossier, Persons};

const CHAIR: &str = "procesregisseur-nhn";
/// So many minutes for each.
const MINUTES: u32 = 15;

/// Planned yesterday for today, with who said that they come.
pub(super) async fn today(scene: &Scene) -> Told {
    called_off(scene).await?;
    writes_along(scene).await?;
    scene.stands_on(-1);
    let id = planned(scene, Sort::Weighing, ("V-27a11b", "Weegtafel", 0, Some(3))).await?;
    let mut agenda: Vec<(About, Persons)> = Vec::new();
    for id in running::<ListWeighings>(scene, &["analysing", "open"]).await? {
        agenda.push(on_it(scene, "weighing", id).await?);
    }
    // The one that was opened last.
    if let Some(id) = running::<ListCases>(scene, &["planned"]).await?.into_iter().max() {
        agenda.push(on_it(scene, "case", id).await?);
    }
    agenda.push((About::Subject { text: word("Wat gaat beter, en wat nemen wij mee?")? }, Persons::default()));
    puts(scene, id, agenda).await?;
    for (who, coming) in [("politie-nh", Coming::Remote), ("om-nh", Coming::Present)] {
        comes(scene, id, who, coming).await?;
    }
    // Of its own papers the house stated that it keeps them safe; the others are asked when they take theirs along.
    let statement = Statement { ground: Ground::OwnPart, law: None };
    scene.act::<StateTaking>(CHAIR, id, |_| Ok(Event::TakingStated { statement })).await
}

/// A meeting about a case, of next week, that was called off after one said that they come: that one reads it in My work.
async fn called_off(scene: &Scene) -> Told {
    scene.stands_on(-3);
    let id = planned(scene, Sort::Case, ("V-51d07e", "Casusoverleg", 6, None)).await?;
    let mut agenda = Vec::new();
    if let Some(id) = running::<ListCases>(scene, &["planned"]).await?.into_iter().max() {
        agenda.push(on_it(scene, "case", id).await?);
    }
    puts(scene, id, agenda).await?;
    comes(scene, id, "politie-nh", Coming::Present).await?;
    scene.stands_on(-2);
    let reason = word("De zaal is dicht; wij komen een week later bij elkaar.")?;
    scene.act::<CancelMeeting>(CHAIR, id, |desk| desk.dossier().cancel(reason)).await
}

/// What a table wrote along, and wrote more precisely a little later.
async fn writes_along(scene: &Scene) -> Told {
    scene.stands_on(-1);
    let Some(id) = running::<ListWeighings>(scene, &["open"]).await?.pop() else { return Ok(()) };
    for (who, text) in [
        ("politie-nh", "Wij weten niet of iemand hem zelf heeft gesproken."),
        (CHAIR, "Wij weten niet of iemand hem zelf heeft gesproken. De wijkagent vraagt het deze week."),
    ] {
        let text = Some(word(text)?);
        scene.act::<JotDown>(who, id, |_| Ok(weighing::Event::Jotted { part: JotPart::Missing, text })).await?;
    }
    Ok(())
}

/// Plans one: its reference and title, in how many days, and every how many weeks.
async fn planned(
    scene: &Scene,
    sort: Sort,
    (reference, title, days, weeks): (&str, &str, i64, Option<u32>),
) -> Told<DossierId> {
    let desk = scene.begin::<PlanMeeting>(CHAIR).await?;
    let id = desk.id();
    let plan = Plan {
        reference: word(reference)?,
        sort,
        title: word(title)?,
        when: When {
            day: scene.day(days),
            start: word("10.30")?,
            place: word("Kamer Vuurtoren; op afstand: 0200-000000")?,
            weeks,
            hand_in: Some(5),
        },
        house: scene.who(CHAIR)?.agency.house.clone(),
        after: None,
    };
    let events = vec![Event::Planned { plan: Box::new(plan) }];
    desk.commit(events).await.map_err(|e| step::<PlanMeeting>(CHAIR, &e.to_string()))?;
    Ok(id)
}

async fn puts(scene: &Scene, id: DossierId, agenda: Vec<(About, Persons)>) -> Told {
    let desk = scene.desk::<PutOnAgenda>(CHAIR, id).await?;
    let events = desk.dossier().put(agenda, MINUTES).map_err(|r| step::<PutOnAgenda>(CHAIR, &r.why.en))?;
    desk.commit(events).await.map_err(|e| step::<PutOnAgenda>(CHAIR, &e.to_string()))
}

/// Somebody who is invited says how they come.
async fn comes(scene: &Scene, id: DossierId, who: &str, coming: Coming) -> Told {
    let (agency, person) = (scene.who(who)?.agency.id.clone(), scene.who(who)?.person.clone());
    let answer = Answer { agency, coming, reason: None };
    scene.act::<AnswerInvitation>(who, id, |desk| desk.dossier().answer(&person, answer)).await
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
