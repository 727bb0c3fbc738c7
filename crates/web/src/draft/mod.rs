//! What somebody typed in a form and did not send, as it is kept: where, why, and the words. The vault seals it for its writer alone.

use crate::{
    answer::Trouble,
    ask::Ask,
    form::{ASKS, Filled, WAS, asked},
    values::{Values, encode},
};
use kernel::{Say, ShownMoment, Timestamp, local_minute};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use vault::{Actor, StoreError, Unsent, Vault};

/// Why it was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Why {
    /// Its writer has not sent it yet.
    Typed,
    /// It came after the session had ended.
    Late,
    /// It was sent and not taken in.
    Refused,
    /// It was sent before, with something else in it.
    Again,
}

/// A form that was not sent.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(crate) why: Why,
    /// Where the form is sent to.
    pub(crate) form: String,
    /// The page it stands on.
    pub(crate) page: String,
    /// What the form does.
    pub(crate) does: Say,
    /// Names and texts, as they were typed.
    pub(crate) typed: Vec<(String, String)>,
}

/// The fields that are no words of somebody: the form's own begin like this.
fn is_own(name: &str) -> bool {
    name.starts_with('_')
}

/// The texts that somebody may want to copy: what was typed, and not what was chosen or travelled along unseen.
pub(crate) fn words(values: &Values) -> Vec<String> {
    let typed = values.pairs().filter(|(name, text)| !is_own(name) && !matches!(text.trim(), "" | "ja"));
    typed.filter(|(name, _)| asked(values, name).1).map(|(_, text)| text.to_owned()).collect()
}

impl Draft {
    /// What is kept of a form; nothing where nothing was filled in. Files are not kept: they are still where they came from.
    pub(crate) fn of(why: Why, (form, page): (&str, &str), does: Say, values: &Values) -> Option<Self> {
        // What its writer saw then goes along, so that it never goes over what somebody else wrote since.
        let keeps = |(name, _): &(&str, &str)| !is_own(name) || matches!(*name, "_seq" | ASKS) || name.starts_with(WAS);
        let typed: Vec<_> =
            values.pairs().filter(keeps).map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        // A button with nothing beside it is pressed or it is not.
        let filled = typed.iter().any(|(name, text)| !is_own(name) && !text.trim().is_empty() && asked(values, name).0);
        filled.then(|| Self { why, form: form.to_owned(), page: page.to_owned(), does, typed })
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        // Texts always become JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn read(unsent: &Unsent) -> Option<Self> {
        serde_json::from_slice(&unsent.body).ok()
    }

    /// The page without what stands behind its question mark.
    pub(crate) fn path(&self) -> &str {
        self.page.split(['?', '#']).next().unwrap_or_default()
    }

    fn values(&self) -> Values {
        let mut values = Values::default();
        self.typed.iter().for_each(|(name, text)| values.put(name.as_str(), text.as_str()));
        values
    }

    pub(crate) fn words(&self) -> Vec<String> {
        words(&self.values())
    }

    /// The form with the words in it.
    pub(crate) fn filled(&self) -> Filled {
        Filled::drafted(&self.form, self.values())
    }

    /// What its writer reads above the form, or where the form was (`here` is false).
    pub(crate) fn says(&self, at: Timestamp, here: bool) -> Say {
        let at = local_minute(at);
        let (nl, en) = match self.why {
            Why::Typed => (
                format!("U begon hier op {at} en verstuurde het nog niet."),
                format!("You started this on {at} and have not sent it yet."),
            ),
            Why::Late => (
                format!("Dit kwam op {at} binnen toen uw sessie al was verlopen. Het is niet verstuurd."),
                format!("This came in on {at}, when your session had already expired. It was not sent."),
            ),
            Why::Refused => (
                format!("Dit kon op {at} niet worden vastgelegd. Het is niet verstuurd."),
                format!("This could not be recorded on {at}. It was not sent."),
            ),
            Why::Again => (
                "U hebt dit formulier al verstuurd. Wat u daarna veranderde, is niet verstuurd.".to_owned(),
                "You have already sent this form. What you changed after that was not sent.".to_owned(),
            ),
        };
        let (then_nl, then_en) = match (here, self.why) {
            (true, Why::Again) => (
                "Het staat hieronder; verstuur het alleen als u er nog iets mee wilt doen.",
                "It is in the form below; send it only if you still want to do something with it.",
            ),
            (true, Why::Typed | Why::Late | Why::Refused) => {
                ("Wat u schreef staat weer in het formulier.", "What you wrote is in the form again.")
            }
            (false, _) => (
                "Het formulier staat nu niet op deze pagina. Wat u schreef staat hieronder, zodat u het kunt overnemen.",
                "The form is not on this page now. What you wrote is below, so that you can copy it.",
            ),
        };
        Say::made(format!("{nl} {then_nl}"), format!("{en} {then_en}"))
    }
}

/// Every draft of a person that can be read, the latest first, with its key and its moment.
pub(crate) async fn all_of(vault: &Vault, actor: &Actor) -> Result<Vec<(Draft, String, Timestamp)>, StoreError> {
    let kept = vault.unsent_of(actor).await?;
    Ok(kept.into_iter().filter_map(|one| Some((Draft::read(&one)?, one.key, one.at))).collect())
}

/// A form that somebody began and did not send.
#[derive(Debug, Clone)]
pub struct UnsentForm {
    /// What the form does.
    pub does: Say,
    /// The page where it stands, with the words in it again.
    pub page: String,
    /// When it was kept.
    pub at: ShownMoment,
}

/// The forms that who asks began and did not send, the latest first: for a list of what is still to be done. Programs have none.
///
/// # Errors
/// What the store says.
pub async fn unsent(ask: impl Borrow<Ask>) -> Result<Vec<UnsentForm>, Trouble> {
    let ask = ask.borrow();
    if ask.is_program() || !ask.actor.designated {
        return Ok(Vec::new());
    }
    let all = all_of(&ask.vault, &ask.actor).await?;
    Ok(all.into_iter().map(|(d, _, at)| UnsentForm { does: d.does, page: d.page, at: local_minute(at) }).collect())
}

/// Everything in a form that tells it from another, for noticing that the same came twice.
pub(crate) fn content(values: &Values) -> Vec<u8> {
    let pairs: Vec<_> = values.pairs().filter(|(name, _)| *name != "_csrf").collect();
    let mut content = encode(&pairs).into_bytes();
    for file in values.files() {
        content.extend([b"\n", file.field.as_bytes(), b"\n", file.name.as_bytes(), b"\n"].concat());
        content.extend_from_slice(&file.bytes);
    }
    content
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use kernel::Lang;

    const DOES: Say = Say::of("Schrijven", "Write");

    fn draft(body: &[u8]) -> Option<Draft> {
        Draft::of(Why::Late, ("/a/7/b", "/a/7?x=y"), DOES, &Values::from_form(body).unwrap())
    }

    #[test]
    fn words_are_kept_and_nothing_of_the_session() {
        let kept = draft(b"_csrf=geheim&_seq=9&text=Een+zin&tone=&tick=ja").unwrap();
        let stored = String::from_utf8(kept.bytes()).unwrap();
        assert!(stored.contains("Een zin") && stored.contains("_seq") && !stored.contains("geheim"), "{stored}");
        assert_eq!((kept.path(), kept.words()), ("/a/7", vec!["Een zin".to_owned()]));
        assert!(kept.filled().is_for("/a/7/b") && kept.filled().is_draft());
    }

    #[test]
    fn words_are_what_was_typed_and_no_choice_and_nothing_unseen() {
        let kept = draft(b"_asks=to*+why+facts&to=raised&item=0a1b&why=Omdat&facts.1.what=Gezien").unwrap();
        assert_eq!(kept.words(), ["Omdat", "Gezien"]);
        // What was chosen is kept; of a button with nothing beside it nothing is.
        assert!(draft(b"_asks=to*&to=raised&item=0a1b").is_some_and(|kept| kept.words().is_empty()));
        assert!(draft(b"_asks=&item=0a1b&takes=ja").is_none());
    }

    #[test]
    fn of_an_empty_form_nothing_is_kept() {
        assert!(draft(b"_csrf=geheim&_seq=9&text=+&tone=").is_none());
    }

    #[test]
    fn every_reason_is_told_in_two_languages_and_says_where_the_words_are() {
        for why in [Why::Typed, Why::Late, Why::Refused, Why::Again] {
            let kept = Draft { why, ..draft(b"text=x").unwrap() };
            let [here, gone] = [true, false].map(|here| kept.says(Timestamp::UNIX_EPOCH, here));
            assert!(here.to(Lang::Nl).contains("verstuur") && here.to(Lang::En).contains("sen"));
            assert!(gone.to(Lang::Nl).contains("overnemen") && gone.to(Lang::En).contains("copy"));
        }
    }

    #[test]
    fn what_is_in_a_form_is_the_same_whoever_made_the_page() {
        let of = |body: &[u8]| content(&Values::from_form(body).unwrap());
        assert_eq!(of(b"_csrf=a.b&text=x"), of(b"_csrf=a.c&text=x"));
        assert_ne!(of(b"_csrf=a.b&text=x"), of(b"_csrf=a.b&text=y"));
    }
}
