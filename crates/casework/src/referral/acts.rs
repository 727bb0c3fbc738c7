//! What one can do with a referral to another kind of table.

use super::Referral;

vault::acts! { Referral;
    /// Begins one; it follows from handing over at the weighing or the case.
    BeginReferral = "referral.begin", Create, "Doorgeleiding beginnen", "Begin a referral";
    /// Lists those that one's organisation sent, answers for or gave something to.
    ListReferrals = "referral.list", List, "Doorgeleidingen bekijken", "See the referrals";
    /// Reads one, as far as it is for who reads.
    ReadReferral = "referral.read", Look, "Doorgeleiding lezen", "Read the referral";
    /// Says whether what one gave may go along, and on which ground.
    AnswerEnclosed = "referral.answer-item", Change, "Zeggen of uw bijdrage mee mag naar een andere tafel", "Say whether your contribution may go to another table"
        => "Uw antwoord is vastgelegd.", "Your answer has been recorded.";
    /// Sends it, with what was said yes to and nothing else.
    SendReferral = "referral.send", Change, "De doorgeleiding versturen", "Send the referral"
        => "De doorgeleiding is verstuurd.", "The referral has been sent.";
    /// Takes it on.
    TakeOn = "referral.take-on", Change, "Beslissen of u een doorgeleiding oppakt", "Decide whether to take on a referral"
        => "Wie het u vroeg, leest dat u het oppakt.", "Whoever asked you reads that you take it on.";
    /// Asks something back before one decides.
    AskBack = "referral.ask-back", Change, "Iets terugvragen", "Ask something back"
        => "Uw vraag is gesteld.", "Your question has been asked.";
    /// Does not take it on, with a reason.
    DeclineReferral = "referral.decline", Change, "De doorgeleiding niet oppakken", "Do not take on the referral"
        => "Wie het u vroeg, leest uw reden.", "Whoever asked you reads your reason.";
    /// Answers what was asked back.
    ReplyReferral = "referral.reply", Change, "Antwoorden op een vraag over een doorgeleiding", "Answer a question about a referral"
        => "Uw antwoord is verstuurd.", "Your answer has been sent.";
    /// Reads, as who sent it, what was answered; the table it came from keeps that.
    TakeReferralAnswer = "referral.take-answer", Change, "Lezen wat de andere tafel antwoordde", "Read what the other table answered";
    /// Writes down what was agreed with who did not answer in time.
    RemindReferral = "referral.remind", Change, "Nabellen over een doorgeleiding zonder antwoord", "Call about a referral without an answer"
        => "De nieuwe dag is vastgelegd.", "The new day has been recorded.";
    /// Lets light support or keeping in view go on, once more and with a reason.
    ProlongReferral = "referral.prolong", Change, "Beslissen of dit doorgaat, stopt of terugkomt", "Decide whether this goes on, stops or comes back"
        => "Het gaat door tot de nieuwe dag.", "It goes on until the new day.";
    /// Ends it before its last day.
    EndReferral = "referral.end", Change, "De doorgeleiding beëindigen", "End the referral"
        => "De doorgeleiding is beëindigd.", "The referral has ended.";
    /// Follows what becomes of what goes along, at the table it comes from; in one transaction with what is done there.
    FollowTable = "referral.follow-table", Follow, "Doorgeleiding volgt wat er aan tafel met een bijdrage gebeurt", "The referral follows what becomes of a contribution at the table";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "referral.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "referral.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "referral.hand-over", Change, "Overdragen", "Hand over";
}
