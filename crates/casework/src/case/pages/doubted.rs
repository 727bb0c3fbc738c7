//! Saying of an item whether it is right, and what was said of it.

use super::given::number;
use super::head::Part;
use super::referred::followed;
use super::sheet::Sheet;
use crate::case::{AnswerDoubt, Case, Doubt, DoubtItem, Event, Item, ReadCase, TakeDoubtBack};
use crate::places;
use crate::referral::Followed;
use crate::table::AuthorSays;
use kernel::{Date, Note, Refusal, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Author, Desk, Draft};
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

/// That somebody says that an item is not right.
#[derive(Serialize, JsonSchema)]
pub(super) struct DoubtView {
    pub(super) by: AuthorSays,
    pub(super) on: ShownDay,
    pub(super) why: String,
    /// What who gave it says to that, once it looked.
    pub(super) upheld: Option<EndedView>,
    /// With which word who said it took it back.
    pub(super) taken_back: Option<EndedView>,
}

/// That who gave an item looked, and says that it is right; or that who said that it is not takes it back.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DoubtEnded")]
pub(super) struct EndedView {
    pub(super) by: AuthorSays,
    pub(super) on: ShownDay,
    pub(super) why: String,
}

/// What was said of whether it is right. An incidental third party reads what was shared with it and nothing else (PAR-05): of another's item
/// what it said itself with what came of that, and no more than that it is in doubt of the rest.
pub(super) fn told(visit: &Visit<ReadCase>, item: &Item) -> Vec<DoubtView> {
    let (case, me) = (visit.dossier(), &visit.ask.actor.agency.id);
    let all = !case.is_third(me) || item.agency == *me;
    let read = case.doubts_on(item.no).iter().filter(|one| all || one.by.agency == *me);
    read.map(|one| doubt(&visit.ask, one)).collect()
}

/// What was said, with what came of it.
pub(super) fn doubt(ask: &Ask, one: &Doubt) -> DoubtView {
    let ended = |(by, on, why): &(Author, Date, Note)| EndedView {
        by: AuthorSays::of(ask, by),
        on: day_month_year(*on),
        why: why.to_string(),
    };
    DoubtView {
        by: AuthorSays::of(ask, &one.by),
        on: day_month_year(one.on),
        why: one.why.to_string(),
        upheld: one.upheld.as_ref().map(ended),
        taken_back: one.taken_back.as_ref().map(ended),
    }
}

const READ: Say = Say::of(
    "Wie dit inbracht en elke deelnemer die het leest, leest ook dit, met uw naam. Een andere incidentele derde leest alleen dat er twijfel is.",
    "Whoever contributed this and every participant that reads it read this too, with your name. Another incidental third party reads only \
     that it is in doubt.",
);
/// The same of what lies in a file that may have been fetched.
const READY: Say = Say::of(
    "Wie dit inbracht en elke deelnemer die het leest, leest ook dit, met uw naam. Een andere incidentele derde leest alleen dat er twijfel is. \
     Deze bijdrage staat in een bestand dat klaarstaat voor een ander huis: dat is niet meer op te halen zodra u dit zegt. Is het al \
     opgehaald, bel dan dat huis.",
    "Whoever contributed this and every participant that reads it read this too, with your name. Another incidental third party reads only \
     that it is in doubt. This contribution is in a file that is ready for another house: it can no longer be fetched once you say this. \
     If it was fetched already, call that house.",
);

/// The forms by which somebody says of an item whether it is right: who gave it to each who says that it is not; who said so, that it is after
/// all; and everybody else who reads it, that it is not.
pub(super) fn forms(visit: &Visit<ReadCase>, giving: &str, (no, mine): (u32, bool)) -> Vec<Sheet> {
    let (case, me) = (visit.dossier(), &visit.ask.actor.agency.id);
    if mine {
        let asked = |(which, doubt): (u32, &Doubt)| answer(visit, format!("{giving}/klopt/{no}/{which}"), doubt);
        return case.open_doubts(no).filter(|_| visit.may::<AnswerDoubt>()).map(asked).collect();
    }
    if case.own_doubt(no, me).is_some() {
        let field = Field::note("why", Say::of("Waarom klopt het toch?", "Why is it right after all?")).hint(Say::of(
            "Wie dit inbracht, krijgt te lezen dat u het terugneemt. Wat u eerst zei, blijft erbij staan.",
            "Whoever contributed this reads that you take it back. What you said first stays with it.",
        ));
        let sheet = Sheet::to(format!("{giving}/klopt-toch/{no}"), Say::of("Terugnemen", "Take back"));
        let title = Say::of("Klopt dit toch? Neem terug wat u zei", "Is this right after all? Take back what you said");
        let back = visit.may::<TakeDoubtBack>().then(|| sheet.titled(title).secondary().field(field.mindful()));
        return back.into_iter().collect();
    }
    let at = format!("{giving}/klopt-niet/{no}");
    let hint = if case.is_in_ready_file(no) { READY } else { READ };
    let field = Field::note("why", Say::of("Wat klopt er niet?", "What is not right?")).hint(hint);
    let sheet = Sheet::to(at, Say::of("Zeggen dat dit niet klopt", "Say that this is not right"));
    let title = if case.is_in_doubt(no) {
        Say::of("Klopt hier nog iets anders niet?", "Is something else not right here?")
    } else {
        Say::of("Klopt dit niet?", "Is this not right?")
    };
    let said = visit.may::<DoubtItem>().then(|| sheet.titled(title).secondary().field(field.mindful()));
    said.into_iter().collect()
}

/// The form by which who gave an item says to one of those who doubt it that it is right.
fn answer(visit: &Visit<ReadCase>, at: String, doubt: &Doubt) -> Sheet {
    let (who, on) = (visit.ask.directory.agency_name(&doubt.by.agency), day_month_year(doubt.on));
    let field = Field::note("why", Say::of("Waarom klopt het?", "Why is it right?")).hint(Say::of(
        "Klopt het niet, neem het dan hieronder terug en leg op tafel wat wel klopt.",
        "If it is not right, take it back below and put on the table what is.",
    ));
    let title =
        Say::made(format!("Klopt dit? Op wat {who} op {on} zei"), format!("Is this right? To what {who} said on {on}"));
    let sheet = Sheet::to(at, Say::of("Nagekeken: het klopt", "Checked: it is right"));
    sheet.titled(title).field(field.mindful()).open()
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

/// What the referrals follow when nothing but this waits at the item: somebody looked, or nobody doubts it any more.
async fn settled<A: Act<On = Case>>(desk: &Desk<A>, ask: &Ask, (no, which): (u32, u32)) -> Result<Vec<Draft>, Trouble> {
    if !desk.dossier().is_last_doubt(no, which) {
        return Ok(Vec::new());
    }
    followed(ask, desk.dossier(), no, Followed::Settled).await
}

/// Says, as who gave it, that it is, to one of those who say that it is not.
pub(super) async fn uphold(desk: Desk<AnswerDoubt>, ask: Ask, form: Reason) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let which = ask.part("doubt").parse().map_err(|_| NO_SUCH)?;
    let event = desk.dossier().uphold((no, which), desk.agency(), form.0)?;
    let others = settled(&desk, &ask, (no, which)).await?;
    kept(desk, event, others).await
}

const NO_SUCH: Refusal = Refusal::of("Dit nummer bestaat niet.", "This number does not exist.");

/// Takes back that it is not right.
pub(super) async fn take_back(desk: Desk<TakeDoubtBack>, ask: Ask, form: Reason) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let event = desk.dossier().take_doubt_back(no, desk.agency(), form.0, desk.today())?;
    let own = desk.dossier().own_doubt(no, desk.agency()).map(|(which, _)| which);
    let others = match own {
        Some(which) => settled(&desk, &ask, (no, which)).await?,
        None => Vec::new(),
    };
    kept(desk, event, others).await
}
