//! Taking over a register of signals from the command line: the same reading and the same all-or-nothing as on the page.

use crate::terminal::{block_on, complain, say};
use crate::{opening, settings::Settings};
use casework::signal::{
    acts::ImportSignals,
    import::{self, Choose, Keeper, NotTaken, Preview, WANTED},
};
use clap::Subcommand;
use kernel::{Choice, Lang, Line, local_day};
use std::{fs, path::PathBuf, process::ExitCode};
use tables::{Doubt, Letters, Wish};
use vault::{Actor, Vault};

/// What to take over.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// A register of signals: XLSX, ODS, XLS or CSV
    #[command(after_help = "Example: casustafel import signalen register.csv --als expert-nh\n\
        Nothing is taken over when a row is wrong, unless --goede-overnemen is given.")]
    Signalen {
        /// The file
        file: PathBuf,
        /// For whom
        #[arg(long = "als", alias = "as", value_name = "ACCOUNT")]
        account: String,
        /// Take over the good rows, also when others are wrong
        #[arg(long)]
        goede_overnemen: bool,
        /// The alphabet of a CSV file, when it may be several: utf-8, windows-1252, cp850, cp437, cp852, cp857, macintosh, windows-1254 or windows-1250
        #[arg(long, value_name = "NAME")]
        tekenset: Option<String>,
        /// The sheet of a workbook, when it may be several
        #[arg(long, value_name = "NAME")]
        tabblad: Option<String>,
    },
}

/// What is wrong, row by row; never what is in the cells.
fn tell(preview: &Preview, lang: Lang) {
    for (row, problems) in preview.wrong() {
        let reference = row.reference.as_ref().map_or_else(String::new, |r| format!(" ({r})"));
        for problem in problems {
            let column = problem.column.map_or_else(String::new, |c| format!("{}: ", c.heading()));
            complain(&format!("rij {}{reference}: {column}{}", row.number, problem.why.to(lang)));
        }
    }
}

fn why_not(error: &vault::Error) -> String {
    match error {
        vault::Error::Denied => "deze persoon mag geen register overnemen".to_owned(),
        vault::Error::Refused(_)
        | vault::Error::Stale
        | vault::Error::Claimed
        | vault::Error::Long
        | vault::Error::Store(_) => error.to_string(),
    }
}

/// What the file leaves open, and by which word of the command line it is answered.
fn open_question(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Letters(samples) => {
            let words = samples.iter().map(|sample| sample.letters.word()).collect::<Vec<_>>().join(", ");
            format!("de letters zijn op meer manieren te lezen; kies --tekenset uit {words}")
        }
        Doubt::Sheet => "er zijn meer tabbladen met een register; kies er een met --tabblad".to_owned(),
        Doubt::Columns(missing) => {
            let names = missing.iter().filter_map(|n| WANTED.get(*n)).map(tables::Wanted::name);
            let names = names.collect::<Vec<_>>().join(", ");
            format!(
                "deze kolommen hebben een andere naam: {names}; wijs ze één keer aan op de pagina Register overnemen"
            )
        }
    }
}

async fn take(vault: &Vault, actor: &Actor, bytes: &[u8], mut wish: Wish, choose: Choose) -> Result<ExitCode, String> {
    let lang = Lang::Nl;
    // The rule first; a no is in the book before anything is said of the file.
    if let Err(e) = vault.begin::<ImportSignals>(actor).await.map(drop) {
        return Err(why_not(&e));
    }
    let directory = vault.directory();
    let contact: Line = actor.name.clone();
    let keeper = Keeper { agency: &actor.agency, contact: &contact };
    wish.remembered = import::remembered(vault, &actor.agency.id).await.map_err(|e| e.to_string())?;
    let preview = import::read(bytes, &wish, import::places(&directory), local_day(vault.now()), keeper)
        .map_err(|r| r.why.to(lang).to_owned())?;
    if let Some(doubt) = preview.table.doubts.first() {
        return Err(open_question(doubt));
    }
    tell(&preview, lang);
    match import::take_over(vault, actor, &preview, choose).await {
        Ok(taken) => {
            let (made, before, left) = (taken.made.len(), taken.before, taken.left);
            say(&format!("{made} overgenomen, {before} al eerder overgenomen, {left} niet overgenomen"));
            Ok(if left == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
        }
        Err(NotTaken::Refused(refusal)) => Err(refusal.why.to(lang).to_owned()),
        Err(NotTaken::Vault(e)) => Err(why_not(&e)),
    }
}

/// Takes it over.
///
/// # Errors
/// A sentence about the file, the account or the store; then nothing was taken over.
pub(crate) fn run(settings: &Settings, what: &What) -> Result<ExitCode, String> {
    let What::Signalen { file, account, goede_overnemen, tekenset, tabblad } = what;
    let letters = tekenset.as_ref().map(|word| {
        let all = || Letters::ALL.map(Letters::word).join(", ");
        Letters::of_word(word).ok_or_else(|| format!("{word} is geen tekenset; kies uit {}", all()))
    });
    let wish = Wish { letters: letters.transpose()?, sheet: tabblad.clone(), ..Wish::default() };
    let vault = opening::open_existing(settings)?;
    let bytes = fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let choose = if *goede_overnemen { Choose::GoodOnes } else { Choose::AllOrNothing };
    block_on(async {
        let actor = vault.actor(account).await.map_err(|e| e.to_string())?;
        let actor = actor.ok_or(format!("er is geen account {account}"))?;
        take(&vault, &actor, &bytes, wish, choose).await
    })
}
