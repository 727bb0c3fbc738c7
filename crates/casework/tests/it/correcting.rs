//! Stories of what is put right in a case: by who is responsible for it and nobody else, with a reason, the old beside the new; keys on the
//! text fall, and who read the old is told until they looked.

use crate::{
    dossiers::{LATER, TODAY, gift, participant, third},
    house::{House, agency, day, house, note},
};
use casework::case::{self, Ground};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::AgencyKind;
use web::testing::Reply;

/// Sends a form as a program.
pub(crate) async fn sends(house: &House, who: &str, path: &str, form: &Value) -> Reply {
    house.program(who).await.post(&format!("/api/v1{path}"), form).await
}

pub(crate) async fn done(house: &House, who: &str, path: &str, form: Value) {
    let reply = sends(house, who, path, &form).await;
    assert!(reply.status < 300, "{who} {path}: {}", reply.body);
}

pub(crate) async fn reads(house: &House, who: &str, path: &str) -> Reply {
    house.program(who).await.get(&format!("/api/v1{path}")).await
}

/// What is asked of somebody in My work in these words, by where it leads.
pub(crate) async fn asked(house: &House, who: &str, words: &str) -> Vec<String> {
    let all = reads(house, who, "").await.json()["tasks"].as_array().unwrap().clone();
    let is = |t: &&Value| t["what"]["nl"].as_str().unwrap() == words;
    all.iter().filter(is).map(|t| t["address"].as_str().unwrap().to_owned()).collect()
}

async fn told(house: &House, who: &str) -> Vec<String> {
    asked(house, who, "Lezen wat er verbeterd is").await
}

/// A case in Hoorn with probation as participant and care as third party.
pub(crate) async fn table(house: &House) -> (DossierId, String) {
    let id = house.case("hoorn", "MERK").await;
    house.lets_in(id, participant("reclassering", AgencyKind::Probation, Ground::Probation)).await;
    house.lets_in(id, third("ggz-nhn", AgencyKind::Care, LATER)).await;
    house.does::<case::Declare>("ggz-nhn", id, |d| d.declare(&agency("ggz-nhn"))).await;
    (id, format!("/zaken/{id}"))
}

/// Names a factor for somebody on facts of theirs; gives its number.
pub(crate) async fn factor(house: &House, who: &str, id: DossierId, facts: Vec<u32>) -> u32 {
    let own = house.actor(who).await.agency.id;
    let factor = case::Factor {
        no: 0,
        kind: case::FactorKind::Risk,
        domain: kernel::LifeDomain::Network.into(),
        text: note("Trekt op met oude vrienden."),
        facts,
    };
    house.does::<case::AddFactor>(who, id, |d| d.add_factor(None, &own, day(TODAY), factor)).await;
    house.now::<case::ReadCase>(who, id).await.next() - 1
}

fn mended(facts: &[u32], text: &str) -> Value {
    let facts: Vec<String> = facts.iter().map(ToString::to_string).collect();
    json!({ "kind": "protective", "domain": "network", "text": text, "facts": facts })
}

fn with(mut form: Value, reason: &str) -> Value {
    form["reason"] = json!(reason);
    form
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_factor_is_put_right_by_who_named_it_and_who_read_it_is_told_until_they_looked() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let fact = house.gives("politie-nh", id, crate::dossiers::by_police(gift("Gezien bij het station."))).await;
    let no = factor(&house, "politie-nh", id, vec![fact]).await;
    for who in ["reclassering", "gemeente-hoorn", "ggz-nhn"] {
        assert_eq!(reads(&house, who, &at).await.status, 200);
    }
    house.clock.minutes(1);
    let to = format!("{at}/verbeteren/{no}/factor");
    let form = mended(&[fact], "Trekt op met nieuwe vrienden.");
    // Without a reason it does not happen, without a fact neither, and not by who did not name it.
    for (who, form) in [
        ("politie-nh", form.clone()),
        ("politie-nh", with(mended(&[], "Zonder feit."), "Zo maar.")),
        ("gemeente-hoorn", with(form.clone(), "Wij weten beter.")),
        ("procesregisseur-nhn", with(form.clone(), "Wij weten beter.")),
    ] {
        assert_eq!(sends(&house, who, &to, &form).await.status, 422, "{who}");
    }
    // Who has no place at it learns nothing of it, and a third party has nothing to put right.
    for who in ["gemeente-haarlem", "ggz-nhn"] {
        assert_eq!(sends(&house, who, &to, &with(form.clone(), "Zo.")).await.status, 404, "{who}");
        assert_eq!(reads(&house, who, &format!("{at}/verbeteren/{no}")).await.status, 404, "{who}");
    }
    let page = house.browser("politie-nh").await.get(&format!("{at}/verbeteren/{no}")).await;
    assert!(page.says("Trekt op met oude vrienden.") && page.says("checked"), "{}", page.body);
    done(&house, "politie-nh", &to, with(form, "Dat was een ander.")).await;
    let place = format!("{at}/verbeteringen");
    for who in ["reclassering", "gemeente-hoorn"] {
        assert_eq!(told(&house, who).await, std::slice::from_ref(&place), "{who}");
    }
    // Who did not look is not told, nor who put it right, nor a third party, which read the case and not this.
    for who in ["om-nh", "politie-nh", "ggz-nhn", "gemeente-haarlem"] {
        assert_eq!(told(&house, who).await, Vec::<String>::new(), "{who}");
    }
    let plan = reads(&house, "reclassering", &format!("{at}/plan")).await;
    assert!(plan.says("nieuwe vrienden") && !plan.says("oude vrienden"), "{}", plan.body);
    house.clock.minutes(1);
    let past = house.browser("reclassering").await.get(&place).await;
    for words in ["<del>oude</del><ins>nieuwe</ins>", "Dat was een ander.", "Naam van politie-nh", "Verbeterd: factor"]
    {
        assert!(past.says(words), "{words}: {}", past.body);
    }
    assert!(told(&house, "reclassering").await.is_empty() && !told(&house, "gemeente-hoorn").await.is_empty());
    let third = reads(&house, "ggz-nhn", &place).await;
    assert!(third.status == 200 && !third.says("vrienden") && !third.says("een ander"), "{}", third.body);
    assert_eq!(reads(&house, "gemeente-haarlem", &place).await.status, 404);
    assert!(reads(&house, "om-nh", &at).await.says("Verbeterd: factor"), "the history tells that it happened");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_factor_on_what_only_two_read_is_told_to_those_two_when_it_is_put_right() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let hidden = case::Audience::Named { agencies: vec![agency("om-nh")] };
    let secret = case::Gift { audience: hidden, ..crate::dossiers::by_police(gift("Alleen voor het OM.")) };
    let fact = house.gives("politie-nh", id, secret).await;
    let no = factor(&house, "politie-nh", id, vec![fact]).await;
    for who in ["om-nh", "gemeente-hoorn"] {
        reads(&house, who, &at).await;
    }
    house.clock.minutes(1);
    let form = with(mended(&[fact], "Trekt op met nieuwe vrienden."), "Verkeerd begrepen.");
    done(&house, "politie-nh", &format!("{at}/verbeteren/{no}/factor"), form).await;
    assert_eq!((told(&house, "om-nh").await.len(), told(&house, "gemeente-hoorn").await.len()), (1, 0));
    let place = format!("{at}/verbeteringen");
    assert!(reads(&house, "om-nh", &place).await.says("\"oude\""), "the old beside the new");
    let other = reads(&house, "gemeente-hoorn", &place).await;
    assert!(!other.says("oude") && !other.says("vrienden") && !other.says("Verkeerd begrepen"), "{}", other.body);
}

/// A goal with an intervention of probation, accepted, and the plan put before the three. Gives factor, goal and intervention.
async fn drafted(house: &House, id: DossierId) -> [u32; 3] {
    let fact = house.gives("gemeente-hoorn", id, gift("Gaat weer naar school.")).await;
    let factor = factor(house, "gemeente-hoorn", id, vec![fact]).await;
    let goal = case::Goal::new(note("Heeft werk."), note("Werkt drie dagen."), vec![factor]);
    house.does::<case::SetGoal>("gemeente-hoorn", id, |d| d.set_goal(goal)).await;
    let goal = factor + 1;
    let step = case::Intervention {
        no: 0,
        goal,
        factors: vec![factor],
        text: note("Begeleiding naar werk."),
        agency: agency("reclassering"),
        power: note("Toezicht."),
        track: case::Track::Care,
        effect: note("Dagritme."),
        due: day(LATER),
        accepted: None,
        progress: Vec::new(),
    };
    let own = agency("gemeente-hoorn");
    house.does::<case::AddIntervention>("gemeente-hoorn", id, |d| d.add_intervention(&own, day(TODAY), step)).await;
    let step = goal + 1;
    let carrier = agency("reclassering");
    house
        .does::<case::AcceptIntervention>("reclassering", id, |d| d.accept_intervention(step, &carrier, day(TODAY)))
        .await;
    let plan = case::PlanOutcome::Carry;
    house
        .does::<case::DraftPlan>("procesregisseur-nhn", id, |d| {
            d.draft_plan(crate::dossiers::decision("MERK", plan), day(TODAY))
        })
        .await;
    [factor, goal, step]
}

async fn turns(house: &House, who: &str, at: &str) -> u16 {
    sends(house, who, &format!("{at}/plan/sleutel"), &json!({ "read": "1" })).await.status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_on_a_plan_fall_when_its_text_is_put_right_and_who_carries_it_is_asked_again() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let [_, goal, step] = drafted(&house, id).await;
    let keys = async || house.now::<case::ReadCase>("om-nh", id).await.plan.draft.unwrap().keys.people().count();
    assert!(turns(&house, "om-nh", &at).await < 300);
    assert_eq!(keys().await, 1);
    let fix = json!({ "text": "Heeft betaald werk.", "seen_by": "Werkt drie dagen.", "factors": [(goal - 1).to_string()],
                      "reason": "Het gaat om betaald werk." });
    done(&house, "procesregisseur-nhn", &format!("{at}/verbeteren/{goal}/doel"), fix).await;
    assert_eq!(keys().await, 0, "the text on which it was turned says something else");
    // Who carries the step said yes to another text.
    let form = |due: &str| {
        json!({ "text": "Begeleiding naar werk.", "factors": [(goal - 1).to_string()], "power": "Toezicht.",
                      "track": "care", "effect": "Dagritme.", "due": due, "reason": "Eerder nodig." })
    };
    let to = format!("{at}/verbeteren/{step}/interventie");
    assert_eq!(sends(&house, "reclassering", &to, &form("2026-02-20")).await.status, 422, "it did not plan it");
    done(&house, "gemeente-hoorn", &to, form("2026-02-20")).await;
    assert_eq!(turns(&house, "om-nh", &at).await, 422);
    assert_eq!(asked(&house, "reclassering", "Interventie aannemen").await, [format!("{at}/plan#own-{step}")]);
    done(&house, "reclassering", &format!("{at}/plan/aannemen/{step}"), json!({})).await;
    for who in ["om-nh", "politie-nh", "gemeente-hoorn"] {
        assert!(turns(&house, who, &at).await < 300, "{who}");
    }
    // What the three agreed on stays what they agreed on, and says that something in it was put right after.
    let mut reader = house.browser("om-nh").await;
    assert!(!reader.get(&format!("{at}/plan")).await.says("Na dit besluit"));
    done(&house, "gemeente-hoorn", &to, form("2026-02-21")).await;
    let plan = reader.get(&format!("{at}/plan")).await;
    assert!(plan.says("Na dit besluit is er iets in het plan verbeterd") && plan.says("Het plan waar we mee werken"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_something_rests_on_is_not_withdrawn_before_that_is() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let [factor, goal, step] = drafted(&house, id).await;
    reads(&house, "politie-nh", &at).await;
    house.clock.minutes(1);
    let out = async |no: u32| {
        let form = json!({ "reason": "Dit hoort hier niet." });
        sends(&house, "gemeente-hoorn", &format!("{at}/verbeteren/{no}/intrekken"), &form).await.status
    };
    assert_eq!((out(factor).await, out(goal).await), (422, 422));
    for no in [step, goal, factor] {
        assert!(out(no).await < 300, "{no}");
        assert_eq!(out(no).await, 422, "it is gone");
    }
    let plan = reads(&house, "politie-nh", &format!("{at}/plan")).await.json();
    assert!(plan["goals"].as_array().unwrap().is_empty() && plan["factors"].as_array().unwrap().is_empty(), "{plan}");
    let past = reads(&house, "politie-nh", &format!("{at}/verbeteringen")).await;
    for words in ["Ingetrokken: doel", "Ingetrokken: factor", "Ingetrokken: interventie", "Heeft werk."] {
        assert!(past.says(words), "{words}: {}", past.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agreement_a_note_a_question_and_a_proposal_are_put_right_or_withdrawn_by_who_made_them() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let last = async || house.now::<case::ReadCase>("om-nh", id).await.next() - 1;
    let made = json!({ "agency": "ggz-nhn", "what": "Belt op maandag.", "due": LATER });
    done(&house, "reclassering", &format!("{at}/afspraak"), made).await;
    let agreement = last().await;
    done(&house, "politie-nh", &format!("{at}/notitie"), json!({ "text": "Gebeld met de moeder." })).await;
    let written = last().await;
    let question =
        json!({ "agency": "politie-nh", "question": "Kent u hem?", "necessity": "Voor het beeld.", "due": LATER });
    done(&house, "om-nh", &format!("{at}/bijdragen/vragen"), question).await;
    let question = last().await;
    let proposal = json!({ "agency": "rvdk", "as": "participant", "necessity": "Er is een kind.", "from": TODAY, "ground": "child-protection" });
    done(&house, "om-nh", &format!("{at}/deelname/voorstel"), proposal).await;
    let proposal = last().await;
    for who in ["gemeente-hoorn", "ggz-nhn", "om-nh", "politie-nh"] {
        assert_eq!(reads(&house, who, &at).await.status, 200, "{who}");
    }
    house.clock.minutes(1);
    let fix = |no: u32, what: &str| format!("{at}/verbeteren/{no}/{what}");
    let why = "Verkeerd opgeschreven.";

    done(
        &house,
        "reclassering",
        &fix(agreement, "afspraak"),
        json!({ "text": "Belt op dinsdag.", "due": LATER, "reason": why }),
    )
    .await;
    // A third party reads what became of its own agreement, and nothing of the rest.
    assert_eq!(told(&house, "ggz-nhn").await, [format!("{at}/verbeteringen")]);
    let third = reads(&house, "ggz-nhn", &format!("{at}/verbeteringen")).await;
    assert!(third.says("maandag") && third.says("dinsdag"), "{}", third.body);
    assert_eq!(sends(&house, "om-nh", &fix(agreement, "intrekken"), &json!({ "reason": why })).await.status, 422);
    done(&house, "reclassering", &fix(agreement, "intrekken"), json!({ "reason": why })).await;
    assert!(asked(&house, "ggz-nhn", "Afspraak aannemen").await.is_empty());
    assert!(!reads(&house, "ggz-nhn", &format!("{at}/afspraken")).await.says("Belt op"));

    done(&house, "politie-nh", &fix(written, "notitie"), json!({ "text": "Gebeld met de vader.", "reason": why }))
        .await;
    assert!(reads(&house, "om-nh", &at).await.says("Gebeld met de vader."));
    assert!(!reads(&house, "om-nh", &at).await.says("Gebeld met de moeder."));
    done(&house, "politie-nh", &fix(written, "intrekken"), json!({ "reason": why })).await;
    let page = reads(&house, "om-nh", &format!("{at}/afspraken")).await;
    assert!(page.says("(ingetrokken)") && !page.says("Gebeld met"), "{}", page.body);
    assert_eq!(
        sends(&house, "politie-nh", &fix(written, "notitie"), &json!({ "text": "Weer.", "reason": why })).await.status,
        422
    );

    let asks = json!({ "text": "Sprak u hem?", "necessity": "Voor het beeld.", "due": LATER, "reason": why });
    assert_eq!(
        sends(&house, "politie-nh", &fix(question, "vraag"), &asks).await.status,
        422,
        "who is asked did not ask"
    );
    done(&house, "om-nh", &fix(question, "vraag"), asks).await;
    assert!(reads(&house, "politie-nh", &format!("{at}/bijdragen")).await.says("Sprak u hem?"));
    done(&house, "om-nh", &fix(question, "intrekken"), json!({ "reason": why })).await;
    assert!(asked(&house, "politie-nh", "Bijdrage leveren").await.is_empty());

    done(&house, "om-nh", &fix(proposal, "intrekken"), json!({ "reason": why })).await;
    assert!(house.now::<case::ReadCase>("om-nh", id).await.pending.is_empty());
    let past = reads(&house, "om-nh", &format!("{at}/verbeteringen")).await;
    for words in [
        "Ingetrokken: voorstel voor deelname",
        "Verbeterd: vraag",
        "Verbeterd: notitie",
        "Ingetrokken: afspraak",
        "moeder",
    ] {
        assert!(past.says(words), "{words}: {}", past.body);
    }
    let third = reads(&house, "ggz-nhn", &format!("{at}/verbeteringen")).await;
    assert!(!third.says("moeder") && !third.says("Sprak u") && !third.says("Er is een kind"), "{}", third.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_kept_finished_or_answered_is_put_right_with_a_reason_and_not_withdrawn() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let last = async || house.now::<case::ReadCase>("om-nh", id).await.next() - 1;
    let made = json!({ "agency": "reclassering", "what": "Belt op maandag.", "due": LATER });
    done(&house, "politie-nh", &format!("{at}/afspraak"), made).await;
    let agreement = last().await;
    done(&house, "reclassering", &format!("{at}/afspraken/aannemen/{agreement}"), json!({})).await;
    let kept = json!({ "how": "Hij nam op.", "on": TODAY, "day": TODAY });
    done(&house, "reclassering", &format!("{at}/afspraken/afronden/{agreement}"), kept).await;
    let question =
        json!({ "agency": "reclassering", "question": "Sprak u haar?", "necessity": "Voor het beeld.", "due": LATER });
    done(&house, "om-nh", &format!("{at}/bijdragen/vragen"), question).await;
    let question = last().await;
    done(&house, "reclassering", &format!("{at}/vraag/{question}/niets-bekend"), json!({})).await;
    assert_eq!(reads(&house, "om-nh", &format!("{at}/afspraken")).await.status, 200);
    house.clock.minutes(1);
    let (fix, why) = (|no: u32, what: &str| format!("{at}/verbeteren/{no}/{what}"), "Verkeerd opgeschreven.");
    let mends = json!({ "text": "Belt op dinsdag.", "due": LATER, "reason": why });
    // By who wrote it, and by nobody else; and it is not withdrawn any more.
    assert_eq!(sends(&house, "om-nh", &fix(agreement, "afspraak"), &mends).await.status, 422);
    assert_eq!(sends(&house, "gemeente-haarlem", &fix(agreement, "afspraak"), &mends).await.status, 404);
    for (who, no) in [("politie-nh", agreement), ("om-nh", question)] {
        assert_eq!(sends(&house, who, &fix(no, "intrekken"), &json!({ "reason": why })).await.status, 422, "{who}");
        let page = house.browser(who).await.get(&format!("{at}/verbeteren/{no}")).await;
        assert!(page.status == 200 && !page.says("Intrekken: dit hoort hier niet"), "{who}: {}", page.body);
    }
    done(&house, "politie-nh", &fix(agreement, "afspraak"), mends).await;
    let now = house.now::<case::ReadCase>("om-nh", id).await.agreements[0].clone();
    assert_eq!(
        (now.what.as_str(), now.accepted),
        ("Belt op dinsdag.", Some(day(TODAY))),
        "who kept it said yes and did it"
    );
    assert_eq!(now.done.unwrap().1.as_str(), "Hij nam op.");
    // How it went stands under the name of who kept it, so that organisation alone puts it right, and nothing else of it.
    let how = json!({ "how": "Zijn moeder nam op.", "reason": why });
    for who in ["politie-nh", "om-nh"] {
        assert_eq!(sends(&house, who, &fix(agreement, "hoe"), &how).await.status, 422, "{who}");
    }
    let other = json!({ "text": "Belt nooit.", "due": LATER, "reason": why });
    assert_eq!(sends(&house, "reclassering", &fix(agreement, "afspraak"), &other).await.status, 422);
    let page = house.browser("reclassering").await.get(&format!("{at}/verbeteren/{agreement}")).await;
    assert!(page.says("/hoe\"") && !page.says("/afspraak\"") && !page.says("/intrekken\""), "{}", page.body);
    done(&house, "reclassering", &fix(agreement, "hoe"), how).await;
    let page = house.browser("om-nh").await.get(&format!("{at}/afspraken")).await;
    assert!(
        page.says("Zijn moeder nam op.")
            && page.says("Verbeterd nadat de afspraak was nagekomen, door <b class=\"who\">Naam van reclassering"),
        "{}",
        page.body
    );
    let asks = json!({ "text": "Sprak u hem?", "necessity": "Voor het beeld.", "due": LATER, "reason": why });
    done(&house, "om-nh", &fix(question, "vraag"), asks).await;
    assert!(asked(&house, "reclassering", "Bijdrage leveren").await.is_empty(), "it was answered");
    let page = house.browser("om-nh").await.get(&format!("{at}/bijdragen")).await;
    assert!(page.says("vraag verbeterd na het antwoord, door <b class=\"who\">Naam van om-nh"), "{}", page.body);
    assert_eq!(told(&house, "om-nh").await, [format!("{at}/verbeteringen")]);
    let past = reads(&house, "om-nh", &format!("{at}/verbeteringen")).await;
    for words in ["maandag", "dinsdag", "moeder", why, "Verbeterd: vraag"] {
        assert!(past.says(words), "{words}: {}", past.body);
    }
}

/// Who stands in for who left puts right and withdraws what it reads, and learns nothing of what it does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_factor_of_who_left_is_read_and_put_right_by_nobody_who_does_not_see_the_facts() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let hidden = case::Audience::Named { agencies: vec![agency("politie-nh")] };
    let secret =
        house.gives("reclassering", id, case::Gift { audience: hidden, ..gift("Alleen voor de politie.") }).await;
    let shared = house.gives("reclassering", id, gift("Voor iedereen.")).await;
    let [secret, shared] = [
        factor(&house, "reclassering", id, vec![secret]).await,
        factor(&house, "reclassering", id, vec![shared]).await,
    ];
    let over = json!({ "agency": "reclassering", "reason": "Toezicht voorbij." });
    done(&house, "procesregisseur-nhn", &format!("{at}/deelname/einde"), over).await;
    let place = |no: u32, rest: &str| format!("{at}/verbeteren/{no}{rest}");
    for (no, status) in [(secret, 404), (shared, 200)] {
        let page = house.browser("gemeente-hoorn").await.get(&place(no, "")).await;
        assert_eq!((page.status, page.says("oude vrienden")), (status, status == 200), "{no}: {}", page.body);
    }
    let gone = json!({ "reason": "Niet meer zo." });
    assert_eq!(sends(&house, "gemeente-hoorn", &place(secret, "/intrekken"), &gone).await.status, 422);
    done(&house, "gemeente-hoorn", &place(shared, "/intrekken"), gone).await;
}

/// Whoever puts a goal right that also rests on what they may not read, takes nothing of that away.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_factor_that_is_not_read_stays_under_a_goal_that_is_put_right() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let hidden = case::Audience::Named { agencies: vec![agency("om-nh")] };
    let secret = case::Gift { audience: hidden, ..crate::dossiers::by_police(gift("Alleen voor het OM.")) };
    let secret = house.gives("politie-nh", id, secret).await;
    let shared = house.gives("gemeente-hoorn", id, gift("Voor iedereen.")).await;
    let unread = factor(&house, "politie-nh", id, vec![secret]).await;
    let read = factor(&house, "gemeente-hoorn", id, vec![shared]).await;
    for factors in [vec![unread, read], vec![unread]] {
        let goal = case::Goal::new(note("Heft werk."), note("Drie dagen."), factors.clone());
        house.does::<case::SetGoal>("gemeente-hoorn", id, |d| d.set_goal(goal)).await;
        let no = house.now::<case::ReadCase>("om-nh", id).await.plan.goals.last().unwrap().no;
        let seen: Vec<String> = factors.iter().filter(|no| **no == read).map(ToString::to_string).collect();
        let form = json!({ "text": "Heeft werk.", "seen_by": "Drie dagen.", "factors": seen, "reason": "Tikfout." });
        let page = house.browser("gemeente-hoorn").await.get(&format!("{at}/verbeteren/{no}")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        done(&house, "gemeente-hoorn", &format!("{at}/verbeteren/{no}/doel"), form).await;
        let goal = house.now::<case::ReadCase>("om-nh", id).await.plan.goals.last().unwrap().clone();
        assert_eq!((goal.text.as_str(), goal.factors), ("Heeft werk.", factors));
    }
}

/// A question that says something else by now is not answered by what was written for the one before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_goes_with_the_question_that_was_read() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let asks = json!({ "agency": "reclassering", "question": "Is hij niet aangehouden?", "necessity": "Voor het beeld.", "due": LATER });
    done(&house, "om-nh", &format!("{at}/bijdragen/vragen"), asks).await;
    let no = house.now::<case::ReadCase>("om-nh", id).await.next() - 1;
    let seen = reads(&house, "reclassering", &format!("{at}/vraag/{no}")).await.json()["_seq"].clone();
    house.clock.minutes(1);
    let other = json!({ "text": "Is hij wel aangehouden?", "necessity": "Voor het beeld.", "due": LATER, "reason": "Verkeerd gevraagd." });
    done(&house, "om-nh", &format!("{at}/verbeteren/{no}/vraag"), other).await;
    let gives = |seq: &Value| {
        json!({ "nature": "fact", "text": "Ja, dat klopt.", "category": "c", "necessity": "Nodig.", "ground": "participant", "special": "none",
                "audience": "all", "_seq": seq })
    };
    let at = format!("{at}/vraag/{no}/bijdrage");
    let late = sends(&house, "reclassering", &at, &gives(&seen)).await;
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(house.now::<case::ReadCase>("om-nh", id).await.given_by(&agency("reclassering")).is_empty());
}
