//! Draws the table. The drawing is text: two rows of places with the table between them, on which lies what there is to read, so it is the
//! same for who looks and for who listens. It shows who sits, who has spoken, who owes and whose key is turned; never what was said.

use super::Place;
use askama::Template;
use kernel::{AgencyId, Lang, Say};
use std::collections::BTreeMap;
use vault::{Act, Card, Dossier};
use web::{Ask, Icon, Visit};

const SPOKEN: Say = Say::of("heeft gesproken", "has spoken");
const SILENT: Say = Say::of("heeft nog niet gesproken", "has not spoken yet");

/// Something that lies on the table: what it is, and where on the page it is read.
pub struct Paper {
    /// Its picture.
    pub icon: Icon,
    /// What it is called.
    pub says: String,
    /// The place on the page.
    pub at: &'static str,
}

/// For whom the table is drawn, and what they may know of who sits there.
pub struct Sitting {
    lang: Lang,
    own: AgencyId,
    names: BTreeMap<AgencyId, String>,
    persons: BTreeMap<AgencyId, String>,
    /// Whether something is asked of who looks that no place tells.
    asked: bool,
}

impl Sitting {
    /// As this visitor sees it. `P` is the act of seeing who sits: who may not, or does not sit there, reads no name of a person.
    #[must_use]
    pub fn of<A: Act, P: Act<On = A::On>>(visit: &Visit<A>, places: &[Place]) -> Self {
        let card = visit.dossier().card();
        let ask = &visit.ask;
        let sits = card.persons.as_ref().is_some_and(|p| p.sits(&ask.actor.agency.id, &ask.actor.person, ask.today));
        let shown = sits && visit.may::<P>();
        let each = || places.iter().map(|place| &place.agency);
        let persons = each().filter(|_| shown).filter_map(|a| Some((a.clone(), seated(ask, &card, a)?)));
        Self {
            lang: ask.lang,
            own: ask.actor.agency.id.clone(),
            persons: persons.collect(),
            names: each().map(|a| (a.clone(), ask.directory.agency_name(a))).collect(),
            asked: false,
        }
    }

    /// Of organisations and persons that do not exist, for the page that shows the parts of pages.
    #[must_use]
    pub fn invented(lang: Lang, own: AgencyId, all: impl Iterator<Item = (AgencyId, String, String)> + Clone) -> Self {
        let persons = all.clone().filter(|(.., person)| !person.is_empty()).map(|(a, _, person)| (a, person));
        Self { lang, own, persons: persons.collect(), names: all.map(|(a, name, _)| (a, name)).collect(), asked: false }
    }

    /// Where something is asked of who looks, the table waits for them, whatever the places tell.
    #[must_use]
    pub fn asked(mut self, asked: bool) -> Self {
        self.asked = asked;
        self
    }

    /// Without the names of who sits for this organisation.
    #[must_use]
    pub fn without(mut self, agency: &AgencyId) -> Self {
        self.persons.remove(agency);
        self
    }
}

/// Who sits there today for this organisation, by name; the first two, and how many more.
fn seated(ask: &Ask, card: &Card, agency: &AgencyId) -> Option<String> {
    let named = card.persons.as_ref()?.of(agency)?;
    let today = named.iter().filter(|n| n.counts_on(ask.today));
    let known = today.filter_map(|n| ask.directory.colleague(&n.person).filter(|c| c.agency == *agency));
    let mut known: Vec<_> = known.collect();
    // Who reads sees their own name, however many sit there.
    known.sort_by_key(|c| c.person != ask.actor.person);
    let names: Vec<String> = known.into_iter().map(|c| c.name.to_string()).collect();
    let more = match names.len().saturating_sub(2) {
        0 => String::new(),
        more => format!(" +{more}"),
    };
    (!names.is_empty()).then(|| format!("{}{more}", names.into_iter().take(2).collect::<Vec<_>>().join(", ")))
}

#[derive(Template)]
#[template(path = "table/draw.html")]
struct Drawing {
    lang: Lang,
    says: String,
    papers: Vec<Paper>,
    far: Vec<Drawn>,
    near: Vec<Drawn>,
}

struct Drawn {
    name: String,
    persons: String,
    tier: String,
    words: Vec<(Icon, String)>,
    owes: bool,
    me: bool,
    key: Option<bool>,
}

/// The table as HTML, with what lies on it.
#[must_use]
pub fn draw(places: &[Place], sitting: &Sitting, papers: Vec<Paper>) -> String {
    // Three sit along one side with their keys on its edge; from four on there is somebody across.
    let first = if places.len() <= 3 { places.len() } else { places.len().div_ceil(2) };
    let mut seats: Vec<Drawn> = places.iter().map(|place| drawn(place, sitting)).collect();
    let near = seats.split_off(first);
    let drawing = Drawing { lang: sitting.lang, says: waits_for(places, sitting), papers, far: seats, near };
    // Writing into a string does not fail; a page without its drawing would still be whole.
    drawing.render().unwrap_or_default()
}

fn name(sitting: &Sitting, agency: &AgencyId) -> String {
    sitting.names.get(agency).cloned().unwrap_or_else(|| agency.to_string())
}

fn drawn(place: &Place, sitting: &Sitting) -> Drawn {
    let lang = sitting.lang;
    let spoken = place.spoken.map(|spoken| if spoken { (Icon::Speech, SPOKEN) } else { (Icon::Mute, SILENT) });
    // What it owes says more than that it has not spoken.
    let spoken = spoken.filter(|(icon, _)| place.owes.is_none() || *icon == Icon::Speech);
    let owes = place.owes.clone().map(|says| (Icon::Wait, says));
    let words = [spoken, owes].into_iter().flatten().map(|(icon, says)| (icon, says.to(lang).to_owned()));
    Drawn {
        name: name(sitting, &place.agency),
        persons: sitting.persons.get(&place.agency).cloned().unwrap_or_default(),
        tier: place.tier.says().to(lang).to_owned(),
        words: words.collect(),
        owes: place.owes.is_some(),
        me: place.agency == sitting.own,
        key: place.key,
    }
}

/// What the table waits for, in one sentence.
fn waits_for(places: &[Place], sitting: &Sitting) -> String {
    let both = |nl: String, en: String| Say::made(nl, en).to(sitting.lang).to_owned();
    let owing: Vec<String> = places
        .iter()
        .filter(|p| p.owes.is_some() || (sitting.asked && p.agency == sitting.own))
        .map(|p| {
            let name = name(sitting, &p.agency);
            if p.agency == sitting.own { both(format!("u ({name})"), format!("you ({name})")) } else { name }
        })
        .collect();
    match owing.as_slice() {
        [] if places.iter().any(|p| p.key.is_some()) && places.iter().all(|p| p.key != Some(false)) => {
            sitting.lang.both("Alle sleutels zijn om.", "All keys have been turned.").to_owned()
        }
        [] if places.iter().any(|p| p.key == Some(false)) => {
            sitting.lang.both("Nog niet alle sleutels zijn om.", "Not all keys have been turned yet.").to_owned()
        }
        // What is asked of others is theirs to read: only what the places tell is told.
        [] => sitting
            .lang
            .both("Niemand is een antwoord of afspraak schuldig.", "Nobody owes an answer or an agreement.")
            .to_owned(),
        [one] => both(format!("De tafel wacht op {one}."), format!("The table is waiting for {one}.")),
        [one, two] => {
            both(format!("De tafel wacht op {one} en {two}."), format!("The table is waiting for {one} and {two}."))
        }
        more => both(
            format!("De tafel wacht op {} organisaties.", more.len()),
            format!("The table is waiting for {} organisations.", more.len()),
        ),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use vault::Tier;

    fn place(agency: &str, spoken: Option<bool>, key: Option<bool>) -> Place {
        let owes = (spoken == Some(false)).then_some(Say::of("nog geen antwoord", "no answer yet"));
        Place { agency: agency.parse().unwrap(), tier: Tier::Trio, spoken, key, owes }
    }

    fn sitting(names: &[(&str, &str)], persons: &[(&str, &str)]) -> Sitting {
        let map = |all: &[(&str, &str)]| all.iter().map(|(a, n)| (a.parse().unwrap(), (*n).to_owned())).collect();
        Sitting {
            lang: Lang::Nl,
            own: "politie-nh".parse().unwrap(),
            names: map(names),
            persons: map(persons),
            asked: false,
        }
    }

    #[test]
    fn a_place_says_who_sits_what_they_did_and_what_they_owe() {
        let places = [place("om-nh", Some(true), Some(true)), place("politie-nh", Some(false), Some(false))];
        let names = [("om-nh", "OM Noord-Holland"), ("politie-nh", "Politie")];
        let html = draw(&places, &sitting(&names, &[("om-nh", "Hilde Rechtema")]), Vec::new());
        for words in ["OM Noord-Holland", "Hilde Rechtema", "heeft gesproken", "sleutel om", "sleutel nog niet om"] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(html.contains("nog geen antwoord") && html.contains("De tafel wacht op u (Politie)."), "{html}");
        assert!(html.contains("seat--owes") && html.contains("key--turned"), "not by colour alone");
        assert!(!html.contains("style="), "the page allows no inline style");
    }

    #[test]
    fn names_cannot_bring_markup_along() {
        let html = draw(&[place("x", None, None)], &sitting(&[("x", "<script>")], &[("x", "<img>")]), Vec::new());
        assert!(!html.contains("<script>") && !html.contains("<img>"));
    }

    #[test]
    fn three_sit_along_one_side_and_more_on_both() {
        let seats = |count: usize| {
            let places: Vec<Place> = (0..count).map(|n| place(&format!("a{n}"), None, None)).collect();
            draw(&places, &sitting(&[], &[]), Vec::new())
        };
        assert!(seats(0).contains("<ul") && !seats(3).contains("seats--near"));
        let seven = seats(7);
        let near = seven.split("seats--near").nth(1).unwrap();
        assert_eq!((seven.matches("<li").count(), near.matches("<li").count()), (7, 3));
    }

    #[test]
    fn a_table_says_for_whom_it_waits_and_no_more_than_its_places_tell() {
        let says = |places: &[Place]| waits_for(places, &sitting(&[], &[]));
        assert_eq!(says(&[place("a", Some(true), None)]), "Niemand is een antwoord of afspraak schuldig.");
        let asked = waits_for(&[place("politie-nh", Some(true), None)], &sitting(&[], &[]).asked(true));
        assert_eq!(asked, "De tafel wacht op u (politie-nh).");
        assert_eq!(says(&[place("a", Some(true), Some(true))]), "Alle sleutels zijn om.");
        let one_key = [place("a", Some(true), Some(true)), place("b", Some(true), Some(false))];
        assert_eq!(says(&one_key), "Nog niet alle sleutels zijn om.");
        let three = ["a", "b", "c"].map(|a| place(a, Some(false), None));
        assert_eq!(says(&three), "De tafel wacht op 3 organisaties.");
        assert_eq!(says(&three[..2]), "De tafel wacht op a en b.");
    }
}
