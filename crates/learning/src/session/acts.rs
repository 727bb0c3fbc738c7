//! What one can do in a session.

use super::Session;

vault::acts! { Session;
    /// Lists the sessions that one leads or is invited to.
    ListSessions = "session.list", List, "Sessies bekijken", "List the sessions";
    /// Plans a session from a template.
    PlanSession = "session.plan", Create, "Sessie plannen", "Plan a session";
    /// Reads a session: programme, answers, result.
    ReadSession = "session.read", Look, "Sessie lezen", "Read the session";
    /// Reads the result note, when it was held.
    ReadNote = "session.read-note", Look, "Uitkomst van de sessie lezen", "Read the result of the session";
    /// Rewrites what did not run yet.
    RewriteSession = "session.rewrite", Change, "Programma aanpassen", "Change the programme";
    /// Lets organisations read along or lead along.
    InviteToSession = "session.invite", Change, "Organisatie uitnodigen", "Invite an organisation";
    /// Begins.
    StartSession = "session.start", Change, "Sessie beginnen", "Start the session";
    /// Goes through the steps: next, back, more time, close the answers, let something happen.
    LeadSession = "session.lead", Change, "Sessie leiden", "Lead the session";
    /// Decides what is on the screen: show notes, hide one, put them together.
    ArrangeScreen = "session.arrange", Change, "Scherm regelen", "Arrange the screen";
    /// Writes down who does what, and when.
    WriteAgreement = "session.agree", Change, "Afspraak opschrijven", "Write an agreement down";
    /// Puts what participants devised under a recommendation.
    PassOn = "session.pass-on", Change, "Richtingen onder aanbevelingen zetten", "Put directions under recommendations";
    /// Asks another organisation to take over.
    HandOver = "session.hand-over", Change, "Leiding overdragen", "Hand over the lead";
    /// Takes over.
    TakeOver = "session.take-over", Change, "Leiding overnemen", "Take over the lead";
    /// Ends the session.
    EndSession = "session.end", Change, "Sessie afsluiten", "End the session";
    /// Says that it will not be held.
    CallOff = "session.call-off", Change, "Sessie afzeggen", "Call the session off";
    /// Destroys what phones sent.
    EmptySession = "session.empty", Change, "Antwoorden vernietigen", "Destroy the answers";
    /// Looks in with a code, on a phone or on the screen.
    JoinIn = "session.join", Look, "Meedoen", "Join in";
    /// Comes in with a code, or takes a seat, before or while it runs.
    ComeIn = "session.come-in", Change, "Binnenkomen", "Come in";
    /// Answers from a phone.
    AnswerStep = "session.answer", Change, "Antwoorden", "Answer";
}
