//! What one can do with the agreement to keep an eye after a case was closed.

use super::Watch;

vault::acts! { Watch;
    /// Asks an organisation to keep an eye; it follows from the last key on closing.
    BeginWatch = "watch.begin", Create, "Vragen om een oogje in het zeil te houden", "Ask somebody to keep an eye on things";
    /// Lists the agreements that one keeps, or asked for.
    ListWatches = "watch.list", List, "Oogjes in het zeil bekijken", "See where somebody keeps an eye on things";
    /// Reads what was asked, and nothing of the case.
    ReadWatch = "watch.read", Look, "Lezen wat er gevraagd is", "Read what was asked";
    /// Says that one's organisation does it.
    ConfirmWatch = "watch.confirm", Change, "Beslissen of u een oogje in het zeil houdt", "Decide whether to keep an eye on things";
    /// Says that it does not, and why.
    DeclineWatch = "watch.decline", Change, "Geen oogje in het zeil houden", "Do not keep an eye on things"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Read, as who asked, that it is done.
    TakeAnswer = "watch.take-answer", Change, "Lezen dat er een oogje in het zeil wordt gehouden", "Read that somebody keeps an eye on things";
    /// Asks another organisation that sat at the table.
    AskAnother = "watch.ask-another", Change, "Een ander vragen om een oogje in het zeil te houden", "Ask another organisation to keep an eye on things"
        => "De vraag is gesteld.", "The question has been asked.";
    /// Ends it before its last day.
    EndWatch = "watch.end", Change, "Stoppen met een oogje in het zeil", "Stop keeping an eye on things"
        => "De afspraak is gestopt.", "The agreement has ended.";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "watch.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "watch.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "watch.hand-over", Change, "Overdragen", "Hand over";
}
