//! Stories of somebody from outside who looks how careful a table was: on an extract without names that three let go, with an opinion that each of the
//! three answers. Whoever reviews finds nothing of the case, and nobody who sat there reviews it.

use crate::{
    correcting::{asked, done, reads, sends},
    dossiers::{LATER, TODAY},
    house::{House, day, house, id_in, note, word},
    looking::planned,
    persons::hire_as,
};
use casework::{case, review};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::{Agency, AgencyKind, NewAccount, Office, Role};

pub(crate) const TURNS: &str = "Sleutel omdraaien voor de onafhankelijke toets";
pub(crate) const SAYS: &str = "Zeggen of u dit onafhankelijk kunt toetsen";
pub(crate) const GIVES: &str = "Een oordeel geven";
const CLARIFIES: &str = "Antwoorden op een vraag van de toetser";
const REWORDS: &str = "De tekst voor de toetser aanpassen";
pub(crate) const REMINDS: &str = "Nabellen over een oordeel dat uitblijft";
pub(crate) const TAKES: &str = "Het oordeel van de toetser lezen";
pub(crate) const ANSWERS: &str = "Antwoorden op een aanbeveling van de toetser";
const READS: &str = "Lezen wat de drie antwoordden";
pub(crate) const THREE: [&str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];
pub(crate) const REVIEWER: &str = "rac";

/// A case with a plan and a look back that says too much.
pub(crate) async fn table(house: &House) -> (DossierId, String) {
    let id = planned(house, case::Regime::Wgpga).await;
    let review = case::Review {
        no: 1,
        day: day(TODAY),
        goals: Vec::new(),
        necessary: true,
        necessity: note("KANARIENODIG: BRAM MERKNAAM woont nog in Hoorn, zei Naam van politie-nh over C-2026-0001."),
        proportionate: true,
        proportion: note("KANARIEWEG: geboren op 06-05-2004."),
        next: case::Next::Continue,
        again: Some(day(LATER)),
        voice: None,
        explicit: casework::table::Explicit::default(),
    };
    house.does::<case::ReviewCase>("procesregisseur-nhn", id, |d| d.review(review)).await;
    (id, format!("/zaken/{id}"))
}

/// Everything that would go, by the name of its field.
async fn texts(house: &House, who: &str, page: &str) -> Vec<(String, String)> {
    let page = reads(house, who, page).await;
    assert_eq!(page.status, 200, "{who}: {}", page.body);
    let entries = page.json()["extract"]["entries"].as_array().unwrap().clone();
    let passages = entries.iter().flat_map(|entry| entry["passages"].as_array().unwrap().clone());
    passages.map(|one| (format!("text{}", one["no"]), one["text"].as_str().unwrap_or_default().to_owned())).collect()
}

/// The form with all of it as it stands there.
pub(crate) async fn form(house: &House, who: &str, page: &str) -> Value {
    let mut form = json!({
        "reviewer": REVIEWER, "question": "KANARIEVRAAG: waren wij zorgvuldig?", "until": "2026-03-15", "unknown": "1",
    });
    for (name, text) in texts(house, who, page).await {
        form[name] = json!(text);
    }
    form
}

/// The name of the field that holds this.
fn field_of(form: &Value, mark: &str) -> String {
    let is = |(_, text): &(&String, &Value)| text.as_str().is_some_and(|text| text.contains(mark));
    form.as_object().unwrap().iter().find(is).unwrap().0.clone()
}

/// Asks; where the review is read.
pub(crate) async fn asks(house: &House, who: &str, at: &str, form: &Value) -> String {
    done(house, who, &format!("{at}/toets"), form.clone()).await;
    reads(house, who, at).await.json()["overseen"][0]["address"].as_str().unwrap().to_owned()
}

pub(crate) async fn turns(house: &House, here: &str, text: u32) {
    for who in THREE {
        done(house, who, &format!("{here}/sleutel"), json!({ "text": text.to_string(), "read": "1" })).await;
    }
}

/// Asked, with the three keys on it and who reviews reading it.
pub(crate) async fn reading(house: &House) -> (DossierId, String, String) {
    let (id, at) = table(house).await;
    let form = form(house, "gemeente-hoorn", &format!("{at}/toets")).await;
    let here = asks(house, "gemeente-hoorn", &at, &form).await;
    turns(house, &here, 1).await;
    done(house, REVIEWER, &format!("{here}/aannemen"), json!({ "independent": "1" })).await;
    (id, at, here)
}

pub(crate) fn opinion() -> Value {
    json!({
        "necessary": "KANARIEOORDEEL: ja, maar niet zo lang.", "doubt": "Een keer, en niemand ging erop in.",
        "label": "Nauwelijks nog.", "recommendation1": "KANARIERAAD: kijk eerder terug.", "recommendation2": "",
        "recommendation3": "Schrijf op wie twijfelt.", "final": "1",
    })
}

pub(crate) fn not_taken() -> Value {
    json!({ "follow": "not-taken", "reason": "KANARIEANTWOORD: dat doen wij al." })
}

/// What points to somebody, to a place or to the case.
const HIDDEN: [&str; 10] =
    ["MERKNAAM", "MERKTITEL", "Bram", "BRAM", "06-05-2004", "C-2026-0001", "Hoorn", "hoorn", "politie-nh", "om-nh"];

/// P18, AVG 5(2): the whole way, as who asks, who turns a key, who reviews and who reads the decisions.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_from_outside_says_whether_a_table_was_careful_and_each_of_the_three_answers() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let to = format!("{at}/toets");
    let form = form(&house, "gemeente-hoorn", &to).await;
    let mut browser = house.browser("gemeente-hoorn").await;
    let page = browser.get(&to).await;
    assert!(
        page.says("KANARIENODIG: [de persoon] woont nog in [plaats], zei [een medewerker] over [de casus]."),
        "{}",
        page.body
    );
    assert!(page.says("MERKPLAN overwogen.") && page.says("geboren op [geboortedag]"), "{}", page.body);
    let here = asks(&house, "gemeente-hoorn", &at, &form).await;
    for who in THREE {
        assert_eq!(asked(&house, who, TURNS).await, std::slice::from_ref(&here), "{who}");
    }
    // Nothing goes before the third key.
    for who in ["gemeente-hoorn", "politie-nh"] {
        done(&house, who, &format!("{here}/sleutel"), json!({ "text": "1", "read": "1" })).await;
        assert_eq!(reads(&house, REVIEWER, &here).await.status, 404, "{who}");
        assert!(asked(&house, REVIEWER, SAYS).await.is_empty());
    }
    let bare = sends(&house, "om-nh", &format!("{here}/sleutel"), &json!({ "text": "1" })).await;
    assert_eq!(bare.status, 422, "nobody lets go what they did not read");
    done(&house, "om-nh", &format!("{here}/sleutel"), json!({ "text": "1", "read": "1" })).await;
    assert_eq!(asked(&house, REVIEWER, SAYS).await, std::slice::from_ref(&here));
    // First whether it can be done independently; the extract only then.
    let first = reads(&house, REVIEWER, &here).await;
    assert!(first.says("KANARIEVRAAG") && first.json()["extract"].is_null(), "{}", first.body);
    let unsaid = sends(&house, REVIEWER, &format!("{here}/aannemen"), &json!({})).await;
    assert_eq!(unsaid.status, 422);
    assert_eq!(sends(&house, REVIEWER, &format!("{here}/oordeel"), &opinion()).await.status, 422, "not before that");
    done(&house, REVIEWER, &format!("{here}/aannemen"), json!({ "independent": "1" })).await;
    assert_eq!(asked(&house, REVIEWER, GIVES).await, std::slice::from_ref(&here));
    let mut reviewer = house.browser(REVIEWER).await;
    for body in [reviewer.get(&here).await.body, reads(&house, REVIEWER, &here).await.body] {
        assert!(body.contains("KANARIENODIG") && body.contains("MERKPLAN overwogen."), "{body}");
        for hidden in HIDDEN.iter().copied().chain([id.to_string().as_str(), "reclassering-", "ggz-nhn"]) {
            assert!(!body.contains(hidden), "{hidden}: {body}");
        }
    }
    // A question goes to who wrote the text; the answer is held against the same words.
    done(&house, REVIEWER, &format!("{here}/vraag"), json!({ "question": "Wie twijfelde?" })).await;
    assert_eq!(asked(&house, "gemeente-hoorn", CLARIFIES).await, std::slice::from_ref(&here));
    let named = sends(&house, "gemeente-hoorn", &format!("{here}/toelichting"), &json!({ "text": "Bram zelf." })).await;
    assert_eq!((named.status, named.json()["errors"][0]["field"].as_str().unwrap()), (422, "text"));
    done(&house, "gemeente-hoorn", &format!("{here}/toelichting"), json!({ "text": "Een van de drie." })).await;
    assert!(reads(&house, REVIEWER, &here).await.says("Een van de drie."));
    done(&house, REVIEWER, &format!("{here}/oordeel"), opinion()).await;
    // It stands at the case at once, for who reads the decisions and no third party; who asked says to have read it.
    assert_eq!(asked(&house, "gemeente-hoorn", TAKES).await, std::slice::from_ref(&here));
    done(&house, "gemeente-hoorn", &format!("{here}/gelezen"), json!({})).await;
    assert!(asked(&house, "gemeente-hoorn", TAKES).await.is_empty());
    for who in ["reclassering", "procesregisseur-nhn", "burgemeester-hoorn"] {
        assert!(house.browser(who).await.get(&at).await.says("KANARIEOORDEEL"), "{who}");
    }
    for path in [&at, &format!("{at}/toets")] {
        assert!(!reads(&house, "ggz-nhn", path).await.body.contains("KANARIE"), "a third party reads no decisions");
    }
    assert_eq!(reads(&house, "reclassering", &here).await.status, 404, "and a participant not the review itself");
    let before = house.now::<case::ReadCase>("politie-nh", id).await;
    // Each of the three answers each recommendation; who reviews reads by which kind of organisation.
    assert_eq!(asked(&house, "politie-nh", ANSWERS).await, [1, 2].map(|no| format!("{here}#recommendation-{no}")));
    assert_eq!(sends(&house, "procesregisseur-nhn", &format!("{here}/aanbeveling/1"), &not_taken()).await.status, 404);
    let nobody = json!({ "follow": "taken", "reason": "Terecht.", "day": LATER });
    let reply = sends(&house, "politie-nh", &format!("{here}/aanbeveling/1"), &nobody).await;
    assert_eq!((reply.status, reply.json()["errors"][0]["field"].as_str().unwrap()), (422, "owner"));
    let taken = json!({ "follow": "taken", "reason": "Terecht.", "owner": "Teamchef", "day": LATER });
    done(&house, "politie-nh", &format!("{here}/aanbeveling/1"), taken).await;
    assert_eq!(sends(&house, "politie-nh", &format!("{here}/aanbeveling/1"), &not_taken()).await.status, 422, "once");
    assert!(asked(&house, REVIEWER, READS).await.is_empty());
    done(&house, "politie-nh", &format!("{here}/aanbeveling/2"), not_taken()).await;
    for (who, no) in [("gemeente-hoorn", 1), ("gemeente-hoorn", 2), ("om-nh", 1), ("om-nh", 2)] {
        done(&house, who, &format!("{here}/aanbeveling/{no}"), not_taken()).await;
    }
    assert_eq!(asked(&house, REVIEWER, READS).await, std::slice::from_ref(&here));
    let answered = reads(&house, REVIEWER, &here).await;
    assert!(answered.says("Teamchef") && answered.says("KANARIEANTWOORD") && answered.says("politie"));
    for hidden in HIDDEN {
        assert!(!answered.body.contains(hidden), "{hidden}: {}", answered.body);
    }
    done(&house, REVIEWER, &format!("{here}/antwoorden-gelezen"), json!({})).await;
    assert!(asked(&house, REVIEWER, READS).await.is_empty());
    assert!(reads(&house, "reclassering", &at).await.says("Teamchef"));
    // It changed nothing of the case by itself.
    let after = house.now::<case::ReadCase>("politie-nh", id).await;
    assert_eq!((after.state, after.last, after.next_look()), (before.state, before.last, before.next_look()));
    assert!(after.pending.is_empty() && after.closing.is_none() && after.plan.draft.is_none());
}

/// PAR-05, ACC-03: for who reviews the case is like one that never was, and so is the review for everybody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reviews_finds_nothing_of_the_case_and_nobody_else_finds_the_review() {
    let house = house().await;
    let (id, at, here) = reading(&house).await;
    hire_as(&house, "rac-tweede", ("toezicht", Role::Legality)).await;
    hire_as(&house, "wijkagent", ("politie-nh", Role::Police)).await;
    let (reviewer, never) = (house.program(REVIEWER).await, DossierId::new(3, [3; 10]));
    for rest in ["", "/toets", "/plan", "/bijdragen", "/terugkijken", "/deelname", "/plan/plan.pdf", "/overdracht"] {
        let this = reviewer.get(&format!("/api/v1/zaken/{id}{rest}")).await;
        let other = reviewer.get(&format!("/api/v1/zaken/{never}{rest}")).await;
        assert_eq!((this.status, &this.body), (404, &other.body), "{rest}");
    }
    for path in ["/zaken", "/zaken?kenmerk=C-2026-0001", "/wegingen", "/signalen", "/bord", "/dagen", "/afspraken"] {
        let reply = reads(&house, REVIEWER, path).await;
        assert!(reply.status == 200 || reply.status == 404, "{path}: {}", reply.status);
        for hidden in HIDDEN.iter().copied().chain([id.to_string().as_str()]) {
            assert!(!reply.body.contains(hidden), "{path}: {hidden}: {}", reply.body);
        }
    }
    let known = json!({ "name": "Bram MERKNAAM", "born": "2004-05-06", "reason": "Nieuwsgierig." });
    assert_eq!(sends(&house, REVIEWER, "/signalen/bekend", &known).await.status, 404);
    assert_eq!(reads(&house, REVIEWER, &format!("{here}/personen")).await.status, 404, "nor who sits there");
    let list = reads(&house, REVIEWER, "/toetsingen").await;
    let rows = list.json()["rows"].as_array().unwrap().clone();
    assert_eq!((rows.len(), &rows[0]["owner"]), (1, &json!("")), "of no municipality");
    for (path, body) in [("list", list.body), ("work", reads(&house, REVIEWER, "").await.body)] {
        for hidden in HIDDEN.iter().copied().chain([id.to_string().as_str()]) {
            assert!(!body.contains(hidden), "{path}: {hidden}: {body}");
        }
    }
    // A place tells nothing either: whatever one narrows the list to, it is the same.
    let mut narrowed = Vec::new();
    for place in ["/toetsingen?gemeente=hoorn", "/toetsingen?gemeente=haarlem", "/toetsingen?huis=kennemerland"] {
        narrowed.push(reads(&house, REVIEWER, place).await.json()["total"].clone());
    }
    assert_eq!(narrowed, [narrowed[0].clone(), narrowed[0].clone(), narrowed[0].clone()]);
    for who in [
        "rac-tweede",
        "fg",
        "beheer",
        "evaluator",
        "wijkagent",
        "reclassering",
        "ggz-nhn",
        "expert-nh",
        "casusregisseur-hoorn",
        "gemeente-haarlem",
        "procesregisseur-kennemerland",
    ] {
        let program = house.program(who).await;
        let this = program.get(&format!("/api/v1{here}")).await;
        let other = program.get(&format!("/api/v1/toetsingen/{never}")).await;
        assert_eq!((this.status, this.body), (404, other.body), "{who}");
        assert_eq!(sends(&house, who, &format!("{here}/oordeel"), &opinion()).await.status, 404, "{who}");
        let list = reads(&house, who, "/toetsingen").await;
        assert!(list.status == 404 || list.json()["rows"] == json!([]), "{who}");
    }
    for who in THREE {
        assert_eq!(sends(&house, who, &format!("{here}/oordeel"), &opinion()).await.status, 404, "{who} judges itself");
    }
    // Who may not ask finds no form, and a third party no page.
    for who in ["reclassering", "expert-nh", "casusregisseur-hoorn", REVIEWER, "gemeente-haarlem"] {
        assert_eq!(sends(&house, who, &format!("{at}/toets"), &json!({})).await.status, 404, "{who}");
    }
    assert_eq!(reads(&house, "ggz-nhn", &format!("{at}/toets")).await.status, 404);
}

/// AVG 4(5), 25: what is struck out goes nowhere, and what points to somebody is not taken in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_is_struck_out_goes_nowhere_and_one_by_which_somebody_is_known_is_sent_back() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let to = format!("{at}/toets");
    let whole = form(&house, "politie-nh", &to).await;
    let (told, gone) = (field_of(&whole, "KANARIENODIG"), field_of(&whole, "KANARIEWEG"));
    for known in
        ["Bram is nog jong.", "Hij woont in Hoorn.", "Organisatie om-nh zag dit.", "Zie C-2026-0001.", "6 mei 2004"]
    {
        let mut torn = whole.clone();
        torn[&told] = json!(known);
        let reply = sends(&house, "politie-nh", &to, &torn).await;
        assert_eq!((reply.status, reply.json()["errors"][0]["field"].as_str()), (422, Some(told.as_str())), "{known}");
    }
    let mut torn = whole.clone();
    torn["question"] = json!("Was dit goed voor MERKNAAM?");
    assert_eq!(sends(&house, "politie-nh", &to, &torn).await.json()["errors"][0]["field"], json!("question"));
    for field in ["reviewer", "question", "until", "unknown"] {
        let mut torn = whole.clone();
        torn[field] = json!("");
        assert_eq!(sends(&house, "politie-nh", &to, &torn).await.status, 422, "{field}");
    }
    let mut short = whole.clone();
    short.as_object_mut().unwrap().remove(&gone);
    let unread = sends(&house, "politie-nh", &to, &short).await;
    assert_eq!(unread.json()["errors"][0]["field"], json!(gone), "what came meanwhile is read first");
    let mut form = whole.clone();
    (form[&gone], form[&told]) = (json!(""), json!("KANARIEEERST: iedereen vond het nodig."));
    let here = asks(&house, "politie-nh", &at, &form).await;
    // One of the three still recognises somebody: another text, on which every key turns anew.
    done(&house, "politie-nh", &format!("{here}/sleutel"), json!({ "text": "1", "read": "1" })).await;
    let why = json!({ "text": "1", "reason": "KANARIEREDEN: dat ene woord." });
    done(&house, "om-nh", &format!("{here}/niet-instemmen"), why).await;
    assert_eq!(asked(&house, "politie-nh", REWORDS).await, [format!("{here}/tekst")]);
    assert_eq!(reads(&house, "politie-nh", &format!("{here}/tekst")).await.status, 200);
    form[&told] = json!("KANARIEDAARNA: het was nodig.");
    done(&house, "procesregisseur-nhn", &format!("{here}/tekst"), form.clone()).await;
    let stale = sends(&house, "gemeente-hoorn", &format!("{here}/sleutel"), &json!({ "text": "1", "read": "1" })).await;
    assert_eq!(stale.status, 422, "that text is gone");
    turns(&house, &here, 2).await;
    done(&house, REVIEWER, &format!("{here}/aannemen"), json!({ "independent": "1" })).await;
    for who in [REVIEWER, "politie-nh", "procesregisseur-nhn"] {
        let page = reads(&house, who, &here).await;
        assert!(page.says("KANARIEDAARNA") && page.says("MERKPLAN overwogen."), "{who}: {}", page.body);
        for hidden in ["KANARIEWEG", "KANARIEEERST", "KANARIENODIG"] {
            assert!(!page.body.contains(hidden), "{who}: {hidden}");
        }
    }
    assert!(!reads(&house, REVIEWER, &here).await.body.contains("KANARIEREDEN"));
    assert!(
        sends(&house, "politie-nh", &format!("{here}/tekst"), &form).await.status == 422,
        "it lies with who reviews"
    );
    // What was written stays in the case as it was.
    let case = house.now::<case::ReadCase>("politie-nh", id).await;
    assert!(case.plan.reviews[0].proportion.as_str().contains("06-05-2004"));
    assert!(reads(&house, "politie-nh", &format!("{at}/terugkijken")).await.says("KANARIEWEG"));
}

/// Somebody else from outside, for an organisation of its own.
async fn outside(house: &House, person: &str, login: Option<&str>) {
    let agency = Agency {
        id: word("raad"),
        kind: AgencyKind::Oversight,
        name: word("Raad van buiten"),
        house: word("nhn"),
        municipalities: Vec::new(),
        office: Office::open(),
    };
    house.vault.set_agencies(vec![agency]).await.unwrap();
    let account = NewAccount {
        person: word(person),
        agency: word("raad"),
        role: Role::Legality,
        name: word("Van Buiten"),
        function: word("Lid"),
        until: None,
        login: login.map(word),
    };
    house.vault.set_accounts(vec![account]).await.unwrap();
}

/// Nobody reviews a table at which they, their organisation or another account of theirs ever sat.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sits_or_ever_sat_at_the_table_cannot_be_asked_and_who_is_asked_may_say_no() {
    let house = house().await;
    let (_, at) = table(&house).await;
    let to = format!("{at}/toets");
    // Who guards the law for the police, and an account by which somebody who sits here logs in elsewhere.
    hire_as(&house, "jurist-politie", ("politie-nh", Role::Legality)).await;
    outside(&house, "dubbel", Some("om-nh")).await;
    let mut form = form(&house, "om-nh", &to).await;
    let page = house.browser("politie-nh").await.get(&to).await;
    assert!(page.says("Naam van rac") && !page.says("Nieuw Verzonnen") && !page.says("Van Buiten"), "{}", page.body);
    for who in ["jurist-politie", "dubbel", "om-nh", "fg", "reclassering", "bestaat-niet"] {
        form["reviewer"] = json!(who);
        let reply = sends(&house, "om-nh", &to, &form).await;
        assert_eq!((reply.status, reply.json()["errors"][0]["field"].as_str()), (422, Some("reviewer")), "{who}");
    }
    outside(&house, "vanbuiten", None).await;
    form["reviewer"] = json!(REVIEWER);
    let here = asks(&house, "om-nh", &at, &form).await;
    turns(&house, &here, 1).await;
    done(&house, REVIEWER, &format!("{here}/aannemen"), json!({ "independent": "1" })).await;
    done(&house, REVIEWER, &format!("{here}/niet"), json!({ "reason": "KANARIENEE: ik herken iemand." })).await;
    assert_eq!(reads(&house, REVIEWER, &here).await.status, 404, "then nothing is read any more");
    assert_eq!(asked(&house, "om-nh", REWORDS).await, [format!("{here}/tekst")]);
    assert!(reads(&house, "om-nh", &here).await.says("KANARIENEE"));
    let same = sends(&house, "om-nh", &format!("{here}/tekst"), &form).await;
    assert_eq!((same.status, same.json()["errors"][0]["field"].as_str()), (422, Some("reviewer")));
    form["reviewer"] = json!("vanbuiten");
    done(&house, "om-nh", &format!("{here}/tekst"), form).await;
    turns(&house, &here, 2).await;
    assert_eq!(asked(&house, "vanbuiten", SAYS).await, std::slice::from_ref(&here));
    assert!(!reads(&house, "vanbuiten", &here).await.body.contains("KANARIENEE"));
    assert_eq!(reads(&house, REVIEWER, &here).await.status, 404);
}

/// CAS-05, RET-01: with the case goes what was given out of it, by the last key and by the clock.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_case_takes_its_review_along_and_what_nobody_answers_ends_by_itself() {
    let house = house().await;
    let (id, at, here) = reading(&house).await;
    done(&house, REVIEWER, &format!("{here}/oordeel"), opinion()).await;
    house.proposes_to_close(id).await;
    assert_eq!(reads(&house, REVIEWER, &here).await.status, 200);
    for who in THREE {
        done(&house, who, &format!("{at}/afsluiten/sleutel"), json!({ "sure": "1" })).await;
    }
    for who in THREE.into_iter().chain([REVIEWER, "procesregisseur-nhn"]) {
        assert_eq!(reads(&house, who, &here).await.status, 404, "{who}");
        assert!(asked(&house, who, ANSWERS).await.is_empty() && asked(&house, who, READS).await.is_empty(), "{who}");
    }
    assert_eq!(house.vault.left_by_all().await.unwrap(), 1);
    assert_eq!(house.vault.destroy_left_by_all().await.unwrap(), 1);
    // Another, to which no opinion comes.
    let (_, at, here) = reading(&house).await;
    house.clock.set("2026-03-16T09:00:00Z");
    assert_eq!(asked(&house, "gemeente-hoorn", REMINDS).await, std::slice::from_ref(&here));
    let soon = json!({ "said": "KANARIEGEBELD", "until": "2026-03-30" });
    done(&house, "gemeente-hoorn", &format!("{here}/nabellen"), soon).await;
    assert!(!reads(&house, REVIEWER, &here).await.body.contains("KANARIEGEBELD"));
    house.clock.set("2026-04-28T09:00:00Z");
    assert_eq!(reads(&house, REVIEWER, &here).await.status, 404, "four weeks after its day who reviews reads nothing");
    assert_eq!(reads(&house, "gemeente-hoorn", &here).await.status, 200);
    house.clock.set("2026-07-01T09:00:00Z");
    assert_eq!(reads(&house, "gemeente-hoorn", &here).await.status, 404);
    assert_eq!(house.vault.destroy_left_by_all().await.unwrap(), 1);
    assert_eq!(
        reads(&house, "gemeente-hoorn", &at).await.json()["overseen"][0]["stands"]["nl"],
        json!("geen oordeel gekomen")
    );
    // From another process at the same store it is the same.
    let again = crate::house::opening(&house.database, std::sync::Arc::clone(&house.clock));
    let again = tokio::task::spawn_blocking(|| vault::Vault::open(again).unwrap()).await.unwrap();
    let sound = tokio::task::spawn_blocking(move || again.verify(|| {}).unwrap()).await.unwrap();
    assert!(sound.wrong.is_empty(), "{:?}", sound.wrong);
}

/// Two at once: one review at a time, one answer of an organisation, and two of the three beside each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_ask_at_once_one_is_heard_and_of_two_who_answer_each_for_itself_both_are() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let to = format!("{at}/toets");
    let form = form(&house, "gemeente-hoorn", &to).await;
    let (one, two) = tokio::join!(sends(&house, "gemeente-hoorn", &to, &form), sends(&house, "politie-nh", &to, &form));
    let went = [one.status, two.status].into_iter().filter(|status| *status < 300).count();
    assert_eq!(went, 1, "{} {}", one.body, two.body);
    assert_eq!(house.now::<case::ReadCase>("om-nh", id).await.overseen().all().len(), 1);
    let here = reads(&house, "om-nh", &at).await.json()["overseen"][0]["address"].as_str().unwrap().to_owned();
    turns(&house, &here, 1).await;
    done(&house, REVIEWER, &format!("{here}/aannemen"), json!({ "independent": "1" })).await;
    done(&house, REVIEWER, &format!("{here}/oordeel"), opinion()).await;
    let answer = format!("{here}/aanbeveling/1");
    let form = not_taken();
    let (police, om) =
        tokio::join!(sends(&house, "politie-nh", &answer, &form), sends(&house, "om-nh", &answer, &form));
    for (who, reply) in [("politie-nh", police), ("om-nh", om)] {
        if reply.status >= 300 {
            done(&house, who, &answer, form.clone()).await;
        }
    }
    hire_as(&house, "gemeente-tweede", ("gemeente-hoorn", Role::Official)).await;
    let (one, two) = tokio::join!(
        sends(&house, "gemeente-hoorn", &answer, &form),
        sends(&house, "burgemeester-hoorn", &answer, &form)
    );
    let went = [one.status, two.status].into_iter().filter(|status| *status < 300).count();
    assert_eq!(went, 1, "one answer of an organisation: {} {}", one.body, two.body);
    let state = house.now::<review::ReadReview>("gemeente-hoorn", id_in(&here)).await;
    assert_eq!(state.answers().iter().filter(|one| one.answer.no == 1).count(), 3);
    let kept = house.now::<case::ReadCase>("gemeente-hoorn", id).await;
    assert_eq!((kept.overseen().all()[0].answers.len(), kept.overseen().all()[0].opinion.is_some()), (3, true));
    let back = json!({ "reason": "Toch niet.", "sure": "1" });
    assert_eq!(sends(&house, "gemeente-hoorn", &format!("{here}/intrekken"), &back).await.status, 422);
}

/// Withdrawn while it does not lie with who reviews: then another may be asked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_withdrawn_is_read_by_nobody_outside_and_makes_room_for_another() {
    let house = house().await;
    let (_, at, here) = reading(&house).await;
    let to = format!("{at}/toets");
    let page = house.browser("om-nh").await.get(&to).await;
    assert!(page.says("Er loopt al een onafhankelijke toets"), "{}", page.body);
    // With who reviews it lies by three keys: no one of them takes it away, and who reviews can put it down.
    let back = json!({ "reason": "Niet nodig.", "sure": "1" });
    let late = sends(&house, "om-nh", &format!("{here}/intrekken"), &back).await;
    assert!(late.status == 422 && late.says("die kan hem neerleggen"), "{} {}", late.status, late.body);
    assert!(!house.browser("om-nh").await.get(&here).await.says("De vraag intrekken"));
    done(&house, REVIEWER, &format!("{here}/niet"), json!({ "reason": "Op verzoek." })).await;
    let unsure = sends(&house, "om-nh", &format!("{here}/intrekken"), &json!({ "reason": "Niet nodig." })).await;
    assert_eq!(unsure.status, 422);
    done(&house, "om-nh", &format!("{here}/intrekken"), back).await;
    assert_eq!(reads(&house, REVIEWER, &here).await.status, 404);
    assert_eq!(reads(&house, "om-nh", &at).await.json()["overseen"][0]["stands"]["nl"], json!("ingetrokken"));
    let form = form(&house, "om-nh", &to).await;
    let again = asks(&house, "om-nh", &at, &form).await;
    assert_ne!(again, here);
}

/// PAR-08: who does not take part in a case under the WGS reads no extract of it, and holds back no review by silence.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_the_wgs_only_who_takes_part_lets_an_extract_go() {
    let house = house().await;
    let at = crate::filing::opened(&house).await;
    let to = format!("{at}/toets");
    let bare = json!({ "reviewer": REVIEWER, "question": "Zorgvuldig?", "until": "2026-03-15", "unknown": "1" });
    let early = sends(&house, "gemeente-hoorn", &to, &bare).await;
    assert!(early.status == 422 && early.says("of zij meedoen"), "{} {}", early.status, early.body);
    done(&house, "politie-nh", &format!("{at}/meedoen/sleutel"), json!({ "read": "1" })).await;
    done(&house, "om-nh", &format!("{at}/meedoen/niet"), json!({ "reason": "Er loopt geen strafzaak." })).await;
    let form = form(&house, "gemeente-hoorn", &to).await;
    let here = asks(&house, "gemeente-hoorn", &at, &form).await;
    assert!(asked(&house, "om-nh", TURNS).await.is_empty());
    assert_eq!(reads(&house, "om-nh", &here).await.status, 404);
    let key = json!({ "text": "1", "read": "1" });
    assert_eq!(sends(&house, "om-nh", &format!("{here}/sleutel"), &key).await.status, 404);
    for who in ["gemeente-hoorn", "politie-nh"] {
        done(&house, who, &format!("{here}/sleutel"), key.clone()).await;
    }
    assert_eq!(asked(&house, REVIEWER, SAYS).await, [here.as_str()], "two keys are all there are");
    done(&house, REVIEWER, &format!("{here}/aannemen"), json!({ "independent": "1" })).await;
    done(&house, REVIEWER, &format!("{here}/oordeel"), opinion()).await;
    for who in ["gemeente-hoorn", "politie-nh"] {
        assert!(!asked(&house, who, ANSWERS).await.is_empty(), "{who}");
    }
    assert!(asked(&house, "om-nh", ANSWERS).await.is_empty() && asked(&house, "om-nh", TAKES).await.is_empty());
}
