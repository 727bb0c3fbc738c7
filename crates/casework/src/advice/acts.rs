//! What one can do with an advice.

use super::Advice;

vault::acts! { Advice;
    /// Lists the advices at whose table one sits.
    ListAdvices = "advice.list", List, "Adviezen bekijken", "See the advice";
    /// Begins an advice; the weighing's own act goes with it in one transaction.
    DraftAdvice = "advice.draft", Create, "Advies schrijven", "Write the advice"
        => "Het advies is bewaard.", "The advice has been saved.";
    /// Reads an advice.
    ReadAdvice = "advice.read", Look, "Advies lezen", "Read the advice";
    /// Takes it along on paper.
    TakeAdvice = "advice.take", Look, "Advies op papier meenemen", "Take the advice along on paper";
    /// States on which ground its organisation takes it along, and that it keeps it safe.
    StateTaking = "advice.state-taking", Change, "Verklaren waarvoor papier meegaat", "State what paper is taken along for"
        => "Vastgelegd. U kunt het advies nu op papier meenemen.", "Recorded. You can take the advice along on paper now.";
    /// Rewrites it.
    RedraftAdvice = "advice.redraft", Change, "Advies herschrijven", "Rewrite the advice"
        => "Het advies is bewaard.", "The advice has been saved.";
    /// Lays it before the signatories.
    IssueAdvice = "advice.issue", Change, "Advies voorleggen aan de driehoek", "Submit the advice to the triangle"
        => "Het advies is voorgelegd.", "The advice has been submitted.";
    /// Takes it back from the signatories before they decided.
    RecallAdvice = "advice.recall", Change, "Advies terughalen", "Take the advice back"
        => "Het advies is teruggehaald.", "The advice has been taken back.";
    /// Decides as one of the signatories.
    DecideAdvice = "advice.decide", Key, "Besluiten over het advies", "Decide on the advice"
        => "Dit is vastgelegd.", "This has been recorded.";
    /// Takes over what was put right in the signal behind it; in one transaction with that.
    RestateAdvice = "advice.restate", Follow, "Advies volgt de verbeterde aanmelding", "The advice follows the corrected filing";
    /// Reads what was put right, the old beside the new.
    ReadRestatings = "advice.read-corrections", Look, "Lezen wat er verbeterd of toegevoegd is", "Read what was corrected or added";
    /// Opens the case that was approved.
    OpenCaseFromAdvice = "advice.open-case", Change, "Casus openen", "Open the case"
        => "De casus is geopend.", "The case has been opened.";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "advice.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "advice.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "advice.hand-over", Change, "Overdragen", "Hand over";
}
