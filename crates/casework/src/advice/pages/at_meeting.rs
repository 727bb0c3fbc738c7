//! An advice as it lies on the table of a meeting.

use super::write;
use crate::{
    advice::{DecideAdvice, IssueAdvice, ReadAdvice, ReadPersons, State},
    places,
    table::{AtMeeting, Sitting, Wanted, draw, happened_since},
};
use kernel::{Say, Timestamp};
use web::{Trouble, Visit, and_back};

/// What a meeting shows of it; what is asked leads back to there.
pub(crate) async fn at_meeting(
    visit: &Visit<ReadAdvice>,
    (back, since): (&str, Timestamp),
) -> Result<AtMeeting, Trouble> {
    let (ask, advice, id) = (&visit.ask, visit.dossier(), visit.id());
    let own = &ask.actor.agency.id;
    let seats = advice.places();
    let wanted = |says: Say, at: &str| Wanted {
        says: says.to(ask.lang).to_owned(),
        at: and_back(&places::ADVICES.under(id, at), back),
        first: true,
    };
    let asked_to_decide = advice.state() == State::Round
        && advice.signatories().contains(own)
        && !advice.has_decided(own)
        && visit.may::<DecideAdvice>();
    let issues = advice.state() == State::Drafted && visit.may::<IssueAdvice>();
    let decide = asked_to_decide.then(|| wanted(Say::of("Lezen en beslissen", "Read and decide"), "#decide"));
    let issue = issues.then(|| wanted(Say::of("Aan de driehoek voorleggen", "Put it to the triangle"), "#issue"));
    Ok(AtMeeting {
        drawn: draw(&seats, &Sitting::of::<ReadAdvice, ReadPersons>(visit, &seats), Vec::new()),
        state: advice.state().says().to(ask.lang).to_owned(),
        asked: decide.into_iter().chain(issue).collect(),
        unanswered: Vec::new(),
        picture: Vec::new(),
        written: Vec::new(),
        recorded: advice.text().map(|text| write::parts(ask.lang, text)).unwrap_or_default(),
        forms: Vec::new(),
        since: happened_since(ask, &visit.seen, since).await?,
    })
}
