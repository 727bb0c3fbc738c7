//! What is told, in words, in both languages.

use super::{
    bands::{Spread, Words},
    bars::{Bar, Share},
    tally::{Cell, FLOOR},
    told::Told,
};
use crate::Say;

/// How many answers came in: it is told of a session and of a questionnaire that gets over the bar, never of an answer.
#[must_use]
pub fn answers_say(answers: usize) -> Say {
    if answers == 1 {
        Say::of("1 antwoord", "1 answer")
    } else {
        Say::made(format!("{answers} antwoorden"), format!("{answers} answers"))
    }
}

/// What stands where there is nothing to show.
#[must_use]
pub fn too_few_say(bar: usize) -> Say {
    let bar = bar.max(FLOOR);
    Say::made(
        format!("Niet getoond: er zijn minder dan {bar} antwoorden."),
        format!("Not shown: there are fewer than {bar} answers."),
    )
}

/// The words of cells that stand together.
#[must_use]
pub(super) fn names(cells: &[Cell], options: &[Say]) -> Say {
    let name = |cell: &Cell| match cell {
        Some(option) => {
            options.get(usize::from(*option)).cloned().unwrap_or_else(|| Say::same((option + 1).to_string()))
        }
        None => Say::of("geen antwoord", "no answer"),
    };
    let all: Vec<Say> = cells.iter().map(name).collect();
    let join = |of: fn(&Say) -> &str, word: &str| all.iter().map(of).collect::<Vec<_>>().join(word);
    Say::made(join(|say| &say.nl, " of "), join(|say| &say.en, " or "))
}

impl Told {
    /// All of it in one sentence or two, for who reads and for who listens. `options` are the answers in their order, `bar` from how
    /// many answers on something is told.
    #[must_use]
    pub fn says(&self, options: &[Say], bar: usize) -> Say {
        match self {
            Self::TooFew => too_few_say(bar),
            Self::Hidden => {
                Say::of("Niet getoond: er zouden mensen te herkennen zijn.", "Not shown: people could be recognised.")
            }
            Self::Words(words) => words.says(options),
            Self::Bars(_) | Self::Open(_) => {
                let each: Vec<(Say, Say)> =
                    self.shares().map(|(bar, share)| (bar.says(options), share.says())).collect();
                let all = |of: fn(&Say) -> &str| {
                    each.iter()
                        .map(|(name, share)| format!("{}: {}", of(name), of(share)))
                        .collect::<Vec<_>>()
                        .join("; ")
                };
                let Some(number) = self.of_how_many() else {
                    return Say::made(format!("{}.", all(|say| &say.nl)), format!("{}.", all(|say| &say.en)));
                };
                Say::made(
                    format!("{}. {}.", number.nl, all(|say| &say.nl)),
                    format!("{}. {}.", number.en, all(|say| &say.en)),
                )
            }
        }
    }

    /// In a few words, of what is a yes (the first) or a no (the second).
    #[must_use]
    pub fn yes_or_no(&self) -> Say {
        match self {
            Self::TooFew | Self::Hidden => Say::of("niet getoond", "not shown"),
            Self::Words(words) => match words.most() {
                [Some(0)] => Say::of("de meesten", "most"),
                [] => Say::of("ongeveer de helft", "about half"),
                [..] => Say::of("de meesten niet", "most did not"),
            },
            Self::Bars(_) | Self::Open(_) => self
                .shares()
                .find(|(bar, _)| bar.cells() == [Some(0)])
                .map_or(Say::of("niet getoond", "not shown"), |(_, share)| share.says()),
        }
    }

    /// How many answers the shares are of, where there are bars.
    #[must_use]
    pub fn of_how_many(&self) -> Option<Say> {
        let Self::Bars(bars) = self else { return None };
        bars.first().map(|bar| answers_say(bar.of))
    }
}

impl Words {
    /// Where the group stands and how far apart.
    #[must_use]
    pub fn says(&self, options: &[Say]) -> Say {
        let main = match &self.most {
            Some(cells) => {
                let names = names(cells, options);
                Say::made(format!("De meesten: {}.", names.nl), format!("Most: {}.", names.en))
            }
            None => Say::of("Verdeeld: er is geen meerderheid.", "Divided: there is no majority."),
        };
        let spread = match self.spread {
            None => return main,
            Some(Spread::Close) => {
                Say::of("De meeste antwoorden liggen dicht bij elkaar.", "Most answers lie close together.")
            }
            Some(Spread::Apart) => Say::of("De antwoorden lopen uiteen.", "The answers lie far apart."),
        };
        Say::made(format!("{} {}", main.nl, spread.nl), format!("{} {}", main.en, spread.en))
    }
}

impl Bar {
    /// The answers that stand in it.
    #[must_use]
    pub fn says(&self, options: &[Say]) -> Say {
        names(&self.cells, options)
    }
}

impl Share {
    /// As people read it.
    #[must_use]
    pub fn says(self) -> Say {
        if self.open {
            return Say::same(self.people.to_string());
        }
        let percent = self.percent();
        Say::made(format!("{percent} %"), format!("{percent}%"))
    }
}

/// What became of a question between two moments that stand side by side in bars: the bar that changed most, and whether a difference can
/// be seen at these numbers. It says what was counted, and nothing of why. `None` without bars.
#[must_use]
pub fn compared(then: &Told, now: &Told, options: &[Say]) -> Option<Say> {
    let pairs = then.bars().iter().zip(now.bars());
    let (before, after) = pairs.max_by_key(|(one, other)| one.percent().abs_diff(other.percent()))?;
    let (from, to) = (before.percent(), after.percent());
    let name = after.says(options);
    let seen = clear_from(before.of, after.of);
    let (nl, en) = if from.abs_diff(to) < seen {
        ("Geen verschil te zien bij deze aantallen.", "No difference to be seen at these numbers.")
    } else if to > from {
        ("Duidelijk meer.", "Clearly more.")
    } else {
        ("Duidelijk minder.", "Clearly less.")
    };
    Some(Say::made(
        format!("{}: van {from} naar {to} procent. {nl} Duidelijk heet het vanaf {seen} procentpunten.", name.nl),
        format!("{}: from {from} to {to} percent. {en} It is called clear from {seen} percentage points on.", name.en),
    ))
}

/// From how many percentage points on two groups of these sizes differ more than by chance: half of the width in which the difference of
/// two halves falls in 95 of 100 tries, rounded up.
fn clear_from(one: usize, other: usize) -> usize {
    let sum = 9604 * (one + other);
    let parts = one.saturating_mul(other).max(1);
    // 0.98 * 100 * sqrt(1/a + 1/b), in whole numbers: the least n with n * n * a * b >= 98 * 98 * (a + b).
    (1..=100).find(|n| n * n * parts >= sum).unwrap_or(100)
}
