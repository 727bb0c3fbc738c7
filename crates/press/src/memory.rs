//! How much memory the press may have. It takes the limit upon itself, before it reads anything; what asks for more ends it.

use paper::Error;

/// Takes it.
#[cfg(target_os = "linux")]
pub(crate) fn limit() -> Result<(), Error> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    // A house may have given it less already.
    let had = getrlimit(Resource::Data).maximum.unwrap_or(u64::MAX);
    let most = Some(paper::MOST_MEMORY.min(had));
    setrlimit(Resource::Data, Rlimit { current: most, maximum: most }).map_err(|_| Error::Memory)
}

/// There is none to take here; the house says so at its start.
#[cfg(not(target_os = "linux"))]
pub(crate) fn limit() -> Result<(), Error> {
    Ok(())
}
