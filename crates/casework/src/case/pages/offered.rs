//! What forms of a case offer to choose from.

use super::sheet::Sheet;
pub(super) use crate::case::short::short;
use crate::case::{Case, Purpose, State};
use kernel::{AgencyId, Say};
use web::{Ask, Field};

/// The organisations of a list as choices.
pub(super) fn agencies<'a>(ask: &Ask, ids: impl IntoIterator<Item = &'a AgencyId>) -> Vec<(String, Say)> {
    ids.into_iter().map(|id| (id.to_string(), Say::same(ask.directory.agency_name(id)))).collect()
}

/// Numbered things as choices: the text shortened to one line.
pub(super) fn numbered<'a>(list: impl IntoIterator<Item = (u32, &'a str)>) -> Vec<(String, Say)> {
    list.into_iter().map(|(no, text)| (no.to_string(), Say::same(short(text)))).collect()
}

/// After the plan a form asks what it is for (CAS-03); before it, nothing is asked.
pub(super) fn with_purpose(case: &Case, spec: Sheet) -> Sheet {
    match case.state {
        State::Planned => spec.field(
            Field::choice_of::<Purpose>("purpose", Say::of("Waar is dit voor?", "What is this for?")).hint(Say::of(
                "Er is een plan. De wet kent daarna vier doelen.",
                "There is a plan. From then on the law allows four purposes.",
            )),
        ),
        State::Unopened | State::Open | State::Switched | State::Closed => spec,
    }
}

/// Everyone who sits at the table: the three, who acts for them, and who was let in.
pub(super) fn seated(case: &Case) -> Vec<&AgencyId> {
    let trio = case.takers().into_iter();
    let support = case.opening.iter().filter_map(|o| o.support.as_ref());
    trio.chain(support).chain(case.members.iter().filter(|m| m.ended.is_none()).map(|m| &m.proposal.agency)).collect()
}
