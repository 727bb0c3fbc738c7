//! The pages of scaling up and down.

pub(super) mod answer;
pub(super) mod ask;
pub(super) mod duty;
pub(super) mod hand;
pub(super) mod one;
pub(super) mod page;
mod turn;
mod view;

pub(super) use one::{OneView, latest_answer};
pub(super) use turn::{Turn, standing};
pub(super) use view::HandoverView;
