//! The learning session on what an evaluation advised: the programme that ships, with the recommendations as its headings.

use super::model::Evaluation;
use crate::session::{Lead, Plan, Script, named};
use kernel::{Date, DossierId, HouseId, Lang, Line, Note, Refusal};

impl Evaluation {
    /// The plan of a session on these recommendations, for this house and with the others of the evaluation.
    ///
    /// # Errors
    /// When the evaluation is not about this house, or has not begun.
    pub fn session_on(
        &self,
        (title, on, house): (Line, Date, HouseId),
        about: &[DossierId],
        lead: Lead,
        lang: Lang,
    ) -> Result<Plan, Refusal> {
        const OTHER_HOUSE: Refusal =
            Refusal::of("De evaluatie gaat niet over dit huis.", "The evaluation is not about this house.");
        let houses = self.opening().map_or(&[][..], |opening| opening.houses.as_slice());
        let template = named(FORM).filter(|_| houses.contains(&house)).ok_or(OTHER_HOUSE.at("house"))?;
        let asked = self.advised.iter().filter(|advised| about.contains(&advised.id));
        let asked: Vec<(DossierId, u16, Note)> = asked.map(|a| (a.id, a.number, a.text.clone())).collect();
        let plan = template.copy_into(Plan {
            title,
            aim: lang.both(template.aim.nl.as_str(), template.aim.en.as_str()).parse()?,
            shape: template.shape,
            template: template.title.nl.clone(),
            with: houses.iter().filter(|other| **other != house).cloned().collect(),
            house,
            on,
            lead,
            script: Script::new(),
            steps: Vec::new(),
            parts: Vec::new(),
            surprises: Vec::new(),
            about: Vec::new(),
        });
        Ok(plan.seeking(&asked))
    }
}

/// The form of session that it is copied from.
pub(super) const FORM: &str = "learning-session";
