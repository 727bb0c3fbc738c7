//! What stands above every page of a case: what it is called, where it stands, and the way to its parts.

use crate::case::{Case, ReadCase, Regime, State};
use crate::places;
use crate::table::{AuthorSays, mini};
use jiff::ToSpan;
use kernel::{Date, Lang, Say, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Author;
use web::Visit;

/// The parts of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Table,
    Seats,
    Giving,
    Plan,
    Agreements,
    Scaling,
    Review,
    Feedback,
    Closing,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Table,
        Self::Seats,
        Self::Giving,
        Self::Plan,
        Self::Agreements,
        Self::Scaling,
        Self::Review,
        Self::Feedback,
        Self::Closing,
    ];

    /// The last part of its address.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Table => "",
            Self::Seats => "deelname",
            Self::Giving => "bijdragen",
            Self::Plan => "plan",
            Self::Agreements => "afspraken",
            Self::Scaling => "opschalen",
            Self::Review => "terugkijken",
            Self::Feedback => "terugkoppeling",
            Self::Closing => "afsluiten",
        }
    }

    fn says(self) -> Say {
        match self {
            Self::Table => Say::of("Tafel", "Table"),
            Self::Seats => Say::of("Deelname", "Participation"),
            Self::Giving => Say::of("Bijdragen", "Contributions"),
            Self::Plan => Say::of("Plan", "Plan"),
            Self::Agreements => Say::of("Afspraken en notities", "Agreements and notes"),
            Self::Scaling => Say::of("Op- en afschalen", "Scaling up and down"),
            Self::Review => Say::of("Terugkijken", "Review"),
            Self::Feedback => Say::of("Terugkoppeling", "Feedback"),
            Self::Closing => Say::of("Afsluiten", "Closing"),
        }
    }

    /// A third party answers and keeps agreements; the rest of the case is not for its eyes (PAR-05).
    fn is_for_third(self) -> bool {
        match self {
            Self::Table | Self::Giving | Self::Agreements | Self::Scaling => true,
            Self::Seats | Self::Plan | Self::Review | Self::Feedback | Self::Closing => false,
        }
    }

    /// Feedback on the results is asked by the WGS and not by the Wgpga; every other part is there under both (EVA-04).
    fn is_in(self, regime: Option<Regime>) -> bool {
        self != Self::Feedback || regime == Some(Regime::WgsZvh)
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseTab")]
pub(super) struct Tab {
    pub(super) address: String,
    pub(super) says: String,
    pub(super) here: bool,
}

/// What stands above every page of a case.
#[derive(Serialize, JsonSchema)]
pub(super) struct Head {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) state_says: String,
    /// What sort of case it is, in words.
    #[serde(skip)]
    pub(super) kind: String,
    /// The table in small, on the parts that do not draw it whole.
    #[serde(skip)]
    pub(super) mini: String,
    #[serde(skip)]
    pub(super) closed: bool,
    #[serde(skip)]
    pub(super) tabs: Vec<Tab>,
    /// Where what was put right is read, once there is something; a third party is told of what it read in My work only.
    #[serde(skip)]
    pub(super) corrected: Option<String>,
    /// Where what came along from another house is read; not for a third party.
    #[serde(skip)]
    pub(super) arrived: Option<String>,
    pub(super) notice: Option<String>,
    /// That nobody said the case is still needed, or soon nobody did.
    pub(super) lapsing: Option<String>,
    /// Who called the process director, or proposed to close; not for a third party.
    pub(super) noticed_by: Option<AuthorSays>,
}

impl Head {
    /// Above this part, for who reads it.
    pub(super) fn of(visit: &Visit<ReadCase>, here: Part) -> Self {
        let (case, lang) = (visit.dossier(), visit.ask.lang);
        let third = is_third(visit);
        let tab = |part: &Part| {
            let path = part.path();
            let address = if path.is_empty() {
                places::CASES.of(visit.id())
            } else {
                format!("{}/{path}", places::CASES.of(visit.id()))
            };
            Tab { address, says: part.says().to(lang).to_owned(), here: *part == here }
        };
        let opening = case.opening.as_ref();
        Self {
            reference: opening.map_or_else(String::new, |o| o.reference.to_string()),
            title: opening.map_or_else(String::new, |o| o.title.to_string()),
            state_says: state(case, lang),
            kind: opening.map_or_else(String::new, |o| o.kind.says().to(lang).to_owned()),
            mini: if here == Part::Table { String::new() } else { mini(&case.places(), lang) },
            closed: case.state == State::Closed,
            tabs: Part::ALL
                .iter()
                .filter(|p| (!third || p.is_for_third()) && p.is_in(opening.map(|o| o.regime)))
                .map(tab)
                .collect(),
            corrected: ((case.corrections > 0 || !case.restated.all.is_empty()) && !third)
                .then(|| places::CASES.under(visit.id(), "/verbeteringen")),
            arrived: (case.arrived.is_some() && !third).then(|| places::CASES.under(visit.id(), "/van-elders")),
            notice: notice(case, third, lang),
            lapsing: lapsing(case, visit.ask.today, lang),
            noticed_by: noticed_by(case).filter(|_| !third).map(|by| AuthorSays::of(&visit.ask, by)),
        }
    }
}

/// The heading of a part of the case. The title of a case is content and stays off the heading, which browsers remember.
pub(super) fn heading(visit: &Visit<ReadCase>, part: Part) -> Say {
    let reference = visit.dossier().opening.as_ref().map(|o| o.reference.to_string()).unwrap_or_default();
    let says = part.says();
    match part {
        Part::Table => Say::made(format!("Casus {reference}"), format!("Case {reference}")),
        Part::Seats
        | Part::Giving
        | Part::Plan
        | Part::Agreements
        | Part::Scaling
        | Part::Review
        | Part::Feedback
        | Part::Closing => Say::made(
            format!("Casus {reference}: {}", says.nl.to_lowercase()),
            format!("Case {reference}: {}", says.en.to_lowercase()),
        ),
    }
}

/// Whether the reader's organisation is an incidental third party here.
pub(super) fn is_third(visit: &Visit<ReadCase>) -> bool {
    visit.dossier().is_third(&visit.ask.actor.agency.id)
}

/// Where the case stands, in words.
pub(super) fn state(case: &Case, lang: Lang) -> String {
    says(case.state).to(lang).to_owned()
}

/// What a state is called.
pub(super) fn says(state: State) -> Say {
    match state {
        State::Unopened => Say::of("niet geopend", "not opened"),
        State::Open => Say::of("in opbouw", "being set up"),
        State::Planned => Say::of("plan in uitvoering", "plan under way"),
        State::Switched => Say::of("loopt verder onder de Wgpga", "continues under the Wgpga"),
        State::Closed => Say::of("afgesloten", "closed"),
    }
}

/// What a state is called, by its word in a list.
pub(crate) fn says_word(word: &str) -> Say {
    let all = [State::Unopened, State::Open, State::Planned, State::Switched, State::Closed];
    all.into_iter().find(|s| s.word() == word).map_or_else(|| says(State::Unopened), says)
}

fn notice(case: &Case, third: bool, lang: Lang) -> Option<String> {
    let sent = case.transfer().is_some_and(|pending| pending.sent.is_some());
    let said = match (case.state, &case.called, &case.closing) {
        (State::Switched, _, _) => Say::of(
            "Deze casus loopt verder onder de Wgpga. U kunt hem hier alleen nog lezen.",
            "This case continues under the Wgpga. You can only read it here.",
        ),
        (State::Open | State::Planned, _, Some(_)) => {
            Say::of("Er ligt een voorstel om deze casus af te sluiten.", "There is a proposal to close this case.")
        }
        (State::Open | State::Planned, _, None) if sent && !third => Say::of(
            "De overdracht aan een ander huis is verzonden. Tot dat huis antwoordt, blijft de casus hier.",
            "The transfer to another house has been sent. Until that house answers, the case stays here.",
        ),
        (State::Open | State::Planned, _, None) if case.transfer().is_some() && !third => Say::of(
            "Er ligt een voorstel om deze casus aan een ander huis over te dragen.",
            "There is a proposal to transfer this case to another house.",
        ),
        (State::Open | State::Planned, Some(_), None) => Say::of(
            "De procesregisseur is erbij gevraagd: de casus staat stil.",
            "The process director has been called in: the case has stalled.",
        ),
        (State::Open | State::Planned, None, None) | (State::Unopened | State::Closed, _, _) => return None,
    };
    Some(said.to(lang).to_owned())
}

/// So many days before a case lapses its pages say so.
const LAPSES_SOON: i64 = 42;

/// That nobody said the case is still needed, from some weeks before who was let in reads it no longer.
fn lapsing(case: &Case, today: Date, lang: Lang) -> Option<String> {
    let last = case.confirmed_until().filter(|_| matches!(case.state, State::Open | State::Planned))?;
    let day = day_month_year(last);
    if case.is_unconfirmed(today) {
        return Some(Say::made(
            format!("Niemand zei op tijd dat deze casus nog nodig is. Na {day} lezen alleen de drie, wie voor de gemeente werkt en de procesregisseur hem. Kijk terug, of sluit af."),
            format!("Nobody said in time that this case is still needed. After {day} only the three, who acts for the municipality and the process director read it. Look back, or close it."),
        ).to(lang).to_owned());
    }
    (last <= today.saturating_add(LAPSES_SOON.days())).then(|| {
        Say::made(
            format!("Kijkt de tafel niet uiterlijk {day} terug, dan lezen daarna alleen de drie, wie voor de gemeente werkt en de procesregisseur deze casus."),
            format!("If the table does not look back by {day}, only the three, who acts for the municipality and the process director read this case after that."),
        )
        .to(lang)
        .to_owned()
    })
}

/// Whose doing the notice tells of.
fn noticed_by(case: &Case) -> Option<&Author> {
    match (case.state, &case.called, &case.closing) {
        (State::Open | State::Planned, _, Some(closing)) => Some(&closing.by),
        (State::Open | State::Planned, _, None) if case.transfer().is_some() => case.transfer().map(|it| &it.by),
        (State::Open | State::Planned, Some((.., by)), None) => Some(by),
        (State::Open | State::Planned, None, None) | (State::Unopened | State::Switched | State::Closed, _, _) => None,
    }
}
