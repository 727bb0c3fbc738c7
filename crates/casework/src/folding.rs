//! States that are written down and read back: what a snapshot goes on from is what the events say.

use crate::rig::{folds_as_its_version_says, folds_on_from_anywhere};
use crate::{
    advice::Advice, beyond::Beyond, case::Case, enquiry::Enquiry, meeting::Meeting, office::Arranged,
    receiving::Reception, referral::Referral, reporting::Door, review::Review, signal::Signal, triage::Triage,
    watching::Watch, weighing::Weighing,
};

#[test]
fn a_state_of_the_kind_advice_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Advice>();
}

#[test]
fn a_state_of_the_kind_beyond_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Beyond>();
}

#[test]
fn a_state_of_the_kind_case_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Case>();
}

#[test]
fn a_state_of_the_kind_meeting_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Meeting>();
}

#[test]
fn a_state_of_the_kind_office_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Arranged>();
}

#[test]
fn a_state_of_the_kind_enquiry_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Enquiry>();
}

#[test]
fn a_state_of_the_kind_reporting_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Door>();
}

#[test]
fn a_state_of_the_kind_signal_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Signal>();
}

#[test]
fn a_state_of_the_kind_triage_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Triage>();
}

#[test]
fn a_state_of_the_kind_watch_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Watch>();
    folds_on_from_anywhere::<Referral>();
    folds_on_from_anywhere::<Reception>();
    folds_on_from_anywhere::<Review>();
}

#[test]
fn a_state_of_the_kind_weighing_that_was_written_down_goes_on_as_if_it_was_not() {
    folds_on_from_anywhere::<Weighing>();
}

#[test]
fn what_the_samples_fold_to_changes_only_with_the_version_of_the_fold() {
    folds_as_its_version_says::<Advice>();
    folds_as_its_version_says::<Beyond>();
    folds_as_its_version_says::<Case>();
    folds_as_its_version_says::<Enquiry>();
    folds_as_its_version_says::<Meeting>();
    folds_as_its_version_says::<Arranged>();
    folds_as_its_version_says::<Door>();
    folds_as_its_version_says::<Signal>();
    folds_as_its_version_says::<Triage>();
    folds_as_its_version_says::<Watch>();
    folds_as_its_version_says::<Referral>();
    folds_as_its_version_says::<Reception>();
    folds_as_its_version_says::<Review>();
    folds_as_its_version_says::<Weighing>();
}
