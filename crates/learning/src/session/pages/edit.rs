//! Making a copied programme one's own: title, steps, cards, before they run.

use super::cues::place;
use crate::places;
use crate::session::{Kind, MOST_ITEMS, Part, ReadSession, RewriteSession, Script, Step, Voice, Words};
use kernel::{Date, Lang, Line, Note, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Choice, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit, free_text};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/edit.html")]
pub(super) struct EditPage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    title: String,
    heading: String,
    lead: String,
    form: Html,
    more: Vec<Html>,
}

fn page(visit: &Visit<ReadSession>, heading: Say, lead: &Say, form: Html, more: Vec<Html>) -> Page<EditPage> {
    let lang = visit.ask.lang;
    let body = EditPage {
        lang,
        back: places::SESSIONS.of(visit.id()),
        title: visit.dossier().plan().map(|p| p.title.to_string()).unwrap_or_default(),
        heading: heading.to(lang).to_owned(),
        lead: lead.to(lang).to_owned(),
        form,
        more,
    };
    Page::of(&visit.ask, heading, body)
}

fn may(visit: &Visit<ReadSession>) -> Result<(), Trouble> {
    if visit.may::<RewriteSession>() { Ok(()) } else { Err(Trouble::Denied) }
}

/// Title, aim and day.
pub(crate) struct Described {
    title: Line,
    aim: Note,
    on: Date,
}

impl Form for Described {
    fn check(read: &mut Reader) -> Option<Self> {
        let title = read.must("title");
        let aim = read.must("aim");
        let on = read.day("on");
        Some(Self { title: title?, aim: aim?, on: on? })
    }
}

pub(super) async fn describe_page(visit: Visit<ReadSession>, filled: Filled) -> Result<Page<EditPage>, Trouble> {
    may(&visit)?;
    let plan = visit.dossier().plan().ok_or(Trouble::Denied)?;
    let form = FormSpec::to(places::SESSIONS.under(visit.id(), "/gegevens"), Say::of("Opslaan", "Save"))
        .field(Field::line("title", Say::of("Titel", "Title")).value(plan.title.as_str()))
        .field(Field::note("aim", Say::of("Doel", "Aim")).value(plan.aim.as_str()))
        .field(Field::day("on", Say::of("Dag", "Day")).on(plan.on));
    let form = form.html(&visit.ask, &filled, Some(visit.seq()));
    let lead = Say::of("De titel en het doel staan ook op de telefoons.", "Title and aim are on the phones too.");
    Ok(page(&visit, Say::of("Titel, doel en dag", "Title, aim and day"), &lead, form, Vec::new()))
}

pub(super) async fn describe(desk: Desk<RewriteSession>, _: Ask, form: Described) -> Result<Redirect, Trouble> {
    let event = desk.dossier().describe(form.title, form.aim, form.on)?;
    let to = places::SESSIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// A step as it is written.
pub(crate) struct StepForm(Step);

impl Form for StepForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let kind = read.choice::<Kind>("kind");
        let title = words(read, "title_nl", "title_en");
        let prompt = words(read, "prompt_nl", "prompt_en");
        let asks = maybe(read, "asks_nl", "asks_en");
        let minutes = read.must::<Line>("minutes").and_then(|text| {
            let minutes = text.as_str().parse().ok();
            if minutes.is_none() {
                read.wrong("minutes", Say::of("Schrijf een getal.", "Write a number."));
            }
            minutes
        });
        let voice = read.may_choice::<Voice>("voice");
        let items = items(read);
        Some(Self(Step {
            kind: kind?,
            title: title?,
            prompt: prompt?,
            asks: asks?,
            // Written in a form of its own.
            script: Script::new(),
            minutes: minutes?,
            voice: voice?,
            items: items?,
        }))
    }
}

fn words(read: &mut Reader, nl: &'static str, en: &'static str) -> Option<Words> {
    let (nl, en) = (read.must::<Note>(nl), read.may::<Note>(en));
    Some(Words { nl: nl?, en: en? })
}

fn maybe(read: &mut Reader, nl: &'static str, en: &'static str) -> Option<Option<Words>> {
    let (nl, en) = (read.may::<Note>(nl)?, read.may::<Note>(en)?);
    Some(nl.map(|nl| Words { nl, en }))
}

/// One per line, the English on the line with the same number.
fn items(read: &mut Reader) -> Option<Vec<Words>> {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
    };
    let (nl, en) = (lines(read.text("items")), lines(read.text("items_en")));
    if nl.len() > MOST_ITEMS {
        read.wrong("items", Say::of("Houd het bij hooguit 24 regels.", "Keep it to 24 lines at most."));
        return None;
    }
    if !en.is_empty() && en.len() != nl.len() {
        let count = Say::of(
            "Schrijf evenveel regels als in het Nederlands, of laat dit leeg.",
            "Write as many lines as in Dutch, or leave this empty.",
        );
        read.wrong("items_en", count);
        return None;
    }
    let mut en = en.into_iter();
    let one = |line: String| {
        let english = en.next().map(|e| free_text(&e)).transpose()?;
        Ok::<_, Refusal>(Words { nl: free_text(&line)?, en: english })
    };
    let read_all: Result<Vec<_>, _> = nl.into_iter().map(one).collect();
    read_all.map_err(|refusal| read.wrong("items", refusal.why)).ok()
}

fn step_form(to: String, step: Option<&Step>) -> FormSpec {
    let en = |w: Option<&Words>| w.and_then(|w| w.en.as_ref()).map(ToString::to_string);
    let nl = |w: Option<&Words>| w.map(|w| w.nl.to_string());
    let (title, prompt) = (step.map(|s| &s.title), step.map(|s| &s.prompt));
    let asks = step.and_then(|s| s.asks.as_ref());
    let all = |pick: &dyn Fn(&Words) -> Option<String>| {
        step.map(|s| s.items.iter().filter_map(pick).collect::<Vec<_>>().join("\n"))
    };
    let items = all(&|w| Some(w.nl.to_string()));
    let items_en = all(&|w| w.en.as_ref().map(ToString::to_string));
    let english =
        Say::of("Leeg is: ook wie Engels leest, ziet het Nederlands.", "Empty is: who reads English sees the Dutch.");
    let minutes = step.map(|s| s.minutes.to_string());
    FormSpec::to(to, Say::of("Opslaan", "Save"))
        .field(
            Field::choice_of::<Kind>("kind", Say::of("Wat gebeurt er?", "What happens?"))
                .values(step.map(|s| s.kind.word())),
        )
        .field(Field::line("title_nl", Say::of("Titel", "Title")).values(nl(title).as_deref()))
        .field(
            Field::note("prompt_nl", Say::of("Wat de zaal leest", "What the room reads"))
                .values(nl(prompt).as_deref())
                .hint(Say::of(
                    "Op het scherm, voor iedereen. Wat alleen voor u is, schrijft u apart.",
                    "On the screen, for everybody. What is for you alone, you write apart.",
                )),
        )
        .field(
            Field::note("asks_nl", Say::of("Wat de telefoon vraagt", "What the phone asks"))
                .optional()
                .values(nl(asks).as_deref())
                .hint(Say::of("Leeg is: hetzelfde als de zaal leest.", "Empty is: the same as the room reads.")),
        )
        .field(Field::line("minutes", Say::of("Minuten", "Minutes")).values(minutes.as_deref()))
        .field(
            Field::choice_of::<Voice>("voice", Say::of("Antwoorden", "Answers"))
                .sometimes()
                .values(step.and_then(|s| s.voice).map(Choice::word))
                .hint(Say::of(
                    "Alleen als telefoons iets sturen. Ligt vast zodra de stap begint.",
                    "Only where phones send something. Fixed as soon as the step begins.",
                )),
        )
        .field(
            Field::note("items", Say::of("Stellingen, keuzes of koppen", "Statements, choices or headings"))
                .sometimes()
                .values(items.as_deref())
                .hint(Say::of("Elk op een eigen regel.", "Each on a line of its own.")),
        )
        .field(
            Field::line("title_en", Say::of("Titel in het Engels", "Title in English"))
                .optional()
                .values(en(title).as_deref())
                .hint(english),
        )
        .field(
            Field::note("prompt_en", Say::of("Wat de zaal leest, in het Engels", "What the room reads, in English"))
                .optional()
                .values(en(prompt).as_deref()),
        )
        .field(
            Field::note("asks_en", Say::of("Wat de telefoon vraagt, in het Engels", "What the phone asks, in English"))
                .optional()
                .values(en(asks).as_deref()),
        )
        .field(
            Field::note("items_en", Say::of("De regels in het Engels", "The lines in English"))
                .optional()
                .values(items_en.as_deref()),
        )
}

pub(super) async fn step_page(visit: Visit<ReadSession>, filled: Filled) -> Result<Page<EditPage>, Trouble> {
    may(&visit)?;
    let place = place(&visit.ask)?;
    let (step, turn) = visit.dossier().step(place).ok_or(Trouble::Denied)?;
    if turn.since.is_some() {
        return Err(Trouble::Denied);
    }
    let (ask, seq) = (&visit.ask, Some(visit.seq()));
    let form =
        step_form(places::SESSIONS.under(visit.id(), &format!("/stap/{place}")), Some(step)).html(ask, &filled, seq);
    let hidden = || Field::hidden("plaats", place.to_string());
    let order = FormSpec::to(places::SESSIONS.under(visit.id(), "/volgorde"), Say::of("Verplaatsen", "Move"))
        .titled(Say::of("Een plaats eerder of later", "One place earlier or later"))
        .field(hidden())
        .field(Field::choice(
            "way",
            Say::of("Waarheen?", "Where to?"),
            vec![("up", Say::of("Eerder", "Earlier")), ("down", Say::of("Later", "Later"))],
        ))
        .secondary();
    let gone =
        FormSpec::to(places::SESSIONS.under(visit.id(), "/stap-weg"), Say::of("Stap weghalen", "Take the step out"))
            .field(hidden())
            .secondary();
    let cues = super::cues::form(places::SESSIONS.under(visit.id(), &format!("/stap/{place}/tekst")), step);
    let more = vec![cues.html(ask, &filled, seq), order.html(ask, &filled, seq), gone.html(ask, &filled, seq)];
    let lead = Say::of(
        "U past deze stap aan voor deze sessie. De vorm zelf blijft zoals hij is.",
        "You change this step for this session. The form itself stays as it is.",
    );
    let n = place + 1;
    Ok(page(&visit, Say::made(format!("Stap {n}"), format!("Step {n}")), &lead, form, more))
}

pub(super) async fn new_step_page(visit: Visit<ReadSession>, filled: Filled) -> Result<Page<EditPage>, Trouble> {
    may(&visit)?;
    let place = place(&visit.ask)?;
    let to = places::SESSIONS.under(visit.id(), &format!("/stap-erbij/{place}"));
    let form = step_form(to, None).html(&visit.ask, &filled, Some(visit.seq()));
    let lead = Say::of("De stap komt achter de vorige.", "The step comes behind the one before.");
    Ok(page(&visit, Say::of("Stap erbij", "Another step"), &lead, form, Vec::new()))
}

pub(super) async fn write_step(desk: Desk<RewriteSession>, ask: Ask, form: StepForm) -> Result<Redirect, Trouble> {
    let place = place(&ask)?;
    let (was, _) = desk.dossier().step(place).ok_or(Trouble::Denied)?;
    let event = desk.dossier().write_step(place, Step { script: was.script.clone(), ..form.0 })?;
    let to = places::SESSIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn add_step(desk: Desk<RewriteSession>, ask: Ask, form: StepForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().add_step(place(&ask)?, form.0)?;
    let to = places::SESSIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// A step one place up or down.
pub(crate) struct MoveForm {
    place: usize,
    up: bool,
}

impl Form for MoveForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let place = read.text("plaats").parse().ok();
        let up = match read.text("way") {
            "up" => Some(true),
            "down" => Some(false),
            _ => None,
        };
        if up.is_none() {
            read.wrong("way", Say::of("Kies eerder of later.", "Choose earlier or later."));
        }
        Some(Self { place: place?, up: up? })
    }
}

pub(super) async fn move_step(desk: Desk<RewriteSession>, _: Ask, form: MoveForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().move_step(form.place, form.up)?;
    let to = places::SESSIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn drop_step(
    desk: Desk<RewriteSession>,
    _: Ask,
    form: super::deeds::PlaceForm,
) -> Result<Redirect, Trouble> {
    let event = desk.dossier().drop_step(form.0)?;
    let to = places::SESSIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// The card of a part.
pub(crate) struct PartForm(Part);

impl Form for PartForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let seat = words(read, "seat_nl", "seat_en");
        let card = words(read, "card_nl", "card_en");
        Some(Self(Part { seat: seat?, card: card? }))
    }
}

pub(super) async fn part_page(visit: Visit<ReadSession>, filled: Filled) -> Result<Page<EditPage>, Trouble> {
    may(&visit)?;
    let place = place(&visit.ask)?;
    let part = visit.dossier().plan().and_then(|p| p.parts.get(place)).ok_or(Trouble::Denied)?;
    let en = |w: &Words| w.en.as_ref().map(ToString::to_string);
    let form = FormSpec::to(places::SESSIONS.under(visit.id(), &format!("/rol/{place}")), Say::of("Opslaan", "Save"))
        .field(Field::line("seat_nl", Say::of("Rol", "Part")).value(part.seat.nl.as_str()))
        .field(
            Field::note("card_nl", Say::of("Wat alleen deze rol weet", "What only this part knows"))
                .value(part.card.nl.as_str()),
        )
        .field(
            Field::line("seat_en", Say::of("Rol in het Engels", "Part in English"))
                .optional()
                .values(en(&part.seat).as_deref()),
        )
        .field(
            Field::note("card_en", Say::of("De kaart in het Engels", "The card in English"))
                .optional()
                .values(en(&part.card).as_deref()),
        )
        .html(&visit.ask, &filled, Some(visit.seq()));
    let lead = Say::of(
        "Verzin alles. Een kaart over een echt persoon hoort hier niet.",
        "Invent everything. A card about a real person does not belong here.",
    );
    Ok(page(&visit, Say::of("Rolkaart", "Card of a part"), &lead, form, Vec::new()))
}

pub(super) async fn write_part(desk: Desk<RewriteSession>, ask: Ask, form: PartForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().write_part(place(&ask)?, form.0)?;
    let to = places::SESSIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
