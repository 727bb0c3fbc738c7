//! A history, an attempt, and what should come of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    clippy::redundant_closure_for_method_calls,
    clippy::needless_pass_by_value,
    reason = "a test may stop, and reads as a story"
)]

mod devices;
mod directions;
mod house;
mod late;
mod privacy;
mod rules;
mod samples;
mod screen;
mod stories;

use super::*;
use kernel::{AgencyId, Date, Line, Note, PersonId, Refusal, Timestamp};
use std::borrow::Cow;
use vault::{Dossier, Stamp, Tier};

pub(super) fn line(text: &str) -> Line {
    text.parse().unwrap()
}
pub(super) fn note(text: &str) -> Note {
    text.parse().unwrap()
}
pub(super) fn words(text: &str) -> Words {
    Words { nl: note(text), en: None }
}
pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}
pub(super) fn agency(id: &str) -> AgencyId {
    id.parse().unwrap()
}
fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

/// Ten in the morning, and so many minutes.
pub(super) fn at(minutes: i64) -> Timestamp {
    let ten: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
    Timestamp::from_second(ten.as_second() + minutes * 60).unwrap()
}

pub(super) fn step(kind: Kind, minutes: u16, voice: Option<Voice>, items: &[&str]) -> Step {
    let items = items.iter().map(|i| words(i)).collect();
    Step {
        kind,
        title: words("Een stap"),
        prompt: words("Wat ziet u?"),
        asks: None,
        script: Script::new(),
        minutes,
        voice,
        items,
    }
}

pub(super) const ANONYMOUS: Option<Voice> = Some(Voice::Anonymous);
pub(super) const NAMED: Option<Voice> = Some(Voice::Named);

/// Tell, statements, notes, sort, choose, notes with a name, agree, look back.
pub(super) fn programme() -> Vec<Step> {
    vec![
        step(Kind::Introduction, 5, None, &[]),
        step(Kind::Statements, 5, ANONYMOUS, &["Wij wachten te lang.", "Ik weet wie ik bel."]),
        step(Kind::Notes, 10, ANONYMOUS, &[]),
        step(Kind::Sort, 10, None, &[]),
        step(Kind::Choose, 2, ANONYMOUS, &["Links", "Rechts", "Rechtdoor"]),
        step(Kind::Notes, 10, NAMED, &["Goed", "Beter"]),
        step(Kind::Agree, 10, None, &[]),
        step(Kind::LookBack, 5, ANONYMOUS, &[]),
    ]
}

pub(super) fn plan() -> Plan {
    Plan {
        script: Script::new(),
        title: line("Onrust in de Verzonnen Wijk"),
        aim: note("Samen kiezen wat wij anders doen."),
        shape: Shape::PressureCooker,
        template: line("Snelkookpan"),
        house: "nhn".parse().unwrap(),
        with: Vec::new(),
        on: day("2026-03-10"),
        lead: Lead { agency: agency("flexteam"), person: person("flexteam") },
        steps: programme(),
        parts: Vec::new(),
        surprises: Vec::new(),
        about: Vec::new(),
    }
}

/// A session with its history.
#[derive(Clone)]
pub(super) struct Told {
    pub(super) session: Session,
    seq: u64,
    pub(super) now: Timestamp,
}

impl Told {
    pub(super) fn planned(plan: Plan) -> Self {
        let begun = Session::begin(line("S-2026-0001"), "ABC234".parse().unwrap(), plan).unwrap();
        let mut told = Self { session: Session::default(), seq: 0, now: at(-1000) };
        told.happen(begun);
        told
    }

    pub(super) fn running() -> Self {
        let mut told = Self::planned(plan());
        told.now = at(0);
        told.does(|s| s.start());
        told
    }

    fn happen(&mut self, event: Event) {
        self.happen_by("flexteam", event);
    }

    fn happen_by(&mut self, who: &str, event: Event) {
        self.seq += 1;
        let stamp = Stamp {
            seq: self.seq,
            at: self.now,
            who: person(who),
            agency: agency(who),
            called: vault::Called::default(),
            act: Cow::Borrowed("session.lead"),
        };
        // What is stored is what is read back.
        let event: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
        self.session.apply(&event, &stamp);
    }

    pub(super) fn does(&mut self, what: impl FnOnce(&Session) -> Result<Event, Refusal>) {
        let event = what(&self.session).unwrap_or_else(|r| panic!("{}", r.why.en));
        self.happen(event);
    }

    pub(super) fn goes(&mut self, place: usize) {
        self.does(|s| s.go_to(place));
    }

    pub(super) fn fates(&self) -> Vec<Fate> {
        self.session.turns().iter().map(|t| t.fate).collect()
    }
}

pub(super) fn votes(of: [Vote; 2]) -> Answer {
    Answer { by: None, given: Given::Votes(of.to_vec()), late: false }
}

pub(super) fn says(text: &str) -> Answer {
    Answer { by: None, given: Given::Notes(vec![Said { under: None, text: note(text) }]), late: false }
}

/// So many answers on slips with numbers.
pub(super) fn slips(answers: Vec<Answer>) -> Slips {
    answers.into_iter().enumerate().map(|(n, a)| (format!("{n:016x}"), a)).collect()
}

#[test]
fn a_session_goes_from_step_to_step_and_closes_what_it_leaves() {
    let mut told = Told::running();
    assert_eq!(told.session.at(), Some(0));
    told.goes(1);
    assert_eq!(&told.fates()[..2], [Fate::Closed, Fate::Open]);
    told.does(|s| s.close_answers());
    assert_eq!(told.fates()[1], Fate::Closed);
    // Once closed they stay closed: what was read cannot be answered any more.
    told.goes(2);
    told.goes(1);
    assert_eq!(told.fates()[1], Fate::Closed);
    assert!(told.session.may_answer(1, &votes([Vote::Agree; 2]), told.now).is_err());
}

#[test]
fn a_step_that_is_passed_over_is_written_down_and_may_still_run() {
    let mut told = Told::running();
    told.goes(3);
    assert_eq!(&told.fates()[..4], [Fate::Closed, Fate::Skipped, Fate::Skipped, Fate::Open]);
    told.goes(1);
    assert_eq!(told.fates()[1], Fate::Open);
    assert_eq!(told.fates()[2], Fate::Skipped);
}

#[test]
fn a_step_that_ran_is_not_rewritten_and_one_to_come_is() {
    let mut told = Told::running();
    let other = step(Kind::Notes, 7, ANONYMOUS, &[]);
    assert!(told.session.write_step(0, other.clone()).is_err());
    told.does(|s| s.write_step(1, other.clone()));
    assert_eq!(told.session.steps()[1].minutes, 7);
    told.goes(1);
    // Anonymous stays anonymous once people have been told so.
    assert!(told.session.write_step(1, step(Kind::Notes, 7, NAMED, &[])).is_err());
    assert!(told.session.move_step(2, true).is_err());
    assert!(told.session.add_step(1, other.clone()).is_err());
    told.does(|s| s.add_step(2, other));
    assert_eq!((told.session.steps().len(), told.session.turns().len()), (9, 9));
    told.does(|s| s.move_step(2, false));
    told.does(|s| s.drop_step(3));
    assert_eq!(told.session.steps(), {
        let mut same = programme();
        same[1] = step(Kind::Notes, 7, ANONYMOUS, &[]);
        same
    });
}

#[test]
fn nothing_moves_from_under_answers_that_were_given() {
    let mut told = Told::running();
    told.goes(4);
    // Step 2 was passed over, but behind it step 5 runs: its answers lie in a box with its number.
    assert!(told.session.drop_step(1).is_err());
    assert!(told.session.add_step(1, step(Kind::Pair, 5, None, &[])).is_err());
    assert!(told.session.move_step(1, false).is_err());
    told.does(|s| s.write_step(1, step(Kind::Pair, 5, None, &[])));
}

#[test]
fn every_step_takes_nothing_when_its_time_is_up_and_a_choice_shows_then_what_others_wait_with() {
    let mut told = Told::running();
    told.goes(4);
    let pick = Answer { by: None, given: Given::Pick(1), late: false };
    assert!(told.session.may_answer(4, &pick, at(1)).is_ok());
    assert!(!told.session.is_closed(4, at(1)));
    assert!(told.session.may_answer(4, &pick, at(2)).is_err());
    assert!(told.session.is_closed(4, at(2)));
    // The counts may have been seen: more time would show what the late ones chose.
    assert!(told.session.extend(1, at(2)).is_err());
    told.goes(5);
    told.now = at(20);
    told.does(|s| s.extend(5, at(20)));
    // Five minutes more count from now, not from when the time was up.
    assert_eq!(told.session.turns()[5].until, Some(at(25)));
    told.goes(7);
    let ends = told.session.turns()[7].until.unwrap();
    assert!(told.session.may_answer(7, &says("Wij belden."), at(22)).is_ok());
    assert!(told.session.is_up(7, ends) && told.session.may_answer(7, &says("Wij belden."), ends).is_err());
    // Nobody has read anything: who leads may still give more time, and then phones send again.
    assert!(!told.session.is_closed(7, ends));
    told.now = at(300);
    told.does(|s| s.extend(2, at(300)));
    assert!(told.session.may_answer(7, &says("Wij belden."), at(301)).is_ok());
}

#[test]
fn a_clock_that_is_stopped_keeps_what_was_left_and_takes_answers() {
    let mut told = Told::running();
    told.goes(4);
    let pick = Answer { by: None, given: Given::Pick(1), late: false };
    told.now = at(1);
    told.does(|s| s.pause(at(1)));
    assert!(told.session.pause(at(1)).is_err(), "it is stopped once");
    // An hour later the minute that was left is still left, and nothing was shown meanwhile.
    assert_eq!(told.session.turns()[4].left(at(61)), Some(60));
    assert!(!told.session.is_closed(4, at(61)) && told.session.may_answer(4, &pick, at(61)).is_ok());
    told.does(|s| s.extend(2, at(61)));
    told.now = at(61);
    told.does(|s| s.resume());
    assert!(told.session.resume().is_err());
    assert_eq!(told.session.turns()[4].until, Some(at(64)));
    assert!(told.session.is_closed(4, at(64)));
    // Who forgets it has it sealed a day later all the same.
    told.goes(7);
    told.now = at(62);
    told.does(|s| s.pause(at(62)));
    assert_eq!(told.session.over(at(62 + 24 * 60)), vec![box_of(7)]);
}

/// Nobody goes on: a choice is over with its time, and any other step a day after it, so that what was said without a name is sealed.
#[test]
fn a_step_that_nobody_ends_is_over_by_itself_and_takes_nothing_more() {
    let day = 24 * 60;
    let mut told = Told::running();
    told.goes(4);
    assert_eq!((told.session.over(at(1)), told.session.over(at(2))), (vec![], vec![box_of(4)]));
    told.goes(7);
    let (before, after) = (at(5 + day - 1), at(5 + day));
    assert_eq!((told.session.over(before), told.session.over(after)), (vec![], vec![box_of(7)]));
    assert!(told.session.may_answer(7, &says("Wij belden."), at(4)).is_ok());
    assert!(told.session.may_answer(7, &says("Wij belden."), before).is_err());
    assert!(told.session.is_closed(7, after) && told.session.extend(5, after).is_err());
    // More time, while there is some, is more time for the box too.
    told.now = before;
    told.does(|s| s.extend(60, before));
    assert_eq!(told.session.over(after), Vec::<String>::new());
    told.does(|s| s.close_answers());
    assert_eq!(told.session.over(at(10 * day)), Vec::<String>::new(), "closed by whoever leads");
}

#[test]
fn an_answer_fits_its_step_or_is_told_why_not() {
    let mut told = Told::running();
    told.goes(1);
    let no = |told: &Told, answer: Answer| {
        told.session.may_answer(told.session.at().unwrap(), &answer, told.now).unwrap_err()
    };
    no(&told, says("Een briefje bij stellingen."));
    no(&told, Answer { by: None, given: Given::Votes(vec![Vote::Agree]), late: false });
    no(&told, Answer { by: Some(line("Noor")), ..votes([Vote::Agree; 2]) });
    assert!(told.session.may_answer(1, &votes([Vote::Pass; 2]), told.now).is_ok());
    assert!(told.session.may_answer(2, &says("Te vroeg."), told.now).is_err());
    told.goes(2);
    no(&told, Answer { by: None, given: Given::Notes(vec![]), late: false });
    no(&told, says(&"x".repeat(281)));
    told.goes(5);
    let under = |n| Answer {
        by: Some(line("Noor")),
        given: Given::Notes(vec![Said { under: Some(n), text: note("Bellen") }]),
        late: false,
    };
    assert_eq!(no(&told, Answer { by: None, ..under(0) }).field.as_deref(), Some("name"));
    no(&told, under(2));
    assert!(told.session.may_answer(5, &under(1), told.now).is_ok());
}

#[test]
fn notes_are_put_together_in_the_sorting_step_only() {
    let mut told = Told::running();
    let box_of = slips((0..6).map(|n| says(&format!("Briefje {n}"))).collect());
    let marks = vec![Mark::of("0000000000000000", 0), Mark::of("0000000000000001", 0)];
    assert!(told.session.cluster(line("Tijd"), marks.clone(), &box_of, told.now).is_err());
    told.goes(2);
    told.goes(3);
    told.does(|s| s.cluster(line("Tijd"), marks.clone(), &box_of, at(0)));
    told.does(|s| s.cluster(line("Geld"), marks[1..].to_vec(), &box_of, at(0)));
    let piles = &told.session.turns()[2].clusters;
    assert_eq!(piles.iter().map(|c| (c.name.as_str(), c.marks.len())).collect::<Vec<_>>(), [("Tijd", 1), ("Geld", 1)]);
    let unknown = vec![Mark::of("ffffffffffffffff", 0)];
    assert!(told.session.cluster(line("Tijd"), unknown, &box_of, told.now).is_err());
}

#[test]
fn the_lead_goes_to_who_was_asked_and_says_yes() {
    let mut told = Told::running();
    assert!(told.session.take_over_by(&agency("zvh-nhn"), person("procesregisseur-nhn")).is_err());
    told.does(|s| s.offer(agency("zvh-nhn")));
    assert!(told.session.take_over_by(&agency("onderzoek"), person("evaluator")).is_err());
    let taken = told.session.take_over_by(&agency("zvh-nhn"), person("zvh-nhn")).unwrap();
    told.happen_by("zvh-nhn", taken);
    assert_eq!(told.session.plan().unwrap().lead.agency, agency("zvh-nhn"));
    // Who led keeps a hand on it.
    assert!(told.session.leaders().any(|a| *a == agency("flexteam")));
    assert_eq!(told.session.at(), Some(0));
    assert!(told.session.take_over_by(&agency("zvh-nhn"), person("zvh-nhn")).is_err());
}

#[test]
fn agreements_are_written_during_the_session_or_later_that_day() {
    let agreement =
        |by: &str| Agreement { what: note("De wijkagent belt."), who: line("Politie"), by: day(by), under: None };
    let planned = Told::planned(plan());
    assert!(planned.session.agree(agreement("2026-04-01"), day("2026-03-10")).is_err());
    let mut told = Told::running();
    assert_eq!(
        told.session.agree(agreement("2026-03-09"), day("2026-03-10")).unwrap_err().field.as_deref(),
        Some("by")
    );
    told.does(|s| s.agree(agreement("2026-04-01"), day("2026-03-10")));
    told.does(|s| s.end(&[]));
    told.does(|s| s.agree(agreement("2026-04-02"), day("2026-03-10")));
    assert!(told.session.agree(agreement("2026-04-02"), day("2026-03-11")).is_err());
    told.does(|s| s.drop_agreement(0, day("2026-03-10")));
    assert_eq!(told.session.agreements(), [agreement("2026-04-02")]);
}

#[test]
fn what_is_over_stays_over() {
    let mut told = Told::running();
    told.does(|s| s.end(&[]));
    let s = &told.session;
    assert!(s.start().is_err() && s.go_to(1).is_err() && s.extend(5, told.now).is_err() && s.close_answers().is_err());
    assert!(s.write_step(3, step(Kind::Pair, 5, None, &[])).is_err() && s.end(&[]).is_err());
    assert!(s.may_answer(0, &says("Laat"), told.now).is_err() && s.call_off(note("Ziek")).is_err());
    told.does(|s| s.empty());
    assert!(told.session.empty().is_err());
    assert!(told.session.card().claims.is_empty());
}

#[test]
fn a_session_that_is_called_off_lets_nobody_in() {
    let mut told = Told::planned(plan());
    assert_eq!(told.session.card().claims, ["code:ABC234"]);
    told.does(|s| s.call_off(note("De zaal is niet vrij.")));
    assert!(told.session.card().claims.is_empty() && told.session.start().is_err());
}

#[test]
fn the_card_seats_who_leads_and_who_is_invited() {
    let mut told = Told::planned(plan());
    told.does(|s| s.invite(agency("gemeente-hoorn")));
    assert!(told.session.invite(agency("gemeente-hoorn")).is_err());
    told.does(|s| s.lead_along(agency("onderzoek")));
    told.does(|s| s.offer(agency("zvh-nhn")));
    let seats: Vec<_> = told.session.card().seats.iter().map(|s| (s.agency.to_string(), s.tier)).collect();
    assert_eq!(
        seats,
        [
            ("flexteam".into(), Tier::Facilitator),
            ("gemeente-hoorn".into(), Tier::Invited),
            ("onderzoek".into(), Tier::Facilitator),
            ("zvh-nhn".into(), Tier::Invited)
        ]
    );
    let asked: Vec<_> = told.session.card().tasks.iter().map(|t| (t.agency.to_string(), t.act)).collect();
    assert_eq!(asked, [("flexteam".into(), "session.start"), ("zvh-nhn".into(), "session.take-over")]);
}

#[test]
fn a_plan_that_does_not_hang_together_is_not_planned() {
    let with = |steps| Session::begin(line("S-1"), "ABC234".parse().unwrap(), Plan { steps, ..plan() });
    assert!(with(vec![]).is_err());
    assert!(with(vec![step(Kind::Choose, 5, ANONYMOUS, &["Eén"])]).is_err());
    assert!(with(vec![step(Kind::Statements, 5, None, &["Eén"])]).is_err());
    assert!(with(vec![step(Kind::Introduction, 5, ANONYMOUS, &[])]).is_err());
    assert!(with(vec![step(Kind::Introduction, 0, None, &[])]).is_err());
    assert!(with(vec![step(Kind::Cards, 5, NAMED, &[])]).is_err(), "no parts to give out");
    assert!(with(programme()).is_ok());
}
