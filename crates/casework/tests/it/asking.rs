//! What forms ask: only what belongs to what was chosen, of who can be meant, and no more than one has patience for.

use crate::{
    house::house,
    stories::{find, room},
};
use serde_json::json;

/// A form on a page, by where it is sent.
fn form<'a>(page: &'a str, action: &str) -> Option<&'a str> {
    let from = page.find(&format!("action=\"{action}\""))?;
    let rest = &page[from..];
    Some(&rest[..rest.find("</form>")?])
}

/// How many questions of a form wait for an answer at first sight: not what may stay empty, stands there already, hangs on another answer or
/// is folded away.
fn to_fill(form: &str) -> usize {
    let shown = form.split("<details class=\"form__more\"").next().unwrap();
    let marked = shown.replace("<fieldset class=\"field", "<div class=\"field");
    let mut parts = marked.split("<div class=\"field").peekable();
    let mut before = parts.next().unwrap().to_owned();
    let mut count = 0;
    for part in parts {
        let hangs = before.trim_end().ends_with("\">")
            && before.rfind("data-under").is_some_and(|at| !before[at..].contains('<'));
        let answered = part.contains(" checked") || part.contains(" selected") || part.contains("(niet verplicht)");
        let empty = part.contains(">\n</textarea>") || part.contains("value=\"\"") || part.contains("type=\"radio\"");
        if !hangs && !answered && empty && !part.contains("type=\"checkbox\"") {
            count += 1;
        }
        before = part.to_owned();
    }
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_asks_what_belongs_to_the_choice_and_offers_who_can_be_meant() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    let (at, action) = (format!("/zaken/{id}/deelname"), format!("/zaken/{id}/deelname/voorstel"));
    let mut director = house.browser("procesregisseur-nhn").await;
    assert!(form(&director.get(&at).await.body, &action).is_none(), "first as what");
    let all = [
        "reclassering",
        "rvdk",
        "ggz-nhn",
        "school-hoorn",
        "gemeente-haarlem",
        "gemeente-hoorn",
        "cter-nh",
        "politie-nh",
        "om-nh",
        "zvh-nhn",
        "zvh-kennemerland",
        "toezicht",
        "onderzoek",
        "beheer",
    ];
    let asked: [(&str, &[&str], &[&str]); 3] = [
        ("participant", &["reclassering", "rvdk"], &[]),
        ("elsewhere", &["gemeente-haarlem"], &["ground", "elsewhere", "explanation"]),
        ("third", &["ggz-nhn", "school-hoorn"], &["expertise", "task", "until"]),
    ];
    for (what, meant, fields) in asked {
        let page = director.get(&format!("{at}?als={what}")).await.body;
        let form = form(&page, &action).unwrap_or_else(|| panic!("{what}: {page}"));
        for agency in all {
            let offered = form.contains(&format!("value=\"{agency}\""));
            assert_eq!(offered, meant.contains(&agency), "{what}: {agency}");
        }
        for field in ["ground", "elsewhere", "explanation", "expertise", "task", "until"] {
            assert_eq!(form.contains(&format!("name=\"{field}\"")), fields.contains(&field), "{what}: {field}");
        }
    }
    // A program meets the same: nobody who cannot be meant, and no choice out of one.
    let program = house.program("procesregisseur-nhn").await;
    let third = json!({ "as": "third", "necessity": "Nodig.", "from": "03-02-2026", "expertise": "Kent hem.", "task": "Onderwijs.",
        "until": "01-03-2026" });
    for agency in ["beheer", "onderzoek", "toezicht", "zvh-kennemerland", "cter-nh", "niemand"] {
        let mut typed = third.clone();
        typed["agency"] = json!(agency);
        assert_eq!(program.post(&format!("/api/v1{action}"), &typed).await.status, 422, "{agency}");
    }
    let typed = json!({ "agency": "reclassering", "as": "elsewhere", "necessity": "Nodig.", "from": "03-02-2026",
        "elsewhere": "effects", "explanation": "Men merkt het daar." });
    assert_eq!(program.post(&format!("/api/v1{action}"), &typed).await.status, 422, "no municipality");
    let typed = json!({ "agency": "reclassering", "as": "participant", "necessity": "Nodig.", "from": "03-02-2026" });
    let reply = program.post(&format!("/api/v1{action}"), &typed).await;
    assert!(reply.status < 300, "{}", reply.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_must_be_filled_in_stays_few() {
    let house = house().await;
    let all = house.furnish().await;
    let weighing = format!("{}/{}/zienswijze", room("weighing"), find(&all, "weighing", "sealed"));
    let giving = format!("{}/{}/bijdragen", room("case"), find(&all, "case", "open"));
    let mut official = house.browser("gemeente-hoorn").await;
    let page = official.get(&weighing).await.body;
    let asked = to_fill(form(&page, &weighing).unwrap_or_else(|| panic!("{page}")));
    assert!((1..=9).contains(&asked), "view: {asked}");
    let page = official.get(&giving).await.body;
    let given = form(&page, &format!("{giving}/nieuw")).unwrap_or_else(|| panic!("{page}"));
    // And one tick: who may see it.
    let asked = to_fill(given) + 1;
    assert!((3..=5).contains(&asked), "contribution: {asked}");
}

/// SPC-07: where free text is asked, it says what has no place in it; nothing looks into the text.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_special_data_may_slip_in_the_form_says_so() {
    let house = house().await;
    let all = house.furnish().await;
    let of = |kind, word, rest: &str| format!("{}/{}{rest}", room(kind), find(&all, kind, word));
    let pages = [
        ("expert-nh", "/signalen/nieuw".to_owned()),
        ("expert-nh", of("signal", "open", "")),
        ("gemeente-hoorn", of("weighing", "sealed", "/zienswijze")),
        ("gemeente-hoorn", of("weighing", "sealed", "/aanvullen")),
        ("gemeente-hoorn", of("case", "open", "/bijdragen")),
    ];
    for (who, path) in pages {
        let page = house.browser(who).await.get(&path).await;
        assert!(page.says("over geloof, afkomst, politiek of gezondheid"), "{path}: {}", page.body);
    }
}
