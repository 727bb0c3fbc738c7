//! What goes over into what: told before its day, done on it or after it, and told when something would be left behind.

use crate::{clock, terminal::say};
use std::{collections::BTreeMap, fmt::Write as _};
use vault::{AtStake, Body, Directory, Left, Passing, Succession, Vault, Why};

/// A number with its word.
fn of(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What a file would leave behind, with what helps.
pub(super) fn left_behind(file: &str, known: &Directory, all: &[AtStake]) -> String {
    let mut told = format!("{file}: this would leave behind");
    for stake in all {
        let what = match stake {
            AtStake::House { id, dossiers } => {
                let name = known.house(id).map_or_else(|| id.to_string(), |h| h.name.to_string());
                format!("house {id} ({name}): {}", of(*dossiers, "dossier", "dossiers"))
            }
            AtStake::Municipality { id, dossiers } => {
                format!("municipality {id} ({}): {}", known.municipality_name(id), of(*dossiers, "dossier", "dossiers"))
            }
            AtStake::Agency { id, tables, tasks, accounts } => format!(
                "agency {id} ({}): {}, {}, {}",
                known.agency_name(id),
                of(*tables, "table", "tables"),
                of(*tasks, "open task", "open tasks"),
                of(*accounts, "account", "accounts")
            ),
            AtStake::Moves { id, from, to, dossiers } => {
                format!(
                    "municipality {id} goes from house {from} to {to}: {} in {from}",
                    of(*dossiers, "dossier", "dossiers")
                )
            }
            AtStake::Serves { id, municipality, tables } => {
                format!("agency {id} serves {municipality} no more: {} there", of(*tables, "table", "tables"))
            }
        };
        let _ = write!(told, "\n  {what}");
    }
    told + "\nNothing was changed. Say what becomes of them: [[succession]] in the file for what goes over into another, or --begun-stays when what \
            has begun stays where it is. See casustafel help region load"
}

fn line(succession: &Succession) -> String {
    let Succession { body, from, to, on, name, becomes, .. } = succession;
    let day = kernel::day_month_year(*on);
    if from == to {
        return format!("{day} {} {from}: {name} is called {becomes}", body.word());
    }
    format!("{day} {} {from} ({name}) goes over into {to} ({becomes})", body.word())
}

fn counts(dossiers: &BTreeMap<String, u64>) -> String {
    let all: Vec<String> = dossiers.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

fn listed(all: &[Left]) -> String {
    all.iter().map(|left| format!("{} {}", left.kind, left.reference)).collect::<Vec<_>>().join(", ")
}

fn tell(passing: &Passing) {
    say(&line(&passing.succession));
    if passing.succession.heir().is_none() {
        return;
    }
    say(&format!("  dossiers: {}", counts(&passing.dossiers)));
    if passing.succession.body != Body::Agency {
        return;
    }
    let names = |all: &[kernel::PersonId]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    say(&format!("  open tasks: {}; accounts: {}", passing.tasks, passing.accounts.len()));
    if passing.holder.is_some() || passing.mandates > 0 || !passing.desk.is_empty() {
        let holder = passing.holder.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
        let desk = if passing.desk.is_empty() { "nobody".to_owned() } else { names(&passing.desk) };
        say(&format!(
            "  lapses: the office (held by {holder}), {} and the desk ({desk}); {} names its holder and its desk anew on its page under \
             /organisaties",
            of(passing.mandates as u64, "mandate", "mandates"),
            passing.succession.to
        ));
    }
    if !passing.twice.is_empty() {
        say(&format!(
            "  accounts that stay behind, for the same human has another one at {0}, or gets it there: {1}; the desk of {0} names the other \
             one where they sit",
            passing.succession.to,
            names(&passing.twice)
        ));
    }
    if !passing.left.is_empty() {
        say(&format!("  stays as it is until one of the two seats is ended there: {}", listed(&passing.left)));
    }
}

/// Tells what would go over.
///
/// # Errors
/// What the store says.
pub(super) async fn foretell(vault: &Vault) -> Result<(), String> {
    let all = vault.would_pass().await.map_err(|e| e.to_string())?;
    all.iter().for_each(tell);
    if all.is_empty() {
        say("Nothing.");
    }
    Ok(())
}

/// The same, and nothing where nothing is to go over.
///
/// # Errors
/// What the store says.
pub(super) async fn foretell_some(vault: &Vault) -> Result<(), String> {
    let all = vault.would_pass().await.map_err(|e| e.to_string())?;
    all.iter().for_each(tell);
    if all.iter().any(|passing| passing.succession.done.is_none()) {
        say(
            "Nothing has gone over yet: a house that is served does so on the day, and so does casustafel region merge.",
        );
    }
    Ok(())
}

fn because(why: Why) -> &'static str {
    match why {
        Why::BothSit => "for both sit there; end one of the seats and do this again",
        Why::Mingles => {
            "for two entries would become one there and something would be lost; who guards the process ends the seat of the one before"
        }
        Why::Unread => "for it does not open to this program; see casustafel verify",
        Why::Busy => "for others changed it at the same moment; do this again",
    }
}

/// Lets go over what has its day, and tells what did and what is left.
///
/// # Errors
/// What the store says.
pub(super) async fn merge(vault: &Vault) -> Result<(), String> {
    const AT_IT: &str = "another program lets something go over at this moment; nothing was done: try again when it is ready, at the latest \
                         in ten minutes";
    let passed = clock::succeed(vault).await.map_err(|e| e.to_string())?.ok_or(AT_IT)?;
    passed.taken.iter().for_each(tell);
    say(&format!("Went over: {}", counts(&passed.dossiers)));
    for why in [Why::BothSit, Why::Mingles, Why::Unread, Why::Busy] {
        let left: Vec<Left> = passed.left.iter().filter(|left| left.why == why).cloned().collect();
        if !left.is_empty() {
            say(&format!("Left as it is, {}: {}", because(why), listed(&left)));
        }
    }
    Ok(())
}
