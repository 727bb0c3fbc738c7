//! The command line. Each command is a file; what it prints is for a person, and never content of a dossier.

mod account;
mod alpha;
mod bench;
mod checkpoint;
mod houses;
mod import;
mod keep;
mod merging;
mod region;
mod seed;
mod serve;
mod token;
mod witness;

use crate::{
    opening, papers, press,
    settings::{LogLevel, Overrides, Settings},
    terminal::say,
};
use clap::{Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};
use tracing_subscriber::filter::LevelFilter;

/// The shared case table of the Zorg- en Veiligheidshuizen.
#[derive(Debug, Parser)]
#[command(version, about, after_help = "Try it: casustafel demo\nHelp on one command: casustafel help serve")]
pub(crate) struct Cli {
    #[command(flatten)]
    over: Overrides,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the house to browsers and programs
    #[command(after_help = "Example: casustafel serve --data /var/lib/casustafel --listen 127.0.0.1:8080")]
    Serve {
        /// The address to listen on
        #[arg(long)]
        listen: Option<SocketAddr>,
        /// Not for a house that people work in; see `casustafel demo`
        #[arg(long, hide = true, value_name = "DAY")]
        today: Option<String>,
    },
    /// Start an invented region with dossiers in every state, and pick who you are
    #[command(
        after_help = "Example: casustafel demo --listen 127.0.0.1:8080\nThe data folder (default: demo-data) is kept and used again.\nWhile it runs, kill -USR1 and its process number lets half an hour pass: every session ends."
    )]
    Demo {
        /// The address to listen on
        #[arg(long)]
        listen: Option<SocketAddr>,
        /// Only make the invented data
        #[arg(long)]
        prepare_only: bool,
        /// As if it were this day, dd-mm-yyyy
        #[arg(long, value_name = "DAY")]
        today: Option<String>,
    },
    /// Make a new store, or bring an older one up to this version
    #[command(after_help = "Example, a new house: casustafel migrate --new-key --data /var/lib/casustafel")]
    Migrate {
        /// Make a master key for a new house
        #[arg(long)]
        new_key: bool,
        /// Take an older store over as it is found, also when its own checks find something wrong; it is written in the book
        #[arg(long)]
        as_found: bool,
    },
    /// Take over data from elsewhere
    Import {
        #[command(subcommand)]
        what: import::What,
    },
    /// Walk every chain and the book; exit 0 when all is well, 1 when not
    #[command(after_help = "Examples: casustafel verify --data /var/lib/casustafel\n          \
        casustafel verify --checkpoint /elsewhere/kept-1 /elsewhere/kept-2")]
    Verify {
        /// Also hold the store against checkpoints that were kept outside the house
        #[arg(long, value_name = "FILE", num_args = 1..)]
        checkpoint: Vec<PathBuf>,
    },
    /// Sign everything that happened until now, and print that to be kept outside the house
    #[command(
        after_help = "Examples: casustafel checkpoint --out /elsewhere/kept\n          casustafel checkpoint --key"
    )]
    Checkpoint {
        /// The file to write; without it, standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Print the public key that checkpoints of this house are signed with
        #[arg(long, conflicts_with = "out")]
        key: bool,
    },
    /// Compute Krippendorff's alpha of a table of codings
    #[command(after_help = "Example: casustafel alpha codes.csv --level ordinal --json")]
    Alpha(alpha::Options),
    /// Sign the newest checkpoint of a house elsewhere, if it follows from the one that was kept
    #[command(after_help = "Once: casustafel witness --new-key /etc/witness.key --name politie-nh --house KEY\n\
        Every hour: casustafel witness --key /etc/witness.key --last /var/lib/witness/last https://tafel.example.org")]
    Witness(witness::Options),
    /// Name a witness, whose signature the house then keeps beside its checkpoints
    #[command(after_help = "Example: casustafel witness-add --agency politie-nh politie-nh+1a2b3c4d+BF...")]
    WitnessAdd {
        /// The organisation that keeps the key
        #[arg(long)]
        agency: String,
        /// The public key, as `casustafel witness --new-key` printed it
        key: String,
    },
    /// Print the public key by which another house knows this one
    #[command(after_help = "Example: casustafel neighbour-key --data /var/lib/casustafel\n\
        The keeper of the other house puts it under [[neighbours]] in its settings. Have it read back by another way than it was sent.")]
    NeighbourKey,
    /// Print the public key of this house, for the keeper of another to make it known there
    #[command(after_help = "Example: casustafel house-key\n\
        Send the key; then call, and read the fingerprint to each other before anything is sealed with it.")]
    HouseKey,
    /// Make another house known by its key, so that a case can go there and come from there; without a name, tell which are known
    #[command(after_help = "Examples: casustafel house-known --name 'Huis Brabant' casustafel-huis-1:...\n          \
        casustafel house-known --name 'Huis Brabant' --forget")]
    HouseKnown {
        /// What people call it here
        #[arg(long)]
        name: Option<String>,
        /// Its public key, as `casustafel house-key` printed it there
        key: Option<String>,
        /// Forget it
        #[arg(long, requires = "name", conflicts_with = "key")]
        forget: bool,
    },
    /// Tell what the clock of the house would do now, or on another day
    #[command(after_help = "Example: casustafel due --today 01-03-2027")]
    Due {
        /// As if it were this day, dd-mm-yyyy
        #[arg(long, value_name = "DAY")]
        today: Option<String>,
        /// Do it; on another day only in the demonstration
        #[arg(long)]
        walk: bool,
    },
    /// Write a sealed backup while the house is open, and the key ring beside it
    #[command(after_help = "Example: casustafel backup /backup/monday.casustafel\n\
        The key ring is written over each time: keep only the latest, never an archive of them. What is destroyed is then gone from \
        older backups too.")]
    Backup {
        /// The file to write
        file: PathBuf,
        /// The key ring (default: sleutelbos in the folder of the file)
        #[arg(long)]
        key_ring: Option<PathBuf>,
    },
    /// Put a backup back into an empty place, and verify it
    #[command(after_help = "Example: casustafel restore /backup/monday.casustafel --data /var/lib/new")]
    Restore {
        /// The backup
        file: PathBuf,
        /// The key ring (default: sleutelbos in the folder of the file)
        #[arg(long)]
        key_ring: Option<PathBuf>,
    },
    /// Give a store that the engine itself put back to an earlier day the keys of what lives, from the latest copy of the key ring, and
    /// verify it. What was forgotten since stays closed
    #[command(after_help = "Example: casustafel --database-url postgres://... restore-keys /backup/sleutelbos")]
    RestoreKeys {
        /// The latest copy of the key ring
        key_ring: PathBuf,
    },
    /// Seal the key ring under a new master key, while the house is open. Make a backup after it: with the new key only copies of the
    /// ring from then on open
    Rekey,
    /// Carry the house to another engine, and verify it on arrival
    #[command(after_help = "Examples: casustafel move --to postgres://casustafel@localhost/casustafel\n          \
        casustafel --database-url postgres://... move --to sqlite:/var/lib/casustafel/casustafel.db")]
    Move {
        /// postgres://... or sqlite:PATH
        #[arg(long)]
        to: String,
        /// Where its key ring comes, at a PostgreSQL (default: the setting ring_file); never over one that is there
        #[arg(long)]
        key_ring: Option<PathBuf>,
    },
    /// Write the cards, seats and tasks of every dossier anew from its events
    Reindex,
    /// Sign a small table as it is, after looking at what else than this program changed in it
    #[command(
        after_help = "Example: casustafel accept account\nIt is written in the book. See `casustafel verify` for what was changed."
    )]
    Accept {
        /// account, agency, setting, counter or witness
        table: String,
    },
    /// Give a program a token to act for a person, for thirty days
    #[command(
        after_help = "Example: curl -H \"Authorization: Bearer $(casustafel token --as expert-nh)\" http://127.0.0.1:8080/api/v1/signalen"
    )]
    Token {
        /// The account
        #[arg(long = "as", alias = "als", value_name = "ACCOUNT")]
        account: String,
    },
    /// Try a house's template for papers; exit 0 when it is good
    #[command(after_help = "Example: casustafel template /etc/casustafel/papers/huisstijl.typ --to sample.pdf")]
    Template {
        /// The template, with what it uses beside it
        template: PathBuf,
        /// Write a paper with one of everything in its look
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// That paper in English
        #[arg(long, requires = "to")]
        english: bool,
    },
    /// Accounts: add, close, set a password
    Account {
        #[command(subcommand)]
        what: account::What,
    },
    /// The region: houses, municipalities, organisations, and its choices where the law leaves one
    Region {
        #[command(subcommand)]
        what: region::What,
    },
    /// Fill an empty house with the dataset of the bench, through the real write path
    Seed {
        /// How many cases
        #[arg(long)]
        cases: u64,
        /// Also in a house that is not empty, such as that of `demo --prepare-only`
        #[arg(long)]
        more: bool,
    },
    /// Measure the workload of docs/performance.md on the store in the data folder
    #[command(
        after_help = "Example: casustafel seed --cases 10000 --data /tmp/d10k && casustafel bench --data /tmp/d10k --json"
    )]
    Bench(bench::Options),
}

fn start_log(level: LogLevel) {
    let most = match level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let log = tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_max_level(most);
    // A second start in one process, as in a test, keeps the first.
    drop(log.try_init());
}

/// Does what was asked.
///
/// # Errors
/// A sentence that says what is the matter.
pub(crate) fn run(cli: Cli) -> Result<ExitCode, String> {
    let mut settings = Settings::load(&cli.over)?;
    let done = |()| ExitCode::SUCCESS;
    match cli.command {
        Command::Serve { today: Some(_), .. } => {
            Err("serve takes no day: what people do gets the moment at which they do it; `casustafel demo --today DAY` does".into())
        }
        Command::Serve { listen, today: None } => {
            settings.listen = listen.unwrap_or(settings.listen);
            start_log(settings.log);
            serve::serve(&settings).map(done)
        }
        Command::Demo { listen, prepare_only, today } => {
            settings.listen = listen.unwrap_or(settings.listen);
            if cli.over.data.is_none() && std::env::var_os("CASUSTAFEL_DATA").is_none() {
                settings.data = PathBuf::from("demo-data");
            }
            start_log(if std::env::var_os("CASUSTAFEL_LOG").is_none() { LogLevel::Warn } else { settings.log });
            serve::demo(&settings, prepare_only, today.as_deref()).map(done)
        }
        Command::Migrate { new_key, as_found } => {
            if new_key {
                opening::new_master(&settings)?;
            }
            let vault = opening::take_over(&settings, as_found)?;
            drop(vault);
            say("The store is ready.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Import { what } => import::run(&settings, &what),
        Command::Verify { checkpoint } => keep::verify(&settings, &checkpoint),
        Command::Checkpoint { key: true, .. } => checkpoint::key(&settings).map(done),
        Command::Checkpoint { out, key: false } => checkpoint::checkpoint(&settings, out.as_deref()).map(done),
        Command::Alpha(options) => alpha::run(&options).map(done),
        Command::Witness(options) => witness::run(&options).map(done),
        Command::WitnessAdd { agency, key } => checkpoint::witness(&settings, &agency, &key).map(done),
        Command::NeighbourKey => {
            say(&opening::open_existing(&settings)?.neighbour_key().to_string());
            Ok(ExitCode::SUCCESS)
        }
        Command::HouseKey => houses::key(&settings).map(done),
        Command::HouseKnown { name, key, forget } => {
            houses::know(&settings, name.as_deref(), key.as_deref(), forget).map(done)
        }
        Command::Due { today, walk } => checkpoint::due(&settings, today.as_deref(), walk).map(done),
        Command::Backup { file, key_ring } => keep::backup(&settings, &file, key_ring).map(done),
        Command::Restore { file, key_ring } => keep::restore(&settings, &file, key_ring),
        Command::RestoreKeys { key_ring } => keep::restore_keys(&settings, &key_ring),
        Command::Rekey => keep::rekey(&settings).map(done),
        Command::Move { to, key_ring } => keep::carry(&settings, &to, key_ring),
        Command::Reindex => keep::reindex(&settings),
        Command::Accept { table } => keep::accept(&settings, &table).map(done),
        Command::Token { account } => token::token(&settings, &account).map(done),
        Command::Template { template, to, english } => {
            press::choose(&settings)?;
            let lang = if english { paper::Language::English } else { paper::Language::Dutch };
            papers::try_one(&template, to.as_deref(), lang).map(done)
        }
        Command::Account { what } => account::run(&settings, &what).map(done),
        Command::Region { what } => region::run(&settings, &what).map(done),
        Command::Seed { cases, more } => seed::seed(&settings, cases, more).map(done),
        Command::Bench(options) => bench::bench(&settings, &options).map(done),
    }
}
