//! A witness: a partner organisation that keeps the house honest, from a machine of its own and without a store. It fetches the newest
//! checkpoint, sees that it follows from the one it kept, signs it, keeps it and sends its signature back.

use super::keep::write_whole;
use crate::terminal::{block_on, say};
use crate::{
    client,
    kept::is_kept,
    opening::{new_file, own_file},
};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use vault::{Clock, SystemClock, SystemRandom, Witness};

/// How long one question to a house may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest answer that is read, in bytes.
const LONGEST: usize = 256 * 1024;

/// What a witness is asked to do.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Make a new key in this file, for the house with the key in --house
    #[arg(long, value_name = "FILE", requires = "name", requires = "house", conflicts_with_all = ["key", "last", "address"])]
    new_key: Option<PathBuf>,
    /// The name of the witness, such as politie-nh
    #[arg(long, requires = "new_key")]
    name: Option<String>,
    /// The public key of the house, as `casustafel checkpoint --key` prints it there
    #[arg(long, requires = "new_key", value_name = "KEY")]
    house: Option<String>,
    /// The file with the key of this witness; never on the machine of the house
    #[arg(long, value_name = "FILE", required_unless_present = "new_key")]
    key: Option<PathBuf>,
    /// The file with the checkpoint that was signed last; made at the first time
    #[arg(long, value_name = "FILE", required_unless_present = "new_key")]
    last: Option<PathBuf>,
    /// The address of the house
    #[arg(required_unless_present = "new_key")]
    address: Option<String>,
}

/// Does it.
///
/// # Errors
/// A sentence: a house that does not answer, a checkpoint that does not follow, a file.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    match options {
        Options { new_key: Some(file), name: Some(name), house: Some(house), .. } => make(file, name, house),
        Options { key: Some(key), last: Some(last), address: Some(address), .. } => {
            block_on(look(key, last, address.trim_end_matches('/')))
        }
        _ => Err("a witness needs --key, --last and the address of the house; or --new-key, --name and --house".into()),
    }
}

fn make(file: &Path, name: &str, house: &str) -> Result<(), String> {
    let witness = Witness::fresh(name, house, &SystemRandom).map_err(|e| e.to_string())?;
    new_file(file, witness.secret().as_bytes())?;
    say(&witness.key());
    Ok(())
}

async fn look(key: &Path, last: &Path, address: &str) -> Result<(), String> {
    let read = |file: &Path| fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()));
    is_kept(key, "the key of the witness")?;
    let _alone = alone(last)?;
    let witness = Witness::read(&read(key)?).map_err(|e| format!("{}: {e}", key.display()))?;
    let kept = last.exists().then(|| read(last)).transpose()?;
    let newest = ask(&format!("{address}/controle/checkpoint"), None).await?;
    let looked = witness.look(kept.as_deref(), &newest).map_err(|e| e.to_string())?;
    let proof = match looked.needs() {
        Some((from, to)) => ask(&format!("{address}/controle/bewijs?van={from}&tot={to}"), None).await?,
        None => String::new(),
    };
    let (size, first) = (looked.size(), looked.is_first());
    let signed = witness.sign(looked, &proof, SystemClock.now()).map_err(|e| e.to_string())?;
    // Kept before it is sent: what this witness signed it always remembers.
    write_whole(last, |to| to.write_all(signed.note.as_bytes()).map_err(|e| e.to_string()))?;
    let form = web::encode(&[("omvang", size.to_string().as_str()), ("regel", &signed.line)]);
    ask(&format!("{address}/controle/medeondertekening"), Some(form))
        .await
        .map_err(|e| format!("signed and kept in {}, but the house did not take it: {e}", last.display()))?;
    let how = if first { "the first that this witness sees" } else { "it follows from the one before" };
    say(&format!("{size} leaves: {how}; signed and kept in {}", last.display()));
    Ok(())
}

/// Two at once would each sign what follows from the same one before.
fn alone(last: &Path) -> Result<fs::File, String> {
    let mut name = last.to_owned().into_os_string();
    name.push("-lock");
    let lock = own_file(Path::new(&name)).map_err(|e| format!("{}: {e}", last.display()))?;
    lock.try_lock().map_err(|_| format!("another look is under way with {}: wait until it ends", last.display()))?;
    Ok(lock)
}

/// Asks a house something, or sends it a form.
async fn ask(address: &str, form: Option<String>) -> Result<String, String> {
    let said = client::send(address, form, PATIENCE, LONGEST).await;
    let (status, text) = said.map_err(|e| format!("{address}: {e}"))?;
    match status {
        200 => Ok(text),
        404 => Err(format!("{address}: there is no checkpoint there yet")),
        422 => Err(format!("{address}: {}", text.trim())),
        other => Err(format!("{address}: the house answers {other}")),
    }
}
