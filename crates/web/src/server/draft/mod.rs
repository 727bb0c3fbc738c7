//! Nothing that was typed is lost: drafts of forms that were not sent, forms that come too late, and forms that are sent once.

mod keep;
mod late;
mod once;
mod pages;

pub(crate) use self::{
    keep::{Offer, keep, offered, stands_on},
    late::{KEPT, at_language, late},
    once::{send, send_with_code},
    pages::{discard, list, prolong, save},
};
