//! What the room reads of the answers, cut into sheets that go on a screen whole.

use super::super::outcome::{Counted, NoteShown, OutcomeShown, Pile};
use super::packing::{self, Piece};
use crate::{chart::Band, session::View};
use kernel::{Lang, Say, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

/// A sheet stays so many seconds when it turns by itself: long enough to read it.
const STAYS: i64 = 20;
/// So many statements with their bar go on a sheet.
const STATEMENTS: usize = 6;
/// So many choices do.
const CHOICES: usize = 9;

/// What is on the screen now.
#[derive(Serialize, JsonSchema)]
pub(in crate::session::pages) struct Sheet {
    pub(in crate::session::pages) number: usize,
    pub(in crate::session::pages) of: usize,
    /// After so many seconds the next sheet comes by itself.
    pub(super) turns: Option<i64>,
    pub(super) bars: Vec<Stacked>,
    pub(super) choices: Vec<Choice>,
    pub(super) piles: Vec<Group>,
    #[serde(skip)]
    pub(super) class: &'static str,
    /// How many notes there are in all, on every sheet.
    pub(super) notes: usize,
    /// The one note that is large.
    pub(super) lifted: Option<Said>,
}

/// A statement, or the one question, with what may be told of the answers: one bar for the whole room, or a sentence.
#[derive(Serialize, JsonSchema)]
pub(in crate::session::pages) struct Stacked {
    pub(super) about: Option<String>,
    pub(super) parts: Vec<BarPart>,
    /// In words: all there is in a small group, and for who does not see the bar.
    pub(super) says: String,
    /// Of how many answers the bars are shares.
    pub(super) number: Option<String>,
    /// What is too narrow to be said in the bar.
    pub(super) beside: String,
    #[serde(skip)]
    pub(super) band: Option<Band>,
}

/// One part of a bar, on a line of 1,840.
#[derive(Serialize, JsonSchema)]
pub(in crate::session::pages) struct BarPart {
    #[serde(skip)]
    pub(super) look: &'static str,
    pub(super) says: Option<String>,
    pub(super) from: usize,
    pub(super) wide: usize,
}

/// A choice with its bar, on a line of 1,000.
#[derive(Serialize, JsonSchema)]
pub(in crate::session::pages) struct Choice {
    pub(super) says: String,
    pub(super) share: String,
    pub(super) wide: usize,
}

/// Notes under one name.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScreenGroup")]
pub(in crate::session::pages) struct Group {
    pub(super) name: Option<String>,
    pub(super) notes: Vec<Said>,
}

/// What was written, once: who said the same lie on one pile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ScreenNote")]
pub(in crate::session::pages) struct Said {
    pub(super) text: String,
    pub(super) below: Option<String>,
}

impl Sheet {
    /// The sheet that is on the screen; none while there is nothing to read.
    pub(in crate::session::pages) fn of(
        view: &View,
        title: &str,
        outcome: OutcomeShown,
        now: Timestamp,
        lang: Lang,
    ) -> Option<Self> {
        let empty = Self {
            number: 1,
            of: 1,
            turns: None,
            bars: Vec::new(),
            choices: Vec::new(),
            piles: Vec::new(),
            class: "",
            notes: 0,
            lifted: None,
        };
        if !outcome.counted.is_empty() {
            return Some(counted(empty, view, outcome.counted, now));
        }
        let seen = |pile: Pile| Pile { notes: pile.notes.into_iter().filter(|n| !n.hidden).collect(), ..pile };
        let piles: Vec<Pile> = outcome.piles.into_iter().map(seen).filter(|p| !p.notes.is_empty()).collect();
        let notes = piles.iter().map(|p| p.notes.len()).sum();
        if notes == 0 {
            return None;
        }
        let lifted = view.note.as_ref().map(ToString::to_string);
        let lifted =
            lifted.and_then(|mark| piles.iter().flat_map(|p| &p.notes).find(|n| n.mark.as_ref() == Some(&mark)));
        let lifted = lifted.map(|n| Said { text: n.text.clone(), below: n.by.clone() });
        let only = |p: &Pile| view.group.is_none() || p.group == view.group;
        let groups: Vec<Group> = piles.into_iter().filter(only).map(|p| grouped(p, lang)).collect();
        Some(packed(Self { notes, lifted, ..empty }, view, title, &groups, now))
    }

    /// What the room sees now, for who does not look at the wall.
    pub(in crate::session::pages) fn says(&self) -> Say {
        if self.lifted.is_some() {
            Say::of("één briefje, groot", "one note, large")
        } else if self.of > 1 {
            let (number, of) = (self.number, self.of);
            Say::made(format!("blad {number} van {of}"), format!("sheet {number} of {of}"))
        } else if self.notes > 0 {
            Say::of("de briefjes", "the notes")
        } else {
            Say::of("de antwoorden van de groep", "the answers of the group")
        }
    }

    /// Whether notes lie under several names, so that one of them can be shown alone.
    pub(in crate::session::pages) fn has_groups(&self) -> bool {
        self.piles.len() > 1 || (self.of > 1 && self.notes > 0)
    }

    /// Turns to the sheet that is pointed at, or to the one whose time it is.
    fn turned(self, view: &View, of: usize, now: Timestamp) -> Self {
        let by_time = usize::try_from(now.as_second() / STAYS).unwrap_or(0) % of.max(1);
        let at = view.sheet.map_or(by_time, |sheet| sheet.min(of.saturating_sub(1)));
        let turns = (of > 1 && view.sheet.is_none()).then(|| STAYS - now.as_second().rem_euclid(STAYS));
        Self { number: at + 1, of, turns, ..self }
    }
}

/// Statements, or the choices of one question.
fn counted(sheet: Sheet, view: &View, all: Vec<Counted>, now: Timestamp) -> Sheet {
    let is_choice = all.iter().all(|c| c.about.is_none() && !c.bars.is_empty());
    if !is_choice {
        let sheet = sheet.turned(view, all.len().div_ceil(STATEMENTS), now);
        let bars = all.into_iter().skip((sheet.number - 1) * STATEMENTS).take(STATEMENTS);
        return Sheet { bars: bars.map(stacked).collect(), ..sheet };
    }
    let bars = all.into_iter().flat_map(|c| c.bars);
    let choices: Vec<Choice> = bars.map(|b| Choice { says: b.label, share: b.share, wide: b.wide }).collect();
    let sheet = sheet.turned(view, choices.len().div_ceil(CHOICES), now);
    let choices = choices.into_iter().skip((sheet.number - 1) * CHOICES).take(CHOICES).collect();
    Sheet { choices, ..sheet }
}

/// The width of a bar, and of a letter in it.
const WIDE: usize = 1840;
const LETTER: usize = 20;

fn stacked(one: Counted) -> Stacked {
    let (mut from, mut parts, mut beside) = (0, Vec::new(), Vec::new());
    for bar in &one.bars {
        let wide = bar.wide * WIDE / 1000;
        let words = format!("{} {}", bar.share, bar.label.to_lowercase());
        let fits = wide >= (words.chars().count() + 1) * LETTER;
        // class: bar-a bar-d bar-n
        let look = match bar.sort {
            "bar" => "a",
            "bar bar--pass" => "n",
            _ => "d",
        };
        if !fits {
            beside.push(words.clone());
        }
        parts.push(BarPart { look, says: fits.then_some(words), from, wide });
        from += wide;
    }
    let band = parts.is_empty().then_some(one.band);
    Stacked { about: one.about, parts, says: one.says, number: one.number, beside: beside.join(", "), band }
}

/// The notes of a pile; the same words lie on each other, whoever wrote them first.
fn grouped(pile: Pile, lang: Lang) -> Group {
    let plain = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect::<String>();
        letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut notes: Vec<(String, NoteShown, usize)> = Vec::new();
    for note in pile.notes {
        let key = plain(&note.text);
        // With a name every note is its own.
        let same =
            notes.iter_mut().find(|(k, n, _)| !key.is_empty() && *k == key && n.by.is_none() && note.by.is_none());
        match same {
            Some((_, _, times)) => *times += 1,
            None => notes.push((key, note, 1)),
        }
    }
    let said = |(_, note, times): (String, NoteShown, usize)| {
        let often = Say::made(format!("{times} keer gezegd"), format!("said {times} times"));
        Said { text: note.text, below: note.by.or_else(|| (times > 1).then(|| often.to(lang).to_owned())) }
    };
    Group { name: pile.name, notes: notes.into_iter().map(said).collect() }
}

fn packed(sheet: Sheet, view: &View, title: &str, groups: &[Group], now: Timestamp) -> Sheet {
    let mut pieces = Vec::new();
    for group in groups {
        pieces.extend(group.name.as_deref().map(Piece::Heading));
        pieces.extend(group.notes.iter().map(|n| Piece::Note { text: &n.text, below: n.below.is_some() }));
    }
    let packed = packing::pack(title, &pieces);
    let sheet = sheet.turned(view, packed.starts.len(), now);
    let from = packed.starts.get(sheet.number - 1).copied().unwrap_or(0);
    let to = packed.starts.get(sheet.number).copied().unwrap_or(pieces.len());
    let mut piles: Vec<Group> = Vec::new();
    let mut at = 0;
    for group in groups {
        let named = usize::from(group.name.is_some());
        let (first, last) = (at + named, at + named + group.notes.len());
        at = last;
        let here =
            group.notes.iter().zip(first..).filter(|(_, n)| (from..to).contains(n)).map(|(said, _)| said.clone());
        let notes: Vec<Said> = here.collect();
        if !notes.is_empty() {
            piles.push(Group { name: group.name.clone(), notes });
        }
    }
    Sheet { piles, class: packed.density.class(), ..sheet }
}
