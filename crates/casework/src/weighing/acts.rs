//! What one can do in a weighing.

use super::Weighing;

vault::acts! { Weighing;
    /// Lists the weighings at whose table one sits.
    ListWeighings = "weighing.list", List, "Wegingen bekijken", "See the weighings";
    /// Begins a weighing from a filed signal; the signal's own act goes with it in one transaction.
    OpenWeighing = "weighing.open", Create, "Weging beginnen", "Start a weighing";
    /// Reads a weighing as one of the table.
    ReadWeighing = "weighing.read", Look, "Weging lezen", "Read the weighing";
    /// Confirms, for one's organisation, that a filing that cannot wait was seen.
    ConfirmUrgent = "weighing.confirm-urgent", Change, "Bevestigen dat u de spoed zag", "Confirm that you saw the urgency";
    /// Puts right what lies on the table when the signal behind it is; in one transaction with that.
    RestateFiling = "weighing.restate", Follow, "Aanmelding verbeteren", "Correct the filing";
    /// Reads what was put right, the old beside the new.
    ReadRestatings = "weighing.read-corrections", Look, "Lezen wat er verbeterd of toegevoegd is", "Read what was corrected or added";
    /// Asks another participant a question.
    Consult = "weighing.consult", Change, "Een partner raadplegen", "Consult a partner"
        => "Uw vraag is gesteld.", "Your question has been asked.";
    /// Reads the one question that was put to one's organisation.
    ReadQuestion = "weighing.read-question", Look, "Vraag lezen", "Read the question";
    /// Answers it.
    AnswerQuestion = "weighing.answer", Change, "Vraag beantwoorden", "Answer the question"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Supplies something on behalf of the college of the municipality of stay.
    SupplyToTrio = "weighing.supply", Change, "Iets aanvullen namens het college", "Add something for the municipal executive"
        => "Uw aanvulling is vastgelegd.", "What you added has been recorded.";
    /// Reads, as the college of the municipality of stay, what it supplied itself.
    ReadSupply = "weighing.read-supply", Look, "Lezen wat u aanvulde", "Read what you added";
    /// Hands in the sealed view of one's organisation.
    HandInView = "weighing.hand-in-view", Change, "Zienswijze inleveren", "Hand in your view"
        => "Uw zienswijze is verzegeld ingeleverd.", "Your view has been sealed and handed in.";
    /// Adds to the view that one handed in, after what it rests on was put right or added to.
    AddToView = "weighing.add-to-view", Change, "Zienswijze aanvullen", "Add to your view"
        => "Uw zienswijze is aangevuld.", "Your view has been added to.";
    /// Writes along while the table talks: what the judgement is made from.
    JotDown = "weighing.jot", Change, "Meeschrijven", "Write along"
        => "Bewaard. Wie aan tafel zit, leest mee.", "Saved. Whoever sits at the table reads along.";
    /// Writes the judgement.
    DraftJudgement = "weighing.draft-judgement", Change, "Oordeel schrijven", "Write the judgement"
        => "Het oordeel ligt op tafel.", "The judgement is on the table.";
    /// Turns the key of one's organisation.
    TurnKey = "weighing.turn-key", Key, "Sleutel omdraaien", "Turn the key"
        => "Uw sleutel is omgedraaid.", "Your key has been turned.";
    /// Says why one's organisation does not agree.
    Disagree = "weighing.disagree", Key, "Niet instemmen", "Disagree"
        => "Er is vastgelegd dat uw organisatie niet instemt.", "It has been recorded that your organisation does not agree.";
    /// Chooses how to go on without agreement.
    SettleNoAgreement = "weighing.settle", Key, "Kiezen hoe het verder gaat", "Choose how to proceed"
        => "Dit is vastgelegd.", "This has been recorded.";
    /// Reads, as the filer, what became of the aanmelding.
    ReadNotice = "weighing.read-notice", Look, "Bericht over de aanmelding lezen", "Read the notice on your filing";
    /// Takes note of it.
    TakeNotice = "weighing.take-notice", Change, "Bericht afhandelen", "Take note of the notice";
    /// Hears that the triangle decides against an approach; goes with the decision in one transaction.
    NotFollow = "weighing.not-follow", Change, "Niet gevolgd door de driehoek", "Not followed by the triangle";
    /// Brings it to the triangle with an advice.
    Advise = "weighing.advise", Change, "Advies beginnen", "Start the advice";
    /// Opens a case from it where the region has no triangle.
    OpenCaseFromWeighing = "weighing.open-case", Change, "Casus openen", "Open a case";
    /// Hands over to another kind of table, where three keys said that it belongs elsewhere.
    ReferWeighing = "weighing.refer", Change, "Doorgeleiden naar een andere tafel", "Refer to another table"
        => "De doorgeleiding staat klaar. Er is nog niets verstuurd.", "The referral is ready. Nothing has been sent yet.";
    /// Hears what came of that; in one transaction with reading the answer.
    HearReferral = "weighing.hear-referral", Follow, "Horen wat er van een doorgeleiding komt", "Hear what comes of a referral";
    /// Hears that a case came of it, or that it is over; in one transaction with that.
    HearOfCase = "weighing.hear", Follow, "Horen wat er van de casus wordt", "Hear what becomes of the case";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "weighing.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "weighing.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "weighing.hand-over", Change, "Overdragen", "Hand over";
}
