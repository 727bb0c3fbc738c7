//! What one can do in a case.

use super::Case;

vault::acts! { Case;
    /// Opens a case.
    OpenCase = "case.open", Create, "Casus openen", "Open a case";
    /// Lists the cases one sits at.
    ListCases = "case.list", List, "Casussen bekijken", "See the cases";
    /// Sees how every table of the house stands.
    OverseeTables = "case.oversee", List, "Alle tafels van het huis bekijken", "See all tables in the house";
    /// Reads a case.
    ReadCase = "case.read", Look, "Casus lezen", "Read the case";
    /// Moves a case to another municipality of stay.
    MoveStay = "case.move-stay", Change, "Gemeente van verblijf wijzigen", "Change the municipality of stay";
    /// Marks a case under the WGS as taken over by the Wgpga.
    SwitchRegime = "case.switch", Change, "Casus overzetten naar de Wgpga", "Move the case to the Wgpga";
    /// Proposes that an organisation takes part.
    ProposeParticipant = "case.propose-participant", Change, "Deelname voorstellen", "Propose a participant";
    /// Turns a key on a proposal.
    TurnParticipationKey = "case.turn-participation-key", Key, "Sleutel omdraaien voor deelname", "Turn the key for participation";
    /// Reads, as who was asked to take part, what the case is for.
    ReadInvitation = "case.read-invitation", Look, "Lezen waarvoor uw organisatie is gevraagd", "Read what your organisation is asked to join for";
    /// Takes part, by the key of one's own organisation.
    JoinCase = "case.join", Key, "Beslissen of u meedoet", "Decide whether to take part";
    /// Does not take part.
    DeclineCase = "case.decline", Key, "Niet meedoen", "Do not take part";
    /// Reads what a third party declares before it reads anything else.
    ReadDeclaration = "case.read-declaration", Look, "Verklaring lezen", "Read the declaration";
    /// Declares, as a third party.
    Declare = "case.declare", Change, "Verklaring afgeven", "Make the declaration";
    /// Ends the taking part of an organisation.
    EndParticipation = "case.end-participation", Change, "Deelname beëindigen", "End participation";
    /// Asks an organisation a question.
    AskContribution = "case.ask", Change, "Vraag stellen", "Ask a question";
    /// Puts an item on the table.
    Contribute = "case.contribute", Change, "Bijdrage leveren", "Contribute";
    /// Answers: nothing known.
    AnswerNothingKnown = "case.answer-nothing-known", Change, "Antwoorden: niets bekend", "Answer: nothing known";
    /// Answers: may not share.
    AnswerMayNotShare = "case.answer-may-not-share", Change, "Antwoorden: mag niet delen", "Answer: may not share";
    /// Takes an item back.
    WithdrawItem = "case.withdraw-item", Change, "Bijdrage terugnemen", "Take a contribution back";
    /// Names a factor.
    AddFactor = "case.add-factor", Change, "Factor benoemen", "Name a factor";
    /// Sets a goal.
    SetGoal = "case.set-goal", Change, "Doel stellen", "Set a goal";
    /// Plans an intervention.
    AddIntervention = "case.add-intervention", Change, "Interventie plannen", "Plan an intervention";
    /// Accepts one's own intervention.
    AcceptIntervention = "case.accept-intervention", Change, "Interventie aannemen", "Accept the intervention";
    /// Does not accept one's own intervention as it stands.
    DeclineIntervention = "case.decline-intervention", Change, "Interventie niet aannemen", "Do not accept the intervention";
    /// Reports on one's own intervention.
    ReportProgress = "case.report-progress", Change, "Voortgang melden", "Report progress";
    /// Makes an agreement.
    MakeAgreement = "case.make-agreement", Change, "Afspraak maken", "Make an agreement";
    /// Accepts an agreement.
    AcceptAgreement = "case.accept-agreement", Change, "Afspraak aannemen", "Accept the agreement";
    /// Does not accept an agreement as it stands.
    DeclineAgreement = "case.decline-agreement", Change, "Afspraak niet aannemen", "Do not accept the agreement";
    /// Says that an agreement was kept.
    CompleteAgreement = "case.complete-agreement", Change, "Afspraak afronden", "Complete the agreement";
    /// Puts the plan before the trio.
    DraftPlan = "case.draft-plan", Change, "Plan voorleggen", "Submit the plan";
    /// Turns a key on the plan.
    TurnPlanKey = "case.turn-plan-key", Key, "Sleutel omdraaien voor het plan", "Turn the key for the plan";
    /// Writes a remark.
    AddNote = "case.add-note", Change, "Notitie schrijven", "Write a note";
    /// Calls the process director.
    CallDirector = "case.call-director", Change, "Procesregisseur erbij vragen", "Call in the process director";
    /// Looks back on the plan.
    ReviewCase = "case.review", Change, "Terugkijken", "Review";
    /// Looks back on the agreements.
    EvaluateAgreements = "case.evaluate", Change, "Terugkijken op de afspraken", "Look back on the agreements";
    /// Says what the results were worth.
    GiveFeedback = "case.give-feedback", Change, "Terugkoppelen over het resultaat", "Give feedback on the results";
    /// Puts what is one's own of the signal on the table, or does not.
    AnswerOffer = "case.answer-offer", Change, "Beslissen wat u overneemt uit het signaal", "Decide what to take over from the signal";
    /// Chooses who directs for one's organisation.
    ChooseDirector = "case.choose-director", Change, "Kiezen wie de regie heeft", "Choose who takes the lead";
    /// Takes on what one was chosen for.
    TakeDirection = "case.take-direction", Change, "De regie nemen", "Take the lead";
    /// Puts right or withdraws what one is responsible for.
    CorrectCase = "case.correct", Change, "Verbeteren of intrekken", "Correct or withdraw";
    /// Reads what was put right, the old beside the new.
    ReadCorrections = "case.read-corrections", Look, "Lezen wat er verbeterd is", "Read what was corrected";
    /// Proposes to close.
    ProposeClosing = "case.propose-closing", Change, "Afsluiten voorstellen", "Propose to close";
    /// Turns a key on closing.
    TurnClosingKey = "case.turn-closing-key", Key, "Sleutel omdraaien voor afsluiten", "Turn the key for closing";
    /// Takes over whom it is about from the signal that it came of; in one transaction with that.
    RestateSubject = "case.restate", Follow, "Casus volgt het verbeterde signaal", "The case follows the corrected signal";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "case.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "case.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "case.hand-over", Change, "Overdragen", "Hand over";
}
