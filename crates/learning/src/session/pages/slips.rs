//! What phones handed in, as pages read it.

use crate::session::{Answer, Session, Slips, box_of, late_box_of};
use vault::{Act, Desk, Drawn, Error, Seen};

/// The answers on slips, as far as they are answers.
pub(super) fn read_slips(drawn: Vec<Drawn>) -> Slips {
    let one = |slip: Drawn| Some((slip.id.to_string(), serde_json::from_slice::<Answer>(&slip.body).ok()?));
    drawn.into_iter().filter_map(one).collect()
}

/// Whether what came late to this step is read now: with a name it is, without one only once the session is over.
fn reads_late(session: &Session, place: usize) -> bool {
    session.at().is_none() || session.step(place).is_some_and(|(step, _)| !step.is_anonymous())
}

fn marked(late: Vec<Drawn>) -> impl Iterator<Item = (String, Answer)> {
    read_slips(late).into_iter().map(|(id, answer)| (id, Answer { late: true, ..answer }))
}

/// The answers to the step at this place that may be looked at now.
pub(super) async fn of_step<A: Act<On = Session>>(seen: &Seen<A>, place: usize) -> Result<Slips, Error> {
    let mut slips = read_slips(seen.slips(&box_of(place)).await?);
    if reads_late(seen.dossier(), place) {
        slips.extend(marked(seen.slips(&late_box_of(place)).await?));
    }
    Ok(slips)
}

/// The same for who does something; at the end with everything that came late.
pub(super) async fn of_desk<A: Act<On = Session>>(
    desk: &Desk<A>,
    place: usize,
    at_the_end: bool,
) -> Result<Slips, Error> {
    let mut slips = read_slips(desk.slips(&box_of(place)).await?);
    if at_the_end || reads_late(desk.dossier(), place) {
        slips.extend(marked(desk.slips(&late_box_of(place)).await?));
    }
    Ok(slips)
}
