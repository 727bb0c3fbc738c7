//! What is under way in a case besides what somebody has yet to do: what is in doubt, what was asked elsewhere, what waits for keys. For who takes it over.

use crate::case::Case;
use kernel::{AgencyId, Date, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::Ask;

/// Something that is under way, without a word of what it says.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PackUnderWay")]
pub(super) struct UnderWay {
    pub(super) what: String,
    /// By when something should come of it.
    pub(super) due: Option<ShownDay>,
    pub(super) late: bool,
}

/// All of it, for who sits there as a participant.
pub(super) fn under_way(ask: &Ask, case: &Case) -> Vec<UnderWay> {
    let (today, name) = (ask.today, |agency: &AgencyId| ask.directory.agency_name(agency));
    let line = |says: Say, due: Option<Date>| UnderWay {
        what: says.to(ask.lang).to_owned(),
        due: due.map(day_month_year),
        late: due.is_some_and(|due| due < today),
    };
    let with = |nl: &str, en: &str, who: &str| Say::made(format!("{nl} {who}"), format!("{en} {who}"));
    let mut all = Vec::new();
    if let Some((day, ..)) = &case.called {
        let says = Say::of("De procesregisseur is erbij gevraagd", "The process director was called in");
        all.push(UnderWay { late: false, ..line(says, Some(*day)) });
    }
    for item in case.items_for(&ask.actor.agency.id, today).into_iter().filter(|item| case.is_in_doubt(item.no)) {
        let due = case.open_doubts(item.no).next().and_then(|(_, doubt)| doubt.due());
        let says = with("In twijfel: een bijdrage van", "In doubt: a contribution of", &name(&item.agency));
        all.push(line(says, due));
    }
    for waiting in &case.scaling().waiting {
        let to = ask.vault.levels().says(waiting.asking.to);
        let says = Say::made(format!("Gevraagd om het niveau: {}", to.nl), format!("Asked for the level: {}", to.en));
        all.push(line(says, Some(waiting.asking.due)));
    }
    for handed in case.referrals().iter() {
        let says = with("Doorgeleid naar", "Referred to", &name(&handed.to.to));
        match handed.came {
            None => all.push(line(says, Some(handed.to.answer_by))),
            Some((crate::referral::Came::TakenOn, _)) => {
                all.push(UnderWay { late: false, ..line(says, Some(handed.to.until)) });
            }
            Some((crate::referral::Came::Declined | crate::referral::Came::Over, _)) => {}
        }
    }
    if let Some(review) = case.overseen().waiting(today) {
        let says = Say::of("Een onafhankelijke toets loopt", "An independent review is under way");
        all.push(line(says, Some(review.last)));
    }
    for pending in &case.pending {
        let says = with(
            "Wacht op sleutels: deelname van",
            "Waits for keys: participation of",
            &name(&pending.proposal.agency),
        );
        all.push(line(says, None));
    }
    let keys = [
        (case.plan.draft.is_some(), Say::of("Wacht op sleutels: het plan", "Waits for keys: the plan")),
        (case.closing.is_some(), Say::of("Wacht op sleutels: afsluiten", "Waits for keys: closing")),
    ];
    all.extend(keys.into_iter().filter(|(is, _)| *is).map(|(_, says)| line(says, None)));
    if let Some(transfer) = case.transfer() {
        let house = transfer.transfer.to.house.as_str();
        let says = if transfer.sent.is_some() {
            with("Overdracht: het bestand staat klaar voor", "Transfer: the file is ready for", house)
        } else {
            with("Overdracht voorgesteld aan", "Transfer proposed to", house)
        };
        all.push(line(says, None));
    }
    all
}
