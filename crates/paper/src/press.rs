//! The press: a program that sets one document and ends. It runs apart from the house, so that a large document takes none of its memory
//! and none of its threads, and it is never given more work at once than a small machine can bear.

use crate::Error;
use std::{
    env,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Condvar, Mutex, OnceLock, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

/// The largest document, as JSON in bytes.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// The largest PDF, in bytes.
const MOST_PRINTED: u64 = 64 * 1024 * 1024;
const PROGRAM: &str = "casustafel-press";
/// So many documents are set at once.
const AT_ONCE: usize = 2;
/// So many wait at most.
const WAITING: usize = 16;
/// So long a document waits for its turn.
const TURN: Duration = Duration::from_secs(20);
/// So long setting one may take, or making a look of a template.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// So much memory the press may have for one document, in bytes, where the system knows such a limit.
pub const MOST_MEMORY: u64 = 1536 * 1024 * 1024;
/// Whether it does.
pub const LIMITS_MEMORY: bool = cfg!(target_os = "linux");
/// So a program of Rust begins its last words when it gets no memory.
const NO_MEMORY: &[u8] = b"memory allocation of";

static CHOSEN: OnceLock<PathBuf> = OnceLock::new();
/// In this variable the press hears where further fonts are, and it hears nothing else of our surroundings.
pub const FONTS: &str = "CASUSTAFEL_PRESS_FONTS";
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// Says which program is the press, before the first document is printed. Without, it is looked for beside this program.
pub fn use_press(program: PathBuf) {
    // Said twice, the first counts.
    let _ = CHOSEN.set(program);
}

/// Says in which folder there are fonts for letters that the press does not have itself, before the first document is printed.
pub fn use_fonts(folder: PathBuf) {
    // Said twice, the first counts.
    let _ = FOLDER.set(folder);
}

/// Where the press is, if it is there now.
pub fn press() -> Option<PathBuf> {
    if let Some(chosen) = CHOSEN.get() {
        return chosen.is_file().then(|| chosen.clone());
    }
    let here = env::current_exe().ok()?;
    let name = format!("{PROGRAM}{}", env::consts::EXE_SUFFIX);
    // Cargo keeps test programs one folder further than the programs they test.
    here.ancestors().skip(1).take(2).map(|folder| folder.join(&name)).find(|path| path.is_file())
}

/// A place at the press, for as long as it is held.
pub(crate) fn turn() -> Result<impl Drop, Error> {
    PLACES.turn(TURN)
}

/// What the press makes of this, if it begins so.
pub(crate) fn made(program: &Path, asked: &[u8], begins: &[u8; 4]) -> Result<Vec<u8>, Error> {
    made_in(program, asked, begins, PATIENCE)
}

/// The places at the press.
static PLACES: Places = Places { state: Mutex::new(Crowd { at_work: 0, waiting: 0 }), left: Condvar::new() };

struct Places {
    state: Mutex<Crowd>,
    left: Condvar,
}

#[derive(Debug, Clone, Copy)]
struct Crowd {
    at_work: usize,
    waiting: usize,
}

/// A place that is taken; dropping it gives it back.
struct Turn<'a>(&'a Places);

impl Places {
    /// Takes a place, or waits so long for one; too many do not wait.
    fn turn(&self, patience: Duration) -> Result<Turn<'_>, Error> {
        let mut crowd = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if crowd.at_work >= AT_ONCE {
            if crowd.waiting >= WAITING {
                return Err(Error::Busy);
            }
            crowd.waiting += 1;
            let waited = self.left.wait_timeout_while(crowd, patience, |crowd| crowd.at_work >= AT_ONCE);
            let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
            crowd = now;
            crowd.waiting -= 1;
        }
        if crowd.at_work >= AT_ONCE {
            return Err(Error::Busy);
        }
        crowd.at_work += 1;
        Ok(Turn(self))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).at_work -= 1;
        self.0.left.notify_one();
    }
}

/// Gives the words to the program and takes what it prints. It knows nothing of our surroundings.
fn made_in(program: &Path, words: &[u8], begins: &[u8; 4], patience: Duration) -> Result<Vec<u8>, Error> {
    let began = Instant::now();
    let mut child = Command::new(program)
        .env_clear()
        .envs(FOLDER.get().map(|folder| (FONTS, folder)))
        // As many threads on a large machine as on a small one, for each takes memory.
        .env("RAYON_NUM_THREADS", "2")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| Error::NoPress)?;
    let (Some(mut input), Some(output), Some(last)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        end(&mut child);
        return Err(Error::NoPress);
    };
    thread::scope(|scope| {
        // It may end before it has read everything; how it ended tells why.
        scope.spawn(move || drop(input.write_all(words)));
        // Its last words are looked at for one thing, and go no further.
        let last = scope.spawn(move || {
            let mut words = Vec::new();
            let read = last.take(NO_MEMORY.len() as u64).read_to_end(&mut words);
            read.is_ok() && words == NO_MEMORY
        });
        let (tell, told) = mpsc::channel();
        scope.spawn(move || {
            let mut printed = Vec::new();
            let read = output.take(MOST_PRINTED + 1).read_to_end(&mut printed);
            drop(tell.send(read.map(|_| printed)));
        });
        let printed = told.recv_timeout(patience);
        let left = patience.saturating_sub(began.elapsed());
        match (printed, ended(&mut child, left)) {
            (Ok(Ok(printed)), Some(Some(0))) if printed.starts_with(begins) => Ok(printed),
            (Ok(_), Some(None)) if last.join().unwrap_or_default() => Err(Error::Memory),
            (Ok(_), Some(code)) => Err(Error::of_code(code)),
            (_, _) => Err(Error::TooSlow),
        }
    })
}

/// The number with which it ended, within this time; nothing when it had to be ended. No number: it was ended by somebody else.
fn ended(child: &mut Child, patience: Duration) -> Option<Option<i32>> {
    let began = Instant::now();
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status.code());
        }
        if began.elapsed() >= patience {
            end(child);
            return None;
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn end(child: &mut Child) {
    // It may have ended meanwhile, which is as good.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
#[cfg(unix)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    /// A press that does what this script says.
    fn press_that(script: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("press");
        // Written by a process of its own: another test that starts a program at this very moment would hold the file open for writing, and
        // what is open for writing cannot be run.
        let writes = ["-c", "cat >\"$0\" && chmod 700 \"$0\""];
        let mut writer = Command::new("sh").args(writes).arg(&path).stdin(Stdio::piped()).spawn().unwrap();
        writer.stdin.take().unwrap().write_all(format!("#!/bin/sh\n{script}\n").as_bytes()).unwrap();
        assert!(writer.wait().unwrap().success());
        (folder, path)
    }

    fn ran(script: &str, patience: Duration) -> Result<Vec<u8>, Error> {
        let (_folder, path) = press_that(script);
        made_in(&path, &[b'x'; 200_000], b"%PDF", patience)
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn how_the_press_ends_says_why_there_is_no_pdf() {
        assert_eq!(ran("cat >/dev/null; printf %s %PDF-whole", LONG).unwrap(), b"%PDF-whole");
        assert_eq!(ran("exit 10", LONG), Err(Error::Layout));
        assert_eq!(ran("cat >/dev/null; printf %s %PDF-half; exit 11", LONG), Err(Error::Archive));
        assert_eq!(ran("kill -KILL $$", LONG), Err(Error::Layout));
        assert_eq!(ran("printf %s anything", LONG), Err(Error::Layout));
        assert_eq!(ran("echo memory allocation of 9 bytes failed >&2; kill -ABRT $$", LONG), Err(Error::Memory));
        assert_eq!(ran("echo memory allocation of 9 bytes failed >&2; exit 10", LONG), Err(Error::Layout));
        assert_eq!(ran("echo thread main panicked >&2; kill -ABRT $$", LONG), Err(Error::Layout));
        assert_eq!(ran("head -c 200000 /dev/zero >&2; printf %s %PDF-whole", LONG).unwrap(), b"%PDF-whole");
        assert_eq!(made_in(Path::new("/there/is/no/press"), b"", b"%PDF", LONG), Err(Error::NoPress));
    }

    #[test]
    fn a_press_that_hangs_is_ended_whether_it_prints_or_not() {
        let began = Instant::now();
        assert_eq!(ran("exec sleep 600", Duration::from_millis(300)), Err(Error::TooSlow));
        assert_eq!(ran("exec >&-; exec sleep 600", Duration::from_millis(300)), Err(Error::TooSlow));
        assert!(began.elapsed() < LONG);
    }

    #[test]
    fn the_press_knows_nothing_of_our_surroundings() {
        let told = ran("printf %s %PDF; cat >/dev/null; env", LONG).unwrap();
        assert!(!String::from_utf8(told).unwrap().contains("CARGO"));
    }

    #[test]
    fn two_are_printed_at_once_some_wait_and_more_are_refused() {
        let places = Places { state: Mutex::new(Crowd { at_work: 0, waiting: 0 }), left: Condvar::new() };
        let turns: Vec<Turn<'_>> = (0..AT_ONCE).map(|_| places.turn(LONG).unwrap()).collect();
        assert!(matches!(places.turn(Duration::from_millis(10)), Err(Error::Busy)));
        thread::scope(|scope| {
            let waiting = scope.spawn(|| places.turn(LONG).is_ok());
            while places.state.lock().unwrap().waiting == 0 {
                thread::sleep(Duration::from_millis(2));
            }
            places.state.lock().unwrap().waiting = WAITING;
            assert!(matches!(places.turn(LONG), Err(Error::Busy)), "and at once");
            places.state.lock().unwrap().waiting = 1;
            drop(turns);
            assert!(waiting.join().unwrap());
        });
        assert_eq!(places.state.lock().unwrap().at_work, 0);
    }
}
