//! The steps of a case that several tables of the demonstration take: items, factors, goals, interventions, keys.

use super::{
    cases::HOORN,
    scene::{Scene, Told, t},
    table::Given,
};
use casework::case::{
    AcceptIntervention, AddFactor, AddIntervention, AddScenario, Agreement, AnswerDoubt, Audience, Case, Category,
    Contribute, CorrectCase, DeclineAgreement, Declining, DoubtItem, Factor, FactorKind, Gift, Goal, GoalNow,
    Instrument, Intervention, Knowing, MeasureGoal, OmGround, OmMark, PersonRole, PoliceMark, Purpose, Reread, Rhythm,
    Scenario, SetGoal, ShareGround, SharedOn, Special, Text, Track, Trend, TurnPlanKey,
};
use kernel::{AgencyId, Date, DossierId, LifeDomain, Refusal};

/// Puts an item on the table.
pub(super) async fn give(scene: &Scene, id: DossierId, given: &Given) -> Told {
    scene
        .act::<Contribute>(given.who, id, |desk| {
            let police = PoliceMark {
                role: PersonRole::Third,
                reliability: t("Gezien door de wijkagent zelf.")?,
                agreement: t("Akkoord OM, verstrekking aan de casustafel")?,
            };
            let om = OmMark { ground: OmGround::Procedure, others_checked: true };
            let related = given.category == Category::Related;
            let gift = Gift {
                answers: desk.dossier().owed_by(desk.agency()).next().map(|request| request.no),
                category: given.category,
                nature: given.nature,
                text: t(given.text)?,
                necessity: t(given.why)?,
                ground: SharedOn::Listed(ground(desk.dossier(), desk.agency())?),
                expression: None,
                known: known(given)?,
                instrument: instrument(given, desk.today())?,
                special: match given.special {
                    Some(kind) => Some(Special { kind, necessity: t("Zonder dit kan de hulp niet goed kiezen.")? }),
                    None => None,
                },
                reread: given.special.map(|_| Reread::Colleague),
                criminal: if given.category == Category::Justice {
                    Some(t("Zaak bij de kinderrechter")?)
                } else {
                    None
                },
                police: (given.who == "politie-nh").then_some(police),
                om: (given.who == "om-nh").then_some(om),
                medical: None,
                relevance: if related { Some(t("Is voor hem de belangrijkste volwassene.")?) } else { None },
                audience: Audience::All,
                thirds: given.thirds.iter().map(|a| t(a)).collect::<Result<_, _>>()?,
                until: None,
                received: None,
            };
            desk.dossier().contribute(Some(Purpose::Execute), desk.agency(), desk.today(), gift)
        })
        .await
}

/// How who gives it knows it.
fn known(given: &Given) -> Result<Option<Knowing>, Refusal> {
    let Some((heard, doubt)) = given.known else { return Ok(None) };
    Ok(Some(Knowing { heard, on: None, doubt: doubt.map(t).transpose()? }))
}

/// With which instrument who gives it came to it.
fn instrument(given: &Given, on: Date) -> Result<Option<Instrument>, Refusal> {
    let Some((name, version)) = given.instrument else { return Ok(None) };
    Ok(Some(Instrument { name: t(name)?, version: t(version)?, assessor: t("GZ-psycholoog")?, trained: true, on }))
}

/// The first ground on the list of this organisation.
fn ground(case: &Case, agency: &AgencyId) -> Result<ShareGround, Refusal> {
    let none = || Refusal::of("Deze organisatie zit niet aan tafel.", "This organisation does not sit at this table.");
    let (kind, opening) = (case.kind_of(agency).ok_or_else(none)?, case.opening.as_ref().ok_or_else(none)?);
    ShareGround::list(case.is_third(agency), kind, opening.regime).first().copied().ok_or_else(none)
}

/// Says of the last fact that an organisation gave that it is not right.
pub(super) async fn doubts(scene: &Scene, id: DossierId, (who, giver, why): (&str, &str, &str)) -> Told {
    scene
        .act::<DoubtItem>(who, id, |desk| {
            desk.dossier().doubt(last_of(desk.dossier(), giver)?, desk.agency(), t(why)?, desk.today())
        })
        .await
}

/// Says of the last fact that one's own organisation gave that it is right.
pub(super) async fn upholds(scene: &Scene, id: DossierId, who: &str, why: &str) -> Told {
    scene
        .act::<AnswerDoubt>(who, id, |desk| {
            let item = last_of(desk.dossier(), who)?;
            let waits = desk.dossier().open_doubts(item).next().map_or(0, |(doubt, _)| doubt);
            desk.dossier().uphold((item, waits), desk.agency(), t(why)?)
        })
        .await
}

/// The number of the last fact that this organisation gave.
fn last_of(case: &Case, agency: &str) -> Result<u32, Refusal> {
    Ok(case.given_by(&t(agency)?).last().map_or(0, |item| item.no))
}

/// Names a factor that rests on the last fact of this organisation.
pub(super) async fn factor(
    scene: &Scene,
    id: DossierId,
    from: &str,
    (kind, domain): (FactorKind, LifeDomain),
    text: &str,
) -> Told {
    scene
        .act::<AddFactor>("casusregisseur-hoorn", id, |desk| {
            let facts = vec![last_of(desk.dossier(), from)?];
            let factor = Factor { no: 0, kind, domain: domain.into(), text: t(text)?, facts };
            desk.dossier().add_factor(None, desk.agency(), desk.today(), factor)
        })
        .await
}

/// Sets a goal on every factor there is, and from how it is now; every month somebody says how it goes.
pub(super) async fn goal(scene: &Scene, id: DossierId, (text, seen_by, now): (&str, &str, &str)) -> Told {
    scene
        .act::<SetGoal>("casusregisseur-hoorn", id, |desk| {
            let factors = desk.dossier().factors_for(desk.agency(), desk.today()).iter().map(|f| f.no).collect();
            let goal = Goal::new(t(text)?, t(seen_by)?, factors);
            let set = Some(desk.today());
            desk.dossier().set_goal(Goal { baseline: Some(t(now)?), rhythm: Some(Rhythm::Month), set, ..goal })
        })
        .await
}

/// Says how it goes with the last goal.
pub(super) async fn measures(scene: &Scene, who: &str, id: DossierId, trend: Trend, why: &str) -> Told {
    scene
        .act::<MeasureGoal>(who, id, |desk| {
            let goal = desk.dossier().plan.goals.last().map_or(0, |g| g.no);
            desk.dossier().measure_goal(GoalNow { goal, trend, why: t(why)? }, desk.today())
        })
        .await
}

/// Thinks through what may happen; the first intervention keeps it away.
pub(super) async fn scenario(scene: &Scene, id: DossierId, (text, signs, then): (&str, &str, &str)) -> Told {
    scene
        .act::<AddScenario>("casusregisseur-hoorn", id, |desk| {
            let case = desk.dossier();
            let factors = case.factors_for(desk.agency(), desk.today()).iter().take(1).map(|f| f.no).collect();
            let steps = case.plan.interventions.first().iter().map(|i| i.no).collect();
            case.add_scenario(Scenario { no: 0, text: t(text)?, factors, signs: t(signs)?, steps, then: t(then)? })
        })
        .await
}

/// Plans an intervention for the last goal.
pub(super) async fn intervention(
    scene: &Scene,
    id: DossierId,
    agency: &str,
    (text, power, effect): (&str, &str, &str),
    track: Track,
    due: i64,
) -> Told {
    scene
        .act::<AddIntervention>("casusregisseur-hoorn", id, |desk| {
            let case = desk.dossier();
            let step = Intervention {
                no: 0,
                goal: case.plan.goals.last().map_or(0, |g| g.no),
                factors: case.factors_for(desk.agency(), desk.today()).iter().take(1).map(|f| f.no).collect(),
                text: t(text)?,
                agency: t(agency)?,
                power: t(power)?,
                track,
                effect: t(effect)?,
                due: scene.day(due),
                accepted: None,
                progress: Vec::new(),
            };
            case.add_intervention(desk.agency(), desk.today(), step)
        })
        .await
}

/// Accepts the first intervention that waits for this organisation.
pub(super) async fn accepts(scene: &Scene, who: &str, id: DossierId) -> Told {
    scene
        .act::<AcceptIntervention>(who, id, |desk| {
            let mine = |i: &&Intervention| &i.agency == desk.agency() && i.accepted.is_none();
            let no = desk.dossier().plan.interventions.iter().find(mine).map_or(0, |i| i.no);
            desk.dossier().accept_intervention(no, desk.agency(), desk.today())
        })
        .await
}

/// Puts right what the last factor says.
pub(super) async fn mends(scene: &Scene, id: DossierId, text: &str, reason: &str) -> Told {
    scene
        .act::<CorrectCase>("casusregisseur-hoorn", id, |desk| {
            let (case, own) = (desk.dossier(), desk.agency());
            let last = case.factors_for(own, desk.today()).last().map(|f| (*f).clone());
            let now = last.map(|f| Ok::<_, Refusal>(Text::Factor(Factor { text: t(text)?, ..f }))).transpose()?;
            let nothing = Refusal::of("Er is nog geen factor.", "There is no factor yet.");
            case.correct(now.ok_or(nothing)?, t(reason)?, Vec::new(), (own, desk.today()))
        })
        .await
}

/// Does not take on the last agreement that waits for this organisation, and names another day.
pub(super) async fn declines(scene: &Scene, who: &str, id: DossierId, reason: &str, another: i64) -> Told {
    scene
        .act::<DeclineAgreement>(who, id, |desk| {
            let case = desk.dossier();
            let mine = |a: &&Agreement| &a.agency == desk.agency() && a.accepted.is_none();
            let no = case.agreements.iter().rev().find(mine).map_or(0, |a| a.no);
            let (reason, another) = (Some(t(reason)?), Some(scene.day(another)));
            case.decline_agreement(desk.agency(), Declining { no, reason, another, day: desk.today() })
        })
        .await
}

/// Turns the three keys on the plan.
pub(super) async fn keys(scene: &Scene, id: DossierId) -> Told {
    for who in HOORN {
        scene
            .act::<TurnPlanKey>(who, id, |desk| desk.dossier().turn_plan_key(desk.agency(), &desk.actor().person))
            .await?;
    }
    Ok(())
}
