//! Two who wrote at the same: what it says now stands beside what was typed, and whoever sends it again chooses, field by field.

use super::{
    Filled, Wrong,
    field::{Field, Look, SURE},
};
use crate::values::Values;
use kernel::{Lang, Say};
use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

/// What a field said when its page was made, as a mark: whoever comes too late changed it, or somebody else did, or both.
pub(crate) const WAS: &str = "_was_";
/// What a field says, beside what was typed.
const NOW: &str = "_now_";
/// Which of the two it is to say.
const KEEP: &str = "_keep_";

/// What a field says now and what was typed, where they are not the same.
pub(super) struct ClashView {
    /// What it says now, as it goes back with the form: several where several are chosen, and an empty one where it says nothing.
    pub(super) now: Vec<String>,
    /// The same for who reads it.
    pub(super) shown: String,
    /// What was typed, for who reads it.
    pub(super) typed: String,
    /// What was chosen: `now`, `mine`, or nothing yet.
    pub(super) chosen: String,
}

/// The name and the mark of what a field says, to go back with its form; also where it says nothing yet: somebody else may fill it in meanwhile.
/// Nothing of a field that is no text and no choice.
pub(super) fn was(field: &Field) -> Option<(String, String)> {
    shown(field, &[], Lang::Nl)?;
    Some((format!("{WAS}{}", field.name), mark(&now(field))))
}

/// Whether who sent this changed nothing in a field in which somebody else did: then what it says now is what they mean to send.
pub(super) fn is_theirs(field: &Field, sent: &Filled) -> bool {
    let was = sent.values().first(&format!("{WAS}{}", field.name));
    sent.is_late() && was.is_some_and(|was| was == mark(&typed(field, sent)))
}

/// What stands beside a field that two changed: when its form came too late, and until a choice was made.
pub(super) fn view(field: &Field, lang: Lang, sent: &Filled) -> Option<ClashView> {
    let (now, typed) = (now(field), typed(field, sent));
    let was = sent.values().first(&format!("{WAS}{}", field.name))?;
    let (late, undecided) = (sent.is_late(), sent.values().first(&format!("{NOW}{}", field.name)).is_some());
    let clashes = undecided || (late && was != mark(&now) && was != mark(&typed));
    if !clashes || mark(&now) == mark(&typed) {
        return None;
    }
    // After another change the choice is another one.
    let chosen = if late { None } else { sent.values().first(&format!("{KEEP}{}", field.name)) };
    Some(ClashView {
        shown: shown(field, &now, lang)?,
        typed: shown(field, &typed, lang)?,
        now: if now.is_empty() { vec![String::new()] } else { now.iter().map(|&one| one.to_owned()).collect() },
        chosen: chosen.unwrap_or_default().to_owned(),
    })
}

/// What a field says.
fn now(field: &Field) -> Vec<&str> {
    said(field, field.values.iter().map(String::as_str).collect())
}

/// What was typed in a field.
fn typed<'a>(field: &Field, sent: &'a Filled) -> Vec<&'a str> {
    said(field, sent.values().all(&field.name))
}

/// These without empty ones; of a tick that it stands there, whatever word it is sent with.
fn said<'a>(field: &Field, mut values: Vec<&'a str>) -> Vec<&'a str> {
    values.retain(|one| !one.is_empty());
    if matches!(field.look, Look::Tick) && !values.is_empty() { vec!["ja"] } else { values }
}

/// What is written or chosen, as it is read; nothing of what is no text and no choice.
fn shown(field: &Field, values: &[&str], lang: Lang) -> Option<String> {
    // That it is meant is asked again each time.
    if field.name == SURE {
        return None;
    }
    let called = |options: &[(String, Say)], value: &str| {
        options.iter().find(|(word, _)| word == value).map_or("-", |(_, says)| says.to(lang)).to_owned()
    };
    let said = match &field.look {
        Look::Line | Look::Note | Look::Prose | Look::Day => values.join("\n"),
        Look::One(options) | Look::List(options) | Look::Any(options) => {
            values.iter().map(|value| called(options, value)).collect::<Vec<_>>().join("; ")
        }
        Look::Tick if values.is_empty() => lang.both("Niet aangekruist", "Not ticked").to_owned(),
        Look::Tick => lang.both("Aangekruist", "Ticked").to_owned(),
        Look::Bsn | Look::Password | Look::Digits | Look::File | Look::Hidden | Look::Facts => return None,
    };
    Some(if said.trim().is_empty() { lang.both("Niets", "Nothing").to_owned() } else { said })
}

/// A short mark of what is written or chosen, the same however a browser wrote the ends of its lines and in whatever order it was chosen. It
/// tells changes apart and guards nothing.
fn mark(values: &[&str]) -> String {
    let mut texts: Vec<String> = values.iter().map(|text| text.replace("\r\n", "\n").trim().to_owned()).collect();
    texts.retain(|text| !text.is_empty());
    texts.sort_unstable();
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    format!("{:x}", hasher.finish())
}

/// The values with every choice carried out, and a message for each that was not made.
pub(super) fn settled(mut values: Values) -> (Values, Vec<Wrong>) {
    let fields: BTreeSet<String> =
        values.names().filter_map(|name| name.strip_prefix(NOW)).map(str::to_owned).collect();
    let mut wrong = Vec::new();
    for field in fields {
        match values.first(&format!("{KEEP}{field}")) {
            Some("mine") => {}
            Some("now") => {
                let now: Vec<String> = values.all(&format!("{NOW}{field}")).into_iter().map(str::to_owned).collect();
                values.set(&field, &now);
            }
            Some(_) | None => wrong.push(Wrong {
                field: field.into(),
                say: Say::of("Kies welke tekst er komt te staan.", "Choose which text to keep."),
            }),
        }
    }
    (values, wrong)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::form::FormSpec;

    const AT: &str = "/wegingen/1/oordeel";

    fn spec(summary: &str, title: &str) -> FormSpec {
        FormSpec::to(AT, Say::of("Versturen", "Send"))
            .field(Field::prose("summary", Say::of("Oordeel", "Judgement")).value(summary))
            .field(Field::line("title", Say::of("Titel", "Title")).value(title))
    }

    /// The page again after this was sent from a page that said "Eerst." and "Titel".
    fn again(now: (&str, &str), sent: &str, late: bool) -> String {
        let version = "7".parse().ok();
        let first = spec("Eerst.", "Titel").markup(Lang::Nl, "t", &Filled::default(), version).to_string();
        let was = |name: &str| {
            let rest = first.split(&format!("name=\"_was_{name}\" value=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let body = format!("{sent}&_was_summary={}&_was_title={}", was("summary"), was("title"));
        let filled = Filled::at(AT, Values::from_form(body.as_bytes()).unwrap());
        let filled = if late { filled.late() } else { filled };
        spec(now.0, now.1).markup(Lang::Nl, "t", &filled, version).to_string()
    }

    #[test]
    fn both_texts_stand_there_only_where_two_wrote() {
        let html = again(("Van Hilde.", "Titel"), "summary=Van+Gijs.&title=Titel", true);
        assert!(html.contains("<p>Van Hilde.</p>") && html.contains("<p>Van Gijs.</p>"), "{html}");
        assert!(html.contains(r#"name="_now_summary" value="Van Hilde.""#) && !html.contains("_now_title"));
        assert!(html.contains(r#"name="_keep_summary" value="mine""#) && !html.contains("checked"), "nobody chose yet");
        let html = again(("Eerst.", "Titel"), "summary=Van+Gijs.&title=Titel", true);
        assert!(!html.contains("_now_") && html.contains("Van Gijs.</textarea>"), "only one wrote: {html}");
        let html = again(("Van Hilde.", "Titel"), "summary=Van+Gijs.&title=Titel", false);
        assert!(!html.contains("_now_"), "a mistake is no clash: {html}");
    }

    #[test]
    fn what_somebody_else_wrote_stays_where_one_wrote_nothing() {
        let html = again(("Van Hilde.", "Titel"), "summary=Eerst.&title=Van+Gijs", true);
        assert!(!html.contains("_now_"), "{html}");
        assert!(html.contains("Van Hilde.</textarea>") && html.contains(r#"value="Van Gijs""#), "{html}");
    }

    /// What came of a form that began at `first` and was sent when the field said `now`.
    fn field(first: &Field, now: Field, sent: &str) -> String {
        let version = "7".parse().ok();
        let form = |field: Field| FormSpec::to(AT, Say::of("Versturen", "Send")).field(field);
        let (_, mark) = was(first).unwrap();
        let body = format!("{sent}&_was_{}={mark}", first.name);
        let filled = Filled::at(AT, Values::from_form(body.as_bytes()).unwrap()).late();
        form(now).markup(Lang::Nl, "t", &filled, version).to_string()
    }

    #[test]
    fn what_somebody_wrote_in_an_empty_field_is_not_written_over() {
        let text = |value: &str| Field::prose("dissent", Say::of("Wie ziet het anders?", "")).value(value);
        let html = field(&text(""), text("Van Hilde."), "dissent=Van+Gijs.");
        assert!(html.contains("<p>Van Hilde.</p>") && html.contains("<p>Van Gijs.</p>"), "{html}");
        let html = field(&text(""), text("Van Hilde."), "dissent=");
        assert!(!html.contains("_now_") && html.contains("Van Hilde.</textarea>"), "{html}");
        let html = field(&text("Eerst."), text(""), "dissent=Van+Gijs.");
        assert!(html.contains("<p>Niets</p>") && html.contains(r#"name="_now_dissent" value="""#), "{html}");
    }

    #[test]
    fn a_tick_and_a_choice_of_several_clash_as_a_text_does() {
        let tick = |on: bool| {
            let field = Field::tick("none", Say::of("Niemand ziet het anders", ""));
            if on { field.value("on") } else { field }
        };
        let html = field(&tick(true), tick(false), "none=ja");
        assert!(
            !html.contains("_now_") && !html.contains(" checked"),
            "who left it as it was, means what it is now: {html}"
        );
        let html = field(&tick(false), tick(true), "none=");
        assert!(!html.contains("_now_") && html.contains(" checked"), "{html}");
        let persons = |who: &[&str]| {
            let options = ["teun", "ilse", "amber"].map(|one| (one.to_owned(), Say::same(one))).to_vec();
            who.iter().fold(Field::choices("who", Say::of("Wie?", ""), options), |field, one| field.value(*one))
        };
        let html = field(&persons(&["ilse", "teun"]), persons(&["ilse"]), "who=teun&who=ilse");
        assert!(
            !html.contains("_now_") && html.matches(" checked").count() == 1,
            "who was taken off stays off: {html}"
        );
        let html = field(&persons(&["ilse", "teun"]), persons(&["ilse"]), "who=teun&who=amber");
        assert!(html.contains("<p>ilse</p>") && html.contains("<p>teun; amber</p>"), "{html}");
    }

    #[test]
    fn a_choice_stays_made_until_the_form_is_good_and_no_longer() {
        let sent = "summary=Van+Gijs.&title=Titel&_now_summary=Van+Hilde.&_keep_summary=mine";
        assert!(again(("Van Hilde.", "Titel"), sent, false).contains("value=\"mine\" type=\"radio\" checked"));
        assert!(!again(("Van Marit.", "Titel"), sent, true).contains("checked"), "it says something else by now");
    }

    #[test]
    fn nothing_is_taken_until_it_was_chosen() {
        let read = |body: &str| {
            let (values, wrong) = settled(Values::from_form(body.as_bytes()).unwrap());
            (values.all("a").join("|"), wrong.len())
        };
        assert_eq!(read("a=mijn&_now_a=haar"), ("mijn".to_owned(), 1));
        assert_eq!(read("a=mijn&_now_a=haar&_keep_a=iets"), ("mijn".to_owned(), 1));
        assert_eq!(read("a=mijn&_now_a=haar&_keep_a=mine"), ("mijn".to_owned(), 0));
        assert_eq!(read("a=mijn&a=nog&_now_a=haar&_keep_a=now"), ("haar".to_owned(), 0));
        assert_eq!(read("a=mijn&_now_a=haar&_now_a=zijn&_keep_a=now"), ("haar|zijn".to_owned(), 0));
    }
}
