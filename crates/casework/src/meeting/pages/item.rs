//! One item: who is expected, who leaves the room for it, and what who chairs it does with it.

use super::{
    agenda, order,
    tables::{self, Shown},
    told,
};
use crate::meeting::{HoldItem, Holding, Meeting, Outcome, PutOnAgenda, ReadMeeting, SitOut, TakeOffAgenda};
use crate::places::MEETINGS;
use crate::table::Unanswered;
use kernel::{DossierId, Lang, Line, Note, PersonId, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// Why somebody leaves the room for it.
pub(super) struct Out(Option<Note>);

impl Form for Out {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.may("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

/// Who is there for it after all.
pub(super) struct Back(PersonId);

impl Form for Back {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("person").map(Self)
    }
}

/// Before which item it comes.
pub(super) struct Before(String);

impl Form for Before {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must::<Line>("before").map(|key| Self(key.to_string()))
    }
}

/// How long it takes.
pub(super) struct Minutes(u32);

impl Form for Minutes {
    fn check(read: &mut Reader) -> Option<Self> {
        agenda::minutes(read).map(Self)
    }
}

/// Why it comes off.
pub(super) struct Off(Note);

impl Form for Off {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

impl Form for Holding {
    fn check(read: &mut Reader) -> Option<Self> {
        let (present, outcome, reason) = (read.each("present"), read.choice("outcome"), read.may("reason"));
        let read_back = read.tick("read-back");
        Some(Self { present: present?, outcome: outcome?, read_back, reason: reason? })
    }
}

/// Somebody who is expected for it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MeetingPerson")]
struct Person {
    name: String,
    agency: String,
    /// What they said about coming.
    answer: Option<Say>,
    /// Whether they were there.
    was_there: Option<bool>,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "meeting/pages/item.html")]
pub(super) struct ItemPage {
    #[serde(skip)]
    lang: Lang,
    meeting: String,
    #[serde(skip)]
    back: String,
    title: String,
    table: Option<String>,
    kind: Option<Say>,
    minutes: u32,
    urgent: bool,
    outcome: Option<Say>,
    /// Whether it goes to the next meeting, and why it waits, for who may know who sits there.
    later: bool,
    waits: Option<String>,
    /// Who is expected, for who may know that.
    persons: Vec<Person>,
    /// Which of the three are not coming to a weighing, or were not there.
    lacks: Vec<String>,
    /// What was expected at its table and is not answered, or late.
    unanswered: Vec<Unanswered>,
    /// Who leaves the room, and why; for who chairs it.
    out: Vec<(String, Option<String>)>,
    #[serde(skip)]
    hold: Option<Html>,
    #[serde(skip)]
    forms: Vec<(Say, bool, Html)>,
}

pub(super) fn place(id: DossierId, key: &str, rest: &str) -> String {
    MEETINGS.under(id, &format!("/punt/{key}{rest}"))
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadMeeting>, filled: Filled) -> Result<Page<ItemPage>, Trouble> {
    let (ask, meeting, id) = (&visit.ask, visit.dossier(), visit.id());
    let shown = tables::shown(ask, meeting).await?;
    let one = shown.iter().find(|one| one.key == ask.part("no")).ok_or(Trouble::Denied)?;
    let (point, key) = (one.point, one.key.as_str());
    let plan = meeting.plan().ok_or(Trouble::Denied)?;
    let leads = visit.may::<PutOnAgenda>();
    let tells = leads || one.tells_who();
    let (table, kind) = point.table().and_then(|(kind, id)| ask.kinds.of(kind, id)).unzip();
    let person = |person: &PersonId| {
        let (name, agency) = tables::called(ask, person);
        Person {
            name,
            agency,
            answer: meeting.answer_of(person).map(|answer| answer.coming.of_another()),
            was_there: point.held.as_ref().map(|(present, _)| present.contains(person)),
        }
    };
    let out =
        |(who, why): &(PersonId, Option<Note>)| (tables::called(ask, who).0, why.as_ref().map(ToString::to_string));
    let unanswered = tables::unanswered(ask, point, &place(id, key, "")).await?;
    let body = ItemPage {
        unanswered,
        lang: ask.lang,
        meeting: plan.title.to_string(),
        back: MEETINGS.under(id, "#agenda"),
        title: one.title(),
        table,
        kind: kind.cloned(),
        minutes: point.item.minutes,
        urgent: one.is_urgent(),
        outcome: point.held.as_ref().map(|(_, outcome)| outcome.says()),
        later: matches!(point.held, Some((_, Outcome::Later))),
        waits: point.waits.as_ref().filter(|_| tells).map(ToString::to_string),
        persons: if tells {
            meeting.expected_for(point).iter().map(|(_, who)| person(who)).collect()
        } else {
            Vec::new()
        },
        lacks: if tells { told::core_lacks(ask, meeting, point) } else { Vec::new() },
        out: if leads { point.out.iter().map(out).collect() } else { Vec::new() },
        hold: visit
            .may::<HoldItem>()
            .then(|| {
                told::hold_form((ask, &MEETINGS.under(id, "/punt")), meeting, one)
                    .map(|form| form.html(ask, &filled, Some(visit.seq())))
            })
            .flatten(),
        forms: forms(&visit, &shown, one)
            .into_iter()
            .map(|(rest, says, form)| {
                (says, filled.is_for(&place(id, key, rest)), form.html(ask, &filled, Some(visit.seq())))
            })
            .collect(),
    };
    Ok(Page::of(ask, Say::of("Agendapunt", "Agenda item"), body))
}

/// What else can be done with it, each with where it goes.
fn forms(visit: &Visit<ReadMeeting>, shown: &[Shown<'_>], one: &Shown<'_>) -> Vec<(&'static str, Say, FormSpec)> {
    let (ask, meeting, no) = (&visit.ask, visit.dossier(), one.point.item.no);
    let to = |rest: &str, says: Say| FormSpec::to(place(visit.id(), &one.key, rest), says).secondary();
    let mut all = Vec::new();
    let open = one.point.held.is_none() && meeting.goes_on();
    if open && visit.may::<PutOnAgenda>() {
        let minutes = Field::line("minutes", Say::of("Hoeveel minuten?", "How many minutes?"));
        let minutes = minutes.value(one.point.item.minutes.to_string());
        all.push((
            "/duur",
            Say::of("Andere duur", "Other duration"),
            to("/duur", Say::of("Bewaren", "Save")).field(minutes),
        ));
        if let Some(field) = earlier(shown, one) {
            all.push((
                "/eerder",
                Say::of("Eerder op de agenda", "Earlier on the agenda"),
                to("/eerder", Say::of("Verplaatsen", "Move")).field(field),
            ));
        }
        for (person, _) in &one.point.out {
            let name = tables::called(ask, person).0;
            let says = Say::made(format!("{name} doet toch mee"), format!("{name} takes part after all"));
            all.push((
                "/weer-mee",
                says.clone(),
                to("/weer-mee", says).field(Field::hidden("person", person.to_string())),
            ));
        }
    }
    if open && visit.may::<SitOut>() && meeting.sit_out(no, &ask.actor.person, None).is_ok() {
        let reason = Field::note("reason", Say::of("Waarom niet?", "Why not?")).optional();
        let form = to("/niet-mee", Say::of("Ik doe bij dit punt niet mee", "I sit out this item"))
            .field(reason.hint(Say::of("Dit leest alleen de voorzitter.", "Only the chair reads this.")))
            .ends(Say::of(
                "Daarna ziet u dit punt hier niet meer, ook niet als het naar een volgend overleg gaat. De anderen aan tafel zien dat u er niet bij bent, niet waarom. De voorzitter kan u weer laten meedoen.",
                "After that you no longer see this item here, nor when it goes to a next meeting. The others at the table see that you are not there, not why. The chair can let you take part again.",
            ));
        all.push(("/niet-mee", SitOut::INFO.says, form));
    }
    if open && visit.may::<TakeOffAgenda>() {
        let form = to("/eraf", Say::of("Van de agenda halen", "Take off the agenda"));
        all.push(("/eraf", TakeOffAgenda::INFO.says, form.field(Field::note("reason", Say::of("Waarom?", "Why?")))));
    }
    all
}

async fn keep<A: Act<On = Meeting>>(desk: Desk<A>, event: crate::meeting::Event) -> Result<Redirect, Trouble> {
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(MEETINGS.under(id, "#agenda")))
}

pub(super) async fn sit_out(desk: Desk<SitOut>, ask: Ask, form: Out) -> Result<Redirect, Trouble> {
    let event = desk.dossier().sit_out(order::no(&desk, &ask).await?, &ask.actor.person, form.0)?;
    keep(desk, event).await
}

pub(super) async fn let_back(desk: Desk<PutOnAgenda>, ask: Ask, form: Back) -> Result<Redirect, Trouble> {
    let event = desk.dossier().let_back(order::no(&desk, &ask).await?, &form.0)?;
    keep(desk, event).await
}

pub(super) async fn time(desk: Desk<PutOnAgenda>, ask: Ask, form: Minutes) -> Result<Redirect, Trouble> {
    let event = desk.dossier().time(order::no(&desk, &ask).await?, form.0)?;
    keep(desk, event).await
}

/// The items before this one that were not dealt with, the one right before it first.
fn earlier(shown: &[Shown<'_>], one: &Shown<'_>) -> Option<Field> {
    let before = shown.iter().take_while(|other| other.key != one.key).filter(|other| other.point.held.is_none());
    let mut options: Vec<(String, Say)> = before.map(|other| (other.key.clone(), Say::same(other.title()))).collect();
    options.reverse();
    let nearest = options.first()?.0.clone();
    Some(Field::list("before", Say::of("Voor welk punt?", "Before which item?"), options).value(nearest))
}

/// Before an item that its reader reads.
pub(super) async fn raise(desk: Desk<PutOnAgenda>, ask: Ask, form: Before) -> Result<Redirect, Trouble> {
    let event = {
        let shown = tables::shown(&ask, desk.dossier()).await?;
        let number =
            |key: &str| shown.iter().find(|one| one.key == key).map(|one| one.point.item.no).ok_or(order::NOT_HERE);
        desk.dossier().raise(number(ask.part("no"))?, number(&form.0).map_err(|no| no.at("before"))?)?
    };
    keep(desk, event).await
}

pub(super) async fn take_off(desk: Desk<TakeOffAgenda>, ask: Ask, form: Off) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_off(order::no(&desk, &ask).await?, form.0)?;
    keep(desk, event).await
}

pub(super) async fn hold(desk: Desk<HoldItem>, ask: Ask, form: Holding) -> Result<Redirect, Trouble> {
    let (no, held) = {
        let shown = tables::shown(&ask, desk.dossier()).await?;
        let one = shown.iter().find(|one| one.key == ask.part("no")).ok_or(order::NOT_HERE)?;
        let no = one.point.item.no;
        (no, desk.dossier().hold(no, form, one.is_urgent())?)
    };
    // What is put right of an item that was dealt with before leaves on the table what is there now.
    let was_on = desk.dossier().now().is_some_and(|now| now.item.no == no);
    let mut events = vec![held];
    if was_on {
        events.extend(order::next(&desk, &ask, &[]).await?);
    }
    let id = desk.id();
    desk.commit(events).await?;
    Ok(Redirect::to(MEETINGS.under(id, if was_on { "/nu" } else { "#agenda" })))
}
