//! Asking clamd (`INSTREAM`): the bytes go over a connection of their own, in parts, and one line comes back. What it says is held against the
//! few sentences that it has; anything else is no verdict.
//!
//! By hand and not by `clamav-client`, which is kept: that one reads an answer without end and does not read at all when it could not send
//! everything, which is how clamd says that a file is larger than it takes.

use std::{net::SocketAddr, path::PathBuf, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use vault::{ScanTrouble, Scanned};

/// So many bytes are sent at once.
const PART: usize = 64 * 1024;
/// No answer of clamd is longer.
const LONGEST: u64 = 4_096;

/// Where the scanner is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum At {
    /// At a port of this machine.
    Port(SocketAddr),
    /// At a socket in the file system.
    #[cfg_attr(not(unix), allow(dead_code, reason = "there are none"))]
    Socket(PathBuf),
}

/// A scanner.
#[derive(Debug, Clone)]
pub(crate) struct Clamd {
    pub(super) at: At,
    /// So long one file may take altogether; well within the lease of who asks.
    pub(super) patience: Duration,
}

/// What every scanner finds: the test file of the European institute for this, put together here so that no scanner finds it in this program.
fn test_file() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "!$H+H*"].concat().into_bytes()
}

/// Deeper than this clamd looks into nothing, whatever it is set to.
const DEEPEST: usize = 100;

/// A letter in an envelope in an envelope: ZIP files, each with the one before it in it and nothing else, one more than clamd opens. There is no
/// harm in it, so it finds nothing; whether it says that it did not look is what is asked.
fn too_deep() -> Vec<u8> {
    let mut inside = b"x".to_vec();
    for _ in 0..=DEEPEST {
        let length = u32::try_from(inside.len()).unwrap_or(u32::MAX).to_le_bytes();
        // Stored as it is, by the name `x`, with a sum that nobody adds up here.
        let entry = [&[10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &length, &length, &[1, 0, 0, 0]].concat();
        let local = [&b"PK\x03\x04"[..], &entry, b"x", &inside].concat();
        let listed = [&b"PK\x01\x02\x0a\0"[..], &entry, &[0; 14], b"x"].concat();
        let [at, size] = [local.len(), listed.len()].map(|n| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
        let end = [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &size, &at, &[0, 0]].concat();
        inside = [local, listed, end].concat();
    }
    inside
}

impl Clamd {
    /// Whether it can be believed: a scanner that does not find the test file finds nothing, and one that says of what it did not look at that
    /// it found nothing lets through what it never saw.
    pub(crate) async fn is_awake(&self) -> Result<(), ScanTrouble> {
        match self.scan(&test_file()).await {
            Scanned::Infected => {}
            Scanned::Clean => return Err(ScanTrouble::Blind),
            Scanned::Not(why) => return Err(why),
        }
        match self.scan(&too_deep()).await {
            Scanned::Infected | Scanned::Not(ScanTrouble::Refuses) => Ok(()),
            Scanned::Clean => Err(ScanTrouble::Lenient),
            Scanned::Not(why) => Err(why),
        }
    }

    /// Has it look at these bytes.
    pub(crate) async fn scan(&self, bytes: &[u8]) -> Scanned {
        match tokio::time::timeout(self.patience, self.asked(bytes)).await {
            Ok(how) => how,
            Err(_) => Scanned::Not(ScanTrouble::Slow),
        }
    }

    async fn asked(&self, bytes: &[u8]) -> Scanned {
        const GONE: Scanned = Scanned::Not(ScanTrouble::Unreached);
        match &self.at {
            At::Port(at) => match TcpStream::connect(at).await {
                Ok(line) => talk(line, bytes).await,
                Err(_) => GONE,
            },
            #[cfg(unix)]
            At::Socket(path) => match tokio::net::UnixStream::connect(path).await {
                Ok(line) => talk(line, bytes).await,
                Err(_) => GONE,
            },
            #[cfg(not(unix))]
            At::Socket(_) => GONE,
        }
    }
}

async fn talk(mut line: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8]) -> Scanned {
    let sent = send(&mut line, bytes).await;
    let mut said = Vec::new();
    // It answers also when it does not take everything: that the file is too large for it.
    let heard = line.take(LONGEST).read_to_end(&mut said).await;
    match verdict(&said) {
        Scanned::Not(ScanTrouble::Refuses) => Scanned::Not(ScanTrouble::Refuses),
        _ if sent.is_err() => Scanned::Not(ScanTrouble::Unreached),
        _ if said.is_empty() || heard.is_err() => Scanned::Not(ScanTrouble::Unreached),
        how @ (Scanned::Clean | Scanned::Infected | Scanned::Not(_)) => how,
    }
}

async fn send(line: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> std::io::Result<()> {
    line.write_all(b"zINSTREAM\0").await?;
    for part in bytes.chunks(PART) {
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        line.write_all(&length.to_be_bytes()).await?;
        line.write_all(part).await?;
    }
    line.write_all(&[0; 4]).await?;
    line.flush().await
}

/// What this answer means. What was found is not told on: its name is chosen by who keeps the list.
fn verdict(said: &[u8]) -> Scanned {
    let Ok(said) = std::str::from_utf8(said) else { return Scanned::Not(ScanTrouble::Nonsense) };
    let said = said.strip_suffix('\0').unwrap_or(said);
    match said.strip_prefix("stream: ") {
        Some("OK") => Scanned::Clean,
        // It looked at a part of it: that is no find, and no proof that there is none.
        Some(found) if found.starts_with("Heuristics.Limits.Exceeded") => Scanned::Not(ScanTrouble::Refuses),
        Some(found) if found.ends_with(" FOUND") => Scanned::Infected,
        _ if said.ends_with(" ERROR") => Scanned::Not(ScanTrouble::Refuses),
        _ => Scanned::Not(ScanTrouble::Nonsense),
    }
}
