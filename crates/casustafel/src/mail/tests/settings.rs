//! A house mails when its settings fit, and says which one does not.

use super::settings;
use std::io::Write as _;

const PUBLIC: Option<&str> = Some("https://tafel.example.org");

fn why(lines: &str, public_url: Option<&str>) -> String {
    settings(lines).mail(public_url).err().unwrap_or_default()
}

#[test]
fn a_house_without_a_mail_server_mails_nothing() {
    assert!(settings("").mail(None).unwrap().is_none());
    assert!(settings("from = \"huis@huis.example\"").mail(PUBLIC).unwrap().is_none());
}

#[test]
fn what_does_not_fit_is_named() {
    let whole = "server = \"mail.example.org:587\"\nfrom = \"huis@huis.example\"";
    assert_eq!(why(whole, PUBLIC), "");
    assert_eq!(why("server = \"[::1]:25\"\nfrom = \"huis@huis.example\"\ntls = \"none\"", PUBLIC), "");
    for (lines, names) in [
        ("server = \"mail.example.org\"\nfrom = \"huis@huis.example\"".to_owned(), "mail.server"),
        ("server = \":25\"\nfrom = \"huis@huis.example\"".to_owned(), "mail.server"),
        ("server = \"mail.example.org:587\"".to_owned(), "mail.from"),
        ("server = \"mail.example.org:587\"\nfrom = \"huis\"".to_owned(), "mail.from"),
        (format!("{whole}\ntls = \"none\""), "mail.tls"),
        (format!("{whole}\nlogin = \"huis\""), "mail.password_file"),
        (format!("{whole}\nroot_file = \"/nergens\""), "mail.root_file"),
        (format!("{whole}\nhour = 24"), "mail.hour"),
    ] {
        assert!(why(&lines, PUBLIC).contains(names), "{lines}: {}", why(&lines, PUBLIC));
    }
    assert!(why(whole, None).contains("public_url"));
}

#[cfg(unix)]
#[test]
fn a_password_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wachtwoord");
    std::fs::File::create(&file).unwrap().write_all(b"geheim\n").unwrap();
    let lines = format!(
        "server = \"mail.example.org:587\"\nfrom = \"huis@huis.example\"\nlogin = \"huis\"\npassword_file = {:?}",
        file.to_str().unwrap()
    );
    for (mode, fits) in [(0o644, false), (0o600, true)] {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(why(&lines, PUBLIC).is_empty(), fits, "{mode:o}: {}", why(&lines, PUBLIC));
    }
}
