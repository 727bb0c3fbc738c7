//! One thing of the signal that its owner may put on the table: what it says, and the form by which it becomes a contribution, or does not.

use super::give_form;
use super::given::number;
use super::head::{Head, Part, heading};
use super::sheet::{Asking, Sheet};
use crate::case::{AnswerOffer, Gift, Heard, Knowing, Nature, Offer, ReadCase};
use crate::places;
use askama::Template;
use kernel::{Lang, Say, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Filled, Page, Redirect, Trouble, Visit};

/// What may be put on the table, in a list.
#[derive(Serialize, JsonSchema)]
pub(super) struct OfferView {
    no: u32,
    pub(super) nature: String,
    pub(super) text: String,
    /// Who gave it at the table of another house, where and when.
    pub(super) from: Option<String>,
    pub(super) at: String,
    /// Whether it was submitted for triage, and came from no signal.
    #[serde(skip)]
    pub(super) triaged: bool,
}

impl OfferView {
    fn of(visit: &Visit<ReadCase>, offer: &Offer) -> Self {
        Self {
            no: offer.no,
            nature: offer.nature.says().to(visit.ask.lang).to_owned(),
            text: offer.text.to_string(),
            from: offer.source.as_ref().map(|source| {
                let from = &source.from;
                format!("{} ({}), {}", from.organisation, from.house, day_month_year(from.day))
            }),
            at: at(visit.id(), offer.no),
            triaged: visit.dossier().opening.as_ref().is_some_and(|opening| opening.triage.is_some()),
        }
    }

    /// Those of the reader's own organisation.
    pub(super) fn own(visit: &Visit<ReadCase>) -> Vec<Self> {
        let mine = visit.dossier().offers_of(&visit.ask.actor.agency.id);
        mine.filter(|_| visit.may::<AnswerOffer>()).map(|offer| Self::of(visit, offer)).collect()
    }
}

fn at(id: kernel::DossierId, no: u32) -> String {
    places::CASES.under(id, &format!("/bijdragen/overnemen/{no}"))
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/offer.html")]
pub(super) struct OfferPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    offer: OfferView,
    #[serde(skip)]
    forms: Vec<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<OfferPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    let offer = case.offers_of(&ask.actor.agency.id).find(|o| o.no == no).ok_or(Trouble::Denied)?;
    if !visit.may::<AnswerOffer>() {
        return Err(Trouble::Denied);
    }
    let here = at(visit.id(), no);
    let html = |form: Sheet| form.html(ask, &filled, Some(visit.seq()));
    let take = give_form::of_offer(ask, case, format!("{here}/ja"), offer).open();
    let leave = Sheet::to(format!("{here}/nee"), Say::of("Niet overnemen", "Do not take it over")).secondary();
    let body = OfferPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Giving),
        offer: OfferView::of(&visit, offer),
        forms: vec![html(take), html(leave)],
    };
    Ok(Page::of(ask, heading(&visit, Part::Giving), body))
}

pub(super) async fn take(desk: Desk<AnswerOffer>, ask: Ask, form: give_form::Given) -> Result<Redirect, Trouble> {
    let (case, own) = (desk.dossier(), desk.agency());
    let answered = case.answer_offer(number(&ask)?, own, true)?;
    let source = case.offers_of(own).find(|offer| Ok(offer.no) == number(&ask)).and_then(|offer| offer.source.as_ref());
    let gift = Gift { received: source.map(|source| source.from.clone()), ..form.gift };
    let given = case.contribute(form.purpose, own, desk.today(), gift)?;
    let to = format!("{}/{}", places::CASES.of(desk.id()), Part::Giving.path());
    desk.commit(vec![given, answered]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn leave(desk: Desk<AnswerOffer>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().answer_offer(number(&ask)?, desk.agency(), false)?;
    super::given::done(desk, event, Part::Giving.path()).await
}

/// What of a weighing a case begins with, for who opens it.
pub(super) fn of_weighing(weighing: &crate::weighing::Weighing) -> Option<crate::case::Event> {
    let filing = weighing.filing()?;
    let facts = filing.facts.iter().enumerate().filter(|(place, _)| !weighing.is_withdrawn(*place));
    let known = |fact: &kernel::Observed| Knowing {
        heard: if fact.first_hand { Heard::Seen } else { Heard::Told },
        on: fact.on,
        doubt: None,
    };
    let facts = facts
        .map(|(_, fact)| Offer::of(filing.filer.agency.clone(), Nature::Fact, fact.text.clone(), Some(known(fact))));
    // A text of the three is put on the table by whichever of them does so first; longer than a contribution may be it stays where it is.
    let judgement = weighing.judged().and_then(|judged| judged.decision.considerations.as_str().parse().ok());
    let by_each = |text: kernel::Note| {
        filing.trio.iter().map(move |one| Offer::of(one.clone(), Nature::Judgement, text.clone(), None))
    };
    let judgement = judgement.into_iter().flat_map(by_each);
    let asked = weighing.consultations().iter().map(|c| &c.agency);
    let mut partners: Vec<kernel::AgencyId> = asked.filter(|a| !filing.trio.contains(a)).cloned().collect();
    partners.sort();
    partners.dedup();
    crate::case::Case::offer(facts.chain(judgement).collect(), partners)
}
