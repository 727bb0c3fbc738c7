//! The stage on which the invented dossiers happen: who acts, on which day. Stories run side by side and wait for each other's days,
//! so that the book tells them in the order in which they happened.

use crate::today::Today;
use jiff::ToSpan;
use kernel::{Date, DossierId, Refusal, Timestamp, local_day, reference::Row};
use std::{
    collections::BTreeMap,
    str::FromStr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};
use tokio::sync::oneshot;
use vault::{Act, Actor, Clock, Desk, Directory, Dossier, Vault};

/// What became of a step of a story; the sentence names the step.
pub(super) type Told<T = ()> = Result<T, String>;

/// The event of an act.
type EventOf<A> = <<A as Act>::On as Dossier>::Event;

const DAY: i64 = 86_400;
/// A working day begins at 8:40 in universal time.
const MORNING: i64 = 31_200;
/// So many seconds go by between two things that are done.
const A_WHILE: i64 = 41;

/// Text of a story, checked as if it was typed.
pub(super) fn t<T: FromStr<Err = Refusal>>(text: &str) -> Result<T, Refusal> {
    text.parse()
}

/// The clock of today, except while the stories are told: then it stands on the day of the story and goes on at every look.
#[derive(Debug, Default)]
pub(crate) struct DemoClock {
    story: AtomicI64,
    today: Today,
    /// So many seconds later than it is, to see what time does.
    later: AtomicI64,
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        if self.story.load(Ordering::SeqCst) == 0 {
            return self.of_today();
        }
        let at = self.story.fetch_add(A_WHILE, Ordering::SeqCst);
        Timestamp::from_second(at).unwrap_or_else(|_| self.today.now())
    }
}

impl DemoClock {
    /// On this day, with no story being told.
    pub(super) fn on(today: Today) -> Self {
        Self { today, ..Self::default() }
    }

    /// Goes to a day of a story; 0 is back to today.
    pub(super) fn go(&self, day: i64) {
        let now = self.today.now();
        // Late in the evening it is tomorrow already in the Netherlands.
        let ahead = i64::from(local_day(now) != now.to_zoned(jiff::tz::TimeZone::UTC).date());
        let midnight = (now.as_second().div_euclid(DAY) + ahead) * DAY;
        let at = if day < 0 { midnight + day * DAY + MORNING } else { 0 };
        self.story.store(at, Ordering::SeqCst);
    }

    fn of_today(&self) -> Timestamp {
        let second = self.today.now().as_second() + self.later.load(Ordering::SeqCst);
        Timestamp::from_second(second).unwrap_or_else(|_| self.today.now())
    }

    /// So many seconds pass.
    pub(super) fn pass(&self, seconds: i64) {
        self.later.fetch_add(seconds, Ordering::SeqCst);
    }
}

#[derive(Default)]
struct Waiting {
    busy: usize,
    asleep: Vec<(i64, oneshot::Sender<()>)>,
}

/// Everything that a story needs.
pub(super) struct Scene {
    pub(super) vault: Vault,
    pub(super) directory: Arc<Directory>,
    people: BTreeMap<String, Actor>,
    clock: Arc<DemoClock>,
    today: Date,
    waiting: Mutex<Waiting>,
}

impl Scene {
    /// A scene for so many stories.
    pub(super) async fn set(vault: &Vault, clock: Arc<DemoClock>, stories: usize) -> Told<Self> {
        let people = vault.people().await.map_err(|e| e.to_string())?;
        let today = local_day(clock.today.now());
        Ok(Self {
            vault: vault.clone(),
            directory: vault.directory(),
            people: people.into_iter().map(|actor| (actor.person.to_string(), actor)).collect(),
            clock,
            today,
            waiting: Mutex::new(Waiting { busy: stories, asleep: Vec::new() }),
        })
    }

    /// So many days from today.
    pub(super) fn day(&self, days: i64) -> Date {
        self.today.checked_add(days.days()).unwrap_or(self.today)
    }

    /// The person with this account.
    pub(super) fn who(&self, account: &str) -> Told<&Actor> {
        self.people.get(account).ok_or_else(|| format!("no account {account}"))
    }

    /// Puts the clock on this day, when no story is being told.
    pub(super) fn stands_on(&self, day: i64) {
        self.clock.go(day);
    }

    /// Waits until the story has come to this day, counted from today.
    pub(super) async fn on(&self, day: i64) {
        let (wake, woken) = oneshot::channel();
        self.rest(Some((day, wake)));
        // Nobody drops the bell before it rings; if so, the story just goes on.
        drop(woken.await);
    }

    /// This story has been told.
    pub(super) fn over(&self) {
        self.rest(None);
    }

    fn rest(&self, until: Option<(i64, oneshot::Sender<()>)>) {
        let Ok(mut waiting) = self.waiting.lock() else { return };
        waiting.asleep.extend(until);
        waiting.busy = waiting.busy.saturating_sub(1);
        if waiting.busy > 0 {
            return;
        }
        let Some(next) = waiting.asleep.iter().map(|(day, _)| *day).min() else { return };
        self.clock.go(next);
        let (now, later) = std::mem::take(&mut waiting.asleep).into_iter().partition(|(day, _)| *day == next);
        waiting.asleep = later;
        let now: Vec<(i64, oneshot::Sender<()>)> = now;
        waiting.busy = now.len();
        for (_, bell) in now {
            // A story that is gone needs no waking.
            let _gone = bell.send(());
        }
    }

    /// Opens a dossier as this person, and does one thing there.
    pub(super) async fn act<A: Act>(
        &self,
        who: &str,
        id: DossierId,
        what: impl FnOnce(&Desk<A>) -> Result<EventOf<A>, Refusal>,
    ) -> Told {
        let desk = self.desk::<A>(who, id).await?;
        let event = what(&desk).map_err(|r| step::<A>(who, &r.why.en))?;
        desk.commit(vec![event]).await.map_err(|e| step::<A>(who, &e.to_string()))
    }

    /// Opens a dossier for one change.
    pub(super) async fn desk<A: Act>(&self, who: &str, id: DossierId) -> Told<Desk<A>> {
        let desk = self.vault.open_desk::<A>(self.who(who)?, id).await;
        desk.map_err(|e| step::<A>(who, &e.to_string()))
    }

    /// A desk for a dossier that is to begin.
    pub(super) async fn begin<A: Act>(&self, who: &str) -> Told<Desk<A>> {
        let desk = self.vault.begin::<A>(self.who(who)?).await;
        desk.map_err(|e| step::<A>(who, &e.to_string()))
    }

    /// The next reference of a row.
    pub(super) async fn reference(&self, row: Row) -> Told<String> {
        let year = local_day(self.vault.now()).year();
        let number = self.vault.next_number(&row.counter(year)).await.map_err(|e| format!("{}: {e}", row.word()))?;
        row.reference(year, number).map(|line| line.to_string()).map_err(|r| r.why.en.into_owned())
    }
}

/// Names the step that went wrong.
pub(super) fn step<A: Act>(who: &str, why: &str) -> String {
    format!("the demonstration, {} by {who}: {why}", A::INFO.name)
}
