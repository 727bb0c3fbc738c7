//! What one can do with a meeting.

use super::Meeting;

vault::acts! { Meeting;
    /// Plans a meeting, or the next one of a series.
    PlanMeeting = "meeting.plan", Create, "Overleg plannen", "Plan a meeting";
    /// Lists the meetings at which one is expected.
    ListMeetings = "meeting.list", List, "Overleggen bekijken", "List meetings";
    /// Reads the agenda, as far as one sits at its tables.
    ReadMeeting = "meeting.read", Look, "Agenda lezen", "Read the agenda";
    /// Takes along that there is a meeting, where and when, for one's own calendar.
    TakeDate = "meeting.take-date", Look, "Overleg in de eigen agenda zetten", "Put the meeting in one's own calendar";
    /// Takes the agenda or the minutes along on paper, as far as one sits at its tables.
    TakePaper = "meeting.take-paper", Look, "Papier van het overleg meenemen", "Take papers of the meeting along";
    /// States on which ground its organisation takes them along, and that it keeps them safe.
    StateTaking = "meeting.state-taking", Change, "Verklaren waarvoor papier meegaat", "State what paper is taken along for"
        => "Vastgelegd. U kunt het papier van dit overleg nu meenemen.", "Recorded. You can take the papers of this meeting along now.";
    /// Changes day, time, place or how often.
    Replan = "meeting.replan", Change, "Overleg verzetten", "Reschedule the meeting";
    /// Puts a table or a subject on the agenda, in its order and for so many minutes.
    PutOnAgenda = "meeting.put", Change, "Agenda opstellen", "Draw up the agenda";
    /// Takes an item off, with a reason.
    TakeOffAgenda = "meeting.take-off", Change, "Punt van de agenda halen", "Take an item off the agenda";
    /// Invites anew who sits at the tables by now.
    Reinvite = "meeting.reinvite", Change, "Uitnodigingen bijwerken", "Update the invitations";
    /// Says whether one comes.
    AnswerInvitation = "meeting.answer", Change, "Laten weten of u komt", "Say whether you are coming";
    /// Leaves the room for one item.
    SitOut = "meeting.sit-out", Change, "Bij een punt niet meedoen", "Sit out an item";
    /// Begins it.
    BeginMeeting = "meeting.begin", Change, "Overleg beginnen", "Begin the meeting";
    /// Says who was there for an item, and whether it is done.
    HoldItem = "meeting.hold", Change, "Punt afronden", "Complete an item";
    /// Ends it.
    EndMeeting = "meeting.end", Change, "Overleg sluiten", "End the meeting";
    /// It is not held.
    CancelMeeting = "meeting.cancel", Change, "Overleg afzeggen", "Cancel the meeting";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "meeting.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "meeting.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "meeting.hand-over", Change, "Overdragen", "Hand over";
}
