//! From facts to a plan: factors hang on facts, goals on factors, interventions on goals. Whoever must do something accepts it
//! first, and the trio agrees on the whole with three keys (CAS-02). Every word here is a word: nothing counts, nothing scores.

mod agreeing;
mod confirming;
mod declining;
mod ending;
mod evaluation;
mod measuring;
mod parts;
mod review;
mod scenario;
mod steps;

pub use agreeing::{Agreed, Draft, PlanOutcome};
pub use declining::{Declined, Declining};
pub(super) use ending::OVER;
pub(super) use evaluation::TOGETHER;
pub use evaluation::{Evaluation, OfAgreement};
pub use measuring::{Moment, Rhythm};
pub use parts::{
    Agreement, Ending, Factor, FactorKind, Goal, Intervention, Progress, Standing as AgreementStands, Status, Track,
    Unkept,
};
pub(super) use review::UNTOLD;
pub use review::{GoalNow, Next, Review, Trend};
pub use scenario::Scenario;
pub(super) use steps::MOST_GOALS;

use serde::{Deserialize, Serialize};

/// The plan as it stands.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Plan {
    /// What is to be reached.
    pub goals: Vec<Goal>,
    /// What is done for it.
    pub interventions: Vec<Intervention>,
    /// What may happen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
    /// A plan that waits for keys.
    pub draft: Option<Draft>,
    /// The plan that was agreed, and those before it.
    pub agreed: Vec<Agreed>,
    /// What was looked back on.
    pub reviews: Vec<Review>,
    /// What was said of single goals in between.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
    /// When something in it was put right last, after it was agreed: the plan stays what the three agreed on, and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mended: Option<kernel::Date>,
}
