//! The page on which one thing of a case is put right or withdrawn, by who is responsible for it.

use super::given::{number, numbers};
use super::goal;
use super::head::{Head, Part, heading, is_third};
use super::life;
use super::mend::{at, way};
use super::offered::numbered;
use super::plan_forms::{BASELINE, RHYTHM, SEEN_BY};
use super::scenario;
use super::sheet::{Asking, Sheet};
use super::show::{DeclinedView, declined};
use crate::case::{
    Agreement, Case, CorrectCase, Correction, Event, Factor, FactorKind, Goal, GoalNow, Intervention, Moment, Nature,
    ReadCase, Remark, Request, Rhythm, Scenario, Text, Track, Trend, Unkept,
};
use crate::places;
use askama::Template;
use kernel::{AgencyId, Date, Lang, Line, Note, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Page, Reader, Redirect, Trouble, Visit};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/correct.html")]
pub(super) struct Correct {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    no: u32,
    /// What it is.
    what: String,
    /// Where it stands.
    back: String,
    /// What was said instead of yes.
    declined: Option<DeclinedView>,
    /// A fact under it was taken back.
    bereft: bool,
    #[serde(skip)]
    forms: Vec<Asking>,
}

const SAVE: Say = Say::of("Verbeteren", "Correct");

/// The part of the case on which it stands.
fn part(text: &Text) -> Part {
    match text {
        Text::Factor(_) | Text::Goal(_) | Text::Moment(_) | Text::Scenario(_) | Text::Intervention(_) => Part::Plan,
        Text::Agreement(_) | Text::Note(_) => Part::Agreements,
        Text::Question(_) => Part::Giving,
        Text::Proposal(_) => Part::Seats,
    }
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<Correct>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    if is_third(&visit) || way(&visit, no).is_none() {
        return Err(Trouble::Denied);
    }
    let text = case.mendable(no).ok_or(Trouble::Denied)?;
    let html = |form: &Sheet| form.html(ask, &filled, Some(visit.seq()));
    let here = at(visit.id(), no);
    let (me, today) = (&ask.actor.agency.id, ask.today);
    let answers = case.answers_for(&text, me, today);
    let own = answers.then(|| form(&visit, &here, &text)).flatten();
    let mut forms: Vec<Asking> = own.iter().chain(&kept(case, &here, &text, me)).map(html).collect();
    let take_out = || {
        Sheet::to(format!("{here}/intrekken"), Say::of("Intrekken", "Withdraw"))
            .titled(Say::of("Intrekken: dit hoort hier niet", "Withdraw: this does not belong here"))
            .secondary()
            .field(reason())
    };
    if answers && !case.is_settled(&text) {
        forms.push(html(&take_out()));
    }
    let part = part(&text);
    let body = Correct {
        lang: ask.lang,
        head: Head::of(&visit, part),
        no,
        what: text.says().to(ask.lang).to_owned(),
        back: format!("{}/{}", places::CASES.of(visit.id()), part.path()),
        declined: declined(&visit, no),
        bereft: case.is_bereft(no),
        forms,
    };
    Ok(Page::of(ask, heading(&visit, part), body))
}

fn reason() -> Field {
    Field::note("reason", Say::of("Waarom?", "Why?")).hint(Say::of(
        "Wie de oude tekst las, leest ook deze reden. Schrijf hier geen namen op.",
        "Whoever read the old text reads this reason too. Do not write names here.",
    ))
}

/// Boxes of which these are ticked.
fn ticked(field: Field, now: &[u32]) -> Field {
    now.iter().fold(field, |field, no| field.value(no.to_string())).required()
}

/// How an agreement was kept or why it was not, for who said that.
fn kept(case: &Case, here: &str, text: &Text, me: &AgencyId) -> Option<Sheet> {
    let Text::Agreement(Agreement { done, unkept, .. }) = text else { return None };
    let how = done.as_ref().map(|(_, how)| how).or(unkept.as_ref().map(|it| &it.reason))?;
    let sheet =
        Sheet::to(format!("{here}/hoe"), SAVE).titled(Say::of("Verbeteren hoe het ging", "Correct how it went")).open();
    let how = Field::note("how", Say::of("Hoe ging het?", "How did it go?")).value(how.as_str());
    case.did(text, me).then(|| sheet.field(how).field(reason()))
}

fn form(visit: &Visit<ReadCase>, here: &str, text: &Text) -> Option<Sheet> {
    let (case, me, today) = (visit.dossier(), &visit.ask.actor.agency.id, visit.ask.today);
    let sheet = |rest: &str| Sheet::to(format!("{here}/{rest}"), SAVE).titled(SAVE).open();
    let factors = |now: &[u32]| {
        let all = case.factors_for(me, today);
        let all = numbered(all.iter().map(|f| (f.no, f.text.as_str())));
        let asks = Say::of("Op welke factoren werkt dit?", "Which factors does this work on?");
        // Of a factor that is not read here nothing is asked, and it stays.
        (!all.is_empty()).then(|| ticked(Field::choices("factors", asks, all), now))
    };
    // The day that was offered stands there already.
    let due = |no: u32, day| case.declined(no).and_then(|it| it.said.another).unwrap_or(day);
    let words = |says: Say, now: &Note| Field::note("text", says).value(now.as_str());
    let form = match text {
        Text::Factor(now) => {
            let seen = case.items_for(me, today);
            let facts = seen.iter().filter(|i| i.gift.nature == Nature::Fact).map(|i| (i.no, i.gift.text.as_str()));
            sheet("factor")
                .field(
                    Field::choice_of::<FactorKind>(
                        "kind",
                        Say::of("Risicofactor of beschermende factor?", "Risk factor or protective factor?"),
                    )
                    .value(now.kind.word()),
                )
                .field(life::field(&visit.ask.vault, Some(&now.domain)))
                .field(words(Say::of("In uw woorden", "In your own words"), &now.text))
                .field(ticked(
                    Field::choices(
                        "facts",
                        Say::of("Op welke feiten rust dit?", "Which facts does this rest on?"),
                        numbered(facts),
                    ),
                    &now.facts,
                ))
        }
        Text::Goal(now) => sheet("doel")
            .field(words(Say::of("Wat is er straks wél?", "What will be in place?"), &now.text))
            .field(Field::note("seen_by", SEEN_BY).value(now.seen_by.as_str()))
            .field(Field::note("baseline", BASELINE).optional().value(now.baseline.as_ref().map_or("", Note::as_str)))
            .field(match now.rhythm {
                Some(rhythm) => Field::choice_of::<Rhythm>("rhythm", RHYTHM).value(rhythm.word()),
                // A goal of before that was asked.
                None => Field::choice_of::<Rhythm>("rhythm", RHYTHM).optional(),
            })
            .fields(factors(&now.factors)),
        Text::Moment(now) => goal::fields(sheet("moment"), Some(&now.now)),
        Text::Scenario(now) => scenario::fields(sheet("scenario"), visit.dossier(), Some(now), factors(&now.factors)),
        Text::Intervention(now) => sheet("interventie")
            .field(words(Say::of("Wat gebeurt er?", "What is done?"), &now.text))
            .fields(factors(&now.factors))
            .field(
                Field::note("power", Say::of("Op grond van welke eigen bevoegdheid?", "Under which power of its own?"))
                    .value(now.power.as_str()),
            )
            .field(
                Field::choice_of::<Track>(
                    "track",
                    Say::of("Wat voor interventie is het?", "What kind of intervention is it?"),
                )
                .value(now.track.word()),
            )
            .field(
                Field::note("effect", Say::of("Wat moet het opleveren?", "What should it achieve?"))
                    .value(now.effect.as_str()),
            )
            .field(Field::day("due", Say::of("Uiterlijk", "By")).on(due(now.no, now.due))),
        Text::Agreement(now) => sheet("afspraak")
            .field(words(Say::of("Wat?", "What?"), &now.what))
            .field(Field::day("due", Say::of("Uiterlijk", "By")).on(due(now.no, now.due))),
        Text::Note(now) => sheet("notitie")
            .field(words(Say::of("Wat is er gebeurd of besproken?", "What happened or was discussed?"), &now.text)),
        Text::Question(now) => sheet("vraag")
            .field(words(Say::of("Wat wilt u weten?", "What do you want to know?"), &now.question))
            .field(
                Field::note("necessity", Say::of("Waarom is dat nodig?", "Why is that needed?"))
                    .value(now.necessity.as_str()),
            )
            .field(
                Field::day("due", Say::of("Wanneer wilt u uiterlijk antwoord?", "By when do you want an answer?"))
                    .on(now.due),
            ),
        // A proposal is changed where its keys are.
        Text::Proposal(_) => return None,
    };
    Some(form.field(reason()))
}

/// A form of these fields: each is read before one that is missing stops the rest.
macro_rules! fix {
        ($(#[$doc:meta])* $name:ident { $($field:ident: $of:ty = $read:ident $as:literal),+ } $($lists:ident)*) => {
            $(#[$doc])*
            pub(super) struct $name {
                $($field: $of,)+
                $($lists: Vec<u32>,)*
                reason: Note,
            }

            impl Form for $name {
                fn check(read: &mut Reader) -> Option<Self> {
                    $(let $field = read.$read($as);)+
                    $(let $lists = numbers(&read.many(stringify!($lists)));)*
                    let reason = read.must("reason");
                    Some(Self { $($field: $field?,)+ $($lists,)* reason: reason? })
                }
            }
        };
    }

fix! {
    /// A factor as it should say.
    FixFactor { kind: FactorKind = choice "kind", domain: Line = must "domain", text: Note = must "text" } facts
}
fix! {
    /// A goal as it should say.
    FixGoal {
        text: Note = must "text", seen_by: Note = must "seen_by", baseline: Option<Note> = may "baseline",
        rhythm: Option<Rhythm> = may_choice "rhythm"
    } factors
}
fix! {
    /// How it went with a goal, as it should say.
    FixMoment { trend: Trend = choice "trend", why: Note = must "why" }
}
fix! {
    /// What may happen, as it should say.
    FixScenario { text: Note = must "text", signs: Note = must "signs", then: Note = must "then" } factors steps
}
fix! {
    /// An intervention as it should say.
    FixStep {
        text: Note = must "text", power: Note = must "power", track: Track = choice "track", effect: Note = must "effect",
        due: Date = day "due"
    } factors
}
fix! {
    /// An agreement as it should say.
    FixAgreement { text: Note = must "text", due: Date = day "due" }
}
fix! {
    /// How an agreement was kept.
    FixHow { how: Note = must "how" }
}
fix! {
    /// A note as it should say.
    FixNote { text: Note = must "text" }
}
fix! {
    /// A question as it should say.
    FixQuestion { text: Note = must "text", necessity: Note = must "necessity", due: Date = day "due" }
}

/// Why it is no more.
pub(super) struct TakenOut {
    reason: Note,
}

impl Form for TakenOut {
    fn check(read: &mut Reader) -> Option<Self> {
        let reason = read.must("reason");
        Some(Self { reason: reason? })
    }
}

const OTHER: Refusal = Refusal::of("Dit nummer hoort bij iets anders.", "This number belongs to something else.");

type Put = Result<Redirect, Trouble>;

/// What stands there now.
fn was(desk: &Desk<CorrectCase>, ask: &Ask) -> Result<Text, Refusal> {
    desk.dossier().mendable(number(ask)?).ok_or(OTHER)
}

/// Puts it there, and tells who of those who read the old may still read it.
async fn keep(desk: Desk<CorrectCase>, make: impl Fn(&Case, Told) -> Result<Event, Refusal>) -> Put {
    let first = make(desk.dossier(), Vec::new())?;
    let correction = of(&first).ok_or(OTHER)?;
    let mut told = desk.readers::<ReadCase>().await?;
    told.retain(|(agency, _)| desk.dossier().is_told(correction, agency, desk.today()));
    let to = format!("{}/{}", places::CASES.of(desk.id()), part(&correction.was).path());
    let event = make(desk.dossier(), told)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

type Told = Vec<crate::table::Reader>;

#[allow(clippy::wildcard_enum_match_arm, reason = "every other event puts nothing right")]
fn of(event: &Event) -> Option<&Correction> {
    match event {
        Event::Toward { what, .. } => of(what),
        Event::Corrected(correction) => Some(correction),
        _ => None,
    }
}

async fn fix(desk: Desk<CorrectCase>, now: Text, reason: Note) -> Put {
    let (agency, today) = (desk.agency().clone(), desk.today());
    keep(desk, |case, told| case.correct(now.clone(), reason.clone(), told, (&agency, today))).await
}

pub(super) async fn factor(desk: Desk<CorrectCase>, ask: Ask, form: FixFactor) -> Put {
    let Text::Factor(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    let domain = life::chosen(&ask.vault, &form.domain, Some(&was.domain))?;
    let now = Factor { no: was.no, kind: form.kind, domain, text: form.text, facts: form.facts };
    fix(desk, Text::Factor(now), form.reason).await
}

/// The factors that were chosen, and those of before that are not read here: who cannot see one cannot mean to take it out.
fn with_unread(desk: &Desk<CorrectCase>, chosen: &[u32], before: &[u32]) -> Vec<u32> {
    let read = desk.dossier().factors_for(desk.agency(), desk.today());
    let stays = |no: &u32| chosen.contains(no) || !read.iter().any(|factor| factor.no == *no);
    let new = chosen.iter().copied().filter(|no| !before.contains(no));
    before.iter().copied().filter(stays).chain(new).collect()
}

pub(super) async fn goal(desk: Desk<CorrectCase>, ask: Ask, form: FixGoal) -> Put {
    let Text::Goal(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    let factors = with_unread(&desk, &form.factors, &was.factors);
    let rhythm = form.rhythm.or(was.rhythm);
    let now = Goal {
        text: form.text,
        seen_by: form.seen_by,
        baseline: form.baseline.or_else(|| was.baseline.clone()),
        rhythm,
        factors,
        ..was
    };
    fix(desk, Text::Goal(now), form.reason).await
}

pub(super) async fn moment(desk: Desk<CorrectCase>, ask: Ask, form: FixMoment) -> Put {
    let Text::Moment(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    let now = GoalNow { goal: was.now.goal, trend: form.trend, why: form.why };
    fix(desk, Text::Moment(Moment { now, ..was }), form.reason).await
}

pub(super) async fn scenario(desk: Desk<CorrectCase>, ask: Ask, form: FixScenario) -> Put {
    let Text::Scenario(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    let factors = with_unread(&desk, &form.factors, &was.factors);
    let now = Scenario { text: form.text, factors, signs: form.signs, steps: form.steps, then: form.then, ..was };
    fix(desk, Text::Scenario(now), form.reason).await
}

pub(super) async fn step(desk: Desk<CorrectCase>, ask: Ask, form: FixStep) -> Put {
    let Text::Intervention(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    let now = Intervention {
        text: form.text,
        factors: with_unread(&desk, &form.factors, &was.factors),
        power: form.power,
        track: form.track,
        effect: form.effect,
        due: form.due,
        ..was
    };
    fix(desk, Text::Intervention(now), form.reason).await
}

pub(super) async fn agreement(desk: Desk<CorrectCase>, ask: Ask, form: FixAgreement) -> Put {
    let Text::Agreement(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    fix(desk, Text::Agreement(Agreement { what: form.text, due: form.due, ..was }), form.reason).await
}

pub(super) async fn how(desk: Desk<CorrectCase>, ask: Ask, form: FixHow) -> Put {
    let Text::Agreement(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    let now = match (was.done, was.unkept) {
        (Some((day, _)), unkept) => Agreement { done: Some((day, form.how)), unkept, ..was },
        (None, unkept) => {
            let unkept = unkept.map(|it| Unkept { reason: form.how, ..it });
            Agreement { done: None, unkept, ..was }
        }
    };
    fix(desk, Text::Agreement(now), form.reason).await
}

pub(super) async fn note(desk: Desk<CorrectCase>, ask: Ask, form: FixNote) -> Put {
    let Text::Note(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    fix(desk, Text::Note(Remark { text: form.text, ..was }), form.reason).await
}

pub(super) async fn question(desk: Desk<CorrectCase>, ask: Ask, form: FixQuestion) -> Put {
    let Text::Question(was) = was(&desk, &ask)? else { return Err(OTHER.into()) };
    let now = Request { question: form.text, necessity: form.necessity, due: form.due, ..was };
    fix(desk, Text::Question(now), form.reason).await
}

pub(super) async fn take_out(desk: Desk<CorrectCase>, ask: Ask, form: TakenOut) -> Put {
    let (no, agency, today) = (number(&ask)?, desk.agency().clone(), desk.today());
    keep(desk, |case, told| case.take_out(no, form.reason.clone(), told, (&agency, today))).await
}
