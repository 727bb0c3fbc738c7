//! What stands around every page: who I am, where I can go, the other language, and what should be read first.

use super::{assets, house::House, session::Visitor};
use crate::{answer::Page, form::Filled, form::field_id, values::Values};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{Lang, Say};
use vault::Actor;

/// For whom a page is made, and where it is.
pub(crate) struct Frame<'a> {
    pub(crate) house: &'a House,
    pub(crate) lang: Lang,
    pub(crate) who: Option<&'a Actor>,
    pub(crate) csrf: &'a str,
    /// The address of this page: where the language switch leads back to.
    pub(crate) here: String,
    /// What was just done.
    pub(crate) done: Option<Say>,
}

impl<'a> Frame<'a> {
    /// For this visitor, or for nobody.
    pub(crate) fn of(house: &'a House, lang: Lang, visitor: Option<&'a Visitor>, here: String) -> Self {
        let (who, csrf) = visitor.map_or((None, ""), |v| (Some(&v.session.actor), v.session.csrf.as_str()));
        Self { house, lang, who, csrf, here, done: None }
    }

    /// With what was just done, told by the name of the act behind the address: no sentence travels through an address.
    pub(crate) fn after(mut self, query: &Values) -> Self {
        let act = query.first(DONE).and_then(|name| {
            let acts = self.house.addresses.iter().filter_map(|a| a.act.as_ref());
            acts.into_iter().find(|act| act.name == name)
        });
        self.done = act.map(|a| Say::made(format!("Gedaan: {}.", a.says.nl), format!("Done: {}.", a.says.en)));
        self
    }
}

/// The name in the address that tells what was just done.
pub(crate) const DONE: &str = "gedaan";

struct NavView<'a> {
    address: &'a str,
    label: &'a str,
    current: bool,
}

struct ProblemView {
    at: Option<String>,
    text: String,
}

#[derive(askama::Template)]
#[template(path = "layout.html")]
struct LayoutView<'a> {
    lang: &'static str,
    nl: bool,
    title: &'a str,
    style: &'a str,
    script: &'a str,
    demo: bool,
    nav: Vec<NavView<'a>>,
    who: Option<(&'a str, &'a str, &'a str)>,
    csrf: &'a str,
    here: &'a str,
    guest_switch: String,
    done: Option<&'a str>,
    notices: Vec<&'a str>,
    /// What should be read before anything is typed.
    warning: Option<&'a str>,
    problems: Vec<ProblemView>,
    body: &'a str,
    /// Whether the page brings its own heading, as one with a line above it does.
    headed: bool,
    version: &'static str,
}

/// The whole page.
pub(crate) fn whole(frame: &Frame<'_>, page: &Page, filled: Option<&Filled>) -> String {
    let lang = frame.lang;
    let path = frame.here.split(['?', '#']).next().unwrap_or_default();
    let is_here = |address: &str| address == path || (address != "/" && path.starts_with(&format!("{address}/")));
    let nav = frame.house.nav.iter().map(|n| NavView {
        address: n.address,
        label: n.label.to(lang),
        current: is_here(n.address),
    });
    let problems = filled.map(Filled::wrong).unwrap_or_default().iter().map(|w| ProblemView {
        at: (!w.field.is_empty()).then(|| filled.map(|f| field_id(f.address(), &w.field))).flatten(),
        text: w.say.to(lang).to_owned(),
    });
    let notices = filled.map(Filled::notices).unwrap_or_default();
    let view = LayoutView {
        lang: lang.code(),
        nl: lang == Lang::Nl,
        title: page.title.to(lang),
        style: assets::STYLE_ADDRESS.as_str(),
        script: assets::SCRIPT_ADDRESS.as_str(),
        demo: frame.house.config.demo,
        nav: if frame.who.is_some() { nav.collect() } else { Vec::new() },
        who: frame.who.map(|a| (a.name.as_str(), a.function.as_str(), a.agency.name.as_str())),
        csrf: frame.csrf,
        here: &frame.here,
        guest_switch: other_language(path, lang),
        done: frame.done.as_ref().map(|s| s.to(lang)),
        notices: notices.iter().map(|s| s.to(lang)).collect(),
        warning: page.warning.as_ref().map(|s| s.to(lang)),
        problems: problems.collect(),
        headed: page.html.as_str().contains("<h1"),
        body: page.html.as_str(),
        version: env!("CARGO_PKG_VERSION"),
    };
    crate::html::Html::rendered(&view).to_string()
}

/// This page in the other language, for who is not logged in.
fn other_language(path: &str, lang: Lang) -> String {
    let (path, other) = (if path == "/" { "/inloggen" } else { path }, if lang == Lang::Nl { "en" } else { "nl" });
    format!("{path}?taal={other}")
}

/// The whole page as an answer.
pub(crate) fn respond(frame: &Frame<'_>, status: StatusCode, page: &Page, filled: Option<&Filled>) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let language = (header::CONTENT_LANGUAGE, HeaderValue::from_static(frame.lang.code()));
    (status, [kind, language], whole(frame, page, filled)).into_response()
}
