//! Proof that the house keeps its rules: who may do what, which page shows what to whom, and what is left behind in book, log and
//! store. What is asserted here is the law as the house reads it, never the code that happens to be there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    missing_docs,
    unreachable_pub,
    reason = "a test may stop"
)]

mod accounting;
mod addresses;
mod asking;
mod beyond;
mod by_link;
mod canary;
mod clash;
mod correcting;
mod days;
mod declining;
mod directing;
mod documents;
mod dossiers;
mod doubting;
mod explicit;
mod filing;
mod following;
mod grid;
mod holding;
mod house;
mod known;
mod lapsing;
mod law;
mod leaving;
#[path = "../../../../tests/left_out.rs"]
mod left_out;
mod looking;
mod mail;
mod meeting;
mod mending;
mod mergers;
mod names;
mod offering;
mod offices;
mod overseen;
mod papers;
mod persons;
mod presence;
mod promises;
mod providing;
mod referring;
mod reporting;
mod reviewing;
#[path = "../../../../tests/rig.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod rig;
mod rights;
mod scaling;
mod stories;
mod telling;
mod traces;
mod transferring;
mod triage;
mod urgent;
mod work;
