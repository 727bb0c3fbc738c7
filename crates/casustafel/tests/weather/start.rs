//! A house that cannot open says so in one line that names the thing, and ends with exit code 1.

use crate::house::{Place, free_port, keep_private, set_mode};
use serde_json::json;
use std::{fs, net::TcpListener, process::Command};

const OTHER_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

#[test]
fn another_master_key_is_refused_by_every_command() {
    let place = Place::empty();
    fs::write(place.data().join("meestersleutel"), OTHER_KEY).unwrap();
    let before = fs::read(place.store()).unwrap();
    for command in ["serve", "demo", "verify", "reindex", "migrate"] {
        place.run(&[command]).refuses(&["the master key does not belong to this store"]);
    }
    let backup = place.beside("b.casustafel");
    place.run(&["backup", backup.to_str().unwrap()]).refuses(&["master key"]);
    assert!(!backup.exists() && !place.beside("sleutelbos").exists());
    assert!(fs::read(place.store()).unwrap() == before, "the store is as it was");
    assert!(!place.log().contains(OTHER_KEY));
}

#[test]
fn a_missing_or_misshapen_key_is_told_with_its_place_and_never_with_its_content() {
    let place = Place::empty();
    let file = place.data().join("meestersleutel");
    let good = fs::read_to_string(&file).unwrap();
    for bad in ["", "kort", &good[..63], &format!("{good}a"), &good.replace(good.chars().next().unwrap(), "z")] {
        fs::write(&file, bad).unwrap();
        let ran = place.run(&["serve"]);
        ran.refuses(&["meestersleutel", "64 hexadecimal digits"]);
        assert!(bad.is_empty() || !ran.err.contains(bad), "{}", ran.err);
    }
    fs::write(&file, [0xff, 0xfe, 0x00, 0x80]).unwrap();
    place.run(&["verify"]).refuses(&["meestersleutel"]);
    fs::remove_file(&file).unwrap();
    place.run(&["serve"]).refuses(&["meestersleutel", "migrate --new-key"]);
    // A demonstration never makes a new key beside a store that is there.
    place.run(&["demo", "--prepare-only"]).refuses(&["a new master key would not open it"]);
    assert!(!file.exists());
    fs::write(&file, format!("{good}\n")).unwrap();
    keep_private(&file);
    place.is_well();
}

#[test]
fn a_key_that_cannot_be_read_right_is_never_replaced() {
    let place = Place::bare();
    fs::write(place.data().join("meestersleutel"), "niet goed").unwrap();
    keep_private(&place.data().join("meestersleutel"));
    place.run(&["demo", "--prepare-only"]).refuses(&["meestersleutel"]);
    place.run(&["migrate", "--new-key"]).refuses(&["meestersleutel"]);
    assert_eq!(fs::read_to_string(place.data().join("meestersleutel")).unwrap(), "niet goed");
}

#[test]
fn a_setting_that_does_not_fit_is_named() {
    let place = Place::empty();
    let file = place.beside("casustafel.toml");
    for (text, names) in [
        ("luister = \"127.0.0.1:1\"\n", ["casustafel.toml", "luister"]),
        ("listen = \"overal\"\n", ["casustafel.toml", "listen"]),
        ("readers = \"twee\"\n", ["casustafel.toml", "readers"]),
        ("log = \"hard\"\n", ["casustafel.toml", "log"]),
        ("dit is geen toml\n", ["casustafel.toml", "settings"]),
        ("readers = 0\n", ["settings", "readers"]),
        ("public_url = \"ftp://x\"\n", ["settings", "public_url"]),
    ] {
        fs::write(&file, text).unwrap();
        place.run(&["serve"]).refuses(&names);
    }
    fs::remove_file(&file).unwrap();
    place.run(&["serve", "--config", "weg.toml"]).refuses(&["--config", "weg.toml"]);
    for (name, value) in [
        ("CASUSTAFEL_LISTEN", "overal"),
        ("CASUSTAFEL_READERS", "veel"),
        ("CASUSTAFEL_METRICS", "misschien"),
        ("CASUSTAFEL_LOG", "hard"),
    ] {
        let ran: crate::house::Ran = place.command(&["serve"]).env(name, value).output().unwrap().into();
        ran.refuses(&[name]);
    }
}

#[test]
fn nothing_opens_before_the_statement_of_secrecy_was_read_unless_a_house_does_that_on_paper() {
    let place = Place::demo();
    let serve = |text: Option<&str>| {
        place.start_by(|port| {
            let mut command = place.command(&["serve", "--listen", &format!("127.0.0.1:{port}")]);
            command.env_remove("CASUSTAFEL_SECRECY");
            if let Some(text) = text {
                fs::write(place.beside("geheim.txt"), text).unwrap();
                command.env("CASUSTAFEL_SECRECY_TEXT", place.beside("geheim.txt"));
            }
            command
        })
    };
    let token = place.token("politie-nh");
    let asks = |served: &crate::house::Served, path: &str| served.get(&format!("/api/v1{path}")).by(&token).send();
    // Everybody in the demonstration took notice of the words of the program, and nobody of those of a house.
    assert_eq!(asks(&serve(None), "/signalen").status, 200);
    let own = serve(Some("Wat hier ligt, blijft hier."));
    assert_eq!(asks(&own, "/signalen").status, 403);
    let told = asks(&own, "/geheimhouding").json();
    assert_eq!(told["text"], "Wat hier ligt, blijft hier.");
    let version = json!({ "version": told["version"] });
    assert_eq!(own.post("/api/v1/geheimhouding").by(&token).json(&version).send().status, 204);
    assert_eq!(asks(&own, "/signalen").status, 200);
    drop(own);
    assert_eq!(asks(&serve(Some("Wat hier ligt, blijft hier. Altijd.")), "/signalen").status, 403);
    assert_eq!(asks(&place.serve(), "/signalen").status, 200);
    place.is_well();

    let refused = |name: &str, value: &str| -> crate::house::Ran {
        place.command(&["serve"]).env(name, value).output().unwrap().into()
    };
    refused("CASUSTAFEL_SECRECY", "soms").refuses(&["CASUSTAFEL_SECRECY"]);
    refused("CASUSTAFEL_SECRECY_TEXT", "nergens.txt").refuses(&["secrecy_text", "nergens.txt"]);
}

#[test]
fn an_address_that_is_taken_is_named() {
    let place = Place::empty();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = place.run(&["serve", "--listen", &address]);
    ran.refuses(&[&address]);
    assert_eq!(ran.out, "", "it does not say that it serves");
    place.run(&["serve", "--listen", &format!("0.0.0.0:{}", free_port())]).refuses(&["public_url", "https://"]);
}

#[test]
fn a_folder_without_a_house_and_a_file_that_is_no_store_are_named() {
    let place = Place::bare();
    place.run(&["serve"]).refuses(&["there is no store", "casustafel.db", "migrate"]);
    place.must(&["migrate", "--new-key"]);
    fs::write(place.store(), "dit is geen winkel".repeat(400)).unwrap();
    place.run(&["serve"]).refuses(&["not a store", "casustafel.db"]);
    place.run(&["verify"]).refuses(&["casustafel.db"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let place = Place::bare();
    // A file where the folder should be: root cannot write there either.
    fs::write(place.beside("geen-map"), "").unwrap();
    let ran = |args: &[&str]| {
        let mut command: Command = crate::house::program();
        let folder = place.beside("geen-map");
        crate::house::Ran::from(command.args(args).arg("--data").arg(folder).output().unwrap())
    };
    ran(&["demo", "--prepare-only"]).refuses(&["geen-map"]);
    ran(&["migrate", "--new-key"]).refuses(&["geen-map"]);
    // A folder of which only the store cannot be made.
    fs::create_dir(place.store()).unwrap();
    place.run(&["migrate", "--new-key"]).refuses(&["there is a store already"]);
}

#[test]
fn a_database_that_cannot_be_reached_is_named_without_its_password() {
    let place = Place::empty();
    let port = free_port();
    let ran = place.run(&["serve", "--database-url", &format!("postgres://iemand:geheim@127.0.0.1:{port}/tafel")]);
    ran.refuses(&["the store does not open", "nobody answers"]);
    assert!(!ran.err.contains("geheim"), "{}", ran.err);
}

#[test]
fn a_second_server_on_one_folder_is_refused_and_a_backup_beside_the_first_is_not() {
    let place = Place::empty();
    let served = place.serve();
    for command in ["serve", "demo"] {
        let address = format!("127.0.0.1:{}", free_port());
        place.run(&[command, "--listen", &address]).refuses(&["another server", "casustafel.db-server"]);
    }
    place.is_well();
    place.must(&["backup", place.beside("b.casustafel").to_str().unwrap()]);
    assert_eq!(served.get("/gezondheid").send().status, 200);
    // However the first one ends, the next may begin.
    served.kill();
    assert_eq!(place.serve().get("/gezondheid").send().status, 200);
}

#[cfg(unix)]
#[test]
fn what_the_program_makes_is_for_its_own_account_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |file: &std::path::Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
    let place = Place::bare();
    fs::remove_dir(place.data()).unwrap();
    place.must(&["demo", "--prepare-only"]);
    assert_eq!(mode(&place.data()), 0o700);
    let (backup, ring) = (place.beside("b.casustafel"), place.beside("sleutelbos"));
    // One of before, which others could read.
    fs::write(&ring, "").unwrap();
    fs::write(place.beside("sleutelbos.deel"), "").unwrap();
    place.must(&["backup", backup.to_str().unwrap()]);
    let files = fs::read_dir(place.data()).unwrap().map(|f| f.unwrap().path());
    for file in files.chain([backup, ring]) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[cfg(unix)]
#[test]
fn a_master_key_that_others_can_read_is_refused_with_the_command_that_mends_it() {
    let place = Place::empty();
    let key = place.data().join("meestersleutel");
    for mode in [0o644, 0o604, 0o660, 0o602] {
        set_mode(&key, mode);
        for command in ["serve", "demo", "verify"] {
            place.run(&[command]).refuses(&["chmod 600", "meestersleutel"]);
        }
    }
    set_mode(&key, 0o400);
    place.is_well();
}
