//! What every command needs: a word to the person at the terminal, a bar when something takes long, and work run to its end.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// Says on standard error what is the matter.
#[expect(clippy::print_stderr, reason = "this is the command line")]
pub(crate) fn complain(why: &str) {
    eprintln!("casustafel: {why}");
}

/// Says something on standard output.
#[expect(clippy::print_stdout, reason = "this is the command line")]
pub(crate) fn say(what: &str) {
    println!("{what}");
}

/// A bar that appears when something takes longer than two seconds.
pub(crate) fn progress(what: &'static str, total: Option<u64>) -> ProgressBar {
    let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
    let template = if total.is_some() { "{msg} {wide_bar} {pos}/{len} {eta}" } else { "{msg} {spinner} {pos}" };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
    let later = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(2));
        if !later.is_finished() {
            later.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
    });
    bar
}

/// Runs work of the server's kind to its end. Reading may hold a thread for a moment, so there are at least two.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let threads = std::thread::available_parallelism().map_or(2, |n| n.get().max(2));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    runtime.map_err(|e| e.to_string())?.block_on(work)
}
