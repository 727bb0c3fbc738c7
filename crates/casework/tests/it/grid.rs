//! Every question that can be asked of the rules, with its answer.
//!
//! There are some fifteen million questions (acts x roles x kinds of organisation x seats x states x home x designated). Most of them
//! are the same to the rules: a policy can only tell apart what it names. So for each act the words are grouped by whether the
//! policies of that act name them; one question is asked per group, and a yes counts for everybody in the group. That this is
//! allowed rests on two things that are tested here: policies compare words with nothing but `==`, `contains` and `containsAny`,
//! and a sample of ungrouped questions has the same answers.

use std::{
    collections::{BTreeSet, HashSet},
    sync::{Arc, LazyLock},
};
use vault::{ActInfo, AgencyKind, Answer, Question, Role, Rulebook, Sort, Tier};

/// The policies of every feature, by name of the kind.
pub(crate) const POLICIES: [(&str, &str); 14] = [
    ("office", casework::office::POLICY),
    ("enquiry", casework::enquiry::POLICY),
    ("beyond", casework::beyond::POLICY),
    ("watch", casework::watching::POLICY),
    ("referral", casework::referral::POLICY),
    ("reporting", casework::reporting::POLICY),
    ("review", casework::review::POLICY),
    ("signal", casework::signal::POLICY),
    ("weighing", casework::weighing::POLICY),
    ("advice", casework::advice::POLICY),
    ("triage", casework::triage::POLICY),
    ("case", casework::case::POLICY),
    ("reception", casework::receiving::POLICY),
    ("meeting", casework::meeting::POLICY),
];

/// The states of a kind that its card can have. `none` is added where there is no dossier.
pub(crate) fn states(kind: &str) -> Vec<&'static str> {
    match kind {
        "office" => casework::office::State::ALL.iter().map(|s| s.word()).collect(),
        "enquiry" => casework::enquiry::State::ALL.iter().map(|s| s.word()).collect(),
        "beyond" => casework::beyond::State::ALL.iter().map(|s| s.word()).collect(),
        "watch" => casework::watching::State::ALL.iter().map(|s| s.word()).collect(),
        "referral" => casework::referral::State::ALL.iter().map(|s| s.word()).collect(),
        "review" => casework::review::State::ALL.iter().map(|s| s.word()).collect(),
        "reporting" => casework::reporting::State::ALL.iter().map(|s| s.word()).collect(),
        "reception" => casework::receiving::State::ALL.iter().map(|s| s.word()).collect(),
        "meeting" => casework::meeting::State::ALL.iter().map(|s| s.word()).collect(),
        "triage" => casework::triage::State::ALL.iter().map(|s| s.word()).collect(),
        "signal" => casework::signal::State::ALL.iter().map(|s| s.word()).collect(),
        "weighing" => casework::weighing::State::ALL.iter().map(|s| s.word()).collect(),
        "advice" => casework::advice::State::ALL.iter().map(|s| s.word()).collect(),
        "case" => {
            use casework::case::State;
            // Named one by one, so that a new state does not compile until it is here.
            let all = [State::Open, State::Planned, State::Switched, State::Closed];
            let named = |s: State| match s {
                State::Unopened | State::Open | State::Planned | State::Switched | State::Closed => s.word(),
            };
            all.into_iter().map(named).collect()
        }
        other => panic!("a kind without states: {other}"),
    }
}

/// The states in which an act can be asked.
pub(crate) fn states_of(act: &ActInfo) -> Vec<&'static str> {
    match act.sort {
        Sort::Create => vec!["none"],
        Sort::List => std::iter::once("none").chain(states(act.kind)).collect(),
        Sort::Look | Sort::Change | Sort::Key | Sort::Follow => states(act.kind),
    }
}

pub(crate) fn acts() -> impl Iterator<Item = &'static ActInfo> {
    casework::ACTS.into_iter().flatten()
}

/// One policy as text, without its annotations and without comments.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) id: String,
    pub(crate) ground: String,
    pub(crate) says: String,
    pub(crate) forbids: bool,
    body: String,
}

impl Policy {
    /// Whether it can say anything on this act.
    pub(crate) fn is_about(&self, act: &ActInfo, kind: &str) -> bool {
        self.body.contains(&format!("\"{}\"", act.name)) || (!self.body.contains("Action::") && act.kind == kind)
    }

    pub(crate) fn names(&self, word: &str) -> bool {
        self.body.contains(&format!("\"{word}\""))
    }
}

/// The policies of a kind.
pub(crate) fn policies(kind: &str) -> Vec<Policy> {
    let text = POLICIES.iter().find(|(k, _)| *k == kind).unwrap().1;
    let bare: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    bare.split("@id(").skip(1).map(policy).collect()
}

fn policy(text: &str) -> Policy {
    let note = |key: &str| {
        let rest = text.split_once(&format!("@{key}(\"")).unwrap().1;
        rest.split_once("\")").unwrap().0.to_owned()
    };
    let begin = text.find("\npermit").or_else(|| text.find("\nforbid")).unwrap();
    let body = text[begin..].to_owned();
    Policy {
        id: text.trim_start_matches('"').split('"').next().unwrap().to_owned(),
        ground: note("ground"),
        says: note("en"),
        forbids: body.starts_with("\nforbid"),
        body,
    }
}

/// Every set of at most two of these.
pub(crate) fn up_to_two(tiers: &[Tier]) -> Vec<BTreeSet<Tier>> {
    let mut sets = vec![BTreeSet::new()];
    for (n, a) in tiers.iter().enumerate() {
        sets.push(BTreeSet::from([*a]));
        sets.extend(tiers[n + 1..].iter().map(|b| BTreeSet::from([*a, *b])));
    }
    sets
}

/// Words that the policies of one act tell apart: each that they name by itself, and all others as one group.
fn groups<T: Copy>(all: &[T], is_named: impl Fn(&T) -> bool) -> Vec<Vec<T>> {
    let (named, others): (Vec<T>, Vec<T>) = all.iter().copied().partition(|t| is_named(t));
    let mut groups: Vec<Vec<T>> = named.into_iter().map(|t| vec![t]).collect();
    if !others.is_empty() {
        groups.push(others);
    }
    groups
}

/// A yes, for one person in one place.
#[derive(Debug, Clone)]
pub(crate) struct Yes {
    pub(crate) act: &'static ActInfo,
    pub(crate) state: &'static str,
    pub(crate) role: Role,
    pub(crate) agency: AgencyKind,
    pub(crate) seats: BTreeSet<Tier>,
    pub(crate) home: bool,
    pub(crate) designated: bool,
    pub(crate) mandate: bool,
    pub(crate) answer: Arc<Answer>,
}

/// Seats at what is about the work: no rule on a dossier about a person knows them.
pub(crate) const ELSEWHERE: [Tier; 7] =
    [Tier::Team, Tier::Commissioner, Tier::Facilitator, Tier::Invited, Tier::Addressee, Tier::Reader, Tier::Bearer];

/// The seats at dossiers about a person.
pub(crate) fn tiers() -> Vec<Tier> {
    Tier::ALL.into_iter().filter(|t| !ELSEWHERE.contains(t)).collect()
}

/// The seats at dossiers of this kind. What an organisation arranged is not about a person: everybody reads it.
pub(crate) fn tiers_at(kind: &str) -> Vec<Tier> {
    if kind == "office" { vec![Tier::Owner, Tier::Reader] } else { tiers() }
}

/// Whether a mandate is asked for: for a key, and for nothing else.
pub(crate) fn mandates(act: &ActInfo) -> &'static [bool] {
    if act.sort == Sort::Key { &[false, true] } else { &[false] }
}

/// All answers that are yes.
pub(crate) struct Grid {
    pub(crate) yes: Vec<Yes>,
    /// The same as questions, to look one up.
    known: HashSet<Question>,
    /// How many questions these and the noes stand for.
    pub(crate) asked: usize,
}

static RULES: LazyLock<Arc<Rulebook>> = LazyLock::new(|| casework::rulebook().unwrap());
static GRID: LazyLock<Grid> = LazyLock::new(build);

/// The answers, worked out once for all tests.
pub(crate) fn grid() -> &'static Grid {
    &GRID
}

fn may(question: &Question) -> Arc<Answer> {
    RULES.ask(question)
}

fn build() -> Grid {
    let mut grid = Grid { yes: Vec::new(), known: HashSet::new(), asked: 0 };
    for act in acts() {
        answers_on(act, &mut grid);
    }
    grid.known = grid.yes.iter().map(Yes::question).collect();
    grid
}

fn answers_on(act: &'static ActInfo, grid: &mut Grid) {
    let about: Vec<Policy> = policies(act.kind).into_iter().filter(|p| p.is_about(act, act.kind)).collect();
    let named = |word: &str| about.iter().any(|p| p.names(word));
    let reads = |thing: &str| about.iter().any(|p| p.body.contains(thing));
    let roles = groups(&Role::ALL, |r| named(r.word()));
    let agencies = groups(&AgencyKind::ALL, |a| reads("principal.agency") && named(a.word()));
    let states = groups(&states_of(act), |s| named(s));
    let homes: Vec<Vec<bool>> =
        if reads("context.home") { vec![vec![true], vec![false]] } else { vec![vec![true, false]] };
    // A seat that no policy of this act names adds nothing, so sets are told apart by their named seats.
    let all_sets = up_to_two(&tiers_at(act.kind));
    let mut sets: Vec<(BTreeSet<Tier>, Vec<BTreeSet<Tier>>)> = Vec::new();
    for set in all_sets {
        let seen: BTreeSet<Tier> = set.iter().copied().filter(|t| named(t.word())).collect();
        match sets.iter_mut().find(|(known, _)| *known == seen) {
            Some((_, members)) => members.push(set),
            None => sets.push((seen, vec![set])),
        }
    }
    for (role_group, agency_group) in roles.iter().flat_map(|r| agencies.iter().map(move |a| (r, a))) {
        for (state_group, home_group) in states.iter().flat_map(|s| homes.iter().map(move |h| (s, h))) {
            let asked = sets.iter().flat_map(|s| [(s, true), (s, false)]);
            let asked = asked.flat_map(|(s, d)| mandates(act).iter().map(move |m| (s, d, *m)));
            for ((seats, members), designated, mandate) in asked {
                let question = Question {
                    act: act.name,
                    kind: act.kind,
                    state: state_group[0].to_owned(),
                    role: role_group[0],
                    agency: agency_group[0],
                    designated,
                    seats: seats.clone(),
                    home: home_group[0],
                    mandate,
                };
                let answer = may(&question);
                grid.asked +=
                    role_group.len() * agency_group.len() * state_group.len() * home_group.len() * members.len();
                if !answer.is_yes() {
                    continue;
                }
                for &role in role_group {
                    for &agency in agency_group {
                        for &state in state_group {
                            for &home in home_group {
                                grid.yes.extend(members.iter().map(|seats| Yes {
                                    act,
                                    state,
                                    role,
                                    agency,
                                    seats: seats.clone(),
                                    home,
                                    designated,
                                    mandate,
                                    answer: Arc::clone(&answer),
                                }));
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Grid {
    /// Whether the answer to this question is yes.
    pub(crate) fn allows(&self, question: &Question) -> bool {
        self.known.contains(question)
    }
}

impl Yes {
    pub(crate) fn question(&self) -> Question {
        Question {
            act: self.act.name,
            kind: self.act.kind,
            state: self.state.to_owned(),
            role: self.role,
            agency: self.agency,
            designated: self.designated,
            seats: self.seats.clone(),
            home: self.home,
            mandate: self.mandate,
        }
    }

    /// As a sentence for whoever must find out why a test failed.
    pub(crate) fn told(&self) -> String {
        let seats: Vec<&str> = self.seats.iter().map(|t| t.word()).collect();
        format!(
            "{} in state {}: {} of a {} with seats [{}], home {}, designated {}, mandate {}, by {}",
            self.act.name,
            self.state,
            self.role.word(),
            self.agency.word(),
            seats.join(" "),
            self.home,
            self.designated,
            self.mandate,
            self.answer.names()
        )
    }
}

#[test]
fn policies_compare_words_in_three_ways_only() {
    for policy in POLICIES.iter().flat_map(|(kind, _)| policies(kind)) {
        // Words between quotes are no operators.
        let code: String = policy.body.split('"').step_by(2).collect();
        for operator in ["like", " has ", "containsAll", "isEmpty", "<", ">", "+", "if ", "getTag", "seat =="] {
            assert!(!code.contains(operator), "{}: `{operator}` needs a look at how questions are grouped", policy.id);
        }
        for rest in code.split("principal.").skip(1).chain(code.split("resource.").skip(1)) {
            let attribute: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
            assert!(
                ["role", "agency", "designated", "state"].contains(&attribute.as_str()),
                "{}: {attribute}",
                policy.id
            );
        }
    }
}

#[test]
fn the_grouped_answers_are_those_of_the_single_questions() {
    // A walk with a stride that shares no factor with any of the sizes: it comes everywhere.
    let mut step = 0_usize;
    let mut pick = |n: usize| {
        step = (step * 1_103_515_245 + 12_345) % 2_147_483_648;
        (step >> 8) % n
    };
    let all: Vec<&ActInfo> = acts().collect();
    for _ in 0..1500 {
        let act = all[pick(all.len())];
        let (states, sets) = (states_of(act), up_to_two(&tiers_at(act.kind)));
        let question = Question {
            act: act.name,
            kind: act.kind,
            state: states[pick(states.len())].to_owned(),
            role: Role::ALL[pick(Role::ALL.len())],
            agency: AgencyKind::ALL[pick(AgencyKind::ALL.len())],
            designated: pick(4) != 0,
            seats: sets[pick(sets.len())].clone(),
            home: pick(2) == 0,
            mandate: act.sort == Sort::Key && pick(2) == 0,
        };
        assert_eq!(may(&question).is_yes(), grid().allows(&question), "{question:?}");
    }
}
