//! Referring from a case or a weighing: the page on which it is written there, and what that table keeps of what comes of it. It stands above both,
//! as a referral knows neither.

mod pages;

/// Puts the pages in the house.
pub(crate) fn rooms(house: &mut web::Rooms) {
    pages::rooms(house);
}
