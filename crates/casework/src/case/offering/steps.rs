//! What was offered, who may answer it, and what becomes of it.

use super::{Offer, Offers, Source};
use crate::case::contribution::{Category, Knowing, Nature};
use crate::case::model::{Case, Event};
use crate::case::opening::Trio;
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Note, Refusal};
use vault::AgencyKind;

impl Offer {
    /// What its owner may put on the table; it gets its number with the others.
    #[must_use]
    pub fn of(owner: AgencyId, nature: Nature, text: Note, known: Option<Knowing>) -> Self {
        Self { no: 0, owner, nature, text, known, source: None }
    }
}

impl Case {
    /// What a case begins with: facts and judgement with their owners, and who was asked when it was weighed. Nothing where there is nothing.
    #[must_use]
    pub fn offer(offers: Vec<Offer>, partners: Vec<AgencyId>) -> Option<Event> {
        let offers: Vec<Offer> = (1..).zip(offers).map(|(no, offer)| Offer { no, ..offer }).collect();
        (!offers.is_empty() || !partners.is_empty()).then_some(Event::Offered { offers, partners })
    }

    /// What came from the table of another house, each for who may put such a thing on this table: police data for the police, data of the OM
    /// for the OM, and everything else for the municipality of stay. Nothing where nothing came.
    #[must_use]
    pub fn offer_received(trio: &Trio, received: impl IntoIterator<Item = (Source, Nature, Note)>) -> Option<Event> {
        let owner = |source: &Source| match (source.category, source.kind) {
            (Category::Police, _) | (_, AgencyKind::Police) => trio.police.clone(),
            (Category::Justice, _) | (_, AgencyKind::Prosecution) => trio.prosecution.clone(),
            _ => trio.stay.clone(),
        };
        let offer = |(no, (source, nature, text)): (u32, (Source, Nature, Note))| Offer {
            no,
            owner: owner(&source),
            nature,
            text,
            known: source.known.clone(),
            source: Some(Box::new(source)),
        };
        let offers: Vec<Offer> = (1..).zip(received).map(offer).collect();
        (!offers.is_empty()).then_some(Event::Offered { offers, partners: Vec::new() })
    }

    /// What this organisation may put on the table, as long as it has not answered.
    pub fn offers_of<'a>(&'a self, agency: &'a AgencyId) -> impl Iterator<Item = &'a Offer> {
        self.offers.open.iter().filter(move |offer| &offer.owner == agency)
    }

    /// Who was asked when it was weighed, and does not sit here nor was proposed.
    pub fn suggested(&self) -> impl Iterator<Item = &AgencyId> {
        let known = |agency: &AgencyId| self.sits(agency) || self.pending.iter().any(|p| &p.proposal.agency == agency);
        self.offers.partners.iter().filter(move |agency| !known(agency))
    }

    /// Answers what was offered: its owner put it on the table, or does not.
    ///
    /// # Errors
    /// A sentence when it is another's, or was answered.
    pub fn answer_offer(&self, no: u32, agency: &AgencyId, taken: bool) -> Result<Event, Refusal> {
        if !self.offers_of(agency).any(|offer| offer.no == no) {
            return Err(Refusal::of(
                "Dit is niet van uw organisatie, of u hebt er al over beslist.",
                "This does not belong to your organisation, or you have already decided on it.",
            ));
        }
        self.toward(Some(Purpose::Adjust), Event::OfferAnswered { no, taken })
    }

    pub(in crate::case) fn take_offers(&mut self, offers: &[Offer], partners: &[AgencyId], today: Date) {
        self.offers = Offers { open: offers.to_vec(), partners: partners.to_vec(), since: Some(today) };
        self.numbers = self.numbers.max(offers.iter().map(|offer| offer.no).max().unwrap_or(0));
    }

    pub(in crate::case) fn take_offer_answered(&mut self, no: u32, taken: bool) {
        let answered = self.offers.open.iter().find(|offer| offer.no == no).cloned();
        self.offers.open.retain(|offer| offer.no != no);
        // What the three judged together lies on the table once, whichever of them put it there.
        if let Some(answered) = answered.filter(|offer| taken && offer.nature == Nature::Judgement) {
            self.offers.open.retain(|offer| offer.nature != Nature::Judgement || offer.text != answered.text);
        }
    }

    /// What waits for its owner, of those who sit here.
    pub(in crate::case) fn offered(&self) -> impl Iterator<Item = (&Offer, Date)> {
        let since = self.offers.since;
        self.offers.open.iter().filter(|offer| self.sits(&offer.owner)).filter_map(move |offer| Some((offer, since?)))
    }
}
