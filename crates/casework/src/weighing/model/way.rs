//! How it goes on after the three did not agree: one of them proposes a way, and it counts once the other two agree (WEG-11).
//!
//! It must never let one of the three decide for the others: nothing in here goes on with fewer than three keys.

use super::steps::NOT_NOW;
use super::{Deadlock, Event, State, Weighing};
use crate::table::{Keys, signed};
use crate::weighing::way::{Settle, Settled, WayDropped, WayProposed};
use kernel::{AgencyId, Date, Note, PersonId, Refusal, planned_later};
use vault::{Author, Stamp};

impl Weighing {
    /// Proposes how to go on after the three did not agree, with the key of one of them. Whatever is chosen, a case conference is not among
    /// it (WEG-11).
    ///
    /// # Errors
    /// A sentence when another proposal lies there, the region's setting does not know this way, or the one fresh round has been.
    pub fn propose_way(
        &self,
        (agency, person): (&AgencyId, &PersonId),
        way: Settled,
        today: Date,
        deadlock: Deadlock,
    ) -> Result<Event, Refusal> {
        self.must_be_stuck()?;
        if self.way.is_some() {
            return Err(Refusal::of(
                "Er ligt al een voorstel. Stem ermee in, of zeg waarom niet; daarna kan er een ander komen.",
                "There is already a proposal. Agree with it, or say why not; then there can be another one.",
            ));
        }
        Keys::of(self.trio().to_vec()).may_turn(agency, person)?;
        self.may_go(way.how, today, deadlock)?;
        Ok(Event::WayProposed { agency: agency.clone(), person: person.clone(), way })
    }

    /// Agrees with the proposal that was read. With the third key it happens.
    ///
    /// # Errors
    /// A sentence when it is another proposal by now, this key or person agreed already, or the way is not open any more.
    pub fn agree_way(
        &self,
        (agency, person): (&AgencyId, &PersonId),
        number: usize,
        today: Date,
        deadlock: Deadlock,
    ) -> Result<Event, Refusal> {
        let proposal = self.way_that_was_read(number)?;
        proposal.keys.may_turn(agency, person)?;
        self.may_go(proposal.way.how, today, deadlock).map_err(|refusal| Refusal { field: None, ..refusal })?;
        Ok(Event::WayAgreed { agency: agency.clone(), person: person.clone(), proposal: number })
    }

    /// Takes the proposal back, or says why not: another one can be made.
    ///
    /// # Errors
    /// A sentence when it is another proposal by now, or the organisation is none of the three.
    pub fn drop_way(
        &self,
        (agency, person): (&AgencyId, &PersonId),
        number: usize,
        why: Note,
    ) -> Result<Event, Refusal> {
        let proposal = self.way_that_was_read(number)?;
        if !proposal.keys.needed().contains(agency) {
            return Err(Refusal::of("Uw organisatie heeft hier geen sleutel.", "Your organisation has no key here."));
        }
        Ok(Event::WayDropped { agency: agency.clone(), person: person.clone(), proposal: number, why })
    }

    /// The proposal that lies before the three.
    #[must_use]
    pub fn way(&self) -> Option<&WayProposed> {
        self.way.as_ref()
    }

    /// The proposals of this weighing that came to nothing, the first one first.
    #[must_use]
    pub fn ways_dropped(&self) -> &[WayDropped] {
        &self.ways_dropped
    }

    /// The last proposal that came to nothing since they did not agree; what fell before it went on asks nothing of anybody.
    pub(in crate::weighing) fn last_dropped(&self) -> Option<&WayDropped> {
        self.ways_dropped.get(self.ways_gone..).and_then(<[WayDropped]>::last)
    }

    /// Whether this event is the third yes to ending it.
    pub(super) fn ends_by(&self, proposal: usize) -> bool {
        self.way.as_ref().is_some_and(|w| w.number == proposal && w.way.how == Settle::End && w.lacks_one())
    }

    fn way_that_was_read(&self, number: usize) -> Result<&WayProposed, Refusal> {
        self.must_be_stuck()?;
        self.way.as_ref().filter(|way| way.number == number).ok_or(Refusal::of(
            "Dit voorstel is van tafel. Lees wat er nu ligt.",
            "This proposal has been dropped. Read what is there now.",
        ))
    }

    fn must_be_stuck(&self) -> Result<(), Refusal> {
        match self.state {
            State::NoAgreement | State::Referred => Ok(()),
            State::Analysing
            | State::Open
            | State::Fits
            | State::DoesNotFit
            | State::CareNeeded
            | State::OtherTable
            | State::CriminalTrack
            | State::Ended
            | State::NotFollowed => Err(NOT_NOW),
        }
    }

    /// Whether this way is open in this region, on this day.
    fn may_go(&self, how: Settle, today: Date, deadlock: Deadlock) -> Result<(), Refusal> {
        match how {
            Settle::End => Ok(()),
            Settle::Repeat { due } => {
                self.may_repeat(deadlock)?;
                planned_later(due, today).map_err(|no| no.at("due"))
            }
            Settle::Triangle => self.may_refer(deadlock),
        }
    }

    /// Whether a fresh round is one of the ways here.
    ///
    /// # Errors
    /// A sentence when the region's setting does not know it, it has been, or an advice began: what a fresh round judged would lead nowhere.
    pub fn may_repeat(&self, deadlock: Deadlock) -> Result<(), Refusal> {
        self.must_be_without_advice()?;
        if deadlock == Deadlock::End {
            return Err(Refusal::of(
                "In deze regio eindigt een weging als er geen overeenstemming is.",
                "In this region a weighing ends if there is no agreement.",
            )
            .at("how"));
        }
        if self.has_repeated() {
            return Err(Refusal::of(
                "Een weging kan één keer worden overgedaan. Dat is al gebeurd.",
                "A weighing can be repeated once. That has already happened.",
            )
            .at("how"));
        }
        Ok(())
    }

    /// Whether the triangle is one of the ways here.
    ///
    /// # Errors
    /// A sentence when the region's setting does not know it, or it lies there already.
    pub fn may_refer(&self, deadlock: Deadlock) -> Result<(), Refusal> {
        self.must_be_without_advice()?;
        if self.state == State::Referred {
            return Err(Refusal::of("Dit ligt al bij de driehoek.", "This is already with the triangle.").at("how"));
        }
        if deadlock != Deadlock::ToTriangle {
            return Err(Refusal::of(
                "In deze regio gaat dit niet naar de driehoek.",
                "In this region this does not go to the triangle.",
            )
            .at("how"));
        }
        Ok(())
    }

    fn must_be_without_advice(&self) -> Result<(), Refusal> {
        if self.advice.is_some() {
            return Err(Refusal::of(
                "Er is een advies aan de driehoek begonnen. De weging kan nu alleen nog eindigen.",
                "Work on an advice to the triangle has begun. The weighing can now only end.",
            )
            .at("how"));
        }
        Ok(())
    }
}

impl Weighing {
    pub(super) fn take_way(
        &mut self,
        (agency, person): (&AgencyId, &PersonId),
        way: &Settled,
        stamp: &Stamp,
        on: Date,
    ) {
        let (mut keys, by) = (Keys::of(self.trio().to_vec()), signed(agency, person, stamp));
        keys.turn(by.clone());
        self.ways = self.ways.saturating_add(1);
        self.way = Some(WayProposed { number: self.ways, way: way.clone(), on, keys, proposed_by: Some(by) });
    }

    pub(super) fn take_agreement(&mut self, by: Author, on: Date) {
        let Some(proposal) = &mut self.way else { return };
        proposal.keys.turn(by);
        if proposal.keys.all_turned() {
            let (way, all) = (proposal.way.clone(), proposal.keys.turned().to_vec());
            self.go_on(&way, all, on);
        }
    }

    pub(super) fn take_drop(&mut self, by: Author, why: &Note, on: Date) {
        let Some(proposal) = self.way.take() else { return };
        let proposed_by = proposal.by().cloned();
        self.ways_dropped.push(WayDropped { way: proposal.way, proposed_by, by, why: why.clone(), on });
    }

    /// It goes on this way, decided by these.
    pub(super) fn go_on(&mut self, way: &Settled, by: Vec<Author>, today: Date) {
        self.way = None;
        self.ways_gone = self.ways_dropped.len();
        self.settled.push((way.clone(), by));
        match way.how {
            Settle::Repeat { due } => self.new_round(today, due),
            Settle::Triangle => self.state = State::Referred,
            Settle::End => {
                self.state = State::Ended;
                self.concluded_on = Some(today);
            }
        }
    }
}
