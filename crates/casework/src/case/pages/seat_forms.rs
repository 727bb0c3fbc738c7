//! The forms by which organisations join and leave a table, and what they do.

use super::given::{done, number};
use super::offered::{agencies, with_purpose};
use super::{head::Part, sheet::Sheet};
use crate::case::{
    Case, Elsewhere, ElsewhereGround, EndParticipation, Ground, MoveStay, Proposal, ProposeParticipant, Purpose,
    ReadCase, Regime, Sought, SwitchRegime, TurnParticipationKey, standing,
};
use crate::places;
use kernel::{AgencyId, Date, MunicipalityId, Note, Refusal, Say, day_month_year};
use vault::{Agency, AgencyKind, Desk, Directory, Role};
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

kernel::words! {
    /// As what an organisation is proposed.
    enum AsWhat {
        Participant = "participant", "als deelnemer, voor een eigen wettelijke taak", "as participant, for a statutory task of its own";
        Third = "third", "als incidentele derde, met een einddatum", "as incidental third party, with an end date";
    }
}

/// A proposal as the form gives it; whose kind it is comes from the directory, not from the form.
pub(super) struct Proposed {
    purpose: Option<Purpose>,
    agency: AgencyId,
    sought: Sought,
    necessity: Note,
    from: Date,
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
        let sought = match seat? {
            AsWhat::Participant => {
                let ground = needed(read, "ground", ground?);
                let elsewhere = match (elsewhere?, explanation?) {
                    (Some(ground), Some(explanation)) => Some(Elsewhere { ground, explanation }),
                    (Some(_), None) => {
                        read.wrong("explanation", FILL_IN);
                        None
                    }
                    (None, _) => None,
                };
                Sought::Participant { ground: ground?, elsewhere }
            }
            AsWhat::Third => {
                let expertise = needed(read, "expertise", expertise?);
                let task = needed(read, "task", task?);
                let until = needed(read, "until", until?);
                Sought::Third { expertise: expertise?, task: task?, until: until? }
            }
        };
        Some(Self { purpose: purpose?, agency: agency?, sought, necessity: necessity?, from: from? })
    }
}

const FILL_IN: Say = Say::of("Vul dit in.", "Fill this in.");

fn needed<T>(read: &mut Reader, name: &'static str, value: Option<T>) -> Option<T> {
    if value.is_none() {
        read.wrong(name, FILL_IN);
    }
    value
}

/// Ending of taking part.
pub(super) struct Ended {
    agency: AgencyId,
    reason: Note,
}

impl Form for Ended {
    fn check(read: &mut Reader) -> Option<Self> {
        let agency = read.must("agency");
        let reason = read.must("reason");
        Some(Self { agency: agency?, reason: reason? })
    }
}

/// The person moved.
pub(super) struct Moved {
    municipality: MunicipalityId,
}

impl Form for Moved {
    fn check(read: &mut Reader) -> Option<Self> {
        let municipality = read.must("municipality");
        Some(Self { municipality: municipality? })
    }
}

/// The other law took over.
pub(super) struct Switch;

impl Form for Switch {
    fn check(read: &mut Reader) -> Option<Self> {
        read.sure().map(|()| Self)
    }
}

/// The forms that the reader may use here.
pub(super) fn all(visit: &Visit<ReadCase>, regime: Regime) -> Vec<Sheet> {
    let (ask, case, home) = (&visit.ask, visit.dossier(), places::CASES.of(visit.id()));
    let mut forms = Vec::new();
    if visit.may::<ProposeParticipant>() {
        forms.push(with_purpose(case, propose_form(ask, case, &home, regime)));
    }
    let members: Vec<&AgencyId> =
        case.members.iter().filter(|m| m.ended.is_none()).map(|m| &m.proposal.agency).collect();
    if visit.may::<EndParticipation>() && !members.is_empty() {
        forms.push(
            Sheet::to(format!("{home}/deelname/einde"), Say::of("Deelname beëindigen", "End taking part"))
                .titled(Say::of("Iemand van tafel", "Leaving the table"))
                .secondary()
                .field(Field::choice(
                    "agency",
                    Say::of("Welke organisatie?", "Which organisation?"),
                    agencies(ask, members),
                ))
                .field(Field::note("reason", Say::of("Waarom?", "Why?"))),
        );
    }
    if visit.may::<MoveStay>() {
        let places =
            ask.directory.municipalities.iter().map(|m| (m.id.to_string(), Say::same(m.name.to_string()))).collect();
        forms.push(
            Sheet::to(format!("{home}/deelname/verhuizing"), Say::of("Gemeente wijzigen", "Change the municipality"))
                .titled(Say::of("De persoon is verhuisd", "The person has moved"))
                .secondary()
                .field(
                    Field::choice(
                        "municipality",
                        Say::of("Nieuwe gemeente van verblijf", "New municipality of stay"),
                        places,
                    )
                    .hint(Say::of(
                        "De nieuwe gemeente krijgt de regie. Sleutels die al zijn omgedraaid, gaan terug.",
                        "The new municipality gets the direction. Keys that were turned go back.",
                    )),
                ),
        );
    }
    if visit.may::<SwitchRegime>() && regime == Regime::WgsZvh {
        forms.push(
            Sheet::to(format!("{home}/deelname/overzetten"), Say::of("Deze casus stilzetten", "Stop this case"))
                .titled(Say::of("De Wgpga neemt het over", "The Wgpga takes over"))
                .ends(Say::of(
                    "Gemeente, politie en OM oordeelden samen dat dit onder de Wgpga valt. Deze casus kan dan alleen nog worden gelezen.",
                    "Municipality, police and OM judged together that this falls under the Wgpga. This case can then only be read.",
                )),
        );
    }
    forms
}

fn propose_form(ask: &Ask, case: &Case, home: &str, regime: Regime) -> Sheet {
    let free = ask.directory.agencies.iter().filter(|a| !case.sits(&a.id) && case.joining(&a.id).is_none());
    let options = free
        .filter(|a| can_be_meant(&ask.directory, a))
        .map(|a| (a.id.to_string(), Say::same(a.name.to_string())))
        .collect();
    let form = Sheet::to(format!("{home}/deelname/voorstel"), Say::of("Voorstellen", "Propose"))
        .titled(Say::of("Een organisatie voorstellen", "Propose an organisation"))
        .field(Field::choice("agency", Say::of("Organisatie", "Organisation"), options));
    fields(form, regime, None, ask.today)
}

/// Whether an organisation can be meant: one that does work about persons. Not who guards, keeps the program, studies or trains; those have
/// nobody who could sit there.
fn can_be_meant(directory: &Directory, agency: &Agency) -> bool {
    match agency.kind {
        AgencyKind::SafetyHouse | AgencyKind::Oversight => false,
        AgencyKind::Other => {
            directory.colleagues_of(&agency.id).iter().any(|c| matches!(c.role, Role::Partner | Role::Guest))
        }
        AgencyKind::Municipality
        | AgencyKind::Police
        | AgencyKind::Prosecution
        | AgencyKind::Probation
        | AgencyKind::ChildProtection
        | AgencyKind::Care
        | AgencyKind::School => true,
    }
}

/// The form that changes a proposal; every key goes back.
pub(super) fn reword_form(visit: &Visit<ReadCase>, regime: Regime, proposal: &Proposal) -> Sheet {
    let to = format!("{}/deelname/wijzigen/{}", places::CASES.of(visit.id()), proposal.no);
    let form = Sheet::to(to, Say::of("Voorstel wijzigen", "Change the proposal"))
        .titled(Say::of(
            "Dit voorstel wijzigen; de sleutels gaan dan terug",
            "Change this proposal; the keys then go back",
        ))
        .secondary()
        .field(Field::hidden("agency", proposal.agency.to_string()));
    fields(form, regime, Some(proposal), visit.ask.today)
}

fn fields(form: Sheet, regime: Regime, now: Option<&Proposal>, today: Date) -> Sheet {
    let grounds = Ground::ALL.iter().filter(|g| standing(g.kind(), regime).is_some());
    let grounds = grounds.map(|g| (g.word(), g.says())).collect();
    let (seat, third, elsewhere, ground) = match now.map(|p| &p.sought) {
        Some(Sought::Participant { ground, elsewhere }) => {
            (Some(AsWhat::Participant), None, elsewhere.as_ref(), Some(ground))
        }
        Some(Sought::Third { expertise, task, until }) => {
            (Some(AsWhat::Third), Some((expertise, task, until)), None, None)
        }
        None => (None, None, None, None),
    };
    let with = |field: Field, value: Option<String>| match value {
        Some(value) => field.value(value),
        None => field,
    };
    form.field(with(Field::choice_of::<AsWhat>("as", Say::of("Hoe?", "As what?")), seat.map(|s| s.word().to_owned())))
        .field(with(
            Field::note(
                "necessity",
                Say::of(
                    "Waarom is deze organisatie nodig in deze casus?",
                    "Why does this case need this organisation?",
                ),
            ),
            now.map(|p| p.necessity.to_string()),
        ))
        .field(Field::day("from", Say::of("Vanaf", "From")).on(now.map_or(today, |p| p.from)))
        .field(with(
            Field::choice("ground", Say::of("Deelnemer: voor welke taak?", "Participant: for which task?"), grounds)
                .sometimes(),
            ground.map(|g| g.word().to_owned()),
        ))
        .field(with(
            Field::choice_of::<ElsewhereGround>(
                "elsewhere",
                Say::of("Andere gemeente: waarom zij?", "Another municipality: why it?"),
            )
            .sometimes(),
            elsewhere.map(|e| e.ground.word().to_owned()),
        ))
        .field(with(
            Field::note("explanation", Say::of("Andere gemeente: leg uit", "Another municipality: explain"))
                .sometimes(),
            elsewhere.map(|e| e.explanation.to_string()),
        ))
        .field(with(
            Field::note(
                "expertise",
                Say::of("Derde: welke kennis is nodig?", "Third party: what expertise is needed?"),
            )
            .sometimes(),
            third.map(|(expertise, _, _)| expertise.to_string()),
        ))
        .field(with(
            Field::note(
                "task",
                Say::of(
                    "Derde: welke wettelijke of publieke taak heeft deze organisatie?",
                    "Third party: what statutory or public task does it have?",
                ),
            )
            .sometimes(),
            third.map(|(_, task, _)| task.to_string()),
        ))
        .field(with(
            Field::day("until", Say::of("Derde: laatste dag", "Third party: last day")).sometimes(),
            third.map(|(_, _, until)| day_month_year(*until).into()),
        ))
}

pub(super) async fn propose(desk: Desk<ProposeParticipant>, ask: Ask, form: Proposed) -> Result<Redirect, Trouble> {
    const UNKNOWN: Refusal =
        Refusal::of("Deze organisatie staat niet in de lijst.", "This organisation is not in the list.");
    let kind = ask.directory.agency(&form.agency).ok_or(UNKNOWN.at("agency"))?.kind;
    let proposal =
        Proposal { no: 0, agency: form.agency, kind, sought: form.sought, necessity: form.necessity, from: form.from };
    let event = desk.dossier().propose_participant(form.purpose, proposal, desk.today())?;
    done(desk, event, Part::Seats.path()).await
}

pub(super) async fn reword(desk: Desk<ProposeParticipant>, ask: Ask, form: Proposed) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let kind = desk.dossier().pending(no)?.proposal.kind;
    let proposal =
        Proposal { no, agency: form.agency, kind, sought: form.sought, necessity: form.necessity, from: form.from };
    let event = desk.dossier().reword_participant(proposal, desk.today())?;
    done(desk, event, Part::Seats.path()).await
}

pub(super) async fn turn(desk: Desk<TurnParticipationKey>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_participation_key(number(&ask)?, desk.agency(), &ask.actor.person)?;
    done(desk, event, Part::Seats.path()).await
}

pub(super) async fn end(desk: Desk<EndParticipation>, _: Ask, form: Ended) -> Result<Redirect, Trouble> {
    let event = desk.dossier().end_participation(&form.agency, form.reason, desk.today())?;
    done(desk, event, Part::Seats.path()).await
}

pub(super) async fn move_stay(desk: Desk<MoveStay>, ask: Ask, form: Moved) -> Result<Redirect, Trouble> {
    const UNKNOWN: Refusal = Refusal::of("Deze gemeente kennen wij niet.", "We do not know this municipality.");
    let place = ask.directory.municipality(&form.municipality).ok_or(UNKNOWN.at("municipality"))?;
    let [stay, _, _] = ask.directory.trio(&place.id).ok_or(UNKNOWN.at("municipality"))?;
    let event = desk.dossier().move_stay(place.id.clone(), place.house.clone(), stay)?;
    desk.commit(vec![event]).await?;
    // Whoever handed the case over may not sit there any more.
    Ok(Redirect::to(places::CASES.list()))
}

pub(super) async fn switch(desk: Desk<SwitchRegime>, _: Ask, _: Switch) -> Result<Redirect, Trouble> {
    let event = desk.dossier().switch(None)?;
    done(desk, event, "").await
}
