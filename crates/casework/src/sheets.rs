//! A list that stands on numbered pages: which one was asked for, and where the ones beside it are.

use web::Ask;

/// One page of a list.
pub(crate) struct Sheet {
    /// Its number, from 1.
    pub(crate) page: usize,
    /// How many there are.
    pub(crate) pages: usize,
    most: usize,
}

impl Sheet {
    /// The page in the address (`blad`) of a list of so many things, at most `most` on a page; of one that is not there the nearest.
    pub(crate) fn of(ask: &Ask, total: usize, most: usize) -> Self {
        let pages = total.div_ceil(most).max(1);
        let asked = ask.query.first("blad").and_then(|n| n.parse().ok()).unwrap_or(1);
        Self { page: asked.clamp(1, pages), pages, most }
    }

    /// What stands on it.
    pub(crate) fn cut<L: IntoIterator>(&self, all: L) -> impl Iterator<Item = L::Item> + use<L> {
        all.into_iter().skip((self.page - 1) * self.most).take(self.most)
    }

    /// The number of the next page, if there is one.
    pub(crate) fn next(&self) -> Option<usize> {
        (self.page < self.pages).then_some(self.page + 1)
    }

    /// Where the pages before and after it are.
    pub(crate) fn beside(&self, at: impl Fn(usize) -> String) -> (Option<String>, Option<String>) {
        ((self.page > 1).then(|| at(self.page - 1)), self.next().map(&at))
    }
}
