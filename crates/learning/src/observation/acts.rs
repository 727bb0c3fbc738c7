//! What one can do with an observation.

use super::model::Observation;

vault::acts! { Observation;
    /// Opens the form.
    BeginObservation = "observation.begin", Create, "Overleg observeren", "Observe a meeting";
    /// Shows those of the own organisation.
    ListObservations = "observation.list", List, "Observaties bekijken", "See the observations";
    /// Reads one.
    ReadObservation = "observation.read", Look, "Observatie lezen", "Read the observation";
    /// Writes down what was seen.
    FillObservation = "observation.fill", Change, "Observatie invullen", "Fill in the observation";
    /// Gives it to the table.
    ShareObservation = "observation.share", Change, "Aan de tafel geven", "Give it to the table";
    /// Writes down what the table said.
    DiscussObservation = "observation.discuss", Change, "Observatie bespreken", "Discuss the observation";
}
