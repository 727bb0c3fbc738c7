//! A region as a file says that it is to be, laid over the region as it is: what is to go over into another stays until its day.

use crate::engine::{
    directory::{Directory, House, Municipality, Region},
    people::Agency,
    succession::{Body, Former, Succession},
};
use kernel::{Date, HouseId, Line, MunicipalityId, Slug};

/// Something that goes over into another, or gets the name that the plan gives it, as a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// What sort.
    pub body: Body,
    /// The id of the one before.
    pub from: Slug,
    /// The id of the one after; the same where it gets another name only.
    pub to: Slug,
    /// The first day of the one after.
    pub on: Date,
    /// Where else parts of it go.
    pub also: Vec<Slug>,
}

/// A region as a file says that it is to be.
#[derive(Debug, Clone, Default)]
pub struct RegionPlan {
    /// Every house.
    pub houses: Vec<House>,
    /// Every municipality.
    pub municipalities: Vec<Municipality>,
    /// Organisations.
    pub agencies: Vec<Agency>,
    /// What goes over into what.
    pub successions: Vec<Planned>,
    /// What has begun stays where it is: what the plan does not name is kept, and dossiers stay with the house and the organisations that have
    /// them.
    pub begun_stays: bool,
}

/// What the region becomes by a plan, and which organisations are written.
///
/// # Errors
/// A sentence that names what does not fit.
pub(crate) fn merged(now: &Directory, plan: &RegionPlan, today: Date) -> Result<(Region, Vec<Agency>), String> {
    // What is planned stays planned in a plan that leaves things as they are and says nothing else of the same.
    let says = |s: &&Succession| plan.successions.iter().any(|p| p.body == s.body && p.from == s.from);
    let stays_planned = |s: &&Succession| plan.begun_stays && !says(s);
    let mut successions: Vec<Succession> =
        now.successions.iter().filter(|s| s.done.is_some() || stays_planned(s)).cloned().collect();
    for planned in &plan.successions {
        let same = |s: &&Succession| s.body == planned.body && s.from == planned.from && s.on == planned.on;
        match successions.iter().find(same) {
            Some(done) if done.to == planned.to => {}
            Some(done) => {
                return Err(format!("{} {} went over into {} already", done.body.word(), done.from, done.to));
            }
            None => {
                let meets =
                    |s: &&Succession| s.body == planned.body && s.done.is_none() && meet(planned, &s.from, &s.to);
                if let Some(other) = successions.iter().filter(|s| !says(s)).find(meets) {
                    return Err(in_another(
                        planned,
                        if other.from == planned.to { &planned.to } else { &planned.from },
                    ));
                }
                successions.push(succession(now, plan, planned)?);
            }
        }
    }
    not_taken_up_again(plan, &successions)?;
    let mut houses = plan.houses.clone();
    let mut municipalities = plan.municipalities.clone();
    let mut agencies = plan.agencies.clone();
    let mut former = now.former.clone();
    let waits =
        |body, id: &str| successions.iter().any(|s| s.body == body && s.done.is_none() && s.from.as_str() == id);
    // What is to go over stays until its day, and so does what has another name from then.
    let stays = |body, id: &str| plan.begun_stays || waits(body, id);
    for known in &now.houses {
        match houses.iter_mut().find(|h| h.id == known.id) {
            Some(house) => {
                named(&mut former, (Body::House, house.id.as_str()), (&known.name, &mut house.name), &waits, today);
            }
            None if stays(Body::House, known.id.as_str()) => houses.push(known.clone()),
            None => {}
        }
    }
    let then = |before: &HouseId, after: &mut HouseId| {
        let goes = |s: &&Succession| s.from.as_str() == before.as_str() && s.to.as_str() == after.as_str();
        if successions.iter().filter(|s| s.body == Body::House && s.done.is_none()).any(|s| goes(&s)) {
            after.clone_from(before);
        }
    };
    for known in &now.municipalities {
        let id = known.id.as_str();
        match municipalities.iter_mut().find(|m| m.id == known.id) {
            Some(m) => {
                named(&mut former, (Body::Municipality, id), (&known.name, &mut m.name), &waits, today);
                then(&known.house, &mut m.house);
            }
            None if stays(Body::Municipality, id) => municipalities.push(known.clone()),
            None => {}
        }
    }
    for agency in &mut agencies {
        let Some(known) = now.agency(&agency.id) else { continue };
        named(&mut former, (Body::Agency, agency.id.as_str()), (&known.name, &mut agency.name), &waits, today);
        then(&known.house, &mut agency.house);
        let until_then = |m: &&MunicipalityId| {
            !agency.municipalities.contains(m)
                && waits(Body::Municipality, m.as_str())
                && municipalities.iter().any(|k| k.id == **m)
        };
        let kept: Vec<MunicipalityId> = known.municipalities.iter().filter(until_then).cloned().collect();
        agency.municipalities.extend(kept);
    }
    Ok((Region { houses, municipalities, successions, former }, agencies))
}

/// Notes a name of before, unless it is the name until a day that is to come.
fn named(
    former: &mut Vec<Former>,
    (body, id): (Body, &str),
    (before, after): (&Line, &mut Line),
    waits: &impl Fn(Body, &str) -> bool,
    today: Date,
) {
    if before == after {
        return;
    }
    if waits(body, id) {
        after.clone_from(before);
    } else if let Ok(id) = id.parse() {
        former.push(Former { body, id, name: before.clone(), until: today });
    }
}

/// One that the plan brings.
fn succession(now: &Directory, plan: &RegionPlan, planned: &Planned) -> Result<Succession, String> {
    let Planned { body, from, to, on, also } = planned;
    let word = body.word();
    let names = |id: &Slug| in_plan(plan, *body, id.as_str());
    let becomes = names(to).ok_or(format!("succession of {word} {from}: there is no {word} {to} in the file"))?;
    if let Some(part) = also.iter().find(|part| names(part).is_none()) {
        return Err(format!("succession of {word} {from}: there is no {word} {part} in the file"));
    }
    let name = known_name(now, *body, from.as_str())
        .ok_or(format!("succession of {word} {from}: there is no {word} {from} in the house"))?;
    let kinds = [from, to].map(|id| {
        let of = |a: &&Agency| a.id.as_str() == id.as_str();
        now.agencies.iter().find(of).or_else(|| plan.agencies.iter().find(of)).map(|a| a.kind)
    });
    if *body == Body::Agency && kinds.first() != kinds.last() {
        return Err(format!("succession of {word} {from}: {to} is not of the same kind"));
    }
    let twice = |other: &&Planned| other.body == *body && *other != planned;
    if let Some(other) = plan.successions.iter().filter(twice).find(|o| meet(planned, &o.from, &o.to)) {
        return Err(in_another(planned, if other.from == *to { to } else { from }));
    }
    Ok(Succession {
        body: *body,
        from: from.clone(),
        to: to.clone(),
        on: *on,
        also: also.clone(),
        name: name.clone(),
        becomes: becomes.clone(),
        done: None,
    })
}

/// Whether one that is planned meets another, from one into another: so that the second would begin where the first is not over yet.
fn meet(planned: &Planned, from: &Slug, to: &Slug) -> bool {
    *from == planned.from || *from == planned.to || *to == planned.from
}

fn in_another(planned: &Planned, which: &Slug) -> String {
    format!(
        "succession of {} {}: {which} is in another one too; put what follows in the file when the first is over",
        planned.body.word(),
        planned.from
    )
}

/// The name that a plan gives to something.
fn in_plan<'a>(plan: &'a RegionPlan, body: Body, id: &str) -> Option<&'a Line> {
    match body {
        Body::House => plan.houses.iter().find(|h| h.id.as_str() == id).map(|h| &h.name),
        Body::Municipality => plan.municipalities.iter().find(|m| m.id.as_str() == id).map(|m| &m.name),
        Body::Agency => plan.agencies.iter().find(|a| a.id.as_str() == id).map(|a| &a.name),
    }
}

/// The name that something has now.
fn known_name<'a>(now: &'a Directory, body: Body, id: &str) -> Option<&'a Line> {
    match body {
        Body::House => now.houses.iter().find(|h| h.id.as_str() == id).map(|h| &h.name),
        Body::Municipality => now.municipalities.iter().find(|m| m.id.as_str() == id).map(|m| &m.name),
        Body::Agency => now.agencies.iter().find(|a| a.id.as_str() == id).map(|a| &a.name),
    }
}

fn not_taken_up_again(plan: &RegionPlan, successions: &[Succession]) -> Result<(), String> {
    for s in successions.iter().filter(|s| s.ended(s.body, s.from.as_str())) {
        if in_plan(plan, s.body, s.from.as_str()).is_some() {
            return Err(format!(
                "{} {}: it went over into {} on {}, and its id stands in the book for it; take it out, or choose another id",
                s.body.word(),
                s.from,
                s.to,
                s.on
            ));
        }
    }
    Ok(())
}
