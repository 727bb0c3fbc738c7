//! What stands around every page: who I am, where I can go, the other language, and what should be read first.

use super::{
    assets,
    draft::Offer,
    house::{House, NavItem},
    session::Visitor,
};
use crate::{
    answer::Drawn,
    back,
    form::{Filled, field_id, said_at},
    theme::Theme,
    values::{Values, encode},
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{Lang, Say, ShownMoment, ShownTime, Timestamp, local_minute};
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
    /// Where one came from to do something here.
    pub(crate) back: Option<String>,
    /// When the session ends if it is not used.
    pub(crate) ends: Option<Timestamp>,
    /// What was typed on this page before and not sent.
    pub(crate) offers: Vec<Offer>,
    /// What was sent just now and is on no form of this page.
    pub(crate) lost: Vec<String>,
}

impl<'a> Frame<'a> {
    /// For this visitor, or for nobody.
    pub(crate) fn of(house: &'a House, lang: Lang, visitor: Option<&'a Visitor>, here: String) -> Self {
        let (who, csrf) = visitor.map_or((None, ""), |v| (Some(&v.session.actor), v.session.csrf.as_str()));
        let ends = visitor.map(|v| v.session.ends);
        Self { house, lang, who, csrf, here, done: None, back: None, ends, offers: Vec::new(), lost: Vec::new() }
    }

    /// With what was just done, told by the name of the act behind the address: no sentence travels through an address.
    pub(crate) fn after(mut self, query: &Values) -> Self {
        let act = query.first(DONE).and_then(|name| {
            let acts = self.house.addresses.iter().filter_map(|a| a.act.as_ref());
            acts.into_iter().find(|act| act.name == name)
        });
        self.back = back::asked(query).map(str::to_owned);
        self.done = act.map(|a| a.done.clone().unwrap_or(DONE_IT));
        self
    }
}

/// What a page says after an act that has no sentence of its own. Its name would not do: people have just read it on the button, and it
/// says what one can do, not what happened.
const DONE_IT: Say = Say::of("Dat is gelukt.", "That has been done.");

/// The name in the address that tells what was just done.
pub(crate) const DONE: &str = "gedaan";

struct NavView<'a> {
    address: &'a str,
    label: &'a str,
    current: bool,
    /// Whether it leads to the other side of the house.
    other: bool,
}

struct ProblemView<'a> {
    at: Option<String>,
    /// With the name of its field, as markup, where that field is on the page.
    named: Option<&'a str>,
    text: &'a str,
}

struct CarriedView {
    form: String,
    to: String,
}

struct OfferView<'a> {
    /// What the form does, where there are several.
    does: Option<&'a str>,
    says: String,
    key: &'a str,
    /// The words, where the form is not on the page.
    words: Vec<String>,
}

#[derive(askama::Template)]
#[template(path = "layout.html")]
struct LayoutView<'a> {
    lang: &'static str,
    nl: bool,
    title: &'a str,
    /// What the house is called at the top.
    name: &'a str,
    /// The house's own values for the stylesheet.
    theme: Option<String>,
    logo: Option<String>,
    /// Whether this is the learning side, which wears another coat.
    learning: bool,
    style: &'a str,
    script: &'a str,
    demo: bool,
    nav: Vec<NavView<'a>>,
    who: Option<(&'a str, &'a str, &'a str)>,
    initials: String,
    /// The list that this page is below.
    crumb: Option<(&'a str, &'a str)>,
    csrf: &'a str,
    here: &'a str,
    guest_switch: String,
    /// The form whose words the language switch takes along.
    carried: Option<CarriedView>,
    /// Until when the session lasts without being used, and how many seconds that is.
    ends: Option<(ShownTime, i64)>,
    offers: Vec<OfferView<'a>>,
    lost: &'a [String],
    done: Option<&'a str>,
    /// Where one came from to do something here.
    back: Option<&'a str>,
    notices: Vec<&'a str>,
    /// What should be read before anything is typed.
    warning: Option<&'a str>,
    problems: Vec<ProblemView<'a>>,
    body: &'a str,
    /// When a page of who is logged in was fetched and what it is about, for the line below it on paper.
    printed: Option<(ShownMoment, String)>,
    /// Whether the page brings its own heading, as one with a line above it does.
    headed: bool,
    version: &'static str,
}

/// A page for a wall: nothing but itself.
#[derive(askama::Template)]
#[template(path = "wall.html")]
struct WallView<'a> {
    lang: &'static str,
    title: &'a str,
    name: &'a str,
    theme: Option<String>,
    style: &'a str,
    script: &'a str,
    body: &'a str,
}

fn on_the_wall(frame: &Frame<'_>, page: &Drawn) -> String {
    let theme = frame.house.config.theme.as_ref();
    let view = WallView {
        lang: frame.lang.code(),
        title: page.title.to(frame.lang),
        name: theme.map_or("Casustafel", Theme::title),
        theme: theme.map(assets::theme_address),
        style: assets::STYLE_ADDRESS.as_str(),
        script: assets::SCRIPT_ADDRESS.as_str(),
        body: page.html.as_str(),
    };
    crate::html::Html::rendered(&view).to_string()
}

/// The whole page.
pub(crate) fn whole(frame: &Frame<'_>, page: &Drawn, filled: Option<&Filled>) -> String {
    if page.wall {
        return on_the_wall(frame, page);
    }
    let lang = frame.lang;
    let path = frame.here.split(['?', '#']).next().unwrap_or_default();
    let learning = frame.house.is_about_the_work(path);
    let is_below = |address: &str| address != "/" && path.starts_with(&format!("{address}/"));
    let is_here = |n: &NavItem| n.address == path || is_below(n.address) || (n.other && learning);
    let open = |n: &&NavItem| frame.who.is_some_and(|actor| n.is_for(&frame.house.vault, actor));
    let items: Vec<&NavItem> = frame.house.nav.iter().filter(open).collect();
    // What stands on a page of the menu is below that page, with all that is below it in turn.
    let parent = items.iter().find(|n| is_here(n)).and_then(|n| n.below);
    let nav = items.iter().filter(|n| n.below.is_none()).map(|n| NavView {
        address: n.address,
        label: n.label.to(lang),
        current: is_here(n) || parent == Some(n.address),
        other: n.other,
    });
    let above = |n: &&&NavItem| n.address != path && is_here(n);
    let crumb = items.iter().find(above).or_else(|| items.iter().find(|n| parent == Some(n.address)));
    let problems = filled.map(Filled::wrong).unwrap_or_default().iter().map(|w| ProblemView {
        at: (!w.field.is_empty()).then(|| filled.map(|f| field_id(f.address(), &w.field))).flatten(),
        named: filled.and_then(|f| said_at(page.html.as_str(), &field_id(f.address(), &w.field))),
        text: w.say.to(lang),
    });
    let several = frame.offers.len() > 1;
    let offers = frame.offers.iter().map(|offer| {
        let here = offer.stands_on(page);
        let words = if here { Vec::new() } else { offer.draft.words() };
        let does = several.then(|| offer.draft.does.to(lang));
        OfferView { does, says: offer.draft.says(offer.at, here).to(lang).to_owned(), key: &offer.key, words }
    });
    let offers = offers.collect();
    let now = frame.house.vault.now().as_second();
    let theme = frame.house.config.theme.as_ref();
    let notices = filled.map(Filled::notices).unwrap_or_default();
    let view = LayoutView {
        lang: lang.code(),
        nl: lang == Lang::Nl,
        title: page.title.to(lang),
        name: theme.map_or("Casustafel", Theme::title),
        theme: theme.map(assets::theme_address),
        logo: theme.and_then(|t| t.logo.as_ref()).map(assets::logo_address),
        learning,
        style: assets::STYLE_ADDRESS.as_str(),
        script: assets::SCRIPT_ADDRESS.as_str(),
        demo: frame.house.config.demo,
        nav: nav.collect(),
        who: frame.who.map(|a| (a.name.as_str(), a.function.as_str(), a.agency.name.as_str())),
        initials: frame.who.map(|a| initials(a.name.as_str())).unwrap_or_default(),
        crumb: crumb.map(|n| (n.address, n.label.to(lang))),
        csrf: frame.csrf,
        here: &frame.here,
        guest_switch: other_language(path, lang),
        carried: frame.who.and_then(|_| carried(page.html.as_str(), &frame.here)),
        ends: frame.ends.map(|ends| (local_minute(ends).time(), ends.as_second() - now)),
        offers,
        lost: &frame.lost,
        done: frame.done.as_ref().map(|s| s.to(lang)),
        back: frame.back.as_deref(),
        notices: notices.iter().map(|s| s.to(lang)).collect(),
        warning: page.warning.as_ref().map(|s| s.to(lang)),
        problems: problems.collect(),
        headed: page.html.as_str().contains("<h1"),
        body: page.html.as_str(),
        printed: frame.who.map(|_| {
            // Without what stands behind a question mark: somebody may have looked for something there.
            let about = page.reference.as_ref().map_or_else(|| path.to_owned(), |it| format!("{it}, {path}"));
            (local_minute(frame.house.vault.now()), about)
        }),
        version: env!("CARGO_PKG_VERSION"),
    };
    crate::html::Html::rendered(&view).to_string()
}

/// The form with most to fill in, which the language switch sends along so that nothing is lost by it, also without a script. A form that
/// is made by a template of its own has buttons of its own, and is left alone.
fn carried(html: &str, here: &str) -> Option<CarriedView> {
    let forms = html.split("<form class=\"form\" id=\"").skip(1).filter_map(|form| form.split("</form>").next());
    let typed =
        |form: &str| ["<textarea", "type=\"text\"", "type=\"radio\"", "<select"].map(|f| form.matches(f).count());
    let most =
        forms.filter(|form| typed(form).iter().any(|n| *n > 0)).max_by_key(|form| typed(form).iter().sum::<usize>())?;
    let id = most.split('"').next()?;
    let action = most.split_once("action=\"")?.1.split('"').next()?;
    Some(CarriedView { form: id.to_owned(), to: format!("/taal?{}", encode(&[("terug", here), ("van", action)])) })
}

/// The first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.last().filter(|_| words.len() > 1);
    words.first().into_iter().chain(last).filter_map(|word| word.chars().next()).collect()
}

/// This page in the other language, for who is not logged in.
fn other_language(path: &str, lang: Lang) -> String {
    let (path, other) = (if path == "/" { "/inloggen" } else { path }, if lang == Lang::Nl { "en" } else { "nl" });
    format!("{path}?taal={other}")
}

/// The whole page as an answer.
pub(crate) fn respond(frame: &Frame<'_>, status: StatusCode, page: &Drawn, filled: Option<&Filled>) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let language = (header::CONTENT_LANGUAGE, HeaderValue::from_static(frame.lang.code()));
    (status, [kind, language], whole(frame, page, filled)).into_response()
}
