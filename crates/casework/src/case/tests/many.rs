//! Many of a kind: no number of goals or agreements that the house takes leads to a page that cannot be left.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::pages::{DECISION, GIFT};
use super::town::{Town, sends, town};
use super::*;
use crate::case::plan::MOST_GOALS;

const KEEPERS: [&str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];

/// A case with so many goals and a plan that was agreed.
async fn with_goals(town: &Town, many: usize) -> String {
    let at = town.opened().await;
    let (giving, plan) = (format!("{at}/bijdragen"), format!("{at}/plan"));
    let mut official = town.browser("gemeente-hoorn").await;
    sends(&mut official, &giving, &format!("{giving}/nieuw"), &GIFT).await;
    let factor = [("kind", "protective"), ("domain", "work"), ("text", "School trekt hem."), ("facts", "1")];
    sends(&mut official, &plan, &format!("{plan}/factor"), &factor).await;
    for n in 1..=many {
        let text = format!("Doel nummer {n}.");
        let goal = [
            ("text", text.as_str()),
            ("seen_by", "Te zien."),
            ("baseline", "Niets."),
            ("rhythm", "review"),
            ("factors", "2"),
        ];
        sends(&mut official, &plan, &format!("{plan}/doel"), &goal).await;
    }
    let drafted: Vec<(&str, &str)> =
        DECISION.iter().copied().chain([("outcome", "watch"), ("review", "01-11-2026")]).collect();
    sends(&mut official, &plan, &format!("{plan}/voorleggen"), &drafted).await;
    for who in KEEPERS {
        sends(&mut town.browser(who).await, &plan, &format!("{plan}/sleutel"), &[("read", "ja")]).await;
    }
    at
}

/// What is typed of each goal on a form that asks these things of it.
fn of_each(many: usize, asked: &[(&str, &str)]) -> Vec<(String, String)> {
    (1..=many).flat_map(|n| asked.iter().map(move |(stem, text)| (format!("{stem}{n}"), (*text).to_owned()))).collect()
}

fn typed<'a>(rows: &'a [(String, String)], rest: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    rows.iter().map(|(n, t)| (n.as_str(), t.as_str())).chain(rest.iter().copied()).collect()
}

const LOOK: [(&str, &str); 5] = [
    ("necessary", "yes"),
    ("necessity", "Nog even."),
    ("proportionate", "yes"),
    ("proportion", "Licht."),
    ("next", "close"),
];

const END: [(&str, &str); 8] = [
    ("reason", "goals-met"),
    ("residual", "Geen."),
    ("watcher", "gemeente-hoorn"),
    ("watch_for", "Spanning in het portiek."),
    ("watch_until", "2026-12-01"),
    ("watch_call", "Procesregie, 0229-000000"),
    ("feedback", "Het is goed gekomen."),
    ("scaled", "Er is niets meer te doen."),
];

#[tokio::test]
async fn a_case_with_thirteen_or_forty_goals_is_looked_back_on_and_closed() {
    let town = town().await;
    for many in [13, 40] {
        let at = with_goals(&town, many).await;
        let mut director = town.browser("procesregisseur-nhn").await;
        let page = director.get(&format!("{at}/terugkijken")).await;
        for field in ["trend", "why"] {
            assert!(page.body.contains(&format!("name=\"{field}{many}\"")), "{many} goals, no {field} of the last");
        }
        let rows = of_each(many, &[("trend", "better"), ("why", "Zo staat het.")]);
        sends(
            &mut director,
            &format!("{at}/terugkijken"),
            &format!("{at}/terugkijken/vastleggen"),
            &typed(&rows, &LOOK),
        )
        .await;
        assert!(director.get(&format!("{at}/terugkijken")).await.says(&format!("Doel nummer {many}.")));
        let closing = format!("{at}/afsluiten");
        let rows = of_each(many, &[("why", "Bereikt.")]);
        let rest: Vec<_> = DECISION.iter().chain(&END).copied().collect();
        sends(&mut director, &closing, &format!("{closing}/voorstel"), &typed(&rows, &rest)).await;
        for who in KEEPERS {
            sends(&mut town.browser(who).await, &closing, &format!("{closing}/sleutel"), &[("sure", "ja")]).await;
        }
        assert_eq!(director.get(&at).await.status, 404, "closed with {many} goals");
    }
}

#[tokio::test]
async fn what_is_wrong_with_each_goal_is_told_at_once_at_its_own_field() {
    let town = town().await;
    let at = with_goals(&town, 3).await;
    let director = town.program("procesregisseur-nhn").await;
    let fields = |reply: web::testing::Reply| -> Vec<String> {
        assert_eq!(reply.status, 422, "{}", reply.body);
        let errors = reply.json()["errors"].as_array().cloned().unwrap();
        errors.iter().map(|e| e["field"].as_str().unwrap().to_owned()).collect()
    };
    let torn = serde_json::json!({
        "trend1": "better", "why1": "", "trend2": "up", "why2": "Zo staat het.", "why3": "", "necessary": "yes", "next": "close",
    });
    let to = format!("/api/v1{at}/terugkijken/vastleggen");
    let wrong = fields(director.post(&to, &torn).await);
    assert_eq!(wrong, ["why1", "trend2", "trend3", "why3", "necessity", "proportionate", "proportion"]);
    let mut rows: serde_json::Map<String, serde_json::Value> =
        LOOK.iter().map(|(n, t)| ((*n).to_owned(), (*t).into())).collect();
    for n in [1, 3] {
        rows.insert(format!("trend{n}"), "same".into());
        rows.insert(format!("why{n}"), "Zo staat het.".into());
    }
    assert_eq!(fields(director.post(&to, &rows.into()).await), ["trend2"], "a goal that was left out");
}

#[test]
fn a_goal_that_no_longer_fits_is_refused_where_it_is_set() {
    let mut case = planned();
    let goal = case.plan.goals[0].clone();
    while case.plan.goals.len() < MOST_GOALS {
        then!(case, case.set_goal(goal.clone()).unwrap());
    }
    assert!(case.set_goal(goal).unwrap_err().why.en.contains("200"));
}

#[tokio::test]
async fn agreements_beyond_those_on_the_form_are_told_of_and_each_is_talked_about_at_its_own_place() {
    let town = town().await;
    let at = town.opened().await;
    let mut official = town.browser("gemeente-hoorn").await;
    let talks = format!("{at}/afspraken");
    for n in 1..=41 {
        let what = format!("Afspraak nummer {n}.");
        let made = [("agency", "gemeente-hoorn"), ("what", what.as_str()), ("due", "01-12-2026")];
        sends(&mut official, &talks, &format!("{at}/afspraak"), &made).await;
    }
    let looking = format!("{at}/terugkijken");
    let page = official.get(&looking).await;
    assert!(
        page.says("laatste 40 afspraken")
            && page.body.contains("name=\"about41\"")
            && !page.body.contains("name=\"about1\"")
    );
    let back = [
        ("day", "01-09-2026"),
        ("present", "gemeente-hoorn"),
        ("present", "politie-nh"),
        ("expected", "Bellen."),
        ("happened", "Gebeld."),
        ("well", "Snel."),
        ("about2", "Van de tweede."),
        ("about41", "Van de laatste."),
    ];
    sends(&mut official, &looking, &format!("{looking}/afspraken"), &back).await;
    let page = official.get(&looking).await;
    let (second, last) = (page.body.find("Van de tweede.").unwrap(), page.body.find("Van de laatste.").unwrap());
    let (two, of_last) =
        (page.body[..second].rfind("Afspraak nummer 2."), page.body[..last].rfind("Afspraak nummer 41."));
    assert!(two.is_some() && of_last.is_some_and(|at| at > second), "{}", page.body);
    let nowhere: Vec<_> = back.iter().copied().chain([("about42", "Van geen.")]).collect();
    official.get(&looking).await;
    let refused = official.post(&format!("{looking}/afspraken"), &nowhere).await;
    assert!(refused.status == 422 && refused.says("Deze afspraak bestaat niet"), "{}", refused.body);
}
