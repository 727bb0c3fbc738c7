//! The way of a request once it is known who asks: the rule, the form, the handler, and the page again when something is to be mended.
//! No request and no response of the server comes in here, so the same way serves browsers and programs.
//!
//! What a feature registers keeps its types in three small pieces: a desk that is opened, a page that is shown, a question that is
//! answered. What a request passes through between them is the same for every act and is compiled once.

use crate::{
    answer::{Answer, Drawn, Redirect, Trouble, Why},
    ask::{Ask, Guest, Visit},
    form::{Filled, Form, Reader, Wrong},
    handlers::{Answers, Does, Invites, Prints, Promise, Settles, Shows},
    kept,
    values::Values,
};
use kernel::{DossierId, Say, local_minute};
use std::{future::ready, marker::PhantomData, num::ParseIntError, sync::Arc};
use vault::{Act, ActInfo, Actor, Changes, Desk, Directory, Sort, Stamp, Version};

/// A request as the doors see it.
#[derive(Clone)]
pub(crate) struct Call {
    /// Who asks.
    pub(crate) ask: Ask,
    /// The dossier in the address, where it has one.
    pub(crate) id: Option<DossierId>,
    /// What was sent along; empty for a question.
    pub(crate) values: Values,
    /// The address it was sent to, as the form knows it.
    pub(crate) address: String,
    /// What this person typed on the page and did not send.
    pub(crate) draft: Filled,
}

/// What a door does with a request.
pub(crate) type Run = Arc<dyn Fn(Call) -> Promise<Answer> + Send + Sync>;

/// How a door lets somebody listen to changes.
pub(crate) type Listen = Arc<dyn Fn(Call) -> Promise<Hearing> + Send + Sync>;

/// To what somebody, as they are now, may still listen; nothing when they may no longer read it.
pub(crate) type Still = Arc<dyn Fn(Actor) -> Promise<Option<Vec<Changes>>> + Send + Sync>;

/// What somebody listens to; with an account as long as they may read it.
pub(crate) struct Hearing {
    pub(crate) changes: Vec<Changes>,
    pub(crate) still: Option<Still>,
}

const NO_ROOM: Say = Say::of(
    "Er is geen ruimte om iets op te slaan. Er is niets verloren gegaan en niets opgeslagen. Wat u typte staat hier nog.",
    "There is no room to save anything. Nothing was lost and nothing was saved. What you typed is still here.",
);
const CROWDED: Say = Say::of(
    "Er gebeurt nu te veel tegelijk. Er is niets opgeslagen. Wat u typte staat hier nog; wacht een paar tellen en verstuur het opnieuw.",
    "Too much is happening at once. Nothing was saved. What you typed is still here; wait a few seconds and send it again.",
);
const COUNTED: Say = Say::of("Deze poging is geteld.", "This try was counted.");
const UNSURE: Say = Say::of(
    "De verbinding viel weg terwijl dit werd opgeslagen. Misschien is het toch gelukt. Kijk eerst of het er al staat. Wat u typte staat hier nog.",
    "The connection was lost while this was being saved. It may have worked. First check whether it is there. What you typed is still here.",
);
const CHANGED_AMONG: Say = Say::of(
    "Intussen is er iets veranderd in wat u hier zag. Er is niets opgeslagen. Lees wat er nu staat. Wat u koos staat er nog; verstuur het opnieuw als het nog klopt.",
    "Something you saw here has changed in the meantime. Nothing was saved. Read what it says now. What you chose is still here; send it again if it is still right.",
);
const CHANGED: Say = Say::of(
    "Een collega heeft dit dossier intussen veranderd. Lees wat er nu staat. Wat u typte staat hier nog; verstuur het opnieuw als het nog klopt. Waar u beiden iets anders schreef, ziet u beide teksten en kiest u.",
    "A colleague has changed this dossier in the meantime. Read what it says now. What you typed is still here; send it again if it is still right. Where you wrote different things, you see both texts and choose.",
);

impl Call {
    fn filled(&self) -> Filled {
        Filled::at(&self.address, self.values.clone())
    }

    /// Which version the sender had seen, where the form told it; what is no version is none of this dossier's.
    fn seen_version(&self) -> Option<Result<Version, ParseIntError>> {
        Some(self.values.first("_seq")?.parse())
    }

    pub(crate) fn dossier(&self) -> Result<DossierId, Trouble> {
        self.id.ok_or(Trouble::Denied)
    }
}

/// Why a form was not carried out, with what to tell.
pub(crate) struct MendError {
    pub(crate) why: Why,
    wrong: Vec<Wrong>,
    notices: Vec<Say>,
}

impl MendError {
    fn wrong(wrong: Vec<Wrong>) -> Self {
        Self { why: Why::Wrong, wrong, notices: Vec::new() }
    }

    pub(crate) fn stale(told: Vec<Say>) -> Self {
        Self { why: Why::Stale, wrong: Vec::new(), notices: [vec![CHANGED], told].concat() }
    }

    /// The same, with what happened since, when and by whom.
    fn clash(ask: &Ask, since: Vec<(Stamp, Say)>) -> Self {
        let directory = ask.vault.directory();
        Self::stale(since.into_iter().map(|(stamp, say)| told(&directory, &stamp, &say)).collect())
    }

    fn told(why: Why, notice: Say) -> Self {
        Self { why, wrong: Vec::new(), notices: vec![notice] }
    }

    /// What can be mended by showing the page again; the rest stays trouble.
    fn from_trouble(trouble: Trouble) -> Result<Self, Trouble> {
        match trouble {
            Trouble::Refused(refusal) | Trouble::First(refusal, _) => {
                Ok(Self::wrong(vec![Wrong { field: refusal.field.unwrap_or_default(), say: refusal.why }]))
            }
            Trouble::Counted(refusal) => {
                let wrong = Self::from_trouble(Trouble::Refused(refusal))?;
                Ok(Self { notices: vec![COUNTED], ..wrong })
            }
            Trouble::NotNow(refusal) => Ok(Self::told(Why::Early, refusal.why)),
            Trouble::Conflict => Ok(Self::stale(Vec::new())),
            Trouble::Full => Ok(Self::told(Why::Full, NO_ROOM)),
            Trouble::Busy => Ok(Self::told(Why::Busy, CROWDED)),
            Trouble::Unknown => Ok(Self::told(Why::Unknown, UNSURE)),
            Trouble::Denied => Err(Trouble::Denied),
            Trouble::Later(later) => Err(Trouble::Later(later)),
            Trouble::Store(what) => Err(Trouble::Store(what)),
        }
    }

    pub(crate) fn filled(self, call: &Call) -> (Why, Filled) {
        let filled = call.filled().with_wrong(self.wrong).with_notices(self.notices);
        (self.why, if self.why == Why::Stale { filled.late() } else { filled })
    }
}

/// A desk that was opened for one change, with the handler that will sit at it.
pub(crate) trait Sits: Send {
    fn version(&self) -> Version;
    /// What happened since this version, for who comes too late to do what they wanted.
    fn told_since(self: Box<Self>, seen: Version) -> Promise<Vec<(Stamp, Say)>>;
    /// Reads the form and does what it asks, for who saw this version.
    fn carry_out(self: Box<Self>, call: Call, seen: Version) -> Promise<Result<Redirect, MendError>>;
}

struct Sitting<A: Act, F, H> {
    desk: Desk<A>,
    act: Arc<H>,
    form: PhantomData<fn() -> F>,
}

impl<A: Act, F: Form, H: Does<A, F>> Sits for Sitting<A, F, H> {
    fn version(&self) -> Version {
        self.desk.version()
    }
    fn told_since(self: Box<Self>, seen: Version) -> Promise<Vec<(Stamp, Say)>> {
        Box::pin(async move { Ok(self.desk.told_since_version(seen).await?) })
    }
    fn carry_out(self: Box<Self>, call: Call, seen: Version) -> Promise<Result<Redirect, MendError>> {
        match Reader::finish::<F>(call.values.clone()) {
            Ok(form) => Box::pin(async move {
                let desk = self.desk.having_seen(seen).await?;
                mendable(self.act.run(desk, call.ask, form)).await
            }),
            Err(wrong) => Box::pin(ready(Ok(Err(MendError::wrong(wrong))))),
        }
    }
}

/// Tells what the person can mend from what they cannot.
fn mendable<T: Send + 'static>(done: Promise<T>) -> Promise<Result<T, MendError>> {
    Box::pin(async {
        match done.await {
            Ok(done) => Ok(Ok(done)),
            Err(trouble) => MendError::from_trouble(trouble).map(Err),
        }
    })
}

/// Opens a desk.
pub(crate) type Opens = Arc<dyn Fn(Call) -> Promise<Box<dyn Sits>> + Send + Sync>;

/// What a page tells of the dossier it is about: its version, for how many events there is room where that is little, and what colleagues call it.
pub(crate) type Told = (Version, Option<u64>, String);

/// Reads a dossier and makes a page of it; gives as well what is told of that dossier.
pub(crate) type Reads = Arc<dyn Fn(Call, Filled) -> Promise<(Promise<Drawn>, Told)> + Send + Sync>;

/// Makes a page that needs no login.
pub(crate) type Welcomed = Arc<dyn Fn(Guest) -> Promise<Drawn> + Send + Sync>;

/// Makes a page that is about no dossier.
pub(crate) type Invited = Arc<dyn Fn(Ask, Filled) -> Promise<Drawn> + Send + Sync>;

/// Does something over several dossiers.
pub(crate) type Settling = Arc<dyn Fn(Call) -> Promise<Result<Redirect, MendError>> + Send + Sync>;

/// Answers a question.
pub(crate) type Replies = Arc<dyn Fn(Call) -> Promise<Result<Drawn, MendError>> + Send + Sync>;

/// How one comes to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// By its address, as who is logged in.
    Account,
    /// By the code in the address, as nobody.
    Code,
    /// It does not exist yet.
    Beginning,
}

/// How a desk for this act is opened.
pub(crate) fn opens<A: Act, F: Form, H: Does<A, F>>(by: By, act: H) -> Opens {
    let act = Arc::new(act);
    Arc::new(move |call| {
        let act = Arc::clone(&act);
        Box::pin(async move {
            let vault = &call.ask.vault;
            let desk = match by {
                By::Account => vault.open_desk::<A>(&call.ask.actor, call.dossier()?).await?,
                By::Code => vault.desk_by_code::<A>(call.ask.part("code")).await?,
                By::Beginning => vault.begin::<A>(&call.ask.actor).await?,
            };
            Ok(Box::new(Sitting { desk, act, form: PhantomData::<fn() -> F> }) as Box<dyn Sits>)
        })
    })
}

/// How a page by this act is made.
pub(crate) fn reads<A: Act, H: Shows<A>>(by: By, show: H) -> Reads {
    let show = Arc::new(show);
    Arc::new(move |call, filled| {
        let show = Arc::clone(&show);
        Box::pin(async move {
            let seen = match by {
                By::Code => {
                    let ticket = call.ask.ticket.as_deref();
                    call.ask.vault.look_on_device::<A>(call.ask.part("code"), ticket).await?
                }
                By::Account | By::Beginning => call.ask.vault.look::<A>(&call.ask.actor, call.dossier()?).await?,
            };
            // Only who may print a page reads on it what it is about; a program asks the page itself.
            let program = call.ask.is_program();
            let reference =
                if program { String::new() } else { vault::Dossier::card(seen.dossier()).reference.to_string() };
            let told = (seen.version(), seen.room(), reference);
            Ok((show.run(Visit { seen, ask: call.ask }, filled), told))
        })
    })
}

/// How a page that is about no dossier is made.
pub(crate) fn invites<H: Invites>(show: H) -> Invited {
    Arc::new(move |ask, filled| show.run(ask, filled))
}

/// How a file by this act is made.
pub(crate) fn prints<A: Act, H: Prints<A>>(print: H) -> Run {
    let print = Arc::new(print);
    Arc::new(move |call| {
        let print = Arc::clone(&print);
        Box::pin(async move {
            let seen = call.ask.vault.look::<A>(&call.ask.actor, call.dossier()?).await?;
            print.run(Visit { seen, ask: call.ask }).await.map(Answer::File)
        })
    })
}

/// How a question with this form is answered.
pub(crate) fn replies<F: Form, H: Answers<F>>(answer: H) -> Replies {
    Arc::new(move |call| match Reader::finish::<F>(call.values.clone()) {
        Err(wrong) => Box::pin(ready(Ok(Err(MendError::wrong(wrong))))),
        Ok(form) => mendable(answer.run(call.ask, form)),
    })
}

/// How something over several dossiers is done with this form.
pub(crate) fn settles<F: Form, H: Settles<F>>(act: H) -> Settling {
    Arc::new(move |call| match Reader::finish::<F>(call.values.clone()) {
        Err(wrong) => Box::pin(ready(Ok(Err(MendError::wrong(wrong))))),
        Ok(form) => mendable(act.run(call.ask, form)),
    })
}

/// A page about one dossier.
async fn page(call: Call, show: &Reads, filled: Filled) -> Result<Drawn, Trouble> {
    let (page, (version, room, reference)) = show(call, filled).await?;
    Ok(page.await?.with_version(version, room).about(reference))
}

/// A page about one dossier, asked for.
pub(crate) async fn show(call: Call, show: Reads) -> Result<Answer, Trouble> {
    let draft = call.draft.clone();
    page(call, &show, draft).await.map(Answer::Page)
}

/// What happened since somebody looked: when, by whom for whom, and what.
fn told(directory: &Directory, stamp: &Stamp, say: &Say) -> Say {
    let moment = local_minute(stamp.at);
    let agency = directory.agency_name_on(&stamp.agency, kernel::local_day(stamp.at));
    let name = stamp.called.name.as_str();
    // A dash for what was kept before names were.
    let who = if name == "-" { agency } else { format!("{name}, {agency}") };
    Say::made(format!("{moment}, {who}: {}", say.nl), format!("{moment}, {who}: {}", say.en))
}

/// How often something is tried again when somebody else was a moment earlier: a full room answers at once.
pub(crate) const TRIES: usize = 20;

/// Does it on the dossier as it is now, also for who saw an earlier one, where nothing that it touches was touched since. Whoever is a
/// moment too late for others is tried again.
async fn attempt(call: &Call, open: &Opens) -> Result<Result<Redirect, MendError>, Trouble> {
    let mut seen = match call.seen_version() {
        Some(Ok(seen)) => Some(seen),
        Some(Err(_)) => return Ok(Err(MendError::stale(Vec::new()))),
        None => None,
    };
    let mut tried = None;
    for _ in 0..TRIES {
        let desk = open(call.clone()).await?;
        let now = desk.version();
        let saw = *seen.get_or_insert(now);
        if tried.replace(now) == Some(now) {
            // Nobody came first this time: what it touches is another thing than its sender saw.
            return Ok(Err(MendError::clash(&call.ask, desk.told_since(saw).await?)));
        }
        match desk.carry_out(call.clone(), saw).await? {
            Err(halt) if halt.why == Why::Stale => {}
            done => return Ok(done),
        }
    }
    Ok(Err(MendError::stale(Vec::new())))
}

/// A change of one dossier: rule, form, handler, and whether it may still be done; the page again when something is to be mended.
pub(crate) async fn act(call: Call, show: Reads, open: Opens) -> Result<Answer, Trouble> {
    let halt = match attempt(&call, &open).await? {
        Ok(go) => return Ok(Answer::Go(go)),
        Err(halt) => halt,
    };
    let (why, filled) = halt.filled(&call);
    if call.ask.is_program() {
        return Ok(Answer::Mend(why, filled));
    }
    let ask = call.ask.clone();
    let page = match page(call, &show, filled.clone()).await {
        // Without room nothing can be opened: a look is written down first.
        Err(Trouble::Full) if why == Why::Full => kept::page(&ask, kept::NO_ROOM, filled.values()),
        Err(Trouble::Busy | Trouble::Unknown) if matches!(why, Why::Busy | Why::Unknown) => {
            kept::page(&ask, kept::NOT_NOW, filled.values())
        }
        shown => shown?,
    };
    Ok(Answer::Again(why, Box::new(page), filled))
}

/// Asks the rule for an act that is not on a dossier that exists; a no is in the book before this returns.
async fn allowed(call: &Call, act: &'static ActInfo) -> Result<(), Trouble> {
    match act.sort {
        Sort::Create | Sort::List => Ok(call.ask.vault.allow(&call.ask.actor, act).await?),
        // The vault asks on the dossier itself.
        Sort::Look | Sort::Change | Sort::Key | Sort::Follow => Ok(()),
    }
}

/// A form without a dossier of its own: the rule is asked before the form is shown.
pub(crate) async fn invite(call: Call, act: &'static ActInfo, show: Invited) -> Result<Answer, Trouble> {
    allowed(&call, act).await?;
    show(call.ask, call.draft).await.map(Answer::Page)
}

/// The beginning of a dossier.
pub(crate) async fn begin(call: Call, show: Invited, open: Opens) -> Result<Answer, Trouble> {
    let desk = open(call.clone()).await?;
    let nothing = desk.version();
    match desk.carry_out(call.clone(), nothing).await? {
        Ok(go) => Ok(Answer::Go(go)),
        Err(halt) => again(call, halt, &show).await,
    }
}

/// A question with an answer on a page, such as looking for a person: nothing changes.
pub(crate) async fn question(
    call: Call,
    act: &'static ActInfo,
    show: Invited,
    reply: Replies,
) -> Result<Answer, Trouble> {
    allowed(&call, act).await?;
    match reply(call.clone()).await? {
        Ok(page) => Ok(Answer::Page(page)),
        Err(halt) => again(call, halt, &show).await,
    }
}

/// A page of who is logged in, without a dossier of its own.
pub(crate) async fn mine(call: Call, show: Invited) -> Result<Answer, Trouble> {
    show(call.ask, call.draft).await.map(Answer::Page)
}

/// What that page's form does: to all that it is about, or to nothing.
pub(crate) async fn settle(call: Call, show: Invited, act: Settling) -> Result<Answer, Trouble> {
    match act(call.clone()).await? {
        Ok(go) => Ok(Answer::Go(go)),
        Err(MendError { why: Why::Stale, .. }) => again(call, MendError::told(Why::Stale, CHANGED_AMONG), &show).await,
        Err(halt) => again(call, halt, &show).await,
    }
}

async fn again(call: Call, halt: MendError, show: &Invited) -> Result<Answer, Trouble> {
    let (why, filled) = halt.filled(&call);
    let program = call.ask.is_program();
    // Where the page is not there, a program is told nothing of what it should have sent either.
    let page = show(call.ask, filled.clone()).await?;
    Ok(if program { Answer::Mend(why, filled) } else { Answer::Again(why, Box::new(page), filled) })
}

/// Changes of the dossier in the address, for who may read it, and as long as they may. Beginning to listen is a look.
pub(crate) async fn listen<A: Act>(call: Call, also: fn(&A::On, &Actor) -> Vec<DossierId>) -> Result<Hearing, Trouble> {
    let (id, vault) = (call.dossier()?, call.ask.vault);
    vault.look::<A>(&call.ask.actor, id).await?;
    let changes = vault.hears_of::<A>(&call.ask.actor, id, also).await?.ok_or(Trouble::Denied)?;
    let still: Still = Arc::new(move |actor| {
        let vault = vault.clone();
        Box::pin(async move { Ok(vault.hears_of::<A>(&actor, id, also).await?) })
    });
    Ok(Hearing { changes, still: Some(still) })
}
