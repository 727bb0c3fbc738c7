//! Asking: help of a higher level, or to give back.

use super::happening::Scaled;
use super::parts::{Asking, Criteria};
use super::standing::{ANSWERED, Rest};
use super::words::Phase;
use crate::case::model::{Case, Event};
use crate::case::opening::Regime;
use crate::case::purpose::Purpose;
use crate::case::short::short;
use kernel::{AgencyId, Date, Note, Refusal, Say, day_month_year, working_days_after};

/// So many working days a question to scale up may wait at most, whatever is chosen.
const LONGEST: u16 = 10;

impl Case {
    /// Asks. What the asker left open is filled in: its number, from where, since when. `called` says what an organisation is called, for who
    /// must be named in a refusal.
    ///
    /// # Errors
    /// A sentence that says what is missing: what it rests on, why a phase is left out, a day in time, the power that is asked for, who takes over;
    /// or that a question in that direction waits already.
    pub fn ask_scaling(
        &self,
        by: &AgencyId,
        asking: Asking,
        called: impl Fn(&AgencyId) -> String,
    ) -> Result<Event, Refusal> {
        let today = asking.day;
        let asking = Asking { no: self.next(), from: self.phase(), ..asking };
        if asking.to == asking.from {
            return Err(
                Refusal::of("Zo is de hulp al geregeld.", "That is how the help is organised already.").at("to")
            );
        }
        let up = asking.is_up();
        if !up && self.is_third(by) {
            return Err(Refusal::of(
                "Teruggeven doen de deelnemers van deze tafel.",
                "Giving back is up to the participants of this table.",
            ));
        }
        if let Some(waits) = self.scaling_waits(by, up) {
            let since = day_month_year(waits.asking.day);
            return Err(Say::made(
                format!("Er wacht al een vraag op antwoord (sinds {since}). Vul die aan."),
                format!("A question is already waiting for an answer (since {since}). Add to that one."),
            )
            .into());
        }
        if !asking.trigger.fits(up) {
            return Err(Refusal::of("Kies een aanleiding die hierbij past.", "Choose a cause that fits.").at("trigger"));
        }
        // Where nothing lies on the table yet the cause itself must do.
        let there: Vec<u32> = self.may_rest_on(by, today).iter().map(Rest::no).collect();
        let fits = asking.rests_on.iter().all(|no| there.contains(no));
        if !fits || asking.rests_on.is_empty() != there.is_empty() {
            return Err(Refusal::of(
                "Kies waar dit op rust: een feit, een afspraak of een terugblik die iedereen aan deze tafel leest.",
                "Choose what this rests on: a fact, an agreement or a look back that everybody at this table reads.",
            )
            .at("rests_on"));
        }
        if asking.from.skips_to(asking.to) && asking.skips.is_none() {
            return Err(Refusal::of(
                "U slaat een fase over. Zeg waarom dat nu nodig is.",
                "You are leaving out a phase. Say why that is needed now.",
            )
            .at("skips"));
        }
        if up && asking.from.skips_to(asking.to) && !asking.acute {
            return Err(Refusal::of(
                "Een fase overslaan kan alleen als het niet kan wachten. Vraag anders één niveau hoger.",
                "You can leave out a phase only when it cannot wait. Otherwise ask one level higher.",
            )
            .at("to"));
        }
        kernel::planned(asking.due, today).map_err(|no| no.at("due"))?;
        if up && asking.due > working_days_after(today, LONGEST.max(self.terms().up)) {
            return Err(Refusal::of(
                "Dat is te laat om op te schalen. Kies een dag binnen tien werkdagen.",
                "That is too late to scale up. Choose a day within ten working days.",
            )
            .at("due"));
        }
        if up && asking.to == Phase::Authorities && asking.power.is_none() && self.is_under_wgs() {
            return Err(Refusal::of(
                "Noem de bevoegdheid die u van de burgemeester, politie of OM vraagt.",
                "Name the power that you ask of the mayor, the police or OM.",
            )
            .at("power"));
        }
        if !up {
            self.may_give_back(asking.to, called)?;
        }
        self.scales(Scaled::Asked(asking))
    }

    /// Adds something to a question that waits; keys on an answer go back.
    ///
    /// # Errors
    /// A sentence when it was answered, or another organisation asked.
    pub fn add_to_scaling(&self, no: u32, by: &AgencyId, text: Note) -> Result<Event, Refusal> {
        let waiting = self.scaling_question(no).ok_or(ANSWERED)?;
        if self.is_third(by) && &waiting.by.agency != by {
            return Err(ANSWERED);
        }
        self.scales(Scaled::Added { no, text })
    }

    /// Agrees when the help moves next.
    ///
    /// # Errors
    /// A sentence when a list is empty that should not be.
    pub fn set_criteria(&self, criteria: Criteria, why: Note) -> Result<Event, Refusal> {
        criteria.fit(self.phase())?;
        self.scales(Scaled::CriteriaSet { criteria, why })
    }

    /// Whether the help may go back to this: somebody took it over, and nothing is left without an owner.
    pub(super) fn may_give_back(&self, to: Phase, called: impl Fn(&AgencyId) -> String) -> Result<(), Refusal> {
        let lost = self.ownerless(to);
        if !lost.is_empty() {
            let all = |by| {
                let one = |(agency, what, due): &(&AgencyId, &Note, Date)| {
                    format!("{}: {} ({by} {})", called(agency), short(what.as_str()), day_month_year(*due))
                };
                lost.iter().map(one).collect::<Vec<_>>().join("; ")
            };
            return Err(Say::made(
                format!("Deze afspraken hebben straks geen eigenaar: {}. Rond ze af, of laat wie ze maakte ze intrekken of aan een ander vragen.", all("uiterlijk")),
                format!("These agreements would have no owner: {}. Complete them, or have whoever made them withdraw them or ask another.", all("by")),
            )
            .into());
        }
        if self.handover().is_none_or(|offered| !offered.is_taken() || !self.is_here(&offered.to)) {
            return Err(Refusal::of(
                "Nog niemand neemt het over. Bied het eerst aan.",
                "Nobody has taken it over yet. Offer it first.",
            ));
        }
        Ok(())
    }

    fn is_under_wgs(&self) -> bool {
        self.opening.as_ref().is_some_and(|opening| opening.regime == Regime::WgsZvh)
    }

    /// Every step of scaling adjusts how the plan is carried out.
    pub(super) fn scales(&self, what: Scaled) -> Result<Event, Refusal> {
        self.toward(Some(Purpose::Adjust), Event::Scaled(Box::new(what)))
    }
}

impl Criteria {
    /// Whether they say when the help moves from this phase: up, unless it is the highest, and down, unless it is the lowest.
    pub(super) fn fit(&self, phase: Phase) -> Result<(), Refusal> {
        if self.up.is_empty() && phase != Phase::Authorities {
            return Err(Refusal::of(
                "Zeg minstens één ding waarbij de tafel hulp van hoger vraagt.",
                "Say at least one thing for which the table asks help of a higher level.",
            )
            .at("up"));
        }
        if self.down.is_empty() && phase != Phase::Ordinary {
            return Err(Refusal::of(
                "Zeg minstens één ding waarbij de tafel teruggeeft.",
                "Say at least one thing for which the table gives back.",
            )
            .at("down"));
        }
        Ok(())
    }
}
