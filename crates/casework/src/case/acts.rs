//! What one can do in a case.

use super::Case;

vault::acts! { Case;
    /// Opens a case.
    OpenCase = "case.open", Create, "Casus openen", "Open a case"
        => "De casus is geopend.", "The case has been opened.";
    /// Lists the cases one sits at.
    ListCases = "case.list", List, "Casussen bekijken", "See the cases";
    /// Sees how every table of the house stands.
    OverseeTables = "case.oversee", List, "Alle tafels van het huis bekijken", "See all tables in the house";
    /// Lists what is agreed and expected in the cases one sits at.
    ListAgreements = "case.list-agreements", List, "Afspraken van alle casussen bekijken", "See the agreements of all cases";
    /// Reads a case.
    ReadCase = "case.read", Look, "Casus lezen", "Read the case";
    /// Asks another house, blind, whether the person is known there.
    AskElsewhere = "case.ask-elsewhere", Change, "Vragen of iemand in een ander huis bekend is", "Ask whether somebody is known in another house"
        => "De vraag is vastgelegd en gaat zo naar het andere huis.", "The question has been recorded and goes to the other house shortly.";
    /// Moves a case to another municipality of stay.
    MoveStay = "case.move-stay", Change, "Gemeente van verblijf wijzigen", "Change the municipality of stay"
        => "De gemeente van verblijf is gewijzigd.", "The municipality of stay has been changed.";
    /// Marks a case under the WGS as taken over by the Wgpga.
    SwitchRegime = "case.switch", Change, "Casus overzetten naar de Wgpga", "Move the case to the Wgpga"
        => "De casus is overgezet naar de Wgpga.", "The case has been moved to the Wgpga.";
    /// Proposes that an organisation takes part.
    ProposeParticipant = "case.propose-participant", Change, "Deelname voorstellen", "Propose a participant"
        => "Het voorstel ligt bij de drie.", "The proposal is with the three.";
    /// Turns a key on a proposal.
    TurnParticipationKey = "case.turn-participation-key", Key, "Sleutel omdraaien voor deelname", "Turn the key for participation"
        => "Uw sleutel is omgedraaid.", "Your key has been turned.";
    /// Reads, as who was asked to take part, what the case is for.
    ReadInvitation = "case.read-invitation", Look, "Lezen waarvoor uw organisatie is gevraagd", "Read what your organisation is asked to join for";
    /// Takes part, by the key of one's own organisation.
    JoinCase = "case.join", Key, "Beslissen of u meedoet", "Decide whether to take part"
        => "Uw organisatie doet mee.", "Your organisation takes part.";
    /// Does not take part.
    DeclineCase = "case.decline", Key, "Niet meedoen", "Do not take part"
        => "Uw organisatie doet niet mee.", "Your organisation does not take part.";
    /// Reads what a third party declares before it reads anything else.
    ReadDeclaration = "case.read-declaration", Look, "Verklaring lezen", "Read the declaration";
    /// Declares, as a third party.
    Declare = "case.declare", Change, "Verklaring afgeven", "Make the declaration"
        => "Uw verklaring is vastgelegd.", "Your declaration has been recorded.";
    /// Ends the taking part of an organisation.
    EndParticipation = "case.end-participation", Change, "Deelname beëindigen", "End participation"
        => "De deelname is beëindigd.", "The participation has ended.";
    /// Asks an organisation a question.
    AskContribution = "case.ask", Change, "Vraag stellen", "Ask a question"
        => "Uw vraag is gesteld.", "Your question has been asked.";
    /// Puts an item on the table.
    Contribute = "case.contribute", Change, "Bijdrage leveren", "Contribute"
        => "Uw bijdrage ligt op tafel.", "Your contribution is on the table.";
    /// Answers: nothing known.
    AnswerNothingKnown = "case.answer-nothing-known", Change, "Antwoorden: niets bekend", "Answer: nothing known"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Answers: may not share.
    AnswerMayNotShare = "case.answer-may-not-share", Change, "Antwoorden: mag niet delen", "Answer: may not share"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Makes the link by which who has no account answers a question.
    MakeLink = "case.make-link", Change, "Link maken om een vraag te beantwoorden", "Make a link to answer a question"
        => "De link is gemaakt. Hieronder staat hoe u hem geeft.", "The link has been made. Below stands how to give it.";
    /// Takes the link back, or takes notice of what came of it.
    EndLink = "case.end-link", Change, "Lezen wat er van uw link kwam", "Read what came of your link"
        => "De link werkt niet meer.", "The link no longer works.";
    /// Reads a question by a link.
    ReadLink = "case.read-link", Look, "Met een link één vraag lezen", "Read one question by a link";
    /// Opens it with its code.
    OpenLink = "case.open-link", Change, "Een link openen met de code", "Open a link with its code";
    /// Answers it.
    LinkAnswer = "case.answer-link", Change, "Met een link één vraag beantwoorden", "Answer one question by a link";
    /// Takes an item back.
    WithdrawItem = "case.withdraw-item", Change, "Bijdrage terugnemen", "Take a contribution back"
        => "Uw bijdrage is teruggenomen.", "Your contribution has been taken back.";
    /// Says that something on the table is not right.
    DoubtItem = "case.doubt-item", Change, "Zeggen dat een bijdrage niet klopt", "Say that a contribution is not right"
        => "Wie dit inbracht, kijkt het na.", "Whoever contributed this is asked to check it.";
    /// Takes back that something on the table is not right.
    TakeDoubtBack = "case.take-doubt-back", Change, "Terugnemen dat een bijdrage niet klopt", "Take back that a contribution is not right"
        => "U zegt niet meer dat dit niet klopt. Wie het inbracht, leest dat.", "You no longer say that this is not right. Whoever contributed it reads so.";
    /// Looks, as who gave it, whether it is right.
    AnswerDoubt = "case.answer-doubt", Change, "Nakijken of uw bijdrage klopt", "Check whether your contribution is right"
        => "Vastgelegd dat de bijdrage klopt.", "Recorded that the contribution is right.";
    /// Adds a document to an item of one's own.
    AddDocument = "case.add-document", Change, "Document toevoegen", "Add a document"
        => "Het document is ontvangen en staat in quarantaine: tot het is gecontroleerd op schadelijke software kan niemand het openen.", "The document was received and is in quarantine: until it is scanned for malware nobody can open it.";
    /// Reads a document at an item.
    ReadDocument = "case.read-document", Look, "Document bekijken", "Read a document";
    /// Takes a document of one's own away, or takes notice that something was found in it.
    RemoveDocument = "case.remove-document", Change, "Document weghalen, of lezen dat het is geweigerd", "Take a document away, or read that it was rejected"
        => "Het document ligt hier niet meer.", "The document is no longer here.";
    /// Takes a document along.
    TakeDocument = "case.take-document", Look, "Document meenemen", "Take a document along";
    /// Names a factor.
    AddFactor = "case.add-factor", Change, "Factor benoemen", "Name a factor"
        => "De factor staat in het plan.", "The factor is in the plan.";
    /// Sets a goal.
    SetGoal = "case.set-goal", Change, "Doel stellen", "Set a goal"
        => "Het doel staat in het plan.", "The goal is in the plan.";
    /// Says how it goes with a goal.
    MeasureGoal = "case.measure-goal", Change, "Zeggen hoe het met een doel gaat", "Say how a goal is going"
        => "Het staat bij het doel.", "It is recorded with the goal.";
    /// Writes down what may happen.
    AddScenario = "case.add-scenario", Change, "Doordenken wat er kan gebeuren", "Think through what may happen"
        => "Het staat in het plan.", "It is in the plan.";
    /// Plans an intervention.
    AddIntervention = "case.add-intervention", Change, "Interventie plannen", "Plan an intervention"
        => "De interventie staat in het plan.", "The intervention is in the plan.";
    /// Accepts one's own intervention.
    AcceptIntervention = "case.accept-intervention", Change, "Interventie aannemen", "Accept the intervention"
        => "Uw organisatie heeft de interventie aangenomen.", "Your organisation has accepted the intervention.";
    /// Does not accept one's own intervention as it stands.
    DeclineIntervention = "case.decline-intervention", Change, "Interventie niet aannemen", "Do not accept the intervention"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Reports on one's own intervention.
    ReportProgress = "case.report-progress", Change, "Voortgang melden", "Report progress"
        => "De voortgang is gemeld.", "The progress has been reported.";
    /// Makes an agreement.
    MakeAgreement = "case.make-agreement", Change, "Afspraak maken", "Make an agreement"
        => "De afspraak is gemaakt.", "The agreement has been made.";
    /// Accepts an agreement.
    AcceptAgreement = "case.accept-agreement", Change, "Afspraak aannemen", "Accept the agreement"
        => "Uw organisatie heeft de afspraak aangenomen.", "Your organisation has accepted the agreement.";
    /// Does not accept an agreement as it stands.
    DeclineAgreement = "case.decline-agreement", Change, "Afspraak niet aannemen", "Do not accept the agreement"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Says that an agreement was kept.
    CompleteAgreement = "case.complete-agreement", Change, "Afspraak afronden", "Complete the agreement"
        => "De afspraak is afgerond.", "The agreement has been completed.";
    /// Says that an agreement was not kept.
    BreakAgreement = "case.break-agreement", Change, "Zeggen dat een afspraak niet is nagekomen", "Say that an agreement was not kept"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Lets go of what one asked for.
    ReleaseAgreement = "case.release-agreement", Change, "Een afspraak loslaten", "Let an agreement go"
        => "De afspraak is losgelaten.", "The agreement has been let go.";
    /// Puts the plan before the trio.
    DraftPlan = "case.draft-plan", Change, "Plan voorleggen", "Submit the plan"
        => "Het plan ligt bij de drie.", "The plan is with the three.";
    /// Turns a key on the plan.
    TurnPlanKey = "case.turn-plan-key", Key, "Sleutel omdraaien voor het plan", "Turn the key for the plan"
        => "Uw sleutel is omgedraaid.", "Your key has been turned.";
    /// Takes the plan along on paper.
    TakePlan = "case.take-plan", Look, "Plan op papier meenemen", "Take the plan along on paper";
    /// Takes another paper of the case along.
    TakePaper = "case.take-paper", Look, "Papier van de casus meenemen", "Take a paper of the case along";
    /// States on which ground its organisation takes it along, and that it keeps it safe.
    StateTaking = "case.state-taking", Change, "Verklaren waarvoor papier meegaat", "State what paper is taken along for"
        => "Vastgelegd. U kunt de papieren nu meenemen.", "Recorded. You can take the papers along now.";
    /// Writes a remark.
    AddNote = "case.add-note", Change, "Notitie schrijven", "Write a note"
        => "De notitie is bewaard.", "The note has been saved.";
    /// Calls the process director.
    CallDirector = "case.call-director", Change, "Procesregisseur erbij vragen", "Call in the process director"
        => "De procesregisseur is erbij gevraagd.", "The process director has been called in.";
    /// Looks back on the plan.
    ReviewCase = "case.review", Change, "Terugkijken", "Review";
    /// Looks back on the agreements.
    EvaluateAgreements = "case.evaluate", Change, "Terugkijken op de afspraken", "Look back on the agreements";
    /// Says what the results were worth.
    GiveFeedback = "case.give-feedback", Change, "Terugkoppelen over het resultaat", "Give feedback on the results";
    /// Puts what is one's own of the signal on the table, or does not.
    AnswerOffer = "case.answer-offer", Change, "Beslissen wat u overneemt", "Decide what to take over";
    /// Chooses who directs for one's organisation.
    ChooseDirector = "case.choose-director", Change, "Kiezen wie de regie heeft", "Choose who takes the lead";
    /// Takes on what one was chosen for.
    TakeDirection = "case.take-direction", Change, "De regie nemen", "Take the lead"
        => "U hebt de regie.", "You have the lead.";
    /// Puts right or withdraws what one is responsible for.
    CorrectCase = "case.correct", Change, "Verbeteren of intrekken", "Correct or withdraw"
        => "De wijziging is vastgelegd.", "The change has been recorded.";
    /// Reads what was put right, the old beside the new.
    ReadCorrections = "case.read-corrections", Look, "Lezen wat er verbeterd is", "Read what was corrected";
    /// Asks help of a higher level, or to give back.
    AskScaling = "case.ask-scaling", Change, "Hulp vragen of teruggeven", "Ask for help or give back"
        => "Uw vraag is gesteld. U houdt uw rol.", "Your question has been asked. You keep your role.";
    /// Answers that.
    AnswerScaling = "case.answer-scaling", Change, "Antwoorden op een vraag om op of af te schalen", "Answer a question to scale up or down"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Turns a key on an answer.
    TurnScalingKey = "case.turn-scaling-key", Key, "Sleutel omdraaien voor op- of afschalen", "Turn the key for scaling up or down"
        => "Uw sleutel is omgedraaid.", "Your key has been turned.";
    /// Reads one question with its answer.
    ReadScaling = "case.read-scaling", Look, "Lezen wat er op uw vraag is geantwoord", "Read what was answered to your question";
    /// Says who has which responsibility, or who sees to it.
    NameDuty = "case.name-duty", Change, "Vastleggen wie er aan zet is", "Record who is responsible"
        => "Het is vastgelegd.", "It has been recorded.";
    /// Says whether one's organisation takes a responsibility on.
    AnswerDuty = "case.answer-duty", Change, "Zeggen of uw organisatie dit op zich neemt", "Say whether your organisation takes this on"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Agrees when the help moves next.
    SetCriteria = "case.set-criteria", Change, "Afspreken wanneer de casus op- of afschaalt", "Agree when the case scales up or down"
        => "De afspraak staat op de casus.", "The agreement stands on the case.";
    /// Offers a hand-over to who takes over.
    OfferHandover = "case.offer-handover", Change, "Overdracht aanbieden", "Offer a hand-over"
        => "De overdracht is aangeboden.", "The hand-over has been offered.";
    /// Takes it over, or does not.
    AnswerHandover = "case.answer-handover", Change, "Beslissen of u het overneemt", "Decide whether you take it over"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Proposes that the case goes to another house.
    ProposeTransfer = "case.propose-transfer", Change, "Overdracht aan een ander huis voorstellen", "Propose a transfer to another house"
        => "Het voorstel ligt bij wie iets inbracht, en daarna bij de drie.", "The proposal is with whoever contributed something, and then with the three.";
    /// Says whether what one gave may go along.
    AnswerTransferItem = "case.answer-transfer-item", Change, "Zeggen of uw bijdrage mee mag naar een ander huis", "Say whether your contribution may go to another house"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Turns a key on what goes along.
    TurnTransferKey = "case.turn-transfer-key", Key, "Sleutel omdraaien voor de overdracht", "Turn the key for the transfer"
        => "Uw sleutel is omgedraaid.", "Your key has been turned.";
    /// Sends it.
    SendTransfer = "case.send-transfer", Change, "Het bestand voor het andere huis klaarzetten", "Make the file for the other house ready"
        => "Het bestand staat klaar. Haal het op en geef het aan het andere huis.", "The file is ready. Fetch it and give it to the other house.";
    /// Fetches the sealed file.
    TakeTransfer = "case.take-transfer", Look, "Het verzegelde bestand ophalen", "Fetch the sealed file";
    /// Takes in what the other house answered.
    TakeReceipt = "case.take-receipt", Change, "Het antwoord van het andere huis vastleggen", "Record the answer of the other house"
        => "Het andere huis nam de casus over. Die is hier nu gesloten en afgeschermd.", "The other house took the case over. It is closed and shielded here now.";
    /// Says that it does not go.
    WithdrawTransfer = "case.withdraw-transfer", Change, "De overdracht intrekken", "Withdraw the transfer"
        => "De overdracht is ingetrokken.", "The transfer has been withdrawn.";
    /// Refers to another kind of table, or to light support.
    ReferCase = "case.refer", Change, "Doorgeleiden naar een andere tafel", "Refer to another table"
        => "De doorgeleiding staat klaar. Er is nog niets verstuurd.", "The referral is ready. Nothing has been sent yet.";
    /// Hears what came of that; in one transaction with reading the answer.
    HearReferral = "case.hear-referral", Follow, "Horen wat er van een doorgeleiding komt", "Hear what comes of a referral";
    /// Asks for an independent review of how careful the table was.
    AskReview = "case.ask-review", Change, "Een onafhankelijke toets vragen", "Ask for an independent review"
        => "De tekst ligt bij de drie. Met de derde sleutel gaat hij naar de toetser.", "The text is with the three. With the third key it goes to the reviewer.";
    /// Hears what comes of that; in one transaction with what is done at the review.
    HearReview = "case.hear-review", Follow, "Horen wat er van een onafhankelijke toets komt", "Hear what comes of an independent review";
    /// Proposes to close.
    ProposeClosing = "case.propose-closing", Change, "Afsluiten voorstellen", "Propose to close"
        => "Het voorstel ligt bij de drie.", "The proposal is with the three.";
    /// Turns a key on closing.
    TurnClosingKey = "case.turn-closing-key", Key, "Sleutel omdraaien voor afsluiten", "Turn the key for closing"
        => "Uw sleutel is omgedraaid.", "Your key has been turned.";
    /// Takes over whom it is about from the signal that it came of; in one transaction with that.
    RestateSubject = "case.restate", Follow, "Casus volgt het verbeterde signaal", "The case follows the corrected signal";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "case.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "case.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "case.hand-over", Change, "Overdragen", "Hand over";
}
