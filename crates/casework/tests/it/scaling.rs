//! Stories of scaling up and down: whoever sits at the table asks, who may answers, and nothing moves by itself.

use crate::{
    correcting::{asked, done, reads, sends, table},
    dossiers::{LATER, gift},
    house::{House, house},
};
use casework::case::{self, Phase};
use kernel::DossierId;
use serde_json::{Value, json};

const ANSWER: &str = "Antwoorden op een vraag om op of af te schalen";
const KEY: &str = "Sleutel omdraaien voor op- of afschalen";
const READ: &str = "Lezen wat er op uw vraag is geantwoord";
const THREE: [&str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];

/// A case with an agreement of probation and one of care, on which a question can rest: `(id, address, of probation, of care)`.
async fn running(house: &House) -> (DossierId, String, u32, u32) {
    let (id, at) = table(house).await;
    for who in ["reclassering", "ggz-nhn"] {
        let made = json!({ "agency": who, "what": "Belt elke week.", "due": LATER });
        done(house, "gemeente-hoorn", &format!("{at}/afspraak"), made).await;
    }
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    (id, at, case.agreements[0].no, case.agreements[1].no)
}

fn question(to: &str, on: u32) -> Value {
    json!({ "to": to, "trigger": "capacity", "rests_on": [on.to_string()], "question": "Wie maakt plek vrij?",
            "stays": "Elke week contact." })
}

fn answer(outcome: &str) -> Value {
    json!({ "outcome": outcome, "up": "Nieuwe zorg.\nGeen plek.", "down": "Zes weken rust.", "question": "Wie maakt plek vrij?",
            "options": "Wachten.", "considerations": "Samen afgewogen.", "dissent-none": "1", "ground": "Wgpga art. 6 lid 2",
            "expectation": "Ieder belt bij nieuws.", "review": LATER })
}

/// Somebody has each of the four, or the municipality sees to it.
async fn four(house: &House, at: &str) {
    for place in 1..=4 {
        let open = json!({ "how": "open", "sees": "gemeente-hoorn", "by": LATER });
        done(house, "gemeente-hoorn", &format!("{at}/opschalen/aan-zet/{place}"), open).await;
    }
}

async fn waiting(house: &House, id: DossierId) -> u32 {
    house.now::<case::ReadCase>("om-nh", id).await.scaling().waiting[0].asking.no
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_third_party_asks_up_sees_nothing_more_than_before_and_gets_the_answer_of_the_three() {
    let house = house().await;
    let (id, at, of_probation, of_care) = running(&house).await;
    house.gives("reclassering", id, gift("Alleen voor deelnemers.")).await;
    let page = format!("{at}/opschalen");
    let to = format!("{page}/vraag");
    // What it does not read it cannot rest a question on; the form says what is missing, and keeps what was typed.
    assert_eq!(sends(&house, "ggz-nhn", &to, &question("raised", of_probation)).await.status, 422);
    let mut ggz = house.browser("ggz-nhn").await;
    let form = ggz.get(&page).await;
    assert!(form.says("U houdt uw rol. Vragen is geen opgeven.") && !form.says("Wie is aan zet"), "{}", form.body);
    let back = ggz.post(&to, &[("to", "raised"), ("trigger", "capacity"), ("stays", "Elke week bellen.")]).await;
    assert_eq!(back.status, 422);
    for words in [
        "Kies waar dit op rust: een feit, een afspraak of een terugblik.",
        "Wat vraagt u van dit niveau? Zonder vraag kan daar niemand antwoorden.",
        "Elke week bellen.",
    ] {
        assert!(back.says(words), "{words}: {}", back.body);
    }
    done(&house, "ggz-nhn", &to, question("raised", of_care)).await;
    let no = waiting(&house, id).await;
    // It lies with who guards the process, with a day; the police add to it, which care does not read.
    assert_eq!(asked(&house, "procesregisseur-nhn", ANSWER).await, [format!("{page}#question-{no}")]);
    assert!(asked(&house, "om-nh", ANSWER).await.is_empty());
    let more = json!({ "text": "Ook wij zien het." });
    done(&house, "politie-nh", &format!("{page}/{no}/aanvullen"), more).await;
    assert!(reads(&house, "om-nh", &page).await.says("Ook wij zien het."));
    let own = reads(&house, "ggz-nhn", &page).await;
    assert!(own.says("Wie maakt plek vrij?") && !own.says("Ook wij zien het.") && !own.says("Alleen voor deelnemers."));
    // An answer to move needs the four; the three turn their keys on one text.
    let answers = format!("{page}/{no}/antwoord");
    let open = sends(&house, "procesregisseur-nhn", &answers, &answer("moves")).await;
    assert!(open.status == 422 && open.says("Vul alle vier in, of zeg wie het regelt en wanneer."), "{}", open.body);
    four(&house, &at).await;
    // Silence is not nobody: who saw it differently is said, or that it was asked and nobody did.
    let mut silent = answer("moves");
    silent.as_object_mut().unwrap().remove("dissent-none");
    let reply = sends(&house, "procesregisseur-nhn", &answers, &silent).await;
    assert_eq!((reply.status, reply.json()["errors"][0]["field"].as_str().unwrap()), (422, "dissent"));
    done(&house, "procesregisseur-nhn", &answers, answer("moves")).await;
    assert!(
        !reads(&house, "ggz-nhn", &page).await.says("Samen afgewogen."),
        "what is not answered yet is for the three"
    );
    let bare = sends(&house, "om-nh", &format!("{page}/{no}/sleutel"), &json!({})).await;
    assert!(bare.status == 422 && bare.says("Lees de hele tekst."), "nothing is turned in one press: {}", bare.body);
    for who in THREE {
        assert_eq!(house.now::<case::ReadCase>("om-nh", id).await.phase(), Phase::Directed);
        assert_eq!(asked(&house, who, KEY).await, [format!("{page}#question-{no}")], "{who}");
        done(&house, who, &format!("{page}/{no}/sleutel"), json!({ "read": "1" })).await;
    }
    assert_eq!(house.now::<case::ReadCase>("om-nh", id).await.phase(), Phase::Raised);
    // Who asked is told, and reads the answer and nothing of how it was weighed.
    let sheet = format!("{page}/blad/{no}");
    house.clock.minutes(1);
    assert_eq!(asked(&house, "ggz-nhn", READ).await.len(), 1);
    let told = reads(&house, "ggz-nhn", &sheet).await;
    assert!(told.says("Ieder belt bij nieuws.") && !told.says("Samen afgewogen.") && !told.says("Ook wij zien het."));
    assert!(asked(&house, "ggz-nhn", READ).await.is_empty());
    let paper = house.browser("om-nh").await.get(&sheet).await;
    for words in ["Samen afgewogen.", "Wachten.", "Naam van politie-nh", "Zes weken rust.", "Ook wij zien het."] {
        assert!(paper.says(words), "{words}: {}", paper.body);
    }
    let table = house.browser("om-nh").await.get(&at).await;
    for words in ["Wie is aan zet", "het zegt niets over de persoon", "Opgeschaald", "Vraagt om op te schalen"] {
        assert!(table.says(words), "{words}: {}", table.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_no_seat_or_the_wrong_role_does_none_of_it() {
    let house = house().await;
    let (id, at, on, _) = running(&house).await;
    let page = format!("{at}/opschalen");
    done(&house, "reclassering", &format!("{page}/vraag"), question("raised", on)).await;
    let no = waiting(&house, id).await;
    let offered = json!({ "to": "reclassering", "points": "Let op zijn schuld.", "contact": "Wijkteam" });
    let open = json!({ "how": "open", "sees": "gemeente-hoorn", "by": LATER });
    for (who, path, form, status) in [
        ("gemeente-haarlem", "/vraag".to_owned(), question("raised", on), 404),
        ("gemeente-haarlem", format!("/{no}/antwoord"), answer("stays"), 404),
        ("gemeente-haarlem", format!("/{no}/sleutel"), json!({ "read": "1" }), 404),
        ("fg", "/vraag".to_owned(), question("raised", on), 404),
        ("reclassering", format!("/{no}/antwoord"), answer("stays"), 404),
        ("casusregisseur-hoorn", format!("/{no}/antwoord"), answer("stays"), 404),
        ("procesregisseur-nhn", format!("/{no}/sleutel"), json!({ "read": "1" }), 404),
        ("ggz-nhn", "/aan-zet/3".to_owned(), open.clone(), 404),
        ("reclassering", "/aan-zet/3".to_owned(), open, 404),
        ("reclassering", "/overdracht".to_owned(), offered, 404),
        ("om-nh", format!("/{no}/sleutel"), json!({ "read": "1" }), 422),
        ("ggz-nhn", format!("/{no}/aanvullen"), json!({ "text": "Meer." }), 422),
    ] {
        assert_eq!(sends(&house, who, &format!("{page}{path}"), &form).await.status, status, "{who} {path}");
    }
    assert_eq!(reads(&house, "gemeente-haarlem", &page).await.status, 404);
    assert_eq!(reads(&house, "om-nh", &format!("{page}/blad/{no}")).await.status, 404, "it was not answered");
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert!(case.phase() == Phase::Directed && case.scaling().waiting.len() == 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_help_goes_back_once_somebody_took_over_every_point_and_the_director_answers() {
    let house = house().await;
    let (id, at, on, _) = running(&house).await;
    let page = format!("{at}/opschalen");
    let mut back = question("together", on);
    back["trigger"] = json!("goals-met");
    let to = format!("{page}/teruggeven");
    let nobody = sends(&house, "gemeente-hoorn", &to, &back).await;
    assert!(nobody.status == 422 && nobody.says("Nog niemand neemt het over. Bied het eerst aan."), "{}", nobody.body);
    let offered =
        json!({ "to": "reclassering", "points": "Let op zijn schuld.\nZijn vriend komt vrij.", "contact": "Wijkteam" });
    done(&house, "gemeente-hoorn", &format!("{page}/overdracht"), offered).await;
    let take = "Beslissen of u het overneemt";
    assert_eq!(asked(&house, "reclassering", take).await, std::slice::from_ref(&page));
    let answers = format!("{page}/overdracht/antwoord");
    for (who, form) in [("reclassering", json!({ "points": ["1"] })), ("om-nh", json!({ "points": ["0", "1"] }))] {
        assert_eq!(sends(&house, who, &answers, &form).await.status, 422, "{who}");
    }
    done(&house, "reclassering", &answers, json!({ "points": ["0", "1"] })).await;
    assert!(asked(&house, "reclassering", take).await.is_empty());
    done(&house, "gemeente-hoorn", &to, back).await;
    let no = waiting(&house, id).await;
    let other = sends(&house, "politie-nh", &format!("{page}/{no}/antwoord"), &answer("moves")).await;
    assert!(other.status == 422 && other.says("Hierop antwoordt de procesregisseur."), "{}", other.body);
    four(&house, &at).await;
    done(&house, "procesregisseur-nhn", &format!("{page}/{no}/antwoord"), answer("moves")).await;
    assert_eq!(house.now::<case::ReadCase>("om-nh", id).await.phase(), Phase::Together);
    let sheet = house.browser("om-nh").await.get(&format!("{page}/blad/{no}")).await;
    for words in ["Afschaling", "Zijn vriend komt vrij.", "overgenomen", "Ja, de hulp gaat naar het gevraagde niveau"] {
        assert!(sheet.says(words), "{words}: {}", sheet.body);
    }
    assert!(reads(&house, "om-nh", &at).await.says("Vraagt om terug te geven"), "both directions are in the history");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phase_is_left_out_only_with_a_reason_when_it_cannot_wait_and_the_day_is_soon() {
    let house = house().await;
    let (id, at, on, _) = running(&house).await;
    let to = format!("{at}/opschalen/vraag");
    let with = |more: Value| {
        let mut form = question("authorities", on);
        form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        form
    };
    for (form, words) in [
        (with(json!({})), "U slaat een fase over. Zeg waarom dat nu nodig is."),
        (with(json!({ "skips": "Vannacht liep het mis." })), "Een fase overslaan kan alleen als het niet kan wachten."),
        (
            with(json!({ "to": "raised", "due": "2026-02-18" })),
            "Dat is te laat om op te schalen. Kies een dag binnen tien werkdagen.",
        ),
        (with(json!({ "to": "raised", "due": "2026-02-01" })), "is al geweest"),
        (with(json!({ "to": "raised", "trigger": "goals-met" })), "Kies een aanleiding die hierbij past."),
        (with(json!({ "to": "directed" })), "Zo is de hulp al geregeld."),
    ] {
        let reply = sends(&house, "reclassering", &to, &form).await;
        assert!(reply.status == 422 && reply.says(words), "{words}: {}", reply.body);
    }
    done(&house, "reclassering", &to, with(json!({ "skips": "Vannacht liep het mis.", "acute": "ja" }))).await;
    let asking = house.now::<case::ReadCase>("om-nh", id).await.scaling().waiting[0].asking.clone();
    assert_eq!((asking.due.to_string().as_str(), asking.acute), ("2026-02-04", true));
    // The triangle answers in writing, with the day on which it decided.
    four(&house, &at).await;
    let answers = format!("{at}/opschalen/{}/antwoord", asking.no);
    let mut form = answer("moves");
    let unwritten = sends(&house, "om-nh", &answers, &form).await;
    assert!(
        unwritten.status == 422 && unwritten.says("Op welke dag besloot de driehoek dit schriftelijk?"),
        "{}",
        unwritten.body
    );
    form["written"] = json!("2026-02-03");
    done(&house, "om-nh", &answers, form).await;
    for who in ["burgemeester-hoorn", "politie-nh", "om-nh"] {
        done(&house, who, &format!("{at}/opschalen/{}/sleutel", asking.no), json!({ "read": "1" })).await;
    }
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert_eq!(case.phase(), Phase::Authorities);
    assert!(reads(&house, "om-nh", &format!("{at}/opschalen/blad/{}", asking.no)).await.says("Vannacht liep het mis."));
    let sheet = format!("{at}/opschalen/blad/{}/opschalen.pdf", asking.no);
    assert_eq!(reads(&house, "om-nh", &sheet).await.status, 409, "LOG-12: its organisation states first what for");
    done(&house, "om-nh", &format!("{at}/meenemen"), json!({ "ground": "own-part", "secure": "ja" })).await;
    assert!(reads(&house, "om-nh", &sheet).await.bytes.starts_with(b"%PDF"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_ask_at_once_the_second_hears_that_one_waits_and_of_two_who_answer_one_does() {
    let house = house().await;
    let (id, at, on, _) = running(&house).await;
    let to = format!("{at}/opschalen/vraag");
    let form = question("raised", on);
    let (police, om) = tokio::join!(sends(&house, "politie-nh", &to, &form), sends(&house, "om-nh", &to, &form));
    let mut all = [police.status < 300, om.status < 300];
    all.sort_unstable();
    assert_eq!(all, [false, true], "{} {}", police.body, om.body);
    let refused = if police.status < 300 { om } else { police };
    assert!(
        refused.status == 422 && refused.says("Er wacht al een vraag op antwoord (sinds 03-02-2026). Vul die aan.")
    );
    let no = waiting(&house, id).await;
    let answers = format!("{at}/opschalen/{no}/antwoord");
    four(&house, &at).await;
    let (stays, moves) = (answer("stays"), answer("moves"));
    let (one, other) =
        tokio::join!(sends(&house, "politie-nh", &answers, &stays), sends(&house, "om-nh", &answers, &moves));
    assert!(one.status < 300 || other.status < 300, "{} {}", one.body, other.body);
    // Keys are turned on one text: on the last one that lies there.
    for who in THREE {
        done(&house, who, &format!("{at}/opschalen/{no}/sleutel"), json!({ "read": "1" })).await;
    }
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert!(case.scaling().waiting.is_empty());
    assert_eq!(sends(&house, "om-nh", &answers, &answer("stays")).await.status, 422, "it was answered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_answer_is_asked_of_the_process_director_and_nothing_moves() {
    let house = house().await;
    let (id, at, on, _) = running(&house).await;
    done(&house, "reclassering", &format!("{at}/opschalen/vraag"), question("raised", on)).await;
    let no = waiting(&house, id).await;
    done(&house, "om-nh", &format!("{at}/opschalen/{no}/antwoord"), answer("stays")).await;
    assert!(asked(&house, "procesregisseur-nhn", ANSWER).await.is_empty(), "it lies with the three");
    house.clock.days(7);
    assert_eq!(asked(&house, "procesregisseur-nhn", ANSWER).await, [format!("{at}/opschalen#question-{no}")]);
    let page = house.browser("om-nh").await.get(&format!("{at}/opschalen")).await;
    assert!(page.says("te laat") && page.says("Er verandert niets vanzelf."), "{}", page.body);
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert!(case.phase() == Phase::Directed && case.scaling().waiting.len() == 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_responsibility_is_taken_on_by_the_organisation_and_help_can_come_beside_it() {
    let house = house().await;
    let (id, at, on, _) = running(&house).await;
    let page = format!("{at}/opschalen");
    let named = json!({ "how": "named", "agency": "reclassering", "who": "teamleiders" });
    done(&house, "procesregisseur-nhn", &format!("{page}/aan-zet/3"), named).await;
    let take = "Zeggen of uw organisatie dit op zich neemt";
    assert_eq!(asked(&house, "reclassering", take).await, std::slice::from_ref(&page));
    assert!(house.browser("om-nh").await.get(&at).await.says("moet nog ja zeggen"));
    let answers = format!("{page}/aan-zet/3/antwoord");
    assert_eq!(sends(&house, "om-nh", &answers, &json!({})).await.status, 422);
    done(&house, "reclassering", &answers, json!({ "refused": "Geen mensen." })).await;
    assert_eq!(asked(&house, "procesregisseur-nhn", "Vastleggen wie er aan zet is").await, std::slice::from_ref(&page));
    assert!(house.browser("om-nh").await.get(&at).await.says("Geen mensen."));
    // No half answers: somebody without organisation, an open place without a day.
    for form in
        [json!({ "how": "named", "who": "iemand" }), json!({ "how": "open", "sees": "gemeente-hoorn" }), json!({})]
    {
        assert_eq!(sends(&house, "gemeente-hoorn", &format!("{page}/aan-zet/3"), &form).await.status, 422, "{form}");
    }
    done(&house, "reclassering", &format!("{page}/vraag"), question("raised", on)).await;
    let no = waiting(&house, id).await;
    let mut helped = answer("stays-with-help");
    let to = format!("{page}/{no}/antwoord");
    assert_eq!(sends(&house, "om-nh", &to, &helped).await.status, 422, "which help, of whom, until when");
    helped["help_what"] = json!("Een dag meer begeleiding.");
    helped["help_who"] = json!("reclassering");
    helped["help_until"] = json!(LATER);
    done(&house, "om-nh", &to, helped).await;
    for who in THREE {
        done(&house, who, &format!("{page}/{no}/sleutel"), json!({ "read": "1" })).await;
    }
    assert_eq!(house.now::<case::ReadCase>("om-nh", id).await.phase(), Phase::Directed);
    assert!(reads(&house, "reclassering", &format!("{page}/blad/{no}")).await.says("Een dag meer begeleiding."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_list_is_narrowed_or_ordered_by_a_phase() {
    let house = house().await;
    let (id, at, on, _) = running(&house).await;
    done(&house, "reclassering", &format!("{at}/opschalen/vraag"), question("raised", on)).await;
    let all = reads(&house, "om-nh", "/zaken").await.json()["total"].clone();
    for query in ["fase=raised", "phase=raised", "sorteer=fase", "soort=raised", "stand=raised"] {
        let list = reads(&house, "om-nh", &format!("/zaken?{query}")).await;
        assert!(
            list.status != 200 || list.json()["total"] == all || list.json()["total"] == 0,
            "{query}: {}",
            list.body
        );
    }
    let card = vault::Dossier::card(&house.now::<case::ReadCase>("om-nh", id).await);
    let phases = Phase::ALL.map(Phase::word);
    assert!(!phases.contains(&card.facet) && !phases.contains(&card.state), "what a list knows of a case has no phase");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_that_stands_still_is_asked_of_the_process_director_with_the_question_begun() {
    let house = house().await;
    let (_, at, _, _) = running(&house).await;
    let stalled = "Hulp vragen of teruggeven";
    house.clock.days(27);
    assert!(asked(&house, "procesregisseur-nhn", stalled).await.is_empty());
    house.clock.days(1);
    let to = asked(&house, "procesregisseur-nhn", stalled).await;
    assert_eq!(to, [format!("{at}/opschalen?aanleiding=stalled#asks")]);
    for who in ["om-nh", "gemeente-hoorn", "casusregisseur-hoorn", "reclassering"] {
        assert!(asked(&house, who, stalled).await.is_empty(), "{who}");
    }
    let page = house.browser("procesregisseur-nhn").await.get(to[0].split('#').next().unwrap()).await;
    for words in ["Deze casus staat stil", "Er is niets meer gebeurd sinds 03-02-2026.", "value=\"stalled\" selected"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(!house.browser("ggz-nhn").await.get(&format!("{at}/opschalen")).await.says("Deze casus staat stil"));
    // Whatever happens there ends it.
    done(&house, "om-nh", &format!("{at}/notitie"), json!({ "text": "Gebeld." })).await;
    assert!(asked(&house, "procesregisseur-nhn", stalled).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_takes_a_case_over_reads_on_one_sheet_who_does_what_and_what_is_open() {
    let house = house().await;
    let (id, at, on, _) = running(&house).await;
    four(&house, &at).await;
    let item = house.gives("reclassering", id, gift("Werkt weer.")).await;
    // What is under way stands on it as well, without a word of what it says.
    done(&house, "reclassering", &format!("{at}/opschalen/vraag"), question("raised", on)).await;
    done(&house, "politie-nh", &format!("{at}/bijdragen/klopt-niet/{item}"), json!({ "why": "MERKTWIJFELBLAD." }))
        .await;
    let sheet = house.browser("casusregisseur-hoorn").await.get(&format!("{at}/overdracht")).await;
    for words in [
        "Overdrachtsblad casus",
        "Wie is aan zet",
        "Belt elke week.",
        "nog niet aangenomen",
        "Naam van om-nh",
        "regelt dit",
        "Gevraagd om het niveau: opgeschaald",
        "In twijfel: een bijdrage van",
    ] {
        assert!(sheet.says(words), "{words}: {}", sheet.body);
    }
    assert!(!sheet.says("MERKTWIJFELBLAD"));
    assert!(house.browser("om-nh").await.get(&at).await.says("/overdracht"));
    for who in ["ggz-nhn", "gemeente-haarlem", "fg"] {
        assert_eq!(reads(&house, who, &format!("{at}/overdracht")).await.status, 404, "{who}");
    }
}

/// What the region calls the levels people read everywhere, and the words in the store stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_levels_are_called_as_the_house_calls_them() {
    let names = [("raised", ("MERKROOD", "MERKRED"))];
    let house = crate::house::house_with(|opening| {
        let line = |text: &str| text.parse::<kernel::Line>().unwrap();
        opening.levels = names.iter().map(|(word, (nl, en))| ((*word).to_owned(), (line(nl), line(en)))).collect();
    })
    .await;
    let (id, at, on, _) = running(&house).await;
    let form = house.browser("reclassering").await.get(&format!("{at}/opschalen")).await;
    assert!(form.says("MERKROOD") && form.says("value=\"raised\""), "{}", form.body);
    done(&house, "reclassering", &format!("{at}/opschalen/vraag"), question("raised", on)).await;
    for path in [at.clone(), format!("{at}/opschalen"), format!("{at}/overdracht")] {
        let page = house.browser("procesregisseur-nhn").await.get(&path).await;
        assert!(page.says("MERKROOD") && !page.says("opgeschaald"), "{path}: {}", page.body);
    }
    let waits = house.now::<case::ReadCase>("om-nh", id).await;
    assert_eq!(waits.scaling().waiting[0].asking.to, Phase::Raised);
}
