//! What a group sees of an answer, told to whoever answers: without an account and without a code. The example on it is made by the rule
//! itself, so the page cannot promise something else than what is kept.

use crate::{
    chart::{Chart, Question},
    places,
};
use askama::Template;
use kernel::{
    Lang, Say,
    crowd::{FLOOR, Order, SMALL, Tally},
};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Guest, Page, Trouble};

/// Puts the page in the house.
pub(crate) fn rooms(house: &mut web::Rooms) {
    house.open(
        places::WHAT_IS_SHOWN.list(),
        "Explains the rule to whoever answers; there is nobody's answer on it.",
        show,
    );
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "promise/page.html")]
struct Promise {
    #[serde(skip)]
    lang: Lang,
    floor: usize,
    small: usize,
    six: Chart,
    thirty: Chart,
}

async fn show(guest: Guest) -> Result<Page<Promise>, Trouble> {
    let lang = guest.lang;
    let body = Promise {
        lang,
        floor: FLOOR,
        small: SMALL,
        six: example("six", &[0, 1, 1, 3, 1], lang),
        thirty: example("thirty", &[2, 5, 6, 11, 6], lang),
    };
    Ok(Page::open(Say::of("Wat ziet de groep van mijn antwoord?", "What does the group see of my answer?"), body))
}

/// An invented question with invented answers, as it would be shown.
fn example(id: &str, given: &[usize], lang: Lang) -> Chart {
    let options = [
        Say::of("helemaal niet", "not at all"),
        Say::of("eerder niet", "rather not"),
        Say::of("half om half", "half and half"),
        Say::of("eerder wel", "rather yes"),
        Say::of("helemaal wel", "fully"),
    ];
    let title = lang.both("Ik weet wat ik mag delen.", "I know what I may share.");
    let told = vec![(String::new(), Tally::stored(given.to_vec(), 0).told(Order::Scale, FLOOR))];
    Chart::of(id, &Question { title, told, options: &options, least: FLOOR }, lang)
}
