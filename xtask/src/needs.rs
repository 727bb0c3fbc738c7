//! What the machine must have beside Rust: a browser, the programs of PostgreSQL, a mail server, a scanner, and a program that reads a PDF. On Debian it is
//! installed for root; anywhere else it is only named. It never replaces what is there.

use crate::machine::{self, Trouble, is_root, on_path};
use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

/// A thing that must be there, and the Debian packages that bring it.
struct Need {
    what: &'static str,
    packages: &'static [&'static str],
    there: fn() -> bool,
    /// Whether something else is there that will do where this cannot be installed.
    instead: fn() -> bool,
}

const NEEDS: [Need; 6] = [
    Need {
        // A browser that cannot have a window is the lightest there is; the journeys make do with any of the others.
        what: "chromium-headless-shell, or another Chromium",
        // Without any font a page is a row of empty boxes.
        packages: &["chromium-headless-shell", "fonts-liberation"],
        there: || any_on_path(&["chromium-headless-shell", "chrome-headless-shell"]),
        instead: || any_on_path(&["chromium", "google-chrome", "chromium-browser"]),
    },
    Need {
        what: "postgresql (initdb and postgres)",
        packages: &["postgresql"],
        there: || machine::postgres().is_some(),
        instead: || false,
    },
    Need {
        what: "pdftotext, which reads back what was printed",
        packages: &["poppler-utils"],
        there: || on_path("pdftotext").is_some(),
        instead: || false,
    },
    Need {
        // A server that anybody can start on a port of their own; it takes the place of no mail system that is there.
        what: "aiosmtpd, a mail server that is not of this house",
        packages: &["python3-aiosmtpd"],
        there: || on_path("aiosmtpd").is_some(),
        // Where it is not there, the run says which tests it leaves out.
        instead: || true,
    },
    Need {
        // Without its list of malware, which is fetched by another package: the tests write one of their own.
        what: "clamd, a scanner that is not of this house",
        packages: &["clamav-daemon"],
        there: || on_path("clamd").is_some() || Path::new("/usr/sbin/clamd").is_file(),
        // Where it is not there, the run says which tests it leaves out.
        instead: || true,
    },
    Need {
        what: "the DejaVu fonts, as a folder of further fonts for what is printed",
        packages: &["fonts-dejavu-core"],
        there: || Path::new("/usr/share/fonts/truetype/dejavu").is_dir(),
        // Where fonts lie elsewhere, the run says which test it leaves out.
        instead: || true,
    },
];

const PARTS_OF_RUST: [(&str, &str); 2] = [("fmt", "rustfmt"), ("clippy", "clippy")];

/// Sees to it that everything is there, or says in one line what is not.
pub(crate) fn meet() -> Result<(), Trouble> {
    for (word, part) in PARTS_OF_RUST {
        if !quiet(Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).args([word, "--version"])) {
            return Err(Trouble(format!("missing: {part} (rustup component add {part})")));
        }
    }
    let missing = || NEEDS.iter().filter(|n| !(n.there)()).collect::<Vec<_>>();
    let lacking = missing();
    if lacking.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = lacking.iter().flat_map(|n| n.packages).copied().collect();
    if is_root() && on_path("apt-get").is_some() {
        install(&packages);
    }
    let still: Vec<&str> = missing().iter().filter(|n| !(n.instead)()).map(|n| n.what).collect();
    if still.is_empty() {
        Ok(())
    } else {
        Err(Trouble(format!(
            "missing: {}. On Debian as root: apt-get install {}",
            still.join(", "),
            packages.join(" ")
        )))
    }
}

/// Installs what is missing. Whether it worked shows when the needs are looked at again.
fn install(packages: &[&str]) {
    println!("installing {}", packages.join(" "));
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).args(["-q", "-y"]).args(words);
        let ended = command.status();
        if !matches!(ended, Ok(status) if status.success()) {
            eprintln!("apt-get {} did not end well", words.join(" "));
        }
    };
    apt(&["update"]);
    let mut words = vec!["install", "--no-install-recommends"];
    words.extend(packages);
    apt(&words);
}

fn any_on_path(names: &[&str]) -> bool {
    names.iter().any(|name| on_path(name).is_some())
}

fn quiet(command: &mut Command) -> bool {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    matches!(command.status(), Ok(status) if status.success())
}
