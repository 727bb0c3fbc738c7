//! Forms are data and a checked struct: `FormSpec` says what is asked, `Form::check` reads what was answered.
//! A form never decides; it hands a feature values that have the right shape, or shows the person what to mend.

mod facts;
mod field;
mod filled;
mod html;
mod reader;
mod rows;

pub use facts::FactRow;
pub use field::{Field, FormSpec};
pub use filled::{Filled, Wrong};
pub use reader::{Asked, AskedSort, Reader};

pub(crate) use html::field_id;

use kernel::Say;

/// What a form becomes once every answer has the right shape.
///
/// Read every field into a variable first and combine them last, so that one visit shows every message:
/// ```text
/// fn check(read: &mut Reader) -> Option<Self> {
///     let reason = read.must("reason");
///     let until = read.may_day("until");
///     Some(Self { reason: reason?, until: until? })
/// }
/// ```
pub trait Form: Sized + Send + 'static {
    /// Reads and checks; `None` with messages when something is to be mended.
    fn check(read: &mut Reader) -> Option<Self>;
}

/// A form that asks nothing but the button.
impl Form for () {
    fn check(_: &mut Reader) -> Option<Self> {
        Some(())
    }
}

/// An enum of which a person chooses one.
pub trait Choice: Copy + 'static {
    /// Every value, in the order in which they are shown.
    fn all() -> &'static [Self];
    /// The word in the form.
    fn word(self) -> &'static str;
    /// What people read.
    fn says(self) -> Say;
}
