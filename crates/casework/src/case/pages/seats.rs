//! Who takes part: the proposals with their keys, who sits here on what ground, and how one leaves.

use super::direct::Directs;
use super::sheet::Asking;
use super::{
    head::{Head, Part, heading},
    propose::{self, WayIn},
    seat_forms,
    sheet::Sheet,
    show::by,
};
use crate::case::{
    Case, CaseTurn, Deed, Joining, Member, Pending, Proposal, ProposeParticipant, ReadCase, Sought,
    TurnParticipationKey, VERSION,
};
use crate::places;
use crate::table::key_form::agreed;
use crate::table::{AuthorSays, KeySays, Lack};
use askama::Template;
use kernel::{AgencyId, Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Filled, Page, Trouble, Visit};

#[derive(Serialize, JsonSchema)]
struct Seat {
    agency: String,
    says: String,
    ground: String,
    necessity: String,
    since: ShownDay,
    until: Option<ShownDay>,
    controller: bool,
    proposed_by: Option<AuthorSays>,
    /// Who turned the three keys.
    keys: Vec<AuthorSays>,
    /// What is expected of each other, and when the table looks at it again.
    explicit: Vec<(String, String)>,
    /// What the decision goes without, in words.
    without: Vec<String>,
    declared_by: Option<AuthorSays>,
}

/// That the case went on elsewhere.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SeatTurn")]
struct Turned {
    what: String,
    on: ShownDay,
    by: AuthorSays,
    parts: Vec<(String, String)>,
    /// What the decision goes without, in words.
    without: Vec<String>,
}

/// An organisation that left.
#[derive(Serialize, JsonSchema)]
struct Left {
    agency: String,
    on: ShownDay,
    /// Who ended it.
    by: Option<AuthorSays>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SeatWaiting")]
struct Waiting {
    no: u32,
    #[serde(skip)]
    mend: Option<String>,
    agency: String,
    says: String,
    ground: String,
    necessity: String,
    proposed_by: Option<AuthorSays>,
    keys: Vec<KeySays>,
    explicit: Vec<(String, String)>,
    without: Vec<String>,
    turn: Option<Asking>,
    lacks: Option<String>,
    reword: Option<Asking>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/seats.html")]
pub(super) struct Seats {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    version: &'static str,
    /// The three, and how each stands to the case.
    trio: Vec<(String, String, Option<AuthorSays>)>,
    /// Who does not take part, when it said so and why.
    declined: Vec<(String, ShownDay, String, AuthorSays)>,
    director: String,
    directs: Vec<Directs>,
    /// Who was asked when it was weighed and does not sit here.
    suggested: Vec<String>,
    seats: Vec<Seat>,
    left: Vec<Left>,
    waiting: Vec<Waiting>,
    /// How it went on elsewhere, and how explicitly that was decided.
    turned: Vec<Turned>,
    /// As what an organisation can be proposed, for who may.
    ways: Vec<WayIn>,
    #[serde(skip)]
    proposal: Option<Asking>,
    #[serde(skip)]
    forms: Vec<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<Seats>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let opening = case.opening.as_ref().ok_or(Trouble::Denied)?;
    if super::head::is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let name = |a: &AgencyId| ask.directory.agency_name(a);
    let controllers = case.controllers();
    let seats = case.members.iter().filter(|m| m.ended.is_none());
    let body = Seats {
        lang: ask.lang,
        head: Head::of(&visit, Part::Seats),
        id: visit.id().to_string(),
        version: VERSION,
        trio: opening
            .trio
            .all()
            .into_iter()
            .map(|a| (name(a), decides(case, a).to(ask.lang).to_owned(), joined_by(ask, case, a)))
            .collect(),
        declined: case.joining.iter().filter_map(|j| declined(ask, j)).collect(),
        director: name(&opening.director),
        // Who was asked at the weighing is no news for who did not sit there, and is of use to who proposes.
        suggested: case.suggested().filter(|_| visit.may::<ProposeParticipant>()).map(name).collect(),
        directs: Directs::all(&visit, &|form: &Sheet| form.html(ask, &filled, Some(visit.seq()))),
        seats: seats.map(|m| seat(&visit, m, controllers.contains(&&m.proposal.agency))).collect(),
        left: case
            .members
            .iter()
            .filter_map(|m| {
                let (day, _) = m.ended.as_ref()?;
                let (agency, on) = (name(&m.proposal.agency), day_month_year(*day));
                Some(Left { agency, on, by: by(&visit, m.proposal.no, Deed::Ended) })
            })
            .collect(),
        waiting: case.pending.iter().map(|p| waiting(&visit, &filled, p)).collect(),
        turned: case.turns.iter().map(|it| turned(ask, it)).collect(),
        ways: propose::ways(&visit, &filled),
        proposal: propose::form(&visit, opening.regime, &filled).map(|f| f.html(ask, &filled, Some(visit.seq()))),
        forms: super::direct::form(&visit)
            .into_iter()
            .chain(seat_forms::all(&visit, opening.regime))
            .map(|f| f.html(ask, &filled, Some(visit.seq())))
            .collect(),
    };
    Ok(Page::of(ask, heading(&visit, Part::Seats), body))
}

fn turned(ask: &Ask, turn: &CaseTurn) -> Turned {
    Turned {
        what: turn.what.says().to(ask.lang).to_owned(),
        on: day_month_year(turn.on),
        by: AuthorSays::of(ask, &turn.by),
        parts: turn.explicit.parts(ask.lang),
        without: Lack::tell(&turn.explicit.lacks(), ask.lang),
    }
}

/// How one of the three stands to the case.
fn decides(case: &Case, agency: &AgencyId) -> Say {
    match case.joining(agency).map(|j| (j.has_joined(), j.has_declined())) {
        Some((false, false)) => Say::of("moet nog zeggen of zij meedoet", "has yet to say whether it takes part"),
        Some((_, true)) => Say::of("doet niet mee", "does not take part"),
        Some((true, _)) | None => Say::of("beslist mee", "decides"),
    }
}

/// Who turned the key by which one of the three takes part, where it was asked.
fn joined_by(ask: &Ask, case: &Case, agency: &AgencyId) -> Option<AuthorSays> {
    let said = case.joining(agency)?.said.as_ref()?;
    said.declined.is_none().then(|| AuthorSays::of(ask, &said.by))
}

fn declined(ask: &Ask, joining: &Joining) -> Option<(String, ShownDay, String, AuthorSays)> {
    let said = joining.said.as_ref()?;
    let (name, why) = (ask.directory.agency_name(&joining.agency), said.declined.as_ref()?.to_string());
    Some((name, day_month_year(said.on), why, AuthorSays::of(ask, &said.by)))
}

fn words(ask: &Ask, proposal: &Proposal) -> (String, String) {
    match &proposal.sought {
        Sought::Participant { ground, elsewhere } => {
            let why = elsewhere.as_ref().map(|e| format!("; {}: {}", e.ground.says().to(ask.lang), e.explanation));
            let says = ask.lang.both("deelnemer", "participant");
            (says.to_owned(), format!("{}{}", ground.says().to(ask.lang), why.unwrap_or_default()))
        }
        Sought::Third { expertise, task, .. } => {
            (ask.lang.both("incidentele derde", "incidental third party").to_owned(), format!("{expertise}; {task}"))
        }
    }
}

fn seat(visit: &Visit<ReadCase>, member: &Member, controller: bool) -> Seat {
    let (ask, no) = (&visit.ask, member.proposal.no);
    let (says, ground) = words(ask, &member.proposal);
    Seat {
        agency: ask.directory.agency_name(&member.proposal.agency),
        says,
        ground,
        necessity: member.proposal.necessity.to_string(),
        since: day_month_year(member.proposal.from.max(member.since)),
        until: member.until().map(day_month_year),
        controller,
        proposed_by: by(visit, no, Deed::Made),
        keys: member.by.iter().map(|by| AuthorSays::of(ask, by)).collect(),
        explicit: member.proposal.explicit.parts(ask.lang),
        without: Lack::tell(&member.proposal.lacks(), ask.lang),
        declared_by: by(visit, no, Deed::Declared),
    }
}

fn waiting(visit: &Visit<ReadCase>, filled: &Filled, pending: &Pending) -> Waiting {
    let ask = &visit.ask;
    let (says, ground) = words(ask, &pending.proposal);
    let no = pending.proposal.no;
    let mine = pending.keys.may_turn(&ask.actor.agency.id, &ask.actor.person).is_ok();
    let turn = (mine && visit.may::<TurnParticipationKey>()).then(|| {
        Sheet::to(
            format!("{}/deelname/sleutel/{no}", places::CASES.of(visit.id())),
            Say::of("Sleutel omdraaien", "Turn the key"),
        )
        .field(agreed(Say::of(
            "Ik las het hele voorstel, en stem ermee in.",
            "I read the whole proposal, and agree to it.",
        )))
        .html(ask, filled, Some(visit.seq()))
    });
    let regime = visit.dossier().opening.as_ref().map(|o| o.regime);
    let reword = regime
        .filter(|_| visit.may::<ProposeParticipant>())
        .map(|regime| propose::reword_form(visit, regime, &pending.proposal).html(ask, filled, Some(visit.seq())));
    Waiting {
        no,
        mend: super::mend::way(visit, no),
        agency: ask.directory.agency_name(&pending.proposal.agency),
        says,
        ground,
        necessity: pending.proposal.necessity.to_string(),
        proposed_by: by(visit, no, Deed::Made),
        keys: KeySays::all(ask, &pending.keys),
        explicit: pending.proposal.explicit.parts(ask.lang),
        without: Lack::tell(&pending.proposal.lacks(), ask.lang),
        turn,
        lacks: mine.then(|| visit.lacks_mandate::<TurnParticipationKey>()).flatten(),
        reword,
    }
}
