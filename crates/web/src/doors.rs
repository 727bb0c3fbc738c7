//! The way of a request once it is known who asks: the rule, the form, the handler, and the page again when something is to be mended.
//! No request and no response of the server comes in here, so the same way serves browsers and programs.

use crate::{
    answer::{Answer, Go, Page, Trouble, Why},
    ask::{Ask, Visit},
    form::{Filled, Form, Reader, Wrong},
    handlers::{Answers, Does, Invites, Promise, Shows},
    kept,
    values::Values,
};
use kernel::{DossierId, Say};
use std::sync::Arc;
use tokio::sync::watch;
use vault::{Act, Desk, Sort};

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
}

/// What a door does with a request.
pub(crate) type Run = Arc<dyn Fn(Call) -> Promise<Answer> + Send + Sync>;

/// How a door lets somebody listen to changes.
pub(crate) type Listen = Arc<dyn Fn(Call) -> Promise<watch::Receiver<u64>> + Send + Sync>;

const NO_ROOM: Say = Say::of(
    "Er is geen ruimte om iets op te slaan. Er is niets verloren gegaan en niets opgeslagen. Wat u typte staat hier nog.",
    "There is no room to save anything. Nothing was lost and nothing was saved. What you typed is still here.",
);
const CHANGED: Say = Say::of(
    "Een collega heeft dit dossier intussen veranderd. Lees wat er nu staat. Wat u typte staat hier nog; verstuur het opnieuw als het nog klopt.",
    "A colleague has changed this dossier in the meantime. Read what it says now. What you typed is still here; send it again if it still holds.",
);

impl Call {
    fn filled(&self) -> Filled {
        Filled::at(&self.address, self.values.clone())
    }

    /// The number of events that the sender had seen, where the form told it.
    fn seen_seq(&self) -> Option<u64> {
        self.values.first("_seq")?.parse().ok()
    }

    pub(crate) fn dossier(&self) -> Result<DossierId, Trouble> {
        self.id.ok_or(Trouble::Denied)
    }
}

/// Why a form was not carried out, with what to tell.
struct Halt {
    why: Why,
    wrong: Vec<Wrong>,
    notices: Vec<Say>,
}

impl Halt {
    fn wrong(wrong: Vec<Wrong>) -> Self {
        Self { why: Why::Wrong, wrong, notices: Vec::new() }
    }

    fn stale(told: Vec<Say>) -> Self {
        Self { why: Why::Stale, wrong: Vec::new(), notices: [vec![CHANGED], told].concat() }
    }

    /// What can be mended by showing the page again; the rest stays trouble.
    fn from_trouble(trouble: Trouble) -> Result<Self, Trouble> {
        match trouble {
            Trouble::Refused(refusal) => {
                Ok(Self::wrong(vec![Wrong { field: refusal.field.unwrap_or_default().to_owned(), say: refusal.why }]))
            }
            Trouble::Conflict => Ok(Self::stale(Vec::new())),
            Trouble::Full => Ok(Self { why: Why::Full, wrong: Vec::new(), notices: vec![NO_ROOM] }),
            Trouble::Denied => Err(Trouble::Denied),
            Trouble::Later(later) => Err(Trouble::Later(later)),
            Trouble::Store(what) => Err(Trouble::Store(what)),
        }
    }

    fn filled(self, call: &Call) -> (Why, Filled) {
        (self.why, call.filled().with_wrong(self.wrong).with_notices(self.notices))
    }
}

/// Carries a form out on an opened desk.
async fn carry_out<A: Act, F: Form>(
    call: &Call,
    desk: Desk<A>,
    act: &dyn Does<A, F>,
) -> Result<Result<Go, Halt>, Trouble> {
    let form = match Reader::finish::<F>(call.values.clone()) {
        Ok(form) => form,
        Err(wrong) => return Ok(Err(Halt::wrong(wrong))),
    };
    match act.run(desk, call.ask.clone(), form).await {
        Ok(go) => Ok(Ok(go)),
        Err(trouble) => Halt::from_trouble(trouble).map(Err),
    }
}

/// A page about one dossier.
pub(crate) async fn page<A: Act>(call: Call, show: &dyn Shows<A>, filled: Filled) -> Result<Page, Trouble> {
    let seen = call.ask.vault.look::<A>(&call.ask.actor, call.dossier()?).await?;
    let seq = seen.seq();
    Ok(show.run(Visit { seen, ask: call.ask }, filled).await?.with_seq(seq))
}

/// A change of one dossier: rule, freshness, form, handler; the page again when something is to be mended.
pub(crate) async fn act<A, F, L>(call: Call, show: &dyn Shows<L>, act: &dyn Does<A, F>) -> Result<Answer, Trouble>
where
    A: Act,
    F: Form,
    L: Act<On = A::On>,
{
    let desk = call.ask.vault.open_desk::<A>(&call.ask.actor, call.dossier()?).await?;
    let halt = match call.seen_seq() {
        Some(seq) if seq != desk.seq() => Halt::stale(desk.told_since(seq)),
        Some(_) | None => match carry_out(&call, desk, act).await? {
            Ok(go) => return Ok(Answer::Go(go)),
            Err(halt) => halt,
        },
    };
    let (why, filled) = halt.filled(&call);
    if call.ask.is_program() {
        return Ok(Answer::Mend(why, filled));
    }
    let ask = call.ask.clone();
    let page = match page(call, show, filled.clone()).await {
        // Without room nothing can be opened: a look is written down first.
        Err(Trouble::Full) if why == Why::Full => kept::page(&ask, filled.values()),
        shown => shown?,
    };
    Ok(Answer::Again(why, page, filled))
}

/// Asks the rule for an act that is not on a dossier that exists; a no is in the book before this returns.
async fn allowed<A: Act>(call: &Call) -> Result<(), Trouble> {
    match A::INFO.sort {
        Sort::Create | Sort::List => drop(call.ask.vault.begin::<A>(&call.ask.actor).await?),
        // The vault asks on the dossier itself.
        Sort::Look | Sort::Change => {}
    }
    Ok(())
}

/// A form without a dossier of its own: the rule is asked before the form is shown.
pub(crate) async fn invite<A: Act>(call: Call, show: &dyn Invites) -> Result<Answer, Trouble> {
    allowed::<A>(&call).await?;
    show.run(call.ask, Filled::default()).await.map(Answer::Page)
}

/// The beginning of a dossier.
pub(crate) async fn begin<A: Act, F: Form>(
    call: Call,
    show: &dyn Invites,
    act: &dyn Does<A, F>,
) -> Result<Answer, Trouble> {
    let desk = call.ask.vault.begin::<A>(&call.ask.actor).await?;
    match carry_out(&call, desk, act).await? {
        Ok(go) => Ok(Answer::Go(go)),
        Err(halt) => again(call, halt, show).await,
    }
}

/// A question with an answer on a page, such as looking for a person: nothing changes.
pub(crate) async fn question<A: Act, F: Form>(
    call: Call,
    show: &dyn Invites,
    answer: &dyn Answers<F>,
) -> Result<Answer, Trouble> {
    allowed::<A>(&call).await?;
    let halt = match Reader::finish::<F>(call.values.clone()) {
        Err(wrong) => Halt::wrong(wrong),
        Ok(form) => match answer.run(call.ask.clone(), form).await {
            Ok(page) => return Ok(Answer::Page(page)),
            Err(trouble) => Halt::from_trouble(trouble)?,
        },
    };
    again(call, halt, show).await
}

async fn again(call: Call, halt: Halt, show: &dyn Invites) -> Result<Answer, Trouble> {
    let (why, filled) = halt.filled(&call);
    if call.ask.is_program() {
        return Ok(Answer::Mend(why, filled));
    }
    let page = show.run(call.ask, filled.clone()).await?;
    Ok(Answer::Again(why, page, filled))
}

/// A page for who holds the code in the address.
pub(crate) async fn held_page<A: Act>(call: Call, show: &dyn Shows<A>, filled: Filled) -> Result<Page, Trouble> {
    let seen = call.ask.vault.look_by_code::<A>(call.ask.part("code")).await?;
    show.run(Visit { seen, ask: call.ask }, filled).await
}

/// How often something is handed in again when somebody else was a moment earlier: a full room answers at once.
const TRIES: usize = 20;

/// Something handed in by who holds the code in the address.
pub(crate) async fn held_act<A, F, L>(call: Call, show: &dyn Shows<L>, act: &dyn Does<A, F>) -> Result<Answer, Trouble>
where
    A: Act,
    F: Form,
    L: Act<On = A::On>,
{
    let mut halt = Halt::stale(Vec::new());
    for _ in 0..TRIES {
        let desk = call.ask.vault.desk_by_code::<A>(call.ask.part("code")).await?;
        halt = match carry_out(&call, desk, act).await? {
            Ok(go) => return Ok(Answer::Go(go)),
            Err(halt) => halt,
        };
        if halt.why != Why::Stale {
            break;
        }
    }
    let (why, filled) = halt.filled(&call);
    let page = held_page(call, show, filled.clone()).await?;
    Ok(Answer::Again(why, page, filled))
}

/// Changes of the dossier in the address, for who may read it. Beginning to listen is a look.
pub(crate) async fn listen<A: Act>(call: Call) -> Result<watch::Receiver<u64>, Trouble> {
    let seen = call.ask.vault.look::<A>(&call.ask.actor, call.dossier()?).await?;
    Ok(call.ask.vault.watch(&seen))
}

/// Changes of the dossier behind the code in the address.
pub(crate) async fn held_listen<A: Act>(call: Call) -> Result<watch::Receiver<u64>, Trouble> {
    let seen = call.ask.vault.look_by_code::<A>(call.ask.part("code")).await?;
    Ok(call.ask.vault.watch(&seen))
}

/// The same without what others hand in, for phones.
pub(crate) async fn held_listen_to_acts<A: Act>(call: Call) -> Result<watch::Receiver<u64>, Trouble> {
    let seen = call.ask.vault.look_by_code::<A>(call.ask.part("code")).await?;
    Ok(call.ask.vault.watch_acts(&seen))
}
