//! The plan on paper, on one page where that can be: what was decided, who does what for which goal, and what was agreed.

use super::sheet::{begin, file};
use crate::case::pages::{agreement, show};
use crate::case::{Agreement, Case, Goal, PlanOutcome, TakePlan};
use crate::table::{AuthorSays, Decision, Lack};
use kernel::{Date, Say, day_month_year};
use paper::{Document, Table};
use web::{Ask, Download, Trouble, Visit};

const TITLE: Say = Say::of("Plan", "Plan");

/// Prints it.
pub(in crate::case::pages) async fn plan(visit: Visit<TakePlan>) -> Result<Download, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let mut document = begin(&visit, &TITLE)?;
    decided(&mut document, ask, case);
    goals(&mut document, ask, case);
    scenarios(&mut document, ask, case);
    agreements(&mut document, ask, case);
    web::print(file("plan", case), document).await
}

/// What the three decided last; what still waits for keys is marked as a draft.
fn decided(document: &mut Document, ask: &Ask, case: &Case) {
    let both = |nl, en| ask.lang.both(nl, en).to_owned();
    let Some(agreed) = case.plan.agreed.last() else {
        document.note(both(
            "Concept: de drie hebben dit plan nog niet vastgesteld.",
            "Draft: the three have not agreed on this plan yet.",
        ));
        if let Some(draft) = &case.plan.draft {
            document.chapter(both("Voorstel", "Proposal")).pairs(pairs(ask, &draft.decision, draft.decision.review));
        }
        return;
    };
    if case.plan.draft.is_some() || case.plan.mended.is_some() {
        document.note(both(
            "Concept: sinds dit besluit is het plan veranderd of ligt er een nieuw voorstel.",
            "Draft: since this decision the plan has changed or a new proposal lies there.",
        ));
    }
    let by: Vec<String> = agreed.by.iter().map(|by| AuthorSays::of(ask, by).line()).collect();
    let mut all = pairs(ask, &agreed.decision, case.next_look());
    all.push((both("Vastgesteld", "Agreed"), format!("{}\n{}", day_month_year(agreed.on), by.join("\n"))));
    document.chapter(both("Besluit", "Decision")).pairs(all);
}

/// What was decided, and when the table looks again: what was said last of that counts.
fn pairs(ask: &Ask, decision: &Decision<PlanOutcome>, look: Option<Date>) -> Vec<(String, String)> {
    let both = |nl, en| ask.lang.both(nl, en).to_owned();
    let nobody = || both("niemand", "nobody");
    let mut all = vec![
        (both("Vraag", "Question"), decision.question.to_string()),
        (both("Uitkomst", "Outcome"), decision.outcome.says().to(ask.lang).to_owned()),
        (both("Overwegingen", "Considerations"), decision.considerations.to_string()),
        (
            both("Wie er anders over dacht", "Who saw it differently"),
            decision.dissent.as_ref().map_or_else(nobody, ToString::to_string),
        ),
        (both("Grond", "Ground"), decision.ground.to_string()),
        (both("Wat we van elkaar verwachten", "What we expect of each other"), decision.expectation.to_string()),
    ];
    let without = Lack::tell(&decision.lacks(), ask.lang);
    if !without.is_empty() {
        all.push((both("Wat ontbreekt", "What is missing"), without.join("\n")));
    }
    let looks = both("De tafel kijkt opnieuw op", "The table looks again on");
    all.extend(look.map(|day| (looks, day_month_year(day).into())));
    all
}

/// The goals, each with what is done for it, by whom and by when.
fn goals(document: &mut Document, ask: &Ask, case: &Case) {
    let both = |nl, en| ask.lang.both(nl, en);
    document.chapter(both("Doelen en wat ervoor gebeurt", "Goals and what is done for them"));
    if case.plan.goals.is_empty() {
        document.paragraph(both("Er zijn nog geen doelen gesteld.", "No goals have been set yet."));
    }
    for goal in &case.plan.goals {
        document.section(goal.text.to_string());
        document.paragraph(format!("{} {}", both("Zo zien we het:", "How we will see it:"), goal.seen_by));
        if let Some(baseline) = &goal.baseline {
            document.paragraph(format!("{} {baseline}", both("Bij het begin:", "At the start:")));
        }
        if let Some(table) = steps(ask, case, goal) {
            document.table(table);
        }
    }
}

fn steps(ask: &Ask, case: &Case, goal: &Goal) -> Option<Table> {
    let both = |nl, en| ask.lang.both(nl, en);
    let mut table =
        Table::new([both("Wie", "Who"), both("Wat", "What"), both("Uiterlijk", "By"), both("Stand", "Status")]);
    for one in case.plan.interventions.iter().filter(|one| one.goal == goal.no) {
        let status = show::step_stands(case, one).to(ask.lang).to_owned();
        let who = ask.directory.agency_name(&one.agency);
        table.push([who, one.text.to_string(), day_month_year(one.due).into(), status]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// What may happen, and what is done then.
fn scenarios(document: &mut Document, ask: &Ask, case: &Case) {
    let both = |nl, en| ask.lang.both(nl, en);
    if case.plan.scenarios.is_empty() {
        return;
    }
    document.chapter(both("Wat er kan gebeuren", "What may happen"));
    for it in &case.plan.scenarios {
        let against: Vec<&str> = case.steps_against(it).map(|step| step.text.as_str()).collect();
        let against = if against.is_empty() {
            both("nog niets in het plan", "nothing in the plan yet").to_owned()
        } else {
            against.join("\n")
        };
        document.section(it.text.to_string()).pairs([
            (both("Waaraan we het zien aankomen", "How we would see it coming").to_owned(), it.signs.to_string()),
            (both("Wat het tegengaat", "What keeps it away").to_owned(), against),
            (
                both("Wat we doen als het toch gebeurt", "What we do if it happens all the same").to_owned(),
                it.then.to_string(),
            ),
        ]);
    }
}

/// What is still to be kept.
fn agreements(document: &mut Document, ask: &Ask, case: &Case) {
    let both = |nl, en| ask.lang.both(nl, en);
    let mut table =
        Table::new([both("Wie", "Who"), both("Wat", "What"), both("Uiterlijk", "By"), both("Stand", "Status")]);
    let open = |one: &&Agreement| one.is_open();
    for one in case.agreements_for(&ask.actor.agency.id).filter(open) {
        let status = agreement::stands(case, one).to(ask.lang).to_owned();
        let who = ask.directory.agency_name(&one.agency);
        table.push([who, one.what.to_string(), day_month_year(one.due).into(), status]);
    }
    if !table.rows.is_empty() {
        document.chapter(both("Wat er nog is afgesproken", "What is still agreed")).table(table);
    }
}
