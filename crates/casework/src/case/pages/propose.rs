//! Proposing that an organisation takes part. First as what: only then is asked what belongs to that, of the organisations that can be meant
//! by it under the law of this case.

use super::given::{done, number};
use super::offered::with_purpose;
use super::{head::Part, sheet::Sheet};
use crate::case::{
    Case, Elsewhere, ElsewhereGround, Ground, Proposal, ProposeParticipant, Purpose, ReadCase, Regime, Sought, standing,
};
use crate::places;
use crate::table::Explicit;
use kernel::{AgencyId, Choice as _, Date, Note, Refusal, Say, day_month_year};
use vault::{Agency, AgencyKind, Desk, Directory, Role};
use web::{Ask, Field, Filled, Form, Reader, Redirect, Trouble, Visit};

kernel::words! {
    /// As what an organisation is proposed.
    pub(super) enum AsWhat {
        Participant = "participant", "als deelnemer, voor een eigen wettelijke taak", "as participant, for a statutory task of its own";
        Elsewhere = "elsewhere", "als andere gemeente, omdat het haar ook raakt", "as another municipality, because it is affected too";
        Third = "third", "als incidentele derde, met een einddatum", "as incidental third party, with an end date";
    }
}

/// A proposal as the form gives it; whose kind it is comes from the directory, not from the form.
pub(super) struct Proposed {
    purpose: Option<Purpose>,
    agency: AgencyId,
    wanted: Wanted,
    necessity: Note,
    from: Date,
    explicit: Explicit,
}

enum Wanted {
    Participant(Option<Ground>, Option<Elsewhere>),
    /// Another municipality and nothing else.
    Municipality(Option<Ground>, Elsewhere),
    Third {
        expertise: Note,
        task: Note,
        until: Date,
    },
}

impl Form for Proposed {
    fn check(read: &mut Reader) -> Option<Self> {
        let purpose = read.may_choice("purpose");
        let agency = read.must("agency");
        let seat = read.choice::<AsWhat>("as");
        let necessity = read.must("necessity");
        let from = read.day("from");
        let ground = read.may_choice::<Ground>("ground");
        let elsewhere = read.may_choice::<ElsewhereGround>("elsewhere");
        let explanation = read.may::<Note>("explanation");
        let expertise = read.may::<Note>("expertise");
        let task = read.may::<Note>("task");
        let until = read.may_day("until");
        let (expectation, review) = (read.may::<Note>("expectation"), read.may_day("review"));
        let wanted = match seat? {
            AsWhat::Participant => {
                let elsewhere = match (elsewhere?, explanation?) {
                    (Some(ground), Some(explanation)) => Some(Elsewhere { ground, explanation }),
                    (Some(_), None) => {
                        read.wrong("explanation", FILL_IN);
                        None
                    }
                    (None, _) => None,
                };
                Wanted::Participant(ground?, elsewhere)
            }
            AsWhat::Elsewhere => {
                let reason = needed(read, "elsewhere", elsewhere?);
                let explanation = needed(read, "explanation", explanation?);
                Wanted::Municipality(ground?, Elsewhere { ground: reason?, explanation: explanation? })
            }
            AsWhat::Third => {
                let expertise = needed(read, "expertise", expertise?);
                let task = needed(read, "task", task?);
                let until = needed(read, "until", until?);
                Wanted::Third { expertise: expertise?, task: task?, until: until? }
            }
        };
        let explicit = Explicit { ground: None, expectation: expectation?, review: review? };
        Some(Self { purpose: purpose?, agency: agency?, wanted, necessity: necessity?, from: from?, explicit })
    }
}

const FILL_IN: Say = Say::of("Vul dit in.", "Fill this in.");

fn needed<T>(read: &mut Reader, name: &'static str, value: Option<T>) -> Option<T> {
    if value.is_none() {
        read.wrong(name, FILL_IN);
    }
    value
}

impl Proposed {
    /// The proposal, for an organisation of this kind under this law.
    fn proposal(self, no: u32, kind: AgencyKind, regime: Regime) -> Result<Proposal, Refusal> {
        let sought = match self.wanted {
            Wanted::Municipality(..) if kind != AgencyKind::Municipality => {
                return Err(Refusal::of("Kies een gemeente.", "Choose a municipality.").at("agency"));
            }
            Wanted::Municipality(ground, elsewhere) => {
                Sought::Participant { ground: Ground::meant(kind, regime, ground)?, elsewhere: Some(elsewhere) }
            }
            Wanted::Participant(ground, elsewhere) => {
                Sought::Participant { ground: Ground::meant(kind, regime, ground)?, elsewhere }
            }
            Wanted::Third { expertise, task, until } => Sought::Third { expertise, task, until },
        };
        let Self { agency, necessity, from, explicit, .. } = self;
        Ok(Proposal { no, agency, kind, sought, necessity, from, explicit })
    }
}

/// What is proposed, in the address: a link, so that it works without a script.
const AS: &str = "als";

/// A way to propose, as the page offers it.
#[derive(serde::Serialize, schemars::JsonSchema)]
pub(super) struct WayIn {
    pub(super) says: String,
    pub(super) helps: String,
    pub(super) at: String,
    pub(super) chosen: bool,
}

/// The ways in which an organisation can be let in here, for who may propose it.
pub(super) fn ways(visit: &Visit<ReadCase>, filled: &Filled) -> Vec<WayIn> {
    if !visit.may::<ProposeParticipant>() {
        return Vec::new();
    }
    let (lang, now) = (visit.ask.lang, chosen(visit, filled));
    let way = |what: &AsWhat| WayIn {
        says: what.says().to(lang).to_owned(),
        helps: helps(*what).to(lang).to_owned(),
        at: format!("{}/{}?{AS}={}#propose", places::CASES.of(visit.id()), Part::Seats.path(), what.word()),
        chosen: now == Some(*what),
    };
    AsWhat::ALL.iter().map(way).collect()
}

fn helps(what: AsWhat) -> Say {
    match what {
        AsWhat::Participant => Say::of(
            "Staat in de wet, zoals de reclassering of de Raad voor de Kinderbescherming.",
            "Named in the act, such as probation or the Child Protection Board.",
        ),
        AsWhat::Elsewhere => Say::of(
            "Niet de gemeente waar de persoon verblijft, maar een gemeente die er iets van merkt.",
            "Not the municipality where the person stays, but one that feels the effects.",
        ),
        AsWhat::Third => Say::of(
            "Staat niet in de wet, zoals een school. Leest alleen wat met haar wordt gedeeld.",
            "Not named in the act, such as a school. Reads only what is shared with it.",
        ),
    }
}

fn action(visit: &Visit<ReadCase>) -> String {
    format!("{}/deelname/voorstel", places::CASES.of(visit.id()))
}

/// As what somebody is being proposed: what was sent before, or what the address says.
fn chosen(visit: &Visit<ReadCase>, filled: &Filled) -> Option<AsWhat> {
    let sent = filled.is_for(&action(visit)).then(|| filled.values().first("as")).flatten();
    AsWhat::of_word(visit.ask.query.first(AS).or(sent)?)
}

/// The form for what was chosen.
pub(super) fn form(visit: &Visit<ReadCase>, regime: Regime, filled: &Filled) -> Option<Sheet> {
    let what = chosen(visit, filled).filter(|_| visit.may::<ProposeParticipant>())?;
    let (ask, case) = (&visit.ask, visit.dossier());
    let options = can_join(ask, case, regime, what);
    let says = match what {
        AsWhat::Participant => Say::of("Een deelnemer voorstellen", "Propose a participant"),
        AsWhat::Elsewhere => Say::of("Een andere gemeente voorstellen", "Propose another municipality"),
        AsWhat::Third => Say::of("Een incidentele derde voorstellen", "Propose an incidental third party"),
    };
    let label = match what {
        AsWhat::Participant | AsWhat::Third => Say::of("Organisatie", "Organisation"),
        AsWhat::Elsewhere => Say::of("Gemeente", "Municipality"),
    };
    let agency = Field::choice("agency", label, options);
    let agency = match what {
        AsWhat::Participant => agency.hint(Say::of(
            "Achter de naam staat de taak waarvoor zij meedoet.",
            "After the name is the task for which it takes part.",
        )),
        AsWhat::Elsewhere | AsWhat::Third => agency,
    };
    let form = Sheet::to(action(visit), Say::of("Voorstellen", "Propose"))
        .titled(says)
        .open()
        .field(Field::hidden("as", what.word()))
        .field(agency);
    let form = common(form, None, ask.today);
    let form = match what {
        AsWhat::Participant => form,
        AsWhat::Elsewhere => elsewhere(form, None, Field::required),
        AsWhat::Third => third(form, None, Field::required),
    };
    Some(with_purpose(case, explicit(form, None)))
}

/// The organisations that can be meant: under this law, as this, and not at the table yet.
fn can_join(ask: &Ask, case: &Case, regime: Regime, what: AsWhat) -> Vec<(String, Say)> {
    let waits = |a: &AgencyId| case.pending.iter().any(|p| &p.proposal.agency == a);
    let free = |a: &&Agency| !case.sits(&a.id) && case.joining(&a.id).is_none() && !waits(&a.id);
    let fits = |a: &&Agency| match what {
        AsWhat::Participant => a.kind != AgencyKind::Municipality && standing(a.kind, regime).is_some(),
        AsWhat::Elsewhere => a.kind == AgencyKind::Municipality && can_be_meant(&ask.directory, a),
        AsWhat::Third => standing(a.kind, regime).is_none() && can_be_meant(&ask.directory, a),
    };
    let says = |a: &Agency| match (what, Ground::list(a.kind, regime).as_slice()) {
        (AsWhat::Participant, [only]) => {
            let task = only.says();
            Say::made(format!("{} ({})", a.name, task.nl), format!("{} ({})", a.name, task.en))
        }
        _ => Say::same(a.name.to_string()),
    };
    ask.directory.agencies.iter().filter(free).filter(fits).map(|a| (a.id.to_string(), says(a))).collect()
}

/// Whether an organisation can be meant: one that does work about persons. Not who guards, keeps the program, studies or trains; those have
/// nobody who could sit there.
fn can_be_meant(directory: &Directory, agency: &Agency) -> bool {
    match agency.kind {
        AgencyKind::SafetyHouse | AgencyKind::Oversight => false,
        AgencyKind::Other => {
            directory.colleagues_of(&agency.id).iter().any(|c| matches!(c.role, Role::Partner | Role::Guest))
        }
        // The municipalities, and not who works for all of them.
        AgencyKind::Municipality => {
            directory.municipalities.iter().filter_map(|m| directory.trio(&m.id)).any(|[stay, ..]| stay == agency.id)
        }
        AgencyKind::Police
        | AgencyKind::Prosecution
        | AgencyKind::Probation
        | AgencyKind::ChildProtection
        | AgencyKind::Care
        | AgencyKind::School => true,
    }
}

/// The form that changes a proposal; every key goes back. As what it comes may change as well.
pub(super) fn reword_form(visit: &Visit<ReadCase>, regime: Regime, proposal: &Proposal) -> Sheet {
    let to = format!("{}/deelname/wijzigen/{}", places::CASES.of(visit.id()), proposal.no);
    let (is_one, may_sit) = (proposal.kind == AgencyKind::Municipality, standing(proposal.kind, regime).is_some());
    let now = match &proposal.sought {
        Sought::Participant { .. } if is_one => AsWhat::Elsewhere,
        Sought::Participant { .. } => AsWhat::Participant,
        Sought::Third { .. } => AsWhat::Third,
    };
    let offered = AsWhat::ALL.iter().copied().filter(|what| match what {
        AsWhat::Participant => may_sit && !is_one,
        AsWhat::Elsewhere => is_one,
        AsWhat::Third => !may_sit || now == AsWhat::Third,
    });
    let offered: Vec<AsWhat> = offered.collect();
    let mut form = Sheet::to(to, Say::of("Voorstel wijzigen", "Change the proposal"))
        .titled(Say::of(
            "Dit voorstel wijzigen; de sleutels gaan dan terug",
            "Change this proposal; the keys then go back",
        ))
        .secondary()
        .field(Field::hidden("agency", proposal.agency.to_string()));
    form = if let [only] = offered.as_slice() {
        form.field(Field::hidden("as", only.word()))
    } else {
        let options = offered.iter().map(|what| (what.word(), what.says())).collect();
        form.field(Field::choice("as", Say::of("In welke rol?", "In what role?"), options).value(now.word()))
    };
    form = common(form, Some(proposal), visit.ask.today);
    let many = offered.len() > 1;
    for what in offered {
        form = match what {
            AsWhat::Participant => form,
            AsWhat::Elsewhere => elsewhere(form, Some(proposal), |field| under(field, what, many)),
            AsWhat::Third => third(form, Some(proposal), |field| under(field, what, many)),
        };
    }
    explicit(form, Some(&proposal.explicit))
}

fn under(field: Field, what: AsWhat, many: bool) -> Field {
    if many { field.under("as", &[what.word()]) } else { field.required() }
}

/// What every proposal says.
fn common(form: Sheet, now: Option<&Proposal>, today: Date) -> Sheet {
    form.field(
        Field::note(
            "necessity",
            Say::of("Waarom is deze organisatie nodig in deze casus?", "Why does this case need this organisation?"),
        )
        .values(now.map(|p| p.necessity.to_string())),
    )
    .field(Field::day("from", Say::of("Vanaf", "From")).on(now.map_or(today, |p| p.from)))
}

/// What makes it explicit besides its ground, which the law gives.
fn explicit(form: Sheet, now: Option<&Explicit>) -> Sheet {
    let [_, expects, review] = Explicit::fields();
    let review = match now.and_then(|it| it.review) {
        Some(day) => review.on(day),
        None => review,
    };
    form.field(expects.values(now.and_then(|it| it.expectation.as_ref()).map(ToString::to_string))).field(review)
}

fn elsewhere(form: Sheet, now: Option<&Proposal>, asked: impl Fn(Field) -> Field) -> Sheet {
    let (ground, reason) = match now.map(|p| &p.sought) {
        Some(Sought::Participant { ground, elsewhere }) => (Some(ground), elsewhere.as_ref()),
        Some(Sought::Third { .. }) | None => (None, None),
    };
    let tasks = Ground::ALL.iter().filter(|g| g.kind() == AgencyKind::Municipality);
    let tasks = tasks.map(|g| (g.word(), g.says())).collect();
    form.field(asked(
        Field::choice("ground", Say::of("Voor welke taak?", "For which task?"), tasks)
            .values(ground.map(|g| g.word().to_owned())),
    ))
    .field(asked(
        Field::choice_of::<ElsewhereGround>("elsewhere", Say::of("Waarom deze gemeente?", "Why this municipality?"))
            .values(reason.map(|e| e.ground.word().to_owned())),
    ))
    .field(asked(
        Field::note("explanation", Say::of("Leg dat uit", "Explain that"))
            .values(reason.map(|e| e.explanation.to_string())),
    ))
}

fn third(form: Sheet, now: Option<&Proposal>, asked: impl Fn(Field) -> Field) -> Sheet {
    let now = match now.map(|p| &p.sought) {
        Some(Sought::Third { expertise, task, until }) => Some((expertise, task, until)),
        Some(Sought::Participant { .. }) | None => None,
    };
    form.field(asked(
        Field::note("expertise", Say::of("Welke kennis is nodig?", "What expertise is needed?"))
            .values(now.map(|(expertise, _, _)| expertise.to_string())),
    ))
    .field(asked(
        Field::note(
            "task",
            Say::of(
                "Welke wettelijke of publieke taak heeft deze organisatie?",
                "What statutory or public task does this organisation have?",
            ),
        )
        .values(now.map(|(_, task, _)| task.to_string())),
    ))
    .field(asked(
        Field::day("until", Say::of("Tot en met welke dag?", "Until which day?"))
            .values(now.map(|(_, _, until)| day_month_year(*until))),
    ))
}

pub(super) async fn propose(desk: Desk<ProposeParticipant>, ask: Ask, form: Proposed) -> Result<Redirect, Trouble> {
    const UNKNOWN: Refusal =
        Refusal::of("Deze organisatie staat niet in de lijst.", "This organisation is not in the list.");
    let known = ask.directory.agency(&form.agency).filter(|a| can_be_meant(&ask.directory, a));
    let kind = known.ok_or(UNKNOWN.at("agency"))?.kind;
    let purpose = form.purpose;
    let proposal = form.proposal(0, kind, regime(desk.dossier())?)?;
    let event = desk.dossier().propose_participant(purpose, proposal, desk.today())?;
    done(desk, event, Part::Seats.path()).await
}

pub(super) async fn reword(desk: Desk<ProposeParticipant>, ask: Ask, form: Proposed) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let kind = desk.dossier().pending(no)?.proposal.kind;
    let proposal = form.proposal(no, kind, regime(desk.dossier())?)?;
    let event = desk.dossier().reword_participant(proposal, desk.today())?;
    done(desk, event, Part::Seats.path()).await
}

fn regime(case: &Case) -> Result<Regime, Trouble> {
    case.opening.as_ref().map(|opening| opening.regime).ok_or(Trouble::Denied)
}
