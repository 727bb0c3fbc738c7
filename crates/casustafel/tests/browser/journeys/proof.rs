//! The harness against a page of its own, under the same content security policy as the program: a journey that passes
//! must mean something, so a page that is wrong must be noticed.

use crate::{
    browser::{Browser, Script},
    house::wanted,
};
use serde_json::json;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    thread,
};

const HEAD: &str = "<!doctype html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>Proef</title></head><body>";
const BODY: &str = r#"
<main><h1>Proef</h1><form method="post" action="/">
<p><label for="n">Naam</label> <input id="n" name="n"></p>
<p><label for="t">Toelichting</label> <textarea id="t" name="t"></textarea></p>
<p><label for="d">Dag</label> <input id="d" name="d" type="date"></p>
<p><label for="g">Gemeente</label> <select id="g" name="g"><option>Alkmaar</option><option>Hoorn</option><option>Den Helder</option></select></p>
<fieldset><legend>Uitkomst</legend>
<p><input type="radio" name="u" id="u1" value="ja"> <label for="u1">Past</label></p>
<p><input type="radio" name="u" id="u2" value="nee"> <label for="u2">Past niet</label></p></fieldset>
<p><input type="checkbox" name="k" id="k"> <label for="k">Akkoord</label></p>
<p id="says">geen script</p><script src="/s.js"></script>
<p><button>Opslaan</button></p></form></main>"#;

const BAD: &str = r#"<!doctype html><html lang="nl"><head><title>Fout</title></head><body><main><h1>Fout</h1>
<input name="zonder-label"><img src="/x.png"><p><a href="/" id="a">weg</a></p></main></body></html>"#;

#[test]
fn a_form_is_filled_in_by_keyboard_with_script() {
    fill_in("proof-script", Script::On, "met script");
}

#[test]
fn a_form_is_filled_in_by_keyboard_without_script() {
    fill_in("proof-plain", Script::Off, "geen script");
}

fn fill_in(name: &str, script: Script, says: &str) {
    if !wanted() {
        return;
    }
    let site = site();
    let browser = Browser::open(name, script);
    browser.go(&format!("{site}/goed"));
    browser.reads(says);
    browser.is_accessible();
    browser.write("Naam", "Zoë van der Meer");
    browser.write("Toelichting", "Eerst dit.\nDan dat.");
    browser.write("Dag", "2026-03-02");
    browser.choose("Gemeente", "Den Helder");
    browser.pick("Past niet");
    browser.tick("Akkoord");
    assert!(browser.picture("filled").exists());
    browser.press("Opslaan");
    browser.reads("n=Zo%C3%AB+van+der+Meer&t=Eerst+dit.%0D%0ADan+dat.&d=2026-03-02&g=Den+Helder&u=nee&k=on");
    assert_eq!(browser.path(), "/");
}

#[test]
fn a_page_with_mistakes_is_noticed() {
    if !wanted() {
        return;
    }
    let site = site();
    let browser = Browser::open("proof-mistakes", Script::On);
    browser.go(&format!("{site}/fout"));
    let found = browser.mistakes();
    assert!(found.contains("image-alt") && found.contains("label"), "{found}");
    assert!(found.contains("zonder-label"), "{found}");
}

/// In a room with others a part of the page is replaced when something happens there, also between Tab and Enter.
#[test]
fn a_button_that_is_replaced_under_the_hands_of_somebody_is_pressed_all_the_same() {
    if !wanted() {
        return;
    }
    let site = site();
    let browser = Browser::open("proof-replaced", Script::On);
    browser.go(&format!("{site}/goed"));
    let replaced = "let times = 0;
        addEventListener('keydown', e => { if (e.key !== 'Enter' || times++ > 1) return;
          const button = document.querySelector('button'); button.replaceWith(button.cloneNode(true)); }, true)";
    browser.good(browser.driver.execute(replaced, &[]));
    browser.press("Opslaan");
    browser.reads("n=&t=&d=&g=Alkmaar");
}

/// What is measured is measured for parts that are new, and a part that is built as before but for its colour is new.
#[test]
fn pale_words_are_noticed_on_a_page_of_which_everything_else_was_looked_at() {
    if !wanted() {
        return;
    }
    let site = site();
    let browser = Browser::open("proof-pale", Script::On);
    browser.go(&format!("{site}/goed"));
    browser.is_accessible();
    assert_eq!(browser.mistakes(), "");
    browser.good(browser.driver.execute("document.querySelector('h1').style.color = '#ddd'", &[]));
    let found = browser.mistakes();
    assert!(found.contains("color-contrast") && found.contains("Proef"), "{found}");
    browser.good(browser.driver.execute("document.querySelector('h1').removeAttribute('style')", &[]));
    browser.good(browser.driver.execute("document.querySelector('label').htmlFor = ''", &[]));
    assert_ne!(browser.mistakes(), "", "what is not measured is asked about the whole page each time");
}

/// Axe looks at each kind of page once, so what is wrong must make a page of another kind.
#[test]
fn a_page_with_a_mistake_is_built_otherwise_than_one_without() {
    if !wanted() {
        return;
    }
    let site = site();
    let browser = Browser::open("proof-kinds", Script::On);
    browser.go(&format!("{site}/goed"));
    let good = browser.build();
    let with = |from: &str, to: &str| {
        let script = format!("document.body.innerHTML = {}.replace({}, {})", json!(BODY), json!(from), json!(to));
        browser.good(browser.driver.execute(&script, &[]));
        browser.build()
    };
    let plain = with("", "");
    assert_eq!(with("Naam", "Hoe heet u?"), plain, "other words");
    assert_eq!(with("<option>Hoorn</option>", "<option>Hoorn</option><option>Schagen</option>"), plain, "more rows");
    for (from, to) in [
        ("for=\"n\"", "for=\"m\""),
        ("id=\"t\"", "id=\"n\""),
        ("<h1>Proef</h1>", "<h1></h1>"),
        ("<h1>Proef</h1>", "<h2>Proef</h2>"),
        (" type=\"date\"", ""),
        ("<legend>Uitkomst</legend>", ""),
        ("<button>", "<button class=\"bleek\">"),
        ("<button>", "<button aria-label=\"\">"),
    ] {
        assert_ne!(with(from, to), plain, "{from} {to}");
    }
    assert!(good.contains("<form") && !good.contains("Proef"));
}

/// A journey gets the browser of another one, and must not get what that one kept in it.
#[test]
fn a_browser_that_somebody_had_before_knows_nothing_of_them() {
    if !wanted() {
        return;
    }
    let site = site();
    let page = format!("{site}/goed");
    let cookie = |browser: &Browser| {
        browser.go(&page);
        browser.good(browser.driver.execute("return document.cookie", &[]))
    };
    // Kept, so that the other one is not closed when it is given back.
    let other = Browser::open("proof-other", Script::On);
    let mut seen = Vec::new();
    for turn in 0..3 {
        let browser = Browser::open("proof-lent", if turn == 0 { Script::Off } else { Script::On });
        seen.push(cookie(&browser));
        browser.good(browser.driver.execute("document.cookie = 'wie=ik; max-age=999'", &[]));
        assert_ne!(cookie(&browser), seen[0], "a cookie is kept as long as somebody has the browser");
    }
    assert_eq!(seen, [""; 3]);
    drop(other);
}

/// A site of three pages. Its policy forbids what the program's forbids, so that axe is proven to work under it.
fn site() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || listener.incoming().flatten().for_each(|wire| drop(answer(&wire))));
    address
}

fn answer(wire: &TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(wire);
    let mut line = String::new();
    lines.read_line(&mut line)?;
    let (mut length, asked) = (0, line.clone());
    while line.trim() != "" {
        line.clear();
        lines.read_line(&mut line)?;
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut sent = vec![0; length];
    lines.read_exact(&mut sent)?;
    let (sort, body) = match asked.split(' ').nth(1).unwrap_or_default() {
        "/goed" => ("text/html", format!("{HEAD}{BODY}</body></html>")),
        "/fout" => ("text/html", BAD.to_owned()),
        "/s.js" => ("text/javascript", "document.getElementById('says').textContent = 'met script';".to_owned()),
        _ => (
            "text/html",
            format!(
                "<!doctype html><title>Ontvangen</title><p>{}</p>",
                String::from_utf8_lossy(&sent).replace('&', "&amp;")
            ),
        ),
    };
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    write!(
        &mut &*wire,
        "HTTP/1.1 200 OK\r\nContent-Type: {sort}; charset=utf-8\r\nContent-Security-Policy: {policy}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}
