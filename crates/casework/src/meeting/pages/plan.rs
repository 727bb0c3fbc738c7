//! Planning a meeting, and another time or place for it.

use crate::meeting::{Event, Plan, PlanMeeting, Replan, Sort, Start, When};
use crate::places::{MEETINGS, NEW};
use askama::Template;
use kernel::{Date, DossierId, HouseId, Lang, Line, Note, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// The form, read and of the right shape.
pub(super) struct Planning {
    sort: Sort,
    title: Line,
    when: When,
}

/// Another time or place.
pub(super) struct Again(When);

fn when(read: &mut Reader) -> Option<When> {
    let (day, start, place) = (read.day("day"), read.must::<Start>("start"), read.must::<Note>("place"));
    let weeks =
        number(read, "weeks", Say::of("Schrijf een aantal weken, zoals 3.", "Write a number of weeks, such as 3."));
    let hand_in =
        number(read, "hand_in", Say::of("Schrijf een aantal dagen, zoals 5.", "Write a number of days, such as 5."));
    Some(When { day: day?, start: start?, place: place?, weeks: weeks?, hand_in: hand_in? })
}

/// A number that may be left out; this is said of anything else.
fn number(read: &mut Reader, name: &'static str, wrong: Say) -> Option<Option<u32>> {
    let typed = read.may::<Line>(name)?;
    let Some(typed) = typed else { return Some(None) };
    let number = typed.as_str().parse().ok();
    if number.is_none() {
        read.wrong(name, wrong);
    }
    number.map(Some)
}

impl Form for Planning {
    fn check(read: &mut Reader) -> Option<Self> {
        let (sort, title, when) = (read.choice("sort"), read.must("title"), when(read));
        Some(Self { sort: sort?, title: title?, when: when? })
    }
}

impl Form for Again {
    fn check(read: &mut Reader) -> Option<Self> {
        when(read).map(Self)
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "meeting/pages/plan.html")]
pub(super) struct PlanPage {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

fn fields(form: FormSpec, now: Option<&When>) -> FormSpec {
    let day = Field::day("day", Say::of("Op welke dag?", "On which day?"));
    let start = Field::line("start", Say::of("Hoe laat?", "At what time?"))
        .hint(Say::of("Bijvoorbeeld 10.30.", "For example 10.30."));
    let place = Field::note(
        "place",
        Say::of("Waar, en hoe doet iemand op afstand mee?", "Where, and how does somebody join remotely?"),
    );
    let weeks = Field::line("weeks", Say::of("Om de hoeveel weken?", "Every how many weeks?"))
        .optional()
        .hint(Say::of("Leeg laten als dit overleg niet terugkomt.", "Leave empty if this meeting does not recur."));
    let hand_in = Field::line(
        "hand_in",
        Say::of("Hoeveel dagen ervoor is alles aangeleverd?", "How many days before is everything handed in?"),
    )
    .optional()
    .hint(Say::of(
        "Bijvoorbeeld 5 voor de triage van elke week. Leeg laten als u dat niet afsprak.",
        "For example 5 for the weekly triage. Leave empty if you did not agree on that.",
    ));
    let Some(now) = now else { return form.field(day).field(start).field(place).field(weeks).field(hand_in) };
    let typed = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let again = Say::of(
        "Met een andere dag, tijd of plaats vervallen de antwoorden: iedereen wordt opnieuw gevraagd.",
        "With another day, time or place the answers lapse: everybody is asked again.",
    );
    form.field(day.on(now.day).hint(again))
        .field(start.value(now.start.to_string()))
        .field(place.value(now.place.as_str()))
        .field(weeks.value(typed(now.weeks)))
        .field(hand_in.value(typed(now.hand_in)))
}

/// Shows the form.
pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<PlanPage>, Trouble> {
    let form = FormSpec::to(MEETINGS.of(NEW), Say::of("Plannen", "Plan"))
        .field(Field::choice_of::<Sort>("sort", Say::of("Wat voor overleg is het?", "What sort of meeting is it?")))
        .field(Field::line("title", Say::of("Hoe heet het?", "What is it called?")).hint(Say::of(
            "Zonder namen: iedereen die is uitgenodigd leest dit, ook wie maar voor één punt komt.",
            "Without names: everybody who is invited reads this, even if they come for one item only.",
        )));
    let body = PlanPage { lang: ask.lang, form: fields(form, None).html(&ask, &filled, None) };
    Ok(Page::of(&ask, PlanMeeting::INFO.says, body))
}

/// What a meeting is called among colleagues. By chance: a number that counts would tell how many there are.
pub(super) fn reference(id: DossierId) -> Line {
    let id = id.to_string();
    format!("V-{}", id.get(id.len().saturating_sub(6)..).unwrap_or_default()).parse().unwrap_or_default()
}

/// The event that begins one.
pub(super) fn begun(
    id: DossierId,
    house: &HouseId,
    (sort, title): (Sort, Line),
    when: When,
    after: Option<DossierId>,
) -> Event {
    let plan = Plan { reference: reference(id), sort, title, when, house: house.clone(), after };
    Event::Planned { plan: Box::new(plan) }
}

/// Plans it.
pub(super) async fn act(desk: Desk<PlanMeeting>, ask: Ask, form: Planning) -> Result<Redirect, Trouble> {
    form.when.check(desk.today())?;
    let id = desk.id();
    let event = begun(id, &ask.actor.agency.house, (form.sort, form.title), form.when, None);
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(MEETINGS.of(id)).with(id, reference(id)))
}

/// The form on the page of a meeting.
pub(super) fn again_form(id: DossierId, now: &When) -> FormSpec {
    fields(FormSpec::to(MEETINGS.under(id, "/verzetten"), Say::of("Verzetten", "Reschedule")).secondary(), Some(now))
}

/// Another time or place; everybody is asked anew whether they come.
pub(super) async fn again(desk: Desk<Replan>, _: Ask, form: Again) -> Result<Redirect, Trouble> {
    let event = desk.dossier().replan(form.0, desk.today())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(MEETINGS.of(id)))
}

/// The day of the next one of a series.
///
/// # Errors
/// A sentence when it does not come back, or its next day has passed as well.
pub(super) fn next_day(when: &When, today: Date) -> Result<Date, Refusal> {
    use jiff::ToSpan;
    let weeks =
        when.weeks.ok_or(Refusal::of("Dit overleg komt niet terug.", "This meeting does not recur.").at("next"))?;
    let mut day = when.day;
    // One that was held late is followed by the next day of its own rhythm.
    while day <= today {
        day = day
            .checked_add(i64::from(weeks).weeks())
            .map_err(|_| Refusal::of("Kies een andere dag.", "Choose another day."))?;
    }
    Ok(day)
}
