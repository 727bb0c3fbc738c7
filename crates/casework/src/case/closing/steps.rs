//! Proposing to close, the keys on it, and the step to the other law.

use super::{Closing, UNTOLD};
use crate::case::model::{Case, Event, State};
use crate::case::opening::Regime;
use crate::case::participation::Member;
use crate::case::purpose::Purpose;
use crate::case::scaling::Phase;
use crate::table::Explicit;
use kernel::{AgencyId, Date, DossierId, PersonId, Refusal};

impl Case {
    /// The last day on which the case may exist: five years after the last processing (Wgpga art. 9), or after the first
    /// (WGS art. 1.8 lid 7).
    #[must_use]
    pub fn destroy_by(&self) -> Option<Date> {
        let opening = self.opening.as_ref()?;
        let from = match opening.regime {
            Regime::Wgpga => self.last?,
            Regime::WgsZvh => opening.triage.as_ref().map(|triage| triage.since).or(self.opened)?,
        };
        from.checked_add(jiff::Span::new().years(5)).ok()
    }

    /// Proposes to close, or changes the proposal; every key goes back.
    ///
    /// # Errors
    /// A sentence when a goal is left out, a stranger would keep an eye, or the help was not given back and nobody says why.
    pub fn propose_closing(&self, closing: Closing) -> Result<Event, Refusal> {
        let told = |no: u32| closing.goals.iter().any(|g| g.goal == no);
        if !self.plan.goals.iter().all(|g| told(g.no)) {
            return Err(UNTOLD.at("goals"));
        }
        if !self.sits(&closing.watcher) {
            return Err(Refusal::of(
                "Kies een organisatie die aan tafel zit.",
                "Choose an organisation that sits at the table.",
            )
            .at("watcher"));
        }
        self.must_say_why_not_given_back(&closing)?;
        self.toward(Some(Purpose::Close), Event::ClosingProposed(Box::new(closing)))
    }

    /// Turns one of the three keys on closing; the third closes and shields.
    ///
    /// # Errors
    /// A sentence when nothing is proposed, this organisation holds no key, or what was proposed does not fit any more: a goal came beside it, who
    /// was to keep an eye left, or the day of that passed.
    pub fn turn_closing_key(&self, agency: &AgencyId, person: &PersonId, today: Date) -> Result<Event, Refusal> {
        let Some(pending) = &self.closing else {
            return Err(Refusal::of("Er is geen voorstel om af te sluiten.", "There is no proposal to close."));
        };
        pending.keys.may_turn(agency, person)?;
        let closing = &pending.closing;
        if !self.plan.goals.iter().all(|g| closing.goals.iter().any(|told| told.goal == g.no)) {
            return Err(UNTOLD);
        }
        // Who reads it no longer because nobody confirmed it may still keep an eye.
        let here = |m: &Member| m.valid_on(today);
        if !self.sits_on(&closing.watcher, today) && !self.member(&closing.watcher).is_some_and(here) {
            return Err(Refusal::of(
                "Wie een oogje in het zeil zou houden, zit niet meer aan tafel. Doe een nieuw voorstel met een andere organisatie.",
                "Whoever was to keep an eye on things no longer sits at the table. Make a new proposal with another organisation.",
            ));
        }
        if closing.watch.as_ref().is_some_and(|watch| watch.check(today).is_err()) {
            return Err(Refusal::of(
                "De laatste dag van het oogje in het zeil is al geweest. Doe een nieuw voorstel.",
                "The last day of keeping an eye on things has already passed. Make a new proposal.",
            ));
        }
        // The help may have been scaled up since.
        self.must_say_why_not_given_back(closing).map_err(|no| Refusal { field: None, ..no })?;
        let (agency, person) = (agency.clone(), person.clone());
        self.toward(Some(Purpose::Close), Event::ClosingKeyTurned { agency, person })
    }

    /// Whether the help is still organised heavier than a table ends with.
    #[must_use]
    pub fn is_scaled(&self) -> bool {
        self.phase() > Phase::Together
    }

    fn must_say_why_not_given_back(&self, closing: &Closing) -> Result<(), Refusal> {
        if !self.is_scaled() || closing.scaled.is_some() {
            return Ok(());
        }
        Err(Refusal::of(
            "De hulp is nog opgeschaald, of heeft procesregie. Geef eerst terug, of zeg waarom de casus nu zo sluit.",
            "The help still is scaled up, or under process direction. Give back first, or say why the case closes like this now.",
        )
        .at("scaled"))
    }

    /// The person's weighing was judged fitting: this case under the WGS stops, and the other law takes over (REG-03).
    ///
    /// # Errors
    /// A sentence when this case is under the Wgpga already, or does not run.
    pub fn switch(&self, to: Option<DossierId>, explicit: Explicit, today: Date) -> Result<Event, Refusal> {
        explicit.check(today)?;
        let opening = self.begun()?;
        match (opening.regime, self.state) {
            (Regime::WgsZvh, State::Open | State::Planned) => Ok(Event::Switched { to, explicit }),
            (Regime::WgsZvh, State::Unopened | State::Switched | State::Closed) => Err(self.stopped()),
            (Regime::Wgpga, _) => {
                Err(Refusal::of("Deze casus valt al onder de Wgpga.", "This case already falls under the Wgpga."))
            }
        }
    }
}
