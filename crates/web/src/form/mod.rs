//! Forms are data and a checked struct: `FormSpec` says what is asked, `Form::check` reads what was answered.
//! A form never decides; it hands a feature values that have the right shape, or shows the person what to mend.

mod asks;
mod checked;
mod clash;
mod facts;
mod field;
mod filled;
mod html;
mod mend;
mod numbers;
mod reader;
mod rows;

pub use checked::{Form, Sure};
pub use field::{Field, FormSpec};
pub use filled::{Filled, Wrong};
pub use kernel::Choice;
pub use reader::{Asked, AskedSort, Reader, free_text};

pub use asks::ONCE;
pub(crate) use asks::{ASKS, asked};
pub(crate) use clash::WAS;
pub(crate) use mend::{field_id, said_at};
