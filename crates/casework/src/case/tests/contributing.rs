//! What is put on the table, and for whose eyes.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;

fn tries(case: &Case, who: &str, gift: Gift) -> Result<Event, Refusal> {
    case.contribute(None, &agency(who), today(), grounded(case, who, gift))
}

fn police(text: &str) -> Gift {
    let police =
        PoliceMark { role: PersonRole::Suspect, reliability: word("Zelf gezien."), agreement: word("BVH-afspraak 12") };
    Gift { category: Category::Police, police: Some(police), ..gift(text) }
}

fn om(checked: bool) -> Gift {
    let om = OmMark { ground: OmGround::Procedure, others_checked: checked };
    Gift {
        category: Category::Justice,
        om: Some(om),
        criminal: Some(word("Parket, dagvaarding.")),
        ..gift("Er loopt een zaak.")
    }
}

/// PRV-01 and P6
#[test]
fn not_answering_nothing_known_and_may_not_share_are_told_apart() {
    let mut case = opened();
    let ask = |who: &str| Request {
        no: 0,
        agency: agency(who),
        question: word("Is er iets bekend?"),
        necessity: word("Nodig voor het plan."),
        since: today(),
        due: day("15-09-2026"),
    };
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        then!(case, case.ask(None, ask(who)).unwrap());
    }
    assert_eq!(case.card().tasks.iter().filter(|t| t.act == "case.contribute").count(), 3);
    then!(case, case.nothing_known(1, &agency("gemeente-hoorn")).unwrap());
    then!(case, case.may_not_share(3, &agency("om-nh"), word("Lopend onderzoek."), false).unwrap());
    assert_eq!(case.asked[0].answer, Some(Answer::NothingKnown));
    assert_eq!(case.asked[1].answer, None);
    assert!(case.asked[2].reason_for(&agency("om-nh")).is_some());
    assert!(case.asked[2].reason_for(&agency("politie-nh")).is_none(), "the reason is shown only by choice");
    assert!(case.nothing_known(2, &agency("om-nh")).is_err(), "nobody answers for another");
    gives(&mut case, "politie-nh", Gift { answers: Some(2), ..police("Gezien op het plein.") });
    assert_eq!(case.asked[1].answer, Some(Answer::Info { items: vec![4] }));
    let places = case.places();
    assert!(places.iter().all(|p| p.owes.is_none()));
    assert_eq!(field(case.ask(None, ask("school-hoorn"))), "agency");
}

/// PRV-02
#[test]
fn every_category_of_the_law_has_its_supplier() {
    let case = opened();
    for category in Category::ALL.iter().copied() {
        let relevance = (category == Category::Related).then(|| word("Deelt een huis."));
        let tried = tries(&case, "gemeente-hoorn", Gift { category, relevance, ..gift("Iets.") });
        let refused = [Category::Number, Category::Police, Category::Justice].contains(&category);
        assert_eq!(tried.is_err(), refused, "{category:?}");
    }
}

/// PRV-04
#[test]
fn someone_close_by_needs_relevance_and_cannot_be_found() {
    let mut case = opened();
    let near = Gift { category: Category::Related, ..gift("Zus Anna Verzonnen helpt hem.") };
    assert_eq!(field(tries(&case, "gemeente-hoorn", near.clone())), "relevance");
    let before = case.card().findable;
    gives(&mut case, "gemeente-hoorn", Gift { relevance: Some(word("Zij is zijn steun.")), ..near });
    assert_eq!(case.card().findable, before);
}

/// PRV-03: necessity is no option but part of every item; so are ground and nature.
#[test]
fn an_item_without_necessity_ground_nature_or_category_cannot_be_written() {
    let whole = serde_json::to_value(gift("Iets.")).unwrap();
    for part in ["necessity", "ground", "nature", "category", "audience"] {
        let mut torn = whole.clone();
        torn.as_object_mut().unwrap().remove(part);
        assert!(serde_json::from_value::<Gift>(torn).is_err(), "{part}");
    }
}

/// PRV-06, PRV-08, PRV-09
#[test]
fn police_data_carry_role_reliability_and_agreement() {
    let case = opened();
    assert_eq!(field(tries(&case, "politie-nh", gift("Gezien."))), "agreement");
    assert!(tries(&case, "politie-nh", police("Gezien.")).is_ok());
}

/// PRV-10 and PRV-12
#[test]
fn data_of_the_om_carry_their_article_and_a_check_on_others() {
    let case = opened();
    assert_eq!(field(tries(&case, "om-nh", Gift { om: None, ..om(true) })), "om_ground");
    assert_eq!(field(tries(&case, "om-nh", om(false))), "others_checked");
    assert!(tries(&case, "om-nh", om(true)).is_ok());
    assert_eq!(field(tries(&case, "om-nh", Gift { criminal: None, ..om(true) })), "criminal", "SPC-03");
}

/// PRV-14
#[test]
fn a_care_provider_says_why_secrecy_does_not_stand_in_the_way_and_sets_its_conditions() {
    let mut case = with(wgs());
    let_in(&mut case, participant("ggz-nhn", AgencyKind::Care, Ground::Treatment));
    assert_eq!(field(tries(&case, "ggz-nhn", gift("Is in zorg."))), "medical");
    let only = Audience::Named { agencies: vec![agency("gemeente-hoorn")] };
    gives(&mut case, "ggz-nhn", Gift { medical: Some(MedicalGround::Consent), audience: only, ..gift("Is in zorg.") });
    assert_eq!(case.items_for(&agency("gemeente-hoorn"), today()).len(), 1);
    assert!(case.items_for(&agency("politie-nh"), today()).is_empty());
}

/// SPC-01, SPC-02
#[test]
fn four_special_categories_have_a_place_and_no_other_does() {
    for word in ["origin", "politics", "belief", "health"] {
        assert!(special_kind(word).unwrap().is_some());
    }
    assert_eq!(special_kind("").unwrap(), None);
    for word in ["union", "genetic", "biometric", "sexual"] {
        assert_eq!(field(special_kind(word)), "special");
    }
    let bare = serde_json::json!({ "kind": "belief" });
    assert!(serde_json::from_value::<Special>(bare).is_err(), "none without its own necessity");
}

/// SPC-04
#[test]
fn under_the_other_law_only_health_may_be_recorded() {
    let case = with(wgs());
    let special = |kind| Some(Special { kind, necessity: word("Zonder dit geen passende zorg.") });
    assert_eq!(
        field(tries(&case, "gemeente-hoorn", Gift { special: special(SpecialKind::Belief), ..gift("x") })),
        "special"
    );
    assert!(
        tries(
            &case,
            "gemeente-hoorn",
            Gift { special: special(SpecialKind::Health), reread: Some(Reread::Colleague), ..gift("x") }
        )
        .is_ok()
    );
    assert!(
        tries(
            &opened(),
            "gemeente-hoorn",
            Gift { special: special(SpecialKind::Belief), reread: Some(Reread::Giver), ..gift("x") }
        )
        .is_ok()
    );
}

/// SPC-05
#[test]
fn a_citizen_number_in_running_text_is_sent_back() {
    let case = opened();
    assert_eq!(field(tries(&case, "gemeente-hoorn", gift("Het gaat om 999993276."))), "text");
    assert!(tries(&case, "gemeente-hoorn", gift("Telefoon 0612345678.")).is_ok());
}

/// PAR-05, CAS-01
#[test]
fn a_third_party_sees_nothing_unless_it_is_named() {
    let mut case = opened();
    let_in(&mut case, third("school-hoorn", AgencyKind::School, day("30-09-2026")));
    then!(case, case.declare(&agency("school-hoorn")).unwrap());
    gives(&mut case, "gemeente-hoorn", gift("Voor de deelnemers."));
    assert!(case.items_for(&agency("school-hoorn"), today()).is_empty());
    assert_eq!(case.items_for(&agency("om-nh"), today()).len(), 1);
    assert!(case.items_for(&agency("gemeente-enkhuizen"), today()).is_empty());
    let sneaky = Audience::Named { agencies: vec![agency("school-hoorn")] };
    assert_eq!(field(tries(&case, "gemeente-hoorn", Gift { audience: sneaky, ..gift("x") })), "audience");
    assert_eq!(field(tries(&case, "gemeente-hoorn", Gift { thirds: vec![agency("ggz-nhn")], ..gift("x") })), "thirds");
}

#[test]
fn an_item_past_its_day_is_seen_by_its_owner_only() {
    let mut case = opened();
    gives(&mut case, "gemeente-hoorn", Gift { until: Some(day("10-09-2026")), ..gift("Tijdelijk.") });
    assert_eq!(case.items_for(&agency("om-nh"), day("10-09-2026")).len(), 1);
    assert!(case.items_for(&agency("om-nh"), day("11-09-2026")).is_empty());
    assert_eq!(case.items_for(&agency("gemeente-hoorn"), day("11-09-2026")).len(), 1);
}

#[test]
fn only_its_owner_takes_an_item_back() {
    let mut case = opened();
    let no = gives(&mut case, "gemeente-hoorn", gift("Toch niet."));
    assert!(case.withdraw_item(no, &agency("om-nh")).is_err());
    then!(case, case.withdraw_item(no, &agency("gemeente-hoorn")).unwrap());
    assert!(case.items_for(&agency("gemeente-hoorn"), today()).is_empty());
    assert_eq!(case.withdrawn, 1);
}

/// Taking back erases the event of the item; the case must be the same with and without it.
#[test]
fn a_case_without_the_erased_event_is_the_same_case() {
    let request = Request {
        no: 0,
        agency: agency("gemeente-hoorn"),
        question: word("Is er iets bekend?"),
        necessity: word("Nodig."),
        since: today(),
        due: day("15-09-2026"),
    };
    let mut with = opened();
    then!(with, with.ask(None, request).unwrap());
    let mut without = with.clone();
    let no = gives(&mut with, "gemeente-hoorn", Gift { answers: Some(1), ..gift("Toch niet.") });
    assert_eq!(with.came_in(no), Some(1));
    let back = with.withdraw_item(no, &agency("gemeente-hoorn")).unwrap();
    then!(with, back.clone());
    then!(without, back);
    assert_eq!(format!("{with:?}"), format!("{without:?}"));
    assert_eq!(with.owed_by(&agency("gemeente-hoorn")).count(), 1, "the question is open again");
}

#[test]
fn a_factor_is_hidden_from_who_may_not_see_its_fact() {
    let mut case = opened();
    let only = Audience::Named { agencies: vec![agency("om-nh")] };
    let fact = gives(&mut case, "gemeente-hoorn", Gift { audience: only, ..gift("Klein gehouden.") });
    let factor = Factor {
        no: 0,
        kind: FactorKind::Risk,
        domain: LifeDomain::Money.into(),
        text: word("Schulden."),
        facts: vec![fact],
    };
    assert_eq!(field(case.add_factor(None, &agency("politie-nh"), today(), factor.clone())), "facts");
    then!(case, case.add_factor(None, &agency("om-nh"), today(), factor).unwrap());
    assert!(case.factors_for(&agency("politie-nh"), today()).is_empty());
    assert_eq!(case.factors_for(&agency("om-nh"), today()).len(), 1);
}

/// PRV-02: nobody types the law, a program as little as a person; what was typed before there was a list is still read.
#[test]
fn a_ground_is_one_of_the_list_of_the_organisation() {
    let case = opened();
    let on = |who: &str, ground| {
        let shared = Gift { ground, ..grounded(&case, who, gift("Iets.")) };
        case.contribute(None, &agency(who), today(), shared)
    };
    assert!(on("gemeente-hoorn", SharedOn::Listed(ShareGround::Participant)).is_ok());
    assert_eq!(field(on("gemeente-hoorn", SharedOn::Typed(word("Eigen taak.")))), "ground");
    for ground in ShareGround::ALL.iter().filter(|g| **g != ShareGround::Participant) {
        assert_eq!(field(on("gemeente-hoorn", SharedOn::Listed(*ground))), "ground", "{ground:?}");
    }
    let mut old = serde_json::to_value(gift("Iets.")).unwrap();
    old["ground"] = serde_json::json!("Wpg art. 20");
    let read = serde_json::from_value::<Gift>(old.clone()).unwrap();
    assert_eq!((read.ground.says().nl.as_ref(), serde_json::to_value(&read).unwrap()), ("Wpg art. 20", old));
}

/// P5: the answer stays with the fact and decides nothing.
#[test]
fn whether_a_fact_is_only_an_expression_stays_with_it() {
    let mut case = opened();
    for said in kernel::Expression::ALL.iter().copied().map(Some).chain([None]) {
        let no = gives(&mut case, "gemeente-hoorn", Gift { expression: said, ..gift("Bidt op het schoolplein.") });
        let seen = case.items_for(&agency("politie-nh"), today());
        assert_eq!(seen.iter().find(|i| i.no == no).unwrap().gift.expression, said);
    }
}

/// SPC-07: what holds a special category was read again before it goes on the table; nothing else asks it, and nothing guesses it.
#[test]
fn a_special_category_goes_on_the_table_after_it_was_read_again() {
    let case = opened();
    let special = Some(Special { kind: SpecialKind::Health, necessity: word("Zonder dit geen passende zorg.") });
    let with = |reread| Gift { special: special.clone(), reread, ..gift("Is in behandeling.") };
    assert_eq!(field(tries(&case, "gemeente-hoorn", with(None))), "reread");
    for by in Reread::ALL.iter().copied() {
        assert!(tries(&case, "gemeente-hoorn", with(Some(by))).is_ok(), "{by:?}");
    }
    assert!(tries(&case, "gemeente-hoorn", gift("Is vaak moe.")).is_ok());
}

#[test]
fn how_a_fact_is_known_and_an_instrument_lie_in_the_past_and_a_conclusion_is_in_words() {
    let case = opened();
    let known = |on| Knowing { heard: Heard::Told, on: Some(on), doubt: Some(word("Wie het zei.")) };
    let tomorrow = today().tomorrow().unwrap();
    let with = |on| Gift { known: Some(known(on)), ..gift("Was er niet.") };
    assert_eq!(field(tries(&case, "gemeente-hoorn", with(tomorrow))), "known_on");
    assert!(tries(&case, "gemeente-hoorn", with(today())).is_ok());

    let instrument = |on| Instrument {
        name: word("Werkmodel"),
        version: word("3"),
        assessor: word("Psycholoog"),
        trained: true,
        on,
    };
    let found = |on, text: &str| Gift { nature: Nature::Judgement, instrument: Some(instrument(on)), ..gift(text) };
    assert_eq!(field(tries(&case, "gemeente-hoorn", found(tomorrow, "Zoekt erkenning."))), "instrument_on");
    assert_eq!(field(tries(&case, "gemeente-hoorn", found(today(), "Scoort hoog."))), "text");
    assert!(tries(&case, "gemeente-hoorn", found(today(), "Zoekt erkenning.")).is_ok());
}
