//! The four questions that are asked of every case: whether it is so, and in words why.

use crate::triage::{Answered, Answers, Criterion, Mark};
use kernel::{Note, Say};
use web::{Field, FormSpec, Reader};

fn answered(read: &mut Reader, criterion: Criterion) -> Option<Answered> {
    let mark = read.choice::<Mark>(criterion.word());
    let words = read.may::<Note>(criterion.words());
    match (mark?, words?) {
        (Mark::Yes | Mark::No, None) => {
            // The message stands above the form as well, apart from its question.
            let asks = criterion.asks();
            let says = Say::made(
                format!("Schrijf in een paar woorden waarom, bij: {}", asks.nl),
                format!("Write in a few words why, at: {}", asks.en),
            );
            read.wrong(criterion.words(), says);
            None
        }
        (mark, words) => Some(Answered { mark, words }),
    }
}

/// Reads them; each that has no answer gets its own message.
pub(super) fn of_form(read: &mut Reader) -> Option<Answers> {
    let [problems, chains, family, safety] = Criterion::ALL.map(|criterion| answered(read, criterion));
    Some(Answers { problems: problems?, chains: chains?, family: family?, safety: safety? })
}

/// The fields that are read so.
pub(super) fn fields(form: FormSpec) -> FormSpec {
    let why = Say::of("Waar blijkt dat uit?", "What shows it?");
    Criterion::ALL.into_iter().fold(form, |form, criterion| {
        let words = Field::note(criterion.words(), why.clone()).sometimes();
        form.field(Field::choice_of::<Mark>(criterion.word(), criterion.asks())).field(words)
    })
}
