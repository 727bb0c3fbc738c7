//! For whom somebody speaks: in which right they turn a key of their organisation, who could instead, for one side at a table only, and
//! what an organisation arranged.

use crate::{
    doors::vault::Vault,
    engine::{
        act::{ActInfo, Sort},
        carry,
        office::{Office, Right},
        people::Actor,
        rules::Question,
        store::{StoreError, Value},
    },
};
use kernel::{AgencyId, Date, DossierId, Say, Timestamp, local_day};

/// What a human reads who did something at a table for another organisation before.
pub(crate) const ONE_SIDE: Say = Say::of(
    "U deed aan deze tafel al iets namens een andere organisatie. Aan één tafel spreekt u voor één organisatie.",
    "You have done something at this table for another organisation. At one table you speak for one organisation.",
);

impl Vault {
    /// Whether the human behind this account did something in this dossier for another organisation: nobody turns two keys, agrees with
    /// themself as a second, or speaks for two sides (Awb art. 2:4).
    pub(crate) async fn acted_for_another(
        &self,
        actor: &Actor,
        act: &ActInfo,
        id: DossierId,
    ) -> Result<bool, StoreError> {
        // Closed ones too: what was said for the other side was said.
        const SQL: &str = "SELECT e.seq FROM event e JOIN account a ON a.id = e.who WHERE e.dossier = $1 AND e.agency <> $2 \
                           AND e.who <> $3 AND (a.id = $4 OR a.login = $4) LIMIT 1";
        let login = actor.login();
        if !matches!(act.sort, Sort::Change | Sort::Key) || !self.directory().several.contains(login) {
            return Ok(false);
        }
        let values: [Value; 4] = [
            id.bytes().as_slice().into(),
            actor.agency.id.as_str().into(),
            actor.person.as_str().into(),
            login.as_str().into(),
        ];
        self.0.store.read(move |conn| Ok(conn.first(SQL, &values)?.is_some())).await
    }

    /// In which right this person would do this today; none for what is no key, and for who has no right to it.
    pub(crate) fn right(&self, actor: &Actor, act: &ActInfo) -> Option<Right> {
        let today = local_day(self.now());
        (act.sort == Sort::Key).then(|| actor.agency.office.right(&actor.person, act.name, today)).flatten()
    }

    /// Who could do it, when a mandate is all that this person lacks. They sit there, so this tells nothing of the dossier.
    pub(crate) fn lacks_mandate(&self, actor: &Actor, act: &ActInfo, asked: &Question) -> Option<Say> {
        let with = Question { mandate: true, ..asked.clone() };
        let lacks = act.sort == Sort::Key && !asked.mandate && self.rules().ask(&with).is_yes();
        lacks.then(|| self.who_may(actor, act))
    }

    fn who_may(&self, actor: &Actor, act: &ActInfo) -> Say {
        let (directory, today, own) = (self.directory(), local_day(self.now()), &actor.agency);
        let called = |c: &crate::Colleague| format!("{} ({})", c.name, c.function);
        let can = own.office.who_may(act.name, today).filter_map(|who| directory.colleague(who));
        let can: Vec<String> = can.filter(|c| c.agency == own.id && c.can_sit(today)).map(called).collect();
        let name = &own.name;
        if can.is_empty() {
            return Say::made(
                format!(
                    "Hiervoor is een mandaat nodig, en bij {name} heeft nog niemand dat. De ambtsdrager van uw organisatie geeft het."
                ),
                format!(
                    "This takes a mandate, and nobody at {name} has one yet. The office holder of your organisation gives it."
                ),
            );
        }
        let can = can.join("; ");
        Say::made(
            format!("Hiervoor hebt u geen mandaat. Bij {name} kan dit: {can}."),
            format!("You have no mandate for this. At {name} this can be done by: {can}."),
        )
    }

    /// The day on which everybody was named who worked for an organisation, because the house was brought over from before persons sat.
    ///
    /// # Errors
    /// What the store says.
    pub async fn carried_over(&self) -> Result<Option<Date>, StoreError> {
        let at = self.0.store.read(carry::carried_at).await?;
        Ok(at.and_then(|at| Timestamp::from_microsecond(at).ok()).map(local_day))
    }

    /// Arranges an organisation anew without an act of anybody: for a house that is being made. Where people arrange it, the dossier of
    /// its office says it.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn set_office(&self, agency: &AgencyId, office: Office) -> Result<(), StoreError> {
        let id = agency.clone();
        let change = move |conn: &mut dyn crate::engine::store::Connection| office.put(conn, &id);
        self.0.store.write(self.administered("office.set", "agency", agency.to_string(), change)).await?;
        self.reload_directory().await
    }
}
