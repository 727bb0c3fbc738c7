//! Saying of an item whether it is right, and what was said of it.

use super::given::number;
use super::head::Part;
use super::referred::followed;
use super::sheet::Sheet;
use crate::case::{AnswerDoubt, Case, Doubt, DoubtItem, Event, Item, ReadCase};
use crate::places;
use crate::referral::Followed;
use crate::table::AuthorSays;
use kernel::{Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk, Draft};
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

/// That somebody says that an item is not right.
#[derive(Serialize, JsonSchema)]
pub(super) struct DoubtView {
    pub(super) by: AuthorSays,
    pub(super) on: ShownDay,
    pub(super) why: String,
    /// What who gave it says to that, once it looked.
    pub(super) upheld: Option<UpheldView>,
}

/// That who gave an item looked, and says that it is right.
#[derive(Serialize, JsonSchema)]
pub(super) struct UpheldView {
    pub(super) by: AuthorSays,
    pub(super) on: ShownDay,
    pub(super) why: String,
}

/// What was said of whether it is right. An incidental third party reads what was shared with it and nothing else (PAR-05): of another's item
/// no more than that it is in doubt.
pub(super) fn told(visit: &Visit<ReadCase>, item: &Item) -> Vec<DoubtView> {
    let (case, me) = (visit.dossier(), &visit.ask.actor.agency.id);
    if case.is_third(me) && item.agency != *me {
        return Vec::new();
    }
    case.doubts_on(item.no).iter().map(|one| doubt(visit, one)).collect()
}

fn doubt(visit: &Visit<ReadCase>, one: &Doubt) -> DoubtView {
    let ask = &visit.ask;
    DoubtView {
        by: AuthorSays::of(ask, &one.by),
        on: day_month_year(one.on),
        why: one.why.to_string(),
        upheld: one.upheld.as_ref().map(|(by, on, why)| UpheldView {
            by: AuthorSays::of(ask, by),
            on: day_month_year(*on),
            why: why.to_string(),
        }),
    }
}

const READ: Say = Say::of(
    "Wie dit inbracht en elke deelnemer die het leest, leest ook dit, met uw naam. Een incidentele derde leest alleen dat er twijfel is.",
    "Whoever contributed this and every participant that reads it read this too, with your name. An incidental third party reads only \
     that it is in doubt.",
);
/// The same of what lies in a file that may have been fetched.
const READY: Say = Say::of(
    "Wie dit inbracht en elke deelnemer die het leest, leest ook dit, met uw naam. Een incidentele derde leest alleen dat er twijfel is. \
     Deze bijdrage staat in een bestand dat klaarstaat voor een ander huis: dat is niet meer op te halen zodra u dit zegt. Is het al \
     opgehaald, bel dan dat huis.",
    "Whoever contributed this and every participant that reads it read this too, with your name. An incidental third party reads only \
     that it is in doubt. This contribution is in a file that is ready for another house: it can no longer be fetched once you say this. \
     If it was fetched already, call that house.",
);

/// The form by which somebody says of an item whether it is right: its number, whether it is their own organisation's, and whether who gave it
/// has yet to look.
pub(super) fn form(visit: &Visit<ReadCase>, giving: &str, (no, mine, waits): (u32, bool, bool)) -> Option<Sheet> {
    if mine {
        let at = format!("{giving}/klopt/{no}");
        let field = Field::note("why", Say::of("Waarom klopt het?", "Why is it right?")).hint(Say::of(
            "Klopt het niet, neem het dan hieronder terug en leg op tafel wat wel klopt.",
            "If it is not right, take it back below and put on the table what is.",
        ));
        let sheet = Sheet::to(at, Say::of("Nagekeken: het klopt", "Checked: it is right"));
        let title = Say::of("Klopt dit?", "Is this right?");
        return (waits && visit.may::<AnswerDoubt>()).then(|| sheet.titled(title).field(field.mindful()).open());
    }
    let at = format!("{giving}/klopt-niet/{no}");
    let ready = visit.dossier().is_in_ready_file(no);
    let field =
        Field::note("why", Say::of("Wat klopt er niet?", "What is not right?")).hint(if ready { READY } else { READ });
    let sheet = Sheet::to(at, Say::of("Zeggen dat dit niet klopt", "Say that this is not right"));
    let title = Say::of("Klopt dit niet?", "Is this not right?");
    (!waits && visit.may::<DoubtItem>()).then(|| sheet.titled(title).secondary().field(field.mindful()))
}

/// Why something is right, or is not.
pub(super) struct Reason(Note);

impl Form for Reason {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("why").map(Self)
    }
}

async fn kept<A: Act<On = Case>>(desk: Desk<A>, event: Event, others: Vec<Draft>) -> Result<Redirect, Trouble> {
    let to = format!("{}/{}", places::CASES.of(desk.id()), Part::Giving.path());
    desk.commit_with(vec![event], others).await?;
    Ok(Redirect::to(to))
}

/// Says that an item is not right.
pub(super) async fn doubted(desk: Desk<DoubtItem>, ask: Ask, form: Reason) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let event = desk.dossier().doubt(no, desk.agency(), form.0, desk.today())?;
    let others = followed(&ask, desk.dossier(), no, Followed::InDoubt).await?;
    kept(desk, event, others).await
}

/// Says, as who gave it, that it is.
pub(super) async fn uphold(desk: Desk<AnswerDoubt>, ask: Ask, form: Reason) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let event = desk.dossier().uphold(no, desk.agency(), form.0)?;
    let others = followed(&ask, desk.dossier(), no, Followed::Settled).await?;
    kept(desk, event, others).await
}
