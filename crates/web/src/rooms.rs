//! The table of contents of the house: every address, the act behind it and the handler. What is not registered here does not exist,
//! and what is registered has an act or says in words why it needs none.

use crate::{
    about,
    answer::{Answer, Trouble},
    doors::{self, By, Invited, Listen, Opens, Reads, Run, Welcomed},
    form::{Form, Reader},
    handlers::{Answers, Does, Invites, Lists, Machine, Prints, Settles, Shows, Takes, Welcomes},
    held,
    kinds::{KindRoom, KindRooms},
    shape::Shape,
};
use kernel::{DossierId, Say};
use schemars::JsonSchema;
use std::{any::TypeId, sync::Arc};
use vault::{Act, ActInfo, Actor, Dossier};

pub(crate) use crate::address::{API, program_path};
pub use crate::address::{Address, Gives, Method};

/// Who may come in at a door.
#[derive(Clone)]
pub(crate) enum Door {
    /// Only who is logged in.
    In(Run),
    /// Anybody.
    Open(Welcomed),
    /// Who holds the code in the address.
    Held(Run),
    /// Word of changes, for who is logged in.
    Live(Listen),
    /// Word of changes, for who holds the code in the address.
    HeldLive(Listen),
    /// A machine elsewhere that writes a letter.
    Machine(Machine),
    /// What the server does itself.
    Own(Own),
}

/// What the server does itself, without a handler of a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Own {
    /// The page to log in on.
    Login,
    /// Logging in.
    Enter,
    /// Saying for which organisation, where a human has several designations.
    Choose,
    /// The same, sent.
    Chosen,
    /// Logging out.
    Leave,
    /// Choosing a language.
    Language,
    /// The sessions and tokens of who asks.
    Access,
    /// Ending one of them, or all but this one.
    EndAccess,
    /// What who asks typed and did not send.
    Drafts,
    /// Keeping a form while somebody types.
    Keep,
    /// Throwing one away.
    Discard,
    /// Using the session, so that it lasts longer.
    Prolong,
    /// The stylesheet.
    Style,
    /// The script.
    Script,
    /// The picture in the tab of the browser.
    Icon,
    /// The house's own values for the stylesheet.
    Theme,
    /// The house's logo.
    Logo,
    /// Whether the house is well.
    Health,
    /// Counters, for this machine only.
    Metrics,
    /// The statement of secrecy.
    Secrecy,
    /// Taking notice of it.
    Acknowledge,
    /// The description of the interface for programs.
    Description,
    /// The newest checkpoint.
    Checkpoint,
    /// That it follows from an earlier one.
    Proof,
    /// Where a witness sends its signature.
    Cosign,
}

const OWN: [(Method, &str, Own, &str); 25] = [
    (Method::Get, "/inloggen", Own::Login, "nobody is logged in yet"),
    (Method::Post, "/inloggen", Own::Enter, "nobody is logged in yet"),
    (Method::Get, "/inloggen/namens", Own::Choose, "shows each only their own designations"),
    (Method::Post, "/inloggen/namens", Own::Chosen, "chooses one of the own designations"),
    (Method::Post, "/uitloggen", Own::Leave, "everybody may leave"),
    (Method::Post, "/taal", Own::Language, "changes only how the own pages read"),
    (Method::Get, "/mijn-toegang", Own::Access, "shows each only their own sessions"),
    (Method::Post, "/mijn-toegang", Own::EndAccess, "ends only sessions of one's own"),
    (Method::Get, "/geheimhouding", Own::Secrecy, "the same for everybody, and for each when they took notice of it"),
    (Method::Post, "/geheimhouding", Own::Acknowledge, "takes notice for oneself only"),
    (Method::Get, "/concepten", Own::Drafts, "shows each only what they typed and did not send"),
    (Method::Post, "/concepten/bewaren", Own::Keep, "keeps what somebody types, for that person alone"),
    (Method::Post, "/concepten/weg", Own::Discard, "throws away only one's own"),
    (Method::Post, "/sessie", Own::Prolong, "uses only one's own session"),
    (Method::Get, "/stijl.css", Own::Style, "the same for everybody"),
    (Method::Get, "/enhance.js", Own::Script, "the same for everybody"),
    (Method::Get, "/favicon.svg", Own::Icon, "the same for everybody"),
    (Method::Get, "/thema.css", Own::Theme, "the same for everybody"),
    (Method::Get, "/thema/logo", Own::Logo, "the same for everybody"),
    (Method::Get, "/gezondheid", Own::Health, "says only whether the house is well"),
    (Method::Get, "/metrics", Own::Metrics, "counters without a person, for this machine only"),
    (Method::Get, "/openapi.json", Own::Description, "the same for everybody"),
    (Method::Get, "/controle/checkpoint", Own::Checkpoint, "a signed number and a hash, the same for everybody"),
    (Method::Get, "/controle/bewijs", Own::Proof, "hashes, the same for everybody"),
    (
        Method::Post,
        "/controle/medeondertekening",
        Own::Cosign,
        "kept only with the signature of a witness whom the house named",
    ),
];

/// Every address with its handler.
#[derive(Clone)]
pub struct Rooms {
    addresses: Vec<Address>,
    doors: Vec<Door>,
    kinds: Vec<KindRoom>,
    /// The first words of the addresses about the work.
    work: Vec<&'static str>,
    /// Pages of one's own that are named on the page of one's access.
    own: Vec<(&'static str, Say)>,
}

/// The first word of an address: `signalen` of `/signalen/7`.
pub(crate) fn first_word(path: &str) -> &str {
    path.split('/').nth(1).unwrap_or_default()
}

impl Default for Rooms {
    fn default() -> Self {
        Self::new()
    }
}

impl Rooms {
    /// A house with only what the server does itself: login, stylesheet, health.
    #[must_use]
    pub fn new() -> Self {
        let mut rooms =
            Self { addresses: Vec::new(), doors: Vec::new(), kinds: Vec::new(), work: Vec::new(), own: Vec::new() };
        for (method, path, own, because) in OWN {
            rooms.add(without_act(method, path, because), Door::Own(own));
        }
        const BECAUSE: &str = "tells of the program, and nothing of anybody";
        rooms.open("/hulp", BECAUSE, about::help);
        rooms.open("/privacy", BECAUSE, about::privacy);
        rooms.open("/toegankelijkheid", BECAUSE, about::accessible);
        rooms
    }

    /// Puts in the side of the house that is about the work and knows no person. Its pages wear another coat, so that one look at the top
    /// says on which side one is.
    pub fn about_work(&mut self, furnish: impl FnOnce(&mut Self)) -> &mut Self {
        let from = self.addresses.len();
        furnish(self);
        self.work.extend(self.addresses.iter().skip(from).map(|address| first_word(address.path)));
        self
    }

    /// The first words of the addresses of that side.
    pub(crate) fn about_the_work(&self) -> impl Iterator<Item = &'static str> {
        self.work.iter().copied()
    }

    /// Names a page of one's own on *My access*, where people look for what is theirs.
    pub fn beside_access(&mut self, path: &'static str, says: Say) -> &mut Self {
        self.own.push((path, says));
        self
    }

    pub(crate) fn of_oneself(&self) -> Vec<(&'static str, Say)> {
        self.own.clone()
    }

    /// Every address, for the tests that check that each has an act and a rule, and for the description of the interface.
    #[must_use]
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    pub(crate) fn doors(&self) -> impl Iterator<Item = (&Address, &Door)> {
        self.addresses.iter().zip(&self.doors)
    }

    pub(crate) fn kinds(&self) -> KindRooms {
        KindRooms(Arc::new(self.kinds.clone()))
    }

    /// Where dossiers of this kind are read: `/signalen` for `/signalen/{id}`. A task leads there.
    pub fn kind<D: Dossier>(&mut self, path: &'static str) -> &mut Self {
        self.kinds.push(KindRoom { kind: D::KIND, path, says: D::SAYS });
        self
    }

    pub(crate) fn add(&mut self, address: Address, door: Door) -> &mut Self {
        self.addresses.push(address);
        self.doors.push(door);
        self
    }

    /// A list of dossiers. The vault asks the rule for every row.
    pub fn list<A: Act, H: Lists<Body: JsonSchema>>(&mut self, path: &'static str, show: H) -> &mut Self {
        let show = Arc::new(show);
        let run: Run = Arc::new(move |call| {
            let page = show.run(call.ask);
            Box::pin(async move { page.await.map(Answer::Page) })
        });
        self.add(paged(Shape::of::<H::Body>(), address::<A>(Method::Get, path, Gives::Page)), Door::In(run))
    }

    /// A page of who is logged in, without a dossier of its own, such as the worklist. Say why no act is needed.
    pub fn mine<H: Lists<Body: JsonSchema>>(
        &mut self,
        path: &'static str,
        because: &'static str,
        show: H,
    ) -> &mut Self {
        let show = Arc::new(show);
        let run: Run = Arc::new(move |call| {
            let page = show.run(call.ask);
            Box::pin(async move { page.await.map(Answer::Page) })
        });
        let address = Address { login: true, ..without_act(Method::Get, path, because) };
        self.add(paged(Shape::of::<H::Body>(), address), Door::In(run))
    }

    /// The same with a form that does something over several dossiers in one go, such as handing over every table where one sits: GET and
    /// POST on one address. Each dossier's own act is asked for by the handler. Say why no act of its own is needed.
    pub fn own<F: Form, S: Invites<Body: JsonSchema>, H: Settles<F>>(
        &mut self,
        path: &'static str,
        because: &'static str,
        show: S,
        act: H,
    ) -> &mut Self {
        let (show, act) = (doors::invites(show), doors::settles::<F, H>(act));
        let page = Arc::clone(&show);
        let ask: Run = Arc::new(move |call| Box::pin(doors::mine(call, Arc::clone(&page))));
        let run: Run = Arc::new(move |call| Box::pin(doors::settle(call, Arc::clone(&show), Arc::clone(&act))));
        let address = |method| Address { login: true, ..without_act(method, path, because) };
        self.add(paged(Shape::of::<S::Body>(), address(Method::Get)), Door::In(ask));
        self.add(Address { gives: Gives::Go, fields: Reader::asked_by::<F>(), ..address(Method::Post) }, Door::In(run))
    }

    /// A page that needs no login. Say why.
    pub fn open<H: Welcomes>(&mut self, path: &'static str, because: &'static str, show: H) -> &mut Self {
        self.add(without_act(Method::Get, path, because), Door::Open(Arc::new(move |guest| show.run(guest))))
    }

    /// A page about one dossier; the path holds `{id}`.
    pub fn page<A: Act, H: Shows<A, Body: JsonSchema>>(&mut self, path: &'static str, show: H) -> &mut Self {
        let run = shown(doors::reads::<A, H>(By::Account, show));
        let address = Address { shows: Some(TypeId::of::<H>()), ..address::<A>(Method::Get, path, Gives::Page) };
        self.add(paged(Shape::versioned::<H::Body>(), address), Door::In(run))
    }

    /// A file made of one dossier; the path holds `{id}`.
    pub fn file<A: Act, H: Prints<A>>(&mut self, path: &'static str, print: H) -> &mut Self {
        self.add(address::<A>(Method::Get, path, Gives::File), Door::In(doors::prints::<A, H>(print)))
    }

    /// A file that is not of one dossier, such as a table of counts. The handler asks the vault, which asks the rule and writes the
    /// question in the book.
    pub fn takeaway<A: Act, H: Takes>(&mut self, path: &'static str, print: H) -> &mut Self {
        let print = Arc::new(print);
        let run: Run = Arc::new(move |call| {
            let file = print.run(call.ask);
            Box::pin(async move { file.await.map(Answer::File) })
        });
        self.add(address::<A>(Method::Get, path, Gives::File), Door::In(run))
    }

    /// The form that begins a dossier, and its beginning: GET and POST on one address.
    pub fn begin<A: Act, F: Form, S: Invites<Body: JsonSchema>, H: Does<A, F>>(
        &mut self,
        path: &'static str,
        show: S,
        act: H,
    ) -> &mut Self {
        let show = doors::invites(show);
        let ask = invitation(A::REF, &show);
        let run = begun(show, doors::opens::<A, F, H>(By::Beginning, act));
        self.add(paged(Shape::of::<S::Body>(), address::<A>(Method::Get, path, Gives::Page)), Door::In(ask));
        self.add(
            Address { fields: Reader::asked_by::<F>(), ..address::<A>(Method::Post, path, Gives::Go) },
            Door::In(run),
        )
    }

    /// A change of one dossier; the path holds `{id}`. `L` and `show` are the page that is shown again when something is to be mended.
    pub fn act<A, F, L, S, H>(&mut self, path: &'static str, show: S, act: H) -> &mut Self
    where
        A: Act,
        F: Form,
        L: Act<On = A::On>,
        S: Shows<L>,
        H: Does<A, F>,
    {
        let run = changed(doors::reads::<L, S>(By::Account, show), doors::opens::<A, F, H>(By::Account, act));
        let fields = Reader::asked_by::<F>();
        let shows = Some(TypeId::of::<S>());
        self.add(
            Address { fields, shows, back: Some(L::INFO.name), ..address::<A>(Method::Post, path, Gives::Go) },
            Door::In(run),
        )
    }

    /// A question with a form and an answer on a page, such as looking for a person with a reason: GET and POST on one address.
    /// Nothing is changed; the handler asks the vault, which asks the rule and writes the question in the book.
    pub fn question<A: Act, F: Form, S: Invites<Body: JsonSchema>, H: Answers<F, Body: JsonSchema>>(
        &mut self,
        path: &'static str,
        show: S,
        answer: H,
    ) -> &mut Self {
        let show = doors::invites(show);
        let ask = invitation(A::REF, &show);
        let reply = doors::replies::<F, H>(answer);
        let run: Run =
            Arc::new(move |call| Box::pin(doors::question(call, A::REF, Arc::clone(&show), Arc::clone(&reply))));
        self.add(paged(Shape::of::<S::Body>(), address::<A>(Method::Get, path, Gives::Page)), Door::In(ask));
        let address = Address { fields: Reader::asked_by::<F>(), ..address::<A>(Method::Post, path, Gives::Page) };
        self.add(paged(Shape::of::<H::Body>(), address), Door::In(run))
    }

    /// A page for who holds a code and has no account; the path holds `{code}`. A line stands in the book only where they said who they are. Where nothing is behind a code,
    /// the open page above it comes.
    pub fn held_page<A: Act, H: Shows<A>>(&mut self, path: &'static str, show: H) -> &mut Self {
        let show = doors::reads::<A, H>(By::Code, show);
        let run: Run = Arc::new(move |call| Box::pin(held::show(call, Arc::clone(&show))));
        self.add(Address { login: false, ..address::<A>(Method::Get, path, Gives::Page) }, Door::Held(run))
    }

    /// Something that who holds a code hands in; the path holds `{code}`. `L` and `show` are the page that is shown again.
    pub fn held_act<A, F, L, S, H>(&mut self, path: &'static str, show: S, act: H) -> &mut Self
    where
        A: Act,
        F: Form,
        L: Act<On = A::On>,
        S: Shows<L>,
        H: Does<A, F>,
    {
        let run = handed_in(doors::reads::<L, S>(By::Code, show), doors::opens::<A, F, H>(By::Code, act));
        let fields = Reader::asked_by::<F>();
        let address = address::<A>(Method::Post, path, Gives::Go);
        self.add(Address { fields, back: Some(L::INFO.name), login: false, ..address }, Door::Held(run))
    }

    /// Word of every change of a dossier for who may read it by this act, without content; the path holds `{id}`.
    pub fn live<A: Act>(&mut self, path: &'static str) -> &mut Self {
        self.live_with::<A>(path, |_, _| Vec::new())
    }

    /// The same, and of every change of the dossiers that belong to it for who reads it, such as the tables on an agenda.
    pub fn live_with<A: Act>(&mut self, path: &'static str, also: fn(&A::On, &Actor) -> Vec<DossierId>) -> &mut Self {
        let listen: Listen = Arc::new(move |call| Box::pin(doors::listen::<A>(call, also)));
        self.add(address::<A>(Method::Get, path, Gives::Live), Door::Live(listen))
    }

    /// The same for who holds a code; the path holds `{code}`.
    pub fn held_live<A: Act>(&mut self, path: &'static str) -> &mut Self {
        let listen: Listen = Arc::new(|call| Box::pin(held::listen::<A>(call)));
        self.add(Address { login: false, ..address::<A>(Method::Get, path, Gives::Live) }, Door::HeldLive(listen))
    }

    /// The same for the many phones in a room: they hear what happens in the dossier, not what others hand in.
    pub fn held_live_acts<A: Act>(&mut self, path: &'static str) -> &mut Self {
        let listen: Listen = Arc::new(|call| Box::pin(held::listen_to_acts::<A>(call)));
        self.add(Address { login: false, ..address::<A>(Method::Get, path, Gives::Live) }, Door::HeldLive(listen))
    }

    /// What went wrong with the table itself, such as one address twice; for a test and for the start.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), Trouble> {
        for (n, a) in self.addresses.iter().enumerate() {
            if self.addresses.iter().skip(n + 1).any(|b| a.path == b.path && a.method == b.method) {
                return Err(Trouble::Store(format!("the address {} {} is registered twice", a.method.word(), a.path)));
            }
        }
        Ok(())
    }
}

/// The asking half of an address that is asked and then sent to.
fn invitation(act: &'static ActInfo, show: &Invited) -> Run {
    let show = Arc::clone(show);
    Arc::new(move |call| Box::pin(doors::invite(call, act, Arc::clone(&show))))
}

fn shown(show: Reads) -> Run {
    Arc::new(move |call| Box::pin(doors::show(call, Arc::clone(&show))))
}

fn begun(show: Invited, open: Opens) -> Run {
    Arc::new(move |call| Box::pin(doors::begin(call, Arc::clone(&show), Arc::clone(&open))))
}

fn changed(show: Reads, open: Opens) -> Run {
    Arc::new(move |call| Box::pin(doors::act(call, Arc::clone(&show), Arc::clone(&open))))
}

fn handed_in(show: Reads, open: Opens) -> Run {
    Arc::new(move |call| Box::pin(held::act(call, Arc::clone(&show), Arc::clone(&open))))
}

fn address<A: Act>(method: Method, path: &'static str, gives: Gives) -> Address {
    Address { act: Some(A::INFO), login: true, gives, ..without_act(method, path, "") }
}

/// An address that gives programs an answer of this type.
fn paged(shape: Shape, address: Address) -> Address {
    Address { answer: Some(shape), ..address }
}

pub(crate) fn without_act(method: Method, path: &'static str, because: &'static str) -> Address {
    Address {
        method,
        path,
        act: None,
        because,
        login: false,
        gives: Gives::Page,
        fields: Vec::new(),
        back: None,
        answer: None,
        shows: None,
    }
}
