//! Making the link to a question, opening it with its code, and where it leads.

use super::{AnswerLink, Linked, OPENINGS, Opener};
use crate::case::acts::EndLink;
use crate::case::authors::Deed;
use crate::case::contribution::{Asked, Gift};
use crate::case::model::{Case, Event, State};
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Line, Refusal};
use vault::{Act as _, Task, code_claim};

impl Case {
    /// Makes a link for a question that one's own organisation put to an incidental third party. One that was there is dead.
    ///
    /// # Errors
    /// A sentence when another asked, it has its answer, its day has passed, or it was put to who has a seat as participant.
    pub fn make_link(&self, no: u32, token: String, asker: &AgencyId, today: Date) -> Result<Event, Refusal> {
        let asked = self.asked_by(no, asker)?;
        let agency = &asked.request.agency;
        if !self.is_third(agency) {
            return Err(Refusal::of(
                "Een link is er alleen voor een incidentele derde. Een deelnemer antwoordt met een eigen account.",
                "A link is for an incidental third party only. A participant answers with an account of its own.",
            ));
        }
        if asked.answer.is_some() {
            return Err(Refusal::of("Deze vraag is al beantwoord.", "This question has already been answered."));
        }
        self.must_be_confirmed(today)?;
        if asked.request.due < today || !self.is_within_days(agency, today) {
            return Err(Refusal::of(
                "De dag van deze vraag is voorbij, of deze organisatie doet vandaag niet mee. Stel de vraag opnieuw met een nieuwe dag.",
                "The day of this question has passed, or this organisation does not take part today. Ask again with a new day.",
            ));
        }
        self.toward(Some(Purpose::Execute), Event::ByLink(Linked::Made { no, token }))
    }

    /// Takes the link to one's own question back, or takes notice of what came of it.
    ///
    /// # Errors
    /// A sentence when another asked, or there is none.
    pub fn end_link(&self, no: u32, asker: &AgencyId) -> Result<Event, Refusal> {
        self.asked_by(no, asker)?;
        if !self.links.contains_key(&no) {
            return Err(Refusal::of("Er is geen link meer.", "There is no link any more."));
        }
        self.toward(Some(Purpose::Execute), Event::ByLink(Linked::Ended { no }))
    }

    /// The question behind this word in an address, today. Nothing for a link that is dead.
    #[must_use]
    pub fn behind_link(&self, token: &str, today: Date) -> Option<(&Asked, &AnswerLink)> {
        let found = self.living_links().find(|(_, link)| link.token.eq_ignore_ascii_case(token));
        found.filter(|(asked, _)| {
            let agency = &asked.request.agency;
            today <= asked.request.due && self.is_within_days(agency, today) && !self.has_lapsed(agency, today)
        })
    }

    /// Who opened the link with this word on the device that shows this ticket: for which organisation, with the name and function they gave.
    pub(in crate::case) fn read_by_link(
        &self,
        token: &str,
        ticket: &str,
        today: Date,
    ) -> Option<(AgencyId, Line, Line)> {
        let (asked, link) = self.behind_link(token, today)?;
        let by = link.opener(ticket)?;
        Some((asked.request.agency.clone(), by.name.clone(), by.function.clone()))
    }

    /// The link to this question as it stands, for who asked.
    #[must_use]
    pub fn link_to(&self, no: u32) -> Option<&AnswerLink> {
        self.links.get(&no)
    }

    /// Whether this organisation may make a link to the question: it put it, to a third party, and there is no answer.
    #[must_use]
    pub fn may_link(&self, asked: &Asked, asker: &AgencyId) -> bool {
        asked.answer.is_none()
            && self.is_third(&asked.request.agency)
            && self.authors.of(asked.request.no, Deed::Made).is_some_and(|by| &by.agency == asker)
    }

    /// Whether this organisation put the question and there is a link to it, be it one that is over.
    #[must_use]
    pub fn sees_link(&self, no: u32, asker: &AgencyId) -> bool {
        self.links.contains_key(&no) && self.asked_by(no, asker).is_ok()
    }

    /// A wrong code was typed.
    ///
    /// # Errors
    /// A sentence when the case is over.
    pub fn miss_link(&self, no: u32) -> Result<Event, Refusal> {
        self.toward(Some(Purpose::Execute), Event::ByLink(Linked::Missed { no }))
    }

    /// The right code was typed, by who says to be this person and declares for themselves what a third party declares (PAR-06). Nobody
    /// checked who they are, so nobody else of the organisation has declared by it.
    ///
    /// # Errors
    /// A sentence when it was opened often enough.
    pub fn open_link(&self, no: u32, by: Opener) -> Result<Event, Refusal> {
        if self.links.get(&no).is_some_and(|link| link.opened.len() >= OPENINGS) {
            return Err(Refusal::of(
                "Deze link is al vaak geopend. Vraag wie u de vraag stelde om een nieuwe.",
                "This link has been opened many times. Ask whoever put the question for a new one.",
            ));
        }
        self.toward(Some(Purpose::Execute), Event::ByLink(Linked::Opened { no, by }))
    }

    /// Puts an item on the table as the answer to the question behind this word, by who opened it on the device that shows this ticket.
    ///
    /// # Errors
    /// A sentence when the link is dead, or for whatever the law asks of such an item and is missing.
    pub fn contribute_by_link(&self, token: &str, ticket: &str, today: Date, gift: Gift) -> Result<Event, Refusal> {
        let found = self.behind_link(token, today).filter(|(_, link)| link.opener(ticket).is_some());
        let (asked, _) = found.ok_or(Refusal::of("Deze link werkt niet meer.", "This link no longer works."))?;
        let (no, agency) = (asked.request.no, &asked.request.agency);
        self.put_on_table(None, agency, today, Gift { answers: Some(no), ..gift })
    }

    /// What the case claims so that its links lead to it.
    pub(in crate::case) fn link_claims(&self) -> Vec<String> {
        self.living_links().map(|(_, link)| code_claim(&link.token)).collect()
    }

    pub(in crate::case) fn take_link(&mut self, what: &Linked, today: Date) {
        match what {
            Linked::Made { no, token } => {
                let link = AnswerLink { token: token.clone(), since: today, missed: 0, opened: Vec::new(), over: None };
                self.links.insert(*no, link);
            }
            Linked::Missed { no } => {
                if let Some(link) = self.links.get_mut(no) {
                    link.missed = link.missed.saturating_add(1);
                    link.over = link.over.or((link.tries() == 0).then_some(today));
                }
            }
            Linked::Opened { no, by } => {
                if let Some(link) = self.links.get_mut(no) {
                    link.opened.push(by.clone());
                }
            }
            Linked::Ended { no } => {
                self.links.remove(no);
            }
        }
    }

    /// A question was answered: the link to it leads nowhere any more, also when the answer is taken back.
    pub(in crate::case) fn link_over(&mut self, no: u32, today: Date) {
        if let Some(link) = self.links.get_mut(&no) {
            link.over = link.over.or(Some(today));
        }
    }

    /// Who asked by a link is told what came of it.
    pub(in crate::case) fn told_of_links(&self) -> impl Iterator<Item = Task> {
        self.links.iter().filter_map(|(no, link)| {
            let by = self.authors.of(*no, Deed::Made)?;
            Some(Task::of(&by.agency, EndLink::INFO.name, link.over?).person(&by.person).about(*no))
        })
    }

    /// Links that lead somewhere as long as their days last.
    fn living_links(&self) -> impl Iterator<Item = (&Asked, &AnswerLink)> {
        let open = matches!(self.state, State::Open | State::Planned);
        self.asked.iter().filter(move |asked| open && asked.answer.is_none()).filter_map(|asked| {
            let link = self.links.get(&asked.request.no).filter(|link| link.over.is_none())?;
            self.is_third(&asked.request.agency).then_some((asked, link))
        })
    }

    fn asked_by(&self, no: u32, asker: &AgencyId) -> Result<&Asked, Refusal> {
        let own = self.authors.of(no, Deed::Made).is_some_and(|by| &by.agency == asker);
        self.asked.iter().find(|asked| own && asked.request.no == no).ok_or(Refusal::of(
            "Alleen de organisatie die de vraag stelde maakt er een link voor.",
            "Only the organisation that put the question makes a link for it.",
        ))
    }
}
