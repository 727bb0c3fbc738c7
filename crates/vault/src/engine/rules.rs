//! Who may do what: Cedar policies, one file per feature, each with its ground. The vault asks one fixed question, and what is not in
//! that question no rule can know; so the same question always has the same answer, and a lawyer can read every reason.

use crate::engine::{
    act::{ActInfo, Sort},
    dossier::Tier,
    people::{AgencyKind, Role},
};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicyId, PolicySet, Request, RestrictedExpression,
    Schema, ValidationMode, Validator,
};
use kernel::Say;
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fmt::Write as _,
    str::FromStr,
    sync::{Arc, RwLock},
};

/// All that a rule may know of a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// The act.
    pub act: &'static str,
    /// The kind of dossier.
    pub kind: &'static str,
    /// Its state; `none` where there is no dossier yet or a list is asked for.
    pub state: String,
    /// As what the person works.
    pub role: Role,
    /// For what sort of organisation.
    pub agency: AgencyKind,
    /// Whether that organisation's designation of the person is valid (Wgpga art. 12 lid 3).
    pub designated: bool,
    /// The seats that organisation holds at this dossier.
    pub seats: BTreeSet<Tier>,
    /// Whether the dossier lies in the organisation's house or municipalities.
    pub home: bool,
    /// Whether they hold the office of that organisation, or a mandate for this: asked for a key only.
    pub mandate: bool,
}

impl Question {
    /// Whether the asker sits there as an incidental third party, was only asked to take part or only names who sits there, and is nothing else.
    pub(crate) fn is_third(&self) -> bool {
        is_third(&self.seats)
    }
}

/// The stack on which a rule is evaluated, in bytes. Cedar gives up where less than a hundred thousand are left; a long condition takes
/// half a million of a build without optimisation.
const ROOM: usize = 4 * 1024 * 1024;

/// The same of what somebody sits as.
pub(crate) fn is_third(seats: &BTreeSet<Tier>) -> bool {
    !seats.is_empty() && seats.iter().all(|tier| tier.is_third())
}

/// A policy that said yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Its name.
    pub id: String,
    /// The article of law it rests on.
    pub law: String,
    /// What it says to the person, in both languages.
    pub says: Say,
}

/// Yes, on these grounds; or no, when there are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The policies that said yes.
    pub grounds: Vec<Ground>,
}

impl Answer {
    /// Whether any policy said yes.
    #[must_use]
    pub fn is_yes(&self) -> bool {
        !self.grounds.is_empty()
    }

    /// The names of the policies, for the book.
    #[must_use]
    pub fn names(&self) -> String {
        self.grounds.iter().map(|g| g.id.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The policies of every feature, validated strictly against the schema of the acts.
pub struct Rulebook {
    acts: Vec<ActInfo>,
    policies: PolicySet,
    grounds: HashMap<PolicyId, Ground>,
    /// The same question has the same answer; there are a few hundred that really occur.
    answers: RwLock<HashMap<Question, Arc<Answer>>>,
}

impl std::fmt::Debug for Rulebook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rulebook({} policies)", self.grounds.len())
    }
}

/// A set of rules that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError(pub String);

impl std::fmt::Display for RuleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RuleError {}

/// The name of a kind as an entity type: `signal` is `Signal`.
fn entity_type(kind: &str) -> String {
    let mut letters = kind.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn schema_text(acts: &[ActInfo]) -> String {
    let mut text = String::from("entity Person = { role: String, agency: String, designated: Bool };\n");
    let kinds: BTreeSet<&str> = acts.iter().map(|a| a.kind).collect();
    for kind in kinds {
        let _ = writeln!(text, "entity {} = {{ state: String }};", entity_type(kind));
    }
    for act in acts {
        let _ = writeln!(
            text,
            "action \"{}\" appliesTo {{ principal: [Person], resource: [{}], context: {{ seat: Set<String>, home: Bool{} }} }};",
            act.name,
            entity_type(act.kind),
            if act.sort == Sort::Key { ", mandate: Bool" } else { "" }
        );
    }
    text
}

/// Reads and validates the policies of every feature, side by side: it is most of what a start takes.
fn read_all(schema: &Schema, texts: &[&str]) -> Result<PolicySet, RuleError> {
    let read = |text: &str| {
        let policies = PolicySet::from_str(text).map_err(|e| RuleError(format!("policies: {e:?}")))?;
        let checked = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        match checked.validation_errors().next() {
            Some(error) => Err(RuleError(error.to_string())),
            None => Ok(policies),
        }
    };
    let sets = std::thread::scope(|threads| {
        let readers: Vec<_> = texts.iter().map(|text| threads.spawn(|| read(text))).collect();
        let lost = |_| Err(RuleError("policies: reading them stopped".into()));
        readers.into_iter().map(|r| r.join().unwrap_or_else(lost)).collect::<Result<Vec<_>, _>>()
    })?;
    sets.into_iter().try_fold(PolicySet::new(), |mut all, set| {
        // Every text counts its policies from nought.
        all.merge(&set, true).map_err(|e| RuleError(format!("policies: {e:?}")))?;
        Ok(all)
    })
}

impl Rulebook {
    /// Reads and validates policies: each has an `@id`, a `@ground` and a sentence in `@nl` and `@en`, and every act has at least one.
    ///
    /// # Errors
    /// What does not fit, with the name of the policy or the act.
    pub fn build(acts: &[&[ActInfo]], policies: &[&str]) -> Result<Self, RuleError> {
        let acts: Vec<ActInfo> = acts.iter().flat_map(|a| a.iter().cloned()).collect();
        let (schema, _) =
            Schema::from_cedarschema_str(&schema_text(&acts)).map_err(|e| RuleError(format!("schema: {e}")))?;
        let policies = read_all(&schema, policies)?;
        let mut grounds = HashMap::new();
        let mut names = HashSet::new();
        for policy in policies.policies() {
            let note =
                |key: &str| {
                    policy.annotation(key).filter(|v| !v.is_empty()).map(str::to_owned).ok_or_else(|| {
                        RuleError(format!("policy {}: no @{key}", policy.annotation("id").unwrap_or("?")))
                    })
                };
            let ground = Ground { id: note("id")?, law: note("ground")?, says: Say::made(note("nl")?, note("en")?) };
            if !names.insert(ground.id.clone()) {
                return Err(RuleError(format!("policy {}: the name is used twice", ground.id)));
            }
            grounds.insert(policy.id().clone(), ground);
        }
        let all = policies.to_string();
        for act in &acts {
            if !all.contains(&format!("\"{}\"", act.name)) {
                return Err(RuleError(format!("act {}: no policy names it", act.name)));
            }
        }
        Ok(Self { acts, policies, grounds, answers: RwLock::default() })
    }

    /// Every act there is.
    #[must_use]
    pub fn acts(&self) -> &[ActInfo] {
        &self.acts
    }

    /// The act with this name.
    #[must_use]
    pub fn act(&self, name: &str) -> Option<&ActInfo> {
        self.acts.iter().find(|a| a.name == name)
    }

    /// The keys of an organisation: what only who holds its office does, or who has a mandate for it.
    pub fn keys(&self) -> impl Iterator<Item = &ActInfo> {
        self.acts.iter().filter(|a| a.sort == Sort::Key)
    }

    /// The act that asks for lists of this kind.
    #[must_use]
    pub fn list_act(&self, kind: &str) -> Option<&ActInfo> {
        self.acts.iter().find(|a| a.kind == kind && a.sort == Sort::List && a.name.ends_with(".list"))
    }

    /// Asks.
    #[must_use]
    pub fn ask(&self, question: &Question) -> Arc<Answer> {
        if let Ok(known) = self.answers.read()
            && let Some(answer) = known.get(question)
        {
            return Arc::clone(answer);
        }
        // On a stack of its own: deep in a request there may be little left, and that must not become a no.
        let decided = stacker::grow(ROOM, || self.decide(question));
        // What goes wrong in asking is a no, and is asked anew the next time: it may have been the machine.
        let Some(answer) = decided else { return Arc::default() };
        let answer = Arc::new(answer);
        if let Ok(mut known) = self.answers.write() {
            // Bounded by design, and by this: states and seats are words of the program.
            if known.len() >= 20_000 {
                known.clear();
            }
            known.insert(question.clone(), Arc::clone(&answer));
        }
        answer
    }

    /// The answer; nothing where a rule could not be evaluated, or there is nothing to ask of.
    fn decide(&self, q: &Question) -> Option<Answer> {
        let uid = |kind: &str, id: &str| EntityUid::from_str(&format!("{kind}::\"{id}\"")).ok();
        let text = |t: &str| RestrictedExpression::new_string(t.to_owned());
        let (person, thing) = (uid("Person", "asker")?, uid(&entity_type(q.kind), "asked")?);
        let principal = Entity::new(
            person.clone(),
            HashMap::from([
                ("role".to_owned(), text(q.role.word())),
                ("agency".to_owned(), text(q.agency.word())),
                ("designated".to_owned(), RestrictedExpression::new_bool(q.designated)),
            ]),
            HashSet::new(),
        )
        .ok()?;
        let resource =
            Entity::new(thing.clone(), HashMap::from([("state".to_owned(), text(&q.state))]), HashSet::new()).ok()?;
        let seats = RestrictedExpression::new_set(q.seats.iter().map(|t| text(t.word())));
        let context = Context::from_pairs([
            ("seat".to_owned(), seats),
            ("home".to_owned(), RestrictedExpression::new_bool(q.home)),
            ("mandate".to_owned(), RestrictedExpression::new_bool(q.mandate)),
        ])
        .ok()?;
        let entities = Entities::from_entities([principal, resource], None).ok()?;
        let request = Request::new(person, uid("Action", q.act)?, thing, context, None).ok()?;
        let response = Authorizer::new().is_authorized(&request, &self.policies, &entities);
        // A rule that could not be evaluated makes the whole answer a no: careful before convenient.
        if response.diagnostics().errors().next().is_some() {
            return None;
        }
        if response.decision() != Decision::Allow {
            return Some(Answer::default());
        }
        let mut grounds: Vec<Ground> =
            response.diagnostics().reason().filter_map(|id| self.grounds.get(id).cloned()).collect();
        grounds.sort_by(|a, b| a.id.cmp(&b.id));
        Some(Answer { grounds })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use kernel::Say;

    const ACTS: &[ActInfo] =
        &[ActInfo { name: "thing.read", kind: "thing", sort: Sort::Look, says: Say::of("Lezen", "Read"), done: None }];

    fn house(policies: &[String]) -> Rulebook {
        let texts: Vec<&str> = policies.iter().map(String::as_str).collect();
        Rulebook::build(&[ACTS], &texts).unwrap()
    }

    /// Whether these rules let an official read, and whether it is remembered what they said.
    fn may_read(rules: &Rulebook) -> (bool, bool) {
        let question = Question {
            act: "thing.read",
            kind: "thing",
            state: "open".into(),
            role: Role::Official,
            agency: AgencyKind::Municipality,
            designated: true,
            seats: BTreeSet::from([Tier::Owner]),
            home: true,
            mandate: false,
        };
        let answer = rules.ask(&question).is_yes();
        let kept = rules.answers.read().unwrap().len();
        (answer, kept == 1)
    }

    /// It was a no: Cedar does not evaluate where the stack is short, and a page of somebody who may read it was not there.
    #[test]
    fn a_rule_is_answered_the_same_however_little_room_is_left_where_it_is_asked() {
        let rules = house(&[policy("permit", "yes", "principal.designated")]);
        let small = std::thread::Builder::new().stack_size(96 * 1024);
        assert_eq!(small.spawn(move || may_read(&rules)).unwrap().join().unwrap(), (true, true));
    }

    fn policy(effect: &str, id: &str, when: &str) -> String {
        format!(
            "@id(\"{id}\") @ground(\"voorbeeld\") @nl(\"Dit.\") @en(\"This.\")\n\
             {effect} (principal, action == Action::\"thing.read\", resource) when {{ {when} }};"
        )
    }

    /// The validator cannot see that a number runs over, so such a rule gets in; then it is not known what it would have said.
    #[test]
    fn a_rule_that_cannot_be_evaluated_makes_the_answer_a_no_whatever_the_others_say() {
        let yes = policy("permit", "yes", "principal.designated");
        assert_eq!(may_read(&house(std::slice::from_ref(&yes))), (true, true));
        assert_eq!(may_read(&house(&[policy("permit", "no", "!principal.designated")])), (false, true));
        let lost = "9223372036854775807 + 1 > 0";
        for effect in ["forbid", "permit"] {
            let said = may_read(&house(&[yes.clone(), policy(effect, "lost", lost)]));
            assert_eq!(said, (false, false), "{effect}: and it is asked anew the next time");
        }
    }
}
