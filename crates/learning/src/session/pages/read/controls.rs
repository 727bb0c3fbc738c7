//! The buttons and forms of the console: each is there only when the rule and the moment allow it.

use crate::session::pages::{agreed::AgreementShown, outcome::OutcomeShown, screen::Sheet};
use crate::{
    asking::{Asking, asking},
    directory, places,
    session::{
        CallOff, EmptySession, EndSession, HandOver, InviteToSession, LeadSession, Outcome, PassOn, RAW_DAYS,
        ReadSession, RewriteSession, Sends, StartSession, State, TakeOver, View, WriteAgreement,
    },
};
use kernel::Say;
use web::{Field, Filled, FormSpec, Html, Visit};

type Seen = Visit<ReadSession>;

/// Everything that may be done now.
#[derive(Default)]
pub(super) struct Controls {
    /// The one next step.
    pub(super) next: Vec<Html>,
    /// What is done with the running step: its clock and its answers.
    pub(super) step: Vec<Html>,
    /// What the room sees of it.
    pub(super) screen: Vec<Html>,
    /// The forms that are folded away.
    pub(super) more: Vec<Asking>,
    /// Putting notes together.
    pub(super) pile: Option<Html>,
    /// Writing an agreement down.
    pub(super) agree: Option<Html>,
    /// Where a step may be put in.
    pub(super) add_step: Option<String>,
    /// Where what was devised is put under recommendations.
    pub(super) pass_on: Option<String>,
    /// Where title, aim and day are changed.
    pub(super) describe: Option<String>,
}

fn button(visit: &Seen, rest: &str, says: Say) -> FormSpec {
    FormSpec::to(places::SESSIONS.under(visit.id(), rest), says)
}

/// What may be done now.
pub(super) fn of(visit: &Seen, filled: &Filled, result: &Outcome, sheet: Option<&Sheet>) -> Controls {
    let session = visit.dossier();
    let mut all = Controls::default();
    let html = |form: FormSpec| form.html(&visit.ask, filled, Some(visit.seq()));
    if visit.may::<StartSession>() {
        all.next.push(html(button(visit, "/beginnen", Say::of("Sessie beginnen", "Start the session"))));
    }
    if visit.may::<LeadSession>() {
        lead(visit, filled, &mut all);
        screen(visit, filled, sheet, &mut all);
        all.pile = pile(visit, result).map(html);
    }
    if session.offered() == Some(&visit.ask.actor.agency.id) && visit.may::<TakeOver>() {
        all.next.push(html(button(visit, "/overnemen", Say::of("Leiding overnemen", "Take over the lead"))));
    }
    let same_day = session.ended() == Some(visit.ask.today);
    if visit.may::<WriteAgreement>() && (session.state() == State::Running || same_day) {
        all.agree = Some(html(agree(visit)));
    }
    if visit.may::<RewriteSession>() {
        all.add_step = Some(places::SESSIONS.under(visit.id(), &format!("/stap-erbij/{}", session.steps().len())));
        all.describe = (session.state() == State::Planned).then(|| places::SESSIONS.under(visit.id(), "/gegevens"));
    }
    if visit.may::<PassOn>() {
        let named = |n: &usize| session.about(*n, 0).is_some();
        let place = session.wrote().find(named).or_else(|| session.wrote().next());
        all.pass_on = place.map(|n| places::SESSIONS.under(visit.id(), &format!("/richtingen/{n}")));
    }
    around(visit, filled, &mut all);
    all
}

/// Going through the steps.
fn lead(visit: &Seen, filled: &Filled, all: &mut Controls) {
    let session = visit.dossier();
    let html = |form: FormSpec| form.html(&visit.ask, filled, Some(visit.seq()));
    let Some(place) = session.at() else { return };
    clock(visit, place, filled, all);
    if place + 1 < session.steps().len() {
        let says = Say::made(format!("Start stap {}", place + 2), format!("Start step {}", place + 2));
        all.next.push(html(button(visit, "/volgende", says)));
    }
    if place > 0 {
        all.step.push(html(button(visit, "/vorige", Say::of("Vorige stap", "Previous step")).secondary()));
    }
    let more = |at: String, says: Say, form: FormSpec| asking(visit, filled, &at, says, &form);
    if session.extend(5, visit.ask.now).is_ok() {
        let to = places::SESSIONS.under(visit.id(), "/meer-tijd");
        let form = FormSpec::to(&to, Say::of("Meer tijd geven", "Give more time"))
            .field(Field::line("minutes", Say::of("Hoeveel minuten erbij?", "How many minutes more?")).value("5"))
            .secondary();
        all.more.push(more(to, Say::of("Meer tijd", "More time"), form));
    }
    let others = session.steps().iter().enumerate().filter(|(n, _)| *n != place);
    let others = others.map(|(n, s)| (n.to_string(), numbered(n, &s.title.say()))).collect();
    let to = places::SESSIONS.under(visit.id(), "/naar");
    let form = FormSpec::to(&to, Say::of("Ga naar deze stap", "Go to this step"))
        .field(Field::choice("plaats", Say::of("Naar welke stap?", "To which step?"), others).hint(Say::of(
            "Wat u overslaat, wordt opgeschreven. U kunt er later naar terug.",
            "What you pass over is written down. You can go back to it later.",
        )))
        .secondary();
    all.more.push(more(to, Say::of("Naar een andere stap", "To another step"), form));
    all.more.push(inject(visit, filled));
    if visit.may::<EndSession>() {
        let to = places::SESSIONS.under(visit.id(), "/einde");
        let last = place + 1 == session.steps().len();
        let form = FormSpec::to(&to, Say::of("Sessie afsluiten", "End the session")).ends(Say::of(
            "Na het afsluiten kan niemand meer antwoorden en kunt u geen stap terug.",
            "Once it has ended nobody can answer, and you cannot go back a step.",
        ));
        if last {
            all.next.push(html(form));
        } else {
            all.more.push(more(to, Say::of("Nu al afsluiten", "End it now"), form));
        }
    }
}

/// What is done with the clock of the running step, and closing its answers.
fn clock(visit: &Seen, place: usize, filled: &Filled, all: &mut Controls) {
    let (session, now) = (visit.dossier(), visit.ask.now);
    let mut add = |form: FormSpec| all.step.push(form.html(&visit.ask, filled, Some(visit.seq())));
    if session.extend(2, now).is_ok() {
        let more = button(visit, "/meer-tijd", Say::of("+ 2 minuten", "+ 2 minutes"));
        add(more.field(Field::hidden("minutes", "2")).secondary());
    }
    if session.pause(now).is_ok() {
        add(button(visit, "/pauze", Say::of("Pauze", "Pause")).secondary());
    }
    if session.resume().is_ok() {
        add(button(visit, "/verder", Say::of("Klok weer laten lopen", "Let the clock run again")).secondary());
    }
    let sends = session.step(place).is_some_and(|(s, _)| s.kind.sends() != Sends::Nothing);
    if sends && session.close_answers().is_ok() && !session.is_closed(place, now) {
        let close = button(visit, "/sluiten", Say::of("Antwoorden sluiten", "Close the answers"));
        // When the time is up, this is what comes next.
        add(if session.is_up(place, now) { close } else { close.secondary() });
    }
}

/// What the room sees: putting notes there, turning sheets, one group alone, one note large.
fn screen(visit: &Seen, filled: &Filled, sheet: Option<&Sheet>, all: &mut Controls) {
    let session = visit.dossier();
    let Some(place) = session.at() else { return };
    let about = session.plan().and_then(|p| p.sorted_in(place)).unwrap_or(place);
    let mut add = |form: FormSpec| all.screen.push(form.html(&visit.ask, filled, Some(visit.seq())));
    if session.show(about, visit.ask.now).is_ok() {
        let show = button(visit, "/tonen", Say::of("Briefjes op het scherm zetten", "Put the notes on the screen"));
        add(show.field(Field::hidden("plaats", about.to_string())));
    }
    let Some(sheet) = sheet else { return };
    let view = session.view();
    let point = |says: Say, view: View| {
        let mut form = button(visit, "/aanwijzen", says).secondary();
        let named = [("blad", view.sheet.map(|n| n.to_string())), ("groep", view.group.map(|g| g.to_string()))];
        for (name, value) in named.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            form = form.field(Field::hidden(name, value));
        }
        form
    };
    let at = |sheet| View { sheet: Some(sheet), group: view.group.clone(), note: None };
    if view.note.is_some() {
        add(point(Say::of("Alle briefjes weer tonen", "Show all notes again"), View { note: None, ..view.clone() }));
        return;
    }
    if sheet.number > 1 {
        add(point(Say::of("Vorig blad", "Previous sheet"), at(sheet.number - 2)));
    }
    if sheet.number < sheet.of {
        add(point(Say::of("Volgend blad", "Next sheet"), at(sheet.number)));
    }
    if view.sheet.is_some() && sheet.of > 1 {
        let by_itself = View { sheet: None, ..view.clone() };
        add(point(Say::of("Vanzelf laten bladeren", "Let the sheets turn by themselves"), by_itself));
    }
    if view.group.is_some() {
        add(point(Say::of("Alle groepen tonen", "Show all groups"), View::default()));
    } else if sheet.has_groups() {
        for group in session.groups(about) {
            let says = Say::made(format!("Alleen: {group}"), format!("Only: {group}"));
            add(point(says, View { group: Some(group), ..View::default() }));
        }
    }
}

fn numbered(place: usize, title: &Say) -> Say {
    Say::made(format!("{}. {}", place + 1, title.nl), format!("{}. {}", place + 1, title.en))
}

fn inject(visit: &Seen, filled: &Filled) -> Asking {
    let to = places::SESSIONS.under(visit.id(), "/gebeurtenis");
    let ready = visit.dossier().plan().map_or(&[][..], |p| p.surprises.as_slice());
    let mut form = FormSpec::to(&to, Say::of("Laat dit gebeuren", "Let this happen")).secondary();
    if !ready.is_empty() {
        let options = ready.iter().enumerate().map(|(n, w)| (n.to_string(), w.say())).collect();
        form = form.field(Field::choice("ready", Say::of("Ligt klaar", "Ready"), options).sometimes());
    }
    form = form.field(Field::note("text", Say::of("Of in uw eigen woorden", "Or in your own words")).sometimes());
    asking(visit, filled, &to, Say::of("Laat iets gebeuren", "Let something happen"), &form)
}

/// What is done around the session: inviting, handing over, calling off, destroying.
fn around(visit: &Seen, filled: &Filled, all: &mut Controls) {
    let session = visit.dossier();
    let agencies = || {
        let mut all = directory::agencies(&visit.ask.directory);
        let leads = |kind| kind == vault::AgencyKind::Other;
        let others = visit.ask.directory.agencies.iter().filter(|a| leads(a.kind));
        all.extend(others.map(|a| (a.id.to_string(), Say::made(a.name.to_string(), a.name.to_string()))));
        all
    };
    let mut more = |at: String, says: Say, form: FormSpec| all.more.push(asking(visit, filled, &at, says, &form));
    if visit.may::<InviteToSession>() {
        let to = places::SESSIONS.under(visit.id(), "/uitnodigen");
        let form = FormSpec::to(&to, Say::of("Uitnodigen", "Invite"))
            .field(Field::choice("agency", Say::of("Welke organisatie?", "Which organisation?"), agencies()))
            .field(Field::tick("leads", Say::of("Zij leidt de sessie mee", "It leads the session along")))
            .secondary();
        more(to, Say::of("Organisatie uitnodigen", "Invite an organisation"), form);
    }
    if visit.may::<HandOver>() {
        let to = places::SESSIONS.under(visit.id(), "/overdragen");
        let form = FormSpec::to(&to, Say::of("Vragen om over te nemen", "Ask to take over"))
            .field(Field::choice("agency", Say::of("Aan wie?", "Whom?"), agencies()).hint(Say::of(
                "De leiding gaat pas over als die organisatie ja zegt. U blijft meeleiden.",
                "The lead goes over only once that organisation says yes. You keep leading along.",
            )))
            .secondary();
        more(to, Say::of("Leiding overdragen", "Hand over the lead"), form);
    }
    if visit.may::<CallOff>() {
        let to = places::SESSIONS.under(visit.id(), "/afzeggen");
        let form = FormSpec::to(&to, Say::of("Sessie afzeggen", "Call the session off"))
            .field(Field::note("reason", Say::of("Waarom?", "Why?")))
            .ends(Say::of(
                "De sessie gaat niet door. Zij kan daarna niet alsnog worden gehouden; u begint dan een nieuwe.",
                "The session is off. It cannot be held after all; you begin a new one then.",
            ));
        more(to, Say::of("Afzeggen", "Call off"), form);
    }
    if visit.may::<EmptySession>() && session.state() == State::Closed {
        let to = places::SESSIONS.under(visit.id(), "/vernietigen");
        let form = FormSpec::to(&to, Say::of("Antwoorden vernietigen", "Destroy the answers")).ends(Say::of(
            "Alles wat de telefoons stuurden, wordt vernietigd en is voor niemand meer te lezen. De uitkomst blijft.",
            "All that the phones sent is destroyed, and nobody can read it any more. The outcome stays.",
        ));
        let says = Say::made(
            format!("Antwoorden van de telefoons vernietigen (binnen {RAW_DAYS} dagen); de uitkomst blijft"),
            format!("Destroy what phones sent (within {RAW_DAYS} days); the result stays"),
        );
        more(to, says, form);
    }
}

/// The form that puts notes together, in a sorting step.
fn pile(visit: &Seen, result: &Outcome) -> Option<FormSpec> {
    let session = visit.dossier();
    let about = session.at().and_then(|p| session.plan()?.sorted_in(p))?;
    let Outcome::Notes(notes) = result else { return None };
    let seen = notes.iter().filter(|n| !session.is_hidden(&n.mark));
    let options: Vec<(String, Say)> =
        seen.map(|n| (n.mark.to_string(), Say::made(n.text.to_string(), n.text.to_string()))).collect();
    let names = session.turns().get(about).map_or(&[][..], |t| t.clusters.as_slice());
    let known = names.iter().map(|c| c.name.to_string()).collect::<Vec<_>>().join(", ");
    let name = Field::line("name", Say::of("Naam van de stapel", "Name of the pile"));
    let name = if known.is_empty() {
        name
    } else {
        let hint = Say::made(format!("Er zijn al: {known}."), format!("There are already: {known}."));
        name.hint(hint)
    };
    let form =
        FormSpec::to(places::SESSIONS.under(visit.id(), "/stapel"), Say::of("Bij elkaar leggen", "Put together"));
    Some(
        form.field(name).field(Field::choices("marks", Say::of("Welke briefjes?", "Which notes?"), options).required()),
    )
}

fn agree(visit: &Seen) -> FormSpec {
    let heads = visit.dossier().steps().iter().find(|s| s.kind.sends() == Sends::Notes && !s.items.is_empty());
    let form = FormSpec::to(
        places::SESSIONS.under(visit.id(), "/afspraak"),
        Say::of("Afspraak opschrijven", "Write the agreement down"),
    )
    .field(Field::note("what", Say::of("Wat gaat er gebeuren?", "What will happen?")))
    .field(
        Field::line("who", Say::of("Wie zorgt ervoor?", "Who sees to it?"))
            .hint(Say::of("Een organisatie of een functie.", "An organisation or a function.")),
    )
    .field(Field::day("by", Say::of("Wanneer is het klaar?", "When is it done?")))
    .secondary();
    match heads {
        Some(step) => {
            let options = step.items.iter().enumerate().map(|(n, w)| (n.to_string(), w.say())).collect();
            form.field(Field::choice("under", Say::of("Hoort bij", "Belongs to"), options).optional())
        }
        None => form,
    }
}

/// Beside every note the button that takes it off the screen, or puts it back; and the one that makes it large there.
pub(super) fn on_notes(visit: &Seen, shown: &mut OutcomeShown, on_screen: bool) {
    let none = Filled::default();
    for note in shown.piles.iter_mut().flat_map(|p| &mut p.notes) {
        let Some(mark) = &note.mark else { continue };
        let (rest, says) = if note.hidden {
            ("terugzetten", Say::of("Weer tonen", "Show again"))
        } else {
            ("verbergen", Say::of("Verbergen", "Hide"))
        };
        let form = FormSpec::to(places::SESSIONS.under(visit.id(), &format!("/{rest}/{mark}")), says).secondary();
        note.controls.push(form.html(&visit.ask, &none, Some(visit.seq())));
        if on_screen && !note.hidden {
            let large = button(visit, "/aanwijzen", Say::of("Groot op het scherm", "Large on the screen"));
            let large = large.field(Field::hidden("briefje", mark.clone())).secondary();
            note.controls.push(large.html(&visit.ask, &none, Some(visit.seq())));
        }
    }
}

/// Beside every agreement the button that takes it back, while that may be.
pub(super) fn on_agreements(visit: &Seen, agreed: &mut [AgreementShown]) {
    let none = Filled::default();
    for (n, one) in agreed.iter_mut().enumerate() {
        if visit.dossier().drop_agreement(n, visit.ask.today).is_ok() {
            let to = places::SESSIONS.under(visit.id(), &format!("/afspraak-terug/{n}"));
            let form = FormSpec::to(to, Say::of("Terugnemen", "Take back")).secondary();
            one.back = Some(form.html(&visit.ask, &none, Some(visit.seq())));
        }
    }
}

/// The parts, with the address where a card is rewritten.
pub(super) fn parts(visit: &Seen) -> Vec<(String, Option<String>)> {
    let session = visit.dossier();
    let may = visit.may::<RewriteSession>() && !session.gave_cards();
    let all = session.plan().map_or(&[][..], |p| p.parts.as_slice());
    let edit = |n| may.then(|| places::SESSIONS.under(visit.id(), &format!("/rol/{n}")));
    all.iter().enumerate().map(|(n, p)| (p.seat.to(visit.ask.lang).to_owned(), edit(n))).collect()
}
