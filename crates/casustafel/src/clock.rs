//! The clock: what the house does by itself, as a closed list of acts. One actor walks the list for as long as the house is served; each
//! act is claimed by lease, so that of many nodes one does it, and each that did something is a line in the book. To add an act, add it to
//! [`Act`] and say when it is due and what it does.

use crate::{
    client::Messenger,
    mail::{Line, Mail},
    scan::Clamd,
    settings::CheckpointSettings,
};
use std::time::Duration;
use tokio::task::JoinHandle;
use vault::{Passed, Posted, ScanTrouble, Scanned, StoreError, Vault};

/// What is done by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// Brings blind questions to other houses, and hears what they say.
    AskElsewhere,
    /// Takes what happened into the log and signs it.
    Checkpoint,
    /// Destroys dossiers of which the last day has passed.
    Destroy,
    /// Tries again to make gone what was forgotten.
    EraseAgain,
    /// Deletes what has run out: wrong tries, places, sessions.
    Lapse,
    /// Sends the mail that waits.
    Post,
    /// Puts questions about a person to the tables elsewhere that know the person.
    PutQuestions,
    /// Puts a mail for whom something new is asked of, with those that wait.
    Remind,
    /// Has documents looked at that wait for the scanner.
    Scan,
    /// Shuts boxes of answers whose time is up.
    Shut,
    /// Lets go over into another what has its day: municipalities, organisations, houses.
    Succeed,
}

/// So many seconds one node asks other houses before another may.
const ASKING: i64 = 600;
/// So many seconds one node destroys what has had its last day before another may.
const DESTROYING: i64 = 600;
/// So many seconds one node tries to erase before another may.
const ERASING: i64 = 60;
/// So many seconds one node sends mail before another may: longer than one mail takes, and it is asked for anew before each.
const POSTING: i64 = 120;
/// So many mails are sent before the list is looked at again.
const AT_ONCE: usize = 50;
/// So many seconds one node puts mail for people before another may.
const REMINDING: i64 = 300;
/// So many seconds one node puts questions before another may.
const PUTTING: i64 = 60;
/// So many seconds one node has documents looked at before another may: longer than one takes, and it is asked for anew before each.
const SCANNING: i64 = 180;
/// So many seconds one node shuts boxes before another may.
const SHUTTING: i64 = 60;
/// So many seconds one node lets go over what has its day.
const SUCCEEDING: i64 = 600;
/// What has run out is swept once in so many seconds, by whichever node is first.
const SWEEPING: i64 = 3600;

/// What the acts need besides the house.
#[derive(Clone, Default)]
pub(crate) struct Doing {
    /// How old something may be before it goes under a checkpoint.
    pub(crate) every: Duration,
    /// What mails, where the house does.
    pub(crate) mail: Option<Mail>,
    /// Which other houses are left alone for a while.
    pub(crate) pauses: casework::beyond::Pauses,
    /// What looks at documents, where the house has it.
    pub(crate) scanner: Option<Clamd>,
}

/// The acts that wait for nobody outside the house, in the order in which they are walked: what the others write in the book goes under the
/// next checkpoint.
pub(crate) const QUICK: [Act; 8] = [
    Act::Succeed,
    Act::Shut,
    Act::PutQuestions,
    Act::Remind,
    Act::Destroy,
    Act::EraseAgain,
    Act::Lapse,
    Act::Checkpoint,
];
/// The acts that wait for a machine elsewhere. They are walked beside the others, which would come too late behind a mail server that is slow.
pub(crate) const SLOW: [Act; 1] = [Act::Post];
/// Those that wait for another house, beside mail, which would come too late behind a house that is slow.
pub(crate) const FAR: [Act; 1] = [Act::AskElsewhere];
/// The same for what waits for the scanner, behind which no mail waits.
pub(crate) const SCANS: [Act; 1] = [Act::Scan];

impl Act {
    /// Every act.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        QUICK.into_iter().chain(SLOW).chain(SCANS).chain(FAR)
    }

    /// Its name in the book, and that of its lease.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AskElsewhere => "clock.ask-elsewhere",
            Self::Checkpoint => "clock.checkpoint",
            Self::Destroy => "clock.destroy-passed",
            Self::EraseAgain => "clock.erase",
            Self::Lapse => "clock.lapse",
            Self::Post => "clock.post",
            Self::PutQuestions => "clock.put-questions",
            Self::Remind => "clock.remind",
            Self::Scan => "clock.scan",
            Self::Shut => "clock.shut",
            Self::Succeed => "clock.succeed",
        }
    }

    /// What there is to do now, if anything: numbers, for who keeps the house.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) async fn due(self, vault: &Vault, doing: &Doing) -> Result<Option<String>, StoreError> {
        Ok(match self {
            Self::AskElsewhere => {
                Some(casework::beyond::waiting(vault).await?).filter(|n| *n > 0).map(|n| format!("questions={n}"))
            }
            Self::Checkpoint => vault.outside_checkpoint().await?.and_then(|outside| {
                let age = vault.now().duration_since(outside.since);
                // A clock that ran ahead wrote of a moment that is still to come.
                let old = age.is_negative() || age.unsigned_abs() >= doing.every;
                old.then(|| format!("lines={} since={}", outside.lines, outside.since))
            }),
            Self::Destroy => Some(vault.dossiers_passed().await?).filter(|n| *n > 0).map(|n| format!("dossiers={n}")),
            Self::EraseAgain => Some(vault.to_be_erased().await?).filter(|n| *n > 0).map(|n| format!("times={n}")),
            Self::Lapse => Some(vault.run_out().await?).filter(vault::RunOut::is_any).map(|out| out.to_string()),
            Self::PutQuestions => {
                Some(vault.questions_waiting().await?).filter(|n| *n > 0).map(|n| format!("questions={n}"))
            }
            Self::Post => match doing.mail {
                Some(_) => Some(vault.mail_ready().await?).filter(|n| *n > 0).map(|n| format!("mails={n}")),
                None => None,
            },
            Self::Remind => match &doing.mail {
                Some(mail) => people_to_mail(vault, mail).await?.map(|n| format!("people={n}")),
                None => None,
            },
            Self::Scan => match doing.scanner {
                Some(_) => Some(vault.files_ready().await?).filter(|n| *n > 0).map(|n| format!("documents={n}")),
                None => None,
            },
            Self::Shut => Some(vault.boxes_over().await?).filter(|n| *n > 0).map(|n| format!("boxes={n}")),
            Self::Succeed => Some(vault.to_pass().await?).filter(|n| *n > 0).map(|n| format!("waiting={n}")),
        })
    }

    /// Does it, if no other node is at it, and writes it in the book. Gives what was done.
    ///
    /// # Errors
    /// What the store says; then it is due again.
    pub(crate) async fn run(self, vault: &Vault, doing: &Doing) -> Result<Option<String>, StoreError> {
        let told = match self {
            Self::AskElsewhere => {
                if !vault.claim(self.name(), ASKING).await? {
                    return Ok(None);
                }
                let heard = casework::beyond::travel(vault, &Messenger::default(), &doing.pauses).await;
                vault.release(self.name()).await?;
                Some(stored(heard)?).filter(|n| *n > 0).map(|n| format!("heard={n}"))
            }
            // It has a lease and a line of its own: the line lies under what is signed.
            Self::Checkpoint => {
                let made = vault.checkpoint(Duration::ZERO).await?;
                return Ok(made.filter(|made| made.fresh).map(|made| format!("size={}", made.size)));
            }
            Self::Destroy => {
                if !vault.claim(self.name(), DESTROYING).await? {
                    return Ok(None);
                }
                let gone = vault.destroy_passed().await;
                vault.release(self.name()).await?;
                Some(gone?).filter(|n| *n > 0).map(|n| format!("dossiers={n}"))
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
            Self::Post => match &doing.mail {
                Some(mail) => post(vault, mail).await?,
                None => None,
            },
            Self::Remind => match &doing.mail {
                Some(mail) => remind(vault, mail).await?,
                None => None,
            },
            Self::Scan => match &doing.scanner {
                Some(scanner) => scan(vault, scanner).await?,
                None => None,
            },
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

/// How many people are to be seen to for mail; nothing where there are none. On a day with mail that is everybody once.
async fn people_to_mail(vault: &Vault, mail: &Mail) -> Result<Option<u64>, StoreError> {
    let daily = match mail.day(vault.now()) {
        Some(day) => vault.mail_owed(day).await?,
        None => 0,
    };
    Ok(Some(daily + stored(vault.mail_hurries().await)?).filter(|n| *n > 0))
}

/// Nobody asks who could be refused: what goes wrong here is of the store.
fn stored<T>(done: Result<T, vault::Error>) -> Result<T, StoreError> {
    done.map_err(|why| match why {
        vault::Error::Store(why) => why,
        other @ (vault::Error::Denied
        | vault::Error::Stale
        | vault::Error::Claimed
        | vault::Error::Refused(_)
        | vault::Error::Long) => StoreError::Engine(other.to_string()),
    })
}

/// Puts a mail for everybody of whom something new is asked, with those that wait; nothing while another node is at it.
async fn remind(vault: &Vault, mail: &Mail) -> Result<Option<String>, StoreError> {
    let name = Act::Remind.name();
    if !vault.claim(name, REMINDING).await? {
        return Ok(None);
    }
    let put = async {
        let daily = match mail.day(vault.now()) {
            Some(day) => vault.mail_daily(day).await?,
            None => 0,
        };
        Ok(daily + vault.mail_at_once().await?)
    };
    let put = stored(put.await);
    vault.release(name).await?;
    Ok(Some(put?).filter(|n| *n > 0).map(|n| format!("mails={n}")))
}

/// Sends what waits, one mail after the other; nothing while another node is at it. A server that is down is tried once.
async fn post(vault: &Vault, mail: &Mail) -> Result<Option<String>, StoreError> {
    let (name, postman, mut line) = (Act::Post.name(), mail.postman(), Line::default());
    let (mut sent, mut refused, mut given_up) = (0, 0, 0);
    for n in 0..AT_ONCE {
        if !vault.claim(name, POSTING).await? {
            break;
        }
        if n == 0 {
            given_up = vault.mail_give_up().await?;
        }
        let Some(one) = vault.mail_next().await? else { break };
        let how = postman.bring(&mut line, &one, vault.now().into(), &vault.ticket()).await;
        vault.mail_posted(one, how).await?;
        match how {
            Posted::Sent => sent += 1,
            Posted::Refused => refused += 1,
            Posted::NotThis(_) => {}
            Posted::Down(why) => {
                tracing::warn!(why = why.word(), "no mail goes out now; it is tried again");
                break;
            }
        }
    }
    postman.leave(line).await;
    vault.release(name).await?;
    let any = sent + refused > 0 || given_up > 0;
    Ok(any.then(|| format!("sent={sent} refused={refused} given-up={given_up}")))
}

/// Has what waits looked at, one document after the other; nothing while another node is at it. A scanner that is down, or that does not find what
/// every scanner finds, is asked once.
async fn scan(vault: &Vault, scanner: &Clamd) -> Result<Option<String>, StoreError> {
    let name = Act::Scan.name();
    let (mut clean, mut found) = (0, 0);
    for n in 0..AT_ONCE {
        if !vault.claim(name, SCANNING).await? {
            break;
        }
        let Some(waiting) = vault.file_next().await? else { break };
        let how = match if n == 0 { scanner.is_awake().await } else { Ok(()) } {
            Ok(()) => scanner.scan(&waiting.bytes).await,
            Err(why) => Scanned::Not(why),
        };
        vault.file_scanned(&waiting, how).await?;
        match how {
            Scanned::Clean => clean += 1,
            Scanned::Infected => found += 1,
            // It is about this document alone.
            Scanned::Not(ScanTrouble::Refuses) => {}
            Scanned::Not(why) => {
                tracing::warn!(why = why.word(), "no document is looked at now; it is tried again");
                break;
            }
        }
    }
    vault.release(name).await?;
    Ok((clean + found > 0).then(|| format!("clean={clean} found={found}")))
}

/// How often the list is walked, and how old something may be before it goes under a checkpoint: so much less than is promised that the
/// two together stay within it.
fn rhythm(settings: &CheckpointSettings) -> (Duration, Duration) {
    let promised = Duration::from_secs(settings.every_seconds);
    let step = (promised / 10).clamp(Duration::from_secs(1), Duration::from_secs(30));
    (step, promised.saturating_sub(step * 3))
}

/// Walks a list once.
pub(crate) async fn walk(vault: &Vault, list: &[Act], doing: &Doing) {
    for act in list {
        let done = match act.due(vault, doing).await {
            Ok(Some(_)) => act.run(vault, doing).await,
            Ok(None) => Ok(None),
            Err(why) => Err(why),
        };
        if let Err(why) = done {
            tracing::warn!(act = act.name(), %why, "the clock could not do this; it tries again");
        }
    }
}

/// The actors that walk the lists, for as long as this lives.
pub(crate) struct Clockwork([JoinHandle<()>; 4], Vault);

impl Clockwork {
    /// Starts them.
    pub(crate) fn start(
        vault: &Vault,
        settings: &CheckpointSettings,
        mail: Option<Mail>,
        scanner: Option<Clamd>,
    ) -> Self {
        let (step, every) = rhythm(settings);
        let doing = Doing { every, mail, scanner, ..Doing::default() };
        let actor = |list: &'static [Act]| {
            let (walking, doing) = (vault.clone(), doing.clone());
            tokio::spawn(async move {
                loop {
                    walk(&walking, list, &doing).await;
                    tokio::time::sleep(step).await;
                }
            })
        };
        Self([actor(&QUICK), actor(&SLOW), actor(&SCANS), actor(&FAR)], vault.clone())
    }

    /// Ends it. What happened last goes under a checkpoint too, when that does not take long.
    pub(crate) async fn end(self) {
        const LONG: Duration = Duration::from_secs(10);
        let Self(walking, vault) = self;
        for actor in walking {
            actor.abort();
            // It was ended, which is what was asked for.
            drop(actor.await);
        }
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
