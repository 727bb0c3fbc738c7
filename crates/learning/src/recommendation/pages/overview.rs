//! What became of every recommendation, counted per house and together. Houses stand in alphabetical order: this is no ranking.

use super::list;
use crate::recommendation::{Listing, State};
use askama::Template;
use kernel::{Date, HouseId, Lang, Say};
use serde::Serialize;
use vault::Row;
use web::{Ask, Page, Trouble};

/// How many recommendations stand where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
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

#[derive(Serialize)]
struct Line {
    name: String,
    address: String,
    counts: Counts,
}

#[derive(Template, Serialize)]
#[template(path = "recommendation/pages/overview.html")]
struct Overview {
    #[serde(skip)]
    lang: Lang,
    lines: Vec<Line>,
    together: Counts,
}

pub(super) async fn show(ask: Ask) -> Result<Page, Trouble> {
    let rows = list::rows(&ask, None).await?;
    let mut houses: Vec<(String, HouseId)> =
        ask.directory.houses.iter().map(|house| (house.name.to_string(), house.id.clone())).collect();
    houses.sort();
    let line = |(name, id): (String, HouseId)| Line {
        name,
        address: format!("/aanbevelingen?{}", web::encode(&[("huis", id.as_str())])),
        counts: count(&rows, Some(&id), ask.today),
    };
    let body = Overview {
        lang: ask.lang,
        lines: houses.into_iter().map(line).collect(),
        together: count(&rows, None, ask.today),
    };
    Ok(Page::of(&ask, Say::of("Wat er met aanbevelingen gebeurt", "What becomes of recommendations"), body))
}

/// Those of one house, or each once.
pub(in crate::recommendation) fn count(rows: &[Row], house: Option<&HouseId>, today: Date) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        let listing = Listing::of(&row.label);
        let counted = house.is_none_or(|id| listing.is_some_and(|listing| listing.houses.contains(id)));
        if let Some(state) = State::of_word(&row.state).filter(|_| counted) {
            counts.add(state, row.due, today);
        }
    }
    counts
}
