//! Directions on their way to a recommendation: which recommendations people write under, what of a step may be passed on, and what was.

use super::{
    model::{Event, Session, State},
    plan::{Kind, MOST_ITEMS, Plan, Sends},
    running::Slips,
    slip::{Mark, Outcome, Shared},
    words::Words,
};
use kernel::{DossierId, Note, Refusal, Timestamp};

/// Something devised in a step: a note, or notes that were put together under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Devised {
    /// What a form calls it.
    pub key: String,
    /// What it says: the note, or the name of the pile.
    pub text: Note,
    /// The notes it is made of.
    pub notes: Vec<Shared>,
    /// Whether it is a pile.
    pub is_pile: bool,
    /// The recommendations that it was put under before.
    pub under: Vec<DossierId>,
}

impl Devised {
    /// Whether it belongs to this heading of the step.
    #[must_use]
    pub fn belongs_to(&self, heading: usize) -> bool {
        self.notes.iter().any(|note| note.under == Some(heading))
    }
}

/// A recommendation fits as a heading on a phone; who wants the whole text finds it at the recommendation.
const HEADING: usize = 140;

impl Plan {
    /// The plan with these recommendations, by number and text, as the headings of the first step that asks for notes under headings,
    /// and as the choices of where to begin. With one recommendation there is nothing to choose.
    #[must_use]
    pub fn seeking(mut self, about: &[(DossierId, u16, Note)]) -> Self {
        let heads: Vec<Words> = about.iter().map(|(_, number, text)| named(*number, Some(text))).collect();
        let numbers: Vec<Words> = about.iter().map(|(_, number, _)| named(*number, None)).collect();
        let asks = |kind: Kind| kind.sends() == Sends::Notes;
        if let Some(step) = self.steps.iter_mut().find(|step| asks(step.kind) && !step.items.is_empty()) {
            step.items = heads;
            self.about = about.iter().map(|(id, ..)| *id).collect();
        }
        self.steps.retain(|step| step.kind != Kind::Choose || numbers.len() > 1);
        for step in self.steps.iter_mut().filter(|step| step.kind == Kind::Choose) {
            step.items.clone_from(&numbers);
        }
        self
    }

    /// The most recommendations that one session can be about.
    pub const MOST_ABOUT: usize = MOST_ITEMS;
}

fn named(number: u16, text: Option<&Note>) -> Words {
    let short = |text: &Note| -> String {
        let words = text.as_str().replace('\n', " ");
        let dots = if words.chars().count() > HEADING { "..." } else { "" };
        format!(": {}{dots}", words.chars().take(HEADING).collect::<String>())
    };
    let rest = text.map(short).unwrap_or_default();
    Words {
        nl: format!("Aanbeveling {number}{rest}").parse().unwrap_or_default(),
        en: format!("Recommendation {number}{rest}").parse().ok(),
    }
}

impl Session {
    /// The places of the steps in which notes were written.
    pub fn wrote(&self) -> impl Iterator<Item = usize> {
        let asked = |(n, (step, turn)): (usize, (&super::Step, &super::Turn))| {
            (step.kind.sends() == Sends::Notes && turn.since.is_some()).then_some(n)
        };
        self.steps().iter().zip(self.turns()).enumerate().filter_map(asked)
    }

    /// The recommendation that this heading of a step stands for, where the plan says so.
    #[must_use]
    pub fn about(&self, place: usize, heading: usize) -> Option<DossierId> {
        let plan = self.plan()?;
        let first = plan.steps.iter().position(|s| s.kind.sends() == Sends::Notes && !s.items.is_empty());
        (first == Some(place)).then(|| plan.about.get(heading).copied()).flatten()
    }

    /// What may be read of the notes of a step, without what was hidden: from the record once there is one, else from what phones sent.
    #[must_use]
    pub fn written(&self, place: usize, slips: &Slips, now: Timestamp) -> Vec<Shared> {
        match self.record().get(place).map(|kept| &kept.outcome) {
            Some(Outcome::Notes(notes)) => notes.clone(),
            Some(
                Outcome::Nothing
                | Outcome::Open
                | Outcome::TooFew
                | Outcome::Votes(_)
                | Outcome::Picks(_)
                | Outcome::Told(_),
            ) => Vec::new(),
            None => self.readable(place, slips, now).into_iter().filter(|n| !self.is_hidden(&n.mark)).collect(),
        }
    }

    /// What was devised in a step, piles first.
    #[must_use]
    pub fn devised(&self, place: usize, notes: &[Shared]) -> Vec<Devised> {
        let clusters = self.turns().get(place).map_or(&[][..], |turn| turn.clusters.as_slice());
        let piles = clusters.iter().filter_map(|pile| {
            let of: Vec<Shared> = notes.iter().filter(|n| pile.marks.contains(&n.mark)).cloned().collect();
            let text = pile.name.as_str().parse().ok()?;
            (!of.is_empty()).then(|| self.one(format!("pile {}", pile.name), text, of, true))
        });
        let loose = notes.iter().map(|n| self.one(n.mark.to_string(), n.text.clone(), vec![n.clone()], false));
        piles.chain(loose).collect()
    }

    fn one(&self, key: String, text: Note, notes: Vec<Shared>, is_pile: bool) -> Devised {
        let went = |marks: &[Mark]| notes.iter().all(|n| marks.contains(&n.mark));
        let mut under: Vec<DossierId> = Vec::new();
        for (id, _) in self.passed.iter().filter(|(_, marks)| went(marks)) {
            if !under.contains(id) {
                under.push(*id);
            }
        }
        Devised { key, text, notes, is_pile, under }
    }

    /// Puts what was chosen of a step under a recommendation. `notes` is what may be read of the step.
    ///
    /// # Errors
    /// When nothing was chosen, something is not there any more, or the session is not about that recommendation.
    pub fn pass_on(&self, place: usize, keys: &[&str], under: DossierId, notes: &[Shared]) -> Result<Event, Refusal> {
        match self.state() {
            State::Running | State::Closed | State::Emptied => {}
            State::Planned | State::CalledOff => {
                return Err(Refusal::of("Deze sessie is nog niet geweest.", "This session has not been held."));
            }
        }
        let about = self.plan().map_or(&[][..], |plan| plan.about.as_slice());
        if !about.is_empty() && !about.contains(&under) {
            const OTHER: Refusal = Refusal::of(
                "Deze sessie gaat niet over die aanbeveling.",
                "This session is not about that recommendation.",
            );
            return Err(OTHER.at("under"));
        }
        let devised = self.devised(place, notes);
        let mut marks: Vec<Mark> = Vec::new();
        for key in keys {
            let one = devised.iter().find(|one| one.key == *key).ok_or(Refusal::of(
                "Een van deze briefjes is er niet meer. Haal het vinkje weg.",
                "One of these notes is not there any more. Take its tick away.",
            ))?;
            marks.extend(one.notes.iter().map(|note| note.mark.clone()));
        }
        marks.sort();
        marks.dedup();
        if marks.is_empty() {
            return Err(Refusal::of("Vink aan wat u wilt doorgeven.", "Tick what you want to pass on."));
        }
        Ok(Event::PassedOn { place, under, marks })
    }
}
