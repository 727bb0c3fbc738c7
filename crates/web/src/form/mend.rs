//! The summary of errors: it names the field and says what to do, so that it can be read without the form.

use super::{
    field::{Field, Look},
    reader::{CHOOSE, FILL_IN},
};
use kernel::{Lang, Say};

/// The message as it fits the field: what stands there to choose from is not filled in, however it is read.
pub(super) fn fitting(field: &Field, say: &Say) -> Say {
    let chosen = matches!(field.look, Look::One(_) | Look::List(_) | Look::Any(_));
    if chosen && *say == FILL_IN { CHOOSE } else { say.clone() }
}

/// What the summary says of a field with this message: "Vul in: Naam", "Kies: Gemeente", "Beantwoord: Waar gaat het om?", or the field with its
/// message.
pub(super) fn of(field: &Field, say: &Say, lang: Lang) -> String {
    let asked = asked(field);
    let label = asked.to(lang).trim();
    let question = label.ends_with(['?', '!', '.']);
    let does = if *say == CHOOSE {
        lang.both("Kies", "Choose")
    } else if *say == FILL_IN && question {
        lang.both("Beantwoord", "Answer")
    } else if *say == FILL_IN {
        lang.both("Vul in", "Fill in")
    } else {
        let colon = if question { "" } else { ":" };
        // A sentence to tick is long, and its message says what to do.
        let alone = matches!(field.look, Look::Tick) || label.is_empty();
        return if alone { say.to(lang).to_owned() } else { format!("{label}{colon} {}", say.to(lang)) };
    };
    format!("{does}: {label}")
}

/// The label, with the number of the fact it is about.
fn asked(field: &Field) -> Say {
    let row = field.name.split('.').nth(1).and_then(|n| n.parse::<usize>().ok()).filter(|n| *n > 0);
    match row {
        Some(n) => {
            let n = n.saturating_add(1);
            Say::made(format!("Feit {n}, {}", field.label.nl), format!("Fact {n}, {}", field.label.en))
        }
        None => field.label.clone(),
    }
}

/// What the summary says of the field with this id, from the page its form is on, as markup. Forms draw themselves before the layout is put
/// around them, and a page may hold forms that it does not make itself.
pub(crate) fn said_at<'a>(html: &'a str, id: &str) -> Option<&'a str> {
    let rest = html.split_once(&format!("id=\"{id}-error\" data-mend=\""))?.1;
    rest.split('"').next().filter(|says| !says.is_empty())
}

/// The id of a field on the page: unique even when two forms ask the same thing.
pub(crate) fn field_id(action: &str, name: &str) -> String {
    let mut parts = action.rsplit('/');
    let last = parts.next().unwrap_or_default();
    match parts.next() {
        // Of the same thing more than one may be asked: its number alone says not which.
        Some(what) if last.starts_with(|c: char| c.is_ascii_digit()) => format!("{what}-{last}-{name}"),
        _ if last.is_empty() => format!("form-{name}"),
        _ => format!("{last}-{name}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_the_field_and_what_to_do() {
        let name = Field::line("name", Say::of("Naam", "Name"));
        let why = Field::note("why", Say::of("Waarom?", "Why?"));
        let all = |field: &Field, say: &Say| [Lang::Nl, Lang::En].map(|lang| of(field, say, lang));
        assert_eq!(all(&name, &FILL_IN), ["Vul in: Naam", "Fill in: Name"]);
        assert_eq!(all(&why, &FILL_IN), ["Beantwoord: Waarom?", "Answer: Why?"]);
        assert_eq!(all(&name, &CHOOSE), ["Kies: Naam", "Choose: Name"]);
        let long = Say::of("Dit is te lang.", "This is too long.");
        assert_eq!(all(&name, &long), ["Naam: Dit is te lang.", "Name: This is too long."]);
        assert_eq!(all(&why, &long), ["Waarom? Dit is te lang.", "Why? This is too long."]);
        // A choice is chosen, also where an id is read from it and no word.
        let which = Field::choice("which", Say::of("Welk huis?", "Which house?"), vec![("a", Say::same("A"))]);
        assert_eq!(all(&which, &fitting(&which, &FILL_IN)), ["Kies: Welk huis?", "Choose: Which house?"]);
        assert_eq!((fitting(&name, &FILL_IN), fitting(&which, &long)), (FILL_IN, long.clone()));
        let tick = Field::tick("sure", Say::of("Ja, dit is de bedoeling.", "Yes, this is meant."));
        assert_eq!(of(&tick, &long, Lang::Nl), "Dit is te lang.");
        let third = Field::day("facts.2.when", Say::of("Wanneer?", "When?"));
        assert_eq!(of(&third, &FILL_IN, Lang::Nl), "Beantwoord: Feit 3, Wanneer?");
    }

    #[test]
    fn what_the_form_says_of_a_field_is_found_on_its_page_and_stays_markup() {
        let page = r#"<p class="field__error" id="a-name-error" data-mend="Vul in: &#60;b&#62;">x</p>"#;
        assert_eq!(said_at(page, "a-name"), Some("Vul in: &#60;b&#62;"));
        assert_eq!(said_at(page, "a-other"), None);
    }
}
