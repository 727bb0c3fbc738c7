//! The journeys, and the proof that the person who makes them can see, press and type.

mod job;
mod proof;
mod round;
mod session;
