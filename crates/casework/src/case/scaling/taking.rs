//! What becomes of a case when something happened to how its help is organised. Nothing here refuses.

use super::happening::Scaled;
use super::parts::{Answer, Answered, Draft, Handover, Holding, LATEST, Taken, Waiting};
use super::words::{Duty, Outcome};
use crate::case::directing::Direction;
use crate::case::model::Case;
use crate::table::{Keys, signed};
use kernel::{AgencyId, Date};
use vault::{Author, Stamp};

impl Case {
    pub(in crate::case) fn take_scaled(&mut self, what: &Scaled, (today, stamp): (Date, &Stamp)) {
        let holders = self.deciders();
        let stay = self.opening.as_ref().map(|opening| opening.trio.stay.clone());
        let scaling = &mut self.scaling;
        match what {
            Scaled::CriteriaSet { criteria, .. } => scaling.criteria = criteria.clone(),
            Scaled::DutyNamed { duty, agency, who } => {
                // Who names their own organisation has said yes with it.
                let accepted = (&stamp.agency == agency).then(|| Box::new((stamp.author(), today)));
                let (by, who) = (stamp.author(), who.clone());
                let holding = Holding::Named { agency: agency.clone(), who, by, on: today, accepted };
                scaling.duties.insert(*duty, holding);
            }
            Scaled::DutyVacant { duty, agency, by } => {
                let holding = Holding::Vacant { agency: agency.clone(), by: *by, since: today, why: None };
                scaling.duties.insert(*duty, holding);
            }
            Scaled::DutyAnswered { duty, refused } => {
                let Some(Holding::Named { accepted, by, .. }) = scaling.duties.get_mut(duty) else { return };
                match refused {
                    None => *accepted = Some(Box::new((stamp.author(), today))),
                    // Whoever proposed it sees to it again.
                    Some(why) => {
                        let agency = by.agency.clone();
                        let holding = Holding::Vacant { agency, by: today, since: today, why: Some(why.clone()) };
                        scaling.duties.insert(*duty, holding);
                    }
                }
            }
            Scaled::HandoverOffered { to, points, contact } => {
                scaling.handover = Some(Handover {
                    to: to.clone(),
                    points: points.clone(),
                    contact: contact.clone(),
                    by: stamp.author(),
                    on: today,
                    // Who keeps the plan and takes it over itself has said yes with it.
                    said: (&stamp.agency == to && stay.as_ref() == Some(to)).then(|| Taken {
                        by: stamp.author(),
                        on: today,
                        refused: None,
                    }),
                });
            }
            Scaled::HandoverAnswered { refused } => {
                if let Some(handover) = &mut scaling.handover {
                    handover.said = Some(Taken { by: stamp.author(), on: today, refused: refused.clone() });
                }
            }
            Scaled::Asked(asking) => {
                self.numbers = self.numbers.max(asking.no);
                let by = stamp.author();
                self.scaling.waiting.push(Waiting { asking: asking.clone(), by, added: Vec::new(), draft: None });
            }
            Scaled::Added { no, text } => {
                if let Some(waiting) = self.waits(*no) {
                    waiting.added.push((stamp.author(), today, text.clone()));
                    if let Some(draft) = &mut waiting.draft {
                        draft.keys.clear();
                    }
                }
            }
            Scaled::AnswerDrafted { no, answer } => {
                if let Some(waiting) = self.waits(*no) {
                    let (answer, by) = (answer.clone(), stamp.author());
                    waiting.draft = Some(Draft { answer, by, keys: Keys::of(holders), since: today });
                }
            }
            Scaled::AnswerKeyTurned { no, agency, person } => {
                let Some(draft) = self.waits(*no).and_then(|waiting| waiting.draft.as_mut()) else { return };
                draft.keys.turn(signed(agency, person, stamp));
                if draft.keys.all_turned() {
                    let mut answer = draft.answer.clone();
                    answer.decision.by = draft.keys.people().cloned().collect();
                    let by = draft.keys.turned().to_vec();
                    self.answers(*no, answer, by, (today, stamp));
                }
            }
            Scaled::Answered { no, answer } => {
                let mut answer = answer.clone();
                answer.decision.by = vec![stamp.who.clone()];
                self.answers(*no, answer, vec![stamp.author()], (today, stamp));
            }
        }
    }

    /// Somebody else holds a key now: nothing that was half agreed stays agreed.
    pub(in crate::case) fn fresh_scaling_keys(&mut self, holders: &[AgencyId]) {
        for draft in self.scaling.waiting.iter_mut().filter_map(|waiting| waiting.draft.as_mut()) {
            draft.keys = Keys::of(holders.to_vec());
        }
    }

    /// Somebody directs now: that nobody did is over.
    pub(in crate::case) fn is_directed(&mut self, what: Direction) {
        self.scaling.duties.remove(&match what {
            Direction::Case => Duty::Case,
            Direction::Process => Duty::Process,
        });
    }

    fn waits(&mut self, no: u32) -> Option<&mut Waiting> {
        self.scaling.waiting.iter_mut().find(|waiting| waiting.asking.no == no)
    }

    fn answers(&mut self, no: u32, answer: Answer, by: Vec<Author>, (on, stamp): (Date, &Stamp)) {
        let scaling = &mut self.scaling;
        let Some(place) = scaling.waiting.iter().position(|waiting| waiting.asking.no == no) else { return };
        let mut asked = scaling.waiting.remove(place);
        asked.draft = None;
        let moves = answer.decision.outcome == Outcome::Moves;
        if moves {
            scaling.moved = Some((asked.asking.to, on));
            scaling.criteria = answer.criteria.clone().unwrap_or_default();
        }
        // What was offered was offered for how the help was organised then.
        let offered = if moves { scaling.handover.take() } else { None };
        let handover = offered.filter(|_| !asked.asking.is_up());
        // Who answered their own question knows the answer.
        if !by.iter().any(|author| author.person == asked.by.person) {
            scaling.told.tell(&[(asked.by.agency.clone(), asked.by.person.clone())], stamp);
        }
        scaling.answered.push_back(Answered { asked, answer, by, on, handover });
        while scaling.answered.len() > LATEST {
            scaling.answered.pop_front();
        }
    }
}
