//! The forms by which help is asked for or given back, and by which something is added to a question.

use super::view::rest_view;
use crate::case::pages::given::{done, number, numbers};
use crate::case::pages::head::Part;
use crate::case::pages::sheet::Sheet;
use crate::case::{AskScaling, Asking, Case, Phase, Rest, Trigger};
use kernel::{AgencyId, Date, Note, Say, day_month_year};
use vault::Desk;
use web::{Ask, Field, Form, Reader, Redirect, Trouble};

/// In the address: what gives cause, for whoever comes here because of it.
const CAUSE: &str = "aanleiding";

/// What is asked.
pub(in crate::case::pages) struct Asked {
    to: Phase,
    trigger: Trigger,
    rests_on: Vec<u32>,
    question: Note,
    stays: Note,
    due: Option<Date>,
    acute: bool,
    skips: Option<Note>,
    power: Option<Note>,
}

impl Form for Asked {
    fn check(read: &mut Reader) -> Option<Self> {
        let to = read.choice("to");
        let trigger = read.choice("trigger");
        let rests_on = numbers(&read.many("rests_on"));
        // Where nothing lies on the table the page asks for nothing that it rests on.
        if rests_on.is_empty() && read.asks("rests_on") {
            read.wrong(
                "rests_on",
                Say::of(
                    "Kies waar dit op rust: een feit, een afspraak of een terugblik.",
                    "Choose what this rests on: a fact, an agreement or a look back.",
                ),
            );
        }
        let question = read.may::<Note>("question");
        if matches!(question, Some(None)) {
            read.wrong(
                "question",
                Say::of(
                    "Wat vraagt u van dit niveau? Zonder vraag kan daar niemand antwoorden.",
                    "What do you ask of this level? Without a question nobody can answer there.",
                ),
            );
        }
        let stays = read.must("stays");
        let due = read.may_day("due");
        let acute = read.tick("acute");
        let skips = read.may("skips");
        let power = read.may("power");
        Some(Self {
            to: to?,
            trigger: trigger?,
            rests_on,
            question: question??,
            stays: stays?,
            due: due?,
            acute,
            skips: skips?,
            power: power?,
        })
    }
}

/// Asks for help, or to give back.
pub(super) fn form(ask: &Ask, case: &Case, home: &str, up: bool) -> Option<Sheet> {
    let now = case.phase();
    let mut there: Vec<Phase> = Phase::ALL.into_iter().filter(|p| if up { *p > now } else { *p < now }).collect();
    if !up {
        there.reverse();
    }
    let next = *there.first()?;
    case.scaling_waits(&ask.actor.agency.id, up).is_none().then_some(())?;
    let words = |of: fn(Phase, Phase) -> bool| -> Vec<&'static str> {
        there.iter().filter(|phase| of(now, **phase)).map(|phase| phase.word()).collect()
    };
    let skipping = words(Phase::skips_to);
    let by = |acute| day_month_year(case.terms().answer_by(ask.today, up, acute));
    let cause = ask.query.first(CAUSE).and_then(<Trigger as kernel::Choice>::of_word).filter(|cause| cause.fits(up));
    let (at, button, title) = if up {
        ("vraag", Say::of("Vragen", "Ask"), Say::of("Hulp vragen van een hoger niveau", "Ask help of a higher level"))
    } else {
        (
            "teruggeven",
            Say::of("Vragen om terug te geven", "Ask to give back"),
            Say::of("Teruggeven aan een gewoner niveau", "Give back to a more ordinary level"),
        )
    };
    let to = if up {
        Say::of("Welk niveau vraagt u?", "Which level do you ask?")
    } else {
        Say::of("Naar welk niveau gaat het terug?", "To which level does it go back?")
    };
    let offered = latest(&case.may_rest_on(&ask.actor.agency.id, ask.today));
    let rests = offered.iter().map(|rest| option(ask, case, rest)).collect();
    let causes = Trigger::ALL.into_iter().filter(|cause| cause.fits(up)).map(|cause| (cause.word(), cause.says()));
    let mut trigger = Field::choice("trigger", Say::of("Wat is de aanleiding?", "What gives cause?"), causes.collect());
    if let Some(cause) = cause {
        trigger = trigger.value(cause.word());
    }
    let mut rests = Field::choices("rests_on", Say::of("Waar rust dit op?", "What does this rest on?"), rests)
        .required()
        .hint(Say::of(
            "Kies minstens één feit, afspraak of terugblik. Hier staat wat elke deelnemer aan deze tafel leest.",
            "Choose at least one fact, agreement or look back. Here stands what every participant at this table reads.",
        ));
    if cause == Some(Trigger::Stalled) {
        for rest in offered.iter().filter(|rest| case.is_late(rest, ask.today)) {
            rests = rests.value(rest.no().to_string());
        }
    }
    let mut form = Sheet::to(format!("{home}/opschalen/{at}"), button)
        .titled(title)
        .secondary()
        .field(
            Field::choice("to", to, there.iter().map(|p| (p.word(), ask.vault.levels().says(*p))).collect())
                .value(next.word()),
        )
        .field(trigger);
    // Where nothing lies on the table yet there is nothing to choose.
    if !offered.is_empty() {
        form = form.field(rests);
    }
    form = form
        .field(
            Field::note("question", Say::of("Wat vraagt u van dat niveau?", "What do you ask of that level?"))
                .hint(Say::of(
                    "Eén vraag waarop iemand ja of nee kan zeggen.",
                    "One question to which somebody can say yes or no.",
                ))
                .mindful(),
        )
        .field(Field::note("stays", Say::of("Wat blijft u zelf doen?", "What do you go on doing yourself?")));
    if up {
        form = form
            .field(Field::tick(
                "acute",
                Say::made(
                    format!("Dit kan niet wachten: antwoord uiterlijk {}", by(true)),
                    format!("This cannot wait: answer by {}", by(true)),
                ),
            ))
            .field(
                Field::note(
                    "power",
                    Say::of(
                        "Welke bevoegdheid van burgemeester, politie of OM is nodig?",
                        "Which power of the mayor, the police or OM is needed?",
                    ),
                )
                .under("to", &[Phase::Authorities.word()]),
            );
    }
    if !skipping.is_empty() {
        form = form.field(
            Field::note(
                "skips",
                Say::of(
                    "U slaat een fase over. Waarom is dat nu nodig?",
                    "You are leaving out a phase. Why is that needed now?",
                ),
            )
            .under("to", &skipping),
        );
    }
    let form = form.field(Field::day("due", Say::of("Antwoord uiterlijk", "Answer by")).optional().hint(Say::made(
        format!("Laat u dit leeg, dan is het {}.", by(false)),
        format!("If you leave this empty, it is {}.", by(false)),
    )));
    Some(if cause.is_some() { form.open() } else { form })
}

/// The latest facts, the agreements that are not kept yet, and the latest looks back: as many as one reads before one ticks.
fn latest<'a>(all: &[Rest<'a>]) -> Vec<Rest<'a>> {
    const MOST: usize = 15;
    let of = |kind: fn(&Rest<'_>) -> bool| {
        let these: Vec<Rest<'a>> = all.iter().copied().filter(kind).collect();
        these.iter().skip(these.len().saturating_sub(MOST)).copied().collect::<Vec<_>>()
    };
    let facts = of(|rest| matches!(rest, Rest::Fact(_)));
    let agreements = of(|rest| matches!(rest, Rest::Agreement(agreement) if agreement.is_open()));
    let reviews = of(|rest| matches!(rest, Rest::Review(_)));
    [facts, agreements, reviews].concat()
}

fn option(ask: &Ask, case: &Case, rest: &Rest<'_>) -> (String, Say) {
    let view = rest_view(ask, case, rest);
    let day = view.day.map(|day| format!(" {day}")).unwrap_or_default();
    (rest.no().to_string(), Say::same(format!("{}{day}", view.says)))
}

/// What an organisation is called, for a refusal that names it.
pub(super) fn called(ask: &Ask) -> impl Fn(&AgencyId) -> String + '_ {
    |agency| ask.directory.agency_name(agency)
}

pub(in crate::case::pages) async fn act(desk: Desk<AskScaling>, ask: Ask, form: Asked) -> Result<Redirect, Trouble> {
    let (case, today) = (desk.dossier(), desk.today());
    let up = form.to > case.phase();
    // What a browser hides with another answer is left out.
    let acute = form.acute && up;
    let asking = Asking {
        no: 0,
        from: case.phase(),
        to: form.to,
        trigger: form.trigger,
        rests_on: form.rests_on,
        question: form.question,
        stays: form.stays,
        day: today,
        due: form.due.unwrap_or_else(|| case.terms().answer_by(today, up, acute)),
        acute,
        skips: form.skips.filter(|_| case.phase().skips_to(form.to)),
        power: form.power.filter(|_| form.to == Phase::Authorities),
    };
    let event = case.ask_scaling(desk.agency(), asking, called(&ask))?;
    done(desk, event, Part::Scaling.path()).await
}

/// Something more.
pub(in crate::case::pages) struct More {
    text: Note,
}

impl Form for More {
    fn check(read: &mut Reader) -> Option<Self> {
        Some(Self { text: read.must("text")? })
    }
}

/// Adds to a question that waits.
pub(super) fn more(home: &str, no: u32) -> Sheet {
    Sheet::to(format!("{home}/opschalen/{no}/aanvullen"), Say::of("Aanvullen", "Add"))
        .titled(Say::of("Deze vraag aanvullen", "Add to this question"))
        .secondary()
        .field(
            Field::note("text", Say::of("Wat komt erbij?", "What is to be added?"))
                .hint(Say::of(
                    "Ligt er al een antwoord voor, dan gaan de sleutels terug.",
                    "If an answer has been put before the three, the keys go back.",
                ))
                .mindful(),
        )
}

pub(in crate::case::pages) async fn add(desk: Desk<AskScaling>, ask: Ask, form: More) -> Result<Redirect, Trouble> {
    let event = desk.dossier().add_to_scaling(number(&ask)?, desk.agency(), form.text)?;
    done(desk, event, Part::Scaling.path()).await
}
