//! What one can do with a learning evaluation.

use super::model::Evaluation;

vault::acts! { Evaluation;
    /// Begins one.
    BeginEvaluation = "evaluation.begin", Create, "Evaluatie beginnen", "Begin an evaluation";
    /// Shows those of the own organisation.
    ListEvaluations = "evaluation.list", List, "Evaluaties bekijken", "See the evaluations";
    /// Reads one.
    ReadEvaluation = "evaluation.read", Look, "Evaluatie lezen", "Read the evaluation";
    /// Changes scope, question or plan.
    PlanEvaluation = "evaluation.plan", Change, "Evaluatie plannen", "Plan the evaluation";
    /// Lays a questionnaire, talk or observation beside it.
    LinkPiece = "evaluation.link", Change, "Bron toevoegen", "Add a source";
    /// Writes down or takes back what was found.
    WriteFinding = "evaluation.find", Change, "Bevinding opschrijven", "Write down a finding";
    /// Begins a recommendation.
    Advise = "evaluation.advise", Change, "Aanbeveling doen", "Make a recommendation";
    /// Plans a session in which participants devise directions under the recommendations.
    PlanLearning = "evaluation.learn", Change, "Leersessie plannen", "Plan a learning session";
    /// Writes the report.
    DraftReport = "evaluation.draft", Change, "Verslag schrijven", "Write the report";
    /// Checks the report on facts.
    CheckReport = "evaluation.check", Change, "Verslag nakijken", "Check the report";
    /// Makes the report public.
    PublishReport = "evaluation.publish", Change, "Verslag openbaar maken", "Make the report public";
    /// Says what was found when it was measured again.
    FollowUpEvaluation = "evaluation.follow-up", Change, "Opnieuw meten", "Measure again";
    /// Reads the public report, as anybody.
    ReadPublicReport = "evaluation.public", Look, "Openbaar verslag lezen", "Read the public report";
}
