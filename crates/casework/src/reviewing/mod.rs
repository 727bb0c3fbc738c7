//! Asking for an independent review at a case, and telling that case what comes of it: above both, because neither knows the other's inside.

mod extracting;
mod hiding;
mod pages;

pub use extracting::extract;

/// Puts the pages in the house.
pub(crate) fn rooms(house: &mut web::Rooms) {
    pages::rooms(house);
}
