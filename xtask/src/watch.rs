//! Running a program under watch: what it says is passed on line by line, and when it says nothing for too long, it is ended with
//! everything it started, so that a test that hangs ends the step and not the day.

use crate::machine::{Trouble, signal};
use std::{
    fs,
    io::{self, BufRead, BufReader, PipeReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// How long a program may be silent. The longest that one is in its right mind is a journey on a slow machine.
const SILENCE: Duration = Duration::from_secs(10 * 60);
/// How long it may take in all, whatever it says meanwhile.
const IN_ALL: Duration = Duration::from_secs(60 * 60);
/// How often to look whether it has ended, when it says nothing.
const GLANCE: Duration = Duration::from_millis(500);

/// Runs a program to its end and shows what it says. Anything but success is trouble.
pub(crate) fn run(command: Command) -> Result<(), Trouble> {
    hear(command, |line| println!("{line}"))
}

/// The same; each line of what it says, on either of its outputs, goes to `each`.
pub(crate) fn hear(command: Command, each: impl FnMut(&str)) -> Result<(), Trouble> {
    within(command, SILENCE, IN_ALL, each)
}

fn within(command: Command, silence: Duration, in_all: Duration, each: impl FnMut(&str)) -> Result<(), Trouble> {
    let said = spoken(&command);
    let (child, lines) = begin(command).map_err(|e| Trouble(format!("`{said}` did not start: {e}")))?;
    await_end(child, &lines, silence, in_all, each).map_err(|why| Trouble(format!("`{said}` {why}")))
}

/// Starts it with both its outputs in one pipe, so that its lines come in the order in which they were said.
fn begin(mut command: Command) -> io::Result<(Child, Receiver<String>)> {
    let (reader, writer) = io::pipe()?;
    let child = command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer).spawn()?;
    // With the command its ends of the pipe go, or the reader would wait for ever.
    drop(command);
    let (tell, lines) = mpsc::channel();
    thread::spawn(move || pass_on(reader, &tell));
    Ok((child, lines))
}

fn pass_on(reader: PipeReader, tell: &mpsc::Sender<String>) {
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    while matches!(reader.read_until(b'\n', &mut line), Ok(n) if n > 0) {
        let text = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
        if tell.send(text).is_err() {
            return;
        }
        line.clear();
    }
}

fn await_end(
    mut child: Child,
    lines: &Receiver<String>,
    silence: Duration,
    in_all: Duration,
    mut each: impl FnMut(&str),
) -> Result<(), String> {
    let (began, mut heard) = (Instant::now(), Instant::now());
    // Tests that the test program said are slow, and that have not ended.
    let mut slow: Vec<String> = Vec::new();
    loop {
        match lines.recv_timeout(GLANCE) {
            Ok(line) => {
                heard = Instant::now();
                note_slow(&line, &mut slow);
                each(&line);
            }
            Err(RecvTimeoutError::Timeout) => {}
            // Both outputs are closed: it has ended, or is about to.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(GLANCE / 10),
        }
        let quiet = heard.elapsed();
        // What it started may outlive it with the pipe in hand; a moment of silence after its end is enough.
        if quiet >= GLANCE / 10
            && let Some(status) = child.try_wait().map_err(|e| e.to_string())?
        {
            lines.try_iter().for_each(|line| each(&line));
            return if status.success() { Ok(()) } else { Err(format!("ended with {status}")) };
        }
        let why = if quiet > silence {
            format!("said nothing for {} s", silence.as_secs())
        } else if began.elapsed() > in_all {
            format!("took more than {} s", in_all.as_secs())
        } else {
            continue;
        };
        end(&mut child);
        let busy = if slow.is_empty() { String::new() } else { format!("; not done: {}", slow.join(", ")) };
        return Err(format!("{why} and was ended{busy}"));
    }
}

/// The test program says of a test that it is slow, and later how it ended.
fn note_slow(line: &str, slow: &mut Vec<String>) {
    let Some(rest) = line.strip_prefix("test ") else { return };
    if let Some((name, _)) = rest.split_once(" has been running for over") {
        slow.push(name.to_owned());
    } else if let Some((name, _)) = rest.split_once(" ... ") {
        slow.retain(|one| one != name);
    }
}

/// Ends a program and everything it started, as far as the system tells who started whom.
fn end(child: &mut Child) {
    for one in started_by(child.id()) {
        signal("KILL", one);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// The numbers of all programs below this one.
fn started_by(first: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let number: u32 = entry.file_name().to_str()?.parse().ok()?;
            Some((number, parent_of(&entry.path())?))
        })
        .collect();
    let mut all = vec![first];
    let mut at = 0;
    while let Some(&parent) = all.get(at) {
        all.extend(parents.iter().filter(|(_, above)| *above == parent).map(|(number, _)| *number));
        at += 1;
    }
    all.split_off(1)
}

fn parent_of(process: &Path) -> Option<u32> {
    // The name of the program stands in brackets and may hold anything; after it come the state and the parent.
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

/// A command as somebody would type it.
pub(crate) fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut said = program.to_string_lossy().into_owned();
    for word in command.get_args() {
        said.push(' ');
        said.push_str(&word.to_string_lossy());
    }
    said
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn what_a_program_says_on_either_output_is_heard_in_its_order() {
        let mut heard = Vec::new();
        hear(sh("echo een; echo twee >&2; printf drie"), |line| heard.push(line.to_owned())).unwrap();
        assert_eq!(heard, ["een", "twee", "drie"]);
        assert!(hear(sh("exit 3"), |_| ()).unwrap_err().0.contains("exit status: 3"));
    }

    #[test]
    fn a_test_that_hangs_is_ended_with_what_it_started_and_named() {
        let folder = std::env::temp_dir().join(format!("casustafel-watch-{}", std::process::id()));
        let script = format!(
            "echo 'test a::slow has been running for over 60 seconds'; sleep 600 & echo $! >{}; wait",
            folder.display()
        );
        let began = Instant::now();
        let told = within(sh(&script), Duration::from_secs(1), IN_ALL, |_| ()).unwrap_err().0;
        assert!(told.contains("said nothing for 1 s") && told.contains("not done: a::slow"), "{told}");
        assert!(began.elapsed() < Duration::from_secs(120), "the sleep was not waited for");
        let sleeper: u32 = fs::read_to_string(&folder).unwrap().trim().parse().unwrap();
        // It was told to end; on a busy machine it takes a moment until it does.
        let gone = || {
            let state = fs::read_to_string(format!("/proc/{sleeper}/stat")).unwrap_or_default();
            state.is_empty() || state.contains(") Z ")
        };
        let told = Instant::now();
        while !gone() && told.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_millis(20));
        }
        assert!(gone(), "still there");
        fs::remove_file(folder).unwrap();
    }

    #[test]
    fn a_program_that_goes_on_for_ever_is_ended_too() {
        let script = "while true; do echo nog; sleep 0.1; done";
        let told = within(sh(script), IN_ALL, Duration::from_secs(1), |_| ()).unwrap_err().0;
        assert!(told.contains("took more than 1 s"), "{told}");
    }

    #[test]
    fn a_slow_test_that_ended_is_no_longer_one() {
        let mut slow = Vec::new();
        for line in ["test a has been running for over 60 seconds", "test b has been running for over 60 seconds"] {
            note_slow(line, &mut slow);
        }
        note_slow("test a ... ok", &mut slow);
        assert_eq!(slow, ["b"]);
    }
}
