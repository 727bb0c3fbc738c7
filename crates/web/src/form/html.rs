//! From a form as data to markup that a screen reader understands: label, hint, error, group.

use super::{
    Field, Filled, FormSpec,
    clash::{self, ClashView},
    facts::{BLANK, MOST, used_rows},
    field::{Look, Need, SURE, Weight},
    mend::{self, field_id},
};
use crate::html::Html;
use kernel::{Expression, Lang, Line, Note, Prose, Say};
use vault::Version;

#[derive(askama::Template)]
#[template(path = "form.html")]
struct FormView<'a> {
    action: &'a str,
    id: String,
    title: Option<&'a str>,
    csrf: &'a str,
    /// Where it leads when it is done, where that is somewhere else.
    back: Option<&'a str>,
    seq: Option<Version>,
    multipart: bool,
    fields: Vec<FieldView>,
    /// What it asks; and marks of what its fields say, where what they say belongs to a dossier.
    unseen: Vec<(String, String)>,
    submit: &'a str,
    button: &'static str,
    lang: Lang,
}

/// How the template draws a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Input,
    Day,
    Area,
    Tick,
    Radios,
    Boxes,
    Select,
    Hidden,
    Facts,
}

struct FieldView {
    shape: Shape,
    id: String,
    name: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    /// What the summary of errors says of it.
    mend: String,
    /// The ids of hint and error, for `aria-describedby`.
    described: String,
    required: bool,
    optional: bool,
    value: String,
    kind: &'static str,
    mode: &'static str,
    rows: usize,
    max: usize,
    options: Vec<OptionView>,
    /// Whether there are so many that one looks for a name.
    find: bool,
    /// The group of answers with which alone it is asked; empty when it is always asked.
    under: String,
    more: bool,
    facts: Vec<FactView>,
    clash: Option<ClashView>,
}

struct FactView {
    parts: Vec<FieldView>,
    /// Whether it is another empty one, which is there when it is asked for.
    folded: bool,
}

struct OptionView {
    id: String,
    value: String,
    label: String,
    chosen: bool,
    /// The groups of fields that are asked with this answer.
    opens: String,
}

/// A list of more names than this gets a box to look in, which the script makes.
// class: find
const MANY: usize = 12;
/// So many groups of fields that hang on an answer the stylesheet knows.
const GROUPS: usize = 10;

impl FormView<'_> {
    fn has_more(&self) -> bool {
        self.fields.iter().any(|f| f.more)
    }

    fn shows_more(&self) -> bool {
        self.fields.iter().any(|f| f.more && f.is_used())
    }
}

impl FieldView {
    /// Whether it holds something, or something is wrong with it: then it does not stay folded away.
    fn is_used(&self) -> bool {
        self.error.is_some() || self.clash.is_some() || !self.value.is_empty() || self.options.iter().any(|o| o.chosen)
    }
}

impl FormSpec {
    /// Every field as the template draws it. Fields that hang on the same answers are one group; an answer says which groups it opens.
    fn views(&self, lang: Lang, sent: Option<&Filled>) -> Vec<FieldView> {
        let mut groups: Vec<&(&'static str, Vec<&'static str>)> = Vec::new();
        for under in self.fields.iter().filter_map(|f| f.under.as_ref()) {
            if !groups.contains(&under) {
                groups.push(under);
            }
        }
        debug_assert!(groups.len() <= GROUPS, "the stylesheet knows no more groups");
        let group = |n: usize| (n + 1).to_string();
        let one = |field: &Field| {
            let mut view = view(&self.action, field, lang, sent);
            let under = field.under.as_ref().and_then(|under| groups.iter().position(|g| *g == under));
            view.under = under.map(group).unwrap_or_default();
            for option in &mut view.options {
                let opens = groups
                    .iter()
                    .enumerate()
                    .filter(|(_, (name, words))| field.name == *name && words.contains(&option.value.as_str()));
                option.opens = opens.map(|(n, _)| group(n)).collect::<Vec<_>>().join(" ");
            }
            view
        };
        self.fields.iter().map(one).collect()
    }

    pub(crate) fn markup(&self, lang: Lang, csrf: &str, filled: &Filled, seq: Option<Version>) -> Html {
        self.drawn(lang, (csrf, None), filled, seq)
    }

    pub(super) fn drawn(
        &self,
        lang: Lang,
        (csrf, back): (&str, Option<&str>),
        filled: &Filled,
        seq: Option<Version>,
    ) -> Html {
        let filled = filled.of_form(&self.action);
        let (sent, drafted) = (filled.is_for(&self.action), filled.is_for(&self.action) && filled.is_draft());
        // What was typed before is held against what its writer saw then; at a key, where nothing is typed, one stands for what one reads now.
        let then = |name: &str| filled.values().first(name).filter(|_| drafted);
        let before = |(name, now): (String, String)| (name.clone(), then(&name).map_or(now, str::to_owned));
        let typed = self.fields.iter().any(|field| !matches!(field.look, Look::Tick | Look::Hidden));
        let seen = then("_seq").filter(|_| typed).and_then(|seen| seen.parse().ok());
        let seq = seq.map(|now| seen.unwrap_or(now));
        Html::rendered(&FormView {
            action: &self.action,
            id: field_id(&self.action, "form"),
            title: self.title.as_ref().map(|t| t.to(lang)),
            csrf,
            back,
            seq,
            multipart: self.fields.iter().any(|f| matches!(f.look, Look::File)),
            fields: self.views(lang, sent.then_some(filled)),
            unseen: [self.asks()].into_iter().chain(self.was(seq).map(before)).collect(),
            submit: self.submit.to(lang),
            button: match self.weight {
                // class: button--primary button--secondary button--danger
                Weight::Primary => "button button--primary",
                Weight::Secondary => "button button--secondary",
                Weight::Danger => "button button--danger",
            },
            lang,
        })
    }
}

fn view(action: &str, field: &Field, lang: Lang, sent: Option<&Filled>) -> FieldView {
    let (shape, kind, mode, rows, max) = match &field.look {
        Look::Line => (Shape::Input, "text", "text", 1, Line::MAX),
        Look::Note => (Shape::Area, "text", "text", 4, Note::MAX),
        Look::Prose => (Shape::Area, "text", "text", 12, Prose::MAX),
        // class: field__input--day day__native
        Look::Day => (Shape::Day, "text", "day", 1, 0),
        Look::Bsn => (Shape::Input, "text", "numeric", 1, 9),
        Look::Password => (Shape::Input, "password", "text", 1, Line::MAX),
        Look::Digits => (Shape::Input, "text", "numeric", 1, 6),
        Look::File => (Shape::Input, "file", "text", 1, 0),
        Look::Hidden => (Shape::Hidden, "hidden", "text", 1, 0),
        Look::Tick => (Shape::Tick, "checkbox", "text", 1, 0),
        Look::List(_) => (Shape::Select, "", "text", 1, 0),
        Look::One(options) if options.len() > 8 => (Shape::Select, "", "text", 1, 0),
        Look::One(_) => (Shape::Radios, "radio", "text", 1, 0),
        Look::Any(_) => (Shape::Boxes, "checkbox", "text", 1, 0),
        Look::Facts => (Shape::Facts, "", "text", 1, 0),
    };
    let typed: Vec<String> = match sent {
        // A password is never sent back, and what cannot be undone is asked again each time.
        Some(_) if kind == "password" || field.name == SURE => Vec::new(),
        // What travels along unseen is what the page holds now, and not what a page before it held: a key is turned on the text that is read.
        Some(_) if matches!(field.look, Look::Hidden) && field.values.iter().any(|v| !v.is_empty()) => {
            field.values.clone()
        }
        // What a browser always sends was not on the form that was sent: a form that asks more than the one before it.
        Some(filled)
            if matches!(field.look, Look::Hidden | Look::Line | Look::List(_))
                && filled.values().first(&field.name).is_none() =>
        {
            field.values.clone()
        }
        Some(filled) if clash::is_theirs(field, filled) => field.values.clone(),
        Some(filled) => filled.values().all(&field.name).into_iter().map(str::to_owned).collect(),
        None => field.values.clone(),
    };
    let id = field_id(action, &field.name);
    let hint = hint_of(field, lang);
    let wrong = sent.and_then(|f| f.wrong_at(&field.name)).map(|say| mend::fitting(field, say));
    let error = wrong.as_ref().map(|s| s.to(lang).to_owned());
    let options = match &field.look {
        Look::One(options) | Look::List(options) | Look::Any(options) => options_of(&id, options, &typed, lang),
        Look::Line
        | Look::Note
        | Look::Prose
        | Look::Day
        | Look::Bsn
        | Look::Password
        | Look::Digits
        | Look::File
        | Look::Hidden
        | Look::Tick
        | Look::Facts => Vec::new(),
    };
    FieldView {
        shape,
        described: described(&id, hint.is_some(), error.is_some(), matches!(shape, Shape::Area)),
        name: field.name.to_string(),
        label: field.label.to(lang).to_owned(),
        hint,
        error,
        mend: wrong.map(|say| mend::of(field, &say, lang)).unwrap_or_default(),
        required: field.need == Need::Always && shape != Shape::Tick,
        optional: field.need == Need::Never,
        value: typed.first().cloned().unwrap_or_default(),
        kind,
        mode,
        rows,
        max,
        find: options.len() > MANY,
        under: String::new(),
        more: field.more,
        options,
        clash: sent.and_then(|filled| clash::view(field, lang, filled)),
        facts: if shape == Shape::Facts { fact_rows(action, field, lang, sent) } else { Vec::new() },
        id,
    }
}

fn hint_of(field: &Field, lang: Lang) -> Option<String> {
    let usual = match field.look {
        Look::Day => {
            Some(Say::of("Bijvoorbeeld 31-12-2026 of 31 december 2026.", "For example 31-12-2026 or 31 December 2026."))
        }
        Look::Bsn => Some(Say::of("Negen cijfers.", "Nine digits.")),
        Look::Digits => Some(Say::of("Zes cijfers uit uw app.", "Six digits from your app.")),
        Look::Line
        | Look::Note
        | Look::Prose
        | Look::Password
        | Look::File
        | Look::Hidden
        | Look::Tick
        | Look::One(_)
        | Look::List(_)
        | Look::Any(_)
        | Look::Facts => None,
    };
    field.hint.clone().or(usual).map(|s| s.to(lang).to_owned())
}

fn described(id: &str, hint: bool, error: bool, left: bool) -> String {
    let part = |is_there: bool, what: &str| is_there.then(|| format!("{id}-{what}"));
    [part(hint, "hint"), part(error, "error"), part(left, "left")].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn options_of(id: &str, options: &[(String, Say)], typed: &[String], lang: Lang) -> Vec<OptionView> {
    let option = |(n, (value, label)): (usize, &(String, Say))| OptionView {
        // The first carries the id of the field itself, so that the summary of errors can lead to it.
        id: if n == 0 { id.to_owned() } else { format!("{id}-{n}") },
        value: value.clone(),
        label: label.to(lang).to_owned(),
        chosen: typed.contains(value),
        opens: String::new(),
    };
    options.iter().enumerate().map(option).collect()
}

/// The rows that were sent, and enough blank ones to go on without a script; all but the first of them folded.
fn fact_rows(action: &str, field: &Field, lang: Lang, sent: Option<&Filled>) -> Vec<FactView> {
    let used: Vec<usize> = sent.map(|f| used_rows(f.values(), &field.name)).unwrap_or_default();
    let next = used.last().map_or(0, |n| n.saturating_add(1));
    let blank = (next..next.saturating_add(BLANK)).filter(|n| *n < MOST);
    // What was typed too many is shown as well, so that it can be moved to another form.
    let gaps = (0..next.min(MOST)).filter(|n| !used.contains(n));
    let mut rows: Vec<usize> = used.iter().copied().chain(gaps).chain(blank).collect();
    rows.sort_unstable();
    let first = rows.iter().find(|n| !used.contains(n)).copied();
    let folded = |n: usize| !used.contains(&n) && Some(n) != first;
    rows.into_iter().map(|n| FactView { parts: fact_row(action, field, n, lang, sent), folded: folded(n) }).collect()
}

fn fact_row(action: &str, field: &Field, n: usize, lang: Lang, sent: Option<&Filled>) -> Vec<FieldView> {
    let part = |asked: Field| {
        let need = if asked.name == "what" && n == 0 { field.need } else { Need::Never };
        let name = format!("{}.{n}.{}", field.name, asked.name).into();
        view(action, &Field { name, need, ..asked }, lang, sent)
    };
    let answers = Expression::ALL.iter().map(|e| (e.word(), e.says())).collect();
    [
        Field::note("what", Say::of("Wat is er gezien of gebeurd?", "What was seen or what happened?")),
        Field::day("when", Say::of("Wanneer?", "When?")),
        Field::line("who", Say::of("Wie nam het waar?", "Who observed it?")),
        Field::tick("first", Say::of("De melder zag het zelf", "The reporter saw it personally")),
        Field::list("expression", Expression::ASKS, answers).hint(Expression::HELPS),
    ]
    .map(part)
    .into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::{form::Wrong, values::Values};

    fn spec() -> FormSpec {
        FormSpec::to("/signalen/1/uitsluiten", Say::of("Versturen", "Send"))
            .field(Field::note("reason", Say::of("Reden", "Reason")).hint(Say::of("Kort.", "Short.")))
            .field(Field::choice(
                "what",
                Say::of("Wat", "What"),
                vec![("a", Say::of("A", "A")), ("b", Say::of("B", "B"))],
            ))
            .field(Field::tick("agreed", Say::of("Akkoord", "Agreed")))
            .field(Field::facts("facts"))
    }

    #[test]
    fn a_field_has_a_label_and_its_hint_is_tied_to_it() {
        let html = spec().markup(Lang::Nl, "token", &Filled::default(), "7".parse().ok()).to_string();
        assert!(html.contains(r#"<label class="field__label" for="uitsluiten-reason">"#), "{html}");
        assert!(html.contains(r#"aria-describedby="uitsluiten-reason-hint uitsluiten-reason-left""#));
        assert!(html.contains(r#"name="_csrf" value="token""#));
        assert!(html.contains(r#"name="_seq" value="0000000000000007""#));
        assert!(html.contains("<legend") && !html.contains("(verplicht)"));
        assert!(html.contains(r#"name="facts.2.what""#) && !html.contains(r#"name="facts.3.what""#));
        // The first stands open, the others are there when they are asked for.
        assert_eq!(html.matches(r#"<details class="facts__fold">"#).count(), 2);
    }

    #[test]
    fn what_was_typed_comes_back_escaped_with_its_message() {
        let values = Values::from_form(b"reason=%3Cb%3E&what=b&agreed=ja&facts.0.what=x&facts.4.when=morgen").unwrap();
        let wrong =
            ["reason", "facts.4.when"].map(|f| Wrong { field: f.into(), say: Say::of("Fout hier.", "Wrong here.") });
        let filled = Filled::at("/signalen/1/uitsluiten", values).with_wrong(wrong.to_vec());
        let html = spec().markup(Lang::Nl, "t", &filled, None).to_string();
        assert!(html.contains("&#60;b&#62;"), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#));
        assert!(html.contains(r#"id="uitsluiten-reason-error""#));
        assert!(html.contains(r#"value="b" checked"#));
        assert!(html.contains(r#"name="agreed" value="ja" checked"#));
        assert!(html.contains(r#"id="uitsluiten-facts.4.when-error""#));
        assert!(html.contains(r#"name="facts.6.what""#));
        // Open: the two that were typed in, and one empty one.
        assert_eq!(html.matches(r#"<details class="facts__fold">"#).count(), 5);
        assert!(!html.contains("_seq"));
    }

    #[test]
    fn that_it_is_meant_is_asked_again_each_time() {
        let values = Values::from_form(b"reason=&what=b&agreed=ja&sure=ja").unwrap();
        let ends = spec().ends(Say::of("Alles wordt vernietigd.", "Everything is destroyed."));
        for filled in [
            Filled::at("/signalen/1/uitsluiten", values.clone())
                .with_wrong(vec![Wrong { field: "reason".into(), say: Say::of("Vul in.", "Fill in.") }]),
            Filled::drafted("/signalen/1/uitsluiten", values),
        ] {
            let html = ends.markup(Lang::Nl, "t", &filled, None).to_string();
            assert!(html.contains(r#"name="agreed" value="ja" checked"#), "{html}");
            assert!(html.contains(r#"name="sure" value="ja""#) && !html.contains(r#"name="sure" value="ja" checked"#));
        }
    }

    #[test]
    fn a_question_hangs_on_an_answer_and_what_is_rare_is_folded_away_until_it_is_used() {
        let yes_no = vec![("yes", Say::of("Ja", "Yes")), ("no", Say::of("Nee", "No"))];
        let form = FormSpec::to("/x/vraag", Say::of("Versturen", "Send"))
            .field(Field::choice("known", Say::of("Bekend?", "Known?"), yes_no))
            .field(Field::note("why", Say::of("Waarom niet?", "Why not?")).under("known", &["no"]))
            .field(Field::line("rare", Say::of("Zelden", "Rarely")).optional().more());
        let html = form.markup(Lang::Nl, "t", &Filled::default(), None).to_string();
        assert!(html.contains(r#"value="no" data-opens="1""#) && !html.contains(r#"value="yes" data-opens"#), "{html}");
        assert!(
            html.contains(r#"<div class="under" data-under="1">"#) && html.contains(r#"<details class="form__more">"#)
        );
        let filled = Filled::at("/x/vraag", Values::from_form(b"rare=iets").unwrap());
        let html = form.markup(Lang::Nl, "t", &filled, None).to_string();
        assert!(html.contains(r#"<details class="form__more" open>"#), "{html}");
    }

    #[test]
    fn two_forms_about_one_thing_have_ids_of_their_own() {
        assert_eq!(field_id("/zaken/x/afspraken/niet/20", "reason"), "niet-20-reason");
        assert_eq!(field_id("/zaken/x/afspraken/aannemen/20", "form"), "aannemen-20-form");
        assert_eq!(field_id("/zaken/x/plan", "text"), "plan-text");
        assert_eq!(field_id("", "text"), "form-text");
    }

    #[test]
    fn one_looks_for_a_name_only_in_a_long_list() {
        let form = |count: usize| {
            let names = (0..count).map(|n| (n.to_string(), Say::of("Naam", "Name"))).collect();
            let form = FormSpec::to("/x/wie", Say::of("Versturen", "Send"));
            form.field(Field::choice("who", Say::of("Wie?", "Who?"), names)).markup(
                Lang::Nl,
                "t",
                &Filled::default(),
                None,
            )
        };
        assert!(!form(MANY).to_string().contains("data-find") && form(MANY + 1).to_string().contains("data-find"));
    }

    #[test]
    fn another_form_on_the_page_stays_as_it_was() {
        let values = Values::from_form(b"reason=anders").unwrap();
        let filled = Filled::at("/signalen/1/anders", values);
        assert!(!spec().markup(Lang::Nl, "t", &filled, None).to_string().contains("anders"));
    }

    #[test]
    fn a_password_never_comes_back() {
        let form = FormSpec::to("/inloggen", Say::of("In", "In")).field(Field::password("password", Say::of("W", "P")));
        let filled = Filled::at("/inloggen", Values::from_form(b"password=geheim").unwrap());
        assert!(!form.markup(Lang::Nl, "", &filled, None).to_string().contains("geheim"));
    }
}
