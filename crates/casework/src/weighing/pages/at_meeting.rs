//! A weighing as it lies on the table of a meeting.

use super::{jot, judge};
use crate::places;
use crate::table::{AtMeeting, AuthorSays, Sitting, Wanted, Written, draw, happened_since};
use crate::weighing::{DraftJudgement, HandInView, JotDown, JotPart, ReadPersons, ReadWeighing, State, TurnKey};
use kernel::{Say, Timestamp};
use web::{Filled, Trouble, Visit};

/// What a meeting shows of it, each form leading back to there.
pub(crate) async fn at_meeting(
    visit: &Visit<ReadWeighing>,
    filled: &Filled,
    (back, since): (&str, Timestamp),
) -> Result<AtMeeting, Trouble> {
    let (ask, weighing, id) = (&visit.ask, visit.dossier(), visit.id());
    let (own, lang) = (&ask.actor.agency.id, ask.lang);
    let seats = weighing.places();
    let sitting = Sitting::of::<ReadWeighing, ReadPersons>(visit, &seats);
    let under = |rest: &str| web::and_back(&places::WEIGHINGS.under(id, rest), back);
    let asked = |says: Say, at: &str, first| Wanted { says: says.to(lang).to_owned(), at: under(at), first };
    let mut all = Vec::new();
    if visit.may::<HandInView>() && weighing.may_hand_in(own) && !weighing.handed_in(own) {
        all.push(asked(Say::of("Uw zienswijze schrijven", "Write your view"), "/zienswijze", true));
    }
    let answers = weighing.text().is_some() && visit.may::<TurnKey>() && !weighing.has_answered(own);
    if answers && weighing.trio().contains(own) {
        all.push(asked(
            Say::of("Oordeel lezen en uw sleutel omdraaien", "Read the judgement and turn your key"),
            "#keys",
            true,
        ));
    }
    if visit.may::<DraftJudgement>() {
        let says = if weighing.text().is_none() {
            Say::of("Hier het oordeel van maken", "Make the judgement of this")
        } else {
            Say::of("Oordeel veranderen", "Change the judgement")
        };
        all.push(asked(says, "/oordeel", weighing.text().is_none()));
    }
    let may_write = visit.may::<JotDown>();
    let written = |part: JotPart| {
        let jot = weighing.jotted(part);
        Written {
            says: part.says(),
            phase: phase(part),
            text: jot.map(|jot| jot.text.to_string()),
            by: jot.map(|jot| AuthorSays::of(ask, &jot.by)),
            before: under(&format!("/meeschrijven/{}/versies", part.number())),
            form: may_write.then(|| jot::form(visit, part).back(back).html(ask, filled, Some(visit.seq()))),
        }
    };
    Ok(AtMeeting {
        drawn: draw(&seats, &sitting, Vec::new()),
        state: weighing.state().says().to(lang).to_owned(),
        asked: all,
        unanswered: Vec::new(),
        picture: judge::facts_of(visit).lines().map(str::to_owned).collect(),
        written: if weighing.state() == State::Open {
            JotPart::ALL.iter().copied().map(written).collect()
        } else {
            Vec::new()
        },
        recorded: weighing.text().map(|text| text.judgement.decision.parts(lang)).unwrap_or_default(),
        forms: Vec::new(),
        since: happened_since(ask, &visit.seen, since).await?,
    })
}

/// When in the talk it is written: with the picture, the judgement or the decision.
fn phase(part: JotPart) -> usize {
    match part {
        JotPart::Facts | JotPart::Missing => 0,
        JotPart::Considerations | JotPart::Alternatives | JotPart::Dissent => 1,
        JotPart::Options | JotPart::Expectation => 2,
    }
}
