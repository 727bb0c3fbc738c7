//! From a question that hit something to an enquiry. The vault finds the tables; nothing of them comes through here but what their own
//! persons are told.

use super::{
    PutEnquiry,
    model::{Event, Outside, Question},
};
use kernel::Line;
use vault::{Error, PutQuestion, Vault};

/// The enquiry that a question becomes at a table.
#[must_use]
pub fn put(question: PutQuestion) -> Vec<Event> {
    put_of(question, None)
}

/// The same for a question of somebody of another house.
#[must_use]
pub fn put_of(question: PutQuestion, outside: Option<Outside>) -> Vec<Event> {
    // By chance: a number that counts would tell who asked how many other questions were put.
    let id = question.id.to_string();
    let reference: Line =
        format!("N-{}", id.get(id.len().saturating_sub(6)..).unwrap_or_default()).parse().unwrap_or_default();
    vec![Event::Put {
        question: Box::new(Question {
            reference,
            asker: question.asker,
            agency: question.agency,
            reason: question.reason,
            about: question.about,
            kind: question.kind.parse().unwrap_or_default(),
            called: question.reference,
            house: question.house,
            municipality: question.municipality,
            asked: question.asked,
            persons: question.persons,
            outside,
        }),
    }]
}

/// Puts every question that waits to the tables that know the person. Gives how many were taken, whatever they hit.
///
/// # Errors
/// What the store says; what was not put waits still.
pub async fn put_all(vault: &Vault) -> Result<u64, Error> {
    vault.put_questions::<PutEnquiry>(put).await
}
