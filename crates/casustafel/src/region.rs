//! An invented staffing of the region Noord-Holland: its three houses and 32 municipalities are real, every person is not.

use kernel::{HouseId, MunicipalityId};
use vault::{Agency, AgencyKind, House, Municipality, NewAccount, Role, StoreError, Vault};

const MUNICIPALITIES: &str = include_str!("../data/regio-noord-holland.csv");

/// A word that is in this file and was tried by a test.
fn word<T: std::str::FromStr>(text: &str) -> T {
    match text.parse() {
        Ok(value) => value,
        #[allow(clippy::panic, reason = "a word of this file; a test reads them all")]
        Err(_) => panic!("not a word: {text}"),
    }
}

fn slug(name: &str) -> String {
    name.to_lowercase().replace([' ', '\''], "-")
}

fn house_of(name: &str) -> &'static str {
    match name {
        "Noord-Holland Noord" => "nhn",
        "Kennemerland" => "kennemerland",
        _ => "zaanstreek-waterland",
    }
}

fn municipalities() -> Vec<Municipality> {
    MUNICIPALITIES
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(';');
            let (name, house) = (cells.next()?, cells.next()?);
            Some(Municipality { id: word(&slug(name)), name: word(name), house: word(house_of(house)) })
        })
        .collect()
}

fn houses() -> Vec<House> {
    let house = |id: &str, name: &str| House { id: word(id), name: word(name), region: Some(word("Noord-Holland")) };
    vec![
        house("nhn", "Zorg- en Veiligheidshuis Noord-Holland Noord"),
        house("kennemerland", "Zorg- en Veiligheidshuis Kennemerland"),
        house("zaanstreek-waterland", "Zorg- en Veiligheidshuis Zaanstreek-Waterland"),
    ]
}

/// The organisations.
fn agencies(all: &[Municipality]) -> Vec<Agency> {
    let everywhere: Vec<MunicipalityId> = all.iter().map(|m| m.id.clone()).collect();
    let of_house = |house: &HouseId| all.iter().filter(|m| m.house == *house).map(|m| m.id.clone()).collect::<Vec<_>>();
    let agency = |id: &str, kind, name: &str, house: &str, municipalities: Vec<MunicipalityId>| Agency {
        id: word(id),
        kind,
        name: word(name),
        house: word(house),
        municipalities,
        office: vault::Office::open(),
    };
    let mut agencies: Vec<Agency> = all
        .iter()
        .map(|m| Agency {
            id: word(&format!("gemeente-{}", m.id)),
            kind: AgencyKind::Municipality,
            name: word(&format!("Gemeente {}", m.name)),
            house: m.house.clone(),
            municipalities: vec![m.id.clone()],
            office: vault::Office::open(),
        })
        .collect();
    for house in houses() {
        let serves = of_house(&house.id);
        agencies.push(Agency {
            id: word(&format!("zvh-{}", house.id)),
            kind: AgencyKind::SafetyHouse,
            name: house.name,
            house: house.id,
            municipalities: serves,
            office: vault::Office::open(),
        });
    }
    let nhn = of_house(&word("nhn"));
    let kennemerland = of_house(&word("kennemerland"));
    let region = || everywhere.clone();
    agencies.extend([
        agency("cter-nh", AgencyKind::Municipality, "Gemeentelijk experts CTER", "nhn", region()),
        agency("politie-nh", AgencyKind::Police, "Politie Noord-Holland", "nhn", region()),
        agency("om-nh", AgencyKind::Prosecution, "Openbaar Ministerie Noord-Holland", "nhn", region()),
        agency("reclassering", AgencyKind::Probation, "Reclassering Nederland", "nhn", region()),
        agency(
            "reclassering-kust",
            AgencyKind::Probation,
            "Reclassering Kustland",
            "kennemerland",
            kennemerland.clone(),
        ),
        agency("rvdk", AgencyKind::ChildProtection, "Raad voor de Kinderbescherming", "nhn", region()),
        agency("ggz-nhn", AgencyKind::Care, "GGZ Noord-Holland Noord", "nhn", nhn.clone()),
        agency("ggz-kennemerland", AgencyKind::Care, "GGZ Kennemerland", "kennemerland", kennemerland),
        agency("school-hoorn", AgencyKind::School, "Het Westfries Lyceum", "nhn", vec![word("hoorn")]),
        agency("toezicht", AgencyKind::Oversight, "Toezicht", "nhn", region()),
        agency("onderzoek", AgencyKind::Other, "Onderzoek", "nhn", Vec::new()),
        agency("flexteam", AgencyKind::Other, "Flexteam", "nhn", Vec::new()),
        agency("beheer", AgencyKind::Other, "Beheer", "nhn", Vec::new()),
    ]);
    agencies
}

/// The people: account, organisation, role, name, function.
const PEOPLE: [(&str, &str, Role, &str, &str); 35] = [
    (
        "expert-nh",
        "cter-nh",
        Role::Expert,
        "Noor Waterlander",
        "Gemeentelijk expert CTER, aangewezen door de 32 gemeenten",
    ),
    ("expert-nh-2", "cter-nh", Role::Expert, "Idris Polderman", "Gemeentelijk expert CTER"),
    (
        "gemeente-hoorn",
        "gemeente-hoorn",
        Role::Official,
        "Marit Havenaar",
        "Beleidsadviseur openbare orde en veiligheid",
    ),
    ("burgemeester-hoorn", "gemeente-hoorn", Role::Mayor, "Jeroen Stadhouder", "Burgemeester"),
    ("casusregisseur-hoorn", "gemeente-hoorn", Role::CaseDirector, "Sanne Roodzand", "Casusregisseur"),
    ("gemeente-alkmaar", "gemeente-alkmaar", Role::Official, "Tarik Waagmeester", "Adviseur veiligheid"),
    ("burgemeester-alkmaar", "gemeente-alkmaar", Role::Mayor, "Elske Kaasdrager", "Burgemeester"),
    ("gemeente-haarlem", "gemeente-haarlem", Role::Official, "Bas Spaarneman", "Adviseur veiligheid"),
    ("burgemeester-haarlem", "gemeente-haarlem", Role::Mayor, "Wies Bavohof", "Burgemeester"),
    ("casusregisseur-haarlem", "gemeente-haarlem", Role::CaseDirector, "Luna Duinzicht", "Casusregisseur"),
    ("gemeente-zaanstad", "gemeente-zaanstad", Role::Official, "Olga Molenwerf", "Adviseur veiligheid"),
    ("burgemeester-zaanstad", "gemeente-zaanstad", Role::Mayor, "Pim Zaanstra", "Burgemeester"),
    ("politie-nh", "politie-nh", Role::Police, "Ruben Dijkgraaf", "Informatiecoördinator CTER"),
    ("politie-nh-2", "politie-nh", Role::Police, "Fenna Veerman", "Teamchef basisteam Hoorn"),
    ("politiechef-nh", "politie-nh", Role::Police, "Annemiek Stuurman", "Politiechef"),
    ("hoofdofficier-nh", "om-nh", Role::Prosecutor, "Berend Wetering", "Hoofdofficier van justitie"),
    ("om-nh", "om-nh", Role::Prosecutor, "Hilde Rechtema", "Officier van justitie"),
    ("om-nh-2", "om-nh", Role::Prosecutor, "Vincent Terlingen", "Officier van justitie"),
    ("procesregisseur-nhn", "zvh-nhn", Role::ProcessDirector, "Gijs Tafelberg", "Procesregisseur"),
    ("procesregisseur-kennemerland", "zvh-kennemerland", Role::ProcessDirector, "Yara Kustrand", "Procesregisseur"),
    ("procesregisseur-zw", "zvh-zaanstreek-waterland", Role::ProcessDirector, "Dirk Gouwzee", "Procesregisseur"),
    ("reclassering", "reclassering", Role::Partner, "Amber Toezand", "Reclasseringswerker"),
    ("reclassering-2", "reclassering", Role::Partner, "Job Herstel", "Reclasseringswerker"),
    ("reclassering-kust", "reclassering-kust", Role::Partner, "Teun Oeverdijk", "Reclasseringswerker"),
    ("loket-reclassering", "reclassering-kust", Role::Partner, "Ilse Kadewacht", "Teamleider"),
    ("rvdk", "rvdk", Role::Partner, "Lieke Jongbloed", "Raadsonderzoeker"),
    ("rvdk-2", "rvdk", Role::Partner, "Koen Wiegman", "Raadsonderzoeker"),
    ("ggz-nhn", "ggz-nhn", Role::Guest, "Simone Luisterink", "Psychiatrisch verpleegkundige"),
    ("ggz-kennemerland", "ggz-kennemerland", Role::Guest, "Arjen Rustema", "Behandelaar"),
    ("school-hoorn", "school-hoorn", Role::Guest, "Petra Leerdam", "Zorgcoördinator"),
    ("fg", "toezicht", Role::PrivacyOfficer, "Mees Waakzaam", "Functionaris gegevensbescherming"),
    ("rac", "toezicht", Role::Legality, "Christel Toetsing", "Lid rechtmatigheidsadviescommissie"),
    ("evaluator", "onderzoek", Role::Evaluator, "Floor Leermans", "Onderzoeker"),
    ("flexteam", "flexteam", Role::Flexteam, "Noor Werkvorm", "Trainer flexteam"),
    ("beheer", "beheer", Role::Keeper, "Ties Sleutelaar", "Applicatiebeheerder"),
];

/// Fills an empty house with the region.
///
/// # Errors
/// What the store says.
pub(crate) async fn fill(vault: &Vault) -> Result<(), StoreError> {
    let all = municipalities();
    vault.set_region(houses(), all.clone()).await?;
    vault.set_agencies(agencies(&all)).await?;
    let accounts = PEOPLE.iter().map(|(person, agency, role, name, function)| NewAccount {
        person: word(person),
        agency: word(agency),
        role: *role,
        name: word(name),
        function: word(function),
        until: None,
        login: None,
    });
    vault.set_accounts(accounts.collect()).await?;
    // One of them works for two organisations, and says at login for which.
    let second = NewAccount {
        person: word("zvh-reclassering-kust"),
        agency: word("zvh-kennemerland"),
        role: Role::CaseDirector,
        name: word("Teun Oeverdijk"),
        function: word("Casusregisseur, één dag per week"),
        until: None,
        login: Some(word("reclassering-kust")),
    };
    vault.set_accounts(vec![second]).await
}

/// The houses, municipalities and people are whole, and everybody works for an organisation that exists.
#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_region_is_whole() {
        let all = municipalities();
        assert_eq!(all.len(), 32);
        let agencies = agencies(&all);
        let ids: BTreeSet<String> = agencies.iter().map(|a| a.id.to_string()).collect();
        assert_eq!(ids.len(), agencies.len());
        assert!(PEOPLE.iter().all(|(_, agency, ..)| ids.contains(*agency)));
    }
}
