//! The rights: a table that a lawyer can read, equal to what is committed, and sentences that hold for every question there is.

use crate::grid::{self, Policy, Yes, acts, grid, policies, states_of};
use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write as _,
    path::PathBuf,
    sync::LazyLock,
};
use vault::{ActInfo, AgencyKind, Role, Sort, Tier};

const FILE: &str = "docs/generated/rights.md";
const RENEW: &str = "CASUSTAFEL_BLESS=1 cargo test -p casework --test it rights";

/// Who there is: each role with the kinds of organisation it works for.
const ACTORS: [(Role, AgencyKind, &str); 17] = [
    (Role::Expert, AgencyKind::Municipality, "municipal expert"),
    (Role::Official, AgencyKind::Municipality, "municipal official"),
    (Role::Mayor, AgencyKind::Municipality, "mayor"),
    (Role::CaseDirector, AgencyKind::Municipality, "case director"),
    (Role::Police, AgencyKind::Police, "police"),
    (Role::Prosecutor, AgencyKind::Prosecution, "public prosecutor"),
    (Role::ProcessDirector, AgencyKind::SafetyHouse, "process director"),
    (Role::Partner, AgencyKind::Probation, "probation"),
    (Role::Partner, AgencyKind::ChildProtection, "child protection"),
    (Role::Guest, AgencyKind::Care, "care"),
    (Role::Guest, AgencyKind::School, "school"),
    (Role::PrivacyOfficer, AgencyKind::Oversight, "privacy officer"),
    (Role::Legality, AgencyKind::Oversight, "legality committee"),
    (Role::Evaluator, AgencyKind::Other, "evaluator"),
    (Role::Keeper, AgencyKind::Other, "keeper"),
    (Role::Flexteam, AgencyKind::Other, "flexteam"),
    (Role::Bearer, AgencyKind::Other, "holder of a code"),
];

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

type Place = (&'static str, &'static str, Role, AgencyKind);

/// Every yes of somebody designated, by act, state, role and kind of organisation.
static BY_PLACE: LazyLock<HashMap<Place, Vec<&'static Yes>>> = LazyLock::new(|| {
    let mut all: HashMap<Place, Vec<&Yes>> = HashMap::new();
    for yes in grid().yes.iter().filter(|y| y.designated) {
        all.entry((yes.act.name, yes.state, yes.role, yes.agency)).or_default().push(yes);
    }
    all
});

/// With which seats somebody may do this, in as few words as possible: a seat that adds nothing is left out.
fn cell(act: &'static ActInfo, state: &'static str, role: Role, agency: AgencyKind) -> String {
    let mine: &[&Yes] = BY_PLACE.get(&(act.name, state, role, agency)).map_or(&[], Vec::as_slice);
    let has = |seats: &BTreeSet<Tier>, home: bool| mine.iter().any(|y| y.seats == *seats && y.home == home);
    let without = |yes: &Yes| mine.iter().any(|y| y.seats == yes.seats && y.home == yes.home && !y.mandate);
    let mut ways = Vec::new();
    for yes in mine {
        let smaller = yes.seats.iter().any(|t| {
            let mut less = yes.seats.clone();
            less.remove(t);
            has(&less, yes.home)
        });
        // Where there is no dossier there is no seat; at home counts as a condition only where elsewhere is refused.
        let nowhere = state == "none" && !yes.seats.is_empty();
        if nowhere || smaller || (yes.home && has(&yes.seats, false)) {
            continue;
        }
        let mut words: Vec<&str> = yes.seats.iter().map(|t| t.word()).collect();
        if yes.home {
            words.push("own region");
        }
        if !without(yes) {
            words.push("mandate");
        }
        ways.push(if words.is_empty() { "yes".to_owned() } else { words.join(" + ") });
    }
    ways.sort();
    ways.dedup();
    ways.join(", ")
}

struct Line {
    states: Vec<&'static str>,
    cells: Vec<String>,
}

/// The rows of one act; states in which everybody has the same rights are one row.
fn rows(act: &'static ActInfo) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    for state in states_of(act) {
        let cells: Vec<String> = ACTORS.iter().map(|(role, agency, _)| cell(act, state, *role, *agency)).collect();
        match rows.iter_mut().find(|row| row.cells == cells && row.states != ["none"]) {
            Some(row) => row.states.push(state),
            None => rows.push(Line { states: vec![state], cells }),
        }
    }
    rows
}

fn state_words(act: &ActInfo, row: &Line) -> String {
    let all = states_of(act).into_iter().filter(|s| *s != "none").count();
    match (act.sort, row.states.as_slice()) {
        (Sort::Create, _) => "(begins one)".into(),
        (Sort::List, ["none"]) => "(the page)".into(),
        (Sort::List | Sort::Look | Sort::Change | Sort::Key | Sort::Follow, states)
            if states.len() == all && all > 1 =>
        {
            "every state".into()
        }
        (Sort::List | Sort::Look | Sort::Change | Sort::Key | Sort::Follow, states) => states.join(", "),
    }
}

fn table(out: &mut String, kind: &str) {
    let lines: Vec<(&'static ActInfo, Line)> =
        acts().filter(|a| a.kind == kind).flat_map(|a| rows(a).into_iter().map(move |row| (a, row))).collect();
    // People whose columns are the same share one.
    let mut columns: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for (n, (_, _, name)) in ACTORS.iter().enumerate() {
        let column: Vec<&str> = lines.iter().map(|(_, row)| row.cells[n].as_str()).collect();
        match columns.iter_mut().find(|(_, known)| *known == column) {
            Some((names, _)) => names.push(name),
            None => columns.push((vec![name], column)),
        }
    }
    let heads: Vec<String> = columns.iter().map(|(names, _)| names.join(", ")).collect();
    let _ = writeln!(out, "| act | state | {} |", heads.join(" | "));
    let _ = writeln!(out, "|---|---|{}", "---|".repeat(heads.len()));
    for (n, (act, row)) in lines.iter().enumerate() {
        let cells: Vec<&str> = columns.iter().map(|(_, c)| if c[n].is_empty() { "–" } else { c[n] }).collect();
        let _ = writeln!(out, "| `{}` | {} | {} |", act.name, state_words(act, row), cells.join(" | "));
    }
}

fn grounds(out: &mut String, kind: &str) {
    let _ = writeln!(out, "\nThe rules behind it:\n\n| rule | acts | ground | what it says |\n|---|---|---|---|");
    for policy in policies(kind) {
        let about: Vec<String> = acts().filter(|a| policy.is_about(a, kind)).map(|a| format!("`{}`", a.name)).collect();
        let about = if policy.forbids { "**forbids** all of them".to_owned() } else { about.join(", ") };
        let Policy { id, ground, says, .. } = &policy;
        let _ = writeln!(out, "| `{id}` | {about} | {ground} | {says} |");
    }
}

fn document() -> String {
    let mut out = String::from(
        "# Who may do what\n\n\
         Made from the policies by a test, and not written by hand. To renew it after a policy was changed on purpose:\n\n",
    );
    let _ = writeln!(out, "```\n{RENEW}\n```\n");
    out.push_str(
        "A row is an act, such as reading a signal, in one or more states of the dossier. A column is a kind of actor. A cell says\n\
         with which seat at that dossier the actor's organisation lets it do the act: `owner` means that the organisation keeps the\n\
         dossier; `triangle + stay` means that it must hold both seats; words divided by a comma are ways that each suffice; `own region`\n\
         means that the dossier must lie in the organisation's house or municipalities; `mandate` means that the person holds the office\n\
         of the organisation or has its mandate for this key; `yes` means that no seat is needed; a dash\n\
         means never. It holds only for people whose designation by their organisation is valid: without one every cell is a dash. And a\n\
         seat counts only for the persons whom the organisation named for that dossier; for a colleague who was not named every cell is a\n\
         dash, but `desk`, which is whoever names them.\n\n\
         What one sees of a dossier that one may read is narrower still, and not in these tables: a view of another organisation\n\
         stays sealed until one's own is in, an item of a case is shown to those it was shared with, a shielded reporter is known to\n\
         the owner only.\n",
    );
    for (kind, says) in [
        ("signal", "The signal"),
        ("weighing", "The weighing"),
        ("advice", "The advice"),
        ("triage", "Triage of a complex case"),
        ("case", "The case"),
        ("enquiry", "A question put to a table elsewhere"),
        ("beyond", "A question to another house"),
        ("watch", "Keeping an eye after a case was closed"),
        ("referral", "A referral to another kind of table"),
        ("review", "An independent review of a table"),
        ("reporting", "The reporter's door"),
        ("meeting", "A meeting"),
        ("office", "Who speaks for an organisation"),
    ] {
        let _ = writeln!(out, "\n## {says}\n");
        table(&mut out, kind);
        grounds(&mut out, kind);
    }
    out
}

#[test]
fn the_committed_table_of_rights_is_the_one_that_the_rules_make() {
    let made = document();
    let at = root().join(FILE);
    if std::env::var("CASUSTAFEL_BLESS").is_ok() {
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::fs::write(&at, &made).unwrap();
    }
    let committed = std::fs::read_to_string(&at).unwrap_or_default();
    if made != committed {
        let differs: Vec<&str> = made.lines().filter(|l| !committed.lines().any(|c| c == *l)).take(5).collect();
        panic!(
            "{FILE} is not what the rules say. Renew it with\n  {RENEW}\nand read what changed:\n{}",
            differs.join("\n")
        );
    }
}

#[test]
fn every_role_and_every_kind_of_organisation_has_a_column() {
    assert!(Role::ALL.iter().all(|role| ACTORS.iter().any(|(r, ..)| r == role)));
    assert!(AgencyKind::ALL.iter().all(|kind| ACTORS.iter().any(|(_, k, _)| k == kind)));
    assert!(grid::tiers().iter().all(|tier| policies_name(tier.word())), "a seat that no rule knows gives nothing");
    assert!(
        // What a code gives, no dossier gives: its rules are tried where somebody comes with one (`by_link`, `reporting`).
        !grid::ELSEWHERE.iter().any(|tier| *tier != Tier::Bearer && policies_name(tier.word())),
        "a seat of the learning side opens nothing here"
    );
}

fn policies_name(word: &str) -> bool {
    let about_a_person = grid::POLICIES.iter().filter(|(kind, _)| *kind != "office");
    about_a_person.into_iter().any(|(kind, _)| policies(kind).iter().any(|p| p.names(word)))
}

/// Fails with every yes on a dossier about a person that must be a no.
fn never(what: &str, wrong: impl Fn(&Yes) -> bool) {
    never_anywhere(what, |y| y.act.kind != "office" && wrong(y));
}

/// Fails with every yes that must be a no.
fn never_anywhere(what: &str, wrong: impl Fn(&Yes) -> bool) {
    let found: Vec<String> = grid().yes.iter().filter(|y| wrong(y)).map(Yes::told).take(8).collect();
    assert!(found.is_empty(), "{what}, but the rules say yes to:\n{}", found.join("\n"));
}

fn only(seats: &BTreeSet<Tier>, allowed: &[Tier]) -> bool {
    seats.iter().all(|t| allowed.contains(t))
}

/// Whether this yes rests on this seat: without it the answer is no.
fn rests_on(yes: &Yes, tier: Tier) -> bool {
    let mut less = yes.question();
    less.seats.remove(&tier) && !grid().allows(&less)
}

#[test]
fn all_questions_are_answered() {
    let sets = |a: &ActInfo| grid::up_to_two(&grid::tiers_at(a.kind)).len() * grid::mandates(a).len();
    let size: usize = acts().map(|a| states_of(a).len() * 15 * 10 * sets(a) * 2 * 2).sum();
    assert_eq!(grid().asked, size);
    assert!(size > 5_000_000 && !grid().yes.is_empty(), "{size}");
}

#[test]
fn nobody_without_a_valid_designation_may_do_anything() {
    never_anywhere("PAR-07: no designation, no act", |y| !y.designated);
}

#[test]
fn a_closed_case_answers_nobody() {
    never("CAS-05: a closed case is shielded", |y| y.act.kind == "case" && y.state == "closed");
}

/// With an opinion that somebody of the committee gives, it stands at the case in the same transaction. Nothing is shown for that.
fn hears_review(y: &Yes) -> bool {
    y.act.name == "case.hear-review" && y.act.sort == Sort::Follow
}

#[test]
fn keeper_evaluator_privacy_officer_and_legality_committee_touch_no_dossier() {
    let outside = [Role::Keeper, Role::Evaluator, Role::PrivacyOfficer, Role::Legality];
    // What three let go to somebody of the committee is a dossier of its own, without names.
    let review = |y: &Yes| y.role == Role::Legality && (y.act.kind == "review" || hears_review(y));
    never("these four see no dossier", |y| outside.contains(&y.role) && !review(y));
}

#[test]
fn who_reviews_a_table_reads_what_three_let_go_and_does_nothing_else() {
    let own = [
        "review.list",
        "review.read",
        "review.accept",
        "review.decline",
        "review.ask",
        "review.give",
        "review.take-answers",
    ];
    never("P18", |y| rests_on(y, Tier::Reviewer) && !own.contains(&y.act.name));
    never("P18: as a person of the committee", |y| {
        let page = y.act.name == "review.list" && y.state == "none";
        y.role == Role::Legality && !page && !hears_review(y) && !y.seats.contains(&Tier::Reviewer)
    });
    never("P18: nothing before the third key, nor once it is over", |y| {
        rests_on(y, Tier::Reviewer) && ["asking", "declined", "over"].contains(&y.state)
    });
    never("P18: nobody judges themselves", |y| {
        ["review.accept", "review.ask", "review.give"].contains(&y.act.name) && y.role != Role::Legality
    });
    let core = [Role::Official, Role::Mayor, Role::Police, Role::Prosecutor, Role::ProcessDirector];
    never("P18: the core partners and who guards the process ask", |y| {
        ["review.begin", "case.ask-review", "review.reword", "review.withdraw"].contains(&y.act.name)
            && !core.contains(&y.role)
    });
}

#[test]
fn without_a_seat_nobody_reads_and_nobody_changes_but_for_the_end_of_a_signal() {
    never("a dossier without a seat is unknown", |y| {
        let on_a_dossier =
            matches!(y.act.sort, Sort::Look | Sort::Change | Sort::Key | Sort::Follow) || y.state != "none";
        // The last of three keys ends the signal below, and putting a signal right reaches its weighing; they show nothing and have no
        // address of their own. The exact question with
        // a reason is the lawful way to hear of a dossier at another's table.
        let known = [
            "signal.end",
            "signal.known",
            "signal.hear",
            "weighing.hear",
            "weighing.restate",
            "advice.restate",
            "case.restate",
            // With the end of a case what was given out of it ends, and it follows who sits there; the case hears what comes of it.
            "review.end-with-case",
            "review.follow-case",
            "case.hear-review",
            // What went along is taken back or doubted where it went, with that at the table.
            "referral.follow-table",
        ]
        .contains(&y.act.name);
        y.seats.is_empty() && on_a_dossier && !known
    });
}

#[test]
fn whoever_sits_hands_over_and_nobody_else_does() {
    never("a place of one's own", |y| {
        y.act.name.ends_with(".hand-over") && y.seats.iter().all(|tier| *tier == Tier::Desk)
    });
    // Who reviews was chosen as a person: they decline, and pass it to nobody.
    for tier in grid::tiers().into_iter().filter(|tier| ![Tier::Desk, Tier::Reviewer].contains(tier)) {
        let hands = |y: &Yes| y.act.name.ends_with(".hand-over") && y.seats == BTreeSet::from([tier]);
        assert!(grid().yes.iter().any(hands), "who sits as {} can leave", tier.word());
    }
}

#[test]
fn in_another_region_a_person_without_a_seat_may_do_nothing_with_a_dossier() {
    // A review lies in no municipality, so that who reviews does not read in which; it follows its case. And who reviews may be of anywhere.
    let follows = |y: &Yes| {
        ["review.end-with-case", "review.follow-case", "referral.follow-table"].contains(&y.act.name) || hears_review(y)
    };
    never("another house", |y| y.seats.is_empty() && !y.home && y.state != "none" && !follows(y));
}

#[test]
fn a_consulted_organisation_sees_its_own_question_and_nothing_else() {
    never("WEG-08", |y| {
        let own = ["weighing.read-question", "weighing.answer", "weighing.hand-over"].contains(&y.act.name);
        rests_on(y, Tier::Consulted) && !own && y.act.kind != "enquiry"
    });
    never("WEG-08", |y| y.act.name == "weighing.read-question" && !y.seats.contains(&Tier::Consulted));
}

#[test]
fn a_third_party_never_lists_or_reads_what_came_before_the_case() {
    // Another table that took on what was handed over to it is a third party to the one it comes from, and reads that alone.
    never("PAR-05", |y| rests_on(y, Tier::Third) && !["case", "referral"].contains(&y.act.kind));
    let before = ["signal", "weighing", "advice"];
    never("PAR-05: who is only ever a third party", |y| {
        // Its own place passes on, and shows nothing.
        let asked = ["weighing.read-question", "weighing.answer", "weighing.hand-over"].contains(&y.act.name);
        y.role == Role::Guest && before.contains(&y.act.kind) && !asked
    });
}

#[test]
fn a_third_party_contributes_and_decides_nothing() {
    let own = [
        "case.read",
        // Whom it is about it reads already, and so what of that was put right.
        "case.read-corrections",
        "case.list",
        "case.contribute",
        "case.answer-nothing-known",
        "case.answer-may-not-share",
        "case.withdraw-item",
        // At what it contributed itself, and at what is shared with it.
        "case.add-document",
        "case.read-document",
        "case.remove-document",
        "case.answer-offer",
        // Of what is shared with it: that it is not right, and that it is after all.
        "case.doubt-item",
        "case.take-doubt-back",
        "case.answer-doubt",
        // Whether what it gave itself may go to another house.
        "case.answer-transfer-item",
        "case.accept-agreement",
        "case.decline-agreement",
        "case.complete-agreement",
        "case.break-agreement",
        // Of its own agreements alone, in the list as in the case.
        "case.list-agreements",
        // Its own question, and what was answered to it.
        "case.ask-scaling",
        "case.read-scaling",
        "case.hand-over",
        // What was handed over to its own table, which it took on.
        "referral.list",
        "referral.read",
        "referral.end",
        "referral.hand-over",
    ];
    never("PAR-04, PAR-05", |y| rests_on(y, Tier::Third) && !own.contains(&y.act.name));
    let before = ["case.read-declaration", "case.declare", "case.hand-over"];
    never("PAR-06", |y| rests_on(y, Tier::Undeclared) && !before.contains(&y.act.name));
}

#[test]
fn the_filer_of_a_weighing_sees_the_notice_only() {
    // The expert who filed may still supply for the college (WEG-09); that shows nothing.
    let own = ["weighing.read-notice", "weighing.take-notice", "weighing.supply", "weighing.hand-over"];
    never("WEG-10", |y| y.act.kind == "weighing" && rests_on(y, Tier::Filer) && !own.contains(&y.act.name));
    never("WEG-10: only the filer is told", |y| {
        y.act.name.ends_with("-notice") && y.act.kind == "weighing" && !y.seats.contains(&Tier::Filer)
    });
    never("WEG-09: an expert supplies only in the own region", |y| {
        y.act.name == "weighing.supply" && y.role == Role::Expert && !y.home
    });
}

#[test]
fn an_office_is_filled_by_who_keeps_the_house_with_a_second_and_only_its_holder_gives_mandates() {
    never_anywhere("Awb art. 10:3", |y| {
        ["office.give-mandate", "office.withdraw-mandate"].contains(&y.act.name)
            && !(y.mandate && y.seats.contains(&Tier::Owner))
    });
    never_anywhere("who keeps the house names, and nobody else", |y| {
        ["office.set-up", "office.name-holder", "office.set-desk"].contains(&y.act.name) && y.role != Role::Keeper
    });
    never_anywhere("a second person of the organisation or a second keeper", |y| {
        y.act.name == "office.confirm-holder"
            && ((y.role != Role::Keeper && !y.seats.contains(&Tier::Owner)) || y.state != "waiting")
    });
    never_anywhere("whoever holds a code reads nothing of it", |y| y.act.kind == "office" && y.role == Role::Bearer);
}

/// The acts that turn a key, refuse to, or write what is weighed.
const KEYS: [&str; 13] = [
    "weighing.turn-key",
    "weighing.disagree",
    "weighing.hand-in-view",
    "weighing.settle",
    "advice.decide",
    "case.turn-participation-key",
    "case.turn-plan-key",
    "case.turn-closing-key",
    "case.turn-scaling-key",
    "case.turn-transfer-key",
    "triage.turn-key",
    "triage.disagree",
    "review.turn-key",
];

#[test]
fn the_process_director_holds_no_key() {
    assert!(KEYS.iter().all(|key| acts().any(|a| a.name == *key)));
    assert!(acts().filter(|a| a.name.contains("key")).all(|a| KEYS.contains(&a.name)), "a key that is not in the list");
    never("who guards the process does not decide", |y| y.role == Role::ProcessDirector && KEYS.contains(&y.act.name));
}

#[test]
fn a_key_is_turned_by_mayor_or_official_police_and_prosecutor_with_their_seat() {
    let holders = [Role::Mayor, Role::Official, Role::Police, Role::Prosecutor];
    never("WEG-04, PAR-10", |y| KEYS.contains(&y.act.name) && !holders.contains(&y.role));
    never("WEG-04, PAR-10", |y| {
        KEYS.contains(&y.act.name) && !y.seats.contains(&Tier::Trio) && !y.seats.contains(&Tier::Triangle)
    });
    never("U-10, CAS-10: no key of an organisation without its office or a mandate", |y| {
        KEYS.contains(&y.act.name) && y.act.name != "weighing.hand-in-view" && !y.mandate
    });
}

#[test]
fn only_the_table_reads_a_weighing_or_an_advice() {
    let table = [Tier::Trio, Tier::Director, Tier::Triangle, Tier::Stay];
    never("WEG-03, WEG-08", |y| {
        ["weighing.read", "advice.read"].contains(&y.act.name) && !y.seats.iter().any(|t| table.contains(t))
    });
    never("WEG-03: partners, guests and experts do not weigh", |y| {
        let outside = [Role::Expert, Role::CaseDirector, Role::Partner, Role::Guest];
        ["weighing.read", "advice.read", "weighing.hand-in-view"].contains(&y.act.name) && outside.contains(&y.role)
    });
}

#[test]
fn only_participants_write_signals_down_and_file_and_only_core_partners_take_over_a_register_or_ask() {
    let core = [AgencyKind::Municipality, AgencyKind::Police, AgencyKind::Prosecution];
    never("WEG-01", |y| ["signal.import", "signal.known"].contains(&y.act.name) && !core.contains(&y.agency));
    let others = [AgencyKind::Probation, AgencyKind::ChildProtection];
    let participants = [core.as_slice(), &others].concat();
    let files = ["signal.register", "signal.file"];
    never("WEG-01, PAR-01", |y| files.contains(&y.act.name) && !participants.contains(&y.agency));
    // Each of them can: the list of the law is closed, and open to all of it (Wgpga art. 3 lid 1, art. 5 lid 1).
    let by = |role, agency| {
        files.iter().all(|act| grid().yes.iter().any(|y| y.act.name == *act && y.role == role && y.agency == agency))
    };
    assert!(by(Role::Mayor, AgencyKind::Municipality) && others.into_iter().all(|kind| by(Role::Partner, kind)));
    never("they read what they keep themselves", |y| {
        let reads = ["signal.read", "signal.reveal-bsn", "signal.reveal-reporter"].contains(&y.act.name);
        reads && others.contains(&y.agency) && y.role == Role::Partner && !y.seats.contains(&Tier::Owner)
    });
}

#[test]
fn who_only_supplies_for_the_college_weighs_nothing() {
    let own = ["weighing.supply", "weighing.read-supply", "weighing.hand-over"];
    never("WEG-09", |y| {
        let partner = y.role == Role::Partner && y.agency == AgencyKind::Municipality;
        partner
            && y.act.kind == "weighing"
            && rests_on(y, Tier::Stay)
            && !own.contains(&y.act.name)
            && !y.act.name.ends_with("-persons")
    });
    never("WEG-09: the page of the college is for who works there", |y| {
        y.act.name == "weighing.read-supply" && (y.role != Role::Partner || !y.seats.contains(&Tier::Stay))
    });
}

#[test]
fn who_is_asked_to_take_part_says_whether_it_does_and_reads_nothing_of_the_table() {
    let own = ["case.read-invitation", "case.join", "case.decline"];
    let passes = "case.hand-over";
    // Who is asked to keep an eye after a case was closed is asked something else, of which there is nothing but that question to read.
    let eye = ["watch.list", "watch.read", "watch.confirm", "watch.decline", "watch.read-persons", "watch.hand-over"];
    // And so is who is asked to take on what was handed over to another kind of table.
    let elsewhere = [
        "referral.list",
        "referral.read",
        "referral.take-on",
        "referral.ask-back",
        "referral.decline",
        "referral.hand-over",
    ];
    let may = |name: &str| own.contains(&name) || name == passes || eye.contains(&name) || elsewhere.contains(&name);
    never("PAR-08", |y| rests_on(y, Tier::Asked) && !may(y.act.name));
    never("PAR-08: by police and OM themselves", |y| {
        own.contains(&y.act.name)
            && (!y.seats.contains(&Tier::Asked) || ![Role::Police, Role::Prosecutor].contains(&y.role))
    });
    never("CAS-10: and no key without office or mandate", |y| {
        ["case.join", "case.decline"].contains(&y.act.name) && !y.mandate
    });
}

#[test]
fn a_number_is_shown_to_who_works_on_the_signal_and_a_shielded_reporter_to_the_owner() {
    never("SPC-05", |y| {
        y.act.name == "signal.reveal-bsn" && only(&y.seats, &[Tier::Filer, Tier::Trio, Tier::Consulted, Tier::Third])
    });
    never("the reporter", |y| y.act.name == "signal.reveal-reporter" && !y.seats.contains(&Tier::Owner));
}

#[test]
fn after_the_judgement_nothing_is_weighed_any_more() {
    let open = ["analysing", "open"];
    let during =
        ["weighing.consult", "weighing.answer", "weighing.read-question", "weighing.supply", "weighing.hand-in-view"];
    never("WEG-03", |y| during.contains(&y.act.name) && !open.contains(&y.state));
    never("WEG-03: views are sealed in the first state only", |y| {
        y.act.name == "weighing.hand-in-view" && y.state != "analysing"
    });
    never("WEG-11: no case without a judgement that it fits", |y| {
        (y.act.name == "weighing.open-case" && y.state != "fits")
            || (y.act.name == "advice.open-case" && y.state != "approved")
    });
}

#[test]
fn a_question_to_another_house_is_put_by_who_sits_at_the_case_and_read_by_who_put_it() {
    never("PRV-16: nobody without a seat at the case", |y| {
        let sits = [Tier::Owner, Tier::Stay, Tier::Trio];
        y.act.name == "case.ask-elsewhere" && !y.seats.iter().any(|seat| sits.contains(seat))
    });
    never("PRV-16: what came of it", |y| {
        let whole = ["beyond.begin", "beyond.list"].contains(&y.act.name) && y.state == "none";
        let seat = y.seats.contains(&Tier::Owner) || y.seats.contains(&Tier::Desk);
        y.act.kind == "beyond" && !whole && !seat
    });
    never("PRV-16: a desk reads no more than who sits there", |y| {
        let persons = ["beyond.read-persons", "beyond.name-persons"].contains(&y.act.name);
        y.act.kind == "beyond" && rests_on(y, Tier::Desk) && !persons
    });
}

#[test]
fn a_question_about_a_person_is_read_by_the_table_it_was_put_to_and_its_answer_by_who_asked() {
    let own = ["enquiry.read", "enquiry.answer", "enquiry.decline", "enquiry.read-persons"];
    let of_asker = ["enquiry.read-reply", "enquiry.take-reply"];
    let passes = "enquiry.hand-over";
    never("ACC-03: the table that was asked", |y| {
        own.contains(&y.act.name) && !y.seats.contains(&Tier::Consulted) && !y.seats.contains(&Tier::Desk)
    });
    never("ACC-03: who asked, once somebody answered", |y| {
        of_asker.contains(&y.act.name) && (!y.seats.contains(&Tier::Filer) || y.state != "answered")
    });
    never("ACC-03: who asked sees nothing of the table", |y| {
        y.act.kind == "enquiry" && rests_on(y, Tier::Filer) && !of_asker.contains(&y.act.name) && y.act.name != passes
    });
    never("nobody browses questions", |y| y.act.kind == "enquiry" && y.act.sort == Sort::List);
}
