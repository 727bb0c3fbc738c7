//! Words that every room of the house uses: identifiers, days, checked text, the two languages, the citizen number.
//!
//! Nothing in here reads a clock, a file, a network or a random source: what varies is a parameter.

mod bsn;
pub mod counters;
pub mod criteria;
mod day;
mod ids;
mod observed;
pub mod reference;
mod say;
mod stored;
mod text;
mod words;

pub use bsn::Bsn;
pub use day::{day_month_year, local_day, local_minute, parse_day};
pub use ids::{AgencyId, DossierId, HouseId, MunicipalityId, PersonId, Slug};
pub use observed::Observed;
pub use say::{Lang, Refusal, Say};
pub use stored::names;
pub use text::{Line, Note, Prose, folded};
pub use words::Choice;

/// A moment, stored in UTC.
pub use jiff::Timestamp;
/// A calendar day without a zone.
pub use jiff::civil::Date;
