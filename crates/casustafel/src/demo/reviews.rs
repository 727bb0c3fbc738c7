//! Somebody from outside looks how careful a table was: one that waits for an opinion.

use super::scene::{Scene, Told, step, t};
use casework::{
    case::AskReview,
    review::{About, AcceptReview, BeginReview, Review, Reviewer, Text, TurnReviewKey},
    reviewing,
};
use kernel::{DossierId, Refusal};
use vault::Dossier;

/// The three ask with their keys, and who reviews begins to read.
pub(super) async fn reads(
    scene: &Scene,
    (who, case): (&str, DossierId),
    (holders, reviewer): (&[&str; 3], (&str, &str)),
    (question, until): (&str, i64),
) -> Told {
    let (below, desk) = (scene.desk::<AskReview>(who, case).await?, scene.begin::<BeginReview>(who).await?);
    let (id, today) = (desk.id(), desk.today());
    let write = || {
        let gone = Refusal::of("De casus is leeg.", "The case is empty.");
        let table = below.dossier();
        let (opening, extract) =
            table.opening.as_ref().zip(reviewing::extract(table, &scene.directory, today)).ok_or(gone)?;
        let chance = id.to_string();
        let about = About {
            reference: t(&format!("O-{}", chance.get(chance.len().saturating_sub(6)..).unwrap_or_default()))?,
            case,
            called: opening.reference.clone(),
            case_until: table.destroy_by(),
            house: opening.house.clone(),
            trio: opening.trio.all().map(Clone::clone).to_vec(),
            director: opening.director.clone(),
            persons: table.card().persons.unwrap_or_default(),
        };
        let (person, agency) = reviewer;
        let reviewer = Reviewer { person: t(person)?, agency: t(agency)? };
        let text = Text { reviewer, question: t(question)?, until: scene.day(until), extract };
        let asked = table.ask_review(Review::asked(id, &text), today)?;
        Ok((Review::begin(about, text, today)?, asked))
    };
    let (begun, asked) = write().map_err(|r: Refusal| step::<AskReview>(who, &r.why.en))?;
    let begun = desk.draft(begun);
    below.commit_with(vec![asked], vec![begun]).await.map_err(|e| step::<AskReview>(who, &e.to_string()))?;
    for holder in holders {
        scene
            .act::<TurnReviewKey>(holder, id, |desk| {
                let review = desk.dossier();
                review.turn_key(desk.agency(), &desk.actor().person, review.text_no(), desk.today())
            })
            .await?;
    }
    scene.act::<AcceptReview>(reviewer.0, id, |desk| desk.dossier().accept(&desk.actor().person)).await
}
