//! Who did something, as it stands on a page, on paper and in an answer to a program: the name and function of that day beside the
//! organisation.
//!
//! It must never put another name under an act than the one that was kept with it.

use askama::Template;
use kernel::{AgencyId, Lang, Line, PersonId, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Author, Called, Directory, Right, Stamp};
use web::Ask;

/// Who did something, where the event itself says who and for which organisation; as whom, the stamp says, if it is of the same person.
#[must_use]
pub fn signed(agency: &AgencyId, person: &PersonId, stamp: &Stamp) -> Author {
    let called = if stamp.who == *person { stamp.called.clone() } else { Called::default() };
    Author { person: person.clone(), agency: agency.clone(), called }
}

/// Somebody with function and organisation. In a template it draws itself: the name first, the rest muted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Template)]
#[template(path = "table/author.html")]
pub struct AuthorSays {
    /// The name of that day; none where it was not kept and nobody of that organisation goes by it today.
    pub name: Option<String>,
    /// Their function of that day.
    pub function: Option<String>,
    /// What people call the organisation.
    pub organisation: String,
    /// The decision by which they turned the key of their organisation, where that was by mandate.
    pub by_mandate: Option<String>,
    /// Whether they turned it as who holds the office.
    pub office_holder: bool,
    /// Whether they had no account and said themselves who they are, at a link with a code.
    pub by_link: bool,
    /// In which right, or how else, in words.
    #[serde(skip)]
    pub right: Option<String>,
}

impl askama::filters::HtmlSafe for AuthorSays {}

impl AuthorSays {
    /// As they were called when it was done. What was kept before names were gets the name of today, but only of somebody who still
    /// works for that organisation.
    #[must_use]
    pub fn of(ask: &Ask, author: &Author) -> Self {
        Self::told(&ask.directory, ask.lang, author)
    }

    fn told(directory: &Directory, lang: Lang, author: &Author) -> Self {
        let Called { name, function, right } = &author.called;
        // A line that nobody filled in is a dash.
        let filled = |line: &Line| (*line != Line::default()).then(|| line.to_string());
        let kept = filled(name).map(|name| (name, filled(function)));
        let today = || {
            let known = directory.colleague(&author.person).filter(|c| c.agency == author.agency)?;
            Some((known.name.to_string(), filled(&known.function)))
        };
        let (name, function) = kept.or_else(today).unzip();
        let (by_mandate, office_holder) = match right {
            Some(Right::Mandate(decision)) => (Some(decision.to_string()), false),
            Some(Right::Holder) => (None, true),
            None => (None, false),
        };
        let nameless = author.is_nameless();
        let organisation = || directory.agency_name(&author.agency);
        Self {
            name,
            function: function.flatten(),
            organisation: if nameless { SOMEBODY.to(lang).to_owned() } else { organisation() },
            by_mandate,
            office_holder,
            by_link: author.has_no_account() && !nameless,
            right: right.as_ref().map(|right| right_says(right, lang)).or_else(|| by_link_says(author, lang)),
        }
    }

    /// Who did something in the history, for an organisation as it was called that day. Of what was erased the name was forgotten with it,
    /// and no other is put in its place.
    #[must_use]
    pub fn happened(ask: &Ask, stamp: &Stamp, erased: bool) -> Self {
        let author = stamp.author();
        let told = if erased { Self::nobody(ask, &stamp.agency) } else { Self::of(ask, &author) };
        if author.is_nameless() {
            return Self { organisation: SOMEBODY.to(ask.lang).to_owned(), ..told };
        }
        Self { organisation: ask.directory.agency_name_on(&stamp.agency, kernel::local_day(stamp.at)), ..told }
    }

    /// An organisation of which nobody has done this yet.
    #[must_use]
    pub fn nobody(ask: &Ask, agency: &AgencyId) -> Self {
        Self {
            name: None,
            function: None,
            organisation: ask.directory.agency_name(agency),
            by_mandate: None,
            office_holder: false,
            by_link: false,
            right: None,
        }
    }

    /// On one line: `Ruben Dijkgraaf, Informatiecoördinator CTER, Politie Noord-Holland (met mandaat: besluit 2026-14)`.
    #[must_use]
    pub fn line(&self) -> String {
        let known = [self.name.as_deref(), self.function.as_deref(), Some(self.organisation.as_str())];
        let who = known.into_iter().flatten().collect::<Vec<_>>().join(", ");
        match &self.right {
            Some(right) => format!("{who} ({right})"),
            None => who,
        }
    }

    /// Name, function and right below a line that names the organisation already.
    #[must_use]
    pub fn person(&self) -> Option<String> {
        let said = [self.name.as_deref(), self.function.as_deref(), self.right.as_deref()];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

fn right_says(right: &Right, lang: Lang) -> String {
    match right {
        Right::Holder => lang.both("ambtsdrager", "office holder").to_owned(),
        Right::Mandate(decision) => format!("{}: {decision}", lang.both("met mandaat", "by mandate")),
    }
}

fn by_link_says(author: &Author, lang: Lang) -> Option<String> {
    let says = lang.both("via een link, zoals zelf opgegeven", "by a link, as they said themselves");
    (author.has_no_account() && !author.is_nameless()).then(|| says.to_owned())
}

/// Who came in by an address that somebody gave them, and did not say who they are.
const SOMEBODY: Say = Say::of("iemand met de link", "somebody with the link");

/// A key on a page: whose it is, and who turned it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeySays {
    /// Whose, and when it was turned, by whom.
    pub by: AuthorSays,
    /// Whether it was turned.
    pub turned: bool,
}

impl KeySays {
    /// Every key that is needed, in the order in which they are named.
    #[must_use]
    pub fn all(ask: &Ask, keys: &super::Keys) -> Vec<Self> {
        let one = |agency: &AgencyId| match keys.turned_by(agency) {
            Some(author) => Self { by: AuthorSays::of(ask, author), turned: true },
            None => Self { by: AuthorSays::nobody(ask, agency), turned: false },
        };
        keys.needed().iter().map(one).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use vault::{Colleague, Role};

    fn author(called: Called) -> Author {
        Author { person: "ruben".parse().unwrap(), agency: "politie-nh".parse().unwrap(), called }
    }

    fn called(right: Option<Right>) -> Called {
        Called { name: "Ruben Dijkgraaf".parse().unwrap(), function: "wijkagent".parse().unwrap(), right }
    }

    /// Where he works today, under another name.
    fn today_at(agency: &str) -> Directory {
        let mut directory = Directory::default();
        directory.colleagues.push(Colleague {
            person: "ruben".parse().unwrap(),
            agency: agency.parse().unwrap(),
            role: Role::Police,
            name: "Ruben Nieuwenaam".parse().unwrap(),
            function: "teamchef".parse().unwrap(),
            until: None,
            login: None,
        });
        directory
    }

    #[test]
    fn what_was_kept_is_what_is_said_whatever_somebody_is_called_today() {
        let says = AuthorSays::told(&today_at("politie-nh"), Lang::Nl, &author(called(None)));
        assert_eq!(says.line(), "Ruben Dijkgraaf, wijkagent, politie-nh");
        let drawn = says.to_string();
        assert_eq!(drawn, r#"<b class="who">Ruben Dijkgraaf</b><span class="muted">, wijkagent, politie-nh</span>"#);
    }

    #[test]
    fn what_was_done_before_names_were_kept_gets_the_name_of_today_only_of_who_still_works_there() {
        let old = author(Called::default());
        let says = |directory: &Directory| AuthorSays::told(directory, Lang::Nl, &old);
        assert_eq!(says(&today_at("politie-nh")).line(), "Ruben Nieuwenaam, teamchef, politie-nh");
        assert_eq!(says(&today_at("gemeente-hoorn")).line(), "politie-nh", "he works elsewhere by now");
        let gone = says(&Directory::default());
        assert_eq!((gone.line(), gone.person()), ("politie-nh".to_owned(), None));
        assert_eq!(gone.to_string(), "politie-nh");
    }

    #[test]
    fn a_key_is_turned_by_mandate_or_as_office_holder_and_both_are_said_in_both_languages() {
        let right = |right, lang| AuthorSays::told(&Directory::default(), lang, &author(called(Some(right))));
        let mandate = || Right::Mandate("P-12".parse().unwrap());
        let says = right(mandate(), Lang::Nl);
        assert_eq!(says.line(), "Ruben Dijkgraaf, wijkagent, politie-nh (met mandaat: P-12)");
        assert_eq!(says.person().unwrap(), "Ruben Dijkgraaf, wijkagent, met mandaat: P-12");
        assert_eq!((says.by_mandate.as_deref(), says.office_holder), (Some("P-12"), false));
        assert_eq!(right(mandate(), Lang::En).right.unwrap(), "by mandate: P-12");
        assert_eq!(right(Right::Holder, Lang::Nl).right.unwrap(), "ambtsdrager");
        assert_eq!(right(Right::Holder, Lang::En).right.unwrap(), "office holder");
    }

    #[test]
    fn who_came_in_by_a_link_and_gave_no_name_is_somebody_with_the_link() {
        let nobody = |agency: &str, called| Author {
            person: "houder".parse().unwrap(),
            agency: agency.parse().unwrap(),
            called,
        };
        let says = |lang, author: &Author| AuthorSays::told(&Directory::default(), lang, author).line();
        let nameless = nobody("houder", Called::default());
        assert_eq!(says(Lang::Nl, &nameless), "iemand met de link");
        assert_eq!(says(Lang::En, &nameless), "somebody with the link");
        let named = nobody("school-hoorn", called(None));
        assert_eq!(
            says(Lang::Nl, &named),
            "Ruben Dijkgraaf, wijkagent, school-hoorn (via een link, zoals zelf opgegeven)"
        );
    }

    #[test]
    fn a_name_cannot_bring_markup_along() {
        let mut says = AuthorSays::told(&Directory::default(), Lang::Nl, &author(called(None)));
        says.name = Some("<script>".to_owned());
        assert!(!says.to_string().contains("<script>"));
    }

    #[test]
    fn a_stamp_of_somebody_else_lends_nobody_its_name() {
        let stamp = Stamp {
            seq: 1,
            at: "2026-02-03T10:00:00Z".parse().unwrap(),
            who: "ruben".parse().unwrap(),
            agency: "politie-nh".parse().unwrap(),
            act: "iets".into(),
            called: called(None),
        };
        assert_eq!(signed(&stamp.agency, &stamp.who, &stamp), stamp.author());
        assert_eq!(signed(&stamp.agency, &"iemand-anders".parse().unwrap(), &stamp).called, Called::default());
    }
}
