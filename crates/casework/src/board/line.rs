//! One table on the board, as it is read.

use super::state::{self, State};
use kernel::{Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use vault::Standing;
use web::{Ask, Trouble};

kernel::words! {
    /// What the board is narrowed to.
    pub(super) enum Why {
        /// Whatever somebody should look at.
        Attention = "aandacht", "Vraagt aandacht", "Needs attention";
        /// Something should have been done.
        Late = "te-laat", "Te laat", "Late";
        /// Nothing happens.
        Still = "stil", "Ligt stil", "Stalled";
        /// A case without a plan.
        NoPlan = "zonder-plan", "Zonder plan", "Without a plan";
        /// A case without a day to look again.
        NoLook = "zonder-blik", "Zonder terugkijkdatum", "Without a review date";
        /// Every table that runs.
        All = "alle", "Alles wat loopt", "All active";
    }
}

impl Why {
    /// Whether a table in this state is among it.
    pub(super) fn takes(self, state: State) -> bool {
        match self {
            Self::Attention => state.calls(),
            Self::Late => state.late,
            Self::Still => state.still,
            Self::NoPlan => state.no_plan,
            Self::NoLook => state.no_look,
            Self::All => true,
        }
    }
}

/// A table, for a page and for a program.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BoardLine")]
#[allow(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(super) struct Line {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) reference: String,
    #[serde(skip)]
    pub(super) has_reference: bool,
    pub(super) municipality: String,
    pub(super) kind: Say,
    pub(super) state: Say,
    /// Of which organisations something is asked.
    pub(super) waits_for: Vec<String>,
    pub(super) due: Option<ShownDay>,
    /// When something last happened.
    pub(super) last: ShownDay,
    pub(super) urgent: bool,
    pub(super) late: bool,
    pub(super) still: bool,
    pub(super) no_plan: bool,
    pub(super) no_look: bool,
}

/// Opens the cards of the tables that are shown.
pub(super) async fn told(ask: &Ask, tables: Vec<(Standing, State)>) -> Result<Vec<Line>, Trouble> {
    let ids = tables.iter().map(|(table, _)| table.id).collect();
    let mut cards = ask.vault.tell_tables(&ask.actor, ids).await?;
    let line = |(table, state): (Standing, State)| {
        let card = cards.remove(&table.id)?;
        let (address, kind) = ask.kinds.of(&table.kind, table.id)?;
        let of: BTreeSet<String> = card.there.asked.iter().map(|one| ask.directory.agency_name(&one.of)).collect();
        Some(Line {
            address,
            has_reference: card.label.title.as_str() != card.reference,
            title: card.label.title.to_string(),
            reference: card.reference,
            municipality: card
                .municipality
                .parse()
                .map_or_else(|_| card.municipality.clone(), |id| ask.directory.municipality_name(&id)),
            kind: kind.clone(),
            state: state::says(&table.kind, &table.state),
            waits_for: of.into_iter().collect(),
            due: table.due.map(day_month_year),
            last: day_month_year(table.last),
            urgent: state.urgent,
            late: state.late,
            still: state.still,
            no_plan: state.no_plan,
            no_look: state.no_look,
        })
    };
    Ok(tables.into_iter().filter_map(line).collect())
}
