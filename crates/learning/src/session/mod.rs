//! People in a room with a programme of timed steps: one engine for every form. Who leads has an account; who takes part has a phone and
//! a code. What phones send lies in boxes, and what is anonymous shows nothing before it is closed and nothing under five.

mod acts;
mod card;
mod code;
mod directions;
mod late;
mod model;
pub(crate) mod pages;
mod plan;
mod planning;
mod running;
mod script;
mod slip;
mod template;
mod texts;
mod words;

#[cfg(test)]
mod tests;

pub use acts::*;
pub use card::RAW_DAYS;
pub use code::{Code, Ticket};
pub use directions::Devised;
pub use model::{Agreement, Cluster, Event, Fate, Kept, Session, State, Turn, View};
pub use plan::{Kind, Lead, MOST_ITEMS, Part, Plan, Sends, Shape, Step, Voice};
pub use running::{JOINED, NAMES, PARTS, SHUT, Slips, box_of, late_box_of};
pub use script::{Cue, Script};
pub use slip::{
    Answer, Called, FLOOR, Given, Mark, NOTE_LENGTH, NOTES_ON_A_SLIP, Outcome, Plays, Said, Shared, Vote, answers_of,
    outcome,
};
pub use template::{Template, library, named};
pub use words::Words;

/// Who may do what in a session, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    pages::rooms(house);
}
