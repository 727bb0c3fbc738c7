//! What a phone sends, read into answers that fit the step, and the form that asks for it.

use crate::{
    naming,
    session::{Answer, Given, MOST_ITEMS, NOTE_LENGTH, NOTES_ON_A_SLIP, SHUT, Said, Sends, Session, Step, Vote},
};
use kernel::{Line, Note, Refusal, Say};
use web::{Choice, Field, Filled, Form, FormSpec, Reader};

const VOTES: [&str; MOST_ITEMS] = [
    "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17",
    "s18", "s19", "s20", "s21", "s22", "s23",
];
const NOTES: [&str; MOST_ITEMS] = [
    "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17",
    "n18", "n19", "n20", "n21", "n22", "n23",
];

impl Choice for Vote {
    fn all() -> &'static [Self] {
        &Self::ALL
    }
    fn word(self) -> &'static str {
        Self::word(self)
    }
    fn says(self) -> Say {
        Self::says(self)
    }
}

/// An answer as it came in: for which step, and whatever was filled in.
pub(crate) struct AnswerForm {
    pub(super) place: usize,
    votes: Vec<Option<Vote>>,
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
        let votes: Vec<Option<Option<Vote>>> = VOTES.iter().map(|name| read.may_choice(name)).collect();
        let pick = read.text("keuze").parse().ok();
        let notes: Vec<Option<Option<Note>>> = NOTES.iter().map(|name| read.may(name)).collect();
        let sure = read.tick("zeker");
        let notes: Option<Vec<Option<Note>>> = notes.into_iter().collect();
        Some(Self {
            place: place?,
            votes: votes.into_iter().collect::<Option<Vec<_>>>()?,
            pick,
            notes: notes?.into_iter().enumerate().filter_map(|(n, note)| Some((n, note?))).collect(),
            sure,
        })
    }
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
                let names = VOTES.iter().take(step.items.len());
                let votes = names.zip(&self.votes).map(|(name, vote)| vote.ok_or(CHOOSE.at(name)));
                Given::Votes(votes.collect::<Result<_, _>>()?)
            }
            Sends::Pick => Given::Pick(self.pick.filter(|n| *n < step.items.len()).ok_or(CHOOSE.at("keuze"))?),
            Sends::Notes => Given::Notes(self.said(step)?),
            Sends::Nothing | Sends::Part => return Err(SHUT),
        };
        Ok(Answer { by, given })
    }

    fn said(self, step: &Step) -> Result<Vec<Said>, Refusal> {
        let headed = !step.items.is_empty();
        for (n, text) in &self.notes {
            let Some(name) = NOTES.get(*n) else { continue };
            let many = text.as_str().chars().count();
            if many > NOTE_LENGTH {
                let why = Say::made(
                    format!("Houd het kort: {many} tekens, hooguit {NOTE_LENGTH} passen op een briefje."),
                    format!("Keep it short: {many} characters, at most {NOTE_LENGTH} fit on a note."),
                );
                return Err(Refusal::from(why).at(name));
            }
            if let Some(why) = naming::question(text.as_str()).filter(|_| !self.sure) {
                return Err(Refusal::from(why).at(name));
            }
        }
        if self.notes.is_empty() {
            const NOTHING: Refusal = Refusal::of("Schrijf minstens één briefje.", "Write at least one note.");
            return Err(NOTHING.at("n0"));
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
            for (n, (item, name)) in step.items.iter().zip(VOTES).enumerate() {
                let field = Field::choice_of::<Vote>(name, item.say());
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
    for (n, name) in NOTES.into_iter().enumerate().take(count) {
        let label = step.items.get(n).map_or_else(
            || Say::made(format!("Briefje {}", n + 1), format!("Note {}", n + 1)),
            super::super::Words::say,
        );
        let field = Field::note(name, label);
        let field = if n == 0 && step.items.is_empty() { field } else { field.optional() };
        let was = if step.items.is_empty() { sent.get(n) } else { sent.iter().find(|s| s.under == Some(n)) };
        form = form.field(match was {
            Some(said) => field.value(said.text.as_str()),
            None => field,
        });
    }
    // Only asked when something looked like a name.
    let named = NOTES.iter().any(|n| filled.wrong_at(n).is_some_and(naming::is_question));
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
    let typed = NOTES.iter().filter_map(|name| filled.values().first(name));
    typed.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
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
