//! A review as each reads it: the three and who guards the process all of it, who reviews the extract and what was said about it.

use super::extract::ExtractView;
use super::kept::OpinionView;
use super::{answering, reviewer, three};
use crate::places;
use crate::review::opinion::Answered;
use crate::review::{
    About, AcceptReview, AnswerReview, AskOfReview, ClarifyReview, DeclineReview, GiveOpinion, ObjectToReview,
    ReadPersons, ReadReview, RemindReview, Review, RewordReview, State, TakeAnswers, TakeOpinion, Text, TurnReviewKey,
    WithdrawReview, kind_says,
};
use crate::table::{AuthorSays, Declined, KeySays, Spoken};
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, FormSpec, Html, Page, Trouble, Visit};

/// A form; open when it was just sent and has to be mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewForm")]
struct Asking {
    open: bool,
    title: Say,
    form: Html,
}

/// Something that was said, with who said it for who may know.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewSaid")]
struct SaidView {
    by: Option<AuthorSays>,
    on: ShownDay,
    text: String,
    asks: bool,
}

/// What the three and who guards the process read besides.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewTable")]
struct TableView {
    called: String,
    address: String,
    reviewer: String,
    written: Option<AuthorSays>,
    keys: Vec<KeySays>,
    objections: Vec<SaidView>,
    declined: Option<SaidView>,
    withdrawn: Option<SaidView>,
    noted: Vec<SaidView>,
    /// By whom a key could be turned, where the reader lacks the mandate.
    lacks: Option<String>,
    late: bool,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "review/pages/page.html")]
pub(crate) struct ReviewPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    state: String,
    #[serde(skip)]
    open: bool,
    question: String,
    until: ShownDay,
    kept_until: Option<ShownDay>,
    /// Not for who reviews.
    table: Option<TableView>,
    /// Nothing before who reviews said that nothing stands in the way.
    extract: Option<ExtractView>,
    talk: Vec<SaidView>,
    opinion: Option<OpinionView>,
    #[serde(skip)]
    reword: bool,
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
    visit: &'a Visit<ReadReview>,
    filled: &'a Filled,
    about: &'a About,
    text: &'a Text,
    /// Whether the reader is who reviews.
    reviews: bool,
}

impl Reading<'_> {
    fn review(&self) -> &Review {
        self.visit.dossier()
    }

    fn html(&self, form: &FormSpec) -> Html {
        form.html(&self.visit.ask, self.filled, Some(self.visit.seq()))
    }

    fn asking(&self, rest: &str, title: Say, form: &FormSpec) -> Asking {
        let open = self.filled.is_for(&places::REVIEWS.under(self.visit.id(), rest));
        Asking { open, title, form: self.html(form) }
    }

    /// Who reviews is told neither who nor for which organisation.
    fn said(&self, one: &Spoken) -> SaidView {
        SaidView {
            by: (!self.reviews).then(|| AuthorSays::of(&self.visit.ask, &one.by)),
            on: day_month_year(one.on),
            text: one.text.to_string(),
            asks: one.asks,
        }
    }

    fn no(&self, one: &Declined) -> SaidView {
        let (by, on, text) = (one.by.clone(), one.on, one.reason.clone());
        self.said(&Spoken { by, on, text, asks: false })
    }

    fn table(&self) -> Option<TableView> {
        let (ask, review) = (&self.visit.ask, self.review());
        if self.reviews {
            return None;
        }
        let reviewer = &self.text.reviewer;
        let called = ask.directory.colleague(&reviewer.person).map(|one| format!("{}, {}", one.name, one.function));
        let organisation = ask.directory.agency_name(&reviewer.agency);
        let owes = review.state() == State::Asking && !review.keys().is_turned(&ask.actor.agency.id);
        Some(TableView {
            called: self.about.called.to_string(),
            address: places::CASES.of(self.about.case),
            reviewer: called.map_or_else(|| organisation.clone(), |called| format!("{called} ({organisation})")),
            written: review.written().map(|(by, _)| AuthorSays::of(ask, by)),
            keys: KeySays::all(ask, review.keys()),
            objections: review.objections().iter().map(|one| self.no(one)).collect(),
            declined: review.declined().map(|one| self.no(one)),
            withdrawn: review.withdrawn().map(|one| self.no(one)),
            noted: review.noted().iter().map(|one| self.said(one)).collect(),
            lacks: if owes {
                self.visit.seen.lacks_mandate::<TurnReviewKey>().map(|says| says.to(ask.lang).to_owned())
            } else {
                None
            },
            late: review.is_late(ask.today),
        })
    }

    fn extract(&self) -> Option<ExtractView> {
        let hidden = self.reviews && self.review().state() == State::Sent;
        (!hidden).then(|| ExtractView::of(self.visit.ask.lang, &self.text.extract, false))
    }

    fn opinion(&self) -> Option<OpinionView> {
        let (ask, review, id) = (&self.visit.ask, self.review(), self.visit.id());
        let opinion = review.opinion()?;
        let kind = |one: &Answered| {
            let kind = ask.directory.agency(&one.agency).map_or(vault::AgencyKind::Other, |agency| agency.kind);
            kind_says(kind).to(ask.lang).to_owned()
        };
        let name = |one: &Answered| if self.reviews { kind(one) } else { ask.directory.agency_name(&one.agency) };
        let mut view = OpinionView::of(ask.lang, opinion, review.answers(), name);
        if self.visit.may::<AnswerReview>() {
            let owes = review.unanswered_by(&ask.actor.agency.id);
            for one in view.recommendations.iter_mut().filter(|one| owes.contains(&one.no)) {
                one.form = Some(self.html(&answering::answering(id, one.no)));
            }
        }
        Some(view)
    }

    /// The obvious thing to do, and what else one may.
    fn forms(&self) -> (Option<Html>, Vec<Asking>) {
        let (first, mut others) = if self.reviews { self.of_reviewer() } else { self.of_table() };
        if !self.reviews
            && self.review().withdraw(self.text.question.clone()).is_ok()
            && self.visit.may::<WithdrawReview>()
        {
            let title = Say::of("De vraag intrekken", "Withdraw the question");
            others.push(self.asking("/intrekken", title, &answering::withdrawing(self.visit.id())));
        }
        (first, others)
    }

    fn of_reviewer(&self) -> (Option<Html>, Vec<Asking>) {
        let (review, id) = (self.review(), self.visit.id());
        let (mut first, mut others) = (None, Vec::new());
        let state = review.state();
        if state == State::Sent && self.visit.may::<AcceptReview>() {
            first = Some(self.html(&reviewer::accepting(id)));
        }
        if matches!(state, State::Reading | State::AskedBack) && self.visit.may::<GiveOpinion>() {
            first = Some(self.html(&reviewer::giving(id)));
        }
        if review.take_answers(&self.visit.ask.actor.person).is_ok() && self.visit.may::<TakeAnswers>() {
            let to = places::REVIEWS.under(id, "/antwoorden-gelezen");
            first = Some(self.html(&FormSpec::to(to, Say::of("Gelezen", "Read"))));
        }
        if state == State::Reading && self.visit.may::<AskOfReview>() {
            let title = Say::of("Eerst iets vragen", "Ask something first");
            others.push(self.asking("/vraag", title, &reviewer::asking(id)));
        }
        if matches!(state, State::Sent | State::Reading | State::AskedBack) && self.visit.may::<DeclineReview>() {
            let title = Say::of("Ik doe deze toets niet", "I do not do this review");
            others.push(self.asking("/niet", title, &reviewer::declining(id)));
        }
        (first, others)
    }

    fn of_table(&self) -> (Option<Html>, Vec<Asking>) {
        let (ask, review, id) = (&self.visit.ask, self.review(), self.visit.id());
        let (mut first, mut others) = (None, Vec::new());
        let state = review.state();
        let owes = state == State::Asking && review.keys().may_turn(&ask.actor.agency.id, &ask.actor.person).is_ok();
        if owes && self.visit.may::<TurnReviewKey>() {
            first = Some(self.html(&three::turn_form(id, review)));
        }
        if state == State::Asking && self.visit.may::<ObjectToReview>() {
            let title = Say::of("Niet instemmen", "Disagree");
            others.push(self.asking("/niet-instemmen", title, &three::object_form(id, review)));
        }
        if state == State::AskedBack && self.visit.may::<ClarifyReview>() {
            first = Some(self.html(&answering::clarifying(id)));
        }
        if review.is_late(ask.today) && self.visit.may::<RemindReview>() {
            first = Some(self.html(&three::reminding(id)));
        }
        if review.take().is_ok() && self.visit.may::<TakeOpinion>() {
            let to = places::REVIEWS.under(id, "/gelezen");
            first = Some(self.html(&FormSpec::to(to, Say::of("Gelezen", "Read"))));
        }
        (first, others)
    }
}

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadReview>, filled: Filled) -> Result<Page<ReviewPage>, Trouble> {
    let (ask, review) = (&visit.ask, visit.dossier());
    let (Some(about), Some(text)) = (review.about(), review.text()) else { return Err(Trouble::Denied) };
    let core = visit.seen.why().grounds.iter().any(|ground| ground.id.ends_with(".read.core"));
    let reading = Reading { visit: &visit, filled: &filled, about, text, reviews: !core };
    let (first, others) = reading.forms();
    let body = ReviewPage {
        lang: ask.lang,
        here: places::REVIEWS.of(visit.id()),
        reference: about.reference.to_string(),
        state: review.state().says().to(ask.lang).to_owned(),
        open: !matches!(review.state(), State::Answered | State::Over),
        question: text.question.to_string(),
        until: day_month_year(text.until),
        kept_until: if core { review.kept_until() } else { review.read_until() }.map(day_month_year),
        table: reading.table(),
        extract: reading.extract(),
        talk: review.talk().iter().map(|one| reading.said(one)).collect(),
        opinion: reading.opinion(),
        reword: core && review.may_reword().is_ok() && visit.may::<RewordReview>(),
        persons: visit.may::<ReadPersons>(),
        first,
        others,
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
    };
    let title =
        Say::made(format!("Onafhankelijke toets {}", body.reference), format!("Independent review {}", body.reference));
    Ok(Page::of(ask, title, body))
}
