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
                "There is a proposal already. Agree with it, or say why not; then there can be another one.",
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

    /// Whether this event is the third yes to ending it.
    pub(super) fn ends_by(&self, proposal: usize) -> bool {
        self.way.as_ref().is_some_and(|w| w.number == proposal && w.way.how == Settle::End && w.lacks_one())
    }

    fn way_that_was_read(&self, number: usize) -> Result<&WayProposed, Refusal> {
        self.must_be_stuck()?;
        self.way.as_ref().filter(|way| way.number == number).ok_or(Refusal::of(
            "Dit voorstel ligt er niet meer. Lees wat er nu ligt.",
            "This proposal is not there any more. Read what is there now.",
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
            Settle::Repeat { .. } if deadlock == Deadlock::End => Err(Refusal::of(
                "In deze regio eindigt een weging zonder eenstemmigheid.",
                "In this region a weighing without unanimity ends.",
            )
            .at("how")),
            Settle::Repeat { .. } if self.has_repeated() => Err(Refusal::of(
                "Een weging wordt één keer overgedaan. Dat is al gebeurd.",
                "A weighing is done over once. That has been.",
            )
            .at("how")),
            Settle::Repeat { due } => planned_later(due, today).map_err(|no| no.at("due")),
            Settle::Triangle if deadlock != Deadlock::ToTriangle || self.state == State::Referred => Err(Refusal::of(
                "In deze regio gaat dit niet naar de driehoek.",
                "In this region this does not go to the triangle.",
            )
            .at("how")),
            Settle::Triangle => Ok(()),
        }
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
        let mut keys = Keys::of(self.trio().to_vec());
        keys.turn(signed(agency, person, stamp));
        self.ways = self.ways.saturating_add(1);
        self.way = Some(WayProposed { number: self.ways, way: way.clone(), on, keys });
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
