//! What the three do before it goes: turn a key on the text they read, or say why not; and call who reviews when no opinion comes.

use crate::places;
use crate::review::{Event, ObjectToReview, Review, TakeOpinion};
use crate::table::key_form::{Objection, objecting, turning};
use kernel::{Date, DossierId, Note, Say};
use vault::{Act, Desk};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// What was agreed by telephone.
pub(crate) struct Reminds {
    pub(crate) until: Date,
    pub(crate) said: Note,
}

impl Form for Reminds {
    fn check(read: &mut Reader) -> Option<Self> {
        let (until, said) = (read.day("until"), read.must("said"));
        Some(Self { until: until?, said: said? })
    }
}

/// The form by which a key is turned.
pub(super) fn turn_form(id: DossierId, review: &Review) -> FormSpec {
    let agrees = Say::of(
        "Wij lazen het hele uittreksel. Niemand is erin te herkennen, en het mag naar deze toetser.",
        "We read the whole extract. Nobody can be recognised in it, and it may go to this reviewer.",
    );
    turning(places::REVIEWS.under(id, "/sleutel"), Some(review.text_no()), agrees)
}

/// The form by which it is said why not.
pub(super) fn object_form(id: DossierId, review: &Review) -> FormSpec {
    let hint = Say::of(
        "Wie de tekst schreef, leest dit en maakt een nieuwe tekst. De toetser leest dit niet.",
        "Whoever wrote the text reads this and makes a new text. The reviewer does not read this.",
    );
    objecting(places::REVIEWS.under(id, "/niet-instemmen"), Some(review.text_no()), hint)
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

/// Read the opinion.
pub(super) async fn take(desk: Desk<TakeOpinion>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take()?;
    keep(desk, event).await
}

/// Says why not.
pub(super) async fn object(desk: Desk<ObjectToReview>, _: Ask, form: Objection) -> Result<Redirect, Trouble> {
    let event = desk.dossier().object(desk.agency(), form.text, form.reason)?;
    keep(desk, event).await
}
