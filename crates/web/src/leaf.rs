//! A list that is longer than a page: the latest of it, with the way to what is older. Plain links, so that it works without script.

use crate::{ask::Ask, html::Html};
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// A list that grows: the name in the address behind which the place in it stands, the id of its heading, and what is in it.
#[derive(Debug, Clone)]
pub struct Growing {
    /// The name in the address: `notities`.
    pub name: Cow<'static, str>,
    /// The id of the heading above it, which links lead to.
    pub at: &'static str,
    /// What is in it, in Dutch and English: `notities`, `notes`.
    pub what: (&'static str, &'static str),
    /// How many stand on one page.
    pub most: usize,
}

impl Growing {
    /// A list of which at most `most` stand on a page.
    #[must_use]
    pub const fn of(name: &'static str, at: &'static str, what: (&'static str, &'static str), most: usize) -> Self {
        Self { name: Cow::Borrowed(name), at, what, most }
    }

    /// The place in the list that stands in the address; none on the first page.
    #[must_use]
    pub fn place(&self, ask: &Ask) -> Option<u64> {
        ask.query.first(&self.name)?.parse().ok().filter(|place| *place > 0)
    }

    /// Leaves of a list that is whole and runs from new to old the part that is asked for. `home` is the address of the page.
    pub fn cut<T>(&self, ask: &Ask, home: &str, list: &mut Vec<T>) -> Leaf {
        let total = list.len();
        let place = self.place(ask).and_then(|place| usize::try_from(place).ok()).filter(|place| *place < total);
        let skip = place.unwrap_or(0);
        list.drain(..skip);
        list.truncate(self.most);
        let (shown, next) = (list.len(), skip + list.len());
        let older = (next < total).then_some(next as u64);
        Leaf { total: Some(total as u64), turned: skip > 0, shown, ..self.leaf(home, older, skip > 0) }
    }

    /// The same for a list that runs from old to new, and stays so: the latest of it are left.
    pub fn cut_latest<T>(&self, ask: &Ask, home: &str, list: &mut Vec<T>) -> Leaf {
        list.reverse();
        let leaf = self.cut(ask, home, list);
        list.reverse();
        leaf
    }

    /// The ways on from a part of a list that was read by itself: to what is older than this place, and back when one has turned a page.
    #[must_use]
    pub fn read(&self, ask: &Ask, home: &str, older: Option<u64>, (shown, total): (usize, Option<u64>)) -> Leaf {
        let turned = self.place(ask).is_some();
        Leaf { total, turned, shown, ..self.leaf(home, older, turned) }
    }

    fn leaf(&self, home: &str, older: Option<u64>, turned: bool) -> Leaf {
        Leaf {
            total: None,
            older: older.map(|place| format!("{home}?{}={place}#{}", self.name, self.at)),
            latest: turned.then(|| format!("{home}#{}", self.at)),
            turned,
            shown: 0,
            what: Say::of(self.what.0, self.what.1),
        }
    }
}

/// Where one is in a list that grows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Leaf {
    /// How many there are in all, where that is known.
    pub total: Option<u64>,
    /// Where older ones are; none on the last page.
    pub older: Option<String>,
    /// Where the latest are; none on the first page.
    pub latest: Option<String>,
    /// Whether this is not the first page.
    #[serde(skip)]
    pub turned: bool,
    #[serde(skip)]
    shown: usize,
    #[serde(skip)]
    what: Say,
}

#[derive(askama::Template)]
#[template(path = "leaf.html")]
struct LeafView<'a> {
    lang: Lang,
    what: &'a str,
    shown: usize,
    total: Option<String>,
    older: Option<&'a str>,
    latest: Option<&'a str>,
}

impl Leaf {
    /// The ways on, as they stand under the list; nothing when all of it is there.
    #[must_use]
    pub fn html(&self, lang: &Lang) -> Html {
        if self.older.is_none() && self.latest.is_none() {
            return Html::default();
        }
        let stop = lang.both(".", ",");
        Html::rendered(&LeafView {
            lang: *lang,
            what: self.what.to(*lang),
            shown: self.shown,
            total: self.total.map(|total| grouped(total, stop)),
            older: self.older.as_deref(),
            latest: self.latest.as_deref(),
        })
    }
}

/// A number as people read it: in groups of three.
pub(crate) fn grouped(number: u64, stop: &str) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, rest) = digits.split_at(first);
    let groups = rest.as_bytes().chunks(3).filter_map(|three| std::str::from_utf8(three).ok());
    let all: Vec<&str> = Some(head).filter(|head| !head.is_empty()).into_iter().chain(groups).collect();
    all.join(stop)
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_number_is_read_in_groups_of_three() {
        let told: Vec<String> = [0, 12, 345, 3_900, 20_000, 1_234_567].map(|n| grouped(n, ".")).to_vec();
        assert_eq!(told, ["0", "12", "345", "3.900", "20.000", "1.234.567"]);
    }
}
