//! What one can do with a meeting.

use super::Meeting;

vault::acts! { Meeting;
    /// Plans a meeting, or the next one of a series.
    PlanMeeting = "meeting.plan", Create, "Overleg plannen", "Plan a meeting"
        => "Het overleg staat gepland. Zet nu de tafels op de agenda.", "The meeting is planned. Now put the tables on the agenda.";
    /// Lists the meetings at which one is expected.
    ListMeetings = "meeting.list", List, "Overleggen bekijken", "List meetings";
    /// Reads the agenda, as far as one sits at its tables.
    ReadMeeting = "meeting.read", Look, "Agenda lezen", "Read the agenda";
    /// Reads that it is not held.
    ReadCancellation = "meeting.read-cancellation", Look, "Lezen dat een overleg niet doorgaat", "Read that a meeting is cancelled";
    /// Takes along that there is a meeting, where and when, for one's own calendar.
    TakeDate = "meeting.take-date", Look, "Overleg in de eigen agenda zetten", "Put the meeting in one's own calendar";
    /// Takes the agenda or the minutes along on paper, as far as one sits at its tables.
    TakePaper = "meeting.take-paper", Look, "Papier van het overleg meenemen", "Take papers of the meeting along";
    /// States on which ground its organisation takes them along, and that it keeps them safe.
    StateTaking = "meeting.state-taking", Change, "Verklaren waarvoor papier meegaat", "State what paper is taken along for"
        => "Vastgelegd. U kunt het papier van dit overleg nu meenemen.", "Recorded. You can take the papers of this meeting along now.";
    /// Changes day, time, place or how often.
    Replan = "meeting.replan", Change, "Overleg verzetten", "Reschedule the meeting"
        => "Het overleg is verzet. Wie is uitgenodigd, wordt opnieuw gevraagd of die komt.", "The meeting has been rescheduled. Whoever is invited is asked again whether they are coming.";
    /// Puts a table or a subject on the agenda, in its order and for so many minutes.
    PutOnAgenda = "meeting.put", Change, "Agenda opstellen", "Draw up the agenda"
        => "De agenda is bijgewerkt.", "The agenda has been updated.";
    /// Takes an item off, with a reason.
    TakeOffAgenda = "meeting.take-off", Change, "Punt van de agenda halen", "Take an item off the agenda"
        => "Het punt is van de agenda gehaald.", "The item has been taken off the agenda.";
    /// Invites anew who sits at the tables by now.
    Reinvite = "meeting.reinvite", Change, "Uitnodigingen bijwerken", "Update the invitations"
        => "De uitnodigingen zijn bijgewerkt.", "The invitations have been updated.";
    /// Says whether one comes.
    AnswerInvitation = "meeting.answer", Change, "Laten weten of u komt", "Say whether you are coming"
        => "De voorzitter weet het.", "The chair knows.";
    /// Leaves the room for one item.
    SitOut = "meeting.sit-out", Change, "Bij een punt niet meedoen", "Sit out an item"
        => "U doet bij dit punt niet mee. U leest het hier niet meer.", "You are sitting this item out. You no longer read it here.";
    /// Begins it.
    BeginMeeting = "meeting.begin", Change, "Overleg beginnen", "Begin the meeting"
        => "Het overleg is begonnen.", "The meeting has begun.";
    /// Brings an item on the table, and leads the talk about it.
    LeadTalk = "meeting.lead", Change, "Het gesprek leiden", "Lead the talk"
        => "Iedereen aan tafel ziet het.", "Everybody at the table sees it.";
    /// Takes the opposing voice for an item, or gives it back.
    TakeCounter = "meeting.counter", Change, "De tegenstem nemen", "Take the opposing voice"
        => "Iedereen aan tafel ziet het.", "Everybody at the table sees it.";
    /// Says who was there for an item, and whether it is done.
    HoldItem = "meeting.hold", Change, "Punt afronden", "Complete an item"
        => "Het punt is afgerond.", "The item has been completed.";
    /// Ends it.
    EndMeeting = "meeting.end", Change, "Overleg sluiten", "End the meeting"
        => "Het overleg is gesloten.", "The meeting has ended.";
    /// It is not held.
    CancelMeeting = "meeting.cancel", Change, "Overleg afzeggen", "Cancel the meeting"
        => "Het overleg gaat niet door. Wie zou komen, leest dat in Mijn werk.", "The meeting is cancelled. Whoever was coming reads that in My work.";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "meeting.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "meeting.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "meeting.hand-over", Change, "Overdragen", "Hand over";
}
