//! The dataset of docs/performance.md, made through the real write path: every case by the same transitions, sealed, chained and in the
//! book, many in one transaction.

use crate::terminal::{block_on, progress, say};
use crate::{opening, region, settings::Settings};
use casework::case::{Agreement, Case, CaseKind, OpenCase, Opening, Regime, Subject, SubjectKind, Trio};
use kernel::{Date, Line, Note, PersonId, Refusal, Timestamp};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use vault::{Actor, AgencyKind, Clock, Vault};

/// A clock that stands where the dataset wants it.
struct SeedClock(AtomicI64);

impl Clock for SeedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// 2023-01-01 12:00 UTC.
const FIRST_DAY: i64 = 1_672_574_400;
/// Cases in one transaction.
const BATCH: u64 = 200;
const KINDS: [(CaseKind, Regime); 5] = [
    (CaseKind::Cter, Regime::Wgpga),
    (CaseKind::Complex, Regime::WgsZvh),
    (CaseKind::PgaYouth, Regime::WgsZvh),
    (CaseKind::LifeCourse, Regime::WgsZvh),
    (CaseKind::Aftercare, Regime::WgsZvh),
];

/// Text of exactly so many characters, another for every case.
fn text(of: u64, length: usize) -> String {
    let words = ["tafel", "besluit", "afspraak", "doel", "partner", "gemeente", "overleg", "plan"];
    let mut all = format!("Verzonnen {of}:");
    let mut n = usize::try_from(of % 8).unwrap_or(0);
    while all.len() <= length {
        all.push(' ');
        all.push_str(words[n % 8]);
        n += 3;
    }
    all.truncate(length - 1);
    all.trim_end().to_owned() + "."
}

fn word<T: std::str::FromStr<Err = Refusal>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|r: Refusal| r.why.en.into_owned())
}

/// Who opens the case in the dataset: the process director of the house.
async fn directors(vault: &Vault) -> Result<Vec<Actor>, String> {
    let all = vault.people().await.map_err(|e| e.to_string())?;
    Ok(all.into_iter().filter(|a| a.role == vault::Role::ProcessDirector).collect())
}

fn opening_of(vault: &Vault, i: u64, directors: &[Actor]) -> Result<(Opening, Actor), String> {
    let directory = vault.directory();
    let count = directory.municipalities.len() as u64;
    let at = usize::try_from(i % count).map_err(|e| e.to_string())?;
    let municipality = directory.municipalities.get(at).ok_or("no municipalities")?;
    let trio = directory.trio(&municipality.id).ok_or("no trio")?;
    let director = directors.iter().find(|d| d.agency.house == municipality.house).ok_or("no director")?;
    let (kind, regime) = KINDS[usize::try_from(i % 5).unwrap_or(0)];
    let [stay, police, prosecution] = trio;
    let opening = Opening {
        reference: word(&format!("ZVH-{i:07}"))?,
        title: word(&text(i, 80))?,
        summary: word(&text(i + 1, 600))?,
        regime,
        purpose: word("Verzonnen doel van een verzonnen casus.")?,
        municipality: municipality.id.clone(),
        house: municipality.house.clone(),
        subject: Subject {
            kind: SubjectKind::Natural,
            name: word::<Line>(&format!("Verzonnen Persoon {i}"))?,
            born: None,
            bsn: None,
        },
        kind,
        trio: Trio { stay, police, prosecution },
        director: director.agency.id.clone(),
        director_person: Some(director.person.clone()),
        case_director: None::<PersonId>,
        support: None,
        from: None,
        weighing: None,
        asked: Vec::new(),
        triage: None,
        terms: None,
    };
    Ok((opening, director.clone()))
}

/// Fills an empty house; with `more` a house in which people work already, so that every kind of page can be measured among many cases.
///
/// # Errors
/// A sentence when the house is not empty and no more was asked, or what the store says.
pub(crate) fn seed(settings: &Settings, cases: u64, more: bool) -> Result<(), String> {
    if opening::master(settings).is_err() {
        opening::new_master(settings)?;
    }
    let clock = Arc::new(SeedClock(AtomicI64::new(FIRST_DAY)));
    let vault = opening::open(settings, Some(clock.clone()))?;
    let bar = progress("seeding", Some(cases));
    block_on(async {
        if vault.people().await.map_err(|e| e.to_string())?.is_empty() {
            region::fill(&vault).await.map_err(|e| e.to_string())?;
        } else if !more {
            return Err("the house is not empty; `--more` adds cases to it".to_owned());
        }
        let directors = directors(&vault).await?;
        debug_assert!(directors.iter().all(|d| d.agency.kind == AgencyKind::SafetyHouse));
        let mut begin = 0;
        while begin < cases {
            let end = (begin + BATCH).min(cases);
            let mut drafts = Vec::new();
            for i in begin..end {
                clock.0.store(FIRST_DAY + i64::try_from(i % 1095).unwrap_or(0) * 86_400, Ordering::Relaxed);
                let (opening, actor) = opening_of(&vault, i, &directors)?;
                let desk = vault.begin::<OpenCase>(&actor).await.map_err(|e| e.to_string())?;
                let events = history(opening, i, desk.today(), &actor).map_err(|r| r.why.en.into_owned())?;
                drafts.push(desk.draft(events));
            }
            vault.keep(drafts).await.map_err(|e| e.to_string())?;
            bar.inc(end - begin);
            begin = end;
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    say(&format!("{cases} cases"));
    Ok(())
}

/// Opened, two changes of state, one note.
fn history(
    opening: Opening,
    i: u64,
    today: Date,
    actor: &Actor,
) -> Result<Vec<<Case as vault::Dossier>::Event>, Refusal> {
    use vault::{Dossier as _, Stamp};
    let mut case = Case::default();
    let mut events = Vec::new();
    let mut take = |case: &mut Case, event: <Case as vault::Dossier>::Event| {
        let stamp = Stamp {
            seq: events.len() as u64 + 1,
            at: Timestamp::UNIX_EPOCH,
            who: actor.person.clone(),
            agency: actor.agency.id.clone(),
            called: vault::Called::default(),
            act: "case.open".into(),
        };
        case.apply(&event, &stamp);
        events.push(event);
    };
    take(&mut case, Case::open(opening)?);
    let event = case.call_director(today, text(i, 120).parse()?)?;
    take(&mut case, event);
    if let Some(trio) = case.trio() {
        let agency = trio.police.clone();
        let what = text(i + 1, 300).parse()?;
        let due = today.saturating_add(jiff::ToSpan::days(60));
        let made = Agreement { no: 3, ..Agreement::asked(agency, what, due, today) };
        let event = case.make_agreement(None, &actor.agency.id, made)?;
        take(&mut case, event);
    }
    let note: Note = text(i + 2, 400).parse()?;
    let event = case.remark(None, &actor.agency.id, today, note)?;
    take(&mut case, event);
    Ok(events)
}
