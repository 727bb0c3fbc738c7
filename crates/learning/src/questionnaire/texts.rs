//! What a questionnaire says to people, Dutch beside English.

use super::words::{Sort, State};
use kernel::{Refusal, Say};

pub(super) const THRESHOLD_TOO_LOW: Refusal = Refusal::of(
    "De drempel is ten minste 5. Bij minder antwoorden zijn mensen te herkennen.",
    "The threshold is at least 5. With fewer answers people can be recognised.",
);
pub(super) const HOW_LONG_KEPT: Refusal = Refusal::of(
    "Bewaar de antwoorden 1 tot 365 dagen na het sluiten.",
    "Keep the answers for 1 to 365 days after closing.",
);
pub(super) const FOR_SOME_HOUSE: Refusal = Refusal::of(
    "Kies over welk huis het gaat. Meer dan één mag.",
    "Choose which house it is about. More than one is fine.",
);
pub(super) const NO_QUESTIONS: Refusal =
    Refusal::of("Er staan nog geen vragen in.", "There are no questions in it yet.");
pub(super) const HAS_OPENED: Refusal = Refusal::of(
    "Deze vragenlijst is al geopend. Wat er over anonimiteit is beloofd, verandert niet meer.",
    "This questionnaire has been opened. What was promised about anonymity does not change any more.",
);
pub(super) const NOT_OPEN: Refusal =
    Refusal::of("Deze vragenlijst is nog niet geopend.", "This questionnaire has not been opened yet.");
pub(super) const HAS_CLOSED: Refusal = Refusal::of("Deze vragenlijst is gesloten.", "This questionnaire is closed.");
pub(super) const CLOSE_FIRST: Refusal = Refusal::of("Sluit de vragenlijst eerst.", "Close the questionnaire first.");
pub(super) const IS_RELEASED: Refusal = Refusal::of(
    "De uitkomsten zijn vrijgegeven. Een tweede keer kan niet: wie twee overzichten van elkaar aftrekt, vindt een persoon.",
    "The results have been released. That cannot be done twice: who subtracts one report from another finds a person.",
);
pub(super) const IS_EMPTIED: Refusal =
    Refusal::of("De antwoorden zijn vernietigd.", "The answers have been destroyed.");
pub(super) const KEPT_TOO_LONG: Refusal = Refusal::of(
    "De bewaartermijn is voorbij. Vernietig de antwoorden.",
    "The answers have been kept long enough. Destroy them.",
);
pub(super) const HOW_MANY_LINKS: Refusal =
    Refusal::of("Maak 1 tot 2000 links, alles bij elkaar.", "Make 1 to 2000 links, all together.");
pub(super) const LINKS_ARE_GONE: Refusal =
    Refusal::of("Er zijn geen links om te tonen.", "There are no links to show.");
pub(super) const NOTHING_CHANGED: Refusal = Refusal::of("Dit zijn dezelfde vragen.", "These are the same questions.");
pub(super) const NO_SUCH_ANSWER: Refusal = Refusal::of("Dit antwoord is er niet.", "There is no such answer.");
pub(super) const WRITE_THE_TEXT: Refusal =
    Refusal::of("Schrijf de tekst die u wilt delen.", "Write the text that you want to share.");
pub(super) const SPLIT_BY_ONE_CHOICE: Refusal = Refusal::of(
    "Splitsen kan alleen naar een vraag met één keuze.",
    "Results can only be split by a question with one choice.",
);
pub(super) const TOO_MANY_QUESTIONS: Refusal = Refusal::of(
    "Een vragenlijst heeft hooguit 60 vragen. Korter is beter.",
    "A questionnaire has 60 questions at most. Shorter is better.",
);

/// Fewer people than the threshold.
pub(super) fn too_few_people(people: u16, threshold: u16) -> Refusal {
    Say::made(
        format!(
            "U vraagt {people} mensen, en de drempel is {threshold}. Met zo weinig mensen is een antwoord geen geheim. \
             Voer een gesprek aan tafel: dat levert meer op dan een telling."
        ),
        format!(
            "You ask {people} people, and the threshold is {threshold}. With so few people an answer is no secret. \
             Have a talk at the table: it gives more than a count."
        ),
    )
    .into()
}

/// Fewer answers than the threshold.
pub(super) fn below_threshold(threshold: u16) -> Refusal {
    Say::made(
        format!("Er zijn minder dan {threshold} antwoorden. Er zijn geen uitkomsten om te tonen."),
        format!("There are fewer than {threshold} answers. There are no results to show."),
    )
    .into()
}

/// Open answers that nobody looked at.
pub(super) fn answers_wait(waiting: usize) -> Refusal {
    match waiting {
        1 => Refusal::of(
            "Eén open antwoord is nog niet nagekeken. Kijk eerst of er iemand in te herkennen is.",
            "One open answer has not been looked at. First see whether somebody can be recognised in it.",
        ),
        n => Say::made(
            format!("{n} open antwoorden zijn nog niet nagekeken. Kijk eerst of er iemand in te herkennen is."),
            format!("{n} open answers have not been looked at. First see whether somebody can be recognised in them."),
        )
        .into(),
    }
}

/// A question that cannot be asked like this.
pub(super) fn not_right(number: u16, sort: Sort) -> Refusal {
    let (nl, en) = match sort {
        Sort::Scale => ("heeft 2 tot 10 stappen nodig", "needs 2 to 10 steps"),
        Sort::One | Sort::Many => ("heeft 2 tot 20 verschillende antwoorden nodig", "needs 2 to 20 different answers"),
        Sort::Open => ("is niet goed", "is not right"),
        Sort::Matrix => (
            "heeft 1 tot 12 verschillende regels en 2 tot 20 verschillende antwoorden nodig",
            "needs 1 to 12 different lines and 2 to 20 different answers",
        ),
    };
    Say::made(format!("Vraag {number} {nl}."), format!("Question {number} {en}.")).into()
}

/// Two questions with one number.
pub(super) fn number_twice(number: u16) -> Refusal {
    Say::made(
        format!("Het nummer {number} kan niet, of komt twee keer voor."),
        format!("The number {number} is not possible, or occurs twice."),
    )
    .into()
}

/// A rule to skip that points at nothing.
pub(super) fn rule_leads_nowhere(number: u16) -> Refusal {
    Say::made(
        format!("De voorwaarde van vraag {number} hoort bij een antwoord op een keuzevraag die eerder komt."),
        format!("The condition of question {number} belongs to an answer to a choice question that comes before it."),
    )
    .into()
}

/// Where it stands, in a sentence.
pub(super) fn stands(state: State) -> Say {
    match state {
        State::Draft => Say::of("Deze vragenlijst wordt gemaakt.", "This questionnaire is being made."),
        State::Open => Say::of("Mensen kunnen nu antwoorden.", "People can answer now."),
        State::Closed => Say::of(
            "Niemand kan meer antwoorden. Kijk de open antwoorden na en geef de uitkomsten vrij.",
            "Nobody can answer any more. Look at the open answers and release the results.",
        ),
        State::Released => Say::of("De uitkomsten zijn te lezen.", "The results can be read."),
        State::Emptied => Say::of("De antwoorden zelf zijn vernietigd.", "The answers themselves have been destroyed."),
    }
}
