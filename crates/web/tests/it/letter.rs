//! A small kind of dossier to try the house on: a letter that can be added to.

use kernel::{Line, Note, Observed, PersonId, Refusal, Say};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vault::{
    Agency, AgencyKind, Card, Database, Dossier, Key, Kind, Label, NewAccount, Opening, Role, Rulebook, Seat, Stamp,
    Tier, Vault,
};
use web::{
    Ask, Choice, Download, Field, Filled, Form, FormSpec, Html, NavItem, Page, Reader, Redirect, Rooms, Trouble, Visit,
    WebConfig,
};

#[derive(Clone, Serialize, Deserialize)]
pub enum Event {
    Begun { title: Line },
    Added { text: Note },
}

#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Letter {
    title: Option<Line>,
    texts: Vec<Note>,
    agency: Option<kernel::AgencyId>,
    opened: kernel::Date,
}

impl Dossier for Letter {
    type Event = Event;
    const KIND: &'static str = "letter";
    const SAYS: Say = Say::of("brief", "letter");
    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        match event {
            Event::Begun { title } => {
                self.title = Some(title.clone());
                self.agency = Some(stamp.agency.clone());
                self.opened = kernel::local_day(stamp.at);
            }
            Event::Added { text } => self.texts.push(text.clone()),
        }
    }
    fn card(&self) -> Card {
        let agency = self.agency.clone().unwrap_or_else(|| "nobody".parse().unwrap());
        Card {
            state: "open",
            facet: "all",
            house: "nhn".parse().unwrap(),
            municipality: "hoorn".parse().unwrap(),
            reference: "B-1".parse().unwrap(),
            opened: self.opened,
            due: None,
            label: Label {
                title: self.title.clone().unwrap_or_else(|| "?".parse().unwrap()),
                summary: None,
                called: None,
                urgent: false,
            },
            seats: vec![Seat::of(agency, Tier::Owner)],
            tasks: Vec::new(),
            persons: None,
            findable: Vec::new(),
            // A letter called `code ...` is open to who holds that code.
            claims: self.title.iter().filter_map(|t| t.as_str().strip_prefix("code ")).map(vault::code_claim).collect(),
        }
    }
    fn tell(event: &Event) -> Say {
        match event {
            Event::Begun { .. } => Say::of("Brief begonnen.", "Letter begun."),
            Event::Added { .. } => Say::of("Tekst toegevoegd.", "Text added."),
        }
    }
}

vault::acts! { Letter;
    /// Lists.
    ListLetters = "letter.list", List, "Brieven bekijken", "See letters";
    /// Begins.
    BeginLetter = "letter.begin", Create, "Brief beginnen", "Begin a letter";
    /// Reads.
    ReadLetter = "letter.read", Look, "Brief lezen", "Read the letter";
    /// Adds.
    AddText = "letter.add", Change, "Tekst toevoegen", "Add text" => "Uw tekst is toegevoegd.", "Your text has been added.";
}

const POLICY: &str = r#"
@id("letter.own")
@ground("geen")
@nl("Het is uw brief.")
@en("It is your letter.")
permit (principal, action in [Action::"letter.read", Action::"letter.add"], resource)
when { context.seat.contains("owner") };

@id("letter.bearer")
@ground("geen")
@nl("U hebt de code.")
@en("You hold the code.")
permit (principal, action in [Action::"letter.read", Action::"letter.add"], resource)
when { context.seat.contains("bearer") };

@id("letter.all")
@ground("geen")
@nl("Iedereen mag brieven beginnen.")
@en("Everybody may begin letters.")
permit (principal, action in [Action::"letter.begin", Action::"letter.list"], resource)
when { principal.role == "expert" };
"#;

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(
    source = "<ul>{% for t in texts %}<li>{{ t }}</li>{% endfor %}</ul>{{ form }}{% if may %}mag{% endif %}",
    ext = "html"
)]
struct Body {
    texts: Vec<String>,
    seq: u64,
    may: bool,
    form: Html,
}

async fn list(ask: Ask) -> Result<Page<Body>, Trouble> {
    let listed = ask.vault.list::<ListLetters>(&ask.actor, vault::Wanted::default()).await?;
    let texts = listed.rows.iter().map(|r| r.label.title.to_string()).collect();
    Ok(Page::of(&ask, Say::of("Brieven", "Letters"), Body { texts, seq: 0, may: false, form: Html::default() }))
}

async fn new(ask: Ask, filled: Filled) -> Result<Page<Body>, Trouble> {
    let form = FormSpec::to("/brieven/nieuw", Say::of("Beginnen", "Begin"))
        .field(Field::line("title", Say::of("Titel", "Title")));
    let form = form.html(&ask, &filled, None);
    Ok(Page::of(&ask, Say::of("Nieuwe brief", "New letter"), Body { texts: Vec::new(), seq: 0, may: false, form }))
}

struct Begin {
    title: Line,
}
impl Form for Begin {
    fn check(read: &mut Reader) -> Option<Self> {
        Some(Self { title: read.must("title")? })
    }
}

async fn begin(desk: vault::Desk<BeginLetter>, _: Ask, form: Begin) -> Result<Redirect, Trouble> {
    let id = desk.id();
    desk.commit(vec![Event::Begun { title: form.title }]).await?;
    Ok(Redirect::to(format!("/brieven/{id}")).with(id, "B-1"))
}

async fn read(visit: Visit<ReadLetter>, filled: Filled) -> Result<Page<Body>, Trouble> {
    let form = FormSpec::to(format!("/brieven/{}/toevoegen", visit.id()), Say::of("Toevoegen", "Add"))
        .field(Field::note("text", Say::of("Tekst", "Text")))
        .field(Field::choice_of::<Tone>("tone", Say::of("Toon", "Tone")))
        .field(Field::facts("facts"))
        .html(&visit.ask, &filled, Some(visit.seq()));
    let texts = visit.dossier().texts.iter().map(ToString::to_string).collect();
    let body = Body { texts, seq: visit.seen.seq(), may: visit.may::<AddText>(), form };
    Ok(Page::of(&visit.ask, Say::of("Brief", "Letter"), body))
}

#[derive(Clone, Copy)]
enum Tone {
    Kind,
    Firm,
}
impl Choice for Tone {
    fn all() -> &'static [Self] {
        &[Self::Kind, Self::Firm]
    }
    fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Firm => "firm",
        }
    }
    fn says(self) -> Say {
        match self {
            Self::Kind => Say::of("Vriendelijk", "Kind"),
            Self::Firm => Say::of("Streng", "Firm"),
        }
    }
}

struct Add {
    text: Note,
    tone: Tone,
    facts: Vec<Observed>,
}
impl Form for Add {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must("text");
        let tone = read.choice("tone");
        let facts = read.may_facts("facts");
        Some(Self { text: text?, tone: tone?, facts: facts? })
    }
}

async fn add(desk: vault::Desk<AddText>, _: Ask, form: Add) -> Result<Redirect, Trouble> {
    let id = desk.id();
    if matches!(form.tone, Tone::Firm) {
        return Err(Refusal::of("Zo streng mag niet.", "Not that firm.").at("tone").into());
    }
    assert!(form.text.as_str() != "stop", "a handler that stops");
    match form.text.as_str() {
        "druk" => return Err(vault::StoreError::Overloaded.into()),
        "weg" => return Err(vault::StoreError::Unknown.into()),
        _ => {}
    }
    let facts = form.facts.into_iter().map(|f| Event::Added { text: f.text });
    desk.commit(std::iter::once(Event::Added { text: form.text }).chain(facts).collect()).await?;
    Ok(Redirect::to(format!("/brieven/{id}#laatste")))
}

/// What a stranger with a code sees: what was handed in, and a form.
async fn held(visit: Visit<ReadLetter>, filled: Filled) -> Result<Page<Body>, Trouble> {
    let (code, ticket) = (visit.ask.part("code"), visit.ask.part("kaart"));
    let form = FormSpec::to(format!("/code/{code}/{ticket}/inleveren"), Say::of("Inleveren", "Hand in"))
        .field(Field::note("text", Say::of("Tekst", "Text")))
        .html(&visit.ask, &filled, None);
    let slips = visit.seen.slips("antwoord").await?;
    let texts = slips.into_iter().map(|s| String::from_utf8(s.body).unwrap()).collect();
    Ok(Page::of(&visit.ask, Say::of("Doe mee", "Join in"), Body { texts, seq: 0, may: false, form }))
}

struct Hand {
    text: Note,
}
impl Form for Hand {
    fn check(read: &mut Reader) -> Option<Self> {
        Some(Self { text: read.must("text")? })
    }
}

async fn hand_in(desk: vault::Desk<AddText>, ask: Ask, form: Hand) -> Result<Redirect, Trouble> {
    let (code, ticket) = (ask.part("code").to_owned(), ask.part("kaart").to_owned());
    let body = form.text.as_str().as_bytes().to_vec();
    let slip = vault::Slip { into: "antwoord".into(), ticket: ticket.clone(), keep: vault::Keep::Once, body };
    desk.hand_in(slip).await?;
    Ok(Redirect::to(format!("/code/{code}/{ticket}")))
}

async fn print(visit: Visit<ReadLetter>) -> Result<Download, Trouble> {
    if visit.dossier().texts.is_empty() {
        return Err(Refusal::of("Er staat nog niets in deze brief.", "There is nothing in this letter yet.").into());
    }
    Ok(Download::of("application/pdf", "B-1.pdf", visit.dossier().texts.len().to_string().into_bytes()))
}

async fn mine(ask: Ask) -> Result<Page<Body>, Trouble> {
    let texts = vec![ask.actor.name.to_string()];
    Ok(Page::of(&ask, Say::of("Mijn werk", "My work"), Body { texts, seq: 0, may: false, form: Html::default() }))
}

async fn press(visit: Visit<ReadLetter>) -> Result<Download, Trouble> {
    let document = paper::Document::new("Brief", paper::Language::Dutch, visit.ask.today);
    web::print("B-1.pdf", document).await
}

pub fn rooms() -> Rooms {
    let mut house = Rooms::new();
    house.mine("/", "shows only what is asked of who looks", mine);
    house.list::<ListLetters, _>("/brieven", list);
    house.begin::<BeginLetter, Begin, _, _>("/brieven/nieuw", new, begin);
    house.page::<ReadLetter, _>("/brieven/{id}", read);
    house.act::<AddText, Add, ReadLetter, _, _>("/brieven/{id}/toevoegen", read, add);
    house.file::<ReadLetter, _>("/brieven/{id}/papier", print);
    house.file::<ReadLetter, _>("/brieven/{id}/drukken", press);
    house.live::<ReadLetter>("/brieven/{id}/live");
    house.about_work(|house| {
        house.held_page::<ReadLetter, _>("/code/{code}/{kaart}", held);
        house.held_act::<AddText, Hand, ReadLetter, _, _>("/code/{code}/{kaart}/inleveren", held, hand_in);
        house.held_live::<ReadLetter>("/code/{code}/live");
    });
    house
}

/// A clock that stands still until a test puts it forward.
#[derive(Debug)]
pub struct LateClock(pub std::sync::atomic::AtomicI64);

impl vault::Clock for LateClock {
    fn now(&self) -> kernel::Timestamp {
        kernel::Timestamp::from_second(self.0.load(std::sync::atomic::Ordering::SeqCst)).unwrap()
    }
}

/// A house with two persons of two agencies: `anna` and `bram`; and `carl`, who may do nothing.
pub struct Here {
    pub clock: std::sync::Arc<LateClock>,
    pub router: axum::Router,
    pub vault: Vault,
    _folder: tempfile::TempDir,
}

pub async fn here(demo: bool, url: &str) -> Here {
    here_with(WebConfig { public_url: url.to_owned(), demo, metrics: true, ..WebConfig::default() }).await
}

/// The same as a server on loopback; gives its address.
pub async fn served(config: WebConfig) -> (Here, std::net::SocketAddr) {
    let (here, address, close, _) = served_until(config).await;
    // Nobody closes it: it ends with the test.
    std::mem::forget(close);
    (here, address)
}

/// The same, until it is told to close; and its end.
pub async fn served_until(
    config: WebConfig,
) -> (Here, std::net::SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let here = here_with(config.clone()).await;
    let listener = tokio::net::TcpListener::bind(config.listen).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (close, closing) = tokio::sync::oneshot::channel();
    let serve = web::serve(listener, config, here.vault.clone(), rooms(), nav(), async { drop(closing.await) });
    let ended = tokio::spawn(serve);
    (here, address, close, ended)
}

fn nav() -> Vec<NavItem> {
    vec![
        NavItem::to("/", Say::of("Mijn werk", "My work")),
        NavItem::to("/brieven", Say::of("Brieven", "Letters")).for_who_may::<ListLetters>(),
    ]
}

pub async fn here_with(config: WebConfig) -> Here {
    let folder = tempfile::tempdir().unwrap();
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    let opening = Opening::new(
        Database::Sqlite(folder.path().join("house.db")),
        Key::from_bytes([7; 32]),
        rules,
        vec![Kind::of::<Letter>()],
    );
    let clock = std::sync::Arc::new(LateClock(vault::Clock::now(&vault::SystemClock).as_second().into()));
    let vault = Vault::open(Opening { clock: clock.clone(), ..opening }).unwrap();
    let agency = |id: &str| Agency {
        id: id.parse().unwrap(),
        kind: AgencyKind::Municipality,
        name: format!("Gemeente {id}").parse().unwrap(),
        house: "nhn".parse().unwrap(),
        municipalities: Vec::new(),
        office: vault::Office::open(),
    };
    vault.set_agencies(vec![agency("a"), agency("b")]).await.unwrap();
    let account = |id: &str, agency: &str, role| NewAccount {
        person: id.parse::<PersonId>().unwrap(),
        agency: agency.parse().unwrap(),
        role,
        name: id.to_uppercase().parse().unwrap(),
        function: "medewerker".parse().unwrap(),
        until: None,
        login: None,
    };
    let accounts = vec![
        account("anna", "a", Role::Expert),
        account("bram", "b", Role::Expert),
        account("carl", "b", Role::Keeper),
    ];
    vault.set_accounts(accounts).await.unwrap();
    let router = node(&config, &vault);
    Here { clock, router, vault, _folder: folder }
}

/// A node of a house that is there.
pub fn node(config: &WebConfig, vault: &Vault) -> axum::Router {
    web::router(config, vault.clone(), &rooms(), nav())
}
