//! Turning a key on a text, or saying why not, as forms: a key turns on the text that was on the page and on no other.

use kernel::{Note, Say};
use web::{Field, Form, FormSpec, Reader};

/// The number of the text that was on the page.
fn text_number(read: &mut Reader) -> Option<u32> {
    let number = read.text("text").parse().ok();
    if number.is_none() {
        read.wrong("", Say::of("Lees eerst de tekst.", "Read the text first."));
    }
    number
}

/// A key, on the one text that lies there.
pub(crate) struct Agrees;

impl Form for Agrees {
    fn check(read: &mut Reader) -> Option<Self> {
        has_read(read).then_some(Self)
    }
}

/// Whether it was ticked that the text was read; nothing is turned in one press.
fn has_read(read: &mut Reader) -> bool {
    let says = Say::of(
        "Lees de hele tekst. Zet het vinkje als u ermee instemt.",
        "Read the whole text. Tick the box if you agree with it.",
    );
    has_ticked(read, "read", says)
}

/// Whether a box is ticked without which nothing is done; what is said where it is not.
pub(crate) fn has_ticked(read: &mut Reader, name: &'static str, says: Say) -> bool {
    let ticked = read.tick(name);
    if !ticked {
        read.wrong(name, says);
    }
    ticked
}

/// The tick by which that is said.
pub(crate) fn agreed(says: Say) -> Field {
    Field::tick("read", says)
}

/// A key, on the text with this number.
pub(crate) struct Turned(pub(crate) u32);

impl Form for Turned {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = text_number(read);
        has_read(read).then_some(())?;
        text.map(Self)
    }
}

/// No key on the text with this number, and why.
pub(crate) struct Objection {
    pub(crate) text: u32,
    pub(crate) reason: Note,
}

impl Form for Objection {
    fn check(read: &mut Reader) -> Option<Self> {
        let (text, reason) = (text_number(read), read.must("reason"));
        Some(Self { text: text?, reason: reason? })
    }
}

/// Asks for the key on this text, which is agreed to in these words.
pub(crate) fn turning(to: String, text: Option<u32>, agrees: Say) -> FormSpec {
    FormSpec::to(to, Say::of("Sleutel omdraaien", "Turn the key"))
        .titled(Say::of("De sleutel van uw organisatie", "Your organisation's key"))
        .field(number(text))
        .field(agreed(agrees))
}

/// Asks why not; the hint says what becomes of it.
pub(crate) fn objecting(to: String, text: Option<u32>, hint: Say) -> FormSpec {
    FormSpec::to(to, Say::of("Niet instemmen", "Disagree"))
        .field(number(text))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).mindful().hint(hint))
        .secondary()
}

fn number(text: Option<u32>) -> Field {
    Field::hidden("text", text.map(|no| no.to_string()).unwrap_or_default())
}
