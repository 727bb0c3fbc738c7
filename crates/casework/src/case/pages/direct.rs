//! Who directs the case and the process, as it stands on the page of who takes part, and the forms by which it is chosen and taken on.

use super::given::done;
use super::head::Part;
use super::sheet::{Asking, Sheet};
use crate::case::{ChooseDirector, Direction, ReadCase, TakeDirection, can_direct};
use crate::places;
use crate::table::AuthorSays;
use kernel::{AgencyId, PersonId, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Colleague, Desk};
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

/// Who directs, as the page shows it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Directs {
    pub(super) what: String,
    /// Nobody where nobody was named.
    pub(super) name: Option<String>,
    /// Who chose them, since it is chosen.
    pub(super) by: Option<AuthorSays>,
    pub(super) on: Option<ShownDay>,
    /// Was chosen and has not said yet that they take it on.
    pub(super) unsaid: bool,
    #[serde(skip)]
    pub(super) take: Option<Asking>,
}

impl Directs {
    fn of(visit: &Visit<ReadCase>, direction: Direction, html: &impl Fn(&Sheet) -> Asking) -> Self {
        let (ask, case) = (&visit.ask, visit.dossier());
        let chosen = case.chosen(direction);
        let asked = chosen.is_some_and(|it| it.taken.is_none() && it.person == ask.actor.person);
        let take = (asked && visit.may::<TakeDirection>()).then(|| {
            let to = format!("{}/deelname/regie/ja", places::CASES.of(visit.id()));
            html(&Sheet::to(to, Say::of("Ik neem de regie", "I will take the lead")))
        });
        Self {
            what: direction.says().to(ask.lang).to_owned(),
            name: case.directs(direction).map(|person| name_of(ask, person)),
            by: chosen.map(|it| AuthorSays::of(ask, &it.by)),
            on: chosen.map(|it| day_month_year(it.on)),
            unsaid: chosen.is_some_and(|it| it.taken.is_none()),
            take,
        }
    }

    /// Both.
    pub(super) fn all(visit: &Visit<ReadCase>, html: &impl Fn(&Sheet) -> Asking) -> Vec<Self> {
        [Direction::Case, Direction::Process].into_iter().map(|what| Self::of(visit, what, html)).collect()
    }
}

/// Who directs, for the first page: what, who, and whether the reader is to choose it.
pub(super) fn named(visit: &Visit<ReadCase>) -> Vec<(String, String, bool)> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let own = case.direction_of(&ask.actor.agency.id).filter(|_| visit.may::<ChooseDirector>());
    let opening = case.opening.as_ref();
    let of = |direction: Direction| {
        // Who sits there for that organisation does not direct until it chose them.
        let chooses = opening.map(|opening| match direction {
            Direction::Case => &opening.trio.stay,
            Direction::Process => &opening.director,
        });
        let chooses = chooses.map(|agency| ask.directory.agency_name(agency)).unwrap_or_default();
        let nobody = || format!("{} {chooses}", ask.lang.both("nog niet gekozen door", "not chosen yet by"));
        let name = case.directs(direction).map_or_else(nobody, |person| name_of(ask, person));
        (direction.says().to(ask.lang).to_owned(), name, own == Some(direction))
    };
    [Direction::Case, Direction::Process].map(of).into()
}

fn name_of(ask: &Ask, person: &PersonId) -> String {
    ask.directory.colleague(person).map_or_else(|| person.to_string(), |c| c.name.to_string())
}

/// The people of one's own organisation who can direct, to choose from.
fn people(ask: &Ask, direction: Direction) -> Vec<(String, Say)> {
    people_of(ask, &ask.actor.agency.id, direction)
}

/// The people of an organisation who can direct; with its name where that is another than the reader's.
pub(super) fn people_of(ask: &Ask, agency: &AgencyId, direction: Direction) -> Vec<(String, Say)> {
    let can = |c: &&Colleague| direction.suits(c.role) && c.can_sit(ask.today);
    let name = |c: &Colleague| {
        if *agency == ask.actor.agency.id {
            format!("{}, {}", c.name, c.function)
        } else {
            format!("{}, {} ({})", c.name, c.function, ask.directory.agency_name(agency))
        }
    };
    let all = ask.directory.colleagues_of(agency);
    all.into_iter().filter(can).map(|c| (c.person.to_string(), Say::same(name(c)))).collect()
}

/// The form by which one's own organisation chooses.
pub(super) fn form(visit: &Visit<ReadCase>) -> Option<Sheet> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let direction = case.direction_of(&ask.actor.agency.id).filter(|_| visit.may::<ChooseDirector>())?;
    let says = direction.says();
    let title = Say::made(format!("De {} kiezen", says.nl), format!("Choose the {}", says.en));
    let mut field = Field::list("person", Say::of("Wie?", "Who?"), people(ask, direction));
    if let Some(now) = case.directs(direction) {
        field = field.value(now.to_string());
    }
    let to = format!("{}/deelname/regie", places::CASES.of(visit.id()));
    Some(Sheet::to(to, Say::of("Kiezen", "Choose")).titled(title).secondary().field(field.hint(Say::of(
        "Wie u kiest, krijgt een plaats aan deze tafel en de vraag of die de regie neemt.",
        "Whoever you choose gets a place at this table and is asked to take the lead.",
    ))))
}

/// Who is chosen.
pub(super) struct Choice {
    person: PersonId,
}

impl Form for Choice {
    fn check(read: &mut Reader) -> Option<Self> {
        let person = read.must("person");
        Some(Self { person: person? })
    }
}

pub(super) async fn choose(desk: Desk<ChooseDirector>, ask: Ask, form: Choice) -> Result<Redirect, Trouble> {
    let own = ask.directory.colleagues_of(desk.agency());
    if let Some(direction) = desk.dossier().direction_of(desk.agency()) {
        can_direct(direction, &own, &form.person, desk.today()).map_err(|no| no.at("person"))?;
    }
    let events = desk.dossier().choose_director(desk.agency(), form.person, desk.today())?;
    let to = format!("{}/{}#direction", places::CASES.of(desk.id()), Part::Seats.path());
    desk.commit(events).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn take(desk: Desk<TakeDirection>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_direction(desk.agency(), &ask.actor.person)?;
    done(desk, event, Part::Seats.path()).await
}
