//! The region of a house of one's own: its houses, municipalities and organisations from a file, and its choices where the law leaves one.

use crate::terminal::{block_on, say};
use crate::{opening, settings::Settings};
use clap::Subcommand;
use kernel::{AgencyId, HouseId, Line, MunicipalityId};
use serde::Deserialize;
use std::{collections::BTreeSet, fs, path::PathBuf};
use vault::{Agency, AgencyKind, House, Municipality, NamingDesk, Office, Vault};

/// What to do with the region.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Take up houses, municipalities and organisations from a TOML file, or change them
    #[command(after_help = "Example: casustafel region load region.toml\n\n\
        [[house]]\nid = \"nhn\"\nname = \"Zorg- en Veiligheidshuis Noord-Holland Noord\"\nregion = \"Noord-Holland\"\n\n\
        [[municipality]]\nid = \"hoorn\"\nname = \"Hoorn\"\nhouse = \"nhn\"\n\n\
        [[agency]]\nid = \"politie-nh\"\nkind = \"police\"\nname = \"Politie Noord-Holland\"\nhouse = \"nhn\"\nserves = [\"hoorn\"]\n\
        desk = { persons = [\"jan\"] }\n\n\
        A desk names the persons who sit for its organisation; without one everybody is named who works there.\n\
        Kinds: municipality, police, prosecution, probation, child-protection, care, school, safety-house, oversight, other")]
    Load {
        /// The file
        file: PathBuf,
    },
    /// Show the choices of the region, or change one
    #[command(after_help = "Example: casustafel region setting triangle.mode mayor")]
    Setting {
        /// Which
        name: Option<String>,
        /// What it becomes
        value: Option<String>,
    },
}

/// A choice that the law leaves to the region: its name, what it may be (the first is the narrowest, and the default), what it is about.
const CHOICES: [(&str, &[&str], &str); 5] = [
    (
        "triangle.mode",
        &["three", "mayor", "none"],
        "who decides on an advice: mayor, prosecutor and police; the mayor; or nobody",
    ),
    ("weigh.deadlock", &["repeat_once", "end", "to_driehoek"], "what may follow when the three do not agree"),
    (
        "weigh.consult",
        &["anonymous_question", "named_question"],
        "whether a consulted partner reads about whom the question is",
    ),
    ("weigh.due", &["21"], "how many days a weighing may take; a number"),
    ("calibration.tables", &["5"], "from how many tables on a calibration shows a figure; a number, and never below 5"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    house: Vec<House>,
    #[serde(default)]
    municipality: Vec<Municipality>,
    #[serde(default)]
    agency: Vec<AgencyInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyInFile {
    id: AgencyId,
    kind: AgencyKind,
    name: Line,
    house: HouseId,
    #[serde(default)]
    serves: Vec<MunicipalityId>,
    /// Who names the persons that sit for it, when it is taken up; where nothing is said, everybody is named who works there.
    desk: Option<NamingDesk>,
}

type Region = (Vec<House>, Vec<Municipality>, Vec<Agency>);

/// Reads a region and checks that everything it names is in it, and that it says nothing of the desk of an organisation of `known`: what is
/// there already is arranged on its page, where its people see it.
fn read(text: &str, known: &[Agency]) -> Result<Region, String> {
    let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
    let houses: BTreeSet<&HouseId> = file.house.iter().map(|h| &h.id).collect();
    let municipalities: BTreeSet<&MunicipalityId> = file.municipality.iter().map(|m| &m.id).collect();
    for m in &file.municipality {
        if !houses.contains(&m.house) {
            return Err(format!("municipality {}: there is no house {}", m.id, m.house));
        }
    }
    for a in &file.agency {
        if !houses.contains(&a.house) {
            return Err(format!("agency {}: there is no house {}", a.id, a.house));
        }
        if let Some(unknown) = a.serves.iter().find(|m| !municipalities.contains(m)) {
            return Err(format!("agency {}: there is no municipality {unknown}", a.id));
        }
        let arranged = known.iter().find(|there| there.id == a.id).map(|there| &there.office.desk);
        if let (Some(said), Some(arranged)) = (&a.desk, arranged)
            && said != arranged
        {
            return Err(format!(
                "agency {}: its desk is arranged on its page under /organisaties; take `desk` out",
                a.id
            ));
        }
    }
    let agency = |a: AgencyInFile| Agency {
        id: a.id,
        kind: a.kind,
        name: a.name,
        house: a.house,
        municipalities: a.serves,
        office: Office { desk: a.desk.unwrap_or_else(NamingDesk::everybody), ..Office::default() },
    };
    Ok((file.house, file.municipality, file.agency.into_iter().map(agency).collect()))
}

async fn change(vault: &Vault, name: &str, value: &str) -> Result<(), String> {
    let (_, options, _) = CHOICES.iter().find(|(n, ..)| *n == name).ok_or(format!("there is no setting {name}"))?;
    let is_number = options.iter().all(|o| o.parse::<u16>().is_ok());
    let fits = if is_number { value.parse::<u16>().is_ok_and(|n| n > 0) } else { options.contains(&value) };
    if !fits {
        return Err(format!("{name}: {value} is not one of {}", options.join(", ")));
    }
    vault.set_setting(name, value).await.map_err(|e| e.to_string())
}

async fn show(vault: &Vault) -> Result<(), String> {
    for (name, options, about) in CHOICES {
        let value = vault.setting(name).await.map_err(|e| e.to_string())?;
        let value = value.as_deref().or(options.first().copied()).unwrap_or_default();
        say(&format!("{name} = {value}   ({about}; {})", options.join(", ")));
    }
    Ok(())
}

/// Does it.
///
/// # Errors
/// A sentence that names what does not fit.
pub(crate) fn run(settings: &Settings, what: &What) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    match what {
        What::Load { file } => {
            let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
            let (houses, municipalities, agencies) =
                read(&text, &vault.directory().agencies).map_err(|e| format!("{}: {e}", file.display()))?;
            let counts = (houses.len(), municipalities.len(), agencies.len());
            block_on(async {
                vault.set_region(houses, municipalities).await.map_err(|e| e.to_string())?;
                vault.set_agencies(agencies).await.map_err(|e| e.to_string())
            })?;
            say(&format!("{} houses, {} municipalities, {} organisations", counts.0, counts.1, counts.2));
            Ok(())
        }
        What::Setting { name: Some(name), value: Some(value) } => block_on(change(&vault, name, value)),
        What::Setting { .. } => block_on(show(&vault)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    const HOUSE: &str = "[[house]]\nid = \"a\"\nname = \"A\"\n";

    #[test]
    fn a_region_that_names_what_is_not_there_is_refused_with_the_name() {
        assert!(
            read("[[municipality]]\nid = \"m\"\nname = \"M\"\nhouse = \"b\"\n", &[])
                .unwrap_err()
                .contains("no house b")
        );
        let agency = format!(
            "{HOUSE}[[agency]]\nid = \"p\"\nkind = \"police\"\nname = \"P\"\nhouse = \"a\"\nserves = [\"x\"]\n"
        );
        assert!(read(&agency, &[]).unwrap_err().contains("no municipality x"));
        assert!(read("[[huis]]\n", &[]).unwrap_err().contains("huis"));
        assert_eq!(read(HOUSE, &[]).unwrap().0.len(), 1);
    }

    #[test]
    fn the_desk_of_an_organisation_that_is_there_is_not_changed_by_a_file() {
        let file = |desk: &str| {
            format!("{HOUSE}[[agency]]\nid = \"p\"\nkind = \"police\"\nname = \"P\"\nhouse = \"a\"\n{desk}")
        };
        let desk = "desk = { persons = [\"iemand\"] }\n";
        let (_, _, there) = read(&file(desk), &[]).unwrap();
        assert_eq!(there[0].office.desk.persons.len(), 1);
        assert!(read(&file(desk), &there).is_ok() && read(&file(""), &there).is_ok());
        let said = read(&file("desk = { automatic = true }\n"), &there).unwrap_err();
        assert!(said.contains("agency p: its desk is arranged on its page"), "{said}");
    }
}
