//! What one can do with an independent review.

use super::Review;

vault::acts! { Review;
    /// Begins one; it follows from asking at the case.
    BeginReview = "review.begin", Create, "Onafhankelijke toets beginnen", "Begin an independent review";
    /// Lists those that one's organisation asked for, or that one is asked to do.
    ListReviews = "review.list", List, "Onafhankelijke toetsen bekijken", "See the independent reviews";
    /// Reads one, as far as it is for who reads.
    ReadReview = "review.read", Look, "Onafhankelijke toets lezen", "Read the independent review";
    /// Writes another text: another question, reviewer or extract. Every key goes back.
    RewordReview = "review.reword", Change, "De tekst voor de toetser aanpassen", "Change the text for the reviewer"
        => "De nieuwe tekst ligt bij de drie.", "The new text is with the three.";
    /// Turns a key on what goes to the reviewer.
    TurnReviewKey = "review.turn-key", Key, "Sleutel omdraaien voor de onafhankelijke toets", "Turn the key for the independent review"
        => "Uw sleutel is omgedraaid.", "Your key has been turned.";
    /// Says why one's organisation does not agree with the text.
    ObjectToReview = "review.object", Change, "Zeggen waarom dit niet naar de toetser kan", "Say why this cannot go to the reviewer"
        => "Wie de tekst schreef, leest uw reden.", "Whoever wrote the text reads your reason.";
    /// Says, as the reviewer, that nothing stands in the way of an independent opinion.
    AcceptReview = "review.accept", Change, "Zeggen of u dit onafhankelijk kunt toetsen", "Say whether you can review this independently"
        => "U leest nu het uittreksel.", "You now read the extract.";
    /// Says that one does not do it, and why.
    DeclineReview = "review.decline", Change, "Deze toets niet doen", "Do not do this review"
        => "Wie het u vroeg, leest uw reden.", "Whoever asked you reads your reason.";
    /// Asks, as the reviewer, what is not clear.
    AskOfReview = "review.ask", Change, "Een toelichting vragen", "Ask for a clarification"
        => "Uw vraag is gesteld.", "Your question has been asked.";
    /// Answers that.
    ClarifyReview = "review.clarify", Change, "Antwoorden op een vraag van de toetser", "Answer a question of the reviewer"
        => "De toetser leest uw antwoord.", "The reviewer reads your answer.";
    /// Gives the reviewer another day.
    RemindReview = "review.remind", Change, "Nabellen over een oordeel dat uitblijft", "Call about an opinion that has not come"
        => "De nieuwe dag is vastgelegd.", "The new day has been recorded.";
    /// Gives the opinion; from then on who reads the decisions of the case reads it there.
    GiveOpinion = "review.give", Change, "Een oordeel geven", "Give an opinion"
        => "De drie lezen uw oordeel en antwoorden op uw aanbevelingen.", "The three read your opinion and answer your recommendations.";
    /// Read the opinion.
    TakeOpinion = "review.take", Change, "Het oordeel van de toetser lezen", "Read the opinion of the reviewer"
        => "Vastgelegd dat u het oordeel las.", "It is recorded that you read the opinion.";
    /// Answers a recommendation for one of the three.
    AnswerReview = "review.answer", Change, "Antwoorden op een aanbeveling van de toetser", "Answer a recommendation of the reviewer"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Read, as the reviewer, what the three answered.
    TakeAnswers = "review.take-answers", Change, "Lezen wat de drie antwoordden", "Read what the three answered";
    /// Takes the question back before it lies with the reviewer.
    WithdrawReview = "review.withdraw", Change, "De vraag aan de toetser intrekken", "Withdraw the question to the reviewer"
        => "De vraag is ingetrokken.", "The question has been withdrawn.";
    /// Ends it because its case is closed; in one transaction with that.
    EndWithCase = "review.end-with-case", Follow, "Toets eindigt met de casus", "The review ends with the case";
    /// Follows who sits at its case; in one transaction with what is done there.
    FollowCase = "review.follow-case", Follow, "Toets volgt wie er bij de casus aan tafel zit", "The review follows who sits at the case";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "review.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "review.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "review.hand-over", Change, "Overdragen", "Hand over";
}
