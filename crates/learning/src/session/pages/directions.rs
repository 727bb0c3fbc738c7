//! What participants devised goes to a recommendation: who leads ticks it, gives it words that everybody may read, and sends it.

use super::slips;
use crate::places;
use crate::{
    naming,
    recommendation::{self, AddDirection},
    session::{Devised, PassOn, ReadSession, Session, Shared},
};
use kernel::{DossierId, Lang, Note, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Error};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit, free_text};

/// So many on one page.
const ROWS: usize = 40;

/// The name of the tick of a row.
fn tick(row: usize) -> String {
    format!("k{row}")
}

/// The name of the field with what a row is called.
fn key(row: usize) -> String {
    format!("b{row}")
}

/// The name of the field with the words of a row.
fn words(row: usize) -> String {
    format!("w{row}")
}

/// What was ticked, in the words it got, and where it goes.
pub(crate) struct Chosen {
    under: DossierId,
    picked: Vec<(String, Note)>,
    heading: Option<usize>,
}

impl Form for Chosen {
    fn check(read: &mut Reader) -> Option<Self> {
        const NOTHING: Say = Say::of("Vink aan wat u wilt doorgeven.", "Tick what you want to pass on.");
        const WORDLESS: Say = Say::of("Schrijf wat er komt te staan.", "Write what it will say.");
        let under = read.must::<DossierId>("under");
        let sure = read.tick("zeker");
        let rows = read.rows(&["k", "b", "w"], 0, |read, row| {
            let (ticked, key, typed) = (read.tick(tick(row)), read.many(key(row)), read.many(words(row)));
            ticked.then_some((key, typed))
        });
        let (mut ticked, mut picked) = (0, Vec::new());
        for (row, (key, typed)) in rows.into_iter().filter_map(|(row, sent)| Some((row, sent?))) {
            ticked += 1;
            let note = typed.first().map_or(Err(WORDLESS), |text| free_text::<Note>(text).map_err(|r| r.why));
            let named = |note: &Note| naming::question(note.as_str()).filter(|_| !sure);
            match note.and_then(|note| named(&note).map_or(Ok(note), Err)) {
                Ok(note) => picked.extend(key.first().map(|key| (key.clone(), note))),
                Err(why) => read.wrong(words(row), why),
            }
        }
        if ticked == 0 {
            read.wrong(tick(0), NOTHING);
        }
        let heading = read.text("kop").parse().ok();
        (picked.len() == ticked && ticked > 0).then_some(())?;
        Some(Self { under: under?, picked, heading })
    }
}

fn place(ask: &Ask, session: &Session) -> Result<usize, Trouble> {
    let asked = ask.part("plaats").parse::<usize>().ok();
    asked.filter(|place| session.wrote().any(|n| n == *place)).ok_or(Trouble::Denied)
}

/// Puts them there, here and at the recommendation at once.
pub(super) async fn pass_on(desk: Desk<PassOn>, ask: Ask, form: Chosen) -> Result<Redirect, Trouble> {
    const FINISHED: Refusal = Refusal::of(
        "Onder deze aanbeveling kan niets meer: zij is afgerond of wordt niet opgepakt.",
        "Nothing can be put under this recommendation any more: it is finished or will not be taken up.",
    );
    let session = desk.dossier();
    let place = place(&ask, session)?;
    let slips = slips::of_desk(&desk, place, false).await?;
    let keys: Vec<&str> = form.picked.iter().map(|(key, _)| key.as_str()).collect();
    let event = session.pass_on(place, &keys, form.under, &session.written(place, &slips, desk.now()))?;
    let under = match ask.vault.open_desk::<AddDirection>(&ask.actor, form.under).await {
        Err(Error::Denied) => return Err(FINISHED.at("under").into()),
        opened => opened?,
    };
    let many = form.picked.len();
    let texts = form.picked.into_iter().map(|(_, text)| text).collect();
    let new = under.dossier().add_directions(texts, desk.id()).map_err(|refusal| refusal.at("under"))?;
    let heading = form.heading.map(|n| format!("kop={n}&")).unwrap_or_default();
    let said = format!("/richtingen/{place}?{heading}gezet={}&stond={}", new.len(), many - new.len());
    let to = places::SESSIONS.under(desk.id(), &said);
    let drafts = if new.is_empty() { Vec::new() } else { vec![under.draft(new)] };
    desk.commit_with(vec![event], drafts).await?;
    Ok(Redirect::to(to))
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DirectionTab")]
struct Tab {
    address: String,
    says: String,
    here: bool,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/directions.html")]
pub(super) struct DirectionsPage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    steps: Vec<Tab>,
    headings: Vec<Tab>,
    more: Vec<Tab>,
    done: Option<String>,
    none: Option<String>,
    form: Option<Html>,
}

/// What the page is about: a step, a heading in it, and what was devised there.
struct About {
    at: String,
    place: usize,
    heading: Option<usize>,
    devised: Vec<Devised>,
    offered: Vec<(DossierId, Say)>,
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadSession>, filled: Filled) -> Result<Page<DirectionsPage>, Trouble> {
    let (session, ask) = (visit.dossier(), &visit.ask);
    if !visit.may::<PassOn>() {
        return Err(Trouble::Denied);
    }
    let place = place(ask, session)?;
    let slips = slips::of_step(&visit.seen, place).await?;
    let notes: Vec<Shared> = session.written(place, &slips, ask.now);
    let devised = session.devised(place, &notes);
    let wanted = session.plan().map_or(&[][..], |plan| plan.about.as_slice());
    let offered = recommendation::open_ones(ask, wanted).await?;
    let items = session.steps().get(place).map_or(&[][..], |step| step.items.as_slice());
    let asked = filled.values().first("kop").or_else(|| ask.query.first("kop")).and_then(|n| n.parse().ok());
    let first = || (0..items.len()).find(|n| devised.iter().any(|one| one.belongs_to(*n)));
    let heading = asked.filter(|n| *n < items.len()).or_else(first);
    let about = About {
        at: places::SESSIONS.under(visit.id(), &format!("/richtingen/{place}")),
        place,
        heading,
        devised,
        offered,
    };
    let fits = |one: &&Devised| heading.is_none_or(|n| one.belongs_to(n));
    let here: Vec<&Devised> = about.devised.iter().filter(fits).collect();
    let page: usize = ask.query.first("blad").and_then(|n| n.parse().ok()).unwrap_or(0);
    let rows = rows(&about, &here, page, &filled);
    let none = if about.offered.is_empty() {
        Some(Say::of(
            "Er is geen aanbeveling waar nog iets onder kan.",
            "There is no recommendation that something can still be put under.",
        ))
    } else if rows.is_empty() {
        Some(Say::of(
            "Hier is niets wat u kunt doorgeven. Zonder naam komt er pas iets als de stap gesloten is en er vijf antwoorden zijn.",
            "There is nothing here that you can pass on. Without names something comes only once the step is closed and there are five answers.",
        ))
    } else {
        None
    };
    let form = none.is_none().then(|| form(&about, session, &rows, &filled));
    let body = DirectionsPage {
        lang: ask.lang,
        back: places::SESSIONS.of(visit.id()),
        steps: steps(&visit, place),
        headings: headings(&about, session, ask.lang),
        more: more(&about, here.len(), page, ask.lang),
        done: done(ask),
        none: none.map(|says| says.to(ask.lang).to_owned()),
        form: form.map(|form| form.html(ask, &filled, Some(visit.seq()))),
    };
    Ok(Page::of(ask, Say::of("Richtingen onder aanbevelingen", "Directions under recommendations"), body))
}

/// One direction with what a form calls it; without it when it went while somebody was typing.
type Row<'a> = (String, Option<&'a Devised>);

/// What is on this page of the list. A form that comes back keeps its own rows, so that every word stays with its tick.
fn rows<'a>(about: &'a About, here: &[&'a Devised], page: usize, filled: &Filled) -> Vec<Row<'a>> {
    if filled.is_for(&about.at) {
        let sent = filled.rows("b").into_iter().zip(0..).take_while(|((n, _), row)| n == row).map(|((_, key), _)| key);
        let find = |key: &str| about.devised.iter().find(|one| one.key == key);
        return sent.map(|key| (key.to_owned(), find(key))).collect();
    }
    here.iter().skip(page.saturating_mul(ROWS)).take(ROWS).map(|one| (one.key.clone(), Some(*one))).collect()
}

fn form(about: &About, session: &Session, rows: &[Row<'_>], filled: &Filled) -> FormSpec {
    let options = about.offered.iter().map(|(id, says)| (id.to_string(), says.clone())).collect();
    let mut under = Field::choice("under", Say::of("Onder welke aanbeveling?", "Under which recommendation?"), options);
    let meant = about.heading.and_then(|n| session.about(about.place, n));
    let only = || about.offered.first().filter(|_| about.offered.len() == 1).map(|(id, _)| *id);
    if let Some(id) = meant.or_else(only) {
        under = under.value(id.to_string());
    }
    let mut form = FormSpec::to(&about.at, Say::of("Onder de aanbeveling zetten", "Put under the recommendation"))
        .field(under)
        .field(Field::hidden("kop", about.heading.map(|n| n.to_string()).unwrap_or_default()));
    for (n, (called, devised)) in rows.iter().enumerate() {
        let number = n + 1;
        let label = Say::made(format!("Zo komt {number} er te staan"), format!("What {number} will say"));
        let mut text = Field::note(words(n), label).sometimes();
        if let Some(one) = devised {
            text = text.value(one.text.as_str());
        }
        form = form.field(Field::hidden(key(n), called)).field(ticked(tick(n), number, *devised, about)).field(text);
    }
    let named = filled.wrong().iter().any(|wrong| naming::is_question(&wrong.say));
    if named || filled.values().first("zeker").is_some() {
        form = form.field(Field::tick("zeker", Say::of("Ik noem hier geen persoon.", "I name no person here.")));
    }
    form
}

/// The tick before a direction: what was written, and where it stands already.
fn ticked(name: String, number: usize, devised: Option<&Devised>, about: &About) -> Field {
    let Some(one) = devised else {
        let gone = Say::of("Dit briefje is er niet meer", "This note is not there any more");
        return Field::tick(name, Say::made(format!("{number}. {}", gone.nl), format!("{number}. {}", gone.en)));
    };
    let label = if one.is_pile {
        let many = one.notes.len();
        Say::made(
            format!("{number}. Stapel: {} (briefjes: {many})", one.text),
            format!("{number}. Pile: {} (notes: {many})", one.text),
        )
    } else {
        Say::made(format!("{number}. {}", one.text), format!("{number}. {}", one.text))
    };
    let inside: String = if one.is_pile {
        one.notes.iter().map(|note| format!("“{}” ", note.text)).collect()
    } else {
        String::new()
    };
    let stands = one.under.iter().map(|id| {
        let known = about.offered.iter().find(|(offered, _)| offered == id);
        known.map_or(Say::of("al doorgegeven", "passed on already"), |(_, says)| says.clone())
    });
    let (nl, en): (Vec<_>, Vec<_>) = stands.map(|s| (s.nl.into_owned(), s.en.into_owned())).unzip();
    let field = Field::tick(name, label);
    match (inside.is_empty(), nl.is_empty()) {
        (true, true) => field,
        (false, true) => field.hint(Say::same(inside)),
        (_, false) => field.hint(Say::made(
            format!("{inside}Staat al onder: {}", nl.join("; ")),
            format!("{inside}Stands already under: {}", en.join("; ")),
        )),
    }
}

fn steps(visit: &Visit<ReadSession>, here: usize) -> Vec<Tab> {
    let session = visit.dossier();
    let tab = |n: usize| {
        let title = session.steps().get(n).map(|step| step.title.to(visit.ask.lang))?;
        let address = places::SESSIONS.under(visit.id(), &format!("/richtingen/{n}"));
        Some(Tab { address, says: format!("{}. {title}", n + 1), here: n == here })
    };
    session.wrote().filter_map(tab).collect()
}

fn headings(about: &About, session: &Session, lang: Lang) -> Vec<Tab> {
    let items = session.steps().get(about.place).map_or(&[][..], |step| step.items.as_slice());
    let tab = |(n, item): (usize, &super::super::Words)| {
        let many = about.devised.iter().filter(|one| one.belongs_to(n) && !one.is_pile).count();
        let says = format!("{} ({many})", item.to(lang));
        Tab { address: format!("{}?kop={n}", about.at), says, here: about.heading == Some(n) }
    };
    items.iter().enumerate().map(tab).collect()
}

/// The pages of a long list.
fn more(about: &About, many: usize, here: usize, lang: Lang) -> Vec<Tab> {
    let heading = about.heading.map(|n| format!("kop={n}&")).unwrap_or_default();
    let tab = |n: usize| Tab {
        address: format!("{}?{heading}blad={n}", about.at),
        says: format!("{} {}", lang.both("Blad", "Page"), n + 1),
        here: n == here,
    };
    if many > ROWS { (0..many.div_ceil(ROWS)).map(tab).collect() } else { Vec::new() }
}

/// What came of the last time, in a sentence.
fn done(ask: &Ask) -> Option<String> {
    let count = |name| ask.query.first(name).and_then(|n| n.parse::<usize>().ok());
    let (new, known) = (count("gezet")?, count("stond").unwrap_or(0));
    let put = match new {
        0 => Say::of("Er is niets bij gezet.", "Nothing was added."),
        1 => {
            Say::of("Eén richting staat nu onder de aanbeveling.", "One direction stands under the recommendation now.")
        }
        n => Say::made(
            format!("{n} richtingen staan nu onder de aanbeveling."),
            format!("{n} directions stand under the recommendation now."),
        ),
    };
    let left = match known {
        0 => Say::of("", ""),
        1 => Say::of(" Eén stond er al en is weggelaten.", " One stood there already and was left out."),
        n => Say::made(
            format!(" {n} stonden er al en zijn weggelaten."),
            format!(" {n} stood there already and were left out."),
        ),
    };
    Some(format!("{}{}", put.to(ask.lang), left.to(ask.lang)))
}
