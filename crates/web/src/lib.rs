//! Pages, forms, sessions, login, headers. Knows permits, knows no case: what is shown and asked comes from the features.
//!
//! The way of a request: `server` (who asks, forged or not, too big or not) -> `doors` (rule, form, handler) -> `answer` -> `server`
//! (a page with its layout, or JSON). Features meet `Rooms`, `Ask`, `Visit`, `Page`, `Redirect`, `Trouble` and the forms, nothing of the server.

mod about;
mod address;
mod answer;
mod ask;
mod back;
mod doors;
mod draft;
pub mod form;
mod handlers;
mod held;
mod html;
mod icon;
mod json;
mod kept;
mod kinds;
mod leaf;
mod limits;
mod machine;
mod place;
mod print;
mod rooms;
mod secrecy;
mod server;
mod shape;
mod table;
pub mod testing;
mod theme;
mod values;
mod word;

pub use answer::{Download, Later, Page, Redirect, Trouble, aside};
pub use ask::{Ask, Guest, Visit};
pub use back::and_back;
pub use draft::{UnsentForm, unsent};
pub use form::{Asked, AskedSort, Choice, Field, Filled, Form, FormSpec, ONCE, Reader, Sure, Wrong, free_text};
pub use handlers::{Answers, Does, Invites, Lists, Prints, Settles, Shows, Takes, Welcomes};
pub use html::Html;
pub use icon::Icon;
pub use leaf::{Growing, Leaf};
pub use limits::Limits;
pub use machine::LETTER;
pub use place::Place;
pub use print::{Added, print};
pub use rooms::{Address, Gives, Method, Rooms};
pub use secrecy::Secrecy;
pub use server::{NavItem, Proxies, ProxyHeader, WebConfig, describe, router, serve};
pub use shape::Shape;
pub use table::{Handed, ReadAs};
pub use theme::{Logo, Theme, ThemeError, Tokens};
pub use values::{Bounds, Upload, Values, ValuesError, encode};
pub use word::Word;
