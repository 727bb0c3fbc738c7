//! What can be said about who speaks for an organisation: the forms and what they do.

use crate::office::{
    Arranged, CheckPersons, ConfirmHolder, Event, GiveMandate, NameHolder, ReadOffice, SetDesk, State, WithdrawMandate,
    model::GivenMandate,
};
use crate::places;
use crate::seating::offered;
use jiff::ToSpan;
use kernel::{Date, Line, Note, PersonId, Say};
use vault::{Act, ActInfo, Desk, Mandate, NamingDesk};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble, Visit};

/// Who holds the office.
pub(crate) struct Holder(PersonId);

impl Form for Holder {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("person").map(Self)
    }
}

kernel::words! {
    /// What the second person says.
    pub(crate) enum Says {
        /// It is so.
        Confirms = "confirms", "Dit klopt: bevestigen", "This is right: confirm";
        /// It is not.
        Refuses = "refuses", "Dit klopt niet", "This is not right";
    }
}

/// What the second person says, and why not.
pub(crate) struct Answer(Says, Option<Note>);

impl Form for Answer {
    fn check(read: &mut Reader) -> Option<Self> {
        let says = read.choice("says");
        let reason = read.may("reason");
        Some(Self(says?, reason?))
    }
}

/// Who names.
pub(crate) struct Names(NamingDesk);

impl Form for Names {
    fn check(read: &mut Reader) -> Option<Self> {
        let persons = read.each("persons");
        let automatic = read.tick("automatic");
        Some(Self(NamingDesk { persons: persons?, automatic }))
    }
}

/// A mandate to give.
pub(crate) struct Given(Mandate);

impl Form for Given {
    fn check(read: &mut Reader) -> Option<Self> {
        let to = read.must("to");
        let acts = read.many("acts");
        let decision = read.must("decision");
        let from = read.day("from");
        let until = read.day("until");
        Some(Self(Mandate { to: to?, acts, decision: decision?, from: from?, until: until? }))
    }
}

/// A mandate to withdraw.
pub(crate) struct Withdrawn {
    no: u32,
    reason: Note,
}

impl Form for Withdrawn {
    fn check(read: &mut Reader) -> Option<Self> {
        let no = read.must::<Line>("mandate");
        let reason = read.must("reason");
        let Ok(no) = no?.as_str().parse() else {
            read.wrong("mandate", Say::of("Kies welk mandaat.", "Choose which mandate."));
            return None;
        };
        Some(Self { no, reason: reason? })
    }
}

/// The keys that a mandate may be for: those of the tables, and not those by which mandates are given.
fn keys(ask: &Ask) -> Vec<&ActInfo> {
    let of_tables = |act: &&ActInfo| act.kind != GiveMandate::INFO.kind;
    ask.vault.rules().keys().filter(of_tables).collect()
}

/// What a key is called: the act, and on what.
pub(super) fn key_says(ask: &Ask, name: &str) -> Say {
    let Some(act) = ask.vault.rules().act(name) else { return Say::same(name.to_owned()) };
    let kind = ask.kinds.says(act.kind).cloned().unwrap_or(Say::of("", ""));
    Say::made(format!("{} ({})", act.says.nl, kind.nl), format!("{} ({})", act.says.en, kind.en))
}

/// Who works there and may be named on this day.
fn people(visit: &Visit<ReadOffice>) -> Vec<(String, Say)> {
    offered(&visit.ask, visit.dossier().agency())
}

/// What this person may say here now.
pub(super) fn forms(visit: &Visit<ReadOffice>) -> Vec<FormSpec> {
    let (ask, office) = (&visit.ask, visit.dossier());
    let at = |rest: &str| places::OFFICES.under(visit.id(), rest);
    let asked = office.answer(&accounts(ask), true, None).is_ok() && visit.may::<ConfirmHolder>();
    let mut forms = Vec::new();
    if office.check(&ask.actor.person).is_ok() && visit.may::<CheckPersons>() {
        let done = Say::of("Nagegaan: het klopt nu", "Checked: it is right now");
        forms.push(FormSpec::to(at("/nagegaan"), done).titled(CheckPersons::INFO.says));
    }
    if asked {
        forms.push(confirm_form(at("/ambt/bevestigen")));
    }
    if visit.may::<GiveMandate>() {
        forms.push(mandate_form(visit, at("/mandaat")));
        let lives: Vec<_> =
            office.mandates.iter().zip(1_u32..).filter(|(given, _)| given.withdrawn.is_none()).collect();
        if visit.may::<WithdrawMandate>() && !lives.is_empty() {
            forms.push(withdraw_form(&lives, at("/mandaat/intrekken")));
        }
    }
    if visit.may::<NameHolder>() {
        let says = match office.state() {
            State::Held | State::Waiting => {
                Say::of("Iemand anders heeft het ambt gekregen", "Somebody else has taken office")
            }
            State::Vacant => Say::of("Wie heeft het ambt?", "Who holds the office?"),
        };
        let hint = Say::of(
            "Burgemeester, politiechef, hoofdofficier of directeur. Iemand anders bevestigt het.",
            "Mayor, chief of police, chief prosecutor or director. Somebody else confirms it.",
        );
        let field = Field::choice("person", Say::of("Wie?", "Who?"), people(visit)).hint(hint);
        forms.push(FormSpec::to(at("/ambt"), NameHolder::INFO.says).titled(says).field(field).secondary());
    }
    if visit.may::<SetDesk>() {
        forms.push(desk_form(visit, at("/loket")));
    }
    forms
}

fn confirm_form(at: String) -> FormSpec {
    FormSpec::to(at, Say::of("Vastleggen", "Record"))
        .titled(Say::of("Klopt het dat deze persoon het ambt heeft?", "Is it right that this person holds the office?"))
        .field(Field::choice_of::<Says>("says", Say::of("Uw antwoord", "Your answer")))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).sometimes())
}

fn mandate_form(visit: &Visit<ReadOffice>, at: String) -> FormSpec {
    let ask = &visit.ask;
    let keys = keys(ask).into_iter().map(|act| (act.name, key_says(ask, act.name))).collect();
    let own = ask.actor.person.as_str();
    let others = people(visit).into_iter().filter(|(person, _)| person != own).collect();
    let last = ask.today.checked_add(1.year()).unwrap_or(ask.today);
    let decision =
        Say::of("Datum en nummer, zoals in uw eigen administratie.", "Date and number, as in your own records.");
    FormSpec::to(at, GiveMandate::INFO.says)
        .titled(Say::of("Een mandaat geven", "Give a mandate"))
        .field(Field::choice("to", Say::of("Aan wie?", "To whom?"), others))
        .field(Field::choices("acts", Say::of("Voor welke sleutels?", "For which keys?"), keys).required())
        .field(Field::line("decision", Say::of("Door welk besluit?", "By which decision?")).hint(decision))
        .field(Field::day("from", Say::of("Vanaf", "From")).on(ask.today))
        .field(Field::day("until", Say::of("Tot en met", "Until")).on(last))
}

fn withdraw_form(lives: &[(&GivenMandate, u32)], at: String) -> FormSpec {
    let option = |(given, no): &(&GivenMandate, u32)| {
        (no.to_string(), Say::same(format!("{}: {}", given.name, given.mandate.decision)))
    };
    FormSpec::to(at, WithdrawMandate::INFO.says)
        .titled(Say::of("Een mandaat intrekken", "Withdraw a mandate"))
        .secondary()
        .field(Field::choice("mandate", Say::of("Welk mandaat?", "Which mandate?"), lives.iter().map(option).collect()))
        .field(Field::note("reason", Say::of("Waarom?", "Why?")))
}

fn desk_form(visit: &Visit<ReadOffice>, at: String) -> FormSpec {
    let desk = &visit.dossier().desk;
    let hint = Say::of(
        "Zij zien van een tafel alleen het kenmerk, wat het is en sinds wanneer.",
        "Of a table they see only its reference, what it is and since when.",
    );
    let mut persons = Field::choices(
        "persons",
        Say::of(
            "Wie wijst aan wie er namens deze organisatie aan tafel zit?",
            "Who names those who sit at the table for this organisation?",
        ),
        people(visit),
    )
    .hint(hint)
    .sometimes();
    for person in &desk.persons {
        persons = persons.value(person.to_string());
    }
    let mut automatic = Field::tick(
        "automatic",
        Say::of(
            "Iedereen die er werkt zit vanzelf aan een nieuwe tafel (voor een kleine organisatie)",
            "Everybody who works there sits at a new table automatically (for a small organisation)",
        ),
    );
    if desk.automatic {
        automatic = automatic.value("on");
    }
    FormSpec::to(at, SetDesk::INFO.says).titled(SetDesk::INFO.says).secondary().field(persons).field(automatic)
}

/// Every account of the human who acts.
fn accounts(ask: &Ask) -> Vec<PersonId> {
    let all = ask.directory.designations_of(&ask.actor.person);
    all.into_iter().map(|one| one.person.clone()).chain([ask.actor.person.clone()]).collect()
}

async fn keep<A: Act<On = Arranged>>(desk: Desk<A>, event: Event) -> Result<Redirect, Trouble> {
    let to = places::OFFICES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(crate) async fn name_holder(desk: Desk<NameHolder>, ask: Ask, form: Holder) -> Result<Redirect, Trouble> {
    let office = desk.dossier();
    let event = office.name_holder(&form.0, &ask.directory.colleagues_of(office.agency()), desk.today())?;
    keep(desk, event).await
}

pub(crate) async fn answer(desk: Desk<ConfirmHolder>, ask: Ask, form: Answer) -> Result<Redirect, Trouble> {
    let office = desk.dossier();
    let event = office.answer(&accounts(&ask), form.0 == Says::Confirms, form.1)?;
    if form.0 == Says::Confirms {
        office.can_take_office(&ask.directory.colleagues_of(office.agency()), desk.today())?;
    }
    keep(desk, event).await
}

pub(crate) async fn set_desk(desk: Desk<SetDesk>, ask: Ask, form: Names) -> Result<Redirect, Trouble> {
    let office = desk.dossier();
    let event =
        office.set_desk(&accounts(&ask), form.0, (&ask.directory.colleagues_of(office.agency()), desk.today()))?;
    keep(desk, event).await
}

pub(crate) async fn check(desk: Desk<CheckPersons>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().check(&desk.actor().person)?;
    keep(desk, event).await
}

pub(crate) async fn give(desk: Desk<GiveMandate>, ask: Ask, form: Given) -> Result<Redirect, Trouble> {
    let office = desk.dossier();
    let names: Vec<&str> = keys(&ask).into_iter().map(|act| act.name).collect();
    let colleagues = ask.directory.colleagues_of(office.agency());
    let event = office.give(&desk.actor().person, form.0, (&names, &colleagues), desk.today())?;
    keep(desk, event).await
}

pub(crate) async fn withdraw(desk: Desk<WithdrawMandate>, _: Ask, form: Withdrawn) -> Result<Redirect, Trouble> {
    let event = desk.dossier().withdraw(&desk.actor().person, form.no, form.reason)?;
    keep(desk, event).await
}

/// Whether a mandate counts today, will, or did.
pub(super) fn stands(given: &GivenMandate, today: Date) -> Say {
    if given.withdrawn.is_some() {
        Say::of("ingetrokken", "withdrawn")
    } else if today < given.mandate.from {
        Say::of("begint nog", "yet to begin")
    } else if given.mandate.until < today {
        Say::of("verlopen", "expired")
    } else {
        Say::of("geldt", "counts")
    }
}
