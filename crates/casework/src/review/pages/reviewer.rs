//! What who reviews does: say whether nothing stands in the way, ask, and give an opinion.

use super::three::keep;
use crate::places;
use crate::review::{AskOfReview, DeclineReview, Opinion, TakeAnswers, opinion::MOST};
use crate::table::key_form::has_ticked;
use kernel::{DossierId, Note, Prose, Say};
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// That nothing stands in the way.
pub(crate) struct Accepts;

impl Form for Accepts {
    fn check(read: &mut Reader) -> Option<Self> {
        if read.tick("independent") {
            return Some(Self);
        }
        read.wrong(
            "independent",
            Say::of(
                "Zet het vinkje als dit zo is. Anders doet u deze toets niet: zeg hieronder waarom.",
                "Tick the box if this is so. Otherwise you do not do this review: say below why.",
            ),
        );
        None
    }
}

/// Why not.
pub(super) struct Why(Note);

impl Form for Why {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

/// What is not clear.
pub(super) struct Asks(Note);

impl Form for Asks {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("question").map(Self)
    }
}

/// An opinion.
pub(crate) struct Gives(pub(crate) Opinion);

impl Form for Gives {
    fn check(read: &mut Reader) -> Option<Self> {
        let (necessary, doubt, label) =
            (read.must::<Prose>("necessary"), read.must::<Prose>("doubt"), read.must::<Prose>("label"));
        let rows = read.rows(&["recommendation"], 1, |read, n| read.may::<Note>(format!("recommendation{n}")));
        let says =
            Say::of("Lees uw oordeel na en zet dan het vinkje.", "Read your opinion through and then tick the box.");
        let read_through = has_ticked(read, "final", says);
        let recommendations: Option<Vec<Option<Note>>> = rows.into_iter().map(|(_, row)| row).collect();
        if !read_through {
            return None;
        }
        Some(Self(Opinion {
            necessary: necessary?,
            doubt: doubt?,
            label: label?,
            recommendations: recommendations?.into_iter().flatten().collect(),
        }))
    }
}

/// The form by which who reviews begins.
pub(super) fn accepting(id: DossierId) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, "/aannemen"), Say::of("Beginnen", "Begin"))
        .titled(Say::of("Kunt u dit onafhankelijk toetsen?", "Can you review this independently?"))
        .field(Field::tick(
            "independent",
            Say::of(
                "Ik heb geen belang bij deze casus en zat er nooit aan tafel, voor zover ik dat kan weten.",
                "I have no interest in this case and never sat at its table, as far as I can know.",
            ),
        ))
}

/// The form by which it is not done.
pub(super) fn declining(id: DossierId) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, "/niet"), Say::of("Niet doen", "Do not do it"))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).mindful().hint(Say::of(
            "Bijvoorbeeld omdat u iemand herkent. Schrijf niet wie. Daarna leest u hier niets meer.",
            "For instance because you recognise somebody. Do not write whom. After that you read nothing here any more.",
        )))
        .secondary()
}

/// The form by which something is asked.
pub(super) fn asking(id: DossierId) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, "/vraag"), Say::of("Vragen", "Ask"))
        .field(Field::note("question", Say::of("Wat is niet duidelijk?", "What is not clear?")).mindful().hint(
            Say::of("Wie dit schreef, antwoordt hier zonder namen.", "Whoever wrote this answers here without names."),
        ))
        .secondary()
}

/// The form of the opinion.
pub(super) fn giving(id: DossierId) -> FormSpec {
    let say = |no: usize| Say::made(format!("Aanbeveling {no}"), format!("Recommendation {no}"));
    let row = |no: usize| {
        let field = Field::note(format!("recommendation{no}"), say(no)).optional();
        if no > 3 { field.more() } else { field }
    };
    let spec = FormSpec::to(places::REVIEWS.under(id, "/oordeel"), Say::of("Oordeel geven", "Give the opinion"))
        .titled(Say::of("Uw oordeel", "Your opinion"))
        .field(
            Field::prose(
                "necessary",
                Say::of("Was het nodig en in verhouding? Waarom?", "Was it necessary and in proportion? Why?"),
            )
            .mindful()
            .hint(Say::of("Geef redenen, geen cijfer.", "Give reasons, no mark.")),
        )
        .field(
            Field::prose(
                "doubt",
                Say::of("Is twijfel uitgesproken? Wat is ermee gedaan?", "Was doubt voiced? What was done with it?"),
            )
            .mindful(),
        )
        .field(
            Field::prose(
                "label",
                Say::of(
                    "Wordt het etiket nog gedragen door wat er bekend is?",
                    "Does the label still fit what is known?",
                ),
            )
            .mindful(),
        );
    (1..=MOST).map(row).fold(spec, FormSpec::field).field(Field::tick(
        "final",
        Say::of(
            "Ik las mijn oordeel na. Na het versturen verandert niemand het meer.",
            "I read my opinion through. Once it is sent nobody changes it any more.",
        ),
    ))
}

/// Does not do it; with that the place is over.
pub(super) async fn decline(desk: Desk<DeclineReview>, _: Ask, form: Why) -> Result<Redirect, Trouble> {
    let event = desk.dossier().decline(&desk.actor().person, form.0)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WORK))
}

/// Asks something.
pub(super) async fn ask(desk: Desk<AskOfReview>, _: Ask, form: Asks) -> Result<Redirect, Trouble> {
    let event = desk.dossier().ask(&desk.actor().person, form.0)?;
    keep(desk, event).await
}

/// Read what was answered.
pub(super) async fn take_answers(desk: Desk<TakeAnswers>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_answers(&desk.actor().person)?;
    keep(desk, event).await
}
