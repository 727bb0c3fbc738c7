//! Words that every room of the house uses: identifiers, days, checked text, the two languages, the citizen number.
//!
//! Nothing in here reads a clock, a file, a network or a random source: what varies is a parameter.

mod born;
mod bsn;
pub mod calendar;
pub mod counters;
pub mod criteria;
pub mod crowd;
mod day;
mod ids;
mod life;
mod observed;
mod own_names;
mod read_day;
pub mod reference;
mod say;
mod shape;
mod stored;
mod terms;
mod text;
mod triage;
mod words;
#[doc(hidden)]
pub use schemars;
#[doc(hidden)]
pub use shape::words_schema;

pub use born::Born;
pub use bsn::Bsn;
pub use calendar::working_days_after;
pub use day::{ShownDay, ShownMoment, ShownTime, day_month_year, days_left, local_day, local_minute, moment_of};
pub use ids::{AgencyId, DossierId, Heir, HouseId, MunicipalityId, PersonId, Slug};
pub use life::{LifeArea, LifeDomain, OwnArea};
pub use observed::{Expression, Observed};
pub use own_names::OwnNames;
pub use read_day::{happened, parse_day, planned, planned_later};
pub use say::{Lang, Refusal, Say};
pub use stored::names;
pub use terms::{CaseTerms, Days, Rest, Step, Terms};
pub use text::{Line, Note, Prose, folded, is_unseen};
pub use triage::{Rhythm, Round, TriageRule, weekday_says};
pub use words::Choice;

/// A moment, stored in UTC.
pub use jiff::Timestamp;
/// A calendar day without a zone.
pub use jiff::civil::Date;
