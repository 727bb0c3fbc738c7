//! Accounts of people: who designates them, as what, until when.

use crate::terminal::{block_on, say};
use crate::{opening, settings::Settings};
use clap::Subcommand;
use kernel::{Line, PersonId, Refusal, parse_day};
use std::io::{IsTerminal, Read};
use vault::{NewAccount, Role, Vault};

/// What to do with an account.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Add a person, or change one
    #[command(
        after_help = "Example: casustafel account add --id jan --agency politie-nh --role police --name 'J. Jansen' --function 'Analist'"
    )]
    Add {
        /// The name to log in with
        #[arg(long)]
        id: String,
        /// The organisation that designates the person
        #[arg(long)]
        agency: String,
        /// expert, official, mayor, police, prosecutor, process-director, case-director, partner, guest, privacy-officer, legality, evaluator or keeper
        #[arg(long)]
        role: String,
        /// The person's name
        #[arg(long)]
        name: String,
        /// The person's function
        #[arg(long)]
        function: String,
        /// The last day of the designation, dd-mm-yyyy
        #[arg(long)]
        until: Option<String>,
        /// The account by which this person logs in already, for another designation of the same human
        #[arg(long)]
        login: Option<String>,
        /// The account is there already, and is of the same human with another name
        #[arg(long)]
        change: bool,
    },
    /// Set a password, read from standard input, and print the address for the authenticator app once
    Password {
        /// The account
        id: String,
    },
    /// End every session and token of a person; the account stays
    EndSessions {
        /// The account
        id: String,
    },
    /// End a designation; sessions end at once
    Close {
        /// The account
        id: String,
    },
}

fn checked<T: std::str::FromStr<Err = Refusal>>(what: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|r: Refusal| format!("{what}: {}", r.why.en))
}

/// An id stands in the book and at tables for one human: it is not given to another without a word.
async fn add(vault: &Vault, account: NewAccount, change: bool) -> Result<(), String> {
    let known = vault.actor(account.person.as_str()).await.map_err(|e| e.to_string())?;
    if let Some(known) = known.filter(|known| !change && known.name != account.name) {
        return Err(format!(
            "--id: {} is {} already, in the book and at tables; choose another id, or say --change when it is the same human with another name",
            known.person, known.name
        ));
    }
    if vault.directory().agency(&account.agency).is_none() {
        return Err(format!("--agency: there is no organisation {}", account.agency));
    }
    vault.set_accounts(vec![account]).await.map_err(|e| e.to_string())
}

/// Does it.
///
/// # Errors
/// A sentence that names what does not fit.
pub(crate) fn run(settings: &Settings, what: &What) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    match what {
        What::Add { id, agency, role, name, function, until, login, change } => {
            let account = NewAccount {
                person: checked("--id", id)?,
                agency: checked("--agency", agency)?,
                role: Role::from_word(role).ok_or(format!("--role: there is no role {role}"))?,
                name: checked::<Line>("--name", name)?,
                function: checked("--function", function)?,
                until: until.as_deref().map(parse_day).transpose().map_err(|r| format!("--until: {}", r.why.en))?,
                login: login.as_deref().map(|login| checked("--login", login)).transpose()?,
            };
            block_on(add(&vault, account, *change))?;
            say(match login {
                Some(login) => format!("Done. They log in as {login} and choose for whom they work."),
                None => "Done. Set a password with: casustafel account password ID".to_owned(),
            }
            .as_str());
        }
        What::Password { id } => {
            let person: PersonId = checked("ID", id)?;
            if std::io::stdin().is_terminal() {
                say("Type the password, then Enter and Ctrl-D:");
            }
            let mut typed = String::new();
            std::io::stdin().read_to_string(&mut typed).map_err(|e| e.to_string())?;
            let set =
                block_on(async { vault.set_password(&person, typed.trim_end()).await.map_err(|e| e.to_string()) })?;
            say(&set.map_err(|r| r.why.en.into_owned())?);
        }
        What::EndSessions { id } => {
            let person: PersonId = checked("ID", id)?;
            let ended = block_on(async { vault.sessions_end_all(&person).await.map_err(|e| e.to_string()) })?;
            say(&format!("{ended} ended."));
        }
        What::Close { id } => {
            let person: PersonId = checked("ID", id)?;
            if !block_on(async { vault.close_account(&person).await.map_err(|e| e.to_string()) })? {
                return Err(format!("there is no account {id}"));
            }
            say("Closed.");
            let agency = block_on(async { vault.actor(person.as_str()).await.map_err(|e| e.to_string()) })?;
            if agency.is_some_and(|actor| actor.agency.office.desk.persons.is_empty()) {
                say("Their organisation has no desk: where only they sat, nobody is asked to name somebody.");
            }
        }
    }
    Ok(())
}
