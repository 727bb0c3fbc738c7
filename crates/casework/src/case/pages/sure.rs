//! How sure a contribution is, in words under it: how its giver knows a fact, and the instrument behind a judgement.

use crate::case::{Gift, Heard, Instrument, Knowing, Nature};
use kernel::{Lang, day_month_year};

/// What is said of it, and that nothing was said where a fact goes without.
pub(super) fn says(lang: Lang, gift: &Gift) -> Vec<String> {
    match (gift.nature, &gift.known, &gift.instrument) {
        (Nature::Fact, Some(known), _) => known_says(lang, known),
        // Of police data their reliability is told by itself.
        (Nature::Fact, None, _) if gift.police.is_some() => Vec::new(),
        (Nature::Fact, None, _) => {
            let says = lang.both("Niet gezegd hoe de inbrenger dit weet", "Not said how the contributor knows this");
            vec![says.to_owned()]
        }
        (Nature::Judgement, _, Some(instrument)) => vec![instrument_says(lang, instrument)],
        (Nature::Judgement, _, None) => Vec::new(),
    }
}

fn known_says(lang: Lang, known: &Knowing) -> Vec<String> {
    let on = match (known.on, known.heard) {
        (Some(on), _) => format!(", {}", day_month_year(on)),
        (None, Heard::Unknown) => String::new(),
        (None, Heard::Seen | Heard::Told | Heard::File) => lang.both(", dag niet bekend", ", day not known").to_owned(),
    };
    let how = lang.both("Hoe de inbrenger dit weet", "How the contributor knows this");
    let knows = format!("{how}: {}{on}", known.heard.says().to(lang));
    let doubts = lang.both("Waar de inbrenger aan twijfelt", "What the contributor doubts");
    let doubt = known.doubt.as_ref().map(|doubt| format!("{doubts}: {doubt}"));
    [knows].into_iter().chain(doubt).collect()
}

fn instrument_says(lang: Lang, it: &Instrument) -> String {
    let trained = if it.trained {
        lang.both("ervoor geschoold", "trained for it")
    } else {
        lang.both("niet ervoor geschoold", "not trained for it")
    };
    format!(
        "{}: {}, {} {}, {} {} ({trained}), {}",
        lang.both("Conclusie met een instrument", "Conclusion with an instrument"),
        it.name,
        lang.both("versie", "version"),
        it.version,
        lang.both("door", "by"),
        it.assessor,
        day_month_year(it.on),
    )
}
