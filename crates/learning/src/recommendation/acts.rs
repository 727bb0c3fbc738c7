//! What one can do with a recommendation.

use super::model::Recommendation;

vault::acts! { Recommendation;
    /// Makes one.
    MakeRecommendation = "recommendation.make", Create, "Aanbeveling doen", "Make a recommendation";
    /// Shows all of them, of every house.
    ListRecommendations = "recommendation.list", List, "Aanbevelingen bekijken", "See the recommendations";
    /// Reads one.
    ReadRecommendation = "recommendation.read", Look, "Aanbeveling lezen", "Read the recommendation";
    /// Puts a way to do it under it, in a session or by hand.
    AddDirection = "recommendation.add-direction", Change, "Oplossingsrichting toevoegen", "Add a solution direction";
    /// Takes it up: who, what, by when.
    TakeUp = "recommendation.take-up", Change, "Aanbeveling oppakken", "Take up the recommendation";
    /// Says why it will not be done.
    DeclineRecommendation = "recommendation.decline", Change, "Niet oppakken, met reden", "Do not take it up, with a reason";
    /// Writes down what was done.
    ProgressRecommendation = "recommendation.progress", Change, "Voortgang opschrijven", "Write down progress";
    /// Gives it another day.
    MoveRecommendation = "recommendation.move", Change, "Andere dag kiezen", "Choose another day";
    /// Says that it was done.
    FinishRecommendation = "recommendation.finish", Change, "Aanbeveling afronden", "Finish the recommendation";
    /// Opens it again.
    ReopenRecommendation = "recommendation.reopen", Change, "Opnieuw openen", "Open it again";
    /// Shows then and now.
    RemeasureRecommendation = "recommendation.remeasure", Change, "Opnieuw meten", "Measure again";
}
