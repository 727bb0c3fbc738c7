//! The page of parts: each part of a page with the states it can be in, side by side, for who builds, tests or themes. Only the
//! demonstration has it. Everything on it is invented and stands in this file; it reads no store.

use crate::places::PARTS;
use crate::table::{Paper, Place, Sitting, Stage, Way, draw, mini, steps};
use askama::Template;
use kernel::{AgencyId, Lang, Line, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Tier;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Icon, Page, Reader, Redirect, Trouble};

/// Puts the page in a house that shows invented persons.
pub fn rooms(house: &mut web::Rooms) {
    house.own::<Sample, _, _>(PARTS.list(), "Shows invented parts of pages and keeps nothing.", show, send);
}

/// What the form on the page asks: enough to see it sent and refused.
struct Sample;

impl Form for Sample {
    fn check(read: &mut Reader) -> Option<Self> {
        let told = read.must::<Line>("told");
        read.day("day").filter(|_| told.is_some()).map(|_| Self)
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "parts/page.html")]
struct Parts {
    #[serde(skip)]
    lang: Lang,
    /// The names of the icons there are.
    icons: Vec<&'static str>,
    #[serde(skip)]
    drawn: Vec<(&'static str, Icon)>,
    #[serde(skip)]
    ways: Vec<String>,
    #[serde(skip)]
    tables: Vec<String>,
    #[serde(skip)]
    minis: Vec<String>,
    #[serde(skip)]
    form: Html,
}

async fn show(ask: Ask, filled: Filled) -> Result<Page<Parts>, Trouble> {
    let lang = ask.lang;
    let invented = [3, 5, 7, 12].map(places);
    let body = Parts {
        lang,
        icons: Icon::ALL.iter().map(|icon| icon.word()).collect(),
        drawn: Icon::ALL.iter().map(|icon| (icon.word(), *icon)).collect(),
        ways: ways(lang),
        tables: invented.iter().map(|places| draw(places, &sitting(lang), papers(lang))).collect(),
        minis: invented.iter().map(|places| mini(places, lang)).collect(),
        form: form().html(&ask, &filled, None),
    };
    Ok(Page::of(&ask, Say::of("Onderdelen", "Parts"), body))
}

async fn send(_: Ask, _: Sample) -> Result<Redirect, Trouble> {
    Ok(Redirect::to(PARTS.list()))
}

fn form() -> FormSpec {
    FormSpec::to(PARTS.list(), Say::of("Versturen", "Send"))
        .field(
            Field::line("told", Say::of("Wat zag u?", "What did you see?"))
                .hint(Say::of("Alleen wat is gezien of gehoord.", "Only what was seen or heard.")),
        )
        .field(Field::day("day", Say::of("Wanneer?", "When?")))
        .field(Field::note("more", Say::of("Wilt u nog iets zeggen?", "Anything else?")).optional())
        .field(
            Field::choice(
                "answer",
                Say::of("Wat antwoordt u?", "What do you answer?"),
                vec![
                    ("give", Say::of("Wij brengen iets in", "We contribute")),
                    ("nothing", Say::of("Bij ons is niets bekend", "We know nothing about this")),
                    ("not", Say::of("Wij mogen dit niet delen", "We may not share this")),
                ],
            )
            .optional(),
        )
        .field(
            Field::note("why", Say::of("Waarom niet?", "Why not?"))
                .hint(Say::of("Deze vraag komt pas bij dat antwoord.", "This comes with that answer only."))
                .under("answer", &["not"]),
        )
        .field(
            Field::list(
                "where",
                Say::of("Waar was het? Een lange lijst", "Where was it? A long list"),
                NAMES
                    .iter()
                    .map(|(name, _)| name.to_string())
                    .chain((1..=8).map(|n| format!("Gemeente Waterkant-{n}")))
                    .map(|name| (name.clone(), Say::same(name)))
                    .collect(),
            )
            .optional(),
        )
        .field(Field::day("until", Say::of("Tot wanneer?", "Until when?")).optional().more())
        .field(Field::tick("sure", Say::of("Dit klopt", "This is right")))
}

/// Where something can be on its way: under way, without a stage, at its end.
fn ways(lang: Lang) -> Vec<String> {
    let state = lang.both("samen oordelen", "judging together");
    let table = |stage: Stage| vec![(stage, format!("{PARTS}#tafel"))];
    let way = |now, skips, over, at| Way { now, state, reached: now, skips, over, at };
    let all = [
        way(Stage::Weighing, None, false, Vec::new()),
        way(Stage::Weighing, None, true, table(Stage::Signal)),
        way(Stage::Case, Some(Stage::Advice), false, table(Stage::Weighing)),
    ];
    all.iter().map(|way| steps(way, lang)).collect()
}

const NAMES: [(&str, &str); 12] = [
    ("Gemeente Waterkant", "Marit Havenaar"),
    ("Politie Kustland", "Ruben Dijkgraaf"),
    ("Openbaar Ministerie", "Hilde Rechtema"),
    ("Het Kustlyceum", "Petra Leerdam"),
    ("GGZ Kustland", "Lotte Kompas"),
    ("Reclassering", "Amber Toezand"),
    ("Veiligheidshuis Kustland", "Gijs Tafelberg"),
    ("Jongerenwerk", ""),
    ("Raad voor de Kinderbescherming", "Joost Waarborg"),
    ("Woningstichting Duinrand", "Els Drempel"),
    ("Leerplicht", "Noor Aanwezig"),
    ("Wijkteam Zuid", "Sem Buurman, Iris Straat +2"),
];

/// A table of so many, with every state that a place can be in.
fn places(count: usize) -> Vec<Place> {
    let place = |at: usize| Place {
        agency: agency(at),
        tier: if at < 3 { Tier::Trio } else { Tier::Participant },
        spoken: match at % 4 {
            0 | 1 => Some(true),
            2 => Some(false),
            _ => None,
        },
        key: (at < 3).then_some(at != 1),
        owes: (at % 5 == 4).then(|| Say::of("vraag open, tot 1 december", "question open, until 1 December")),
    };
    (0..count.min(NAMES.len())).map(place).collect()
}

fn agency(at: usize) -> AgencyId {
    format!("onderdeel-{at}").parse().unwrap_or_default()
}

fn sitting(lang: Lang) -> Sitting {
    let all =
        NAMES.iter().enumerate().map(|(at, (name, person))| (agency(at), (*name).to_owned(), (*person).to_owned()));
    Sitting::invented(lang, agency(0), all)
}

fn papers(lang: Lang) -> Vec<Paper> {
    vec![
        Paper { icon: Icon::Paper, says: lang.both("het oordeel", "the judgement").to_owned(), at: "#naast" },
        Paper { icon: Icon::Eye, says: lang.both("5 feiten", "5 facts").to_owned(), at: "#feiten" },
    ]
}
