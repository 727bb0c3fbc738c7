//! Placeholder shapes of the vault until it lands; deleted then. Nothing in here stores or allows anything.
#![allow(missing_docs, clippy::unused_async, dead_code, reason = "a placeholder that goes away")]

use kernel::{AgencyId, Date, DossierId, HouseId, Lang, Line, MunicipalityId, PersonId, Refusal, Say, Timestamp};
use std::marker::PhantomData;
use vault::{Act, Actor, Agency, Dossier};

#[derive(Debug)]
pub enum Error {
    Denied,
    Refused(Refusal),
    Conflict,
    Full,
    Store(String),
}

#[derive(Debug, Clone)]
pub struct Municipality {
    pub id: MunicipalityId,
    pub name: Line,
    pub house: HouseId,
}

#[derive(Debug, Clone, Default)]
pub struct Directory {
    pub municipalities: Vec<Municipality>,
    pub agencies: Vec<Agency>,
}

impl Directory {
    pub fn agency(&self, id: &AgencyId) -> Option<&Agency> {
        self.agencies.iter().find(|a| &a.id == id)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionSort {
    Browser,
    Token,
}

#[derive(Debug, Clone)]
pub struct Session {
    pub actor: Actor,
    pub lang: Lang,
    pub sort: SessionSort,
    pub csrf: String,
}

pub struct Seen<A: Act> {
    dossier: A::On,
    id: DossierId,
    seq: u64,
}

impl<A: Act> Seen<A> {
    pub fn dossier(&self) -> &A::On {
        &self.dossier
    }
    pub fn id(&self) -> DossierId {
        self.id
    }
    pub fn seq(&self) -> u64 {
        self.seq
    }
    pub fn may<B: Act<On = A::On>>(&self) -> bool {
        false
    }
}

pub struct Draft;

pub struct Desk<A: Act> {
    dossier: A::On,
    id: DossierId,
    seq: u64,
    act: PhantomData<A>,
}

impl<A: Act> Desk<A> {
    pub fn dossier(&self) -> &A::On {
        &self.dossier
    }
    pub fn id(&self) -> DossierId {
        self.id
    }
    pub fn seq(&self) -> u64 {
        self.seq
    }
    pub fn told_since(&self, _seq: u64) -> Vec<Say> {
        Vec::new()
    }
    pub async fn commit(self, _events: Vec<<A::On as Dossier>::Event>) -> Result<(), Error> {
        Err(Error::Denied)
    }
}

#[derive(Debug, Clone, Default)]
pub struct Vault;

impl Vault {
    pub async fn look<A: Act>(&self, _who: &Actor, _id: DossierId) -> Result<Seen<A>, Error> {
        Err(Error::Denied)
    }
    pub async fn open<A: Act>(&self, _who: &Actor, _id: DossierId) -> Result<Desk<A>, Error> {
        Err(Error::Denied)
    }
    pub async fn begin<A: Act>(&self, _who: &Actor) -> Result<Desk<A>, Error> {
        Err(Error::Denied)
    }
    pub fn now(&self) -> Timestamp {
        Timestamp::now()
    }
    pub fn directory(&self) -> std::sync::Arc<Directory> {
        std::sync::Arc::default()
    }
    pub async fn healthy(&self) -> Result<(), Error> {
        Ok(())
    }
    pub async fn people(&self) -> Result<Vec<Actor>, Error> {
        Ok(Vec::new())
    }
    pub async fn login(&self, _person: &str, _password: &str, _totp: &str) -> Result<PersonId, Refusal> {
        Err(Refusal::of("Inloggen lukt niet.", "Logging in failed."))
    }
    pub async fn session_open(&self, _who: &PersonId, _sort: SessionSort, _lang: Lang) -> Result<String, Error> {
        Err(Error::Denied)
    }
    pub async fn session(&self, _token: &str) -> Result<Option<Session>, Error> {
        Ok(None)
    }
    pub async fn session_close(&self, _token: &str) -> Result<(), Error> {
        Ok(())
    }
    pub async fn session_lang(&self, _token: &str, _lang: Lang) -> Result<(), Error> {
        Ok(())
    }
    pub fn today(&self) -> Date {
        kernel::local_day(self.now())
    }
}
