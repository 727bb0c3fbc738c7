//! What became of every recommendation, counted per house, per region and together. They stand in alphabetical order: this is no
//! ranking.

use super::list;
use crate::places;
use crate::{
    directory,
    recommendation::{Listing, State},
};
use askama::Template;
use kernel::Choice as _;
use kernel::{Date, HouseId, Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Row;
use web::{Ask, Page, Trouble};

/// How many recommendations stand where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::recommendation) struct Counts {
    open: usize,
    taken_up: usize,
    done: usize,
    not_taken_up: usize,
    /// Of those that were taken up: whose day has passed.
    late: usize,
    all: usize,
}

impl Counts {
    fn add(&mut self, state: State, due: Option<Date>, today: Date) {
        self.all += 1;
        match state {
            State::Open => self.open += 1,
            State::TakenUp => {
                self.taken_up += 1;
                self.late += usize::from(due.is_some_and(|due| due < today));
            }
            State::Done => self.done += 1,
            State::NotTakenUp => self.not_taken_up += 1,
        }
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecommendationLine")]
struct Line {
    name: Say,
    address: String,
    counts: Counts,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "recommendation/pages/overview.html")]
pub(super) struct Overview {
    #[serde(skip)]
    lang: Lang,
    lines: Vec<Line>,
    regions: Vec<Line>,
    together: Counts,
}

pub(super) async fn show(ask: Ask) -> Result<Page<Overview>, Trouble> {
    let rows = list::rows(&ask, None).await?;
    let line = |name: Say, by: (&str, &str), houses: &[HouseId]| Line {
        name,
        address: places::RECOMMENDATIONS.asked(&[by]),
        counts: count(&rows, Some(houses), ask.today),
    };
    let house = |(id, name): (String, Say)| {
        let houses: Vec<HouseId> = id.parse().into_iter().collect();
        line(name, ("huis", &id), &houses)
    };
    let region = |region: &kernel::Line| {
        let houses: Vec<HouseId> = ask.directory.houses_of(region).map(|h| h.id.clone()).collect();
        line(directory::region_says(region), ("regio", region.as_str()), &houses)
    };
    let body = Overview {
        lang: ask.lang,
        lines: directory::houses(&ask.directory).into_iter().map(house).collect(),
        regions: ask.directory.regions().into_iter().map(region).collect(),
        together: count(&rows, None, ask.today),
    };
    Ok(Page::of(&ask, Say::of("Wat er met aanbevelingen gebeurt", "What becomes of recommendations"), body))
}

/// Those for any of these houses, or all; each once.
pub(in crate::recommendation) fn count(rows: &[Row], houses: Option<&[HouseId]>, today: Date) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        let listing = Listing::of(&row.label);
        let counted = houses.is_none_or(|some| listing.is_some_and(|listing| listing.is_for(some)));
        if let Some(state) = State::of_word(&row.state).filter(|_| counted) {
            counts.add(state, row.due, today);
        }
    }
    counts
}
