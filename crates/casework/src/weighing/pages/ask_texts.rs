//! Reading answers that come as lines, or that may be "none" only when somebody says so.

use kernel::{Note, Prose, Say};
use web::{Field, Reader};

/// One note per line; a dash or a dot in front is left off. Whether there must be one is for the model to say.
pub(crate) fn lines(read: &mut Reader, name: &'static str) -> Option<Vec<Note>> {
    let text = read.may::<Prose>(name)?;
    let mut notes = Vec::new();
    for line in text.as_ref().map(Prose::as_str).unwrap_or_default().lines() {
        let line = line.trim().trim_start_matches(['-', '•', '*']).trim();
        if line.is_empty() {
            continue;
        }
        match line.parse() {
            Ok(note) => notes.push(note),
            Err(refusal) => {
                let refusal: kernel::Refusal = refusal;
                read.wrong(name, refusal.why);
                return None;
            }
        }
    }
    Some(notes)
}

/// The lines as they are typed.
pub(crate) fn joined(notes: &[Note]) -> String {
    notes.iter().map(Note::as_str).collect::<Vec<_>>().join("\n")
}

/// A text, or the tick that says there is none. Leaving both open is no answer, and neither is giving both.
pub(crate) fn told(read: &mut Reader, name: &'static str, none: &'static str) -> Option<Option<Note>> {
    let text = read.may::<Note>(name);
    let ticked = read.tick(none);
    match (text?, ticked) {
        (Some(text), false) => Some(Some(text)),
        (None, true) => Some(None),
        (None, false) => {
            read.wrong(name, Say::of("Schrijf iets op, of zet het vinkje.", "Write something, or tick the box."));
            None
        }
        (Some(_), true) => {
            read.wrong(name, Say::of("Haal het vinkje of de tekst weg.", "Remove the tick or the text."));
            None
        }
    }
}

/// The two fields that [`told`] reads. `now`: nothing on the first showing, else what was said before.
pub(crate) fn told_fields(
    (name, label): (&'static str, Say),
    (none, none_says): (&'static str, Say),
    now: Option<Option<&Note>>,
) -> [Field; 2] {
    let mut text = Field::note(name, label).sometimes();
    let mut tick = Field::tick(none, none_says).optional();
    match now {
        Some(Some(note)) => text = text.value(note.as_str()),
        Some(None) => tick = tick.value("ja"),
        None => {}
    }
    [text, tick]
}
