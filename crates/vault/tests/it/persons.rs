//! Who sits is a person: named by the organisation, from a day until a day, and nobody else of it.

use crate::house::{House, *};
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Say};
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use vault::*;

/// A table at which persons sit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Board {
    opened: Option<Date>,
    sits: Vec<AgencyId>,
    notes: Vec<Note>,
    named: Persons,
    asked: Vec<(AgencyId, PersonId)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum BoardEvent {
    Opened(Vec<AgencyId>),
    Noted(Note),
    Named(Persons),
    Asked(AgencyId, PersonId),
}

impl Dossier for Board {
    type Event = BoardEvent;
    const KIND: &'static str = "board";
    const SAYS: Say = Say::of("bord", "board");
    const NAMING: Option<&'static str> = Some("board.name");

    fn apply(&mut self, event: &BoardEvent, stamp: &Stamp) {
        match event {
            BoardEvent::Opened(agencies) => {
                self.sits.clone_from(agencies);
                self.opened = Some(kernel::local_day(stamp.at));
            }
            BoardEvent::Noted(text) => self.notes.push(text.clone()),
            BoardEvent::Named(named) => self.named.name(named),
            BoardEvent::Asked(agency, person) => self.asked.push((agency.clone(), person.clone())),
        }
    }

    fn card(&self) -> Card {
        let task = |agency: &AgencyId, act| Task::of(agency, act, self.opened.unwrap_or_default());
        let of_all = self.sits.iter().map(|agency| task(agency, "board.note"));
        let of_one = |(agency, person): &(AgencyId, PersonId)| Task {
            person: Some(person.clone()),
            ..task(agency, "board.read")
        };
        let tasks = of_all.chain(self.asked.iter().map(of_one)).collect();
        Card {
            state: "open",
            facet: "all",
            house: "nhn".parse().unwrap(),
            municipality: "hoorn".parse().unwrap(),
            reference: line("BORD-1"),
            opened: self.opened.unwrap_or_default(),
            label: Label { title: line("Bord"), summary: None, called: None, urgent: false },
            seats: self.sits.iter().map(|agency| Seat::of(agency.clone(), Tier::Participant)).collect(),
            persons: Some(self.named.clone()),
            tasks,
            findable: vec![Findable::NameAndBirth(line("Iemand Verzonnen"), "1990-01-01".parse().unwrap())],
            ..Card::blank()
        }
    }

    fn tell(_: &BoardEvent) -> Say {
        Say::of("Er gebeurde iets.", "Something happened.")
    }

    fn naming(named: Persons) -> Option<BoardEvent> {
        Some(BoardEvent::Named(named))
    }
}

vault::acts! { Board;
    /// Begins one.
    OpenBoard = "board.open", Create, "Beginnen", "Begin";
    /// Reads one.
    ReadBoard = "board.read", Look, "Lezen", "Read";
    /// Adds to one.
    NoteOnBoard = "board.note", Change, "Noteren", "Note";
    /// Names who sits.
    NameForBoard = "board.name", Change, "Aanwijzen", "Name";
    /// Lists.
    ListBoards = "board.list", List, "Overzicht", "List";
}

const POLICY: &str = r#"
@id("board.open") @ground("voorbeeld") @nl("U mag beginnen.") @en("You may begin.")
permit (principal, action == Action::"board.open", resource);
@id("board.list") @ground("voorbeeld") @nl("U mag opvragen.") @en("You may list.")
permit (principal, action == Action::"board.list", resource) when { resource.state == "none" };
@id("board.sit") @ground("voorbeeld") @nl("U zit daar.") @en("You sit there.")
permit (principal, action in [Action::"board.read", Action::"board.note", Action::"board.list"], resource)
when { context.seat.contains("participant") };
@id("board.name") @ground("voorbeeld") @nl("U wijst aan wie daar zit.") @en("You name who sits there.")
permit (principal, action == Action::"board.name", resource) when { context.seat.contains("desk") };
"#;

pub(crate) fn boards(database: &Database) -> Opening {
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    Opening::new(database.clone(), master(), rules, vec![Kind::of::<Board>()])
}

pub(crate) fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

pub(crate) struct Town {
    pub(crate) h: House,
    pub(crate) second: Actor,
    pub(crate) desk: Actor,
}

/// A police force with three officers, of whom one is its desk, and a municipality where everybody is named.
pub(crate) async fn town() -> Town {
    let h = house_of(boards).await;
    let desk = NamingDesk { persons: vec![person("loket")], automatic: false };
    h.vault.set_office(&h.police.agency.id, Office { desk, ..Office::default() }).await.unwrap();
    let accounts = vec![
        account("tweede", "politie-nh", Role::Police),
        account("loket", "politie-nh", Role::Police),
        account("ambtenaar", "gemeente-hoorn", Role::Official),
        account("toezicht", "gemeente-hoorn", Role::PrivacyOfficer),
    ];
    h.vault.set_accounts(accounts).await.unwrap();
    let [second, desk, police] = ["tweede", "loket", "agent"].map(|p| h.vault.actor(p));
    let (second, desk, police) =
        (second.await.unwrap().unwrap(), desk.await.unwrap().unwrap(), police.await.unwrap().unwrap());
    Town { h: House { police, ..h }, second, desk }
}

impl Town {
    /// A table of the municipality and the police, opened by the municipality.
    pub(crate) async fn board(&self) -> DossierId {
        let desk = self.h.vault.begin::<OpenBoard>(&self.h.hoorn).await.unwrap();
        let (id, sits) = (desk.id(), vec![self.h.hoorn.agency.id.clone(), self.h.police.agency.id.clone()]);
        desk.commit(vec![BoardEvent::Opened(sits)]).await.unwrap();
        id
    }

    pub(crate) async fn name(&self, id: DossierId, persons: Vec<Named>) {
        let desk = self.h.vault.open_desk::<NameForBoard>(&self.desk, id).await.unwrap();
        let agency = desk.agency().clone();
        desk.commit(vec![BoardEvent::Named(Persons::only(agency, persons))]).await.unwrap();
    }

    pub(crate) async fn reads(&self, who: &Actor, id: DossierId) -> bool {
        match self.h.vault.look::<ReadBoard>(who, id).await {
            Ok(_) => true,
            Err(Error::Denied) => false,
            Err(other) => panic!("{other}"),
        }
    }

    /// How many lists, counts, tasks and questions tell somebody of a table.
    pub(crate) async fn finds(&self, who: &Actor) -> [u64; 5] {
        let vault = &self.h.vault;
        let listed = vault.list::<ListBoards>(who, Wanted::default()).await.unwrap();
        let since = Wanted { since: Some("2000-01-01".parse().unwrap()), ..Wanted::default() };
        let since = vault.list::<ListBoards>(who, since).await.unwrap();
        let whom = Findable::NameAndBirth(line("Iemand Verzonnen"), "1990-01-01".parse().unwrap());
        let known = vault.known::<ListBoards>(who, &whom, &note("Omdat het moet.")).await.unwrap().unwrap();
        let referred = vault.by_reference::<ListBoards>(who, "BORD-1").await.unwrap();
        let tasks = vault.tasks(who).await.unwrap();
        assert_eq!(listed.rows.len() as u64, listed.total, "a count tells no more than the rows");
        assert_eq!(since.rows.len() as u64, since.total);
        [listed.total, since.total, known.len() as u64, u64::from(referred.is_some()), tasks.len() as u64]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_named_finds_no_trace_of_a_table_where_their_organisation_sits() {
    let t = town().await;
    let id = t.board().await;
    for nobody in [&t.h.police, &t.second, &t.h.texel] {
        assert!(!t.reads(nobody, id).await, "{}", nobody.person);
        assert_eq!(t.finds(nobody).await, [0; 5], "{}", nobody.person);
        assert!(!t.h.vault.may_on::<NoteOnBoard>(nobody, id).await.unwrap());
    }
    t.name(id, vec![Named::since(person("agent"), "2026-01-01".parse().unwrap())]).await;
    assert!(t.reads(&t.h.police, id).await);
    assert_eq!(t.finds(&t.h.police).await, [1; 5]);
    assert!(!t.reads(&t.second, id).await);
    assert_eq!(t.finds(&t.second).await, [0; 5]);
    assert!(t.h.verify().await.wrong.is_empty(), "{:?}", t.h.verify().await.wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_names_who_sits_and_reads_nothing_else() {
    let t = town().await;
    let id = t.board().await;
    let tasks = t.h.vault.tasks(&t.desk).await.unwrap();
    assert_eq!(tasks.iter().map(|task| task.act.as_str()).collect::<Vec<_>>(), ["board.name"]);
    assert_eq!((tasks[0].reference.as_str(), tasks[0].title.as_str()), ("BORD-1", ""));
    assert!(!t.reads(&t.desk, id).await);
    assert_eq!(t.finds(&t.desk).await, [0, 0, 0, 0, 1]);
    assert!(matches!(t.h.vault.open_desk::<NoteOnBoard>(&t.desk, id).await, Err(Error::Denied)));
    assert!(matches!(t.h.vault.open_desk::<NameForBoard>(&t.h.police, id).await, Err(Error::Denied)));
    t.name(id, vec![Named::since(person("loket"), "2026-01-01".parse().unwrap())]).await;
    assert!(t.reads(&t.desk, id).await, "a desk may name itself, and it is told in the history");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_begins_sits_and_a_small_organisation_has_everybody_named_who_can_sit() {
    let t = town().await;
    let id = t.board().await;
    let [clerk, privacy] = ["ambtenaar", "toezicht"].map(|p| t.h.vault.actor(p));
    let (clerk, privacy) = (clerk.await.unwrap().unwrap(), privacy.await.unwrap().unwrap());
    assert!(t.reads(&t.h.hoorn, id).await && t.reads(&clerk, id).await);
    assert!(!t.reads(&privacy, id).await, "who guards the law is not named by the way");

    let desk = t.h.vault.begin::<OpenBoard>(&t.second).await.unwrap();
    let (other, sits) = (desk.id(), vec![t.second.agency.id.clone()]);
    desk.commit(vec![BoardEvent::Opened(sits)]).await.unwrap();
    assert!(t.reads(&t.second, other).await);
    assert!(!t.reads(&t.h.police, other).await, "a colleague is not named by the way where there is a desk");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sits_from_the_first_day_to_the_last_and_not_after_somebody_else_is_named() {
    let t = town().await;
    let id = t.board().await;
    let today = kernel::local_day(t.h.vault.now());
    let later = |days: i64| today.checked_add(jiff::Span::new().days(days)).unwrap();
    let deputy =
        Named { until: Some(later(3)), deputy_for: Some(person("agent")), ..Named::since(person("tweede"), later(1)) };
    // Named twice, and once in the past: what counts is whether any of them counts.
    let twice = Named { until: Some(later(-1)), ..Named::since(person("agent"), later(-9)) };
    t.name(id, vec![Named::since(person("agent"), today), twice, deputy]).await;
    for (day, sits) in [(0, false), (1, true), (3, true), (4, false)] {
        t.h.clock.0.fetch_add(day * 86_400, Ordering::SeqCst);
        assert_eq!(t.reads(&t.second, id).await, sits, "day {day}");
        assert_eq!(t.finds(&t.second).await, [u64::from(sits); 5], "day {day}");
        t.h.clock.0.fetch_sub(day * 86_400, Ordering::SeqCst);
    }
    assert!(t.reads(&t.h.police, id).await);
    assert!(t.h.vault.tasks(&t.desk).await.unwrap().is_empty(), "somebody sits, and nothing says until when");

    t.name(id, vec![Named { until: Some(later(2)), ..Named::since(person("agent"), today) }]).await;
    t.h.clock.0.fetch_add(2 * 86_400, Ordering::SeqCst);
    assert!(t.h.vault.tasks(&t.desk).await.unwrap().is_empty());
    t.h.clock.0.fetch_add(86_400, Ordering::SeqCst);
    assert_eq!(t.h.vault.tasks(&t.desk).await.unwrap().len(), 1, "the last person left yesterday");
    t.name(id, Vec::new()).await;
    assert_eq!(t.h.vault.tasks(&t.desk).await.unwrap().len(), 1);
    assert!(!t.reads(&t.h.police, id).await && !t.reads(&t.second, id).await);
    assert_eq!(t.finds(&t.h.police).await, [0; 5]);
    assert!(t.h.verify().await.wrong.is_empty(), "{:?}", t.h.verify().await.wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_named_by_the_way_but_for_an_organisation_that_gets_a_seat_then() {
    let t = town().await;
    let id = t.board().await;
    let vault = &t.h.vault;
    let seats = async |agencies: &[&Actor]| {
        let desk = vault.open_desk::<NoteOnBoard>(&t.h.hoorn, id).await.unwrap();
        let agencies = agencies.iter().map(|actor| actor.agency.id.clone()).collect();
        desk.commit(vec![BoardEvent::Opened(agencies)]).await.unwrap();
    };
    // Nobody sits for the police yet; that its desk is automatic from now on names nobody at a table where it sits already.
    vault.set_office(&t.h.police.agency.id, Office::open()).await.unwrap();
    let desk = vault.open_desk::<NoteOnBoard>(&t.h.hoorn, id).await.unwrap();
    desk.commit(vec![BoardEvent::Noted(note("Iets."))]).await.unwrap();
    assert!(!t.reads(&t.h.police, id).await);
    vault.set_office(&t.desk.agency.id, t.desk.agency.office.clone()).await.unwrap();
    t.name(id, vec![Named::since(person("agent"), "2026-01-01".parse().unwrap())]).await;
    assert!(t.reads(&t.h.police, id).await);
    // It leaves and comes back: who sat then does not come back with it, and its desk is asked.
    seats(&[&t.h.hoorn]).await;
    seats(&[&t.h.hoorn, &t.h.police]).await;
    assert!(!t.reads(&t.h.police, id).await);
    assert_eq!(t.finds(&t.h.police).await, [0; 5]);
    assert_eq!(vault.tasks(&t.desk).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_named_and_guards_or_trains_since_sits_no_more() {
    let t = town().await;
    let id = t.board().await;
    t.name(id, vec![Named::since(person("agent"), "2026-01-01".parse().unwrap())]).await;
    let account = account("agent", "politie-nh", Role::Flexteam);
    t.h.vault.set_accounts(vec![account]).await.unwrap();
    let trainer = t.h.vault.actor("agent").await.unwrap().unwrap();
    assert!(!t.reads(&trainer, id).await);
    assert_eq!(t.finds(&trainer).await, [0; 5]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_comes_too_late_hears_nothing_of_what_happened() {
    let t = town().await;
    let id = t.board().await;
    let desk = t.h.vault.open_desk::<NameForBoard>(&t.desk, id).await.unwrap();
    assert!(desk.told_since(0).await.unwrap().is_empty());
    let desk = t.h.vault.open_desk::<NoteOnBoard>(&t.h.hoorn, id).await.unwrap();
    assert!(!desk.told_since(0).await.unwrap().is_empty());
}
