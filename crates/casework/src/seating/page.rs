//! The page on which a desk names who sits, and on which who sits sees who else does.

use super::{
    PATH,
    naming::{deputise, name},
    passing::named_at,
};
use askama::Template;
use kernel::{AgencyId, Date, DossierId, Lang, PersonId, Refusal, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::future::Future;
use vault::{Act, Card, Colleague, Desk, Dossier, Draft, Named, Persons, Seen};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Rooms, Trouble, Visit};

/// Where somebody is put in the place of another, below the page itself.
const DEPUTY: &str = "/vervanging";

/// The act by which a desk names who sits at one kind of dossier.
pub(crate) trait Naming: Act {
    /// What follows elsewhere, in the same transaction, when `agency` names these.
    fn follows(
        _ask: &Ask,
        _dossier: &Self::On,
        _named: (&AgencyId, &[Named]),
    ) -> impl Future<Output = Result<Vec<Draft>, Trouble>> + Send {
        async { Ok(Vec::new()) }
    }
}

/// Who sits, and those who are new from when until when.
struct Sitting {
    persons: Vec<PersonId>,
    from: Date,
    until: Option<Date>,
}

impl Form for Sitting {
    fn check(read: &mut Reader) -> Option<Self> {
        let persons = read.each("persons");
        let from = read.day("from");
        let until = read.may_day("until");
        Some(Self { persons: persons?, from: from?, until: until? })
    }
}

/// Who stands in for whom.
struct Deputy {
    person: PersonId,
    place: PersonId,
    from: Date,
    until: Date,
}

impl Form for Deputy {
    fn check(read: &mut Reader) -> Option<Self> {
        let person = read.must("person");
        let place = read.must("place");
        let from = read.day("from");
        let until = read.day("until");
        Some(Self { person: person?, place: place?, from: from?, until: until? })
    }
}

/// Somebody who sits there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SeatingSits")]
struct Sits {
    name: String,
    function: String,
    from: ShownDay,
    until: Option<ShownDay>,
    in_place_of: Option<String>,
    over: bool,
}

/// An organisation and who sits for it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SeatingOrganisation")]
struct Organisation {
    name: String,
    persons: Vec<Sits>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "seating/page.html")]
struct PersonsPage {
    #[serde(skip)]
    lang: Lang,
    id: String,
    reference: String,
    kind: Say,
    opened: ShownDay,
    organisations: Vec<Organisation>,
    #[serde(skip)]
    back: Option<String>,
    #[serde(skip)]
    forms: Vec<Html>,
}

/// The addresses of the page of one kind of dossier: itself, and where a deputy is named below it. `R` is the act of seeing it, `N` that of
/// naming.
pub(crate) fn rooms<R: Act, N: Naming<On = R::On>>(house: &mut Rooms, [at, deputy]: [&'static str; 2]) {
    house.page::<R, _>(at, show::<R, N>);
    house.act::<N, Sitting, R, _, _>(at, show::<R, N>, sit::<N>);
    house.act::<N, Deputy, R, _, _>(deputy, show::<R, N>, stand_in::<N>);
}

/// The page; `N` is the act by which a desk names on this kind of dossier.
async fn show<R: Act, N: Act<On = R::On>>(visit: Visit<R>, filled: Filled) -> Result<Page<PersonsPage>, Trouble> {
    let (ask, card) = (&visit.ask, visit.dossier().card());
    let own = &ask.actor.agency.id;
    let named = card.persons.clone().unwrap_or_default();
    // A desk that does not sit there itself, or not so that it sees who else does, learns of its own organisation only.
    let sits = visit.seen.why().grounds.iter().any(|ground| ground.id.ends_with(".persons.seat"));
    let organisation = |agency| Organisation {
        name: ask.directory.agency_name(agency),
        persons: named.of(agency).unwrap_or_default().iter().map(|n| row(ask, (agency, card.opened), n)).collect(),
    };
    let mut seen: Vec<_> = card.seats.iter().map(|seat| &seat.agency).filter(|a| sits || *a == own).collect();
    seen.sort();
    seen.dedup();
    let forms = if visit.may::<N>() {
        forms(&visit.seen, &card, ask).iter().map(|f| f.html(ask, &filled, Some(visit.seq()))).collect()
    } else {
        Vec::new()
    };
    let body = PersonsPage {
        lang: ask.lang,
        id: visit.id().to_string(),
        reference: card.reference.to_string(),
        kind: <R::On as Dossier>::SAYS,
        opened: day_month_year(card.opened),
        organisations: seen.into_iter().map(organisation).collect(),
        back: home::<R>(ask, visit.id()).filter(|_| sits),
        forms,
    };
    let sits = <R::On as Dossier>::SITTING;
    let title = Say::made(format!("{}: {}", sits.nl, card.reference), format!("{}: {}", sits.en, card.reference));
    Ok(Page::of(ask, title, body))
}

/// Somebody as they are known at this organisation; whoever works elsewhere by now is no more than an id here.
fn row(ask: &Ask, (agency, opened): (&AgencyId, Date), named: &Named) -> Sits {
    let known = |person: &PersonId| ask.directory.colleague(person).filter(|c| c.agency == *agency);
    let called = |person: &PersonId| known(person).map_or_else(|| person.to_string(), |c| c.name.to_string());
    Sits {
        name: called(&named.person),
        function: known(&named.person).map(|c| c.function.to_string()).unwrap_or_default(),
        // Named at the table that it came from, before there was this one.
        from: day_month_year(named.from.max(opened)),
        until: named.until.map(day_month_year),
        in_place_of: named.deputy_for.as_ref().map(called),
        over: named.until.is_some_and(|until| until < ask.today),
    }
}

/// Whom an organisation may choose from today: everybody of it who can sit, by name and function.
pub(crate) fn offered(ask: &Ask, agency: &AgencyId) -> Vec<(String, Say)> {
    let all = ask.directory.colleagues_of(agency);
    let option = |c: &&Colleague| (c.person.to_string(), Say::same(format!("{}, {}", c.name, c.function)));
    all.iter().filter(|c| c.can_sit(ask.today)).map(option).collect()
}

/// What a desk may do here: say who sits, and put somebody in the place of another.
fn forms<R: Act>(seen: &Seen<R>, card: &Card, ask: &Ask) -> Vec<FormSpec> {
    let own = &ask.actor.agency.id;
    let named = named_at(card, own);
    let options = offered(ask, own);
    let own_place = |n: &&Named| n.deputy_for.is_none();
    let mut sitting = Field::choices(
        "persons",
        Say::of("Wie zit hier namens uw organisatie?", "Who sits here for your organisation?"),
        options.clone(),
    )
    .hint(Say::of(
        "Alleen zij kunnen hier lezen en iets doen. Wie u weghaalt, leest vanaf nu niets meer.",
        "Only they can read and act here. Whoever you remove reads nothing from now on.",
    ));
    for n in named.iter().filter(own_place) {
        sitting = sitting.value(n.person.to_string());
    }
    let at = at::<R>(ask, seen.id());
    let first = FormSpec::to(at.clone(), Say::of("Vastleggen wie er aan tafel zit", "Record who sits at the table"))
        .titled(Say::of("Aanwijzen wie er aan tafel zit", "Name who sits at the table"))
        .field(sitting)
        .field(Field::day("from", Say::of("Nieuw vanaf", "New from")).on(ask.today))
        .field(Field::day("until", Say::of("Nieuw tot en met", "New until")).optional());
    let places: Vec<(String, Say)> = named
        .iter()
        .filter(own_place)
        .map(|n| (n.person.to_string(), Say::same(row(ask, (own, card.opened), n).name)))
        .collect();
    if places.is_empty() {
        return vec![first];
    }
    let second = FormSpec::to(format!("{at}{DEPUTY}"), Say::of("Vervanger aanwijzen", "Name a deputy"))
        .titled(Say::of("Iemand is er een tijd niet", "Somebody is away for a while"))
        .secondary()
        .field(Field::choice("place", Say::of("Wie is er niet?", "Who is away?"), places))
        .field(Field::choice("person", Say::of("Wie vervangt?", "Who stands in?"), options))
        .field(Field::day("from", Say::of("Vanaf", "From")).on(ask.today))
        .field(Field::day("until", Say::of("Tot en met", "Until")));
    vec![first, second]
}

/// Names who sits.
async fn sit<N: Naming>(desk: Desk<N>, ask: Ask, form: Sitting) -> Result<Redirect, Trouble> {
    let colleagues = ask.directory.colleagues_of(desk.agency());
    let named = name(&before(&desk), &form.persons, (form.from, form.until), &colleagues)?;
    keep(desk, &ask, named).await
}

/// Names a deputy.
async fn stand_in<N: Naming>(desk: Desk<N>, ask: Ask, form: Deputy) -> Result<Redirect, Trouble> {
    let colleagues = ask.directory.colleagues_of(desk.agency());
    let days = (form.from, form.until);
    let named = deputise(&before(&desk), &form.person, &form.place, days, &colleagues)?;
    keep(desk, &ask, named).await
}

/// Where a dossier of this kind is read.
fn home<A: Act>(ask: &Ask, id: DossierId) -> Option<String> {
    ask.kinds.of(<A::On as Dossier>::KIND, id).map(|(address, _)| address)
}

/// Where this page of it is.
fn at<A: Act>(ask: &Ask, id: DossierId) -> String {
    format!("{}{PATH}", home::<A>(ask, id).unwrap_or_default())
}

fn before<N: Act>(desk: &Desk<N>) -> Vec<Named> {
    named_at(&desk.dossier().card(), desk.agency())
}

async fn keep<N: Naming>(desk: Desk<N>, ask: &Ask, named: Vec<Named>) -> Result<Redirect, Trouble> {
    const NOT_HERE: Refusal = Refusal::of(
        "Wie er werkt, zit hier vanzelf aan tafel. Aanwijzen kan hier niet.",
        "Everybody who works there sits at this table. You cannot name people here.",
    );
    let to = at::<N>(ask, desk.id());
    let follows = N::follows(ask, desk.dossier(), (desk.agency(), &named)).await?;
    let event = <N::On as Dossier>::naming(Persons::only(desk.agency().clone(), named)).ok_or(NOT_HERE)?;
    desk.commit_with(vec![event], follows).await?;
    Ok(Redirect::to(to))
}
