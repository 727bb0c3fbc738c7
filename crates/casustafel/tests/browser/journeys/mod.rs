//! The journeys, and the proof that the person who makes them can see, press and type.

mod calibration;
mod charts;
mod evaluation;
mod forms;
mod job;
mod meeting;
mod paper;
mod parts;
mod proof;
mod round;
mod session;
mod wall;
