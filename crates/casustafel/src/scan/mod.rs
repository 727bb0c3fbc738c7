//! The scanner: a clamd on this machine, which looks at every document before anybody opens it. What waits and what becomes of it the vault
//! says, when it is looked at the clock; here is how it is asked, and the page about it for who keeps the house.

mod clamd;
mod pages;
mod settings;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests;

pub(crate) use clamd::Clamd;
pub(crate) use pages::{STATE, rooms};
pub(crate) use settings::DocumentSettings;
