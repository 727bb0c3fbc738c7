//! The clock: what the house does by itself, as a closed list of acts. One actor walks the list for as long as the house is served; each
//! act is claimed by lease, so that of many nodes one does it, and each that did something is a line in the book. To add an act, add it to
//! [`Act`] and say when it is due and what it does.

use crate::settings::CheckpointSettings;
use std::time::Duration;
use tokio::task::JoinHandle;
use vault::{Passed, StoreError, Vault};

/// What is done by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// Takes what happened into the log and signs it.
    Checkpoint,
    /// Tries again to make gone what was forgotten.
    EraseAgain,
    /// Deletes what has run out: wrong tries, places, sessions.
    Lapse,
    /// Puts questions about a person to the tables elsewhere that know the person.
    PutQuestions,
    /// Shuts boxes of answers whose time is up.
    Shut,
    /// Lets go over into another what has its day: municipalities, organisations, houses.
    Succeed,
}

/// So many seconds one node tries to erase before another may.
const ERASING: i64 = 60;
/// So many seconds one node puts questions before another may.
const PUTTING: i64 = 60;
/// So many seconds one node shuts boxes before another may.
const SHUTTING: i64 = 60;
/// So many seconds one node lets go over what has its day.
const SUCCEEDING: i64 = 600;
/// What has run out is swept once in so many seconds, by whichever node is first.
const SWEEPING: i64 = 3600;

impl Act {
    /// Every act, in the order in which they are walked: what the others write in the book goes under the next checkpoint.
    pub(crate) const ALL: [Self; 6] =
        [Self::Succeed, Self::Shut, Self::PutQuestions, Self::EraseAgain, Self::Lapse, Self::Checkpoint];

    /// Its name in the book, and that of its lease.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Checkpoint => "clock.checkpoint",
            Self::EraseAgain => "clock.erase",
            Self::Lapse => "clock.lapse",
            Self::PutQuestions => "clock.put-questions",
            Self::Shut => "clock.shut",
            Self::Succeed => "clock.succeed",
        }
    }

    /// What there is to do now, if anything: numbers, for who keeps the house.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) async fn due(self, vault: &Vault, every: Duration) -> Result<Option<String>, StoreError> {
        Ok(match self {
            Self::Checkpoint => vault.outside_checkpoint().await?.and_then(|outside| {
                let age = vault.now().duration_since(outside.since);
                // A clock that ran ahead wrote of a moment that is still to come.
                let old = age.is_negative() || age.unsigned_abs() >= every;
                old.then(|| format!("lines={} since={}", outside.lines, outside.since))
            }),
            Self::EraseAgain => Some(vault.to_be_erased().await?).filter(|n| *n > 0).map(|n| format!("times={n}")),
            Self::Lapse => Some(vault.run_out().await?).filter(vault::RunOut::is_any).map(|out| out.to_string()),
            Self::PutQuestions => {
                Some(vault.questions_waiting().await?).filter(|n| *n > 0).map(|n| format!("questions={n}"))
            }
            Self::Shut => Some(vault.boxes_over().await?).filter(|n| *n > 0).map(|n| format!("boxes={n}")),
            Self::Succeed => Some(vault.to_pass().await?).filter(|n| *n > 0).map(|n| format!("waiting={n}")),
        })
    }

    /// Does it, if no other node is at it, and writes it in the book. Gives what was done.
    ///
    /// # Errors
    /// What the store says; then it is due again.
    pub(crate) async fn run(self, vault: &Vault) -> Result<Option<String>, StoreError> {
        let told = match self {
            // It has a lease and a line of its own: the line lies under what is signed.
            Self::Checkpoint => {
                let made = vault.checkpoint(Duration::ZERO).await?;
                return Ok(made.filter(|made| made.fresh).map(|made| format!("size={}", made.size)));
            }
            Self::EraseAgain => {
                let before = vault.to_be_erased().await?;
                if before == 0 || !vault.claim(self.name(), ERASING).await? {
                    return Ok(None);
                }
                let gone = vault.erase_again().await;
                vault.release(self.name()).await?;
                gone.then(|| format!("times={before}"))
            }
            Self::Lapse => {
                if !vault.claim(self.name(), SWEEPING).await? {
                    return Ok(None);
                }
                Some(vault.lapse().await?).filter(vault::RunOut::is_any).map(|out| out.to_string())
            }
            Self::PutQuestions => {
                if !vault.claim(self.name(), PUTTING).await? {
                    return Ok(None);
                }
                let put = casework::enquiry::put_all(vault).await;
                vault.release(self.name()).await?;
                match put {
                    // How many there were, and not what they hit.
                    Ok(n) => Some(n).filter(|n| *n > 0).map(|n| format!("questions={n}")),
                    Err(vault::Error::Store(why)) => return Err(why),
                    Err(why) => {
                        tracing::warn!(%why, "a question about a person could not be put elsewhere; it is tried again");
                        None
                    }
                }
            }
            Self::Shut => {
                if !vault.claim(self.name(), SHUTTING).await? {
                    return Ok(None);
                }
                let shut = vault.shut_boxes_over().await?;
                vault.release(self.name()).await?;
                Some(shut).filter(|n| *n > 0).map(|n| format!("boxes={n}"))
            }
            Self::Succeed => {
                let Some(passed) = succeed(vault).await? else { return Ok(None) };
                let (taken, dossiers) = (passed.taken.len(), passed.dossiers.values().sum::<u64>());
                (taken > 0 || dossiers > 0)
                    .then(|| format!("successions={taken} dossiers={dossiers} left={}", passed.left.len()))
            }
        };
        if let Some(told) = &told {
            vault.tell_of_clock(self.name(), told.clone()).await?;
        }
        Ok(told)
    }
}

/// Lets go over what has its day, by the clock or by command: nothing while another node or program is at it.
///
/// # Errors
/// What the store says; what went over by then has.
pub(crate) async fn succeed(vault: &Vault) -> Result<Option<Passed>, StoreError> {
    let name = Act::Succeed.name();
    if !vault.claim(name, SUCCEEDING).await? {
        return Ok(None);
    }
    let passed = vault.pass().await;
    vault.release(name).await?;
    passed.map(Some)
}

/// How often the list is walked, and how old something may be before it goes under a checkpoint: so much less than is promised that the
/// two together stay within it.
fn rhythm(settings: &CheckpointSettings) -> (Duration, Duration) {
    let promised = Duration::from_secs(settings.every_seconds);
    let step = (promised / 10).clamp(Duration::from_secs(1), Duration::from_secs(30));
    (step, promised.saturating_sub(step * 3))
}

/// Walks the list once.
pub(crate) async fn walk(vault: &Vault, every: Duration) {
    for act in Act::ALL {
        let done = match act.due(vault, every).await {
            Ok(Some(_)) => act.run(vault).await,
            Ok(None) => Ok(None),
            Err(why) => Err(why),
        };
        if let Err(why) = done {
            tracing::warn!(act = act.name(), %why, "the clock could not do this; it tries again");
        }
    }
}

/// The actor that walks the list, for as long as this lives.
pub(crate) struct Clockwork(JoinHandle<()>, Vault);

impl Clockwork {
    /// Starts it.
    pub(crate) fn start(vault: &Vault, settings: &CheckpointSettings) -> Self {
        let ((step, every), walking) = (rhythm(settings), vault.clone());
        let work = async move {
            loop {
                walk(&walking, every).await;
                tokio::time::sleep(step).await;
            }
        };
        Self(tokio::spawn(work), vault.clone())
    }

    /// Ends it. What happened last goes under a checkpoint too, when that does not take long.
    pub(crate) async fn end(self) {
        const LONG: Duration = Duration::from_secs(10);
        let Self(walking, vault) = self;
        walking.abort();
        // It was ended, which is what was asked for.
        drop(walking.await);
        match tokio::time::timeout(LONG, vault.checkpoint(Duration::ZERO)).await {
            Ok(Ok(_)) => {}
            Ok(Err(why)) => tracing::warn!(%why, "no checkpoint at the end"),
            Err(_) => tracing::warn!("no checkpoint at the end: it took too long"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_promised_holds_however_the_steps_fall() {
        for every_seconds in [10, 60, 300, 3600] {
            let (step, every) = rhythm(&CheckpointSettings { every_seconds });
            assert!(every + step * 2 < Duration::from_secs(every_seconds), "{every_seconds}");
        }
    }
}
