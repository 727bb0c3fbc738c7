//! What the three do before it goes: turn a key on the text they read, or say why not; and call who reviews when no opinion comes.

use crate::places;
use crate::review::{Event, ObjectToReview, RemindReview, Review, TurnReviewKey};
use kernel::{Date, DossierId, Note, Say};
use vault::{Act, Desk};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// The number of the text that was on the page: a key turns on what was read.
fn text_number(read: &mut Reader) -> Option<u32> {
    let number = read.text("text").parse().ok();
    if number.is_none() {
        read.wrong("", Say::of("Lees eerst de tekst.", "Read the text first."));
    }
    number
}

/// A key, on this text.
pub(super) struct Turns(u32);

impl Form for Turns {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = text_number(read);
        if !read.tick("unknown") {
            read.wrong(
                "unknown",
                Say::of(
                    "Lees het hele uittreksel. Zet het vinkje als niemand erin te herkennen is.",
                    "Read the whole extract. Tick the box if nobody can be recognised in it.",
                ),
            );
            return None;
        }
        text.map(Self)
    }
}

/// No key on this text, and why.
pub(super) struct Objects {
    text: u32,
    reason: Note,
}

impl Form for Objects {
    fn check(read: &mut Reader) -> Option<Self> {
        let (text, reason) = (text_number(read), read.must("reason"));
        Some(Self { text: text?, reason: reason? })
    }
}

/// What was agreed by telephone.
pub(super) struct Reminds {
    until: Date,
    said: Note,
}

impl Form for Reminds {
    fn check(read: &mut Reader) -> Option<Self> {
        let (until, said) = (read.day("until"), read.must("said"));
        Some(Self { until: until?, said: said? })
    }
}

fn number(review: &Review) -> Field {
    Field::hidden("text", review.text_no().to_string())
}

/// The form by which a key is turned.
pub(super) fn turning(id: DossierId, review: &Review) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, "/sleutel"), Say::of("Sleutel omdraaien", "Turn the key"))
        .titled(Say::of("De sleutel van uw organisatie", "Your organisation's key"))
        .field(number(review))
        .field(Field::tick(
            "unknown",
            Say::of(
                "Wij lazen het hele uittreksel. Niemand is erin te herkennen, en het mag naar deze toetser.",
                "We read the whole extract. Nobody can be recognised in it, and it may go to this reviewer.",
            ),
        ))
}

/// The form by which it is said why not.
pub(super) fn objecting(id: DossierId, review: &Review) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, "/niet-instemmen"), Say::of("Niet instemmen", "Disagree"))
        .field(number(review))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).mindful().hint(Say::of(
            "Wie de tekst schreef, leest dit en maakt een nieuwe tekst. De toetser leest dit niet.",
            "Whoever wrote the text reads this and makes a new text. The reviewer does not read this.",
        )))
        .secondary()
}

/// The form by which who reviews gets another day.
pub(super) fn reminding(id: DossierId) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, "/nabellen"), Say::of("Vastleggen", "Record"))
        .titled(Say::of("Er kwam geen oordeel. Bel de toetser.", "No opinion came. Call the reviewer."))
        .field(
            Field::note("said", Say::of("Wat is er afgesproken?", "What was agreed?"))
                .mindful()
                .hint(Say::of("De toetser leest dit niet.", "The reviewer does not read this.")),
        )
        .field(Field::day("until", Say::of("Wanneer komt het oordeel?", "When will the opinion come?")))
}

pub(super) async fn keep<A: Act<On = Review>>(desk: Desk<A>, event: Event) -> Result<Redirect, Trouble> {
    let to = places::REVIEWS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Turns the key; with the third one it goes.
pub(super) async fn turn(desk: Desk<TurnReviewKey>, _: Ask, form: Turns) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_key(desk.agency(), &desk.actor().person, form.0, desk.today())?;
    keep(desk, event).await
}

/// Says why not.
pub(super) async fn object(desk: Desk<ObjectToReview>, _: Ask, form: Objects) -> Result<Redirect, Trouble> {
    let event = desk.dossier().object(desk.agency(), form.text, form.reason)?;
    keep(desk, event).await
}

/// Writes down what was agreed.
pub(super) async fn remind(desk: Desk<RemindReview>, _: Ask, form: Reminds) -> Result<Redirect, Trouble> {
    let event = desk.dossier().remind(form.until, form.said, desk.today())?;
    keep(desk, event).await
}
