//! A merger of two organisations that sat at one table, at a real one.

use crate::{
    dossiers::{TODAY, gift, participant},
    house::{House, agency, day, house, note, word},
    persons::hire_as,
};
use casework::case;
use kernel::{Date, DossierId};
use vault::{Agency, AgencyKind, Body, Left, Planned, RegionPlan, Role, Why};

const BOTH: [&str; 2] = ["reclassering", "reclassering-oost"];

/// A second organisation for probation, with somebody who works there.
pub(crate) async fn two_for_probation() -> House {
    let house = house().await;
    let now = house.vault.directory();
    let known = now.agency(&agency("reclassering")).unwrap();
    let second = Agency { id: agency("reclassering-oost"), name: word("Reclassering Oost"), ..known.clone() };
    house.vault.set_agencies(vec![second]).await.unwrap();
    hire_as(&house, "oost", ("reclassering-oost", Role::Partner)).await;
    house
}

/// The first goes over into the second.
pub(crate) async fn merges(house: &House, on: Date) {
    let now = house.vault.directory();
    let stays = |a: &&Agency| a.id.as_str() != "reclassering";
    let plan = RegionPlan {
        houses: now.houses.clone(),
        municipalities: now.municipalities.clone(),
        agencies: now.agencies.iter().filter(stays).cloned().collect(),
        successions: vec![Planned {
            body: Body::Agency,
            from: word("reclassering"),
            to: word("reclassering-oost"),
            on,
            also: Vec::new(),
        }],
        begun_stays: false,
    };
    house.vault.take_up_region(plan).await.unwrap();
}

/// Both sit at a case and put something on the table.
async fn case_of_both(house: &House) -> DossierId {
    let id = house.case("hoorn", "MERK").await;
    for who in BOTH {
        house.lets_in(id, participant(who, AgencyKind::Probation, case::Ground::Probation)).await;
    }
    for (person, text) in [("reclassering", "Van de reclassering."), ("oost", "Van de reclassering Oost.")] {
        house.gives(person, id, gift(text)).await;
    }
    id
}

async fn ends(house: &House, id: DossierId, who: &str) {
    house
        .does::<case::EndParticipation>("procesregisseur-nhn", id, |d| {
            d.end_participation(&agency(who), note("Het werk is gedaan."), day(TODAY))
        })
        .await;
}

async fn reads(house: &House, who: &str, id: DossierId) -> bool {
    house.vault.look::<case::ReadCase>(&house.actor(who).await, id).await.is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_at_which_both_sat_goes_over_when_one_of_them_has_left_it() {
    let house = two_for_probation().await;
    let [after_left, before_left] = [case_of_both(&house).await, case_of_both(&house).await];
    merges(&house, day(TODAY)).await;
    let left = house.vault.pass().await.unwrap().left;
    assert!(left.iter().all(|left: &Left| left.kind == "case" && left.why == Why::BothSit) && !left.is_empty());
    assert_eq!(house.vault.to_pass().await.unwrap(), 0, "until somebody ends one of the seats");
    for id in [after_left, before_left] {
        assert!(reads(&house, "oost", id).await && !reads(&house, "reclassering", id).await);
    }
    ends(&house, after_left, "reclassering-oost").await;
    ends(&house, before_left, "reclassering").await;
    assert_eq!(house.vault.to_pass().await.unwrap(), 1);
    let passed = house.vault.pass().await.unwrap();
    assert_eq!((passed.dossiers.get("case"), passed.left.len()), (Some(&1), 0), "{:?}", passed.left);
    assert_eq!(house.vault.to_pass().await.unwrap(), 0);
    // Who sat there for the one that has the seat sits there; and who sat for the one that left does not come back.
    assert!(reads(&house, "reclassering", after_left).await && !reads(&house, "oost", after_left).await);
    assert!(reads(&house, "oost", before_left).await && !reads(&house, "reclassering", before_left).await);
    // It goes on from there.
    house.gives("reclassering", after_left, gift("Daarna.")).await;
    let seen = house.now::<case::ReadCase>("reclassering", after_left).await;
    assert!(seen.given_by(&agency("reclassering-oost")).len() > 1, "what both brought");
    assert!(seen.given_by(&agency("reclassering")).is_empty());
}
