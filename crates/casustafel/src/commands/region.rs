//! The region of a house of one's own: its houses, municipalities and organisations from a file, and its choices where the law leaves one.

use super::merging;
use crate::terminal::{block_on, say};
use crate::{opening, settings::Settings};
use clap::Subcommand;
use kernel::{AgencyId, Date, HouseId, Line, MunicipalityId, Slug};
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use vault::{
    Agency, AgencyKind, Body, House, Municipality, NamingDesk, Office, Planned, RegionError, RegionPlan, Vault,
};

/// What to do with the region.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Take up houses, municipalities and organisations from a TOML file, or change them
    #[command(after_help = "Example: casustafel region load region.toml\n\n\
        [[house]]\nid = \"nhn\"\nname = \"Zorg- en Veiligheidshuis Noord-Holland Noord\"\nregion = \"Noord-Holland\"\n\n\
        [[municipality]]\nid = \"hoorn\"\nname = \"Hoorn\"\nhouse = \"nhn\"\n\n\
        [[agency]]\nid = \"politie-nh\"\nkind = \"police\"\nname = \"Politie Noord-Holland\"\nhouse = \"nhn\"\nserves = [\"hoorn\"]\n\
        desk = { persons = [\"jan\"] }\n\n\
        A desk names the persons who sit for its organisation; without one everybody is named who works there.\n\n\
        What goes over into another has a day. Until then it stays as it is, also where the file does not name it any more:\n\n\
        [[succession]]\nmunicipality = \"drechterland\"\nto = \"westfriesland\"\non = \"2027-01-01\"\n\n\
        [[succession]]\nagency = \"gemeente-drechterland\"\nto = \"gemeente-westfriesland\"\non = \"2027-01-01\"\n\n\
        The same for house. With the same id twice it is a new name from that day. also = [\"...\"] names where else parts of it go.\n\
        What is planned is taken back by a file that names what was to go over and says nothing of a succession, without --begun-stays.\n\
        See `casustafel region merge --dry-run`.\n\n\
        Kinds: municipality, police, prosecution, probation, child-protection, care, school, safety-house, oversight, other")]
    Load {
        /// The file
        file: PathBuf,
        /// What has begun stays where it is: what the file does not name is kept, and dossiers stay with the house and the organisations
        /// that have them; a succession that is planned stays planned
        #[arg(long)]
        begun_stays: bool,
    },
    /// Let what has its day go over into what comes after it; a house that is served does so by itself on the day
    #[command(after_help = "Example: casustafel region merge --dry-run\n\
        Dossiers, seats, tasks, accounts and what somebody serves go over; the history keeps who it was. An office, its mandates\n\
        and its desk lapse: the organisation after names them itself. Whoever stops it halfway does it again.")]
    Merge {
        /// Only tell what would go over, also of what has its day still to come
        #[arg(long)]
        dry_run: bool,
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
const CHOICES: [(&str, &[&str], &str); 6] = [
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
    (
        "house.contact",
        &[""],
        "whom people can ask, as it stands on the page for help: a name with a telephone number or an address",
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
    #[serde(default)]
    succession: Vec<SuccessionInFile>,
}

/// That one goes over into another: of which sort, its own name says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuccessionInFile {
    house: Option<Slug>,
    municipality: Option<Slug>,
    agency: Option<Slug>,
    to: Slug,
    on: Date,
    #[serde(default)]
    also: Vec<Slug>,
}

impl SuccessionInFile {
    fn planned(self) -> Result<Planned, String> {
        let Self { house, municipality, agency, to, on, also } = self;
        let (body, from) = match (house, municipality, agency) {
            (Some(from), None, None) => (Body::House, from),
            (None, Some(from), None) => (Body::Municipality, from),
            (None, None, Some(from)) => (Body::Agency, from),
            _ => {
                return Err(format!(
                    "succession to {to}: say which house, which municipality or which agency, and one of them"
                ));
            }
        };
        Ok(Planned { body, from, to, on, also })
    }
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

/// Reads a region and checks that everything it names is in it, and that it says nothing of the desk of an organisation of `known`: what is
/// there already is arranged on its page, where its people see it.
fn read(text: &str, known: &[Agency]) -> Result<RegionPlan, String> {
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
    Ok(RegionPlan {
        houses: file.house,
        municipalities: file.municipality,
        agencies: file.agency.into_iter().map(agency).collect(),
        successions: file.succession.into_iter().map(SuccessionInFile::planned).collect::<Result<_, _>>()?,
        begun_stays: false,
    })
}

/// Takes a region up from a file, where it leaves nothing behind.
fn load(vault: &Vault, file: &Path, begun_stays: bool) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let plan = read(&text, &vault.directory().agencies).map_err(|e| format!("{}: {e}", file.display()))?;
    let counts = (plan.houses.len(), plan.municipalities.len(), plan.agencies.len());
    let taken = block_on(async { Ok(vault.take_up_region(RegionPlan { begun_stays, ..plan }).await) })?;
    taken.map_err(|why| match why {
        RegionError::Unfit(what) => format!("{}: {what}", file.display()),
        RegionError::AtStake(stakes) => merging::left_behind(&file.display().to_string(), &vault.directory(), &stakes),
        RegionError::Store(e) => e.to_string(),
    })?;
    say(&format!("{} houses, {} municipalities, {} organisations", counts.0, counts.1, counts.2));
    block_on(merging::foretell_some(vault))
}

async fn change(vault: &Vault, name: &str, value: &str) -> Result<(), String> {
    let (_, options, _) = CHOICES.iter().find(|(n, ..)| *n == name).ok_or(format!("there is no setting {name}"))?;
    let is_number = options.iter().all(|o| o.parse::<u16>().is_ok());
    let fits = if options == &[""] {
        // Words of one's own, on one line.
        value.parse::<Line>().is_ok() || value.is_empty()
    } else if is_number {
        value.parse::<u16>().is_ok_and(|n| n > 0)
    } else {
        options.contains(&value)
    };
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
        What::Load { file, begun_stays } => load(&vault, file, *begun_stays),
        What::Merge { dry_run: true } => block_on(merging::foretell(&vault)),
        What::Merge { dry_run: false } => block_on(merging::merge(&vault)),
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
        assert_eq!(read(HOUSE, &[]).unwrap().houses.len(), 1);
    }

    #[test]
    fn what_goes_over_says_which_one_thing_it_is() {
        let with = |of: &str| format!("{HOUSE}[[succession]]\n{of}to = \"a\"\non = \"2027-01-01\"\n");
        let read = |of: &str| read(&with(of), &[]);
        assert_eq!(read("house = \"b\"\n").unwrap().successions[0].body, Body::House);
        for wrong in ["", "house = \"b\"\nagency = \"c\"\n"] {
            assert!(read(wrong).unwrap_err().contains("one of them"));
        }
        assert!(read("house = \"B\"\n").is_err());
    }

    #[test]
    fn the_desk_of_an_organisation_that_is_there_is_not_changed_by_a_file() {
        let file = |desk: &str| {
            format!("{HOUSE}[[agency]]\nid = \"p\"\nkind = \"police\"\nname = \"P\"\nhouse = \"a\"\n{desk}")
        };
        let desk = "desk = { persons = [\"iemand\"] }\n";
        let there = read(&file(desk), &[]).unwrap().agencies;
        assert_eq!(there[0].office.desk.persons.len(), 1);
        assert!(read(&file(desk), &there).is_ok() && read(&file(""), &there).is_ok());
        let said = read(&file("desk = { automatic = true }\n"), &there).unwrap_err();
        assert!(said.contains("agency p: its desk is arranged on its page"), "{said}");
    }
}
