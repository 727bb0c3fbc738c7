//! Who is on turn: how the help is organised, the four responsibilities, and when it moves. On the first page of a case, on the page of scaling
//! and on its sheet.

use crate::case::{Case, Duty, Holding, Phase, Stand};
use crate::places;
use askama::Template;
use kernel::{AgencyId, DossierId, Lang, Note, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::Ask;

/// One of the five phases.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TurnPhase")]
struct PhaseView {
    says: String,
    now: bool,
    /// Since when, where it is so now.
    since: Option<ShownDay>,
    /// By when is answered whether it will be so, where that is asked.
    asked: Option<ShownDay>,
}

/// One of the four responsibilities.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TurnDuty")]
struct DutyView {
    what: String,
    means: String,
    /// Who has it; nobody where it is open.
    who: Option<String>,
    /// For which organisation, or which sees to it.
    organisation: Option<String>,
    /// Since when they have it.
    since: Option<ShownDay>,
    /// By when somebody sees to it.
    by: Option<ShownDay>,
    /// Why who was named does not do it.
    why: Option<String>,
    /// Was named and has not said yes yet.
    unsaid: bool,
}

/// Who is on turn. In a template it draws itself.
#[derive(Template, Serialize, JsonSchema)]
#[schemars(rename = "CaseTurn")]
#[template(path = "case/pages/scaling/turn.html")]
pub(in crate::case::pages) struct Turn {
    #[serde(skip)]
    lang: Lang,
    phases: Vec<PhaseView>,
    four: Vec<DutyView>,
    up: Vec<String>,
    down: Vec<String>,
    /// Where it is arranged; none on that page itself.
    #[serde(skip)]
    at: Option<String>,
}

impl askama::filters::HtmlSafe for Turn {}

impl Turn {
    /// As this case has it. Not for a third party.
    pub(in crate::case::pages) fn of(ask: &Ask, case: &Case, id: Option<DossierId>) -> Self {
        let phase = |phase: &Phase| {
            let asked = case.scaling().waiting.iter().find(|waiting| waiting.asking.to == *phase);
            let now = case.phase() == *phase;
            PhaseView {
                says: begun(ask.vault.levels().says(*phase).to(ask.lang)),
                now,
                since: case.phase_since().filter(|_| now).map(day_month_year),
                asked: asked.map(|waiting| day_month_year(waiting.asking.due)),
            }
        };
        let texts = |all: &[Note]| all.iter().map(ToString::to_string).collect();
        Self {
            lang: ask.lang,
            phases: Phase::ALL.iter().map(phase).collect(),
            four: Duty::ALL.into_iter().map(|duty| duty_view(ask, case, duty)).collect(),
            up: texts(&case.criteria().up),
            down: texts(&case.criteria().down),
            at: id.map(|id| places::CASES.under(id, "/opschalen")),
        }
    }
}

/// With a capital at its beginning, and the rest as the house writes it.
fn begun(says: &str) -> String {
    let mut signs = says.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

fn duty_view(ask: &Ask, case: &Case, duty: Duty) -> DutyView {
    let name = |agency: &AgencyId| Some(ask.directory.agency_name(agency));
    let view = DutyView {
        what: duty.says().to(ask.lang).to_owned(),
        means: duty.means().to(ask.lang).to_owned(),
        who: None,
        organisation: None,
        since: None,
        by: None,
        why: None,
        unsaid: false,
    };
    match case.stand(duty) {
        Stand::Directs(agency, person, unsaid) => {
            let known = ask.directory.colleague(person).map_or_else(|| person.to_string(), |c| c.name.to_string());
            DutyView { who: Some(known), organisation: name(agency), unsaid, ..view }
        }
        Stand::Said(Holding::Named { agency, who, accepted, .. }) => DutyView {
            who: Some(who.to_string()),
            organisation: name(agency),
            since: accepted.as_deref().map(|(_, on)| day_month_year(*on)),
            unsaid: accepted.is_none(),
            ..view
        },
        Stand::Said(Holding::Vacant { agency, by, why, .. }) => DutyView {
            organisation: name(agency),
            by: Some(day_month_year(*by)),
            why: why.as_ref().map(ToString::to_string),
            ..view
        },
        Stand::Nobody => view,
    }
}

/// Who has this responsibility, in a line: what it is called, and who has it or who sees to it by when.
pub(in crate::case::pages) fn standing(ask: &Ask, case: &Case, duty: Duty) -> (String, String) {
    let view = duty_view(ask, case, duty);
    let both = |nl, en| ask.lang.both(nl, en);
    let organisation = view.organisation.unwrap_or_default();
    let says = match (view.who, view.by) {
        (Some(who), _) if view.unsaid => {
            format!("{who}, {organisation} ({})", both("heeft nog geen ja gezegd", "has not said yes yet"))
        }
        (Some(who), _) => format!("{who}, {organisation}"),
        (None, Some(by)) => {
            format!(
                "{}; {organisation} {} {by}",
                both("nog niemand", "nobody yet"),
                both("regelt dit uiterlijk", "sees to it by")
            )
        }
        (None, None) => both("nog niemand", "nobody yet").to_owned(),
    };
    (view.what, says)
}
