//! What who filed it hears of how it goes on: one sentence and a day, no more (WEG-10). Which outcome it was is not the filer's business, and a
//! criminal inquiry must not leak; so every way that leads to no conference has the same sentence.

use super::line::FilerLine;
use super::model::{Event, NOT_NOW, State, Weighing};
use super::texts;
use kernel::{AgencyId, Date, DossierId, Refusal, Say};

/// What the filer is told: one sentence and a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Since when.
    pub on: Date,
    /// The sentence.
    pub says: Say,
}

/// How far it is, in words.
fn says(line: FilerLine) -> Say {
    match line {
        FilerLine::Weighed => texts::BEING_WEIGHED,
        FilerLine::Advised => texts::ADVISED,
        FilerLine::CaseOpened => texts::CASE_OPENED,
        FilerLine::CaseClosed => texts::CASE_CLOSED,
        FilerLine::NotSubmitted => texts::NOT_SUBMITTED,
    }
}

impl Weighing {
    /// How far it is for who filed it.
    #[must_use]
    pub fn filer_line(&self) -> FilerLine {
        match self.state {
            State::DoesNotFit
            | State::CareNeeded
            | State::OtherTable
            | State::CriminalTrack
            | State::Ended
            | State::NotFollowed => FilerLine::NotSubmitted,
            State::Fits | State::Referred if self.case_closed => FilerLine::CaseClosed,
            State::Fits | State::Referred if self.case.is_some() => FilerLine::CaseOpened,
            State::Fits | State::Referred if self.advice.is_some() => FilerLine::Advised,
            // That it fits, or that the three did not agree, is theirs alone until something comes of it.
            State::Analysing | State::Open | State::Fits | State::NoAgreement | State::Referred => FilerLine::Weighed,
        }
    }

    /// The notice to the filer, once there is one. The melder gets none; the dossier does not even know who that was.
    #[must_use]
    pub fn notice(&self) -> Option<Notice> {
        let line = self.filer_line();
        let on = self.line_on.filter(|_| line != FilerLine::Weighed)?;
        Some(Notice { on, says: says(line) })
    }

    /// The notice that waits in the filer's work until it is put away. Who weighs along and filed it reads the rest at the table itself.
    pub(super) fn notice_waits(&self) -> Option<Notice> {
        let (line, filing) = (self.filer_line(), self.filing.as_ref()?);
        let told = line == FilerLine::NotSubmitted || !filing.trio.contains(&filing.filer.agency);
        self.notice().filter(|_| told && self.line_read != Some(line))
    }

    /// The filer puts the notice away.
    ///
    /// # Errors
    /// A sentence when there is no notice, or another organisation tries.
    pub fn take_notice(&self, agency: &AgencyId) -> Result<Event, Refusal> {
        let filed = self.filing.as_ref().is_some_and(|f| &f.filer.agency == agency);
        if !filed || self.notice_waits().is_none() {
            return Err(Refusal::of("Er is geen bericht voor u.", "There is no notice for you."));
        }
        Ok(Event::NoticeTaken)
    }

    /// Hears that the case that came of it is over.
    ///
    /// # Errors
    /// A sentence when another case came of it, or it was heard before.
    pub fn hear_closed(&self, case: DossierId) -> Result<Event, Refusal> {
        self.may_collect()?;
        if self.case_closed || self.case.is_some_and(|mine| mine != case) {
            return Err(NOT_NOW);
        }
        Ok(Event::CaseClosed { case })
    }

    /// Since when the filer's line says what it says.
    pub(super) fn line_since(&mut self, before: FilerLine, today: Date) {
        if self.filer_line() != before {
            self.line_on = Some(today);
        }
    }
}
