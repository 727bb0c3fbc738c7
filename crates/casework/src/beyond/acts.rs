//! What one can do with a question to another house.

use super::Beyond;

vault::acts! { Beyond;
    /// Begins one; it follows from asking at the case.
    BeginBeyond = "beyond.begin", Create, "Vraag aan een ander huis stellen", "Put a question to another house";
    /// Lists one's own.
    ListBeyond = "beyond.list", List, "Eigen vragen aan andere huizen bekijken", "See one's own questions to other houses";
    /// Reads one.
    ReadBeyond = "beyond.read", Look, "Vraag aan een ander huis lezen", "Read a question to another house";
    /// Hears what the other house says; by the clock, for who asked.
    HearBeyond = "beyond.hear", Follow, "Horen wat een ander huis zegt", "Hear what another house says";
    /// After a hit: asks who sits there for contact.
    AskContact = "beyond.contact", Change, "Beslissen of u om contact vraagt", "Decide whether to ask for contact"
        => "Uw verzoek gaat zo naar het andere huis.", "Your request goes to the other house shortly.";
    /// Takes note of the outcome.
    TakeOutcome = "beyond.take", Change, "Uitkomst van uw vraag aan een ander huis lezen", "Read the outcome of your question to another house";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "beyond.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "beyond.hand-over", Change, "Overdragen", "Hand over";
    /// Names who sits for one's organisation.
    NamePersons = "beyond.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
}
