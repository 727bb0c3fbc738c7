//! The plan on paper, on one page where that can be: what was decided, who does what for which goal, and what was agreed.

use super::{agreement, show};
use crate::case::{Agreement, Case, Goal, PlanOutcome, TakePlan};
use crate::outgoing;
use crate::table::{AuthorSays, Decision, Lack};
use kernel::{Date, Lang, day_month_year};
use paper::{Document, Language, Table};
use web::{Ask, Download, Trouble, Visit};

/// Prints it.
pub(super) async fn print(visit: Visit<TakePlan>) -> Result<Download, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let opening = case.opening.as_ref().ok_or(Trouble::Denied)?;
    // As the page of the plan, it is not for a third party.
    if case.is_third(&ask.actor.agency.id) {
        return Err(Trouble::Denied);
    }
    let said = case.outgoing.ground(&ask.actor.agency.id)?;
    let language = match ask.lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let document = Document::new(ask.lang.both("Plan", "Plan"), language, ask.today)
        .one_page()
        .subtitle(opening.title.as_str())
        .author(ask.directory.house(&opening.house).map(|house| house.name.to_string()).unwrap_or_default())
        .reference(opening.reference.as_str());
    let mut document = outgoing::signed(document, ask, said);
    decided(&mut document, ask, case);
    goals(&mut document, ask, case);
    agreements(&mut document, ask, case);
    web::print(format!("plan-{}.pdf", opening.reference), document).await
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
