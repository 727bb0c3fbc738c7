//! What one's organisation referred, answers for, or gave something to.

use crate::overview::{self, Overview};
use crate::places;
use crate::referral::{ListReferrals, State};
use kernel::Say;
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let overview = Overview {
        address: places::REFERRALS.list(),
        title: Say::of("Doorgeleidingen", "Referrals"),
        lead: Say::of(
            "Wat uw organisatie overgaf aan een andere tafel, of wat haar gevraagd is. U begint er een bij een casus of bij een weging die eindigde.",
            "What your organisation handed over to another table, or what it was asked. You begin one at a case, or at a weighing that ended.",
        ),
        empty: Say::of(
            "Hier staat niets. Een doorgeleiding verdwijnt na de laatste dag.",
            "There is nothing here. A referral disappears after its last day.",
        ),
        facets: State::ALL.iter().map(|state| (state.word(), state.says())).collect(),
        state: |word| State::ALL.into_iter().find(|state| state.word() == word).unwrap_or_default().says(),
        states: Vec::new(),
        by_title: false,
        by_place: true,
        buttons: Vec::new(),
        notice: None,
    };
    overview::show::<ListReferrals>(ask, overview).await
}
