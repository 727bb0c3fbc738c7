//! What one can do with a questionnaire.

use super::model::Questionnaire;

vault::acts! { Questionnaire;
    /// Begins one.
    BeginQuestionnaire = "questionnaire.begin", Create, "Vragenlijst maken", "Make a questionnaire";
    /// Shows those of the own organisation.
    ListQuestionnaires = "questionnaire.list", List, "Vragenlijsten bekijken", "See the questionnaires";
    /// Reads one: its questions, and its results once they are released.
    ReadQuestionnaire = "questionnaire.read", Look, "Vragenlijst lezen", "Read the questionnaire";
    /// Changes what was chosen, before it opens.
    ChangeQuestionnaire = "questionnaire.change", Change, "Opzet veranderen", "Change the set-up";
    /// Makes the questions, before it opens.
    ArrangeQuestions = "questionnaire.arrange", Change, "Vragen maken", "Make the questions";
    /// Opens it.
    OpenQuestionnaire = "questionnaire.open", Change, "Vragenlijst openen", "Open the questionnaire";
    /// Makes links.
    Invite = "questionnaire.invite", Change, "Uitnodigen", "Invite people";
    /// Shows the links that were not taken along yet.
    ReadLinks = "questionnaire.links", Look, "Links lezen", "Read the links";
    /// Takes the links along.
    TakeLinks = "questionnaire.take-links", Change, "Links meenemen", "Take the links along";
    /// Changes the questions while it is open.
    ReviseQuestions = "questionnaire.revise", Change, "Vragen veranderen", "Change the questions";
    /// Closes it.
    CloseQuestionnaire = "questionnaire.close", Change, "Vragenlijst sluiten", "Close the questionnaire";
    /// Reads the open answers, to look at each of them.
    ReadOpenAnswers = "questionnaire.open-answers", Look, "Open antwoorden lezen", "Read the open answers";
    /// Says what becomes of an open answer.
    ReviewAnswer = "questionnaire.review", Change, "Open antwoord nakijken", "Look at an open answer";
    /// Makes the results.
    ReleaseResults = "questionnaire.release", Change, "Uitkomsten vrijgeven", "Release the results";
    /// Destroys the answers.
    EmptyQuestionnaire = "questionnaire.empty", Change, "Antwoorden vernietigen", "Destroy the answers";
    /// Reads the questions as somebody with a link.
    ReadForm = "questionnaire.form", Look, "Vragen lezen", "Read the questions";
    /// Answers as somebody with a link.
    AnswerForm = "questionnaire.answer", Change, "Antwoorden", "Answer";
}
