//! The forms by which is said who is on turn, whether they do it, and when the help moves.

use super::answer::{criteria_fields, lines};
use crate::case::pages::given::{done, number};
use crate::case::pages::head::Part;
use crate::case::pages::offered::{agencies, seated};
use crate::case::pages::sheet::Sheet;
use crate::case::{AnswerDuty, Case, Criteria, Duty, Holding, NameDuty, SetCriteria, Stand};
use kernel::{AgencyId, Date, Line, Note, Refusal, Say};
use vault::Desk;
use web::{Ask, Field, Form, Reader, Redirect, Trouble};

kernel::words! {
    /// Whether there is somebody.
    pub(in crate::case::pages) enum How {
        Named = "named", "iemand voorstellen", "propose somebody";
        Open = "open", "nog niemand, en iemand regelt het", "nobody yet, and somebody sees to it";
    }
}

/// Who is on turn, or who sees to it.
pub(in crate::case::pages) enum Named {
    By(AgencyId, Line),
    Open(AgencyId, Date),
}

impl Form for Named {
    fn check(read: &mut Reader) -> Option<Self> {
        const FILL_IN: Say = Say::of("Vul dit in.", "Fill this in.");
        let how = read.choice::<How>("how");
        let agency = read.may::<AgencyId>("agency");
        let who = read.may::<Line>("who");
        let sees = read.may::<AgencyId>("sees");
        let by = read.may_day("by");
        let (agency, who, sees, by) = (agency?, who?, sees?, by?);
        match how? {
            How::Named => {
                for (name, empty) in [("agency", agency.is_none()), ("who", who.is_none())] {
                    if empty {
                        read.wrong(name, FILL_IN);
                    }
                }
                Some(Self::By(agency?, who?))
            }
            How::Open => {
                for (name, empty) in [("sees", sees.is_none()), ("by", by.is_none())] {
                    if empty {
                        read.wrong(name, FILL_IN);
                    }
                }
                Some(Self::Open(sees?, by?))
            }
        }
    }
}

/// The duty that an address is about, by its place.
fn duty(ask: &Ask) -> Result<Duty, Refusal> {
    let place = usize::try_from(number(ask)?).unwrap_or_default();
    let none = Refusal::of("Dit nummer bestaat niet.", "This number does not exist.");
    place.checked_sub(1).and_then(|at| Duty::ALL.get(at).copied()).ok_or(none)
}

fn at(home: &str, duty: Duty) -> String {
    let place = Duty::ALL.iter().position(|one| *one == duty).unwrap_or_default();
    format!("{home}/opschalen/aan-zet/{}", place + 1)
}

/// Says who has each; who directs is chosen elsewhere, so there only that nobody does.
pub(super) fn forms<'a>(ask: &'a Ask, case: &'a Case, home: &'a str) -> impl Iterator<Item = Sheet> + 'a {
    Duty::ALL.into_iter().filter_map(move |duty| {
        let says = duty.says();
        let title = Say::made(format!("Wie is aan zet: {}", says.nl), format!("Who is responsible: {}", says.en));
        let form = Sheet::to(at(home, duty), Say::of("Vastleggen", "Record")).titled(title).secondary();
        let keeps = case.opening.iter().flat_map(|o| [&o.trio.stay, &o.director]);
        let sees = Field::choice("sees", Say::of("Wie regelt het?", "Who sees to it?"), agencies(ask, keeps));
        let by = Field::day("by", Say::of("Uiterlijk", "By"));
        match duty {
            Duty::Case | Duty::Process if matches!(case.stand(duty), Stand::Directs(..)) => None,
            Duty::Case | Duty::Process => {
                Some(form.field(Field::hidden("how", How::Open.word())).field(sees.required()).field(by))
            }
            Duty::Operational | Duty::Administrative => {
                let mut who: Vec<&AgencyId> = seated(case).into_iter().filter(|a| !case.is_third(a)).collect();
                who.extend(case.opening.as_ref().map(|o| &o.director));
                let (named, open) = ([How::Named.word()], [How::Open.word()]);
                Some(
                    form.field(Field::choice_of::<How>("how", Say::of("Is er iemand?", "Is there somebody?")))
                        .field(
                            Field::list(
                                "agency",
                                Say::of("Van welke organisatie?", "Of which organisation?"),
                                agencies(ask, who),
                            )
                            .under("how", &named),
                        )
                        .field(
                            Field::line("who", Say::of("Wie?", "Who?"))
                                .hint(Say::of(
                                    "Een naam of een functie, zoals: teamleiders wijkteam.",
                                    "A name or a function, such as: leaders of the local team.",
                                ))
                                .under("how", &named),
                        )
                        .field(sees.under("how", &open))
                        .field(by.under("how", &open)),
                )
            }
        }
    })
}

pub(in crate::case::pages) async fn name(desk: Desk<NameDuty>, ask: Ask, form: Named) -> Result<Redirect, Trouble> {
    let (case, duty) = (desk.dossier(), duty(&ask)?);
    let event = match form {
        Named::By(agency, who) => case.name_duty(duty, agency, who)?,
        Named::Open(sees, by) => case.leave_duty_open(duty, sees, by, desk.today())?,
    };
    done(desk, event, Part::Scaling.path()).await
}

/// Yes, or why not.
pub(in crate::case::pages) struct Says {
    refused: Option<Note>,
}

impl Form for Says {
    fn check(read: &mut Reader) -> Option<Self> {
        Some(Self { refused: read.may("refused")? })
    }
}

/// Asks the organisations that were named, of who works there.
pub(super) fn answers<'a>(ask: &'a Ask, case: &'a Case, home: &'a str) -> impl Iterator<Item = Sheet> + 'a {
    Duty::ALL.into_iter().filter_map(move |duty| match case.stand(duty) {
        Stand::Said(Holding::Named { agency, who, accepted: None, .. }) if agency == &ask.actor.agency.id => {
            let says = duty.says();
            let title = Say::made(
                format!("Neemt uw organisatie dit op zich: {}, {who}?", says.nl),
                format!("Does your organisation take this on: {}, {who}?", says.en),
            );
            let form =
                Sheet::to(format!("{}/antwoord", at(home, duty)), Say::of("Antwoord versturen", "Send the answer"));
            Some(form.titled(title).open().field(refused()))
        }
        Stand::Said(_) | Stand::Directs(..) | Stand::Nobody => None,
    })
}

/// Why not; left empty it is yes.
pub(super) fn refused() -> Field {
    Field::note("refused", Say::of("Kan het niet? Zeg waarom niet", "Not possible? Say why not")).optional().hint(
        Say::of("Laat u dit leeg, dan zegt uw organisatie ja.", "If you leave this empty, your organisation says yes."),
    )
}

pub(in crate::case::pages) async fn answer(desk: Desk<AnswerDuty>, ask: Ask, form: Says) -> Result<Redirect, Trouble> {
    let event = desk.dossier().answer_duty(duty(&ask)?, desk.agency(), form.refused)?;
    done(desk, event, Part::Scaling.path()).await
}

/// When the help moves.
pub(in crate::case::pages) struct Agreed {
    criteria: Criteria,
    why: Note,
}

impl Form for Agreed {
    fn check(read: &mut Reader) -> Option<Self> {
        let up = read.may::<Note>("up");
        let down = read.may::<Note>("down");
        let why = read.must("why");
        Some(Self { criteria: Criteria { up: lines(up?.as_ref()), down: lines(down?.as_ref()) }, why: why? })
    }
}

/// Agrees when.
pub(super) fn criteria(case: &Case, home: &str) -> Sheet {
    let form = Sheet::to(format!("{home}/opschalen/afspraak"), Say::of("Vastleggen", "Record"))
        .titled(Say::of("Afspreken wanneer de casus op- of afschaalt", "Agree when the case scales up or down"))
        .secondary();
    criteria_fields(form, case.phase(), case.criteria(), |field| field)
        .field(Field::note("why", Say::of("Waarom spreekt u dit af?", "Why do you agree this?")))
}

pub(in crate::case::pages) async fn agree(desk: Desk<SetCriteria>, _: Ask, form: Agreed) -> Result<Redirect, Trouble> {
    let event = desk.dossier().set_criteria(form.criteria, form.why)?;
    done(desk, event, Part::Scaling.path()).await
}
