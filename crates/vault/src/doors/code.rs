//! The door for who holds a code or a link and has no account. The rules are asked as for everybody, with the role and the seat of a
//! bearer; what they hand in goes into a box, or stands under the name that they gave themselves. It never makes a bearer into a person:
//! nothing here knows who it is.

use crate::{
    doors::{
        desk::{Desk, Seen},
        keeping::Error,
        vault::Vault,
    },
    engine::{
        act::Act,
        book::{Head, Outcome},
        dossier::Dossier,
        keys::{self, fresh},
        ledger,
        office::Office,
        people::{Actor, Agency, AgencyKind, NOBODY, Role},
        store::Connection,
        tries,
    },
};
use kernel::{AgencyId, DossierId, HouseId, Line, PersonId, Say, local_day};
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// Words that a dossier claims for a code begin with this.
const CODE: &str = "code:";

/// So often in an hour somebody reads behind one code who said who they are: each time is a line in the book.
const LOOKS_AN_HOUR: i64 = 60;

/// So many signs has a code.
const SIGNS_OF_A_CODE: usize = 8;

/// A code of letters and digits that look and sound unlike each other.
fn readable(bytes: &[u8]) -> String {
    const SIGNS: [char; 27] = [
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'T', 'U', 'W', 'X', 'Y', '2', '3',
        '4', '6', '7', '8', '9',
    ];
    bytes.iter().map(|b| SIGNS[usize::from(*b) % SIGNS.len()]).collect()
}

/// The word a dossier claims so that this code leads to it.
#[must_use]
pub fn code_claim(code: &str) -> String {
    format!("{CODE}{}", code.trim().to_uppercase())
}

impl Vault {
    /// Somebody with a code: no name, no account, no organisation.
    ///
    /// # Errors
    /// None in practice; the words are of the program itself.
    pub fn bearer(&self) -> Result<Actor, Error> {
        let line = || "-".parse().map_err(|_| Error::Denied);
        let agency = Agency {
            id: AgencyId::fixed(NOBODY),
            kind: AgencyKind::Other,
            name: line()?,
            house: HouseId::default(),
            municipalities: Vec::new(),
            office: Office::default(),
        };
        Ok(Actor {
            person: PersonId::fixed(NOBODY),
            name: line()?,
            function: line()?,
            role: Role::Bearer,
            agency,
            designated: false,
            login: None,
            trace: None,
        })
    }

    /// A word nobody can guess, for a link that is given to one person.
    #[must_use]
    pub fn ticket(&self) -> String {
        keys::hex(&fresh::<16>(&*self.0.random))
    }

    /// A short code to read out in a room. It is a claim of its dossier, so one that is taken already does not commit. Eight signs are
    /// some 280 billion codes: whoever tries a thousand in a second finds one of thirty sessions after three months, and a session is open
    /// for hours.
    #[must_use]
    pub fn code(&self) -> String {
        readable(&fresh::<SIGNS_OF_A_CODE>(&*self.0.random))
    }

    /// The code that belongs to this word in this dossier, to be told by another way than the word: nobody finds it from the word without
    /// the keys of the house, which keeps nothing of it.
    fn spoken(&self, id: DossierId, word: &str) -> String {
        let digest = self.0.keys.finding.digest(&[b"spoken", id.bytes(), word.as_bytes()]);
        readable(digest.get(..SIGNS_OF_A_CODE).unwrap_or_default())
    }

    /// The dossier that this code leads to.
    ///
    /// # Errors
    /// What the store says.
    pub async fn behind(&self, code: &str) -> Result<Option<DossierId>, Error> {
        const SQL: &str = "SELECT dossier FROM claim WHERE digest = $1";
        let digest = ledger::claiming(&self.0.keys, &code_claim(code)).to_vec();
        let row = self.0.store.read(move |conn| conn.first(SQL, &[digest.into()])).await?;
        Ok(row.and_then(|r| DossierId::from_bytes(r.bytes(0).ok()?)))
    }

    /// Reads the dossier behind a code, without a line in the book: nobody is to be known, the moment would tell who it was, and anybody with
    /// an address could fill it.
    ///
    /// # Errors
    /// [`Error::Denied`] for an unknown code and for a refusal alike; what the store says.
    pub async fn look_by_code<A: Act>(&self, code: &str) -> Result<Seen<A>, Error> {
        let (actor, id) = self.come_in(code).await?;
        self.seen_unwritten::<A>(&actor, id).await
    }

    /// The same on the device that shows this ticket. Where somebody said on it who they are, something of a person is shown: then the look is
    /// in the book, for the organisation they named, and there are so many in an hour.
    ///
    /// # Errors
    /// As [`Vault::look_by_code`]; [`Error::Refused`] for who looks without end.
    pub async fn look_on_device<A: Act>(&self, code: &str, ticket: Option<&str>) -> Result<Seen<A>, Error> {
        const WITHOUT_END: Say = Say::of(
            "U hebt deze pagina het laatste uur heel vaak geopend. Probeer het over een uur opnieuw.",
            "You have opened this page very often in the last hour. Try again in an hour.",
        );
        let mut seen = self.look_by_code::<A>(code).await?;
        let (id, now) = (seen.open.id, seen.open.now);
        let reads = |ticket: &str| seen.dossier().reads_behind(code, ticket, local_day(now));
        let Some((agency, name, function)) = ticket.and_then(reads) else { return Ok(seen) };
        seen.open.permit.said_by(agency, name, function);
        let (line, claim, inner) =
            (seen.open.permit.line(now, Some(id), Outcome::Look), code_claim(code), Arc::clone(&self.0));
        let write = move |conn: &mut dyn Connection, head: &mut Head| {
            let few = tries::looked(conn, &inner.keys, &claim, now.as_second())? <= LOOKS_AN_HOUR;
            if few {
                head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))?;
            }
            Ok(few)
        };
        if self.0.store.write(write).await? { Ok(seen) } else { Err(Error::Refused(WITHOUT_END)) }
    }

    /// Opens the dossier behind a code for handing something in.
    ///
    /// # Errors
    /// As [`Vault::look_by_code`].
    pub async fn desk_by_code<A: Act>(&self, code: &str) -> Result<Desk<A>, Error> {
        let (actor, id) = self.come_in(code).await?;
        self.desk_on::<A>(&actor, id).await
    }

    async fn come_in(&self, code: &str) -> Result<(Actor, DossierId), Error> {
        let actor = self.bearer()?;
        match self.behind(code).await? {
            Some(id) => Ok((actor, id)),
            // Anybody can type anything: a line for every guess would let strangers fill the book.
            None => Err(Error::Denied),
        }
    }
}

impl<A: Act> Seen<A> {
    /// The code that belongs to a word of this dossier, for who is to tell it by another way.
    #[must_use]
    pub fn spoken(&self, word: &str) -> String {
        self.open.vault.spoken(self.open.id, word)
    }
}

impl<A: Act> Desk<A> {
    /// Whether this is the code that belongs to a word of this dossier, as somebody types it.
    #[must_use]
    pub fn is_spoken(&self, word: &str, typed: &str) -> bool {
        let typed: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
        let code = self.open.vault.spoken(self.open.id, word);
        code.as_bytes().ct_eq(typed.to_ascii_uppercase().as_bytes()).into()
    }

    /// For who came in with a code: the organisation for which they act, and as whom, as they say it themselves. For an account, which is
    /// somebody already, it changes nothing.
    pub fn said_by(mut self, agency: &AgencyId, name: Line, function: Line) -> Self {
        self.open.permit.said_by(agency.clone(), name, function);
        self
    }
}
