//! What goes to which other house, what each said to that, and what is asked of the reader.

use super::{answer, at, propose, send};
use crate::case::pages::head::{self, Head, heading, is_third};
use crate::case::pages::sheet::{Asking, Sheet};
use crate::case::{
    Agreement, AnswerTransferItem, Case, Item, PendingTransfer, ProposeTransfer, ReadCase, Replied, Reply,
    SendTransfer, TakeReceipt, TakeTransfer, Transfer, TurnTransferKey, WithdrawTransfer,
};
use crate::table::key_form::agreed;
use crate::table::{AuthorSays, KeySays};
use askama::Template;
use kernel::{AgencyId, Date, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{HouseKey, KnownHouse};
use web::{Filled, Page, Trouble, Visit};

/// A contribution that would go along.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TransferItem")]
struct ItemView {
    no: u32,
    organisation: String,
    day: ShownDay,
    text: String,
    /// What is special in it, which stands folded away.
    special: Option<String>,
    /// Whether it goes along: the class of its mark, and what it says.
    #[serde(skip)]
    class: &'static str,
    stands: String,
    by: Option<AuthorSays>,
    reason: Option<String>,
    #[serde(skip)]
    form: Option<Asking>,
}

/// What is proposed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TransferWaiting")]
struct Waiting {
    house: String,
    fingerprint: String,
    /// The house is known under another key by now, or not at all.
    stale: bool,
    municipality: String,
    /// Nothing of this for a third party.
    call: Option<String>,
    ground: String,
    why: Option<String>,
    known: Option<String>,
    feedback: Option<String>,
    by: Option<AuthorSays>,
    since: ShownDay,
    items: Vec<ItemView>,
    goals: Vec<String>,
    /// Those that were proposed and stay behind, each with why.
    staying_goals: Vec<(String, String)>,
    agreements: Vec<ItemView>,
    plan: bool,
    /// The plan was proposed, and something under it stays.
    no_plan: bool,
    /// What the case is called there, what it is about and what it is for, word for word.
    about: Vec<(String, String)>,
    /// How many contributions wait for an answer.
    waits: usize,
    keys: Vec<KeySays>,
    sent: Option<(AuthorSays, ShownDay)>,
    /// It went, and something of it changed since.
    changed: bool,
}

/// A hand-over that came back.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TransferReturned")]
struct Back {
    house: String,
    name: String,
    function: String,
    organisation: String,
    on: ShownDay,
    reason: String,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/transfer/page.html")]
pub(in crate::case::pages) struct TransferPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    third: bool,
    waiting: Option<Waiting>,
    returned: Option<Back>,
    /// No other house is known here, so nothing can go anywhere.
    nowhere: bool,
    lacks: Option<String>,
    #[serde(skip)]
    turn: Option<Asking>,
    #[serde(skip)]
    send: Option<Asking>,
    /// Where the sealed file is.
    file: Option<String>,
    #[serde(skip)]
    receipt: Option<Asking>,
    #[serde(skip)]
    form: Option<Asking>,
    #[serde(skip)]
    stop: Option<Asking>,
}

/// Shows it.
pub(in crate::case::pages) async fn show(
    visit: Visit<ReadCase>,
    filled: Filled,
) -> Result<Page<TransferPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let third = is_third(&visit);
    let me = &ask.actor.agency.id;
    let pending = case.transfer();
    // A third party comes here for what it gave itself, and learns nothing of a hand-over that takes nothing of it along.
    if third && pending.is_none_or(|it| case.proposed_items(it).all(|item| item.agency != *me)) {
        return Err(Trouble::Denied);
    }
    let houses = super::known_houses(&ask.vault).await?;
    let html = |form: Sheet| form.html(ask, &filled, Some(visit.seq()));
    let sent = pending.is_some_and(|it| it.sent.is_some());
    let whole = pending.is_some_and(|it| it.keys.all_turned());
    let answered = pending.is_some_and(|it| case.unanswered(it).next().is_none());
    let key = answered && pending.is_some_and(|it| it.keys.may_turn(me, &ask.actor.person).is_ok());
    let proposes = visit.may::<ProposeTransfer>() && !sent;
    let body = TransferPage {
        lang: ask.lang,
        head: Head::of(&visit, if third { head::Part::Table } else { head::Part::Closing }),
        third,
        waiting: pending.map(|it| waiting(&visit, it, &houses, &html)),
        returned: case.returned().filter(|_| !third && pending.is_none()).map(|it| Back {
            house: it.house.to_string(),
            name: it.answer.by.name.to_string(),
            function: it.answer.by.function.to_string(),
            organisation: it.answer.by.organisation.to_string(),
            on: day_month_year(it.on),
            reason: it.answer.declined.as_ref().map(ToString::to_string).unwrap_or_default(),
        }),
        nowhere: houses.is_empty() && !third,
        lacks: key.then(|| visit.lacks_mandate::<TurnTransferKey>()).flatten(),
        turn: (key && visit.may::<TurnTransferKey>()).then(|| html(turn(&visit))),
        send: (whole && answered && !sent && visit.may::<SendTransfer>()).then(|| html(send::form(&visit))),
        file: (sent && whole && visit.may::<TakeTransfer>()).then(|| at(visit.id(), "/overdracht.casustafel")),
        receipt: ((sent || !case.recalled().is_empty()) && visit.may::<TakeReceipt>())
            .then(|| html(send::receipt(&visit))),
        form: (proposes && !houses.is_empty()).then(|| html(propose::form(&visit, &houses))),
        stop: (pending.is_some() && visit.may::<WithdrawTransfer>()).then(|| html(propose::stopping(&visit, sent))),
    };
    let reference = &body.head.reference;
    let title =
        Say::made(format!("Casus {reference}: naar een ander huis"), format!("Case {reference}: to another house"));
    let title = if third { heading(&visit, head::Part::Table) } else { title };
    Ok(Page::of(ask, title, body))
}

/// The form of the key: on what goes along, which was read.
fn turn(visit: &Visit<ReadCase>) -> Sheet {
    let says = Say::of(
        "Ik las wat er meegaat en wat niet, en stem in met de overdracht.",
        "I read what goes along and what does not, and agree to the transfer.",
    );
    Sheet::to(at(visit.id(), "/sleutel"), Say::of("Sleutel omdraaien", "Turn the key")).field(agreed(says))
}

fn waiting(
    visit: &Visit<ReadCase>,
    pending: &PendingTransfer,
    houses: &[KnownHouse],
    html: &impl Fn(Sheet) -> Asking,
) -> Waiting {
    let (ask, case, third) = (&visit.ask, visit.dossier(), is_third(visit));
    let transfer = &pending.transfer;
    let for_table = |text: String| (!third).then_some(text);
    let me = &ask.actor.agency.id;
    // Through the one filter: nobody reads an item here that its owner does not share with them.
    let seen: Vec<u32> = case.items_for(me, ask.today).iter().map(|item| item.no).collect();
    let mine = |item: &&Item| seen.contains(&item.no) && (!third || item.agency == *me);
    let fingerprint = transfer.to.key.parse::<HouseKey>().map(|key| key.fingerprint()).unwrap_or_default();
    Waiting {
        house: transfer.to.house.to_string(),
        fingerprint,
        stale: !third && !houses.iter().any(|one| one.key.to_string() == transfer.to.key),
        municipality: transfer.to.municipality.to_string(),
        call: for_table(transfer.to.call.to_string()),
        ground: transfer.ground.says().to(ask.lang).to_owned(),
        why: for_table(transfer.why.to_string()),
        known: transfer.known.as_ref().map(ToString::to_string).and_then(for_table),
        feedback: for_table(transfer.feedback.to_string()),
        by: (!third).then(|| AuthorSays::of(ask, &pending.by)),
        since: day_month_year(pending.since),
        items: case.proposed_items(pending).filter(mine).map(|item| view(visit, pending, item, html)).collect(),
        goals: if third { Vec::new() } else { case.going_goals(pending).map(|goal| goal.text.to_string()).collect() },
        staying_goals: if third { Vec::new() } else { staying(visit, pending, &seen) },
        agreements: if third {
            Vec::new()
        } else {
            case.proposed_agreements(pending).map(|one| agreement(visit, pending, one, html)).collect()
        },
        plan: !third && case.going_plan(pending).is_some(),
        no_plan: !third && transfer.plan && case.going_plan(pending).is_none(),
        about: if third { Vec::new() } else { about(visit, transfer) },
        waits: if third { 0 } else { case.unanswered(pending).count() },
        keys: if third { Vec::new() } else { KeySays::all(ask, &pending.keys) },
        sent: pending.sent.as_ref().filter(|_| !third).map(|it| (AuthorSays::of(ask, &it.by), day_month_year(it.on))),
        changed: !third && pending.sent.is_some() && !pending.keys.all_turned(),
    }
}

/// The goals that were proposed and stay behind, each with why: what of that the reader does not read is told as no more than that it stays.
fn staying(visit: &Visit<ReadCase>, pending: &PendingTransfer, seen: &[u32]) -> Vec<(String, String)> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let why = |facts: Vec<u32>| {
        let (read, kept): (Vec<u32>, Vec<u32>) = facts.into_iter().partition(|no| seen.contains(no));
        let named = read.into_iter().filter_map(|no| {
            let item = case.items.iter().find(|item| item.no == no)?;
            let why = match pending.replies.get(&no).map(|said| &said.reply) {
                _ if !pending.transfer.items.contains(&no) => Say::of("is niet gekozen", "was not chosen"),
                Some(Reply::No { .. }) => Say::of("mag niet mee", "may not go along"),
                Some(Reply::Yes { .. }) => Say::of("is in twijfel", "is in doubt"),
                None => Say::of("heeft nog geen ja", "has no yes yet"),
            };
            let of = ask.lang.both("een bijdrage van", "a contribution of");
            Some(format!("{of} {} {}", ask.directory.agency_name(&item.agency), why.to(ask.lang)))
        });
        let unread = ask.lang.both("iets wat u niet leest, gaat niet mee", "something that you do not read stays");
        let mut all: Vec<String> = named.chain((!kept.is_empty()).then(|| unread.to_owned())).collect();
        all.sort();
        all.dedup();
        all.join("; ")
    };
    case.staying_goals(pending).map(|(goal, facts)| (goal.text.to_string(), why(facts))).collect()
}

/// Why something does not go along is read by who decides on what does, by who guards the process, and by who said it.
fn reads_reason(case: &Case, me: &AgencyId, said: &Replied) -> bool {
    let directs = case.opening.as_ref().is_some_and(|opening| opening.director == *me);
    said.by.agency == *me || directs || case.takers().contains(&me)
}

/// What goes along of the opening, word for word.
fn about(visit: &Visit<ReadCase>, transfer: &Transfer) -> Vec<(String, String)> {
    let Some(opening) = &visit.dossier().opening else { return Vec::new() };
    let part = |says: Say, text: String| (says.to(visit.ask.lang).to_owned(), text);
    let title = transfer
        .title
        .iter()
        .map(|it| part(Say::of("Hoe de casus daar heet", "What the case is called there"), it.to_string()));
    let about = transfer.about.iter().map(|it| part(Say::of("Waar het over gaat", "What it is about"), it.to_string()));
    let purpose = part(Say::of("Waarvoor", "Purpose"), opening.purpose.to_string());
    title.chain(about).chain([purpose]).collect()
}

/// Something that would go along, with whose it is.
struct Part<'a> {
    no: u32,
    agency: &'a AgencyId,
    day: Date,
    text: &'a Note,
    special: Option<String>,
    named: bool,
    /// Somebody says that it is not right.
    in_doubt: bool,
}

fn view(visit: &Visit<ReadCase>, pending: &PendingTransfer, item: &Item, html: &impl Fn(Sheet) -> Asking) -> ItemView {
    let special = item.gift.special.as_ref().map(|it| it.kind.says().to(visit.ask.lang).to_owned());
    let named = visit.dossier().is_named_in_yes(item);
    let in_doubt = visit.dossier().is_in_doubt(item.no);
    let part =
        Part { no: item.no, agency: &item.agency, day: item.day, text: &item.gift.text, special, named, in_doubt };
    part_view(visit, pending, part, html)
}

fn agreement(
    visit: &Visit<ReadCase>,
    pending: &PendingTransfer,
    one: &Agreement,
    html: &impl Fn(Sheet) -> Asking,
) -> ItemView {
    let (special, named, in_doubt) = (None, false, false);
    let part = Part { no: one.no, agency: &one.agency, day: one.made, text: &one.what, special, named, in_doubt };
    part_view(visit, pending, part, html)
}

fn part_view(
    visit: &Visit<ReadCase>,
    pending: &PendingTransfer,
    part: Part<'_>,
    html: &impl Fn(Sheet) -> Asking,
) -> ItemView {
    let (ask, case) = (&visit.ask, visit.dossier());
    let me = &ask.actor.agency.id;
    let said = pending.replies.get(&part.no);
    let (class, stands) = match said.map(|it| &it.reply) {
        // class: tag--late
        Some(Reply::Yes { .. }) if part.in_doubt => (
            "tag--late",
            Say::of(
                "gaat niet mee: iemand zegt dat het niet klopt",
                "does not go along: somebody says that it is not right",
            ),
        ),
        // class: tag--done
        Some(Reply::Yes { .. }) => ("tag--done", Say::of("mag mee", "may go along")),
        // class: tag--late
        Some(Reply::No { .. }) => ("tag--late", Say::of("gaat niet mee", "does not go along")),
        None if !case.sits(part.agency) => {
            ("tag--late", Say::of("gaat niet mee: wie het gaf is weg", "does not go along: whoever gave it has left"))
        }
        // class: tag--wait
        None => ("tag--wait", Say::of("wacht op antwoord", "waits for an answer")),
    };
    let reason = said.filter(|it| reads_reason(case, me, it)).and_then(|it| it.reply.reason()).map(ToString::to_string);
    let (mine, ready) = (part.agency == me && visit.may::<AnswerTransferItem>(), pending.sent.is_some());
    ItemView {
        no: part.no,
        organisation: ask.directory.agency_name(part.agency),
        day: day_month_year(part.day),
        text: part.text.to_string(),
        special: part.special,
        class,
        stands: stands.to(ask.lang).to_owned(),
        by: said.map(|it| AuthorSays::of(ask, &it.by)),
        reason,
        form: mine.then(|| html(answer::form(visit.id(), (part.no, part.named, ready), said.map(|it| &it.reply)))),
    }
}
