//! Passing places on: for good, or for who is away from a day until a day. Only the places of who passes them on become another's. Pure.

use super::naming::{NOT_YOURS, who_can_sit};
use kernel::{AgencyId, Date, PersonId, Refusal};
use vault::{Card, Colleague, Named};

const ENDS_BEFORE_IT_BEGINS: Refusal =
    Refusal::of("De laatste dag ligt voor de eerste.", "The last day is before the first.");
const BEGINS_BEFORE_TODAY: Refusal = Refusal::of(
    "Die dag is geweest. Overdragen kan vanaf vandaag.",
    "That day has passed. You can hand over from today.",
);
const TO_ONESELF: Refusal = Refusal::of("Kies iemand anders.", "Choose somebody else.");

/// Whose places pass on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose<'a> {
    /// Those of this person.
    Of(&'a PersonId),
    /// Those where nobody sits.
    Nobodys,
}

/// From when, and until when for who is only away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Days {
    /// For good.
    From(Date),
    /// For a while: who takes over stands in.
    Within(Date, Date),
}

impl Days {
    fn first(self) -> Date {
        match self {
            Self::From(first) | Self::Within(first, _) => first,
        }
    }

    fn last(self) -> Option<Date> {
        match self {
            Self::From(_) => None,
            Self::Within(_, last) => Some(last),
        }
    }
}

/// That places pass on: whose, to whom, when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passing<'a> {
    pub(crate) whose: Whose<'a>,
    pub(crate) to: &'a PersonId,
    pub(crate) days: Days,
}

impl Passing<'_> {
    /// Whether it can be: from today on, to somebody else who can sit.
    ///
    /// # Errors
    /// Days that are over or in the wrong order; somebody of elsewhere, without designation, who guards, or the same person.
    pub(crate) fn check(&self, colleagues: &[&Colleague], today: Date) -> Result<(), Refusal> {
        let first = self.days.first();
        if first < today {
            return Err(BEGINS_BEFORE_TODAY.at("from"));
        }
        if self.days.last().is_some_and(|last| last < first) {
            return Err(ENDS_BEFORE_IT_BEGINS.at("until"));
        }
        if self.whose == Whose::Of(self.to) {
            return Err(TO_ONESELF.at("to"));
        }
        let last = self.days.last().unwrap_or(first);
        let can = who_can_sit(colleagues, self.to, first).filter(|c| c.can_sit(last));
        can.map(drop).ok_or(NOT_YOURS.at("to"))
    }

    /// Who sits at a table afterwards; nothing when it changes nobody.
    pub(crate) fn at(&self, before: &[Named], today: Date) -> Option<Vec<Named>> {
        let mut after = match (self.whose, self.days) {
            (Whose::Of(whose), Days::From(first)) => {
                before.iter().filter_map(|n| until_then(n, whose, first, today)).collect()
            }
            (Whose::Of(_), Days::Within(..)) | (Whose::Nobodys, _) => before.to_vec(),
        };
        match self.whose {
            Whose::Of(whose) => {
                let theirs = before.iter().filter(|n| n.person == *whose);
                theirs.filter_map(|n| self.passed(n)).for_each(|named| add(&mut after, named));
            }
            Whose::Nobodys => {
                let own = Named::since(self.to.clone(), self.days.first());
                add(&mut after, Named { until: self.days.last(), ..own });
            }
        }
        (after != before).then_some(after)
    }

    /// A place as it passes on: within its own days, and in the place of whoever it was in. Nobody stands in for a deputy, so whoever is there for
    /// one stands in for the same person.
    fn passed(&self, place: &Named) -> Option<Named> {
        let from = place.from.max(self.days.first());
        let until = match (place.until, self.days.last()) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let deputy_for = match self.days {
            Days::From(_) => place.deputy_for.clone(),
            Days::Within(..) => Some(place.deputy_for.as_ref().unwrap_or(&place.person).clone()),
        };
        let is_own = deputy_for.as_ref() == Some(self.to);
        let over = until.is_some_and(|until| until < from);
        (!is_own && !over).then(|| Named { person: self.to.clone(), from, until, deputy_for })
    }

    /// Whether something is asked at this table, only of people in one role, that nobody there could do afterwards, and somebody could before.
    pub(crate) fn leaves_undone(
        &self,
        card: &Card,
        after: &[Named],
        colleagues: &[&Colleague],
        agency: &AgencyId,
    ) -> bool {
        let (whose, day) = match self.whose {
            Whose::Of(whose) => (whose, self.days.first()),
            Whose::Nobodys => return false,
        };
        let before = card.persons.as_ref().and_then(|persons| persons.of(agency)).unwrap_or_default();
        let can = |named: &[Named], role, but: Option<&PersonId>| {
            let sits = |c: &&&Colleague| c.role == role && c.can_sit(day) && Some(&c.person) != but;
            colleagues.iter().filter(sits).any(|c| named.iter().any(|n| n.person == c.person && n.counts_on(day)))
        };
        let asked = card.tasks.iter().filter(|task| task.agency == *agency).filter_map(|task| task.role);
        asked.into_iter().any(|role| can(before, role, None) && !can(after, role, Some(whose)))
    }
}

/// Somebody who sat there, when one person leaves on a day: that person, and who stands in for them, until the day before.
fn until_then(named: &Named, whose: &PersonId, first: Date, today: Date) -> Option<Named> {
    if named.person != *whose && named.deputy_for.as_ref() != Some(whose) {
        return Some(named.clone());
    }
    let eve = first.yesterday().unwrap_or(first);
    let last = named.until.map_or(eve, |until| until.min(eve));
    (named.from <= last && today <= last).then(|| Named { until: Some(last), ..named.clone() })
}

/// Takes somebody in who sits there, once: whoever has a place of their own for all of those days needs no other, and days that touch
/// become one.
fn add(all: &mut Vec<Named>, new: Named) {
    let holds =
        |n: &Named| n.from <= new.from && n.until.is_none_or(|until| new.until.is_some_and(|last| last <= until));
    let same = |n: &&Named| n.person == new.person;
    if all.iter().filter(same).any(|n| (n.deputy_for.is_none() || n.deputy_for == new.deputy_for) && holds(n)) {
        return;
    }
    let after = |until: Option<Date>, from: Date| until.is_some_and(|until| until.tomorrow().unwrap_or(until) < from);
    let touches = |n: &Named| {
        n.person == new.person
            && n.deputy_for == new.deputy_for
            && !after(n.until, new.from)
            && !after(new.until, n.from)
    };
    let (touching, mut rest): (Vec<Named>, Vec<Named>) = all.drain(..).partition(|n| touches(n));
    let one = touching.into_iter().fold(new, |one, other| Named {
        from: one.from.min(other.from),
        until: one.until.zip(other.until).map(|(a, b)| a.max(b)),
        ..one
    });
    rest.push(one);
    *all = rest;
}

/// Whom an organisation named at a table.
pub(crate) fn named_at(card: &Card, agency: &AgencyId) -> Vec<Named> {
    card.persons.as_ref().and_then(|persons| persons.of(agency)).map(<[Named]>::to_vec).unwrap_or_default()
}
