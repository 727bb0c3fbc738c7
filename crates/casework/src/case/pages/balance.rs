//! The balance of a plan: over which areas of life there is worry or hold, and what is done about them (P11). It says what lacks in words and counts
//! nothing: what a plan should hold is for the table to say.

use super::life;
use crate::case::{Case, Factor, FactorKind, Intervention, Status, Track};
use kernel::{Lang, LifeArea, LifeDomain, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Vault;

/// One area of life.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BalanceRow")]
pub(super) struct Row {
    pub(super) domain: String,
    pub(super) worry: bool,
    pub(super) hold: bool,
    /// A goal works on it.
    pub(super) goal: bool,
    /// The roads by which something is done about it.
    pub(super) tracks: Vec<String>,
}

/// How a plan is spread over a life.
#[derive(Serialize, JsonSchema)]
pub(super) struct Balance {
    pub(super) rows: Vec<Row>,
    /// What stands out, in sentences.
    pub(super) says: Vec<String>,
}

/// Of the factors that the reader sees; nothing as long as there is nothing to weigh against each other.
pub(super) fn of(vault: &Vault, case: &Case, factors: &[&Factor], lang: Lang) -> Option<Balance> {
    let plan = &case.plan;
    if factors.is_empty() || plan.goals.is_empty() {
        return None;
    }
    let is_about = |factor: &Factor, area: &LifeArea| factor.domain.word() == area.word();
    let works = |nos: &[u32], area: &LifeArea| factors.iter().any(|f| is_about(f, area) && nos.contains(&f.no));
    // What nobody took on is a proposal, and what did not succeed is done no more.
    let runs = |step: &&Intervention| {
        let done = step.progress.last().is_some_and(|p| p.status == Status::Done);
        step.accepted.is_some() && (step.is_open() || done)
    };
    let steps: Vec<&Intervention> = plan.interventions.iter().filter(runs).collect();
    let of = |area: &LifeArea| {
        let is = |kind| factors.iter().any(|f| is_about(f, area) && f.kind == kind);
        let on = |track: &Track| steps.iter().any(|s| s.track == *track && works(&s.factors, area));
        Row {
            domain: area.says().to(lang).to_owned(),
            worry: is(FactorKind::Risk),
            hold: is(FactorKind::Protective),
            goal: plan.goals.iter().any(|g| works(&g.factors, area)),
            tracks: Track::ALL.iter().filter(|t| on(t)).map(|t| t.says().to(lang).to_owned()).collect(),
        }
    };
    let areas = life::of_house_and(vault, factors).into_iter();
    let rows: Vec<Row> = areas.filter(|area| factors.iter().any(|f| is_about(f, area))).map(of).collect();
    let says = sentences(&rows, &steps, factors, lang);
    Some(Balance { rows, says })
}

fn sentences(rows: &[Row], steps: &[&Intervention], factors: &[&Factor], lang: Lang) -> Vec<String> {
    let mut says = Vec::new();
    let mut tell = |about: Vec<&str>, say: fn(&str) -> Say| {
        if !about.is_empty() {
            says.push(say(&listed(&about, lang)).to(lang).to_owned());
        }
    };
    let named = |which: fn(&&Row) -> bool| rows.iter().filter(which).map(|r| r.domain.as_str()).collect();
    tell(named(|r| r.worry && r.tracks.is_empty()), |list| {
        Say::made(
            format!("Hier is een zorg waarvoor nog niets gebeurt: {list}."),
            format!("Here is a worry about which nothing is done yet: {list}."),
        )
    });
    tell(named(|r| r.hold && !r.goal), |list| {
        Say::made(
            format!("Dit geeft houvast en komt in geen doel terug: {list}."),
            format!("This gives hold and comes back in no goal: {list}."),
        )
    });
    let mut touched = factors.iter().filter(|f| steps.iter().any(|step| step.factors.contains(&f.no))).peekable();
    if touched.peek().is_some() && touched.all(|f| f.domain.word() == LifeDomain::Meaning.word()) {
        says.push(lang.both(
            "Alles wat er gebeurt, gaat over zingeving en overtuiging. Onderzoek zag meer baat bij hulp op de andere leefgebieden: staat daar niets tegenover?",
            "All that is done is about meaning and conviction. Research saw more come of help in the other areas of life: is there nothing to set beside it?",
        ).to_owned());
    }
    let mut tracks: Vec<Track> = steps.iter().map(|s| s.track).collect();
    tracks.dedup();
    if let ([track], true) = (tracks.as_slice(), steps.len() > 1) {
        let track = track.says();
        says.push(
            Say::made(
                format!("Alles loopt langs één weg: {}.", track.nl),
                format!("All of it goes by one road: {}.", track.en),
            )
            .to(lang)
            .to_owned(),
        );
    }
    says
}

/// "a, b and c".
fn listed(all: &[&str], lang: Lang) -> String {
    match all {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), lang.both("en", "and")),
    }
}
