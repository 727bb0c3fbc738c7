//! Scaling up and down: asking help of a higher level, or giving back to a more ordinary one, and the answer. A phase says how the help is
//! organised and who has which of four responsibilities; it says nothing of the person, and nothing moves by itself.

mod answering;
mod asking;
mod duties;
mod handing;
mod happening;
mod parts;
mod stalling;
mod standing;
mod taking;
mod tasks;
mod words;

pub use happening::Scaled;
pub use parts::{Answer, Answered, Asking, Criteria, Draft, Handover, Help, Holding, Scaling, Taken, Waiting};
pub use stalling::Stall;
pub use standing::{Rest, Stand};
pub use words::{Duty, Level, Outcome, Phase, Trigger};
