//! Calibration (weegijking): several tables read the same invented signal on the criteria of the real weighing, each before it knows
//! what the others read. Then the readings lie side by side: where do they differ, and why? Nobody's reading is right or wrong.

mod alpha;

pub use alpha::{Answers, Interval, Level, alpha, interval};
