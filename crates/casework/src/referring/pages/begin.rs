//! Writing a referral at a case or at a weighing that ended.

use crate::case::{self, Case, Item, ReadCase, ReferCase, Regime};
use crate::places;
use crate::referral::pages::begin::{self, BeginPage, Handing, Source};
use crate::referral::{Enclosed, Law, Origin};
use crate::seating::taken_along;
use crate::weighing::{ReadWeighing, ReferWeighing, Weighing};
use kernel::{AgencyId, Date, DossierId, Refusal, Say};
use vault::{Desk, Dossier};
use web::{Ask, Filled, Page, Redirect, Trouble, Visit};

const TITLE: Say = Say::of("Doorgeleiden naar een andere tafel", "Refer to another table");

fn case_origin(case: &Case, id: DossierId) -> Option<Origin> {
    let opening = case.opening.as_ref()?;
    let law = match opening.regime {
        Regime::Wgpga => Law::Wgpga,
        Regime::WgsZvh => Law::Wgs,
    };
    let called = opening.reference.clone();
    Some(Origin { kind: Case::KIND.parse().ok()?, id, called, law, weighed: false })
}

fn weighing_origin(weighing: &Weighing, id: DossierId) -> Option<Origin> {
    let called = weighing.filing()?.reference.clone();
    Some(Origin { kind: Weighing::KIND.parse().ok()?, id, called, law: Law::Wgpga, weighed: true })
}

/// An item, with whose it is. What is special is said and not shown.
fn says(ask: &Ask, item: &Item) -> Say {
    let name = ask.directory.agency_name(&item.agency);
    if item.is_sensitive() {
        return Say::made(
            format!("{name}: een bijzonder of strafrechtelijk gegeven ({})", item.gift.category.says().nl),
            format!("{name}: special category or criminal data ({})", item.gift.category.says().en),
        );
    }
    Say::same(format!("{name}: {}", case::short(item.gift.text.as_str())))
}

/// What lies on the table and this organisation reads, as boxes to tick.
fn boxes(ask: &Ask, case: &Case) -> Vec<(String, Say)> {
    let own = &ask.actor.agency.id;
    case.referable_items(own, ask.today).into_iter().map(|item| (item.no.to_string(), says(ask, item))).collect()
}

/// What of the table is not among those because somebody says that it is not right.
fn in_doubt(ask: &Ask, case: &Case) -> Vec<String> {
    let all = case.doubted_items(&ask.actor.agency.id, ask.today).into_iter();
    all.map(|item| says(ask, item).to(ask.lang).to_owned()).collect()
}

/// The page at a case: what was handed over for who reads the case, and the form for who may hand over.
pub(super) async fn of_case(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<BeginPage>, Trouble> {
    let (ask, case, id) = (&visit.ask, visit.dossier(), visit.id());
    if case.is_third(&ask.actor.agency.id) {
        return Err(Trouble::Denied);
    }
    let origin = case_origin(case, id).ok_or(Trouble::Denied)?;
    let form = (visit.may::<ReferCase>() && case.may_refer(ask.today).is_ok()).then(|| {
        let to = places::CASES.under(id, places::REFERRING);
        begin::form(ask, to, &origin, boxes(ask, case)).html(ask, &filled, Some(visit.seq()))
    });
    let earlier = begin::earlier(ask, case.referrals()).await?;
    let behind = if form.is_some() { in_doubt(ask, case) } else { Vec::new() };
    let body = BeginPage::of(ask, (places::CASES.of(id), origin.called.to_string(), false), earlier, (form, behind));
    Ok(Page::of(ask, TITLE, body))
}

/// The same at a weighing.
pub(super) async fn of_weighing(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<BeginPage>, Trouble> {
    let (ask, weighing, id) = (&visit.ask, visit.dossier(), visit.id());
    let origin = weighing_origin(weighing, id).ok_or(Trouble::Denied)?;
    // Where three keys did not send it elsewhere there is nothing to hand over, and no such page.
    if weighing.may_hand_over().is_err() {
        return Err(Trouble::Denied);
    }
    let form = visit.may::<ReferWeighing>().then(|| {
        let to = places::WEIGHINGS.under(id, places::REFERRING);
        begin::form(ask, to, &origin, Vec::new()).html(ask, &filled, Some(visit.seq()))
    });
    let earlier = begin::earlier(ask, weighing.referrals()).await?;
    let body =
        BeginPage::of(ask, (places::WEIGHINGS.of(id), origin.called.to_string(), true), earlier, (form, Vec::new()));
    Ok(Page::of(ask, TITLE, body))
}

/// The items as they are now, each with who is asked for it.
fn enclosed(case: &Case, own: &AgencyId, numbers: &[u32], today: Date) -> Result<Vec<Enclosed>, Refusal> {
    let there = case.referable_items(own, today);
    if !numbers.iter().all(|no| there.iter().any(|item| item.no == *no)) {
        return Err(Refusal::of(
            "Kies alleen bijdragen die u, de gemeente van verblijf en de procesregie alle drie lezen, van organisaties die nog aan tafel \
             zitten, en waarvan niemand zegt dat ze niet kloppen.",
            "Choose only contributions that you, the municipality of stay and the process director all read, from organisations that \
             still sit at the table, and of which nobody says that they are not right.",
        )
        .at("items"));
    }
    let ticked = there.into_iter().filter(|item| numbers.contains(&item.no));
    let one = |(item, no): (&Item, u32)| Enclosed {
        no,
        item: item.no,
        agency: item.agency.clone(),
        day: item.day,
        text: item.gift.text.clone(),
        sensitive: item.is_sensitive(),
        until: item.gift.until,
    };
    Ok(ticked.zip(1..).map(one).collect())
}

/// Hands over from a case.
pub(super) async fn refer_case(desk: Desk<ReferCase>, ask: Ask, form: Handing) -> Result<Redirect, Trouble> {
    let (case, id) = (desk.dossier(), desk.id());
    case.may_refer(desk.today())?;
    let origin = case_origin(case, id).ok_or(Trouble::Denied)?;
    let opening = case.opening.as_ref().ok_or(Trouble::Denied)?;
    let items = enclosed(case, desk.agency(), &form.items, desk.today())?;
    let sends = [&opening.trio.stay, &opening.director, desk.agency()];
    let source = Source {
        origin,
        house: opening.house.clone(),
        municipality: opening.municipality.clone(),
        stay: opening.trio.stay.clone(),
        director: opening.director.clone(),
        persons: taken_along(&ask, case.named(), sends.into_iter().chain(items.iter().map(|item| &item.agency))),
    };
    let (made, draft, kept) = begin::begin(&ask, source, form, items).await?;
    let event = desk.dossier().refer(kept, desk.today())?;
    desk.commit_with(vec![event], vec![draft]).await?;
    Ok(Redirect::to(places::REFERRALS.of(made)))
}

/// Hands over from a weighing that ended.
pub(super) async fn refer_weighing(desk: Desk<ReferWeighing>, ask: Ask, form: Handing) -> Result<Redirect, Trouble> {
    let (weighing, id) = (desk.dossier(), desk.id());
    let origin = weighing_origin(weighing, id).ok_or(Trouble::Denied)?;
    let filing = weighing.filing().ok_or(Trouble::Denied)?;
    let [stay, ..] = &filing.trio;
    let source = Source {
        origin,
        house: filing.house.clone(),
        municipality: filing.municipality.clone(),
        stay: stay.clone(),
        director: filing.director.clone(),
        persons: taken_along(&ask, weighing.named(), [stay, &filing.director, desk.agency()]),
    };
    let (made, draft, kept) = begin::begin(&ask, source, form, Vec::new()).await?;
    let event = desk.dossier().refer(kept)?;
    desk.commit_with(vec![event], vec![draft]).await?;
    Ok(Redirect::to(places::REFERRALS.of(made)))
}
