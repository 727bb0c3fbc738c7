//! What one can do with a submission for triage.

use super::Triage;

vault::acts! { Triage;
    /// Submits a case.
    SubmitCase = "triage.submit", Create, "Een casus aanmelden voor de triage", "Submit a case for triage"
        => "De aanmelding is ingediend.", "The submission has been handed in.";
    /// Lists what one submitted, and what waits where one sits.
    ListTriages = "triage.list", List, "Aanmeldingen voor de triage bekijken", "See the submissions for triage";
    /// Reads one.
    ReadTriage = "triage.read", Look, "Aanmelding lezen", "Read the submission";
    /// Takes it back.
    Withdraw = "triage.withdraw", Change, "Aanmelding intrekken", "Withdraw the submission"
        => "De aanmelding is ingetrokken. De woorden zijn gewist.", "The submission has been withdrawn. Its words were erased.";
    /// Says how one's organisation sees it.
    SaySeen = "triage.see", Change, "Zeggen hoe uw organisatie de aanmelding ziet", "Say how your organisation sees the submission"
        => "Vastgelegd. Wie aan de triage zit, leest het.", "Recorded. Whoever sits at the triage reads it.";
    /// Writes the decision.
    DraftRuling = "triage.draft", Change, "Besluit van de triage schrijven", "Write the decision of the triage"
        => "Het besluit ligt op tafel.", "The decision is on the table.";
    /// Turns the key of one's organisation.
    TurnKey = "triage.turn-key", Key, "Sleutel omdraaien voor de triage", "Turn the key for the triage"
        => "Uw sleutel is omgedraaid.", "Your key has been turned.";
    /// Says why one's organisation does not agree.
    Disagree = "triage.disagree", Key, "Niet instemmen met het besluit van de triage", "Disagree with the decision of the triage"
        => "Er is vastgelegd dat uw organisatie niet instemt.", "It has been recorded that your organisation does not agree.";
    /// Answers what was asked first.
    AnswerMore = "triage.answer", Change, "Aanmelding aanvullen", "Add to the submission"
        => "De aanvulling is ingediend.", "What you added has been handed in.";
    /// Opens the case.
    OpenFromTriage = "triage.open-case", Change, "Casus openen na de triage", "Open the case after the triage";
    /// Reads what came of it, and says what the person knows.
    HearOutcome = "triage.hear", Change, "Lezen wat de triage besloot, en zeggen of de betrokkene het weet", "Read what the triage decided, and say whether the person knows"
        => "Dat is vastgelegd.", "That has been recorded.";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "triage.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "triage.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "triage.hand-over", Change, "Overdragen", "Hand over";
}
