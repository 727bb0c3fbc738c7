//! About a person: signal, weighing, advice, case. Every feature is one folder, and arrows between features go down.

pub mod advice;
pub mod case;
pub mod table;
pub mod weighing;
