//! What a phone sends, read into answers that fit the step, and the form that asks for it.

use crate::{
    naming,
    session::{Answer, Given, NOTE_LENGTH, NOTES_ON_A_SLIP, SHUT, Said, Sends, Session, Step, Vote},
};
use kernel::{Line, Note, Refusal, Say};
use std::collections::BTreeMap;
use web::{Field, Filled, Form, FormSpec, Reader};

/// The name of the field of an item that is voted on, from 0.
fn vote(place: usize) -> String {
    format!("s{place}")
}

/// The name of the field of a note, from 0.
fn note(place: usize) -> String {
    format!("n{place}")
}

/// An answer as it came in: for which step, and whatever was filled in.
pub(crate) struct AnswerForm {
    pub(super) place: usize,
    votes: BTreeMap<usize, Vote>,
    pick: Option<usize>,
    notes: Vec<(usize, Note)>,
    sure: bool,
}

impl Form for AnswerForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let place = read.text("stap").parse().ok();
        if place.is_none() {
            read.wrong("", SHUT.why);
        }
        let votes = read.rows(&["s"], 0, |read, n| read.may_choice::<Vote>(vote(n)));
        let pick = read.text("keuze").parse().ok();
        let notes = read.rows(&["n"], 0, |read, n| read.may::<Note>(note(n)));
        let sure = read.tick("zeker");
        Some(Self { place: place?, votes: given(votes)?.collect(), pick, notes: given(notes)?.collect(), sure })
    }
}

/// The rows that were filled in; `None` when one is wrong.
fn given<T>(rows: Vec<(usize, Option<Option<T>>)>) -> Option<impl Iterator<Item = (usize, T)>> {
    let rows: Option<Vec<_>> = rows.into_iter().map(|(n, row)| Some((n, row?))).collect();
    Some(rows?.into_iter().filter_map(|(n, row)| Some((n, row?))))
}

impl AnswerForm {
    /// The answer to this step.
    ///
    /// # Errors
    /// What is missing, at its field; or a hint that a text seems to name somebody.
    pub(super) fn answer(self, step: &Step, by: Option<Line>) -> Result<Answer, Refusal> {
        const CHOOSE: Refusal = Refusal::of("Maak een keuze.", "Make a choice.");
        let given = match step.kind.sends() {
            Sends::Votes => {
                let votes =
                    (0..step.items.len()).map(|n| self.votes.get(&n).copied().ok_or_else(|| CHOOSE.at(vote(n))));
                Given::Votes(votes.collect::<Result<_, _>>()?)
            }
            Sends::Pick => Given::Pick(self.pick.filter(|n| *n < step.items.len()).ok_or(CHOOSE.at("keuze"))?),
            Sends::Notes => Given::Notes(self.said(step)?),
            Sends::Nothing | Sends::Part => return Err(SHUT),
        };
        Ok(Answer { by, given, late: false })
    }

    fn said(self, step: &Step) -> Result<Vec<Said>, Refusal> {
        let headed = !step.items.is_empty();
        for (n, text) in &self.notes {
            let many = text.as_str().chars().count();
            if many > NOTE_LENGTH {
                let why = Say::made(
                    format!("Houd het kort: {many} tekens, hooguit {NOTE_LENGTH} passen op een briefje."),
                    format!("Keep it short: {many} characters, at most {NOTE_LENGTH} fit on a note."),
                );
                return Err(Refusal::from(why).at(note(*n)));
            }
            if let Some(why) = naming::question(text.as_str()).filter(|_| !self.sure) {
                return Err(Refusal::from(why).at(note(*n)));
            }
        }
        if self.notes.is_empty() {
            const NOTHING: Refusal = Refusal::of("Schrijf minstens één briefje.", "Write at least one note.");
            return Err(NOTHING.at(note(0)));
        }
        Ok(self.notes.into_iter().map(|(n, text)| Said { under: headed.then_some(n), text }).collect())
    }
}

/// The form of a step, with what this phone sent before in a step with names.
pub(super) fn answer_form(
    (place, step): (usize, &Step),
    before: Option<&Answer>,
    to: &str,
    filled: &Filled,
) -> FormSpec {
    let says = if before.is_some() { Say::of("Veranderen", "Change it") } else { Say::of("Versturen", "Send") };
    let mut form = FormSpec::to(to, says).field(Field::hidden("stap", place.to_string()));
    match step.kind.sends() {
        Sends::Votes => {
            for (n, item) in step.items.iter().enumerate() {
                let field = Field::choice_of::<Vote>(vote(n), item.say());
                let was = before.and_then(|a| match &a.given {
                    Given::Votes(votes) => votes.get(n).map(|v| v.word()),
                    Given::Pick(_) | Given::Notes(_) => None,
                });
                form = form.field(match was {
                    Some(word) => field.value(word),
                    None => field,
                });
            }
        }
        Sends::Pick => {
            let options = step.items.iter().enumerate().map(|(n, item)| (n.to_string(), item.say())).collect();
            let field = Field::choice("keuze", Say::of("Uw keuze", "Your choice"), options);
            form = form.field(match before.map(|a| &a.given) {
                Some(Given::Pick(n)) => field.value(n.to_string()),
                Some(Given::Votes(_) | Given::Notes(_)) | None => field,
            });
        }
        Sends::Notes => form = note_fields(form, step, before, filled),
        Sends::Nothing | Sends::Part => {}
    }
    form
}

fn note_fields(mut form: FormSpec, step: &Step, before: Option<&Answer>, filled: &Filled) -> FormSpec {
    let sent = before.map_or(&[][..], |a| match &a.given {
        Given::Notes(notes) => notes.as_slice(),
        Given::Votes(_) | Given::Pick(_) => &[],
    });
    let count = if step.items.is_empty() { NOTES_ON_A_SLIP } else { step.items.len() };
    for n in 0..count {
        let label = step.items.get(n).map_or_else(
            || Say::made(format!("Briefje {}", n + 1), format!("Note {}", n + 1)),
            super::super::Words::say,
        );
        let field = Field::note(note(n), label);
        let field = if n == 0 && step.items.is_empty() { field } else { field.optional() };
        let was = if step.items.is_empty() { sent.get(n) } else { sent.iter().find(|s| s.under == Some(n)) };
        form = form.field(match was {
            Some(said) => field.value(said.text.as_str()),
            None => field,
        });
    }
    // Only asked when something looked like a name.
    let named = filled.wrong().iter().any(|wrong| naming::is_question(&wrong.say));
    if named || filled.values().first("zeker").is_some() {
        let sure = Say::of("Ik noem hier geen persoon.", "I name no person here.");
        form = form.field(Field::tick("zeker", sure));
    }
    form
}

/// What was typed for a step that is over, so that it is not lost without a word.
pub(super) fn left_over(filled: &Filled, to: &str, place: Option<usize>) -> Vec<String> {
    let meant: Option<usize> = filled.values().first("stap").and_then(|n| n.parse().ok());
    if !filled.is_for(to) || meant == place {
        return Vec::new();
    }
    filled.rows("n").into_iter().map(|(_, text)| text.trim()).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

/// What a phone is called.
pub(crate) struct NameForm(pub(super) Line);

impl Form for NameForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let name = read.must::<Line>("naam")?;
        if name.as_str().chars().count() > 40 {
            read.wrong("naam", Say::of("Hooguit 40 tekens.", "At most 40 characters."));
            return None;
        }
        Some(Self(name))
    }
}

/// Asks for a name.
pub(super) fn name_form(to: &str) -> FormSpec {
    FormSpec::to(to, Say::of("Verder", "Continue")).field(
        Field::line("naam", Say::of("Hoe wilt u heten?", "What do you want to be called?")).hint(Say::of(
            "Een voornaam of uw functie is genoeg. De groep ziet dit bij uw antwoord.",
            "A first name or your function is enough. The group sees this with your answer.",
        )),
    )
}

/// Which part a phone plays.
pub(crate) struct TakePart(pub(super) usize);

impl Form for TakePart {
    fn check(read: &mut Reader) -> Option<Self> {
        let part = read.text("rol").parse().ok();
        if part.is_none() {
            read.wrong("rol", Say::of("Kies een rol.", "Choose a part."));
        }
        part.map(Self)
    }
}

/// Asks for a part.
pub(super) fn part_form(session: &Session, to: &str, now: Option<usize>) -> FormSpec {
    let parts = session.plan().map_or(&[][..], |p| p.parts.as_slice());
    let options = parts.iter().enumerate().map(|(n, part)| (n.to_string(), part.seat.say())).collect();
    let field = Field::choice("rol", Say::of("Welke rol speelt u?", "Which part do you play?"), options);
    let field = field.hint(Say::of("U mag samen één rol spelen.", "You may play one part together."));
    let says = if now.is_some() { Say::of("Andere rol", "Another part") } else { Say::of("Deze rol", "This part") };
    let form = FormSpec::to(to, says).field(match now {
        Some(n) => field.value(n.to_string()),
        None => field,
    });
    if now.is_some() { form.secondary() } else { form }
}
