//! From a case to the extract that is read through before it goes: decisions and looks back, by kinds of organisation. Nothing that anybody contributed is
//! looked at here, nor whom it is about.

use super::hiding;
use crate::case::{Answered, Case, CaseTurn, Member, Proposal, Regime, Review, Sought};
use crate::referral::Law;
use crate::review::{Entry, Extract, Masks, Named, Part, Party, Passage, Sort, kind_says};
use crate::table::{Decision, Explicit};
use kernel::{AgencyId, Choice, Date, Note, Prose, Say};
use vault::{AgencyKind, Author, Directory};

/// So many texts are read through at most; what was decided before them is counted.
const MOST: usize = 120;

/// The extract of a case as it is now, with what is known to point to somebody taken out of its texts; nothing where it was never opened.
#[must_use]
pub fn extract(case: &Case, directory: &Directory, today: Date) -> Option<Extract> {
    let masks = hiding::of(case, directory);
    Maker { case, directory, masks: &masks }.extract(today)
}

/// What it is made with.
struct Maker<'a> {
    case: &'a Case,
    directory: &'a Directory,
    masks: &'a Masks,
}

/// Under which number a passage goes: the same for the same text as long as it stands in the case.
fn number(sort: Sort, no: u32, place: u32) -> u32 {
    let sort = match sort {
        Sort::Plan => 1,
        Sort::Scaling => 2,
        Sort::Seat => 3,
        Sort::Turn => 4,
        Sort::Look => 5,
    };
    no.saturating_mul(1_000).saturating_add(sort * 100).saturating_add(place)
}

/// The place of a heading; what else was possible stands behind them, one by one.
fn place(part: Part) -> u32 {
    match part {
        Part::Question => 1,
        Part::Considerations => 2,
        Part::Dissent => 3,
        Part::Ground => 4,
        Part::Expectation => 5,
        Part::Necessity => 6,
        Part::Proportion => 7,
        Part::Expertise => 8,
        Part::Task => 9,
        Part::Elsewhere => 10,
        Part::Option => 11,
    }
}

impl Maker<'_> {
    fn extract(&self, today: Date) -> Option<Extract> {
        let (case, opening) = (self.case, self.case.opening.as_ref()?);
        let mut entries: Vec<Entry> = Vec::new();
        let agreed = case.plan.agreed.iter().zip(1..);
        entries.extend(agreed.map(|(one, no)| {
            let by = self.kinds(&one.by);
            self.decision((Sort::Plan, no), one.on, by, &one.decision)
        }));
        entries.extend(case.scaling().answered.iter().map(|one| self.scaled(one)));
        entries.extend(case.members.iter().map(|member| self.seat(member)));
        entries.extend(case.turns.iter().zip(1..).map(|(turn, no)| self.turn(turn, no)));
        entries.extend(case.plan.reviews.iter().map(|review| self.look(review)));
        entries.sort_by_key(|entry| entry.on);
        let mut room = MOST;
        let fits = |entry: &&Entry| {
            let after = room.checked_sub(entry.passages.len());
            room = after.unwrap_or_default();
            after.is_some()
        };
        let kept = entries.iter().rev().take_while(fits).count();
        let older = entries.len() - kept;
        let confirmed = case.plan.reviews.iter().filter(|review| review.necessary).map(|review| review.day).collect();
        Some(Extract {
            law: match opening.regime {
                Regime::Wgpga => Law::Wgpga,
                Regime::WgsZvh => Law::Wgs,
            },
            since: case.opened.unwrap_or(today),
            confirmed,
            lapses: case.confirmed_until(),
            corrected: case.corrections,
            parties: self.parties(today),
            entries: entries.split_off(older),
            older: u32::try_from(older).unwrap_or(u32::MAX),
        })
    }

    fn kind(&self, agency: &AgencyId) -> AgencyKind {
        self.directory.agency(agency).map_or(AgencyKind::Other, |agency| agency.kind)
    }

    fn kinds(&self, by: &[Author]) -> Vec<AgencyKind> {
        let mut kinds: Vec<AgencyKind> = by.iter().map(|by| self.kind(&by.agency)).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }

    fn three(&self) -> Vec<AgencyKind> {
        self.case.takers().into_iter().map(|agency| self.kind(agency)).collect()
    }

    fn passage(&self, (sort, no): (Sort, u32), part: Part, extra: u32, text: &str) -> Passage {
        let text = self.masks.without(text).parse::<Prose>().ok();
        Passage { no: number(sort, no, place(part) + extra), part, text }
    }

    fn decision<O: Choice>(&self, of: (Sort, u32), on: Date, by: Vec<AgencyKind>, decision: &Decision<O>) -> Entry {
        let one = |part, text: &str| self.passage(of, part, 0, text);
        let mut passages = vec![
            one(Part::Question, decision.question.as_str()),
            one(Part::Considerations, decision.considerations.as_str()),
        ];
        let options = decision.options.iter().zip(0..);
        passages.extend(options.map(|(option, extra)| self.passage(of, Part::Option, extra, option.as_str())));
        passages.extend(decision.dissent.as_ref().map(|dissent| one(Part::Dissent, dissent.as_str())));
        passages.push(one(Part::Ground, decision.ground.as_str()));
        passages.push(one(Part::Expectation, decision.expectation.as_str()));
        let outcome = Named::of(&decision.outcome.says());
        Entry { sort: of.0, on, by, outcome, review: decision.review, passages }
    }

    fn explicit(&self, of: (Sort, u32), explicit: &Explicit) -> Vec<Passage> {
        let all = [(Part::Ground, &explicit.ground), (Part::Expectation, &explicit.expectation)];
        let one = |(part, text): (Part, &Option<Note>)| Some(self.passage(of, part, 0, text.as_ref()?.as_str()));
        all.into_iter().filter_map(one).collect()
    }

    fn scaled(&self, one: &Answered) -> Entry {
        let by = self.kinds(&one.by);
        self.decision((Sort::Scaling, one.asked.asking.no), one.on, by, &one.answer.decision)
    }

    fn seat(&self, member: &Member) -> Entry {
        let proposal: &Proposal = &member.proposal;
        let of = (Sort::Seat, proposal.no);
        let one = |part, text: &Note| self.passage(of, part, 0, text.as_str());
        let mut passages = vec![one(Part::Necessity, &proposal.necessity)];
        match &proposal.sought {
            Sought::Participant { elsewhere, .. } => {
                passages.extend(elsewhere.as_ref().map(|why| one(Part::Elsewhere, &why.explanation)));
            }
            Sought::Third { expertise, task, .. } => {
                passages.push(one(Part::Expertise, expertise));
                passages.push(one(Part::Task, task));
            }
        }
        passages.extend(self.explicit(of, &proposal.explicit));
        Entry {
            sort: of.0,
            on: member.since,
            by: self.kinds(&member.by),
            outcome: Named::of(&kind_says(proposal.kind)),
            review: proposal.explicit.review,
            passages,
        }
    }

    fn turn(&self, turn: &CaseTurn, no: u32) -> Entry {
        let of = (Sort::Turn, no);
        Entry {
            sort: of.0,
            on: turn.on,
            by: vec![self.kind(&turn.by.agency)],
            outcome: Named::of(&turn.what.says()),
            review: turn.explicit.review,
            passages: self.explicit(of, &turn.explicit),
        }
    }

    fn look(&self, review: &Review) -> Entry {
        let of = (Sort::Look, review.no);
        let mut passages = vec![
            self.passage(of, Part::Necessity, 0, review.necessity.as_str()),
            self.passage(of, Part::Proportion, 0, review.proportion.as_str()),
        ];
        passages.extend(self.explicit(of, &review.explicit));
        let outcome = match (review.necessary, review.proportionate) {
            (true, true) => Say::of("nodig en in verhouding", "necessary and in proportion"),
            (true, false) => Say::of("nodig, niet in verhouding", "necessary, not in proportion"),
            (false, true) => Say::of("niet meer nodig", "no longer necessary"),
            (false, false) => Say::of("niet nodig en niet in verhouding", "not necessary and not in proportion"),
        };
        let by = self.three();
        Entry { sort: of.0, on: review.day, by, outcome: Named::of(&outcome), review: review.again, passages }
    }

    fn parties(&self, today: Date) -> Vec<Party> {
        let since = self.case.opened.unwrap_or(today);
        let core = self.three().into_iter().map(|kind| Party { kind, third: false, ground: None, since, until: None });
        let member = |member: &Member| {
            let ground = match &member.proposal.sought {
                Sought::Participant { ground, .. } => Named::of(&ground.says()),
                Sought::Third { .. } => None,
            };
            Party {
                kind: member.proposal.kind,
                third: member.is_third(),
                ground,
                since: member.proposal.from,
                until: member.ended.as_ref().map(|(day, _)| *day).or_else(|| member.until()),
            }
        };
        core.chain(self.case.members.iter().map(member)).collect()
    }
}
