//! How sure a contribution is, as its form asks it: of a fact how its giver knows it, of a judgement with which instrument it was come to.

use super::sheet::Sheet;
use crate::case::{Heard, Instrument, Knowing, Nature};
use kernel::{Line, Note, Say, day_month_year};
use web::{Field, Reader};

kernel::words! {
    /// Whether a judgement was come to with an instrument.
    enum With {
        No = "no", "nee", "no";
        Yes = "yes", "ja, met een instrument", "yes, with an instrument";
    }
}

/// How its giver knows a fact, where the form says it.
pub(super) fn known(read: &mut Reader) -> Option<Option<Knowing>> {
    let heard = read.may_choice::<Heard>("heard");
    let on = read.may_day("known_on");
    let doubt = read.may::<Note>("doubt");
    let (heard, on, doubt) = (heard?, on?, doubt?);
    // Who says a day or a doubt and not how they know has said that they do not know it.
    let heard = heard.or((on.is_some() || doubt.is_some()).then_some(Heard::Unknown));
    Some(heard.map(|heard| Knowing { heard, on, doubt }))
}

/// With which instrument a judgement was come to, where the form says that it was.
pub(super) fn instrument(read: &mut Reader) -> Option<Option<Instrument>> {
    if read.may_choice::<With>("with_instrument")? != Some(With::Yes) {
        return Some(None);
    }
    let name = read.must::<Line>("instrument");
    let version = read.must::<Line>("instrument_version");
    let assessor = read.must::<Line>("assessor");
    let on = read.day("instrument_on");
    let trained = read.tick("trained");
    Some(Some(Instrument { name: name?, version: version?, assessor: assessor?, trained, on: on? }))
}

/// Asks how sure it is; `reliable` where its reliability is asked elsewhere, as of police data.
pub(super) fn fields(form: Sheet, now: Option<&Knowing>, reliable: bool) -> Sheet {
    const FACT: &[&str] = &["fact"];
    const HEARD: &[&str] = &["seen", "told", "file"];
    const WITH: &[&str] = &["yes"];
    let form = form
        .field(
            Field::choice_of::<Heard>("heard", Say::of("Hoe weet u dit?", "How do you know this?"))
                .hint(Say::of(
                    "Wat u open laat, staat er straks als: niet gezegd.",
                    "What you leave open will say so: not said.",
                ))
                .under("nature", FACT)
                .values(now.map(|known| known.heard.word().to_owned())),
        )
        .field(
            Field::day("known_on", Say::of("Wanneer was dat, als u het weet?", "When was that, if you know?"))
                .under("heard", HEARD)
                .values(now.and_then(|known| known.on).map(day_month_year)),
        );
    let form = if reliable {
        form
    } else {
        form.field(
            Field::note("doubt", Say::of("Waar twijfelt u aan?", "What do you doubt?"))
                .under("heard", HEARD)
                .values(now.and_then(|known| known.doubt.as_ref()).map(ToString::to_string)),
        )
    };
    form.field(
        Field::choice_of::<With>(
            "with_instrument",
            Say::of("Kwam u tot dit oordeel met een instrument?", "Did you come to this judgement with an instrument?"),
        )
        .value(With::No.word())
        .under("nature", &[Nature::Judgement.word()]),
    )
    .field(
        Field::line("instrument", Say::of("Welk instrument?", "Which instrument?"))
            .hint(Say::of(
                "Zet alleen de conclusie in uw tekst, in woorden: nooit de vragen of de scores.",
                "Put only the conclusion in your text, in words: never the items or the scores.",
            ))
            .under("with_instrument", WITH),
    )
    .field(Field::line("instrument_version", Say::of("Welke versie?", "Which version?")).under("with_instrument", WITH))
    .field(
        Field::line("assessor", Say::of("In welke functie werd het gebruikt?", "In what function was it used?"))
            .hint(Say::of("Geen naam: een functie is genoeg.", "No name: a function is enough."))
            .under("with_instrument", WITH),
    )
    .field(
        Field::day("instrument_on", Say::of("Wanneer is het gebruikt?", "When was it used?"))
            .under("with_instrument", WITH),
    )
    .field(
        Field::tick(
            "trained",
            Say::of("Wie het gebruikte, is ervoor geschoold.", "Whoever used it was trained for it."),
        )
        .under("with_instrument", WITH),
    )
}
