//! The learning side as people meet it, through its pages and on the engine under test, and the wall between it and casework.
#![allow(unreachable_pub, missing_docs, reason = "a macro makes public acts")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop")]

mod calibration;
mod evaluation;
#[path = "../../../../tests/rig.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod rig;
mod wall;
