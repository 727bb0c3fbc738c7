//! Who signs for the organisations of the demonstration: office holders, each confirmed by a second person, and what they mandated.

use super::scene::{Told, step, t};
use casework::office::{Arranged, ConfirmHolder, Event, GiveMandate, NameHolder, SetDesk, SetUpOffice};
use jiff::ToSpan;
use kernel::{PersonId, local_day, reference::Row};
use vault::{Act, Actor, Desk, Mandate, NamingDesk, Office, Vault};

/// The keys of the weighing and of a case, and the decision of the triangle.
const TABLE: [&str; 7] = [
    "weighing.turn-key",
    "weighing.disagree",
    "weighing.settle",
    "case.turn-participation-key",
    "case.turn-plan-key",
    "case.turn-closing-key",
    "case.turn-scaling-key",
];
const TRIANGLE: &str = "advice.decide";

/// An organisation: who holds its office, who confirms that, and who has a mandate, by which decision, and whether for the triangle too.
struct Arrangement {
    agency: &'static str,
    holder: &'static str,
    second: &'static str,
    mandates: &'static [(&'static str, &'static str, bool)],
}

const ARRANGED: [Arrangement; 6] = [
    Arrangement {
        agency: "gemeente-hoorn",
        holder: "burgemeester-hoorn",
        second: "gemeente-hoorn",
        mandates: &[("gemeente-hoorn", "collegebesluit 10 februari, nr. 26-031", false)],
    },
    Arrangement {
        agency: "gemeente-alkmaar",
        holder: "burgemeester-alkmaar",
        second: "gemeente-alkmaar",
        mandates: &[("gemeente-alkmaar", "mandaatbesluit veiligheid, nr. 118", false)],
    },
    Arrangement {
        agency: "gemeente-haarlem",
        holder: "burgemeester-haarlem",
        second: "gemeente-haarlem",
        mandates: &[("gemeente-haarlem", "mandaatregister 2026, nr. 7", false)],
    },
    Arrangement {
        agency: "gemeente-zaanstad",
        holder: "burgemeester-zaanstad",
        second: "gemeente-zaanstad",
        mandates: &[("gemeente-zaanstad", "mandaatregister, nr. 2026-14", false)],
    },
    Arrangement {
        agency: "politie-nh",
        holder: "politiechef-nh",
        second: "politie-nh-2",
        mandates: &[
            ("politie-nh", "besluit politiechef 3 februari, nr. P-12", true),
            ("politie-nh-2", "besluit politiechef 3 februari, nr. P-13", false),
        ],
    },
    Arrangement {
        agency: "om-nh",
        holder: "hoofdofficier-nh",
        second: "om-nh-2",
        mandates: &[
            ("om-nh", "besluit hoofdofficier 12 januari", true),
            ("om-nh-2", "besluit hoofdofficier 12 januari", false),
        ],
    },
];

/// Arranges them.
///
/// # Errors
/// A sentence that names the step.
pub(super) async fn arrange(vault: &Vault) -> Told {
    for one in &ARRANGED {
        arranged(vault, one).await?;
    }
    // One organisation names by its desk; at all others everybody sits by themselves.
    let at = set_up(vault, "reclassering-kust").await?;
    at.act::<SetDesk>("beheer", |desk| {
        let (arranged, today) = (desk.dossier(), desk.today());
        let names = NamingDesk { persons: vec![t("loket-reclassering")?], automatic: false };
        let directory = vault.directory();
        arranged.set_desk(&[t("beheer")?], names, (&directory.colleagues_of(arranged.agency()), today))
    })
    .await
}

async fn who(vault: &Vault, person: &str) -> Told<Actor> {
    vault.actor(person).await.map_err(|e| e.to_string())?.ok_or_else(|| format!("no account {person}"))
}

/// The keeper begins it.
async fn set_up<'a>(vault: &'a Vault, of: &str) -> Told<Arranging<'a>> {
    let (keeper, directory) = (who(vault, "beheer").await?, vault.directory());
    let no_such = || format!("no organisation {of}");
    let agency = directory.agencies.iter().find(|a| a.id.as_str() == of).ok_or_else(no_such)?;
    let desk = vault.begin::<SetUpOffice>(&keeper).await.map_err(|e| step::<SetUpOffice>("beheer", &e.to_string()))?;
    let (id, year) = (desk.id(), local_day(vault.now()).year());
    let number = vault.next_number(&Row::Office.counter(year)).await.map_err(|e| e.to_string())?;
    let set_up = Event::SetUp {
        agency: agency.id.clone(),
        name: agency.name.clone(),
        house: agency.house.clone(),
        reference: Row::Office.reference(year, number).map_err(|r| r.why.en.into_owned())?,
        carried: None,
        office: Office { desk: agency.office.desk.clone(), ..Office::default() },
    };
    desk.commit(vec![set_up]).await.map_err(|e| step::<SetUpOffice>("beheer", &e.to_string()))?;
    Ok(Arranging { vault, id })
}

async fn arranged(vault: &Vault, one: &Arrangement) -> Told {
    let (at, directory) = (set_up(vault, one.agency).await?, vault.directory());
    let colleagues = directory.colleagues_of(&t(one.agency).map_err(|r| r.why.en.into_owned())?);
    let holder: PersonId = t(one.holder).map_err(|r| r.why.en.into_owned())?;
    at.act::<NameHolder>("beheer", |desk| desk.dossier().name_holder(&holder, &colleagues, desk.today())).await?;
    at.act::<ConfirmHolder>(one.second, |desk| {
        desk.dossier().answer(std::slice::from_ref(&desk.actor().person), true, None)
    })
    .await?;
    for (to, decision, triangle) in one.mandates {
        let keys: Vec<&str> = TABLE.into_iter().chain(triangle.then_some(TRIANGLE)).collect();
        at.act::<GiveMandate>(one.holder, |desk| {
            let from = desk.today();
            let mandate = Mandate {
                to: t(to)?,
                acts: keys.iter().map(|key| (*key).to_owned()).collect(),
                decision: t(decision)?,
                from,
                until: from.checked_add(2.years()).unwrap_or(from),
            };
            desk.dossier().give(&desk.actor().person, mandate, (&keys, &colleagues), from)
        })
        .await?;
    }
    Ok(())
}

/// One of them, to act on.
struct Arranging<'a> {
    vault: &'a Vault,
    id: kernel::DossierId,
}

impl Arranging<'_> {
    async fn act<A: Act<On = Arranged>>(
        &self,
        person: &str,
        what: impl FnOnce(&Desk<A>) -> Result<Event, kernel::Refusal>,
    ) -> Told {
        let actor = who(self.vault, person).await?;
        let desk = self.vault.open_desk::<A>(&actor, self.id).await.map_err(|e| step::<A>(person, &e.to_string()))?;
        let event = what(&desk).map_err(|r| step::<A>(person, &r.why.en))?;
        desk.commit(vec![event]).await.map_err(|e| step::<A>(person, &e.to_string()))
    }
}
