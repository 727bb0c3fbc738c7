//! What one can do with a question about a person that was put to a table elsewhere.

use super::Enquiry;

vault::acts! { Enquiry;
    /// Puts a question to the persons of a table elsewhere; it follows from having asked.
    PutEnquiry = "enquiry.put", Create, "Vraag voorleggen aan een andere tafel", "Put a question to another table";
    /// Reads, at that table, who asks and why.
    ReadEnquiry = "enquiry.read", Look, "Navraag lezen", "Read the enquiry";
    /// Answers it, or gets in touch.
    AnswerEnquiry = "enquiry.answer", Change, "Beslissen of u de navraag beantwoordt", "Decide whether to answer the enquiry"
        => "Uw antwoord is verstuurd.", "Your answer has been sent.";
    /// Does not answer it, with a reason that stays at the table.
    DeclineEnquiry = "enquiry.decline", Change, "Niet beantwoorden", "Do not answer"
        => "Dit is vastgelegd. De vrager merkt er niets van.", "This has been recorded. The person who asked will not notice.";
    /// Reads the answer, as who asked.
    ReadReply = "enquiry.read-reply", Look, "Reactie op uw vraag lezen", "Read the reply to your question";
    /// Takes note of it.
    TakeReply = "enquiry.take-reply", Change, "Reactie op uw vraag lezen", "Read the reply to your question";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "enquiry.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "enquiry.hand-over", Change, "Overdragen", "Hand over";
    /// Names who sits for one's organisation.
    NamePersons = "enquiry.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
}
