//! States that are written down and read back: what a snapshot goes on from is what the events say.

use crate::rig::{folds_as_its_version_says, folds_on_from_anywhere};
use crate::{
    calibration::Calibration, evaluation::Evaluation, observation::Observation, questionnaire::Questionnaire,
    recommendation::Recommendation, session::Session,
};

#[test]
fn a_state_of_the_kind_calibration_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Calibration>();
}

#[test]
fn a_state_of_the_kind_evaluation_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Evaluation>();
}

#[test]
fn a_state_of_the_kind_observation_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Observation>();
}

#[test]
fn a_state_of_the_kind_questionnaire_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Questionnaire>();
}

#[test]
fn a_state_of_the_kind_recommendation_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Recommendation>();
}

#[test]
fn a_state_of_the_kind_session_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Session>();
}

#[test]
fn what_the_samples_fold_to_changes_only_with_the_version_of_the_fold() {
    folds_as_its_version_says::<Calibration>();
    folds_as_its_version_says::<Evaluation>();
    folds_as_its_version_says::<Observation>();
    folds_as_its_version_says::<Questionnaire>();
    folds_as_its_version_says::<Recommendation>();
    folds_as_its_version_says::<Session>();
}
