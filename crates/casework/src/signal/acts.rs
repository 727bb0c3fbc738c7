//! What one can do with a signal.

use super::model::Signal;

vault::acts! { Signal;
    /// Writes a signal down.
    RegisterSignal = "signal.register", Create, "Signaal vastleggen", "Register a signal"
        => "Het signaal is vastgelegd.", "The signal has been registered.";
    /// Takes over a register of signals from a file.
    ImportSignals = "signal.import", Create, "Register overnemen", "Take over a register";
    /// Shows the signals of the own tables.
    ListSignals = "signal.list", List, "Signalen bekijken", "See the signals";
    /// Reads one signal.
    ReadSignal = "signal.read", Look, "Signaal lezen", "Read the signal";
    /// Shows the citizen service number.
    RevealBsn = "signal.reveal-bsn", Look, "BSN tonen", "Show the BSN";
    /// Shows who reported it when the reporter is shielded.
    RevealReporter = "signal.reveal-reporter", Look, "Melder tonen", "Show the reporter";
    /// Adds a fact.
    AddFact = "signal.add-fact", Change, "Feit toevoegen", "Add a fact"
        => "Het feit is toegevoegd.", "The fact has been added.";
    /// Writes down what the reporter said when called back.
    ClarifySignal = "signal.clarify", Change, "Melder terugbellen", "Call the reporter back"
        => "Het antwoord van de melder is vastgelegd.", "The reporter's answer has been recorded.";
    /// Puts right what was written down.
    CorrectSignal = "signal.correct", Change, "Signaal verbeteren", "Correct the signal"
        => "De wijziging is vastgelegd.", "The change has been recorded.";
    /// Says who it is, of somebody whose name was not known yet.
    Identify = "signal.identify", Change, "Vastleggen wie het is", "Write down who it is";
    /// Reads what was put right, the old beside the new.
    ReadCorrections = "signal.read-corrections", Look, "Lezen wat er verbeterd is", "Read what was corrected";
    /// Links it to another signal about exactly the same person.
    LinkSignals = "signal.link", Change, "Signalen koppelen", "Link signals"
        => "De signalen zijn gekoppeld.", "The signals have been linked.";
    /// Undoes that.
    UnlinkSignals = "signal.unlink", Change, "Signalen ontkoppelen", "Undo the link between signals"
        => "De signalen zijn niet meer gekoppeld.", "The signals are no longer linked.";
    /// Asks a second core partner whether it may be screened out.
    ProposeScreenOut = "signal.propose-screen-out", Change, "Uitsluiten voorstellen", "Propose to screen out"
        => "Uw voorstel is gedaan. Een tweede kernpartner kijkt mee.", "Your proposal has been made. A second core partner gives a second opinion.";
    /// Agrees as second core partner.
    ConfirmScreenOut = "signal.confirm-screen-out", Change, "Meekijken: uitsluiten of niet", "Second opinion: screen out or not"
        => "Het signaal is uitgesloten.", "The signal has been screened out.";
    /// Disagrees as second core partner.
    RefuseScreenOut = "signal.refuse-screen-out", Change, "Niet uitsluiten", "Do not screen out"
        => "Het signaal is niet uitgesloten.", "The signal has not been screened out.";
    /// Files it with police, OM or the mayor, which begins a weighing.
    FileSignal = "signal.file", Change, "Signaal aanmelden", "File the signal"
        => "Het signaal is aangemeld.", "The signal has been filed.";
    /// Closes it with the outcome of its weighing.
    EndSignal = "signal.end", Follow, "Signaal afronden", "End the signal";
    /// Hears what it waits for: who it is about, or that the reporter may be told; in one transaction with what happened elsewhere.
    HearOfSignal = "signal.hear", Follow, "Horen wat de tafel nog vraagt", "Hear what the table still asks";
    /// Records that somebody was told.
    GiveNotice = "signal.notice", Change, "Vastleggen wie er is ingelicht", "Record who was told";
    /// Asks, with a reason, whether a person is known at the own tables.
    KnownHere = "signal.known", List, "Vragen of iemand bekend is", "Ask whether somebody is known";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "signal.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "signal.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "signal.hand-over", Change, "Overdragen", "Hand over";
}
