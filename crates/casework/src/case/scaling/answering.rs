//! Answering: the process director alone, or three keys on one text.

use super::happening::Scaled;
use super::parts::{Answer, Asking};
use super::standing::ANSWERED;
use super::words::{Level, Outcome};
use crate::case::model::{Case, Event};
use kernel::{AgencyId, Date, PersonId, Refusal};

impl Case {
    /// Answers a question: the process director at once, for what the three answer by putting it before them.
    ///
    /// # Errors
    /// A sentence when it was answered, another answers, or the answer does not say what belongs to it.
    pub fn answer_scaling(
        &self,
        no: u32,
        by: &AgencyId,
        answer: Answer,
        today: Date,
        called: impl Fn(&AgencyId) -> String,
    ) -> Result<Event, Refusal> {
        let asking = &self.scaling_question(no).ok_or(ANSWERED)?.asking;
        let directs = self.opening.as_ref().is_some_and(|opening| &opening.director == by);
        match asking.level() {
            Level::Director if !directs => {
                return Err(Refusal::of("Hierop antwoordt de procesregisseur.", "The process director answers this."));
            }
            Level::Director => {}
            Level::Three | Level::Triangle => self.must_be_a_table()?,
        }
        let answer = Self::tidied(answer, asking.level());
        self.must_say(asking, &answer, today)?;
        if answer.decision.outcome == Outcome::Moves {
            self.may_move(asking, called)?;
        }
        self.scales(match asking.level() {
            Level::Director => Scaled::Answered { no, answer },
            Level::Three | Level::Triangle => Scaled::AnswerDrafted { no, answer },
        })
    }

    /// Turns one of the three keys on an answer; the third gives it.
    ///
    /// # Errors
    /// A sentence when there is no answer to agree with, this organisation holds no key, or what it rests on changed.
    pub fn turn_scaling_key(
        &self,
        no: u32,
        agency: &AgencyId,
        person: &PersonId,
        called: impl Fn(&AgencyId) -> String,
    ) -> Result<Event, Refusal> {
        let waiting = self.scaling_question(no).ok_or(ANSWERED)?;
        let draft = waiting.draft.as_ref().ok_or(Refusal::of(
            "Er ligt nog geen antwoord om over te besluiten.",
            "There is no answer to decide on yet.",
        ))?;
        draft.keys.may_turn(agency, person)?;
        if draft.answer.decision.outcome == Outcome::Moves {
            self.may_move(&waiting.asking, called)?;
        }
        self.scales(Scaled::AnswerKeyTurned { no, agency: agency.clone(), person: person.clone() })
    }

    /// Whether the help may move as was asked: who answers depends on from where to where, so it still stands where it stood then.
    fn may_move(&self, asking: &Asking, called: impl Fn(&AgencyId) -> String) -> Result<(), Refusal> {
        if asking.from != self.phase() {
            return Err(Refusal::of(
                "Sinds deze vraag is de hulp anders geregeld. Antwoord dat zij niet verandert, of laat het opnieuw vragen.",
                "Since this question the help is organised differently. Answer that it does not change, or have it asked anew.",
            )
            .at("outcome"));
        }
        self.four_are_said()?;
        if asking.is_up() { Ok(()) } else { self.may_give_back(asking.to, called) }
    }

    /// Without what belongs to another answer than the one that was chosen.
    fn tidied(answer: Answer, level: Level) -> Answer {
        let outcome = answer.decision.outcome;
        Answer {
            criteria: answer.criteria.filter(|_| outcome == Outcome::Moves),
            help: answer.help.filter(|_| outcome == Outcome::Helped),
            table: answer.table.filter(|_| outcome == Outcome::OtherTable),
            written: answer.written.filter(|_| level == Level::Triangle),
            decision: answer.decision,
        }
    }

    /// Whether an answer says what belongs to it.
    fn must_say(&self, asking: &Asking, answer: &Answer, today: Date) -> Result<(), Refusal> {
        match (answer.decision.outcome, &answer.criteria, &answer.help, &answer.table) {
            (Outcome::Moves, criteria, ..) => criteria.clone().unwrap_or_default().fit(asking.to)?,
            (Outcome::Helped, _, Some(help), _) => {
                if !self.is_here(&help.who) {
                    return Err(Refusal::of(
                        "Kies een organisatie die aan tafel zit.",
                        "Choose an organisation that sits at the table.",
                    )
                    .at("help_who"));
                }
                kernel::planned_later(help.until, today).map_err(|no| no.at("help_until"))?;
            }
            (Outcome::Helped, _, None, _) => {
                return Err(Refusal::of(
                    "Zeg welke hulp erbij komt, van wie en tot wanneer.",
                    "Say which help comes, of whom and until when.",
                )
                .at("help_what"));
            }
            (Outcome::OtherTable, .., None) => {
                return Err(
                    Refusal::of("Noem de tafel die beter past.", "Name the table that fits better.").at("table")
                );
            }
            (Outcome::OtherTable, .., Some(_)) | (Outcome::Stays, ..) => {}
        }
        if answer.decision.options.is_empty() {
            return Err(Refusal::of("Noem wat er ook had gekund.", "Name what else was possible.").at("options"));
        }
        let Some(review) = answer.decision.review else {
            return Err(
                Refusal::of("Kies wanneer u hier weer naar kijkt.", "Choose when you look at this again.").at("review")
            );
        };
        kernel::planned_later(review, today).map_err(|no| no.at("review"))?;
        if asking.level() == Level::Triangle && !answer.written.is_some_and(|on| asking.day <= on && on <= today) {
            return Err(Refusal::of(
                "Op welke dag besloot de driehoek dit schriftelijk? Kies een dag sinds de vraag, en niet later dan vandaag.",
                "On which day did the triangle decide this in writing? Choose a day since the question, and no later than today.",
            )
            .at("written"));
        }
        Ok(())
    }
}
