//! Who sees what on the table: the one filter. No page, print or export shows an item in any other way.

use super::super::model::{Case, State};
use super::super::plan::Factor;
use super::item::{Audience, Item};
use kernel::{AgencyId, Date};
use std::collections::BTreeSet;

impl Audience {
    /// Whether this participant is among them.
    pub(in crate::case) fn is_for(&self, agency: &AgencyId) -> bool {
        match self {
            Self::All => true,
            Self::Named { agencies } => agencies.contains(agency),
        }
    }
}

impl Case {
    /// The items that this organisation sees on this day. A third party sees what was shared with it and nothing else
    /// (PAR-05); after closing nobody sees anything (CAS-05).
    #[must_use]
    pub fn items_for(&self, agency: &AgencyId, today: Date) -> Vec<&Item> {
        let shielded = match self.state {
            State::Closed | State::Unopened => true,
            State::Open | State::Planned | State::Switched => false,
        };
        if shielded || !self.sits_on(agency, today) {
            return Vec::new();
        }
        self.items.iter().filter(|i| self.sees(agency, i, today)).collect()
    }

    /// The factors that this organisation sees: those of which it sees every fact that still lies on the table.
    #[must_use]
    pub fn factors_for(&self, agency: &AgencyId, today: Date) -> Vec<&Factor> {
        let seen: Vec<u32> = self.items_for(agency, today).iter().map(|i| i.no).collect();
        self.factors.iter().filter(|f| self.facts_seen(f, &seen)).collect()
    }

    /// Whether this organisation sees a factor, one that was put right since as well.
    pub(in crate::case) fn sees_factor(&self, factor: &Factor, agency: &AgencyId, today: Date) -> bool {
        let seen: Vec<u32> = self.items_for(agency, today).iter().map(|i| i.no).collect();
        self.facts_seen(factor, &seen)
    }

    fn facts_seen(&self, factor: &Factor, seen: &[u32]) -> bool {
        let live = |no: &&u32| self.items.iter().any(|i| i.no == **no);
        let mut facts = factor.facts.iter().filter(live).peekable();
        facts.peek().is_some() && facts.all(|no| seen.contains(no))
    }

    /// What this organisation gave, and to whom (PRV-17).
    #[must_use]
    pub fn given_by(&self, agency: &AgencyId) -> Vec<&Item> {
        self.items.iter().filter(|i| &i.agency == agency).collect()
    }

    /// The organisations besides its giver that could read an item on any day until this one: those at the table, and those that left it
    /// since (PRV-17). Who of them did look is nobody's to count.
    #[must_use]
    pub fn reached(&self, item: &Item, today: Date) -> BTreeSet<&AgencyId> {
        let last = item.gift.until.map_or(today, |until| until.min(today));
        let audience = |agency: &&AgencyId| item.gift.audience.is_for(agency);
        let opening = self.opening.as_ref();
        // Who takes part reads from the day it said so, who came by a move from that day on, and who left by it until then.
        let said = |agency| self.joining(agency).and_then(|joining| joining.said.as_ref()).map(|said| said.on);
        let takers = self.takers().into_iter().filter(|agency| said(agency).is_none_or(|day| day <= last));
        let came = self.stayed.last().map_or(Date::MIN, |(_, day)| *day);
        let stays = |agency: &&AgencyId| {
            opening.is_some_and(|o| o.trio.stay == **agency || o.support.as_ref() == Some(*agency))
        };
        let seated = takers.chain(opening.iter().flat_map(|o| o.support.iter().chain([&o.director])));
        let seated = seated.filter(|agency| came <= last || !stays(agency));
        let moved = self.stayed.iter().filter(|(_, until)| item.day <= *until).map(|(agency, _)| agency);
        let core = seated.chain(moved).filter(audience);
        let seats = self.members.iter().filter(|member| member.could_read(item.day, last));
        let members = seats.filter_map(|member| {
            let agency = &member.proposal.agency;
            let named = if member.is_third() { item.gift.thirds.contains(agency) } else { audience(&agency) };
            named.then_some(agency)
        });
        core.chain(members).filter(|agency| **agency != item.agency).collect()
    }

    fn sees(&self, agency: &AgencyId, item: &Item, today: Date) -> bool {
        if &item.agency == agency {
            return true;
        }
        let in_time = item.gift.until.is_none_or(|last| today <= last);
        let shared =
            if self.is_third(agency) { item.gift.thirds.contains(agency) } else { item.gift.audience.is_for(agency) };
        in_time && shared
    }
}
