//! What one can do with the agreement to keep an eye after a case was closed.

use super::Watch;

vault::acts! { Watch;
    /// Asks an organisation to keep an eye; it follows from the last key on closing.
    BeginWatch = "watch.begin", Create, "Vragen een oogje in het zeil te houden", "Ask to keep an eye";
    /// Lists the agreements that one keeps, or asked for.
    ListWatches = "watch.list", List, "Oogjes in het zeil bekijken", "List where an eye is kept";
    /// Reads what was asked, and nothing of the case.
    ReadWatch = "watch.read", Look, "Lezen wat er gevraagd is", "Read what was asked";
    /// Says that one's organisation does it.
    ConfirmWatch = "watch.confirm", Change, "Een oogje in het zeil houden of niet", "Keep an eye or not";
    /// Says that it does not, and why.
    DeclineWatch = "watch.decline", Change, "Geen oogje in het zeil houden", "Keep no eye";
    /// Read, as who asked, that it is done.
    TakeAnswer = "watch.take-answer", Change, "Lezen dat er een oogje in het zeil wordt gehouden", "Read that an eye is kept";
    /// Asks another organisation that sat at the table.
    AskAnother = "watch.ask-another", Change, "Een ander vragen een oogje in het zeil te houden", "Ask another to keep an eye";
    /// Ends it before its last day.
    EndWatch = "watch.end", Change, "Stoppen met een oogje in het zeil", "Stop keeping an eye";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "watch.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "watch.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "watch.hand-over", Change, "Overdragen", "Hand over";
}
