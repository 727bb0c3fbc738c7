//! A small invented region with a real vault: experts, police, OM and the municipalities of the register.

use super::super::{
    acts::{ACTS, ListSignals},
    import::{Keeper, Preview, places, read},
};
use super::*;
use vault::{
    Actor, Clock, Database, House, Key, Kind, Municipality, NewAccount, Opening, Role, Rulebook, Vault, Wanted,
};

const NAMES: &str = "Alkmaar,Bergen,Castricum,Den Helder,Dijk en Waard,Enkhuizen,Heiloo,Hollands Kroon,Hoorn,Koggenland,\
    Medemblik,Opmeer,Schagen,Texel,Beverwijk,Haarlem,Haarlemmermeer,Heemskerk,Velsen,Zandvoort,Edam-Volendam,Purmerend,\
    Waterland,Zaanstad";

struct StandingClock;

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        "2026-04-01T08:00:00Z".parse().unwrap()
    }
}

pub(super) struct Region {
    pub(super) vault: Vault,
    pub(super) expert: Actor,
    pub(super) officer: Actor,
    _sound: crate::rig::Sound,
    _folder: tempfile::TempDir,
}

pub(super) async fn region() -> Region {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("house.db");
    let open = move || {
        let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
        let key = Key::from_bytes([7; 32]);
        let mut opening = Opening::new(Database::Sqlite(at), key, rules, vec![Kind::of::<Signal>()]);
        opening.clock = std::sync::Arc::new(StandingClock);
        Vault::open(opening).unwrap()
    };
    let vault = tokio::task::spawn_blocking(open).await.unwrap();
    let slug = |name: &str| name.to_lowercase().replace(' ', "-");
    let house: kernel::HouseId = "nhn".parse().unwrap();
    let municipalities: Vec<Municipality> = NAMES
        .split(',')
        .map(|name| Municipality { id: slug(name).parse().unwrap(), name: line(name), house: house.clone() })
        .collect();
    let all: Vec<_> = municipalities.iter().map(|place| place.id.clone()).collect();
    let mut agencies: Vec<Agency> = [experts(), police()].into_iter().collect();
    for agency in &mut agencies {
        agency.municipalities.clone_from(&all);
    }
    agencies.extend(all.iter().map(|place| Agency {
        municipalities: vec![place.clone()],
        ..agency(&format!("gemeente-{place}"), AgencyKind::Municipality)
    }));
    vault.set_region(vec![House { id: house, name: line("Noord"), region: None }], municipalities).await.unwrap();
    vault.set_agencies(agencies).await.unwrap();
    let account = |who: &str, agency: &str, role| NewAccount {
        person: person(who),
        agency: agency.parse().unwrap(),
        role,
        name: line("Anne Verzonnen"),
        function: line("medewerker"),
        until: None,
        login: None,
    };
    let accounts =
        vec![account("expert-nh", "cter-nh", Role::Expert), account("politie-nh", "politie-nh", Role::Police)];
    vault.set_accounts(accounts).await.unwrap();
    let expert = vault.actor("expert-nh").await.unwrap().unwrap();
    let officer = vault.actor("politie-nh").await.unwrap().unwrap();
    Region { _sound: crate::rig::Sound::at_the_end(&vault), vault, expert, officer, _folder: folder }
}

impl Region {
    pub(super) fn preview(&self, bytes: &[u8]) -> Preview {
        let keeper = Keeper { agency: &self.expert.agency, contact: &self.expert.name };
        read(bytes, &tables::Wish::default(), places(&self.vault.directory()), today(), keeper).unwrap()
    }

    pub(super) async fn total(&self, actor: &Actor) -> u64 {
        self.vault.list::<ListSignals>(actor, Wanted::default()).await.unwrap().total
    }
}
