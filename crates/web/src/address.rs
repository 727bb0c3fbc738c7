//! An address of the house: how it is asked, what it gives, and the act behind it.

use crate::{form::Asked, shape::Shape};
use std::any::TypeId;
use vault::ActInfo;

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// A question; changes nothing but the book.
    Get,
    /// Something is done.
    Post,
}

impl Method {
    /// As in the protocol.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What an address gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A page, or the same as JSON.
    Page,
    /// A place to go to after something was done.
    Go,
    /// A file.
    File,
    /// Word of every change, for as long as somebody listens.
    Live,
}

/// One address of the house.
#[derive(Debug, Clone)]
pub struct Address {
    /// How it is asked.
    pub method: Method,
    /// Its pattern, such as `/signalen/{id}`.
    pub path: &'static str,
    /// The act behind it.
    pub act: Option<ActInfo>,
    /// Without an act: why it needs none.
    pub because: &'static str,
    /// Whether one must be logged in.
    pub login: bool,
    /// What it gives.
    pub gives: Gives,
    /// The fields of its form.
    pub fields: Vec<Asked>,
    /// For an act: the reading whose page is shown again.
    pub back: Option<&'static str>,
    /// The type of what a program reads there.
    pub answer: Option<Shape>,
    /// What makes its page, or for an act the page that is shown again: by it the page of a form is found.
    pub(crate) shows: Option<TypeId>,
}

/// Where the addresses for programs begin.
pub(crate) const API: &str = "/api/v1";

/// The address of a page for programs. `/` itself has no slash behind it.
pub(crate) fn program_path(path: &str) -> String {
    if path == "/" { API.to_owned() } else { format!("{API}{path}") }
}
