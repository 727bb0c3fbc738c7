//! How much of a kind an organisation has going, for who is about to begin one more.

use crate::{
    doors::{desk::Desk, keeping::Error},
    engine::{
        act::Act,
        dossier::{Dossier, Tier},
        store::{Connection, Value},
    },
};

impl<A: Act> Desk<A> {
    /// How many dossiers of this kind are in one of these states while the agency of who acts sits there as `tier`: counted in the store up to
    /// `most`, however many there are. Nothing of them is given out, so nothing is written in the book.
    ///
    /// # Errors
    /// What the store says.
    pub async fn led(&self, tier: Tier, states: [&'static str; 3], most: u32) -> Result<u32, Error> {
        // The seats of a card are short words without anything to escape, `["agency","tier"` each.
        const SQL: &str = "SELECT COUNT(*) FROM (SELECT DISTINCT s.dossier FROM seat s JOIN card c ON c.dossier = s.dossier \
                           WHERE s.holder = $1 AND s.kind = $2 AND s.listed = 1 AND c.state IN ($3, $4, $5) AND c.seats LIKE $6 \
                           LIMIT $7) AS led";
        let agency = self.agency().as_str();
        let [one, two, three] = states;
        let seat = format!("%[\"{agency}\",\"{}\"%", tier.word());
        let values: [Value; 7] = [
            agency.into(),
            <A::On as Dossier>::KIND.into(),
            one.into(),
            two.into(),
            three.into(),
            seat.as_str().into(),
            i64::from(most).into(),
        ];
        let count = move |conn: &mut dyn Connection| conn.first(SQL, &values)?.map_or(Ok(0), |row| row.int(0));
        Ok(u32::try_from(self.open.vault.0.store.read(count).await?).unwrap_or(most))
    }
}
