//! Handing over what is one's own.

use super::{
    carry_out::{self, carry_out},
    form::{Handing, asking},
    kinds::{self, By},
    table::{NAMED, Table, counted, table, tasks},
};
use crate::{
    places::HANDING_OVER,
    seating::{Whose, offered},
};
use askama::Template;
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Filled, FormSpec, Html, Page, Redirect, Trouble};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "leaving/own.html")]
pub(super) struct Own {
    #[serde(skip)]
    lang: Lang,
    /// What was just handed over.
    done: Option<Say>,
    /// How much would go over, in a sentence.
    says: Say,
    tasks: u64,
    /// How many tables that are.
    count: usize,
    /// The first of them.
    tables: Vec<Table>,
    #[serde(skip)]
    in_parts: Option<usize>,
    #[serde(rename = "_seq")]
    version: String,
    #[serde(skip)]
    form: Option<Html>,
}

/// What would go over, and the question to whom.
pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Own>, Trouble> {
    let mine = ask.vault.own_tables(&ask.actor, &kinds::acts(By::Oneself)).await?;
    let (count, asked) = (mine.all.len(), tasks(&mine.all));
    let says = Say::of(
        "U draagt over: {}. Alles gaat in één keer over, of niets.",
        "You hand over: {}. All of it at once, or nothing.",
    );
    let says = counted(count as u64, asked, &says);
    let mut to = offered(&ask, &ask.actor.agency.id);
    to.retain(|(person, _)| person != ask.actor.person.as_str());
    let anybody = !to.is_empty();
    let submit = counted(count as u64, asked, &Say::of("{} overdragen", "Hand over {}"));
    let form = asking(FormSpec::to(HANDING_OVER.list(), submit), &ask, to);
    let body = Own {
        lang: ask.lang,
        done: carry_out::told(&ask),
        says,
        tasks: asked,
        count,
        tables: mine.all.iter().take(NAMED).map(|row| table(&ask, row)).collect(),
        in_parts: (count > carry_out::AT_ONCE).then_some(carry_out::AT_ONCE),
        version: mine.version.to_string(),
        form: (anybody && count > 0).then(|| form.html(&ask, &filled, Some(mine.version))),
    };
    Ok(Page::of(&ask, Say::of("Overdragen", "Hand over"), body))
}

/// Hands it over.
pub(super) async fn hand_over(ask: Ask, form: Handing) -> Result<Redirect, Trouble> {
    let mine = ask.vault.own_tables(&ask.actor, &kinds::acts(By::Oneself)).await?;
    carry_out(&ask, (By::Oneself, Whose::Of(&ask.actor.person)), (&mine.all, mine.version), &form).await
}
