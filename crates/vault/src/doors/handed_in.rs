//! How much strangers hand in with a code, where each of it is kept: so many in an hour from one place and so many at one dossier from everywhere,
//! counted in the store by all nodes together. From where somebody came is kept as a keyed digest and no longer than it counts.

use crate::{
    doors::{
        desk::{Desk, Open, Seen},
        vault::Vault,
    },
    engine::{
        act::Act,
        book::Head,
        dossier::Dossier,
        store::{Connection, StoreError, Verdict},
        tries::HandedIn,
    },
};

/// So many in an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnHour {
    /// From one place.
    pub from_one_place: i64,
    /// From everywhere.
    pub altogether: i64,
}

impl AnHour {
    fn most(self) -> [i64; 2] {
        [self.from_one_place, self.altogether]
    }
}

impl<D: Dossier> Open<D> {
    fn handed_in(&self, source: &str) -> (Vault, HandedIn) {
        (self.vault.clone(), HandedIn::of(&self.vault.0.keys, self.id, source))
    }
}

impl<A: Act> Seen<A> {
    /// Whether who comes from here may hand in one more now: to say so before somebody types.
    ///
    /// # Errors
    /// What the store says.
    pub async fn has_room_for(&self, source: &str, most: AnHour) -> Result<bool, StoreError> {
        let ((vault, count), now) = (self.open.handed_in(source), self.open.now.as_second());
        vault.0.store.read(move |conn| count.has_room(conn, now, most.most())).await
    }
}

impl<A: Act> Desk<A> {
    /// The same; and counts it where it is so. Whoever is refused is not counted, and in the way of nobody else.
    ///
    /// # Errors
    /// What the store says.
    pub async fn takes_in(&self, source: &str, most: AnHour) -> Result<bool, StoreError> {
        let ((vault, count), now) = (self.open.handed_in(source), self.open.now.as_second());
        let one_more = move |conn: &mut dyn Connection| count.count(conn, now, most.most());
        let write = move |conn: &mut dyn Connection, _: &mut Head| {
            one_more(conn).map(|fits| if fits { Verdict::Keep(true) } else { Verdict::Undo(false) })
        };
        vault.0.store.write_or_undo(write).await
    }
}
