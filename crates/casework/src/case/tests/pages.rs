//! The pages as a browser and a program meet them, in process, on a real vault.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::town::{PEOPLE, Town, new_case, sends, town};
use super::*;
use serde_json::json;

pub(super) const GIFT: [(&str, &str); 7] = [
    ("nature", "fact"),
    ("text", "Komt elke week op school."),
    ("category", "e"),
    ("necessity", "Houvast voor het plan."),
    ("ground", "participant-wgs"),
    ("special", "none"),
    ("audience", "all"),
];

#[tokio::test]
async fn a_program_opens_lists_reads_and_writes_a_note() {
    let town = town().await;
    let at = town.opened().await;
    let director = town.program("procesregisseur-nhn").await;
    let case = director.get(&format!("/api/v1{at}")).await.json();
    for part in ["id", "reference", "title", "summary", "kind", "state", "opened", "owner"] {
        assert!(case[part].as_str().is_some_and(|t| !t.is_empty()), "{part}: {case}");
    }
    let row = director.get("/api/v1/zaken?soort=complex&vanaf=2024-06-01").await.json()["rows"][0].clone();
    for part in ["id", "reference", "title", "summary", "kind", "state", "opened", "owner"] {
        assert!(row[part].is_string(), "{part}: {row}");
    }
    let reference = row["reference"].as_str().unwrap();
    let found = director.get(&format!("/api/v1/zaken?kenmerk={reference}")).await.json();
    assert_eq!(found["rows"][0]["id"], row["id"]);
    let note = director.post(&format!("/api/v1{at}/notitie"), &json!({ "text": "Gebeld met de wijk." })).await;
    assert!(note.status < 300, "{}", note.body);
    let what = json!({ "agency": "politie-nh", "what": "Loopt langs.", "due": "2030-01-01" });
    assert!(director.post(&format!("/api/v1{at}/afspraak"), &what).await.status < 300);
}

/// REG-01
#[tokio::test]
async fn a_case_without_law_or_purpose_is_sent_back() {
    let town = town().await;
    let director = town.program("procesregisseur-nhn").await;
    for part in ["regime", "purpose", "municipality"] {
        let mut torn = new_case();
        torn.as_object_mut().unwrap().remove(part);
        assert_eq!(director.post("/api/v1/zaken/nieuw", &torn).await.status, 422, "{part}");
    }
    let mut cter = new_case();
    cter["kind"] = json!("cter");
    cter["regime"] = json!("wgpga");
    let reply = director.post("/api/v1/zaken/nieuw", &cter).await;
    assert_eq!(reply.status, 422, "not without a weighing and a decision");
    let police = town.program("politie-nh").await;
    assert_eq!(police.post("/api/v1/zaken/nieuw", &new_case()).await.status, 422, "police open what was decided");
}

#[tokio::test]
async fn three_keys_let_a_third_party_in_and_it_sees_what_is_shared_with_it() {
    let town = town().await;
    let at = town.opened().await;
    let mut official = town.browser("gemeente-hoorn").await;
    let mut school = town.browser("school-hoorn").await;
    let seats = format!("{at}/deelname");
    let proposal = [
        ("agency", "school-hoorn"),
        ("as", "third"),
        ("necessity", "Kent hem."),
        ("from", "01-09-2026"),
        ("expertise", "Onderwijs."),
        ("task", "Leerplicht."),
        ("until", "01-12-2026"),
    ];
    sends(&mut official, &seats, &format!("{seats}/voorstel"), &proposal).await;
    assert_eq!(school.get(&at).await.status, 404);
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        let mut holder = town.browser(who).await;
        sends(&mut holder, &seats, &format!("{seats}/sleutel/1"), &[("read", "ja")]).await;
    }
    assert_eq!(school.get(&at).await.status, 404, "let in, and nothing was declared");
    let declaration = format!("{at}/verklaring");
    let page = school.get(&declaration).await;
    assert!(page.status == 200 && page.says("Eerst uw verklaring"), "{}", page.body);
    assert!(school.get("/").await.body.contains(&declaration), "what is asked of it leads there");
    assert_eq!(school.post(&declaration, &[]).await.status, 422);
    sends(&mut school, &declaration, &declaration, &[("promise", "ja")]).await;
    assert_eq!(school.get(&declaration).await.status, 404, "once");
    let giving = format!("{at}/bijdragen");
    sends(&mut official, &giving, &format!("{giving}/nieuw"), &GIFT).await;
    let shared: Vec<(&str, &str)> = GIFT
        .iter()
        .map(|(n, t)| (*n, if *n == "text" { "Alleen voor school." } else { *t }))
        .chain([("thirds", "school-hoorn")])
        .collect();
    sends(&mut official, &giving, &format!("{giving}/nieuw"), &shared).await;
    let page = school.get(&at).await;
    assert!(page.says("Alleen voor school.") && !page.says("Komt elke week") && !page.says("Zorgen van de buurt"));
    for hidden in ["deelname", "plan", "overdracht", "terugkijken", "terugkoppeling", "afsluiten"] {
        assert_eq!(school.get(&format!("{at}/{hidden}")).await.status, 404, "{hidden}");
    }
    let program = town.program("school-hoorn").await;
    let body = program.get(&format!("/api/v1{at}")).await.body;
    assert!(!body.contains("Komt elke week") && !body.contains("Zorgen van de buurt"), "{body}");
}

#[tokio::test]
async fn a_question_has_three_answers_and_a_taken_back_item_is_gone() {
    let town = town().await;
    let at = town.opened().await;
    let giving = format!("{at}/bijdragen");
    let mut director = town.browser("procesregisseur-nhn").await;
    let ask = |who| {
        [("agency", who), ("question", "Is er iets bekend?"), ("necessity", "Voor het beeld."), ("due", "15-09-2026")]
    };
    for who in ["politie-nh", "om-nh", "gemeente-hoorn"] {
        sends(&mut director, &giving, &format!("{giving}/vragen"), &ask(who)).await;
    }
    let mut police = town.browser("politie-nh").await;
    assert!(police.get(&at).await.says("Is er iets bekend?"));
    sends(&mut police, &format!("{at}/vraag/1"), &format!("{at}/vraag/1/niets-bekend"), &[]).await;
    let mut om = town.browser("om-nh").await;
    assert_eq!(om.get(&format!("{at}/vraag/1")).await.status, 404, "not its question");
    sends(&mut om, &format!("{at}/vraag/2"), &format!("{at}/vraag/2/mag-niet"), &[("ground", "Lopend onderzoek.")])
        .await;
    let mut official = town.browser("gemeente-hoorn").await;
    sends(&mut official, &format!("{at}/vraag/3"), &format!("{at}/vraag/3/bijdrage"), &GIFT).await;
    let page = director.get(&giving).await;
    for words in ["niets bekend", "mag niet delen", "informatie gegeven", "Komt elke week op school."] {
        assert!(page.says(words), "{words} {}", page.body);
    }
    assert!(!page.says("Lopend onderzoek"), "the reason was not shown");
    sends(&mut official, &giving, &format!("{giving}/terug/4"), &[("sure", "ja")]).await;
    let page = director.get(&giving).await;
    assert!(!page.says("Komt elke week") && page.says("nog niet beantwoord") && page.says("Aantal teruggenomen"));
    let refused = police.post(&format!("{giving}/nieuw"), &GIFT).await;
    assert!(refused.status == 422 && refused.says("bevoegd gezag"), "police data need their marks");
    let special: Vec<(&str, &str)> =
        GIFT.iter().map(|(n, t)| (*n, if *n == "special" { "union" } else { *t })).collect();
    official.get(&giving).await;
    let refused = official.post(&format!("{giving}/nieuw"), &special).await;
    assert!(refused.status == 422 && refused.says("mag hier niet worden vastgelegd"));
}

pub(super) const DECISION: [(&str, &str); 6] = [
    ("question", "Doen we dit?"),
    ("options", "Niets doen.\nWachten."),
    ("considerations", "Afgewogen aan tafel."),
    ("ground", "WGS art. 2.31"),
    ("dissent-none", "ja"),
    ("expectation", "Ieder belt."),
];

/// From facts to a plan with three keys, then closing, after which nobody reads anything (CAS-05).
#[tokio::test]
async fn a_plan_is_made_looked_back_on_and_the_case_is_closed() {
    let town = town().await;
    let at = town.opened().await;
    let (giving, plan) = (format!("{at}/bijdragen"), format!("{at}/plan"));
    let mut official = town.browser("gemeente-hoorn").await;
    sends(&mut official, &giving, &format!("{giving}/nieuw"), &GIFT).await;
    let factor = [("kind", "protective"), ("domain", "work"), ("text", "School trekt hem."), ("facts", "1")];
    sends(&mut official, &plan, &format!("{plan}/factor"), &factor).await;
    let mut goal = vec![("text", "Haalt zijn diploma."), ("seen_by", "Slaagt."), ("factors", "2"), ("rhythm", "month")];
    official.get(&plan).await;
    let without = official.post(&format!("{plan}/doel"), &goal).await;
    assert!(without.status == 422 && without.says("Hoe is het nu?"), "P10: a goal has a beginning");
    goal.push(("baseline", "Komt twee dagen per week."));
    sends(&mut official, &plan, &format!("{plan}/doel"), &goal).await;
    let step = [
        ("goal", "3"),
        ("factors", "2"),
        ("text", "Begeleidt op school."),
        ("agency", "politie-nh"),
        ("power", "Politietaak."),
        ("track", "care"),
        ("effect", "Rust."),
        ("due", "01-12-2026"),
    ];
    sends(&mut official, &plan, &format!("{plan}/interventie"), &step).await;
    let mut police = town.browser("politie-nh").await;
    sends(&mut police, &plan, &format!("{plan}/aannemen/4"), &[]).await;
    let drafted: Vec<(&str, &str)> =
        DECISION.iter().copied().chain([("outcome", "carry"), ("review", "01-11-2026")]).collect();
    sends(&mut official, &plan, &format!("{plan}/voorleggen"), &drafted).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        sends(&mut town.browser(who).await, &plan, &format!("{plan}/sleutel"), &[("read", "ja")]).await;
    }
    assert!(official.get(&at).await.says("plan in uitvoering"));
    sends(&mut police, &plan, &format!("{plan}/voortgang/4"), &[("status", "running"), ("text", "Eerste gesprek.")])
        .await;
    let said = [("trend", "better"), ("why", "Komt nu vier dagen.")];
    sends(&mut police, &format!("{plan}/doel/3"), &format!("{plan}/doel/3/hoe"), &said).await;
    let goal = official.get(&format!("{plan}/doel/3")).await;
    assert!(goal.says("Komt twee dagen per week.") && goal.says("Komt nu vier dagen."), "{}", goal.body);
    assert_eq!(official.get(&format!("{plan}/doel/99")).await.status, 404);
    let may = [
        ("text", "Gaat weer niet naar school."),
        ("factors", "2"),
        ("signs", "Komt te laat."),
        ("steps", "4"),
        ("then", "De leerplichtambtenaar belt thuis."),
    ];
    sends(&mut official, &format!("{plan}/scenarios"), &format!("{plan}/scenarios/nieuw"), &may).await;
    let shown = police.get(&plan).await;
    assert!(shown.says("Komt te laat.") && shown.says("Bij het begin: Komt twee dagen per week."), "{}", shown.body);
    official.get(&format!("{at}/afspraken")).await;
    let nowhere = official.post(&format!("{at}/notitie"), &[("text", "Gebeld.")]).await;
    assert!(nowhere.status == 422 && nowhere.says("Kies waar dit voor is"), "CAS-03: {}", nowhere.body);
    sends(
        &mut official,
        &format!("{at}/afspraken"),
        &format!("{at}/notitie"),
        &[("text", "Gebeld."), ("purpose", "execute")],
    )
    .await;
    let mut director = town.browser("procesregisseur-nhn").await;
    let look = [
        ("trend1", "better"),
        ("why1", "Gaat elke dag."),
        ("necessary", "yes"),
        ("necessity", "Nog even."),
        ("proportionate", "yes"),
        ("proportion", "Licht."),
        ("next", "close"),
    ];
    sends(&mut director, &format!("{at}/terugkijken"), &format!("{at}/terugkijken/vastleggen"), &look).await;
    let end: Vec<(&str, &str)> = DECISION
        .iter()
        .copied()
        .chain([
            ("reason", "goals-met"),
            ("why1", "Diploma gehaald."),
            ("residual", "Geen."),
            ("watcher", "gemeente-hoorn"),
            ("watch_for", "Spanning in het portiek."),
            ("watch_until", "2026-12-01"),
            ("watch_call", "Procesregie, 0229-000000"),
            ("feedback", "Het is goed gekomen."),
            ("scaled", "Er is niets meer te doen."),
        ])
        .collect();
    let closing = format!("{at}/afsluiten");
    sends(&mut director, &closing, &format!("{closing}/voorstel"), &end).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        sends(&mut town.browser(who).await, &closing, &format!("{closing}/sleutel"), &[("sure", "ja")]).await;
    }
    for (who, _, _) in PEOPLE {
        let mut anyone = town.browser(who).await;
        assert_eq!(anyone.get(&at).await.status, 404, "{who}");
        let list = anyone.get("/zaken").await;
        assert!(!list.says("Jongere in de knel"), "{who}");
    }
}

#[tokio::test]
async fn who_has_no_seat_does_not_know_the_case_exists() {
    let town = town().await;
    let at = town.opened().await;
    for who in ["gemeente-enkhuizen", "reclassering", "school-hoorn", "fg"] {
        let mut stranger = town.browser(who).await;
        assert_eq!(stranger.get(&at).await.status, 404, "{who}");
        assert_eq!(stranger.post(&format!("{at}/notitie"), &[("text", "x")]).await.status, 404, "{who}");
    }
    for who in ["gemeente-hoorn", "casusregisseur-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn"] {
        let mut one = town.browser(who).await;
        for part in [
            "",
            "/deelname",
            "/bijdragen",
            "/bijdragen/wie-weet-wat",
            "/bijdragen/verstrekt",
            "/plan/scenarios",
            "/plan",
            "/afspraken",
            "/opschalen",
            "/overdracht",
            "/terugkijken",
            "/terugkoppeling",
            "/afsluiten",
        ] {
            let page = one.get(&format!("{at}{part}?taal=en")).await;
            assert_eq!(page.status, 200, "{who} {part}");
            assert!(!page.says("style="), "no inline style");
        }
    }
    let mut director = town.browser("procesregisseur-nhn").await;
    let page = director.get("/zaken/nieuw").await;
    assert!(page.status == 200 && page.says("Waarvoor is deze casus?"));
}

/// An advice that the triangle approved, as its own acts wrote it.
async fn approved(town: &Town) -> kernel::DossierId {
    use crate::advice::{self, Advice, AdviceText, Advise, Basis, DraftAdvice, Mode, Writer};
    let actor = town.vault.actor("procesregisseur-nhn").await.unwrap().unwrap();
    let basis = Basis {
        weighing: kernel::DossierId::new(1, [1; 10]),
        reference: word("NHN-2026-0012"),
        municipality: word("hoorn"),
        house: word("nhn"),
        subject: crate::weighing::Subject { name: word("Bram van Teststra"), ..Default::default() },
        fits: true,
        reasoning: Some(word("De signalen hangen samen.")),
        trio: [agency("gemeente-hoorn"), agency("politie-nh"), agency("om-nh")],
        director: agency("zvh-nhn"),
        acute: false,
        terms: None,
    };
    let text = AdviceText {
        partners: vec![word("Reclassering: kent hem.")],
        first_steps: vec![word("De jongerenwerker zoekt hem op.")],
        conditions: None,
        decision: decision(Advise::Integral),
    };
    let desk = town.vault.begin::<DraftAdvice>(&actor).await.unwrap();
    let id = desk.id();
    let (mut advice, mut events) = (Advice::default(), Vec::new());
    let mut take = |advice: &mut Advice, event: advice::Event| {
        advice.apply(&event, &stamp(1, today()));
        events.push(event);
    };
    let director = basis.director.clone();
    let by = Writer { agency: &director, signs: false };
    take(&mut advice, Advice::begin(by, basis, Mode::Three, text, today()).unwrap());
    let issued = advice.issue(&agency("zvh-nhn"), day("10-09-2026"), today()).unwrap();
    take(&mut advice, issued);
    for (who, person) in KEYS {
        let yes =
            advice.decide(&agency(who), &word(person), advice.text_number(), advice::Choice::Approve, None).unwrap();
        take(&mut advice, yes);
    }
    desk.commit(events).await.unwrap();
    id
}

#[tokio::test]
async fn a_case_is_opened_once_from_an_advice_that_was_approved() {
    let town = town().await;
    let advice = approved(&town).await;
    let mut director = town.browser("procesregisseur-nhn").await;
    let page = director.get(&format!("/zaken/nieuw?advies={advice}")).await;
    assert!(page.says("komen uit de stukken") && !page.says("Geboortedatum"), "{}", page.body);
    let advice = advice.to_string();
    let typed = [
        ("advice", advice.as_str()),
        ("title", "Casus uit advies"),
        ("summary", "De driehoek besloot."),
        ("kind", "cter"),
        ("regime", "wgpga"),
        ("purpose", "Voorkomen dat hij verder afglijdt."),
    ];
    let reply = director.post("/zaken/nieuw", &typed).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let at = reply.path().to_owned();
    assert!(director.get(&at).await.says("Bram van Teststra"));
    assert!(town.browser("om-nh").await.get(&at).await.says("Wgpga"));
    director.get(&format!("/zaken/nieuw?advies={advice}")).await;
    assert_ne!(director.post("/zaken/nieuw", &typed).await.status, 303, "only once");
}

#[tokio::test]
async fn a_proposal_is_changed_on_its_page_and_loses_its_keys() {
    let town = town().await;
    let at = town.opened().await;
    let seats = format!("{at}/deelname");
    let mut official = town.browser("gemeente-hoorn").await;
    let proposal = [
        ("agency", "reclassering"),
        ("as", "participant"),
        ("necessity", "Houdt toezicht."),
        ("from", "01-09-2026"),
        ("ground", "probation"),
    ];
    sends(&mut official, &seats, &format!("{seats}/voorstel"), &proposal).await;
    sends(&mut official, &seats, &format!("{seats}/sleutel/1"), &[("read", "ja")]).await;
    let changed: Vec<(&str, &str)> =
        proposal.iter().map(|(n, t)| (*n, if *n == "necessity" { "Begeleidt hem." } else { *t })).collect();
    sends(&mut official, &seats, &format!("{seats}/wijzigen/1"), &changed).await;
    let page = official.get(&seats).await;
    assert!(page.says("Begeleidt hem.") && !page.says("sleutel omgedraaid<"), "{}", page.body);
}
