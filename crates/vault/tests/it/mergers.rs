//! Mergers and renames: on its day everything that is at work goes over, and what happened stays as it was told.

use crate::house::{House, *};
use kernel::{AgencyId, Date, DossierId, HouseId, MunicipalityId, Note, Say};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::Ordering,
    time::Duration,
};
use vault::*;

/// A matter at a table, of a municipality and in a house.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Matter {
    opened: Option<Date>,
    pub(crate) place: Option<(MunicipalityId, HouseId)>,
    at: BTreeMap<AgencyId, Vec<Note>>,
    over: BTreeSet<AgencyId>,
    named: Persons,
    notes: Vec<(u64, Author, Note)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum MatterEvent {
    Opened(MunicipalityId, HouseId, Vec<AgencyId>),
    Noted(Note),
    Named(Persons),
    /// The seat of an organisation ends; what it brought stays.
    Ended(AgencyId),
    /// A seat as if it had never been.
    Undone(AgencyId),
    Withdrawn(u64),
}

impl Dossier for Matter {
    type Event = MatterEvent;
    const KIND: &'static str = "matter";
    const SAYS: Say = Say::of("zaak", "matter");
    const NAMING: Option<&'static str> = Some("matter.name");

    fn apply(&mut self, event: &MatterEvent, stamp: &Stamp) {
        match event {
            MatterEvent::Opened(municipality, house, at) => {
                self.place = Some((municipality.clone(), house.clone()));
                self.at = at.iter().map(|agency| (agency.clone(), Vec::new())).collect();
                self.opened = Some(kernel::local_day(stamp.at));
            }
            MatterEvent::Noted(text) => {
                self.notes.push((stamp.seq, stamp.author(), text.clone()));
                self.at.entry(stamp.agency.clone()).or_default().push(text.clone());
            }
            MatterEvent::Named(named) => self.named.name(named),
            MatterEvent::Ended(agency) => drop(self.over.insert(agency.clone())),
            // Whom it named stays named, as at the tables of the house itself.
            MatterEvent::Undone(agency) => drop(self.at.remove(agency)),
            MatterEvent::Withdrawn(seq) => self.notes.retain(|(n, ..)| n != seq),
        }
    }

    fn card(&self) -> Card {
        let Some((municipality, house)) = self.place.clone() else { return Card::blank() };
        let opened = self.opened.unwrap_or_default();
        let sit: Vec<&AgencyId> = self.at.keys().filter(|agency| !self.over.contains(*agency)).collect();
        Card {
            state: "open",
            facet: "all",
            house,
            municipality,
            reference: line("ZAAK-1"),
            opened,
            label: Label { title: line("Zaak"), summary: None, called: None, urgent: false },
            seats: sit.iter().map(|agency| Seat::of((*agency).clone(), Tier::Participant)).collect(),
            persons: Some(self.named.clone()),
            tasks: sit.iter().map(|agency| Task::of(agency, "matter.note", opened)).collect(),
            ..Card::blank()
        }
    }

    fn tell(_: &MatterEvent) -> Say {
        Say::of("Er gebeurde iets.", "Something happened.")
    }

    fn naming(named: Persons) -> Option<MatterEvent> {
        Some(MatterEvent::Named(named))
    }
}

vault::acts! { Matter;
    /// Begins one.
    OpenMatter = "matter.open", Create, "Beginnen", "Begin";
    /// Reads one.
    ReadMatter = "matter.read", Look, "Lezen", "Read";
    /// Adds to one.
    NoteMatter = "matter.note", Change, "Noteren", "Note";
    /// Names who sits.
    NameMatter = "matter.name", Change, "Aanwijzen", "Name";
    /// Lists.
    ListMatters = "matter.list", List, "Overzicht", "List";
}

const POLICY: &str = r#"
@id("matter.open") @ground("voorbeeld") @nl("U mag beginnen.") @en("You may begin.")
permit (principal, action == Action::"matter.open", resource);
@id("matter.list") @ground("voorbeeld") @nl("U mag opvragen.") @en("You may list.")
permit (principal, action == Action::"matter.list", resource) when { resource.state == "none" };
@id("matter.sit") @ground("voorbeeld") @nl("U zit daar.") @en("You sit there.")
permit (principal, action in [Action::"matter.read", Action::"matter.note", Action::"matter.list"], resource)
when { context.seat.contains("participant") };
@id("matter.name") @ground("voorbeeld") @nl("U wijst aan wie daar zit.") @en("You name who sits there.")
permit (principal, action == Action::"matter.name", resource) when { context.seat.contains("desk") };
"#;

pub(crate) fn matters(database: &Database) -> Opening {
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    Opening::new(database.clone(), master(), rules, vec![Kind::of::<Matter>()])
}

pub(crate) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(word: &str) -> T {
    word.parse().unwrap()
}

pub(crate) fn place_of(word: &str, house: &str) -> Municipality {
    Municipality { id: id(word), name: line(&word.to_uppercase()), house: id(house) }
}

pub(crate) fn house_called(word: &str) -> vault::House {
    vault::House { id: id(word), name: line(&format!("Huis {word}")), region: None }
}

pub(crate) fn agency(word: &str, kind: AgencyKind, serves: &[&str]) -> Agency {
    Agency {
        id: id(word),
        kind,
        name: line(&format!("Organisatie {word}")),
        house: id("nhn"),
        municipalities: serves.iter().map(|m| id(m)).collect(),
        office: Office::open(),
    }
}

/// Hoorn and Texel as they are.
pub(crate) fn before() -> RegionPlan {
    RegionPlan {
        houses: vec![house_called("nhn")],
        municipalities: vec![place_of("hoorn", "nhn"), place_of("texel", "nhn")],
        agencies: vec![
            agency("gemeente-hoorn", AgencyKind::Municipality, &["hoorn"]),
            agency("gemeente-texel", AgencyKind::Municipality, &["texel"]),
            agency("politie-nh", AgencyKind::Police, &["hoorn", "texel"]),
        ],
        ..RegionPlan::default()
    }
}

pub(crate) fn goes(body: Body, from: &str, to: &str, on: Date) -> Planned {
    Planned { body, from: id(from), to: id(to), on, also: Vec::new() }
}

/// Hoorn becomes Westland on this day, and its municipality with it.
pub(crate) fn merged(on: Date) -> RegionPlan {
    RegionPlan {
        municipalities: vec![place_of("westland", "nhn"), place_of("texel", "nhn")],
        agencies: vec![
            agency("gemeente-westland", AgencyKind::Municipality, &["westland"]),
            agency("gemeente-texel", AgencyKind::Municipality, &["texel"]),
            agency("politie-nh", AgencyKind::Police, &["westland", "texel"]),
        ],
        successions: vec![
            goes(Body::Municipality, "hoorn", "westland", on),
            goes(Body::Agency, "gemeente-hoorn", "gemeente-westland", on),
        ],
        ..before()
    }
}

pub(crate) struct Region(pub(crate) House);

/// A house with the region as it is, and somebody whose account has the name of their organisation.
pub(crate) async fn region() -> Region {
    let h = house_of(matters).await;
    h.vault.take_up_region(before()).await.unwrap();
    h.vault.set_accounts(vec![account("gemeente-hoorn", "gemeente-hoorn", Role::Official)]).await.unwrap();
    Region(h)
}

impl Region {
    pub(crate) fn day(&self, later: i64) -> Date {
        kernel::local_day(self.0.vault.now()).checked_add(jiff::Span::new().days(later)).unwrap()
    }

    pub(crate) fn days_pass(&self, days: i64) {
        self.0.clock.0.fetch_add(days * 86_400, Ordering::SeqCst);
    }

    pub(crate) async fn is(&self, who: &str) -> Actor {
        self.0.vault.actor(who).await.unwrap().unwrap()
    }

    /// A matter of Hoorn at which these sit.
    pub(crate) async fn matter(&self, at: &[&str]) -> DossierId {
        let desk = self.0.vault.begin::<OpenMatter>(&self.is("gemeente-hoorn").await).await.unwrap();
        let (dossier, at) = (desk.id(), at.iter().map(|agency| id(agency)).collect());
        desk.commit(vec![MatterEvent::Opened(id("hoorn"), id("nhn"), at)]).await.unwrap();
        dossier
    }

    pub(crate) async fn happens(&self, who: &str, dossier: DossierId, event: MatterEvent) {
        let desk = self.0.vault.open_desk::<NoteMatter>(&self.is(who).await, dossier).await.unwrap();
        desk.commit(vec![event]).await.unwrap();
    }

    pub(crate) async fn reads(&self, who: &str, dossier: DossierId) -> bool {
        self.0.vault.look::<ReadMatter>(&self.is(who).await, dossier).await.is_ok()
    }

    pub(crate) async fn sound(&self) {
        let found = self.0.verify().await;
        assert!(found.wrong.is_empty(), "{:?}", found.wrong);
    }

    /// How often something went over in a dossier, as the book tells.
    async fn told(&self, dossier: DossierId) -> usize {
        let book = self.0.book(500).await;
        book.iter().filter(|line| line.act == "house.succeed" && line.dossier == Some(dossier.to_string())).count()
    }
}

pub(crate) const BOTH: &[&str] = &["gemeente-hoorn", "politie-nh"];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_behind_without_its_being_said_and_nothing_is_changed_by_a_refusal() {
    let r = region().await;
    r.matter(BOTH).await;
    let directory = r.0.vault.directory();
    let without = RegionPlan { successions: Vec::new(), ..merged(r.day(0)) };
    let moved = RegionPlan {
        houses: vec![house_called("nhn"), house_called("elders")],
        municipalities: vec![place_of("hoorn", "elders"), place_of("texel", "nhn")],
        agencies: vec![agency("politie-nh", AgencyKind::Police, &["texel"]), before().agencies[0].clone()],
        ..before()
    };
    let refused = r.0.vault.take_up_region(without.clone()).await.unwrap_err();
    let hoorn = AtStake::Agency { id: id("gemeente-hoorn"), tables: 1, tasks: 1, accounts: 2 };
    let serves = AtStake::Serves { id: id("politie-nh"), municipality: id("hoorn"), tables: 1 };
    assert_eq!(
        refused,
        RegionError::AtStake(vec![AtStake::Municipality { id: id("hoorn"), dossiers: 1 }, hoorn, serves.clone()])
    );
    let refused = r.0.vault.take_up_region(moved.clone()).await.unwrap_err();
    let moves = AtStake::Moves { id: id("hoorn"), from: id("nhn"), to: id("elders"), dossiers: 1 };
    let texel = AtStake::Agency { id: id("gemeente-texel"), tables: 0, tasks: 0, accounts: 1 };
    assert_eq!(refused, RegionError::AtStake(vec![moves, texel, serves]));
    assert_eq!(r.0.vault.directory_now().await.unwrap(), directory, "nothing was changed");
    // Said: what has begun stays, and so does what the file does not name.
    r.0.vault.take_up_region(RegionPlan { begun_stays: true, ..without }).await.unwrap();
    let now = r.0.vault.directory();
    assert!(now.municipality(&id("hoorn")).is_some() && now.municipality(&id("westland")).is_some());
    assert!(now.agency(&id("gemeente-hoorn")).is_some());
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_its_day_everything_goes_over_and_the_history_keeps_who_it_was() {
    let r = region().await;
    let dossier = r.matter(BOTH).await;
    r.happens("gemeente-hoorn", dossier, MatterEvent::Noted(note("gemeente-hoorn"))).await;
    r.0.vault.set_office(&id("gemeente-hoorn"), Office { holder: Some(id("hoorn")), ..Office::open() }).await.unwrap();
    r.0.vault.take_up_region(merged(r.day(3))).await.unwrap();
    // Before its day everything is as it was, and one may see what will go over.
    assert_eq!(r.0.vault.pass().await.unwrap(), Passed::default());
    let serves = |who: &str| r.0.vault.directory().agency(&id(who)).map(|a| a.municipalities.clone());
    assert_eq!(serves("gemeente-hoorn").unwrap(), [id("hoorn")]);
    assert!(serves("politie-nh").unwrap().contains(&id("hoorn")));
    let would = r.0.vault.would_pass().await.unwrap();
    assert_eq!(would.len(), 2);
    assert!(would.iter().all(|passing| passing.dossiers == BTreeMap::from([("matter".to_owned(), 1)])));
    assert_eq!((would[1].tasks, would[1].accounts.len(), would[1].holder.clone()), (1, 2, Some(id("hoorn"))));
    assert!(r.reads("gemeente-hoorn", dossier).await);

    r.days_pass(3);
    assert_eq!(r.0.vault.to_pass().await.unwrap(), 2);
    let passed = r.0.vault.pass().await.unwrap();
    assert_eq!((passed.taken.len(), passed.dossiers["matter"], passed.left.len()), (2, 1, 0));
    assert_eq!((r.0.vault.to_pass().await.unwrap(), r.0.vault.would_pass().await.unwrap().len()), (0, 0));
    // The people sit where they sat, for their new organisation, and an account that is spelled as the old one is who it was.
    for who in ["gemeente-hoorn", "hoorn"] {
        let actor = r.is(who).await;
        assert_eq!((actor.agency.id.as_str(), r.reads(who, dossier).await), ("gemeente-westland", true), "{who}");
        assert_eq!(r.0.vault.tasks(&actor).await.unwrap().len(), 1);
    }
    let now = r.0.vault.directory();
    assert_eq!(now.agency(&id("gemeente-westland")).unwrap().office.holder, None, "its holder is named anew");
    assert_eq!((serves("gemeente-westland").unwrap(), serves("gemeente-hoorn")), (vec![id("westland")], None));
    assert_eq!(
        serves("politie-nh").unwrap().iter().map(MunicipalityId::as_str).collect::<Vec<_>>(),
        ["westland", "texel"]
    );
    let seen = r.0.vault.look::<ReadMatter>(&r.is("hoorn").await, dossier).await.unwrap();
    assert_eq!(seen.dossier().place, Some((id("westland"), id("nhn"))));
    let (_, by, text) = &seen.dossier().notes[0];
    assert_eq!(
        (by.agency.as_str(), by.person.as_str(), text.as_str()),
        ("gemeente-westland", "gemeente-hoorn", "gemeente-hoorn")
    );
    // What happened is told as it happened, and that it went over too.
    let history = seen.history(None).await.unwrap().moments;
    assert_eq!(
        history[0].1.as_ref().unwrap().nl,
        "Overgegaan: HOORN in WESTLAND (sinds 05-02-2026), Organisatie gemeente-hoorn in Organisatie gemeente-westland (sinds 05-02-2026)."
    );
    let noted = &history[1].0;
    assert_eq!((noted.act.as_ref(), noted.agency.as_str()), ("matter.note", "gemeente-hoorn"));
    assert_eq!(now.agency_name(&noted.agency), "Organisatie gemeente-hoorn");
    assert_eq!((r.told(dossier).await, r.told(r.matter_of_nobody()).await), (1, 0));
    // And it goes on from there.
    r.happens("hoorn", dossier, MatterEvent::Noted(note("Daarna."))).await;
    assert_eq!(r.0.vault.pass().await.unwrap(), Passed::default());
    assert_eq!(r.told(dossier).await, 1);
    r.sound().await;
}

impl Region {
    fn matter_of_nobody(&self) -> DossierId {
        DossierId::new(0, [0; 10])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_where_both_sit_is_told_of_and_taken_when_one_of_them_has_left() {
    let r = region().await;
    r.0.vault.take_up_region(merged(r.day(1))).await.unwrap();
    r.0.vault.set_accounts(vec![account("westland", "gemeente-westland", Role::Official)]).await.unwrap();
    let three = &["gemeente-hoorn", "gemeente-westland", "politie-nh"];
    let (one, other) = (r.matter(three).await, r.matter(three).await);
    r.happens("gemeente-hoorn", other, MatterEvent::Noted(note("Van Hoorn."))).await;
    let left = [Left { kind: "matter".into(), reference: "ZAAK-1".into(), why: Why::BothSit }];
    assert_eq!(r.0.vault.would_pass().await.unwrap()[1].left.len(), 2);
    r.days_pass(1);
    let passed = r.0.vault.pass().await.unwrap();
    assert_eq!(passed.left.iter().collect::<Vec<_>>(), left.iter().collect::<Vec<_>>());
    assert_eq!(passed.dossiers["matter"], 2, "the municipality went over there all the same");
    // Westland goes, and what was Hoorn's becomes Westland's; or the seat of Hoorn ends, and nothing is to be done any more.
    r.happens("agent", one, MatterEvent::Undone(id("gemeente-westland"))).await;
    r.happens("agent", other, MatterEvent::Ended(id("gemeente-hoorn"))).await;
    assert_eq!(r.0.vault.to_pass().await.unwrap(), 1);
    let passed = r.0.vault.pass().await.unwrap();
    assert_eq!((passed.dossiers["matter"], passed.left.len()), (1, 0));
    assert!(r.reads("gemeente-hoorn", one).await && r.reads("westland", other).await);
    assert!(!r.reads("gemeente-hoorn", other).await);
    assert_eq!(r.0.vault.to_pass().await.unwrap(), 0);
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_go_over_is_tried_once_until_something_happens_there() {
    let r = region().await;
    r.0.vault.take_up_region(merged(r.day(0))).await.unwrap();
    r.0.vault.set_accounts(vec![account("westland", "gemeente-westland", Role::Official)]).await.unwrap();
    r.0.vault.pass().await.unwrap();
    let dossier = r.matter(&["gemeente-hoorn", "gemeente-westland", "politie-nh"]).await;
    r.0.vault.pass().await.unwrap();
    // What Westland brought stays beside what Hoorn brings, and the two cannot be told apart any more.
    r.happens("agent", dossier, MatterEvent::Ended(id("gemeente-westland"))).await;
    let left = BTreeSet::from([Left { kind: "matter".into(), reference: "ZAAK-1".into(), why: Why::Mingles }]);
    for _ in 0..2 {
        assert_eq!(r.0.vault.to_pass().await.unwrap(), 1, "not tried as it stands now");
        for _ in 0..2 {
            assert_eq!(r.0.vault.pass().await.unwrap().left, left, "and told of each time");
            assert_eq!(r.0.vault.to_pass().await.unwrap(), 0);
        }
        r.happens("agent", dossier, MatterEvent::Noted(note("Er gebeurt iets."))).await;
    }
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_stopped_anywhere_goes_on_and_nothing_goes_over_twice() {
    let r = region().await;
    let mut dossiers = Vec::new();
    for _ in 0..12 {
        dossiers.push(r.matter(BOTH).await);
    }
    r.0.vault.take_up_region(merged(r.day(0))).await.unwrap();
    let mut stopped = 0;
    for wait in 0..200_u64 {
        let run = tokio::time::timeout(Duration::from_millis(wait), r.0.vault.pass()).await;
        if run.is_ok() {
            break;
        }
        stopped += 1;
    }
    assert!(stopped > 0, "it was stopped");
    r.0.vault.pass().await.unwrap();
    for dossier in dossiers {
        assert_eq!(r.told(dossier).await, 1);
        assert!(r.reads("hoorn", dossier).await);
    }
    assert_eq!(r.is("hoorn").await.agency.id.as_str(), "gemeente-westland");
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_destroying_long_histories_cards_and_a_restored_backup_hold_after_it() {
    let r = region().await;
    let (dossier, gone) = (r.matter(BOTH).await, r.matter(BOTH).await);
    for n in 0..70 {
        r.happens("gemeente-hoorn", dossier, MatterEvent::Noted(note(&format!("Regel {n}")))).await;
    }
    r.0.vault.take_up_region(merged(r.day(0))).await.unwrap();
    r.0.vault.pass().await.unwrap();
    let desk = r.0.vault.open_desk::<NoteMatter>(&r.is("hoorn").await, dossier).await.unwrap();
    let third = desk.dossier().notes[0].0;
    desk.commit_erasing(vec![MatterEvent::Withdrawn(third)], vec![third]).await.unwrap();
    r.0.vault.open_desk::<NoteMatter>(&r.is("hoorn").await, gone).await.unwrap().destroy().await.unwrap();
    assert!(r.reads("hoorn", dossier).await && !r.reads("hoorn", gone).await);
    r.0.vault.reindex(|| ()).await.unwrap();
    assert!(r.reads("hoorn", dossier).await);
    r.0.vault.checkpoint(Duration::ZERO).await.unwrap();
    r.sound().await;
    let (vault, now) = (r.0.vault.clone(), r.0.vault.now());
    let carried = move || {
        let (mut rows, mut ring) = (Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let to = place(&folder);
        restore(&to, &master(), &mut rows.as_slice(), &mut ring.as_slice(), now, || ()).unwrap();
        let vault = Vault::open(matters(&to)).unwrap();
        assert_eq!(vault.verify(|| ()).unwrap().wrong, Vec::<String>::new());
        let _kept = folder.keep();
        vault
    };
    let restored = tokio::task::spawn_blocking(carried).await.unwrap();
    let hoorn = restored.actor("hoorn").await.unwrap().unwrap();
    let seen = restored.look::<ReadMatter>(&hoorn, dossier).await.unwrap();
    assert_eq!((seen.dossier().notes.len(), seen.dossier().place.clone().unwrap().0), (69, id("westland")));
    assert!(matches!(restored.directory().municipality_said("Hoorn"), MunicipalitySaid::Became(..)));
}
