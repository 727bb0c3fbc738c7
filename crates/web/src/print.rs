//! Documents on paper, for whoever asked: set by the press, apart from the threads that answer.

use crate::answer::{Download, Later, Trouble};
use kernel::Say;
use paper::{Document, Error};

const NO_PRESS: Later = Later {
    why: Say::of(
        "Documenten maken kan nu nog niet. Probeer het over een paar minuten opnieuw. Blijft dit zo, meld het dan bij de beheerder.",
        "Documents cannot be made yet. Try again in a few minutes. If this goes on, tell the administrator.",
    ),
    seconds: 120,
};

const BUSY: Later = Later {
    why: Say::of(
        "Er worden nu te veel documenten tegelijk gemaakt. Probeer het over een minuut opnieuw.",
        "Too many documents are being made at once. Try again in a minute.",
    ),
    seconds: 60,
};

/// Prints a document as a PDF of this name. The name says nothing of a person: a reference, never a name.
///
/// # Errors
/// When the press is not there yet or is busy, to try later; when it cannot set this, for the log.
pub async fn print(name: impl Into<String>, document: Document) -> Result<Download, Trouble> {
    let work = tokio::task::spawn_blocking(move || document.pdf());
    let done = work.await.map_err(|e| Trouble::Store(format!("printing stopped: {e}")))?;
    Ok(Download::of("application/pdf", name, done.map_err(trouble)?))
}

fn trouble(error: Error) -> Trouble {
    match error {
        Error::NoPress => {
            tracing::warn!("no document can be printed: {error}");
            Trouble::Later(NO_PRESS)
        }
        Error::Busy => Trouble::Later(BUSY),
        Error::Layout | Error::Archive | Error::Sheet | Error::TooMuch | Error::TooSlow => {
            Trouble::Store(error.to_string())
        }
    }
}
