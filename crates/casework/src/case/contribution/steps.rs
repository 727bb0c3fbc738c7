//! Asking, answering, putting an item on the table and taking it back.

use super::{Answer, Asked, Audience, Gift, Item, Request};
use crate::case::model::{Case, Event};
use crate::case::plan::Factor;
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Note, Refusal};

const NOT_HERE: Refusal =
    Refusal::of("Uw organisatie zit niet aan tafel.", "Your organisation does not sit at this table.");

impl Case {
    /// Asks one organisation at the table a question.
    ///
    /// # Errors
    /// A sentence when it does not sit here, or the day has passed.
    pub fn ask(&self, purpose: Option<Purpose>, request: Request) -> Result<Event, Refusal> {
        if !self.sits(&request.agency) {
            return Err(Refusal::of(
                "Deze organisatie zit niet aan tafel.",
                "This organisation does not sit at this table.",
            )
            .at("agency"));
        }
        kernel::planned(request.due, request.since).map_err(|no| no.at("due"))?;
        if self.has_lapsed(&request.agency, request.since) {
            self.must_be_confirmed(request.since)?;
        }
        let request = Request { no: self.next(), ..request };
        self.toward(purpose, Event::Asked(request))
    }

    /// Answers a question with: nothing known.
    ///
    /// # Errors
    /// A sentence when the question is another's, or has its answer.
    pub fn nothing_known(&self, no: u32, agency: &AgencyId) -> Result<Event, Refusal> {
        let asked = self.open_question(no, agency)?;
        self.toward(asked.purpose, Event::Answered { no, answer: Answer::NothingKnown })
    }

    /// Answers a question with: may not share. The reason is the organisation's own unless it shows it.
    ///
    /// # Errors
    /// A sentence when the question is another's, or has its answer.
    pub fn may_not_share(&self, no: u32, agency: &AgencyId, ground: Note, shown: bool) -> Result<Event, Refusal> {
        let asked = self.open_question(no, agency)?;
        self.toward(asked.purpose, Event::Answered { no, answer: Answer::MayNotShare { ground, shown } })
    }

    /// Puts an item on the table, as an answer to a question or unasked.
    ///
    /// # Errors
    /// A sentence for whatever the law asks of such an item and is missing.
    pub fn contribute(
        &self,
        purpose: Option<Purpose>,
        agency: &AgencyId,
        today: Date,
        gift: Gift,
    ) -> Result<Event, Refusal> {
        self.begun()?;
        if self.sits_on(agency, today) { self.put_on_table(purpose, agency, today, gift) } else { Err(NOT_HERE) }
    }

    /// The same for who was let in to do so in another way than by sitting there.
    pub(in crate::case) fn put_on_table(
        &self,
        purpose: Option<Purpose>,
        agency: &AgencyId,
        today: Date,
        gift: Gift,
    ) -> Result<Event, Refusal> {
        let (opening, kind) = (self.begun()?, self.kind_of(agency).ok_or(NOT_HERE)?);
        gift.check(self.is_third(agency), (kind, opening.regime), today)?;
        self.audience_sits(&gift, agency, today)?;
        let purpose = match gift.answers {
            // Once information was given, more may follow under the same question.
            Some(no) => self.question(no, agency)?.purpose,
            None => purpose,
        };
        self.toward(
            purpose,
            Event::Contributed(Box::new(Item { no: self.next(), agency: agency.clone(), kind, day: today, gift })),
        )
    }

    /// Takes an item back. Only who gave it can; its text is erased and the fact that something was there remains.
    ///
    /// # Errors
    /// A sentence when it is another's, or gone.
    pub fn withdraw_item(&self, no: u32, agency: &AgencyId) -> Result<Event, Refusal> {
        match self.items.iter().find(|i| i.no == no && &i.agency == agency) {
            Some(_) => {
                let rested = self.resting_on(no).map(|f| f.no).collect();
                self.toward(Some(Purpose::Adjust), Event::ItemWithdrawn { item: no, rested })
            }
            None => Err(Refusal::of(
                "Alleen de organisatie die dit inbracht kan het terugnemen.",
                "Only the organisation that contributed this can take it back.",
            )),
        }
    }

    /// The factors that rest on an item.
    pub fn resting_on(&self, item: u32) -> impl Iterator<Item = &Factor> {
        self.factors.iter().filter(move |f| f.facts.contains(&item))
    }

    /// Whether a fact under the factor of this number was taken back, and nobody has looked at it since.
    #[must_use]
    pub fn is_bereft(&self, factor: u32) -> bool {
        self.bereft.contains_key(&factor)
    }

    /// The event in which an item came: erased when it is taken back.
    #[must_use]
    pub fn came_in(&self, item: u32) -> Option<u64> {
        self.came_in.iter().find(|(no, _)| *no == item).map(|(_, seq)| *seq)
    }

    /// The questions that this organisation still owes an answer.
    pub fn owed_by<'a>(&'a self, agency: &'a AgencyId) -> impl Iterator<Item = &'a Request> {
        self.asked.iter().filter(move |a| a.answer.is_none() && &a.request.agency == agency).map(|a| &a.request)
    }

    fn question(&self, no: u32, agency: &AgencyId) -> Result<&Asked, Refusal> {
        self.asked.iter().find(|a| a.request.no == no && &a.request.agency == agency).ok_or(Refusal::of(
            "Deze vraag is niet aan uw organisatie gesteld.",
            "Your organisation was not asked this question.",
        ))
    }

    fn open_question(&self, no: u32, agency: &AgencyId) -> Result<&Asked, Refusal> {
        let asked = self.question(no, agency)?;
        if asked.answer.is_some() {
            return Err(Refusal::of("Deze vraag is al beantwoord.", "This question has already been answered."));
        }
        Ok(asked)
    }

    fn audience_sits(&self, gift: &Gift, agency: &AgencyId, today: Date) -> Result<(), Refusal> {
        let named: &[AgencyId] = match &gift.audience {
            Audience::All => &[],
            Audience::Named { agencies } => agencies,
        };
        if named.iter().any(|a| !self.sits(a) || self.is_third(a)) {
            return Err(Refusal::of(
                "Kies alleen deelnemers aan deze casus.",
                "Choose only participants in this case.",
            )
            .at("audience"));
        }
        let stranger = |a: &AgencyId| a != agency && !(self.is_third(a) && self.member(a).is_some());
        if gift.thirds.iter().any(stranger) {
            return Err(Refusal::of(
                "Kies alleen derden die aan tafel zitten.",
                "Choose only third parties who sit at the table.",
            )
            .at("thirds"));
        }
        gift.until.map_or(Ok(()), |last| kernel::planned(last, today)).map_err(|no| no.at("until"))
    }
}
