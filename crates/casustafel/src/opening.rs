//! Opening the house from its settings: where the store is, which key, which rules.

use crate::{areas::areas, kept::is_kept, levels::levels, settings::Settings, wiring};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use vault::{Clock, Database, Held, Key, Opening, Random, SystemRandom, Vault};

/// The name of the SQLite file in the data folder.
const STORE: &str = "casustafel.db";
/// The name of the master key in the data folder.
const KEY: &str = "meestersleutel";
/// The name of the key ring in the data folder, where the store is a PostgreSQL.
const RING: &str = "sleutelring";

/// Where the store is.
pub(crate) fn database(settings: &Settings) -> Database {
    match &settings.database_url {
        Some(url) => Database::Postgres { url: url.clone(), ring: ring_file(settings) },
        None => Database::Sqlite(settings.data.join(STORE)),
    }
}

/// Where the key ring of a house on PostgreSQL is; the one of a file lies beside it.
fn ring_file(settings: &Settings) -> PathBuf {
    settings.ring_file.clone().unwrap_or_else(|| settings.data.join(RING))
}

/// A place named on the command line: a PostgreSQL address, or the path of an SQLite file.
pub(crate) fn place(settings: &Settings, named: &str, ring: Option<PathBuf>) -> Database {
    let name = named.strip_prefix("sqlite:").unwrap_or(named);
    if named.starts_with("postgres://") || named.starts_with("postgresql://") {
        Database::Postgres { url: named.to_owned(), ring: ring.unwrap_or_else(|| ring_file(settings)) }
    } else {
        Database::Sqlite(PathBuf::from(name))
    }
}

fn key_file(settings: &Settings) -> PathBuf {
    settings.key_file.clone().unwrap_or_else(|| settings.data.join(KEY))
}

/// Whether there is a file where the master key should be.
pub(crate) fn has_master(settings: &Settings) -> bool {
    key_file(settings).exists()
}

fn exists(settings: &Settings) -> bool {
    match database(settings) {
        Database::Sqlite(path) => path.exists(),
        Database::Postgres { .. } => true,
    }
}

/// Makes a folder that is this account's alone. One that is there already stays as its owner made it.
fn own_folder(folder: &Path) -> Result<(), String> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| format!("{}: {e}", folder.display()))
}

/// A file for this account alone; what was in it is gone, and so is what others could do with it.
///
/// # Errors
/// What the file system says.
pub(crate) fn own_file(file: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(file)?;
    #[cfg(unix)]
    made.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(made)
}

/// Reads the master key. When a change of it was broken off, the one that the key ring is sealed under takes its place first.
///
/// # Errors
/// A sentence when there is none, when others can read it, when it cannot be read, or when it is not 64 hexadecimal digits.
pub(crate) fn master(settings: &Settings) -> Result<Key, String> {
    let next = next_file(settings);
    if next.exists() && database(settings).is_opened_by(&read_key(&next)?) {
        take_next_master(settings)?;
    }
    read_key(&key_file(settings))
}

fn read_key(file: &Path) -> Result<Key, String> {
    is_kept(file, "the master key")?;
    let text = fs::read_to_string(file).map_err(|e| {
        format!(
            "the master key {} cannot be read ({e}). For a new house `casustafel migrate --new-key` makes one; \
             for an existing house put back the key it was made with",
            file.display()
        )
    })?;
    let text = text.trim();
    let nibbles: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    match nibbles.as_deref() {
        Some(digits) if digits.len() == 64 => {
            let mut bytes = [0; 32];
            for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
                *byte = pair.iter().fold(0, |all, digit| (all << 4) | digit);
            }
            Ok(Key::from_bytes(bytes))
        }
        _ => Err(format!("the master key {} is not 64 hexadecimal digits", file.display())),
    }
}

/// Where a new master key waits until the key ring is sealed under it.
fn next_file(settings: &Settings) -> PathBuf {
    let mut name = key_file(settings).into_os_string();
    name.push("-volgende");
    name.into()
}

/// Makes the master key that is to come, beside the one that is.
///
/// # Errors
/// A sentence about the file.
pub(crate) fn next_master(settings: &Settings) -> Result<Key, String> {
    let file = next_file(settings);
    // Two at once would seal the ring under a key that the other one writes over.
    if file.exists() {
        return Err(format!(
            "{} is there: another program is changing the master key, or was stopped before it did. When none is at it, remove that file",
            file.display()
        ));
    }
    write_key(&file)
}

/// Puts the master key that is to come in its place.
///
/// # Errors
/// A sentence about the file.
pub(crate) fn take_next_master(settings: &Settings) -> Result<(), String> {
    let (next, file) = (next_file(settings), key_file(settings));
    let taken = match fs::rename(&next, &file) {
        // Another program that opened the house has put it there.
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && database(settings).is_opened_by(&read_key(&file)?) => {
            Ok(())
        }
        taken => taken,
    };
    taken.and_then(|()| keep_name(&file)).map_err(|e| format!("{}: {e}", file.display()))
}

/// Makes sure that the name of a file outlives a power failure.
pub(crate) fn keep_name(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn write_key(file: &Path) -> Result<Key, String> {
    let key = Key::fresh(&SystemRandom);
    let text: String = key.bytes().iter().map(|b| format!("{b:02x}")).collect();
    new_file(file, text.as_bytes())?;
    Ok(key)
}

/// Makes a master key for a new house; never over another one, never beside a store that has data.
///
/// # Errors
/// A sentence when there is a store or a key already, or the file cannot be written.
pub(crate) fn new_master(settings: &Settings) -> Result<Key, String> {
    let file = key_file(settings);
    if settings.database_url.is_none() && exists(settings) {
        return Err("there is a store already; a new master key would not open it".into());
    }
    own_folder(&settings.data)?;
    write_key(&file)
}

/// Writes a file that was not there, for this account alone.
///
/// # Errors
/// A sentence that names the file, also when there is one.
pub(crate) fn new_file(file: &Path, holds: &[u8]) -> Result<(), String> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = |mut f: fs::File| f.write_all(holds).and_then(|()| f.sync_all());
    let written = options.open(file).and_then(write).and_then(|()| keep_name(file));
    written.map_err(|e| format!("{}: {e}", file.display()))
}

/// Opens the house; the clock is the machine's unless another is given.
///
/// # Errors
/// A sentence that says what is the matter.
pub(crate) fn open(settings: &Settings, clock: Option<Arc<dyn Clock>>) -> Result<Vault, String> {
    open_with(settings, database(settings), clock, false)
}

/// Opens a house at a place other than the settings say, under the same key.
///
/// # Errors
/// A sentence that says what is the matter.
pub(crate) fn open_at(settings: &Settings, place: Database) -> Result<Vault, String> {
    open_with(settings, place, None, false)
}

/// Opens a house and brings an older store up to this version; `as_found` also when its own checks find something wrong.
///
/// # Errors
/// A sentence that says what is the matter.
pub(crate) fn take_over(settings: &Settings, as_found: bool) -> Result<Vault, String> {
    open_with(settings, database(settings), None, as_found)
}

fn open_with(
    settings: &Settings,
    place: Database,
    clock: Option<Arc<dyn Clock>>,
    as_found: bool,
) -> Result<Vault, String> {
    let key = master(settings)?;
    own_folder(&settings.data)?;
    let rules = wiring::rulebook().map_err(|e| format!("the rules: {e}"))?;
    let mut opening = Opening::new(place, key, rules, wiring::kinds());
    opening.node.clone_from(&settings.node);
    opening.as_found = as_found;
    opening.readers = settings.readers;
    opening.passwords = settings.limits.passwords();
    opening.queue = settings.queue;
    opening.rest = Duration::from_secs(settings.ring_rest);
    opening.neighbours = settings.neighbours()?;
    opening.triages = settings.triages()?;
    opening.terms = settings.terms.terms();
    opening.case_terms = settings.terms.of_cases();
    opening.life = areas(&settings.life_areas)?;
    opening.levels = levels(&settings.levels)?;
    opening.files = settings.file_rules()?;
    let files = [key_file(settings), next_file(settings)];
    // Another process may change the master key while this one is open.
    opening.again = Some(Arc::new(move || files.iter().filter_map(|file| read_key(file).ok()).collect()));
    opening.random = Arc::new(SystemRandom) as Arc<dyn Random>;
    if let Some(clock) = clock {
        opening.clock = clock;
    }
    // The address of another engine may hold a password, so only a file is named.
    let file = match &opening.database {
        Database::Sqlite(path) => format!("{}: ", path.display()),
        Database::Postgres { .. } => String::new(),
    };
    Vault::open(opening).map_err(|e| format!("{file}{e}"))
}

/// Takes the place of the one server at this store, for as long as what is given lives.
///
/// # Errors
/// A sentence that names the file, when another server has it.
pub(crate) fn hold(settings: &Settings) -> Result<Held, String> {
    own_folder(&settings.data)?;
    database(settings).hold().map_err(|e| e.to_string())
}

/// Whether there is a house to open.
///
/// # Errors
/// A sentence that says where it was looked for.
pub(crate) fn must_exist(settings: &Settings) -> Result<(), String> {
    if exists(settings) {
        return Ok(());
    }
    let at = settings.data.join(STORE);
    Err(format!("there is no store at {}; `casustafel migrate` makes one", at.display()))
}

/// Opens a house that must be there already.
///
/// # Errors
/// A sentence that says what is the matter.
pub(crate) fn open_existing(settings: &Settings) -> Result<Vault, String> {
    must_exist(settings)?;
    open(settings, None)
}
