//! Which lines My work has: a task each, and one line for many of one sort that came on one day, such as a register that was taken over.

use super::group;
use crate::{
    advice, beyond, case, enquiry, meeting, office, places::WORK, receiving, referral, reporting, review, signal,
    triage, watching, weighing,
};
use kernel::{Date, Say};
use std::collections::BTreeMap;
use vault::{Asked, Dossier as _};
use web::{Ask, Trouble};

/// From so many of one sort on, of one day and with one last day, they are one line.
const BATCH: usize = 6;

/// So many stand in the margin.
pub(super) const BESIDE: usize = 6;

/// A line of the page.
pub(super) enum Line {
    /// One task.
    One(Asked),
    /// So many like this one.
    Many(Asked, usize),
}

impl Line {
    /// What stands in it, or the first of it.
    pub(super) fn first(&self) -> &Asked {
        match self {
            Self::One(asked) | Self::Many(asked, _) => asked,
        }
    }
}

/// Whether a kind of dossier is about a person, or about who speaks for an organisation there; the others are about the work.
pub(super) fn is_about_people(kind: &str) -> bool {
    let kinds = [
        office::Arranged::KIND,
        enquiry::Enquiry::KIND,
        beyond::Beyond::KIND,
        watching::Watch::KIND,
        referral::Referral::KIND,
        review::Review::KIND,
        reporting::Door::KIND,
        signal::Signal::KIND,
        weighing::Weighing::KIND,
        advice::Advice::KIND,
        triage::Triage::KIND,
        case::Case::KIND,
        receiving::Reception::KIND,
        meeting::Meeting::KIND,
    ];
    kinds.contains(&kind)
}

/// Every task a line.
pub(super) fn each(asked: Vec<Asked>) -> Vec<Line> {
    asked.into_iter().map(Line::One).collect()
}

/// The lines in the order of their groups, and within one in that of the tasks.
pub(super) fn all(asked: Vec<Asked>, ask: &Ask) -> Vec<Line> {
    let key = |a: &Asked| (a.act.clone(), a.since, a.due, a.urgent);
    let alone = |a: &Asked| a.taken.is_some() || a.instead_of.is_some() || a.thing.is_some();
    let mut count: BTreeMap<_, usize> = BTreeMap::new();
    for one in asked.iter().filter(|a| !alone(a)) {
        *count.entry(key(one)).or_default() += 1;
    }
    let mut lines = Vec::new();
    for one in asked {
        if alone(&one) {
            lines.push(Line::One(one));
            continue;
        }
        match count.get_mut(&key(&one)).filter(|n| **n >= BATCH || **n == 0) {
            // Told already.
            Some(0) => {}
            Some(many) => lines.push(Line::Many(one, std::mem::take(many))),
            None => lines.push(Line::One(one)),
        }
    }
    lines.sort_by_key(|line| group::when(line.first(), ask));
    lines
}

/// What the page is narrowed to.
pub(super) enum Filter {
    /// Nothing.
    None,
    /// What is asked about the work.
    Work,
    /// One sort of task; of one day, with one last day, or urgent, where that is said.
    Act { act: String, since: Option<Date>, due: Option<Date>, urgent: Option<bool> },
}

impl Filter {
    /// As it stands in the address.
    ///
    /// # Errors
    /// A day that does not exist.
    pub(super) fn of(ask: &Ask) -> Result<Self, Trouble> {
        let day = |name| ask.query.first(name).map(kernel::parse_day).transpose();
        Ok(match ask.query.first("wat") {
            None | Some("") => Self::None,
            Some("leren") => Self::Work,
            Some(act) => Self::Act {
                act: act.to_owned(),
                since: day("sinds")?,
                due: day("tot")?,
                urgent: ask.query.first("spoed").map(|word| word == "ja"),
            },
        })
    }

    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Whether a task is among it.
    pub(super) fn takes(&self, asked: &Asked) -> bool {
        match self {
            Self::None | Self::Work => true,
            Self::Act { act, since, due, urgent } => {
                asked.act == *act
                    && since.is_none_or(|day| asked.since == day)
                    && due.is_none_or(|day| asked.due == Some(day))
                    && urgent.is_none_or(|urgent| asked.urgent == urgent)
            }
        }
    }

    /// The one batch that this line stands for.
    pub(super) fn batch(asked: &Asked) -> Self {
        Self::Act { act: asked.act.clone(), since: Some(asked.since), due: asked.due, urgent: Some(asked.urgent) }
    }

    /// What it is called above the page.
    pub(super) fn says(&self, ask: &Ask) -> Option<Say> {
        match self {
            Self::None => None,
            Self::Work => {
                Some(Say::of("Leren: geen personen, wel het werk", "Learning: not about people, only about the work"))
            }
            Self::Act { act, .. } => ask.vault.rules().act(act).map(|info| info.says.clone()),
        }
    }

    /// The address of a page of it.
    pub(super) fn page(&self, page: usize) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        match self {
            Self::None => {}
            Self::Work => pairs.push(("wat", "leren".to_owned())),
            Self::Act { act, since, due, urgent } => {
                pairs.push(("wat", act.clone()));
                pairs.extend(since.map(|day| ("sinds", day.to_string())));
                pairs.extend(due.map(|day| ("tot", day.to_string())));
                pairs.extend(urgent.map(|urgent| ("spoed", if urgent { "ja" } else { "nee" }.to_owned())));
            }
        }
        if page > 1 {
            pairs.push(("blad", page.to_string()));
        }
        let given: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if given.is_empty() { WORK.to_owned() } else { format!("{WORK}?{}", web::encode(&given)) }
    }
}
