//! A history, an attempt, and what should come of it.

use super::*;
use crate::table::Decision;
use kernel::{AgencyId, Date, DossierId, Note, Observed, PersonId, Refusal};
use std::borrow::Cow;
use vault::{Act, Dossier, Stamp, Tier};

mod counting;
mod judging;
mod restating;
mod samples;
mod sealed;
mod settling;
mod urgent;

const POLICE: &str = "politie-nh";
const OM: &str = "om-nh";
const HOORN: &str = "gemeente-hoorn";
const HOUSE: &str = "zvh-nhn";

fn agency(word: &str) -> AgencyId {
    word.parse().unwrap()
}
fn person(word: &str) -> PersonId {
    word.parse().unwrap()
}
fn note(text: &str) -> Note {
    text.parse().unwrap()
}
fn day(text: &str) -> Date {
    text.parse().unwrap()
}
fn today() -> Date {
    day("2026-02-03")
}

fn filing() -> Filing {
    Filing {
        signal: DossierId::new(1, [1; 10]),
        reference: "NHN-2026-0012".parse().unwrap(),
        municipality: "hoorn".parse().unwrap(),
        house: "nhn".parse().unwrap(),
        subject: Subject {
            organisation: false,
            name: "Bram van Teststra".parse().unwrap(),
            born: Some(day("2004-05-06").into()),
            unnamed: false,
            bsn: Some("999993276".parse().unwrap()),
        },
        facts: vec![Observed {
            text: note("Plakte stickers met een oproep bij het station."),
            on: Some(day("2026-01-30")),
            observer: Some("jongerenwerker".parse().unwrap()),
            first_hand: true,
            expression: None,
        }],
        reading: Some(note("De melder maakt zich zorgen.")),
        filer: Filer { agency: agency("cter-nh"), contact: "Noor Voorbeeld, 0229-000000".parse().unwrap() },
        addressee: Addressee::Mayor,
        trio: [agency(HOORN), agency(POLICE), agency(OM)],
        director: agency(HOUSE),
        opened: today(),
        acute: false,
        terms: None,
    }
}

/// A table that plays one event after another.
/// What the aanmelding says after something was put right: another name, and the fact is withdrawn.
fn restated() -> Restated {
    let mut table = Weighing::default();
    let begun = Weighing::begin(filing(), day("2026-02-24")).unwrap();
    let stamp = Stamp {
        seq: 1,
        at: "2026-02-03T10:00:00Z".parse().unwrap(),
        who: person("expert-nh"),
        agency: agency("cter-nh"),
        called: vault::Called::default(),
        act: Cow::Borrowed("test"),
    };
    table.apply(&begun, &stamp);
    let was = table.restated().unwrap();
    let subject = Subject { name: "Bram Anders".parse().unwrap(), ..was.subject.clone() };
    Restated { subject, withdrawn: vec![0], ..was }
}

struct Table {
    weighing: Weighing,
    seq: u64,
    now: &'static str,
}

/// Ten o'clock on the day on which it is filed.
const BEGIN: &str = "2026-02-03T10:00:00Z";

impl Table {
    fn opened() -> Self {
        let mut table = Self { weighing: Weighing::default(), seq: 0, now: BEGIN };
        let begun = Weighing::begin(filing(), day("2026-02-24")).unwrap();
        table.happens("expert-nh", "cter-nh", &begun);
        table
    }

    /// It is later.
    fn at(&mut self, now: &'static str) {
        self.now = now;
    }

    fn happens(&mut self, who: &str, agency_word: &str, event: &Event) {
        self.seq += 1;
        let stamp = Stamp {
            seq: self.seq,
            at: self.now.parse().unwrap(),
            who: person(who),
            agency: agency(agency_word),
            called: vault::Called::default(),
            act: Cow::Borrowed("test"),
        };
        // Through the words it is stored in, so that every test is also a test of those.
        let stored = serde_json::to_string(event).unwrap();
        let read: Event = serde_json::from_str(&stored).unwrap();
        assert_eq!(&read, event);
        self.weighing.apply(&read, &stamp);
    }

    fn hands_in(&mut self, who: &str) -> &mut Self {
        let event = self.weighing.hand_in(&agency(who), &person(&format!("p-{who}")), view()).unwrap();
        self.happens(&format!("p-{who}"), who, &event);
        self
    }

    fn side_by_side() -> Self {
        let mut table = Self::opened();
        table.hands_in(HOORN).hands_in(POLICE).hands_in(OM);
        table
    }

    fn drafts(&mut self, judgement: Judgement) -> &mut Self {
        let event = self.weighing.draft(&agency(HOUSE), judgement, today()).unwrap();
        self.happens("procesregisseur-nhn", HOUSE, &event);
        self
    }

    fn turns(&mut self, who: &str) -> &mut Self {
        let number = self.weighing.text().unwrap().number;
        let event = self.weighing.turn_key(&agency(who), &person(&format!("p-{who}")), number).unwrap();
        self.happens(&format!("p-{who}"), who, &event);
        self
    }

    fn disagrees(&mut self, who: &str) -> &mut Self {
        let number = self.weighing.text().unwrap().number;
        let reason = note("Wij zien te weinig feiten.");
        let event = self.weighing.disagree(&agency(who), &person(&format!("p-{who}")), number, reason).unwrap();
        self.happens(&format!("p-{who}"), who, &event);
        self
    }

    fn decided(outcome: Outcome) -> Self {
        let mut table = Self::side_by_side();
        table.drafts(judgement(outcome)).turns(HOORN).turns(POLICE).turns(OM);
        table
    }

    fn tasks(&self, act: &str) -> Vec<String> {
        self.weighing.card().tasks.into_iter().filter(|t| t.act == act).map(|t| t.agency.to_string()).collect()
    }

    fn sits(&self, who: &str, tier: Tier) -> bool {
        self.weighing.card().seats.iter().any(|s| s.agency == agency(who) && s.tier == tier)
    }
}

fn criteria() -> Criteria {
    Criteria {
        violence: Finding::NotKnown,
        adherence: Finding::Known(note("Deelt oproepen, zegt zelf te twijfelen.")),
        relations: Finding::Known(note("Nieuwe vrienden, ziet oude vrienden niet meer.")),
        identification: Finding::NotKnown,
        resilience: Finding::Known(note("Heeft werk en een broer die op hem let.")),
    }
}

fn view() -> View {
    View {
        criteria: criteria(),
        extra: None,
        overall: "Zorgelijk, maar er is ook steun.".parse().unwrap(),
        missing: Some(note("Wie de stickers maakte.")),
        alternatives: vec![note("Hij wil erbij horen.")],
        reading: note("Wij denken dat samen kijken nodig is."),
    }
}

fn judgement(outcome: Outcome) -> Judgement {
    Judgement {
        facts: "Stickers op 30 januari, gezien door een jongerenwerker.".parse().unwrap(),
        criteria: criteria(),
        extra: None,
        proportionality: note("Er wordt niet meer gedeeld dan nodig."),
        subsidiarity: note("Een gesprek alleen is geprobeerd."),
        missing: None,
        alternatives: vec![note("Hij wil erbij horen.")],
        decision: Decision {
            question: note("Past deze aanmelding bij het doel van de wet?"),
            options: vec![note("Zorg zonder overleg.")],
            considerations: "De signalen hangen samen.".parse().unwrap(),
            dissent: None,
            outcome,
            ground: note("Wgpga art. 5 lid 3"),
            expectation: note("Gemeente belt de jongerenwerker."),
            by: Vec::new(),
            review: Some(day("2026-03-03")),
        },
    }
}

fn why(refused: Result<Event, Refusal>) -> String {
    match refused {
        Ok(event) => panic!("was not refused: {event:?}"),
        Err(refusal) => refusal.why.en.into_owned(),
    }
}

mod rules;
