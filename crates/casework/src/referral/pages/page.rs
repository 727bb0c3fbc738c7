//! A referral as each reads it: who sent it all of it, who receives it what goes, who gave something what it is asked for; and what each may say.

use super::address::at;
use super::{answer, item, sender};
use crate::places;
use crate::referral::model::{Answered, Ended};
use crate::referral::{
    AnswerEnclosed, AskBack, Came, DeclineReferral, Enclosed, EndReferral, Hand, Informed, ProlongReferral,
    ReadPersons, ReadReferral, Referral, RemindReferral, ReplyReferral, SendReferral, State, TakeOn,
    TakeReferralAnswer,
};
use crate::table::{AuthorSays, Spoken};
use kernel::{Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, FormSpec, Html, Page, Trouble, Visit};

/// A form; open when it was just sent and has to be mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReferralForm")]
struct Asking {
    open: bool,
    title: Say,
    form: Html,
}

/// Something that would go along, or goes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReferralItem")]
struct ItemView {
    no: u32,
    organisation: String,
    day: ShownDay,
    text: String,
    /// It is special or about criminal matters, and stands folded away.
    sensitive: bool,
    /// What its giver said, for who may read that.
    stands: Option<Say>,
    #[serde(skip)]
    class: &'static str,
    ground: Option<Say>,
    /// Somebody says that it is not right, and who gave it has yet to look.
    doubted: bool,
    /// The last day on which it was shared.
    until: Option<ShownDay>,
    by: Option<AuthorSays>,
    #[serde(skip)]
    form: Option<Asking>,
}

/// Something that was said along the way.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReferralSaid")]
struct SaidView {
    by: AuthorSays,
    on: ShownDay,
    text: String,
    asks: bool,
}

/// That it is taken on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReferralTakenOn")]
struct TakenView {
    who: String,
    from: ShownDay,
    contact: ShownDay,
    by: AuthorSays,
    on: ShownDay,
}

/// What the sender alone reads.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReferralSender")]
struct SenderView {
    /// The table it comes from.
    kind: Say,
    called: String,
    address: String,
    informed: String,
    uninformed: Option<String>,
    /// What was agreed by telephone, and why it went on.
    noted: Vec<SaidView>,
    /// How many wait for a word of who gave it.
    waits: usize,
    /// Who that are.
    waits_for: String,
    late: bool,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "referral/pages/page.html")]
#[allow(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(crate) struct ReferralPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    table: Say,
    light: bool,
    to: String,
    state: String,
    #[serde(skip)]
    open: bool,
    /// It is past its last day, or somebody ended it.
    over: bool,
    asked: String,
    ground: Say,
    by: AuthorSays,
    since: ShownDay,
    answer_by: Option<ShownDay>,
    until: ShownDay,
    about: Option<String>,
    goes_on: Option<String>,
    call: Option<String>,
    /// For who sent it.
    sender: Option<SenderView>,
    /// The table it comes from, with where it is, for who gave something there and may open it.
    of: Option<(Say, String, String)>,
    /// Whether the reader receives it.
    receiver: bool,
    items: Vec<ItemView>,
    /// Whether it was sent.
    gone: bool,
    /// Whether it may still be sent.
    #[serde(skip)]
    unsent: bool,
    /// Why something does not go along; what it was is erased.
    refused: Vec<SaidView>,
    talk: Vec<SaidView>,
    taken_on: Option<TakenView>,
    declined: Option<SaidView>,
    ended: Option<(String, SaidView)>,
    /// Whether who may read that sees who sits there.
    #[serde(skip)]
    persons: bool,
    #[serde(skip)]
    first: Option<Html>,
    #[serde(skip)]
    others: Vec<Asking>,
    why: Vec<String>,
}

/// What somebody reads of it.
struct Reading<'a> {
    visit: &'a Visit<ReadReferral>,
    filled: &'a Filled,
    hand: &'a Hand,
    sends: bool,
    receives: bool,
}

impl Reading<'_> {
    fn referral(&self) -> &Referral {
        self.visit.dossier()
    }

    fn html(&self, form: &FormSpec) -> Html {
        form.html(&self.visit.ask, self.filled, Some(self.visit.seq()))
    }

    fn asking(&self, rest: &str, title: Say, form: &FormSpec) -> Asking {
        Asking { open: self.filled.is_for(&at(self.visit.id(), rest)), title, form: self.html(form) }
    }

    fn said(&self, one: &Spoken) -> SaidView {
        let ask = &self.visit.ask;
        SaidView {
            by: AuthorSays::of(ask, &one.by),
            on: day_month_year(one.on),
            text: one.text.to_string(),
            asks: one.asks,
        }
    }

    fn item(&self, one: &Enclosed) -> ItemView {
        let (ask, referral, id) = (&self.visit.ask, self.referral(), self.visit.id());
        let me = &ask.actor.agency.id;
        let said = referral.said_of(one, me);
        let mine = one.agency == *me;
        let told = self.sends || mine;
        let (class, stands) = match (told, said) {
            (false, _) => ("", None),
            // class: tag--late
            (true, _) if referral.sent().is_none() && !one.is_shared(ask.today) => (
                "tag--late",
                Some(Say::of("gaat niet mee: de laatste dag is voorbij", "does not go along: its last day is over")),
            ),
            // class: tag--late
            (true, _) if referral.sent().is_none() && referral.is_in_doubt(one.no) => (
                "tag--late",
                Some(Say::of("gaat niet mee zolang dit in twijfel is", "does not go along while this is in doubt")),
            ),
            // class: tag--done
            (true, Some(_)) => ("tag--done", Some(Say::of("mag mee", "may go along"))),
            // class: tag--wait
            (true, None) => ("tag--wait", Some(Say::of("wacht op antwoord", "waits for an answer"))),
        };
        let open = match referral.state() {
            State::Asking | State::Sent | State::AskedBack | State::TakenOn => !referral.is_over(ask.today),
            State::Declined | State::Over => false,
        };
        let answers = mine && open && self.visit.may::<AnswerEnclosed>();
        let now = said.map(|said| (&said.reply, said.ground.as_ref()));
        let form = answers.then(|| {
            let sent = referral.sent().is_some();
            let form = item::form((id, self.hand, one), ask.actor.agency.kind, (now, sent));
            let title = match (sent, now) {
                (true, _) => Say::of("Het mag niet langer mee", "It may no longer go along"),
                (false, Some(_)) => Say::of("Het antwoord wijzigen", "Change the answer"),
                (false, None) => Say::of("Uw antwoord", "Your answer"),
            };
            let open = now.is_none();
            let asking = self.asking(&format!("/bijdrage/{}", one.no), title, &form);
            Asking { open: asking.open || open, ..asking }
        });
        ItemView {
            no: one.no,
            organisation: ask.directory.agency_name(&one.agency),
            day: day_month_year(one.day),
            text: one.text.to_string(),
            sensitive: one.sensitive,
            class,
            stands,
            ground: said.and_then(|said| said.ground.as_ref()).map(crate::referral::Based::says),
            doubted: referral.is_in_doubt(one.no),
            until: one.until.map(day_month_year),
            by: said.map(|said| AuthorSays::of(ask, &said.by)),
            form,
        }
    }

    /// The obvious thing to do, and what else one may.
    fn forms(&self) -> (Option<Html>, Vec<Asking>) {
        let (ask, referral, id) = (&self.visit.ask, self.referral(), self.visit.id());
        let (me, today) = (&ask.actor.agency.id, ask.today);
        let running = !referral.is_over(today);
        let (mut first, mut others) = (None, Vec::new());
        if self.receives && referral.may_answer(me, today) {
            first = self.visit.may::<TakeOn>().then(|| self.html(&answer::taking(id, today)));
            if referral.state() == State::Sent && self.visit.may::<AskBack>() {
                let title = Say::of("Eerst iets vragen", "Ask something first");
                others.push(self.asking("/terugvragen", title, &answer::asking(id)));
            }
            if self.visit.may::<DeclineReferral>() {
                let title = Say::of("Dit pakken wij niet op", "We do not take this on");
                others.push(self.asking("/niet", title, &answer::declining(id)));
            }
        }
        if self.sends {
            if referral.send(today).is_ok() && self.visit.may::<SendReferral>() {
                let all = referral.items_for(me, today).len() + referral.refused_for(me).len();
                let waits = (all, referral.unanswered().count());
                first = Some(self.html(&sender::sending(id, waits, &ask.directory.agency_name(&self.hand.to))));
            }
            if running && referral.state() == State::AskedBack && self.visit.may::<ReplyReferral>() {
                first = Some(self.html(&sender::replying(id)));
            }
            if running && referral.is_late(today) && self.visit.may::<RemindReferral>() {
                first = Some(self.html(&sender::reminding(id)));
            }
            if referral.take_answer().is_ok() && self.visit.may::<TakeReferralAnswer>() {
                first = Some(self.html(&FormSpec::to(at(id, "/gelezen"), Say::of("Gelezen", "Read"))));
            }
            let goes_on = running && self.hand.table.is_light() && referral.state() == State::TakenOn;
            if goes_on && self.visit.may::<ProlongReferral>() {
                let title = Say::of("Nog één keer door, met een reden", "Once more, with a reason");
                others.push(self.asking("/verlengen", title, &sender::prolonging(id, self.hand)));
            }
        }
        let ends = match referral.state() {
            State::Asking | State::Sent | State::AskedBack => self.sends,
            State::TakenOn => self.sends || self.receives,
            State::Declined | State::Over => false,
        };
        if running && ends && self.visit.may::<EndReferral>() {
            let sent = referral.sent().is_some();
            let title = if sent {
                Say::of("Beëindigen", "End it")
            } else {
                Say::of("Toch niet versturen", "Not to be sent after all")
            };
            others.push(self.asking("/beeindigen", title, &sender::ending(id, sent)));
        }
        (first, others)
    }

    fn sender(&self) -> Option<SenderView> {
        let (ask, referral) = (&self.visit.ask, self.referral());
        if !self.sends {
            return None;
        }
        let origin = &self.hand.origin;
        let (address, kind) = ask.kinds.of(origin.kind.as_str(), origin.id)?;
        let mut waits_for: Vec<String> =
            referral.unanswered().map(|item| ask.directory.agency_name(&item.agency)).collect();
        waits_for.sort();
        waits_for.dedup();
        Some(SenderView {
            kind: kind.clone(),
            called: origin.called.to_string(),
            address,
            informed: self.hand.informed.says().to(ask.lang).to_owned(),
            uninformed: self
                .hand
                .uninformed
                .as_ref()
                .filter(|_| self.hand.informed == Informed::NotYet)
                .map(Note::to_string),
            noted: referral.noted_for(&ask.actor.agency.id).into_iter().map(|one| self.said(one)).collect(),
            waits: referral.unanswered().count(),
            waits_for: waits_for.join(", "),
            late: referral.is_late(ask.today) && !referral.is_over(ask.today),
        })
    }

    fn refused(&self, no: &Answered) -> SaidView {
        SaidView {
            by: AuthorSays::of(&self.visit.ask, &no.by),
            on: day_month_year(no.on),
            text: no.reply.reason().map(Note::to_string).unwrap_or_default(),
            asks: false,
        }
    }

    fn ended(&self, ended: &Ended) -> (String, SaidView) {
        let ask = &self.visit.ask;
        let said = Spoken { by: ended.by.clone(), on: ended.on, text: ended.reason.clone(), asks: false };
        (ended.how.says().to(ask.lang).to_owned(), self.said(&said))
    }
}

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadReferral>, filled: Filled) -> Result<Page<ReferralPage>, Trouble> {
    shown(visit, filled, false).await
}

/// Shows it, also to who gave something and may open the table that this comes from: they read which it is.
pub(crate) async fn shown(
    visit: Visit<ReadReferral>,
    filled: Filled,
    opens: bool,
) -> Result<Page<ReferralPage>, Trouble> {
    let (ask, referral) = (&visit.ask, visit.dossier());
    let (Some(hand), Some(by), Some(begun), Some(until)) =
        (referral.hand(), referral.by(), referral.begun(), referral.until())
    else {
        return Err(Trouble::Denied);
    };
    let me = &ask.actor.agency.id;
    let reading = Reading {
        visit: &visit,
        filled: &filled,
        hand,
        // Who does it within the organisation that sends it reads what goes, and not where it comes from.
        sends: referral.is_sender(me)
            && visit.seen.why().grounds.iter().any(|ground| ground.id.ends_with(".read.sender")),
        receives: referral.is_receiver(me),
    };
    let (sends, receives) = (reading.sends, reading.receives);
    let (first, others) = reading.forms();
    let over = referral.is_over(ask.today);
    let state = match (Came::of(referral.state()), over) {
        (None | Some(Came::TakenOn), true) => Say::of("Voorbij", "Over"),
        _ => referral.state().says(),
    };
    let between = |text: &kernel::Line| (sends || receives).then(|| text.to_string());
    let body = ReferralPage {
        lang: ask.lang,
        here: places::REFERRALS.of(visit.id()),
        reference: hand.reference.to_string(),
        table: hand.table.says(),
        light: hand.table.is_light(),
        to: ask.directory.agency_name(&hand.to),
        state: state.to(ask.lang).to_owned(),
        open: !over && matches!(referral.state(), State::Asking | State::Sent | State::AskedBack),
        over,
        asked: hand.asked.to_string(),
        ground: hand.ground.says(),
        by: AuthorSays::of(ask, by),
        since: day_month_year(referral.sent().unwrap_or(begun)),
        answer_by: referral.answer_by().filter(|_| (sends || receives) && !referral.is_own()).map(day_month_year),
        until: day_month_year(until),
        about: hand.about.as_ref().and_then(between),
        goes_on: (sends || receives).then(|| hand.goes_on.to_string()),
        call: between(&hand.call),
        sender: reading.sender(),
        of: (opens && !sends && referral.given_by(me).next().is_some())
            .then(|| {
                let (address, kind) = ask.kinds.of(hand.origin.kind.as_str(), hand.origin.id)?;
                Some((kind.clone(), hand.origin.called.to_string(), address))
            })
            .flatten(),
        receiver: receives && !sends,
        gone: referral.sent().is_some(),
        unsent: referral.state() == State::Asking && !over,
        items: referral.items_for(me, ask.today).into_iter().map(|one| reading.item(one)).collect(),
        refused: referral.refused_for(me).into_iter().map(|no| reading.refused(no)).collect(),
        talk: referral.talk_for(me).iter().map(|one| reading.said(one)).collect(),
        taken_on: referral.taken_on().filter(|_| sends || receives).map(|(taking, by, on)| TakenView {
            who: taking.who.to_string(),
            from: day_month_year(taking.from),
            contact: day_month_year(taking.contact),
            by: AuthorSays::of(ask, by),
            on: day_month_year(*on),
        }),
        declined: referral.declined().filter(|_| sends).map(|no| SaidView {
            by: AuthorSays::of(ask, &no.by),
            on: day_month_year(no.on),
            text: no.reason.to_string(),
            asks: false,
        }),
        ended: referral.ended().filter(|_| sends).map(|ended| reading.ended(ended)),
        persons: visit.may::<ReadPersons>(),
        first,
        others,
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
    };
    let title = Say::made(format!("Doorgeleiding {}", body.reference), format!("Referral {}", body.reference));
    Ok(Page::of(ask, title, body))
}
