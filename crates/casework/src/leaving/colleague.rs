//! Handing over what a colleague left, or where nobody sits: for the desk of an organisation.

use super::{
    carry_out::{self, carry_out},
    form::{NOBODY, OfColleague, asking},
    kinds::{self, By},
    table::{NAMED, Table, counted, table, tasks},
};
use crate::{
    places::HANDING_OVER_OF_A_COLLEAGUE,
    seating::{Whose, offered},
};
use askama::Template;
use kernel::{Lang, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Sitter, SitterState};
use web::{Ask, Field, Filled, FormSpec, Html, Page, Redirect, Trouble};

const NOT_THERE: Refusal = Refusal::of(
    "Deze persoon zit nergens aan tafel namens uw organisatie.",
    "This person does not sit at any table for your organisation.",
);

/// Somebody with where they sit.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeavingSits")]
struct Sits {
    /// What a program sends back; a star where nobody sits.
    whose: String,
    name: Say,
    /// What became of them, where they are not simply there.
    state: Option<Say>,
    count: usize,
    tasks: u64,
    tables: Vec<Table>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "leaving/colleague.html")]
pub(super) struct Colleagues {
    #[serde(skip)]
    lang: Lang,
    /// What was just handed over.
    done: Option<Say>,
    sitters: Vec<Sits>,
    #[serde(rename = "_seq")]
    version: String,
    #[serde(skip)]
    form: Option<Html>,
}

fn sits(ask: &Ask, sitter: &Sitter) -> Sits {
    let id = sitter.person.as_ref().map_or_else(|| NOBODY.to_owned(), ToString::to_string);
    let name = match (&sitter.known, sitter.state) {
        (_, SitterState::Nobody) => Say::of("Waar niemand zit", "Where nobody sits"),
        (Some((name, function)), _) => Say::same(format!("{name}, {function}")),
        // They work elsewhere by now: what they are called there is not for this desk.
        (None, _) => Say::same(id.clone()),
    };
    Sits {
        whose: id,
        name,
        state: match sitter.state {
            SitterState::Sits | SitterState::Nobody => None,
            SitterState::Ended => Some(Say::of("aanwijzing afgelopen", "designation ended")),
            SitterState::Gone => Some(Say::of("werkt hier niet meer", "no longer works here")),
        },
        count: sitter.tables.len(),
        tasks: tasks(&sitter.tables),
        tables: sitter.tables.iter().take(NAMED).map(|row| table(ask, row)).collect(),
    }
}

/// As a choice: who, what became of them, and how much would go over.
fn option(sits: &Sits) -> (String, Say) {
    let line = |lang: Lang| {
        let state = sits.state.as_ref().map(|state| format!(" ({})", state.to(lang))).unwrap_or_default();
        format!("{}{state}: {{}}", sits.name.to(lang))
    };
    let label = counted(sits.count as u64, sits.tasks, &Say::made(line(Lang::Nl), line(Lang::En)));
    (sits.whose.clone(), label)
}

/// Who sits where, and the question whose places pass to whom.
pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Colleagues>, Trouble> {
    let found = ask.vault.tables_of_colleagues(&ask.actor, &kinds::acts(By::Desk)).await?;
    let sitters: Vec<Sits> = found.all.iter().map(|sitter| sits(&ask, sitter)).collect();
    let to = offered(&ask, &ask.actor.agency.id);
    let anybody = !to.is_empty();
    let submit = Say::of("Alles overdragen", "Hand over everything");
    let whose = Say::of("Van wie?", "From whom?");
    let form = FormSpec::to(HANDING_OVER_OF_A_COLLEAGUE.list(), submit).field(Field::choice(
        "whose",
        whose,
        sitters.iter().map(option).collect(),
    ));
    let form = asking(form, &ask, to);
    let body = Colleagues {
        lang: ask.lang,
        done: carry_out::told(&ask),
        version: found.version.to_string(),
        form: (!sitters.is_empty() && anybody).then(|| form.html(&ask, &filled, Some(found.version))),
        sitters,
    };
    Ok(Page::of(&ask, Say::of("Overdragen voor een collega", "Hand over for a colleague"), body))
}

/// Hands it over.
pub(super) async fn hand_over(ask: Ask, form: OfColleague) -> Result<Redirect, Trouble> {
    let found = ask.vault.tables_of_colleagues(&ask.actor, &kinds::acts(By::Desk)).await?;
    let tables = found.all.iter().find(|sitter| sitter.person == form.whose).map(|sitter| sitter.tables.as_slice());
    if tables.is_none() && form.handing.seen.is_none() {
        return Err(NOT_THERE.at("whose").into());
    }
    let whose = form.whose.as_ref().map_or(Whose::Nobodys, Whose::Of);
    carry_out(&ask, (By::Desk, whose), (tables.unwrap_or_default(), found.version), &form.handing).await
}
