//! What came to the table is put right when the signal behind it is: the three weigh what is so, and read what it said before.
//!
//! Views stay as they were handed in. Keys that were turned on the text go back, for it rests on something else now; a judgement that three
//! keys made stays what they decided.

use super::filing::Filing;
use super::line::FilerLine;
use super::model::{Event, State, Weighing};
use super::restated::{Because, Restated, Restating, ToldThere};
use super::view::Addition;
use crate::table::Keys;
use kernel::{AgencyId, Date, Note, Observed, PersonId, Refusal};
use vault::{Author, Stamp};

const OVER: Refusal = Refusal::of(
    "De weging is klaar: er kan geen feit meer bij. Is er iets nieuws gezien? Leg dan een nieuw signaal vast.",
    "The weighing is complete: no more facts can be added. Has something new been seen? Then register a new signal.",
);
const NO_VIEW: Refusal = Refusal::of(
    "Uw organisatie heeft hier geen zienswijze om aan te vullen.",
    "Your organisation has no view here to add to.",
);
const SAME: Refusal = Refusal::of(
    "Er is niets verbeterd of toegevoegd sinds u uw zienswijze inleverde.",
    "Nothing has been corrected or added since you handed in your view.",
);

const STAYS: Refusal = Refusal::of(
    "De weging van dit signaal is al begonnen met deze gemeente, politie en OM. U kunt de gemeente van verblijf nu niet meer wijzigen. \
     Is de weging klaar? Leg een verhuizing vast in de casus.",
    "The weighing of this signal has begun with this municipality, police and OM. You can no longer change the municipality of stay. Is the \
     weighing complete? Record a move in the case.",
);

impl Weighing {
    /// What it rests on now, to be held against what the signal says.
    #[must_use]
    pub fn restated(&self) -> Option<Restated> {
        let filing = self.filing.as_ref()?;
        Some(Restated {
            municipality: filing.municipality.clone(),
            house: filing.house.clone(),
            trio: filing.trio.clone(),
            director: filing.director.clone(),
            subject: filing.subject.clone(),
            facts: filing.facts.clone(),
            withdrawn: self.withdrawn.clone(),
            reading: filing.reading.clone(),
            acute: filing.acute,
        })
    }

    /// Takes over what was put right in the signal; nothing when nothing of it concerns the three.
    ///
    /// # Errors
    /// A sentence when other organisations would have to weigh and one of those that do handed in its view or it is over, or when a fact
    /// is to be added and it is concluded.
    pub fn restate(&self, now: Restated, why: &Because, told: ToldThere) -> Result<Option<Event>, Refusal> {
        let Some(was) = self.restated().filter(|was| *was != now) else { return Ok(None) };
        // Until who filed it knows that it is over, what it adds is taken in: that there is no agreement, or that it fits, is of the three alone.
        let over = self.concluded_on.is_some() && self.filer_line() != FilerLine::Weighed;
        if now.facts.len() > was.facts.len() && over {
            return Err(OVER);
        }
        if was.trio != now.trio {
            let leaves = |agency: &AgencyId| !now.trio.contains(agency);
            let spoke = self.rounds.last().is_some_and(|round| round.views.iter().any(|v| leaves(&v.by.agency)));
            if self.state != State::Analysing || spoke {
                return Err(STAYS.at("municipality"));
            }
        }
        let (reason, reporter) = why.stored();
        let ToldThere { table, college } = told;
        Ok(Some(Event::Restated { now: Box::new(now), reason, reporter, told: table, told_college: college }))
    }

    pub(super) fn take_restated(&mut self, now: &Restated, why: &Because, told: &ToldThere, stamp: &Stamp) {
        let Some(was) = self.restated() else { return };
        let running = self.is_weighed();
        if let Some(filing) = &mut self.filing {
            put(filing, now);
        }
        self.withdrawn.clone_from(&now.withdrawn);
        if running && let Some(round) = self.rounds.last_mut() {
            if was.trio == now.trio {
                // WEG-05: what was signed rests on something else now, so it needs fresh consent.
                round.keys.clear();
            } else {
                round.keys = Keys::of(now.trio.to_vec());
            }
            round.disagreements.clear();
        }
        // What one of them proposed stays to be read, and waits for the keys of all three again.
        if let Some(way) = &mut self.way {
            way.keys.clear();
        }
        let (by, on) = (stamp.author(), kernel::local_day(stamp.at));
        if !now.acute {
            self.urgent_since = None;
        } else if !was.acute {
            // Nobody has seen yet that it cannot wait after all.
            self.urgent_since = Some(on);
            self.seen.clear();
        }
        let over = self.concluded_on.is_some();
        let (reason, reporter) = why.stored();
        let stuck = !running && !over;
        self.restatings.push(Restating { was, now: now.clone(), reason, reporter, by, on, over, stuck });
        self.without_observers(&now.facts);
        self.told.tell(&told.table, stamp);
        self.told_college.tell(&told.college, stamp);
    }

    /// Whether it is being weighed still.
    fn is_weighed(&self) -> bool {
        matches!(self.state, State::Analysing | State::Open)
    }

    /// Adds to the view that one's organisation handed in: what it rests on became something else since. The view stays what it was.
    ///
    /// # Errors
    /// A sentence when there is no such view, nothing it rests on changed, or it is over.
    pub fn add_to_view(&self, agency: &AgencyId, person: &PersonId, text: Note) -> Result<Event, Refusal> {
        self.may_add_to_view(agency)?;
        Ok(Event::ViewAdded { agency: agency.clone(), person: person.clone(), text })
    }

    /// Whether that is possible now.
    ///
    /// # Errors
    /// As for [`Weighing::add_to_view`].
    pub fn may_add_to_view(&self, agency: &AgencyId) -> Result<(), Refusal> {
        let views = self.rounds.last().filter(|_| self.is_weighed()).map(|round| round.views.as_slice());
        let view = views.unwrap_or_default().iter().find(|view| view.by.agency == *agency).ok_or(NO_VIEW)?;
        if self.restatings.len() > view.restated { Ok(()) } else { Err(SAME) }
    }

    pub(super) fn take_addition(&mut self, by: Author, text: &Note, on: Date) {
        let views = self.rounds.last_mut().map(|round| round.views.as_mut_slice()).unwrap_or_default();
        if let Some(view) = views.iter_mut().find(|view| view.by.agency == by.agency) {
            view.added.push(Addition { by, on, text: text.clone() });
        }
    }

    /// A reporter who is shielded from now on may be who saw it: a name that is not told any more is not read in what it said before either.
    fn without_observers(&mut self, facts: &[Observed]) {
        for (place, _) in facts.iter().enumerate().filter(|(_, fact)| fact.observer.is_none()) {
            for says in self.restatings.iter_mut().flat_map(|r| [&mut r.was, &mut r.now]) {
                if let Some(earlier) = says.facts.get_mut(place) {
                    earlier.observer = None;
                }
            }
        }
    }

    /// Since when it is known whom it is about, where that was not known when it was filed.
    pub(super) fn named_on(&self) -> Option<Date> {
        let named = |r: &&Restating| r.was.subject.unnamed && !r.now.subject.unnamed;
        self.restatings.iter().rev().find(named).map(|restating| restating.on)
    }

    /// What was put right since it was filed, the first one first.
    #[must_use]
    pub fn restatings(&self) -> &[Restating] {
        &self.restatings
    }

    /// Whether the fact at this place was withdrawn.
    #[must_use]
    pub fn is_withdrawn(&self, place: usize) -> bool {
        self.withdrawn.contains(&place)
    }
}

fn put(filing: &mut Filing, now: &Restated) {
    filing.municipality = now.municipality.clone();
    filing.house = now.house.clone();
    filing.trio = now.trio.clone();
    filing.director = now.director.clone();
    filing.subject = now.subject.clone();
    filing.facts.clone_from(&now.facts);
    filing.reading.clone_from(&now.reading);
    filing.acute = now.acute;
}
