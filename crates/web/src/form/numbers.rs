//! The numbers in the names of fields that stand in rows.

use std::collections::BTreeSet;

/// The numbers behind these stems, from `first` on, each once and in order.
pub(super) fn numbers<'a>(names: impl Iterator<Item = &'a str>, stems: &[&str], first: usize) -> BTreeSet<usize> {
    let number = |name: &str| {
        let text =
            stems.iter().find_map(|stem| name.strip_prefix(stem).filter(|rest| rest.parse::<usize>().is_ok()))?;
        // `+1` and `01` are other names than `1`, under which nothing was sent.
        text.parse().ok().filter(|n: &usize| n.to_string() == text && *n >= first)
    };
    names.filter_map(number).collect()
}
