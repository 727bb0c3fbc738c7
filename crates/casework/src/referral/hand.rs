//! What a referral is made of.

use super::{Based, Ground, Law, Table};
use jiff::ToSpan;
use kernel::{AgencyId, Date, DossierId, HouseId, Line, MunicipalityId, Note, Refusal, day_month_year};
use serde::{Deserialize, Serialize};
use vault::Persons;

/// So many months it lasts at most before somebody says anew that it goes on.
const MONTHS: i32 = 6;
/// So many months it lasts where nobody says otherwise.
const USUAL: i32 = 3;
/// Within so many days an answer is hoped for where nobody says otherwise.
const ANSWER: i32 = 14;

kernel::words! {
    /// Whether the person knows of it.
    pub enum Informed {
        Agreed = "agreed", "Ja, en de persoon stemt ermee in", "Yes, and the person agrees";
        Told = "told", "Ja, het is verteld", "Yes, they were told";
        NotYet = "not-yet", "Nee, nog niet", "No, not yet";
    }
}

kernel::words! {
    /// How it ends before its last day.
    pub enum How {
        Done = "done", "Het is klaar of niet meer nodig", "It is done, or no longer needed";
        Back = "back", "Het moet terug naar de tafel waar het vandaan komt", "It must go back to the table it came from";
    }
}

/// The table it comes from; read by who sent it, and by nobody who receives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its kind.
    pub kind: Line,
    /// Which dossier.
    pub id: DossierId,
    /// What its table calls it.
    pub called: Line,
    /// Under which law it sat.
    pub law: Law,
    /// Whether it is a weighing that ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub weighed: bool,
}

/// A hand-over as who sends it writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// What it is called.
    pub reference: Line,
    /// Where it comes from.
    pub origin: Origin,
    /// To what.
    pub table: Table,
    /// Which organisation answers for that.
    pub to: AgencyId,
    /// What that was called on the day it was written: lists and My work call the referral so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_called: Option<Line>,
    /// Whom it is about, where that has to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Line>,
    /// What is asked, in words that were written for this.
    pub asked: Note,
    /// On which ground.
    pub ground: Based,
    /// Whether the person knows.
    pub informed: Informed,
    /// Why not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uninformed: Option<Note>,
    /// What who sends it goes on doing.
    pub goes_on: Note,
    /// Whom one calls there.
    pub call: Line,
    /// By when an answer is asked.
    pub answer_by: Date,
    /// The last day.
    pub until: Date,
    /// In whose region it lies.
    pub house: HouseId,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// The organisation of the municipality of stay.
    pub stay: AgencyId,
    /// Who guards the process there.
    pub director: AgencyId,
    /// The persons who sit there for those who send it.
    pub persons: Persons,
}

impl Hand {
    /// The days that a form begins with: of an answer, and the last.
    #[must_use]
    pub fn usual(today: Date) -> (Date, Date) {
        (today.saturating_add(ANSWER.days()), today.saturating_add(USUAL.months()))
    }

    /// Whether it may be sent like this by this organisation.
    ///
    /// # Errors
    /// A sentence with its field for what does not fit.
    pub fn check(&self, own: &AgencyId, today: Date) -> Result<(), Refusal> {
        if self.origin.weighed && !self.table.is_after_weighing() {
            return Err(Refusal::of(
                "Na een weging zonder casusoverleg is er geen grond om iemand in beeld te houden (Wgpga art. 5 lid 6).",
                "After a weighing without a case conference there is no ground to keep somebody in view (Wgpga art. 5(6)).",
            )
            .at("table"));
        }
        if self.to == *own && !self.table.is_light() {
            return Err(Refusal::of(
                "Kies de organisatie die voor die tafel antwoordt. Dat is niet uw eigen organisatie.",
                "Choose the organisation that answers for that table. That is not your own organisation.",
            )
            .at("to"));
        }
        self.ground.check(&Ground::of_hand(self.origin.law, self.table), today)?;
        if self.ground.ground == Ground::Agreed && self.informed != Informed::Agreed {
            return Err(Refusal::of(
                "U kiest als grond dat de persoon instemt. Dan weet de persoon ervan en stemt in.",
                "You choose as the ground that the person agrees. Then the person knows of it and agrees.",
            )
            .at("informed"));
        }
        if self.informed == Informed::NotYet && self.uninformed.is_none() {
            return Err(Refusal::of("Zeg waarom nog niet.", "Say why not yet.").at("uninformed"));
        }
        kernel::planned(self.answer_by, today).map_err(|no| no.at("answer_by"))?;
        lasts(self.until, today)?;
        if self.answer_by > self.until {
            return Err(Refusal::of(
                "De dag voor het antwoord ligt na de laatste dag.",
                "The day for the answer is after the last day.",
            )
            .at("answer_by"));
        }
        Ok(())
    }
}

/// Whether it may last until this day: a day to come, and no longer than half a year before somebody says so anew.
///
/// # Errors
/// A sentence when it may not.
pub(super) fn lasts(until: Date, today: Date) -> Result<(), Refusal> {
    kernel::planned_later(until, today).map_err(|no| no.at("until"))?;
    let last = today.saturating_add(MONTHS.months());
    if until <= last {
        return Ok(());
    }
    let last = day_month_year(last);
    Err(Refusal::from(kernel::Say::made(
        format!("Kies een dag tot en met {last}. Is het daarna nog nodig, dan zegt iemand dat opnieuw, met een reden."),
        format!("Choose a day up to {last}. If it is still needed after that, somebody says so again, with a reason."),
    ))
    .at("until"))
}

/// Something of the table that might go along, as it was when its giver was asked: that text and no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// Its number here.
    pub no: u32,
    /// Its number at the table it comes from.
    pub item: u32,
    /// Who gave it.
    pub agency: AgencyId,
    /// When.
    pub day: Date,
    /// What it says.
    pub text: Note,
    /// Whether it is a special category or about criminal matters, to which a yes is said by name.
    pub sensitive: bool,
    /// The last day on which it was shared; nobody but its giver reads it after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Enclosed {
    /// Whether it is still shared on this day.
    #[must_use]
    pub fn is_shared(&self, today: Date) -> bool {
        self.until.is_none_or(|last| today <= last)
    }
}

/// That it is taken on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOn {
    /// Who does it there.
    pub who: Line,
    /// From which day.
    pub from: Date,
    /// When they get in touch first.
    pub contact: Date,
}
