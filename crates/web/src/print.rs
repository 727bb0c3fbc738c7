//! Documents on paper, for whoever asked: set by the press, apart from the threads that answer.

use crate::answer::{Download, Later, Trouble};
use kernel::Say;
use paper::{Document, Error, Original, Printed};
use std::sync::Arc;

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
    let work = tokio::task::spawn_blocking(move || document.printed());
    let done = work.await.map_err(|e| Trouble::Store(format!("printing stopped: {e}")))?;
    Ok(Download::of("application/pdf", name, said(done.map_err(trouble)?)))
}

/// The PDF, when the log was told that it is not in the look that it should have.
fn said(printed: Printed) -> Vec<u8> {
    if let Some(why) = printed.in_ours {
        tracing::warn!("a paper was not printed in the look of its house but in ours: {why}");
    }
    printed.pdf
}

const UNSEEN: Later = Later {
    why: Say::of(
        "Documenten bekijken kan nu nog niet. Probeer het over een paar minuten opnieuw. Blijft dit zo, meld het dan bij de beheerder.",
        "Documents cannot be looked at yet. Try again in a few minutes. If this goes on, tell the administrator.",
    ),
    seconds: 120,
};

/// What somebody added, as it came in: looked at by the press, apart from the threads that answer.
#[derive(Clone)]
pub struct Added {
    sort: Original,
    bytes: Arc<Vec<u8>>,
}

impl Added {
    /// These bytes, of this sort.
    #[must_use]
    pub fn of(sort: Original, bytes: Vec<u8>) -> Self {
        Self { sort, bytes: Arc::new(bytes) }
    }

    /// How many pages it has; nothing where it cannot be read.
    ///
    /// # Errors
    /// When the press is not there yet or is busy.
    pub async fn pages(&self) -> Result<Option<u32>, Trouble> {
        self.looked(Original::pages).await
    }

    /// One page as a picture; nothing where it cannot be drawn.
    ///
    /// # Errors
    /// As [`Added::pages`].
    pub async fn picture(&self, page: u32) -> Result<Option<Vec<u8>>, Trouble> {
        self.looked(move |sort, bytes| sort.picture(bytes, page)).await
    }

    /// All of it as a PDF of this name, behind this document; nothing where it cannot be drawn, or has too many pages.
    ///
    /// # Errors
    /// As [`Added::pages`].
    pub async fn print(&self, name: impl Into<String>, document: Document) -> Result<Option<Download>, Trouble> {
        let made = self.looked(move |sort, bytes| sort.behind(&document, bytes)).await?;
        Ok(made.map(|pdf| Download::of("application/pdf", name, said(pdf))))
    }

    async fn looked<T: Send + 'static>(
        &self,
        look: impl FnOnce(Original, &[u8]) -> Result<T, Error> + Send + 'static,
    ) -> Result<Option<T>, Trouble> {
        let (sort, bytes) = (self.sort, Arc::clone(&self.bytes));
        let work = tokio::task::spawn_blocking(move || look(sort, &bytes));
        match work.await.map_err(|e| Trouble::Store(format!("looking stopped: {e}")))? {
            Ok(seen) => Ok(Some(seen)),
            Err(Error::Layout | Error::Archive | Error::Sheet | Error::TooMuch | Error::TooSlow | Error::Memory) => {
                Ok(None)
            }
            Err(Error::NoPress) => Err(Trouble::Later(UNSEEN)),
            Err(Error::Busy) => Err(Trouble::Later(BUSY)),
        }
    }
}

fn trouble(error: Error) -> Trouble {
    match error {
        Error::NoPress => {
            tracing::warn!("no document can be printed: {error}");
            Trouble::Later(NO_PRESS)
        }
        Error::Busy => Trouble::Later(BUSY),
        Error::Layout | Error::Archive | Error::Sheet | Error::TooMuch | Error::TooSlow | Error::Memory => {
            Trouble::Store(error.to_string())
        }
    }
}
