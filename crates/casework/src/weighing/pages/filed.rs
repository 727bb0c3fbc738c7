//! The aanmelding as it is shown: facts apart from how somebody reads them (WEG-13).

use crate::table::AuthorSays;
use crate::weighing::{Answer, Consultation, Filing, Supply, Weighing};
use kernel::{Born, Note, Observed, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::Ask;

/// The aanmelding as it is shown on several pages.
#[derive(Serialize, JsonSchema, Default)]
pub(super) struct Filed {
    pub(super) name: String,
    pub(super) born: Option<Born>,
    pub(super) unnamed: bool,
    pub(super) organisation: bool,
    pub(super) acute: bool,
    pub(super) municipality: String,
    pub(super) filer: String,
    /// Who filed it; nobody yet on the page on which one files.
    pub(super) filed_by: Option<AuthorSays>,
    pub(super) contact: String,
    pub(super) addressee: String,
    pub(super) opened: Option<ShownDay>,
    pub(super) facts: Vec<FactLine>,
    pub(super) reading: Option<String>,
    pub(super) supplies: Vec<SupplyLine>,
    pub(super) answers: Vec<AnswerLine>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FactLine {
    pub(super) text: String,
    pub(super) on: Option<ShownDay>,
    pub(super) observer: Option<String>,
    pub(super) first_hand: bool,
    /// Whether it is only an expression that the law protects, as its owner sees it.
    pub(super) expression: Option<String>,
    /// Whether it counts no more.
    pub(super) withdrawn: bool,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct SupplyLine {
    pub(super) category: String,
    pub(super) by: AuthorSays,
    pub(super) on: ShownDay,
    pub(super) text: String,
    pub(super) necessity: String,
}

impl SupplyLine {
    pub(super) fn of(ask: &Ask, supply: &Supply) -> Self {
        Self {
            category: supply.category.says().to(ask.lang).to_owned(),
            by: AuthorSays::of(ask, &supply.by),
            on: day_month_year(supply.on),
            text: supply.text.to_string(),
            necessity: supply.necessity.to_string(),
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct AnswerLine {
    pub(super) agency: String,
    pub(super) question: String,
    pub(super) asked_by: AuthorSays,
    pub(super) answer: String,
    pub(super) answered_by: Option<AuthorSays>,
    pub(super) text: Option<String>,
}

impl Filed {
    /// The filing alone.
    pub(super) fn new(ask: &Ask, filing: &Filing) -> Self {
        let fact = |f: &Observed| FactLine {
            text: f.text.to_string(),
            on: f.on.map(day_month_year),
            observer: f.observer.as_ref().map(ToString::to_string),
            first_hand: f.first_hand,
            expression: f.expression.map(|e| e.says().to(ask.lang).to_owned()),
            withdrawn: false,
        };
        Self {
            name: filing.subject.name.to_string(),
            born: filing.subject.born,
            unnamed: filing.subject.unnamed,
            organisation: filing.subject.organisation,
            acute: filing.acute,
            municipality: ask.directory.municipality_name(&filing.municipality),
            filer: ask.directory.agency_name(&filing.filer.agency),
            filed_by: None,
            contact: filing.filer.contact.to_string(),
            addressee: filing.addressee.says().to(ask.lang).to_owned(),
            opened: Some(day_month_year(filing.opened)),
            facts: filing.facts.iter().map(fact).collect(),
            reading: filing.reading.as_ref().map(ToString::to_string),
            supplies: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// The filing with what was added before the judgement.
    pub(super) fn of(ask: &Ask, weighing: &Weighing) -> Self {
        let answer = |c: &Consultation| {
            let (says, text) = answered(c.answer.as_ref());
            AnswerLine {
                agency: ask.directory.agency_name(&c.agency),
                question: c.question.to_string(),
                asked_by: AuthorSays::of(ask, &c.asked_by),
                answered_by: c.answered_by.as_ref().map(|by| AuthorSays::of(ask, by)),
                answer: says.to(ask.lang).to_owned(),
                text: text.map(ToString::to_string),
            }
        };
        let mut filing = weighing.filing().map(|f| Self::new(ask, f)).unwrap_or_default();
        for (place, fact) in filing.facts.iter_mut().enumerate() {
            fact.withdrawn = weighing.is_withdrawn(place);
        }
        Self {
            supplies: weighing.supplies().iter().map(|s| SupplyLine::of(ask, s)).collect(),
            filed_by: weighing.filed_by().map(|by| AuthorSays::of(ask, by)),
            answers: weighing.consultations().iter().map(answer).collect(),
            ..filing
        }
    }
}

fn answered(answer: Option<&Answer>) -> (Say, Option<&Note>) {
    match answer {
        None => (Say::of("Nog geen antwoord", "No answer yet"), None),
        Some(Answer::Information(text)) => (Say::of("Antwoord", "Answer"), Some(text)),
        Some(Answer::NothingKnown) => (Say::of("Niets bekend", "Nothing known"), None),
        Some(Answer::MayNotShare(ground)) => (Say::of("Mag dit niet delen", "May not share this"), ground.as_ref()),
    }
}
