//! What only who leads reads about a step, written in a form of its own.

use crate::places;
use crate::session::{Cue, RewriteSession, Step, Words};
use kernel::{Note, Say};
use std::collections::BTreeMap;
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// The place of the step in the address.
pub(super) fn place(ask: &Ask) -> Result<usize, Trouble> {
    ask.part("plaats").parse().map_err(|_| Trouble::Denied)
}

/// The texts, by what they are for.
pub(crate) struct Cues(BTreeMap<Cue, Note>);

impl Form for Cues {
    fn check(read: &mut Reader) -> Option<Self> {
        let all = Cue::ALL.map(|cue| Some((cue, read.may::<Note>(cue.word())?)));
        let all: Option<Vec<_>> = all.into_iter().collect();
        Some(Self(all?.into_iter().filter_map(|(cue, text)| Some((cue, text?))).collect()))
    }
}

/// Asks for them.
pub(super) fn form(to: String, step: &Step) -> FormSpec {
    let says = Say::of("Opslaan wat alleen u leest", "Save what only you read");
    let title = Say::of("Alleen voor wie leidt", "Only for who leads");
    let field = |cue: Cue| {
        let text = step.script.get(&cue).map(|words| words.nl.to_string());
        Field::note(cue.word(), cue.says()).optional().values(text.as_deref())
    };
    Cue::ALL.into_iter().map(field).fold(FormSpec::to(to, says).titled(title), FormSpec::field).secondary()
}

/// Keeps them. The English of a text that was not changed stays.
pub(super) async fn write(desk: Desk<RewriteSession>, ask: Ask, form: Cues) -> Result<Redirect, Trouble> {
    let place = place(&ask)?;
    let (was, _) = desk.dossier().step(place).ok_or(Trouble::Denied)?;
    let english = |cue: &Cue, nl: &Note| was.script.get(cue).filter(|w| w.nl == *nl).and_then(|w| w.en.clone());
    let script = form.0.into_iter().map(|(cue, nl)| (cue, Words { en: english(&cue, &nl), nl })).collect();
    let event = desk.dossier().write_step(place, Step { script, ..was.clone() })?;
    let to = places::SESSIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
