//! Who finds a dossier: the rows by which lists, tasks and doors find it, and its seats as its card says them to whoever reads no more than
//! the card.

use crate::engine::{
    dossier::{Card, EVERYONE, Seat, Tier},
    people::Actor,
    seating::Persons,
    store::{Connection, StoreError, Value},
};
use kernel::{AgencyId, Date, DossierId};
use std::{collections::BTreeSet, fmt::Write as _};

/// Whoever finds a dossier by a seat: an organisation as a whole, a person whom it named, or its desk. Whether the dossier is in its
/// lists, and between which days it counts, where that is limited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holder {
    pub(super) agency: String,
    pub(super) person: String,
    pub(super) listed: bool,
    /// Whether it sits there for one thing only, as [`Tier::is_third`] says.
    pub(super) third: bool,
    pub(super) days: Option<(Date, Date)>,
}

/// In the place of a person: everybody of the organisation.
pub(crate) const ALL: &str = "";
/// In the place of a person: the desk of the organisation, which names who sits.
pub(crate) const DESK: &str = "+";

/// Who holds seats, in the order of their ids.
pub(super) fn holders(card: &Card) -> Vec<Holder> {
    let agencies: BTreeSet<&AgencyId> = card.seats.iter().map(|seat| &seat.agency).collect();
    let whole = |agency| holder(card, agency, |_| true);
    let Some(persons) = &card.persons else { return agencies.into_iter().filter_map(whole).collect() };
    let mut named: Vec<Holder> = Vec::new();
    for (agency, person) in persons.all() {
        let Some(whole) = holder(card, agency, |seat| seat.is_for(&person.person)) else { continue };
        let until = person.until.unwrap_or(Date::MAX);
        let days = whole.days.map_or((person.from, until), |(a, b)| (a.max(person.from), b.min(until)));
        // One row for who is named twice, such as for their own seat and as a deputy.
        match named.iter_mut().find(|h| h.agency == whole.agency && h.person == person.person.as_str()) {
            Some(holder) => holder.days = holder.days.map(|d| (d.0.min(days.0), d.1.max(days.1))),
            None => named.push(Holder { person: person.person.to_string(), days: Some(days), ..whole }),
        }
    }
    let desks = agencies.into_iter().filter_map(whole);
    named.extend(desks.map(|whole| Holder { person: DESK.to_owned(), listed: false, ..whole }));
    named.sort_by(|a, b| (&a.agency, &a.person).cmp(&(&b.agency, &b.person)));
    named
}

/// An organisation by those of its seats that are meant; nothing where there are none.
fn holder(card: &Card, agency: &AgencyId, meant: impl Fn(&Seat) -> bool) -> Option<Holder> {
    let mut seats = card.seats.iter().filter(|seat| seat.agency == *agency && meant(seat));
    let one = |seat: &Seat| Holder {
        agency: agency.to_string(),
        person: ALL.to_owned(),
        listed: seat.tier.is_listed(),
        third: seat.tier.is_third(),
        days: seat.days,
    };
    let first = one(seats.next()?);
    Some(seats.map(one).fold(first, |all, seat| Holder {
        listed: all.listed || seat.listed,
        third: all.third && seat.third,
        days: all.days.zip(seat.days).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1))),
        ..all
    }))
}

/// Seats as they are stored, for lists to read without opening anything: a line for each, of words without spaces. First `named` where
/// persons sit; then `s`, the organisation, as what and, where it counts on some days only, the first and the last of them, and behind them whose alone it is, where it
/// is of one; then `p`,
/// the organisation, a person, the first day and the last, or `-`, and behind it in whose place, where it is in somebody's.
pub(super) fn seats_text(card: &Card) -> String {
    let mut text = String::new();
    if card.persons.is_some() {
        text.push_str("named\n");
    }
    for seat in &card.seats {
        let _ = write!(text, "s {} {}", seat.agency, seat.tier.word());
        match (seat.days, &seat.person) {
            (Some((first, last)), _) => drop(write!(text, " {first} {last}")),
            (None, Some(_)) => text.push_str(" - -"),
            (None, None) => {}
        }
        if let Some(person) = &seat.person {
            let _ = write!(text, " {person}");
        }
        text.push('\n');
    }
    for (agency, named) in card.persons.iter().flat_map(Persons::all) {
        let _ = write!(text, "p {agency} {} {} ", named.person, named.from);
        let _ = match named.until {
            Some(until) => write!(text, "{until}"),
            None => write!(text, "-"),
        };
        if let Some(place) = &named.deputy_for {
            let _ = write!(text, " {place}");
        }
        text.push('\n');
    }
    text
}

/// The tiers that somebody holds on this day, read from a card's stored seats. What cannot be read opens nothing.
pub(crate) fn tiers_of(stored: &str, actor: &Actor, today: Date) -> BTreeSet<Tier> {
    let (agency, person) = (actor.agency.id.as_str(), actor.person.as_str());
    let day = |text: &str| text.parse::<Date>().ok();
    let (mut tiers, mut by_person) = (BTreeSet::new(), false);
    for line in stored.lines() {
        by_person |= line == "named";
        let seat = line.strip_prefix("s ").and_then(|line| line.split_once(' '));
        let Some((_, seat)) = seat.filter(|(who, _)| Seat::is_of(who, agency)) else { continue };
        let mut words = seat.split(' ');
        let (tier, first, last, whose) = (words.next(), words.next(), words.next(), words.next());
        if whose.is_some_and(|whose| whose != person) {
            continue;
        }
        let counts = match (first, last) {
            (None, None) | (Some("-"), Some("-")) => true,
            (first, last) => {
                first.and_then(day).zip(last.and_then(day)).is_some_and(|(first, last)| (first..=last).contains(&today))
            }
        };
        tiers.extend(Tier::ALL.into_iter().find(|t| Some(t.word()) == tier).filter(|_| counts));
    }
    if by_person { sitting(tiers, is_named(stored, agency, person, today), actor) } else { tiers }
}

/// Whom an organisation named for this day, and in whose place, read from a card's stored seats.
fn named_in<'a>(stored: &'a str, agency: &'a str, today: Date) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
    let day = |text: &str| text.parse::<Date>().ok();
    stored.lines().filter_map(move |line| {
        // Most lines are of others, and a list reads those of every row.
        let mut words = line.strip_prefix("p ")?.strip_prefix(agency)?.strip_prefix(' ')?.split(' ');
        let (name, from, until) = (words.next()?, words.next()?, words.next()?);
        let over = until != "-" && day(until).is_none_or(|until| until < today);
        let counts = !over && day(from).is_some_and(|from| from <= today);
        counts.then(|| (name, words.next()))
    })
}

/// Whether an organisation named this person for this day.
pub(crate) fn is_named(stored: &str, agency: &str, person: &str, today: Date) -> bool {
    named_in(stored, agency, today).any(|(name, _)| name == person)
}

/// Whether what is asked of one person comes to somebody of the same organisation today: to that person, to who stands in for them, and
/// to whoever sits there when that person does not, or `can` not any more. Where everybody of an organisation sits, to that person only.
pub(crate) fn comes_to(stored: &str, whom: &str, actor: &Actor, today: Date, can: impl Fn(&str) -> bool) -> bool {
    let (agency, person) = (actor.agency.id.as_str(), actor.person.as_str());
    if whom == person {
        return true;
    }
    if stored.lines().next() != Some("named") {
        return false;
    }
    let (mut sits, mut stands_in) = (false, false);
    for (name, place) in named_in(stored, agency, today) {
        sits |= name == whom && can(whom);
        stands_in |= name == person && place == Some(whom);
    }
    stands_in || !sits
}

/// As what a person sits where its organisation holds these tiers: as what it named them, and as its desk.
pub(crate) fn sitting(mut tiers: BTreeSet<Tier>, named: bool, actor: &Actor) -> BTreeSet<Tier> {
    let desk = !tiers.is_empty() && actor.is_at_desk();
    // Somebody who was named may have become who guards or trains since.
    tiers.retain(|tier| named && actor.role.may_hold(*tier));
    tiers.extend(desk.then_some(Tier::Desk));
    tiers
}

/// Whether there is any seat that somebody could be named for.
fn may_be_named(actor: &Actor) -> bool {
    Tier::ALL.into_iter().any(|tier| actor.role.may_hold(tier))
}

/// Whether somebody may even ask for a dossier of this sort: by the seat of their organisation or everybody's, or where persons sit by
/// being named or as its desk. A look at an index that costs the same for a dossier of others and for one that is not there.
pub(crate) fn has_seat(
    conn: &mut dyn Connection,
    id: DossierId,
    (actor, by_person): (&Actor, bool),
    today: Date,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT holder FROM seat WHERE dossier = $1 AND holder = $2 AND person = $3 \
                       AND (first IS NULL OR (first <= $4 AND last >= $4))";
    let (agency, person) = (actor.agency.id.as_str(), actor.person.as_str());
    let (today, at_desk) = (today.to_string(), actor.is_at_desk());
    let holders = match by_person {
        true => [may_be_named(actor).then_some((agency, person)), at_desk.then_some((agency, DESK))],
        false => [Some((agency, ALL)), Some((EVERYONE, ALL))],
    };
    for (holder, person) in holders.into_iter().flatten() {
        let values: [Value; 4] = [id.bytes().as_slice().into(), holder.into(), person.into(), today.as_str().into()];
        if conn.first(SQL, &values)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
