//! The five criteria in a form: for each a text, or the tick that says that we do not know.

use super::ask_texts::{told, told_fields};
use crate::weighing::view::{Criteria, Extra, Finding};
use kernel::criteria::Criterion;
use kernel::{Line, Note, Say};
use web::{Field, FormSpec, Reader};

const NOT_KNOWN: Say = Say::of("Dat weten wij niet", "We do not know");

/// The name of the tick beside a criterion.
fn unknown(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Violence => "violence-unknown",
        Criterion::Adherence => "adherence-unknown",
        Criterion::Relations => "relations-unknown",
        Criterion::Identification => "identification-unknown",
        Criterion::Resilience => "resilience-unknown",
    }
}

/// Adds the criteria to a form, with what was said before.
pub(super) fn fields(mut form: FormSpec, now: Option<(&Criteria, Option<&Extra>)>) -> FormSpec {
    for criterion in Criterion::ALL {
        let said = now.map(|(criteria, _)| criteria.on(criterion).text());
        let [text, tick] = told_fields((criterion.word(), criterion.says()), (unknown(criterion), NOT_KNOWN), said);
        form = form.field(text.hint(criterion.asks())).field(tick);
    }
    let extra = now.and_then(|(_, extra)| extra);
    let mut title =
        Field::line("extra-name", Say::of("Nog een criterium: hoe heet het?", "One more criterion: its name"))
            .hint(Say::of("Alleen als de vijf hierboven iets missen.", "Only if the five above leave something out."))
            .sometimes();
    let mut text =
        Field::note("extra", Say::of("Wat is daarover te zeggen?", "What is there to say about it?")).sometimes();
    if let Some(extra) = extra {
        title = title.value(extra.name.as_str());
        text = text.value(extra.text.as_str());
    }
    form.field(title.more()).field(text.more())
}

fn finding(read: &mut Reader, criterion: Criterion) -> Option<Finding> {
    let said = told(read, criterion.word(), unknown(criterion))?;
    Some(said.map_or(Finding::NotKnown, Finding::Known))
}

/// Reads them; each criterion that has no answer gets its own message.
pub(super) fn read(read: &mut Reader) -> Option<(Criteria, Option<Extra>)> {
    let [violence, adherence, relations, identification, resilience] =
        Criterion::ALL.map(|criterion| finding(read, criterion));
    let name = read.may::<Line>("extra-name");
    let text = read.may::<Note>("extra");
    let extra = match (name?, text?) {
        (Some(name), Some(text)) => Some(Extra { name, text }),
        (None, None) => None,
        (Some(_), None) | (None, Some(_)) => {
            read.wrong("extra", Say::of("Geef een naam én een tekst.", "Give a name and a text."));
            return None;
        }
    };
    let criteria = Criteria {
        violence: violence?,
        adherence: adherence?,
        relations: relations?,
        identification: identification?,
        resilience: resilience?,
    };
    Some((criteria, extra))
}
