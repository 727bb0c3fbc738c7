//! From a signal to the decision of the triangle, through the pages, each person in a browser of their own.

use super::house::{Region, region};

const SIGNAL: [(&str, &str); 12] = [
    ("about", "person"),
    ("name", "Joris Testerweel"),
    ("birth", "14-03-2004"),
    ("bsn", "999993276"),
    ("municipality", "hoorn"),
    ("facts.0.what", "plakt stickers met een oproep"),
    ("reading", "denkt aan een groep"),
    ("reporter", "school"),
    ("reporter-name", "mentor van 3b"),
    ("received", "31-03-2026"),
    ("channel", "telefoon"),
    ("contact", "Anne Verzonnen"),
];

const CRITERIA: [(&str, &str); 5] = [
    ("violence-unknown", "ja"),
    ("adherence", "twijfelt zelf ook"),
    ("relations", "nieuwe vrienden"),
    ("identification-unknown", "ja"),
    ("resilience", "heeft werk"),
];

async fn filed(region: &Region) -> String {
    let signal = region.does("expert-nh", "/signalen/nieuw", "/signalen/nieuw", &SIGNAL).await;
    let page = format!("{signal}/aanmelden");
    let typed = [("to", "mayor"), ("contact", "Anne, 0200-000000")];
    let notice = region.does("expert-nh", &page, &page, &typed).await;
    assert!(notice.ends_with("/bericht"));
    notice.trim_end_matches("/bericht").to_owned()
}

async fn hands_in(region: &Region, weighing: &str, who: &str) {
    let page = format!("{weighing}/zienswijze");
    let secret = format!("kijk van {who}");
    let typed: Vec<(&str, &str)> = CRITERIA
        .into_iter()
        .chain([
            ("overall", secret.as_str()),
            ("missing-none", "ja"),
            ("alternatives", "- stoer doen\n- erbij horen"),
            ("reading", "samen kijken"),
        ])
        .collect();
    region.does(who, &page, &page, &typed).await;
}

async fn side_by_side(region: &Region) -> String {
    let weighing = filed(region).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        hands_in(region, &weighing, who).await;
    }
    weighing
}

async fn judges(region: &Region, weighing: &str, outcome: &str) {
    let page = format!("{weighing}/oordeel");
    let typed: Vec<(&str, &str)> = CRITERIA
        .into_iter()
        .chain([
            ("question", "Past dit?"),
            ("facts", "De stickers."),
            ("considerations", "Het geheel geeft zorg."),
            ("alternatives", "stoer doen"),
            ("options", "niets doen"),
            ("outcome", outcome),
            ("proportionality", "praten eerst"),
            ("subsidiarity", "school redt het niet"),
            ("missing-none", "ja"),
            ("dissent-none", "ja"),
            ("expectation", "snel een advies"),
            ("ground", "Wgpga art. 5 lid 3"),
            ("review", "01-06-2026"),
        ])
        .collect();
    region.does("procesregisseur-nhn", &page, &page, &typed).await;
}

async fn turns(region: &Region, weighing: &str, who: &str) {
    region.does(who, weighing, &format!("{weighing}/sleutel"), &[("read", "ja")]).await;
}

async fn judged(region: &Region, outcome: &str) -> String {
    let weighing = side_by_side(region).await;
    judges(region, &weighing, outcome).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        turns(region, &weighing, who).await;
    }
    weighing
}

#[tokio::test]
async fn the_filer_reads_a_notice_and_not_the_weighing() {
    let region = region().await;
    let weighing = filed(&region).await;
    assert_eq!(region.reads("expert-nh", &weighing).await.status, 404);
    let notice = region.reads("expert-nh", &format!("{weighing}/bericht")).await;
    assert!(notice.says("wegen uw aanmelding") && !notice.says("Testerweel"), "{}", notice.body);
    assert_eq!(region.reads("fg", &weighing).await.status, 404);
    let page = region.reads("politie-nh", &weighing).await;
    assert!(page.says("Joris Testerweel") && page.says("plakt stickers") && page.says("denkt aan een groep"));
    assert!(!page.says("mentor van 3b") && !page.says("999993276"), "who reported it and the number do not go along");
}

#[tokio::test]
async fn a_view_is_sealed_until_ones_own_is_in() {
    let region = region().await;
    let weighing = filed(&region).await;
    hands_in(&region, &weighing, "gemeente-hoorn").await;
    let police = region.reads("politie-nh", &weighing).await;
    assert!(!police.says("kijk van gemeente-hoorn") && police.says("gaan open als die van u binnen is"));
    assert!(!region.reads("procesregisseur-nhn", &weighing).await.says("kijk van gemeente-hoorn"));
    hands_in(&region, &weighing, "politie-nh").await;
    assert!(region.reads("politie-nh", &weighing).await.says("kijk van gemeente-hoorn"));
    hands_in(&region, &weighing, "om-nh").await;
    let director = region.reads("procesregisseur-nhn", &weighing).await;
    assert!(director.says("kijk van om-nh") && director.says("Van u gevraagd:"), "{}", director.body);
}

#[tokio::test]
async fn an_empty_criterion_and_a_missing_explanation_are_told_and_nothing_typed_is_lost() {
    let region = region().await;
    let weighing = filed(&region).await;
    let page = format!("{weighing}/zienswijze");
    let mut police = region.browser("politie-nh").await;
    police.get(&page).await;
    let reply = police.post(&page, &[("overall", "hangt samen"), ("reading", "past"), ("adherence", "twijfelt")]).await;
    assert_eq!(reply.status, 422);
    assert!(reply.says("hangt samen") && reply.says("twijfelt") && reply.says("zet het vinkje"), "{}", reply.body);
    let typed: Vec<(&str, &str)> =
        CRITERIA.into_iter().chain([("overall", "hangt samen"), ("missing-none", "ja"), ("reading", "past")]).collect();
    let reply = police.post(&page, &typed).await;
    assert_eq!(reply.status, 422);
    assert!(reply.says("andere verklaring"), "{}", reply.body);
}

#[tokio::test]
async fn a_consulted_organisation_answers_its_question_and_is_gone() {
    let region = region().await;
    let weighing = filed(&region).await;
    let page = format!("{weighing}/raadplegen");
    let typed = [("agency", "reclassering"), ("question", "Kent u stickeracties?"), ("due", "10-04-2026")];
    let mut director = region.browser("procesregisseur-nhn").await;
    director.get(&page).await;
    let named = [("agency", "reclassering"), ("question", "Kent u Testerweel?"), ("due", "10-04-2026")];
    assert_eq!(director.post(&page, &named).await.status, 422);
    region.does("procesregisseur-nhn", &page, &page, &typed).await;
    let question = format!("{weighing}/vraag");
    let asked = region.reads("reclassering", &question).await;
    assert!(asked.says("Kent u stickeracties?") && !asked.says("Testerweel"), "{}", asked.body);
    let work = region.reads("reclassering", "/").await;
    assert!(work.says(&question) && !work.says("Testerweel"), "{}", work.body);
    assert_eq!(region.reads("reclassering", &weighing).await.status, 404);
    region.does("reclassering", &question, &question, &[("kind", "nothing")]).await;
    assert_eq!(region.reads("reclassering", &question).await.status, 404);
    assert!(region.reads("om-nh", &weighing).await.says("Niets bekend"));
}

/// An advice for an integral approach on this weighing, laid before the triangle.
async fn laid_before(region: &Region, weighing: &str) -> String {
    let page = format!("{weighing}/advies");
    let typed = [
        ("question", "Integrale aanpak?"),
        ("advise", "integral"),
        ("grounds", "Samen lukt het."),
        ("options", "alleen zorg"),
        ("partners", "Reclassering: kent hem"),
        ("first-steps", "Een gesprek"),
        ("conditions-none", "ja"),
        ("minority-none", "ja"),
        ("expectation", "Ieder komt."),
        ("ground", "Wgpga art. 5 lid 5"),
        ("review", "01-06-2026"),
    ];
    let advice = region.does("procesregisseur-nhn", &page, &page, &typed).await;
    assert!(advice.starts_with("/adviezen/"));
    let issue = format!("{advice}/voorleggen");
    region.does("procesregisseur-nhn", &advice, &issue, &[("deadline", "09-04-2026")]).await;
    advice
}

#[tokio::test]
async fn when_the_triangle_decides_against_it_the_filer_gets_the_same_sentence_and_no_more() {
    let region = region().await;
    let weighing = judged(&region, "fits").await;
    let advice = laid_before(&region, &weighing).await;
    let notice = format!("{weighing}/bericht");
    let no = [("choice", "decline"), ("reason", "Zorg is genoeg.")];
    for who in ["burgemeester-hoorn", "politie-nh"] {
        region.does(who, &advice, &format!("{advice}/besluit"), &no).await;
    }
    let before = region.reads("expert-nh", &notice).await;
    assert!(!before.says("geen casusoverleg"), "not before the last of the three: {}", before.body);
    region.does("om-nh", &advice, &format!("{advice}/besluit"), &no).await;
    assert!(region.reads("expert-nh", "/").await.says(&notice));
    let told = region.reads("expert-nh", &notice).await;
    assert!(told.says("geen casusoverleg") && !told.says("Zorg is genoeg"), "{}", told.body);
    region.does("expert-nh", &notice, &format!("{notice}/gelezen"), &[]).await;
    assert!(!region.reads("expert-nh", "/").await.says(&notice));
    assert!(region.reads("om-nh", &weighing).await.says("De driehoek besloot: geen aanpak."));
}

#[tokio::test]
async fn three_keys_and_three_signatures_lead_to_an_approved_advice() {
    let region = region().await;
    let weighing = judged(&region, "fits").await;
    let advice = laid_before(&region, &weighing).await;
    assert!(region.reads("burgemeester-hoorn", "/").await.says(&advice));
    assert!(
        !region.reads("gemeente-hoorn", &advice).await.says("Uw besluit"),
        "an official does not sign for the mayor"
    );
    let decide = format!("{advice}/besluit");
    let mut mayor = region.browser("burgemeester-hoorn").await;
    mayor.get(&advice).await;
    let deviates = mayor.post(&decide, &[("choice", "decline")]).await;
    assert_eq!(deviates.status, 422);
    assert!(deviates.says("wijkt af"), "{}", deviates.body);
    for who in ["burgemeester-hoorn", "politie-nh", "om-nh"] {
        region.does(who, &advice, &decide, &[("choice", "approve")]).await;
    }
    let sheet = region.reads("procesregisseur-nhn", &advice).await;
    assert!(sheet.says("/zaken/nieuw?advies="), "{}", sheet.body);
    assert!(sheet.says("Besloten: integrale aanpak") && sheet.says("Reclassering: kent hem"), "{}", sheet.body);
    assert_eq!(region.reads("expert-nh", &advice).await.status, 404);
    assert!(region.reads("om-nh", "/adviezen?soort=approved").await.says(&advice));
    assert!(region.reads("om-nh", "/wegingen?soort=fits").await.says(&weighing));
}

#[tokio::test]
async fn a_rejection_gives_the_filer_one_task_and_ends_the_signal() {
    let region = region().await;
    let weighing = judged(&region, "criminal-track").await;
    let notice = format!("{weighing}/bericht");
    let work = region.reads("expert-nh", "/").await;
    assert_eq!(work.body.matches(&notice).count(), 1, "{}", work.body);
    let told = region.reads("expert-nh", &notice).await;
    assert!(told.says("geen casusoverleg") && !told.says("strafrecht"), "{}", told.body);
    region.does("expert-nh", &notice, &format!("{notice}/gelezen"), &[]).await;
    assert!(!region.reads("expert-nh", "/").await.says(&notice));
    let signals = region.reads("expert-nh", "/signalen").await;
    assert!(signals.says("Afgerond"), "{}", signals.body);
    assert_eq!(region.reads("procesregisseur-nhn", &format!("{weighing}/advies")).await.status, 404);
}

/// A weighing on which the police did not agree.
async fn stuck(region: &Region) -> String {
    let weighing = side_by_side(region).await;
    judges(region, &weighing, "fits").await;
    turns(region, &weighing, "gemeente-hoorn").await;
    let no = format!("{weighing}/niet-instemmen");
    region.does("politie-nh", &weighing, &no, &[("reason", "te weinig feiten")]).await;
    turns(region, &weighing, "om-nh").await;
    weighing
}

#[tokio::test]
async fn mixed_votes_are_settled_by_the_three() {
    let region = region().await;
    let weighing = stuck(&region).await;
    let page = region.reads("om-nh", &weighing).await;
    assert!(page.says("te weinig feiten") && page.says("Kies samen hoe het verder gaat"), "{}", page.body);
    let settle = format!("{weighing}/verder");
    assert_eq!(region.reads("procesregisseur-nhn", &settle).await.status, 404);
    let typed = [("how", "repeat"), ("why", "nieuwe feiten"), ("due", "20-04-2026")];
    region.does("gemeente-hoorn", &settle, &settle, &typed).await;
    assert!(!region.reads("politie-nh", &weighing).await.says("Eerdere ronde"), "one of three decides nothing");
    for who in ["politie-nh", "om-nh"] {
        assert!(region.reads(who, "/").await.says(&settle), "{who} is asked");
        let read = region.reads(who, &settle).await;
        assert!(
            read.says("nieuwe feiten") && read.says("20-04-2026") && read.says("Voorgesteld door"),
            "{}",
            read.body
        );
        region.does(who, &settle, &format!("{settle}/akkoord"), &[("sure", "ja")]).await;
    }
    let again = region.reads("politie-nh", &weighing).await;
    assert!(again.says("Eerdere ronde") && again.says("Zienswijze schrijven"), "{}", again.body);
}

#[tokio::test]
async fn ending_a_weighing_says_what_will_happen_asks_once_and_can_be_declined() {
    let region = region().await;
    let weighing = stuck(&region).await;
    let settle = format!("{weighing}/verder");
    let end = [("how", "end"), ("why", "het lukt niet")];
    region.does("gemeente-hoorn", &settle, &settle, &end).await;
    let mut om = region.browser("om-nh").await;
    let page = om.get(&settle).await;
    assert!(page.says("eindigt de weging") && page.says("Niemand kan deze weging heropenen"), "{}", page.body);
    let bare = om.post(&format!("{settle}/akkoord"), &[]).await;
    assert!(bare.status == 422 && bare.says("Lees wat er gebeurt"), "{}", bare.body);
    region.does("politie-nh", &settle, &format!("{settle}/terug"), &[("reason", "nog een keer praten")]).await;
    let back = region.reads("gemeente-hoorn", &settle).await;
    assert!(
        back.says("nog een keer praten") && back.says("Niet ingestemd") && back.says("het lukt niet"),
        "{}",
        back.body
    );
    assert!(region.reads("politie-nh", "/").await.says(&settle), "who declined is asked for another way");
    region.does("om-nh", &settle, &settle, &end).await;
    for who in ["gemeente-hoorn", "politie-nh"] {
        assert!(!region.reads("expert-nh", "/").await.says(&format!("{weighing}/bericht")));
        region.does(who, &settle, &format!("{settle}/akkoord"), &[("sure", "ja")]).await;
    }
    assert!(region.reads("expert-nh", "/").await.says(&format!("{weighing}/bericht")));
    let over = region.reads("om-nh", &weighing).await;
    assert!(over.says("Geëindigd zonder overeenstemming"), "{}", over.body);
}

#[tokio::test]
async fn a_signatory_sends_the_advice_back_and_does_not_rewrite_it() {
    let region = region().await;
    let weighing = judged(&region, "fits").await;
    let advice = laid_before(&region, &weighing).await;
    let (text, decide) = (format!("{advice}/tekst"), format!("{advice}/besluit"));
    for who in ["burgemeester-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn"] {
        assert_eq!(region.reads(who, &text).await.status, 404, "{who} does not rewrite what lies before the triangle");
        assert!(!region.reads(who, &advice).await.says(&text), "{who}");
    }
    region.does("politie-nh", &advice, &decide, &[("choice", "approve")]).await;
    let mut mayor = region.browser("burgemeester-hoorn").await;
    mayor.get(&advice).await;
    let bare = mayor.post(&decide, &[("choice", "return")]).await;
    assert!(bare.status == 422 && bare.says("wat er anders moet"), "{}", bare.body);
    let remark = [("choice", "return"), ("reason", "Noem de school ook.")];
    region.does("burgemeester-hoorn", &advice, &decide, &remark).await;
    assert!(!region.reads("om-nh", "/").await.says(&format!("{advice}#decide")), "nobody else need decide on it now");
    let work = region.reads("procesregisseur-nhn", "/").await;
    assert!(work.says(&text), "{}", work.body);
    assert_eq!(region.reads("burgemeester-hoorn", &text).await.status, 404, "the mayor still does not write");
    let form = region.reads("procesregisseur-nhn", &text).await;
    assert!(form.says("Noem de school ook."), "{}", form.body);
    let typed = [
        ("question", "Integrale aanpak?"),
        ("advise", "integral"),
        ("grounds", "Samen met school lukt het."),
        ("options", "alleen zorg"),
        ("partners", "Reclassering: kent hem"),
        ("first-steps", "Een gesprek"),
        ("conditions-none", "ja"),
        ("minority-none", "ja"),
        ("expectation", "Ieder komt."),
        ("ground", "Wgpga art. 5 lid 5"),
        ("review", "01-06-2026"),
    ];
    region.does("procesregisseur-nhn", &text, &text, &typed).await;
    region.does("procesregisseur-nhn", &advice, &format!("{advice}/voorleggen"), &[("deadline", "09-04-2026")]).await;
    let read = region.reads("burgemeester-hoorn", &advice).await;
    for said in ["Samen met school lukt het.", "Eerdere ronde", "Noem de school ook.", "Samen lukt het."] {
        assert!(read.says(said), "{said}: {}", read.body);
    }
}

#[tokio::test]
async fn who_laid_the_advice_before_the_triangle_takes_it_back_with_a_reason() {
    let region = region().await;
    let weighing = judged(&region, "fits").await;
    let advice = laid_before(&region, &weighing).await;
    region.does("om-nh", &advice, &format!("{advice}/besluit"), &[("choice", "approve")]).await;
    let back = format!("{advice}/terughalen");
    assert!(!region.reads("politie-nh", &advice).await.says(&back));
    region.does("procesregisseur-nhn", &advice, &back, &[("reason", "De dag klopte niet.")]).await;
    let read = region.reads("om-nh", &advice).await;
    assert!(read.says("Teruggehaald") && read.says("De dag klopte niet."), "{}", read.body);
    assert!(!region.reads("om-nh", "/").await.says(&format!("{advice}#decide")));
}

#[tokio::test]
async fn in_a_region_without_a_triangle_the_case_opens_from_the_weighing() {
    let region = region().await;
    region.vault.set_setting("triangle.mode", "none").await.unwrap();
    let weighing = judged(&region, "fits").await;
    let page = region.reads("procesregisseur-nhn", &weighing).await;
    assert!(page.says("/zaken/nieuw?weging=") && !page.says("Advies schrijven"), "{}", page.body);
}

#[tokio::test]
async fn a_text_that_changed_takes_no_key() {
    let region = region().await;
    let weighing = side_by_side(&region).await;
    judges(&region, &weighing, "fits").await;
    let mut police = region.browser("politie-nh").await;
    police.get(&weighing).await;
    judges(&region, &weighing, "does-not-fit").await;
    let late = police.post(&format!("{weighing}/sleutel"), &[("read", "ja")]).await;
    assert_ne!(late.status, 303);
    assert!(!region.reads("politie-nh", &weighing).await.says("Sleutel omgedraaid"));
}
