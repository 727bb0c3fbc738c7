//! The case from opening to closing: who takes part, what they bring, one plan with three keys, and an end that shields.

use super::in_days;
use crate::pages::Visit;

const THREE: [&str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];
const PARTNER: &str = "Reclassering Nederland";
/// Who comes in later.
const COUNCIL: &str = "Raad voor de Kinderbescherming";

/// Gives where the case is.
pub(super) fn opened(visit: &Visit<'_>, advice: &str) -> String {
    visit.come_as("procesregisseur-nhn");
    // My work leads to the form itself; the advice does too.
    visit.go(advice);
    visit.press("Casus openen", "Open the case");
    visit.keep_to_form("/nieuw");
    visit.write("Titel", "Title", "Jongere met filmpjes");
    visit.write("Aanleiding", "Reason", "Een signaal van school, gewogen en besloten.");
    visit.write("Waarvoor is deze casus?", "What is this case for?", "Voorkomen dat hij verder wegzakt.");
    visit.press("Casus openen", "Open the case");
    let path = visit.browser.path();
    visit.browser.picture("case");
    path.split(['?', '#']).next().unwrap_or_default().to_owned()
}

pub(super) fn a_partner_is_let_in(visit: &Visit<'_>, case: &str) {
    let task = visit.says("reclassering: toezicht en begeleiding", "probation: supervision and guidance");
    is_let_in(visit, &format!("{PARTNER} ({task})"), "Kent hem van eerder toezicht.");
    three_turn_their_keys(visit, case);
}

/// A second one is let in, and answers what it is asked.
pub(super) fn the_council_answers(visit: &Visit<'_>, case: &str) {
    visit.come_as("procesregisseur-nhn");
    visit.go(case);
    let task = "Raad voor de Kinderbescherming: wettelijke taken";
    is_let_in(visit, &format!("{COUNCIL} ({task})"), "Kent het gezin.");
    three_turn_their_keys(visit, case);
    is_asked(visit, case, COUNCIL, "Hoe gaat het thuis?");

    visit.come_as("rvdk");
    visit.press_in_row("Jongere met filmpjes");
    visit.press("Hoe gaat het thuis?", "Hoe gaat het thuis?");
    visit.keep_to_form("/mag-niet");
    visit.write("Waarom niet?", "Why not?", "Het gezin vroeg ons om hulp en niet om een verslag.");
    visit.press("Wij mogen niet delen", "We may not share");
    visit.leave();
}

fn is_let_in(visit: &Visit<'_>, partner: &str, why: &str) {
    visit.press("Deelname", "Participation");
    visit.press("als deelnemer, voor een eigen wettelijke taak", "as participant, for a statutory task of its own");
    visit.keep_to_form("/deelname/voorstel");
    visit.elect("Organisatie", "Organisation", partner);
    visit.write("Waarom is deze organisatie nodig in deze casus?", "Why does this case need this organisation?", why);
    visit.press("Voorstellen", "Propose");
    visit.leave();
}

fn three_turn_their_keys(visit: &Visit<'_>, case: &str) {
    for person in THREE {
        visit.come_as(person);
        visit.go(case);
        visit.press("Deelname", "Participation");
        visit.tick("Ik las het hele voorstel, en stem ermee in.", "I read the whole proposal, and agree to it.");
        visit.press("Sleutel omdraaien", "Turn the key");
        visit.leave();
    }
}

fn is_asked(visit: &Visit<'_>, case: &str, partner: &str, question: &str) {
    visit.come_as("procesregisseur-nhn");
    visit.go(case);
    visit.press("Bijdragen", "Contributions");
    visit.keep_to_form("/bijdragen/vragen");
    visit.elect("Aan wie?", "Whom?", partner);
    visit.write("Wat wilt u weten?", "What do you want to know?", question);
    visit.write("Waarom is dat nodig?", "Why is that needed?", "Om te weten wat werkt.");
    visit.write("Wanneer wilt u uiterlijk antwoord?", "By when do you want an answer?", &in_days(14));
    visit.press("Vraag stellen", "Ask");
    visit.leave();
}

pub(super) fn the_partner_contributes(visit: &Visit<'_>, case: &str) {
    is_asked(visit, case, PARTNER, "Hoe verliep het vorige toezicht?");

    visit.come_as("reclassering");
    visit.press_in_row(visit.says("Jongere met filmpjes", "Jongere met filmpjes"));
    // Who is new looks at the table first, and from there at the question itself.
    visit.press("Hoe verliep het vorige toezicht?", "Hoe verliep het vorige toezicht?");
    visit.press("Iets delen", "Share something");
    visit.keep_to_form("/bijdrage");
    visit.pick("feit", "fact");
    visit.write("Wat brengt u in?", "What do you contribute?", "Kwam alle afspraken na en bloeide op door werk.");
    let sort = visit.says("wat de organisatie weet uit eigen taak", "what the organisation knows from its own task");
    visit.elect("Wat voor gegeven is het?", "What kind of information is it?", sort);
    visit.write("Waarom is dit nodig voor deze casus?", "Why does this case need it?", "Laat zien wat houvast geeft.");
    visit.press("Op tafel leggen", "Put it on the table");
    visit.browser.reads("bloeide op door werk");
    visit.browser.picture("contribution");
    visit.leave();
}

pub(super) fn a_plan_is_agreed(visit: &Visit<'_>, case: &str) {
    visit.come_as("casusregisseur-hoorn");
    visit.go(case);
    visit.press("Plan", "Plan");
    visit.keep_to_form("/plan/factor");
    visit.pick("beschermende factor", "protective factor");
    let domain = visit.says("werk, school en dagbesteding", "work, school and daytime activity");
    visit.elect("Over welk leefgebied?", "About which area of life?", domain);
    visit.write("In uw woorden", "In your own words", "Werk geeft hem ritme en trots.");
    visit.browser.tick("Kwam alle afspraken na");
    visit.press("Factor toevoegen", "Add the factor");
    visit.keep_to_form("/plan/doel");
    visit.write("Wat is er straks wél?", "What will be in place?", "Hij werkt vier dagen per week.");
    visit.write(
        "Waaraan zien we dat het gelukt is?",
        "How will we see that it worked?",
        "Een half jaar hetzelfde werk.",
    );
    visit.write("Hoe is het nu?", "How is it now?", "Hij werkt niet, sinds een jaar.");
    visit.browser.tick("Werk geeft hem ritme");
    visit.press("Doel toevoegen", "Add the goal");
    visit.keep_to_form("/plan/interventie");
    visit.elect("Voor welk doel?", "For which goal?", "Hij werkt vier dagen per week.");
    visit.browser.tick("Werk geeft hem ritme");
    visit.write("Wat gebeurt er?", "What is done?", "Begeleiding naar werk.");
    visit.elect("Wie doet het?", "Who does it?", PARTNER);
    visit.write("Op grond van welke eigen bevoegdheid?", "Under which power of its own?", "Toezicht en begeleiding.");
    visit.pick("zorg", "care");
    visit.write("Wat moet het opleveren?", "What should it achieve?", "Een vaste plek.");
    visit.write("Uiterlijk", "By", &in_days(90));
    visit.press("Interventie toevoegen", "Add the intervention");
    visit.browser.picture("plan");
    visit.leave();

    visit.come_as("reclassering");
    visit.go(&format!("{case}/plan"));
    visit.press("Wij doen dit", "We will do this");
    visit.leave();

    visit.come_as("casusregisseur-hoorn");
    visit.go(&format!("{case}/plan"));
    visit.keep_to_form("/plan/voorleggen");
    visit.pick("dit plan uitvoeren", "carry out this plan");
    visit.write("Wat had er ook gekund?", "What else was possible?", "Niets doen.");
    visit.write("Wat is afgewogen?", "What was weighed up?", "Werk werkt eerder dan straf.");
    visit.tick("Niemand dacht er anders over; wij hebben het gevraagd", "Nobody saw it differently; we asked");
    visit.write("Op welke grond?", "On what legal ground?", "Wgpga art. 6 lid 1");
    visit.write("Wat verwachten we van elkaar?", "What do we expect of each other?", "Elkaar bellen als het stokt.");
    visit.write("Wanneer kijkt de tafel opnieuw?", "When will the table look again?", &in_days(56));
    visit.press("Aan de drie voorleggen", "Submit to the three");
    visit.leave();
    for person in THREE {
        visit.come_as(person);
        visit.go(&format!("{case}/plan"));
        visit.tick(
            "Ik las het hele plan en het besluit, en stem daarmee in.",
            "I read the whole plan and the decision, and agree to it.",
        );
        visit.press("Sleutel omdraaien", "Turn the key");
        visit.leave();
    }
}

pub(super) fn closed(visit: &Visit<'_>, case: &str) {
    visit.come_as("casusregisseur-hoorn");
    visit.go(&format!("{case}/afsluiten"));
    visit.keep_to_form("/afsluiten/voorstel");
    visit.elect(
        "Waarom sluit de casus?",
        "Why is the case being closed?",
        visit.says("de doelen zijn bereikt", "the goals have been reached"),
    );
    visit.write(
        "Waarom sluit de casus zonder eerst terug te geven?",
        "Why is the case being closed without giving back first?",
        "Er is geen hulp meer nodig.",
    );
    visit.write("Wat is er geworden van", "What came of", "Hij werkt, en blijft.");
    visit.write("Wat had er ook gekund?", "What else was possible?", "Nog een half jaar volgen.");
    visit.write("Wat is afgewogen?", "What was weighed up?", "Langer volgen voegt niets toe.");
    visit.tick("Niemand dacht er anders over; wij hebben het gevraagd", "Nobody saw it differently; we asked");
    visit.write("Op welke grond?", "On what legal ground?", "Wgpga art. 6 lid 3");
    visit.write("Wat verwachten we van elkaar?", "What do we expect of each other?", "De reclassering rondt af.");
    visit.write("Welke zorgen blijven er?", "What concerns remain?", "Oude vrienden.");
    visit.elect("Wie houdt een oogje in het zeil?", "Who keeps an eye on things?", "Gemeente Hoorn");
    visit.write("Waar let die organisatie op?", "What does that organisation watch for?", "Ruzie met de oude groep.");
    visit.write("Tot en met", "Until", &in_days(180));
    visit.write("Met wie kan die organisatie bellen?", "Whom can that organisation call?", "Procesregie, 0229-000111");
    visit.write("Wat hoort de melder?", "What does the reporter hear?", "Dat er iets mee is gedaan.");
    visit.press("Afsluiten voorstellen", "Propose to close");
    visit.leave();
    for person in THREE {
        visit.come_as(person);
        visit.go(&format!("{case}/afsluiten"));
        visit.tick(
            "Ja, dit is de bedoeling. Ik weet dat ik dit niet ongedaan kan maken.",
            "Yes, this is what I want. I know that I cannot undo it.",
        );
        visit.press("Sleutel omdraaien en afsluiten", "Turn the key and close");
        visit.browser.picture(&format!("closing-{person}"));
        visit.leave();
    }
    // Nobody who sat there can tell any more that there was a table (CAS-05).
    for person in ["procesregisseur-nhn", "gemeente-hoorn", "politie-nh", "reclassering"] {
        visit.come_as(person);
        visit.browser.reads_not("Jongere met filmpjes");
        visit.browser.go(&visit.house.at(case));
        visit.browser.reads_not("Jongere met filmpjes");
        visit.looks_right();
        visit.go("/");
        visit.leave();
    }
}
