//! The one room with data: rules, dossiers, book and keys, kept together because each relies on the others. All SQL and all ciphers are here.

mod doors;
mod engine;

#[cfg(test)]
extern crate self as vault;
#[cfg(test)]
mod tests;

pub use doors::{
    asking::{PutQuestion, QUESTIONS_A_DAY},
    backup::{BackupError, Findings},
    blind::{BlindAnswer, Blinded, Errand, FromNeighbour, Matched, Tagged},
    checkpoint::{Checkpoint, Cosigned, KeptNote, NamedWitness, Outside},
    clock::RunOut,
    code::code_claim,
    count::Counting,
    desk::{Desk, Past, Seen},
    handing::{Sitter, SitterState, TableRow, Tables},
    keeping::{Draft, Error},
    list::{Cursor, Listed, Wanted},
    login::NotIn,
    mail::{MailState, Mailbox, MailboxStand},
    neighbours::{NeighbourDid, NeighbourState},
    over::{Due, Sieve, Standing},
    people::NewAccount,
    permit::Permit,
    promises::{Expected, Promised},
    region::{AtStake, RegionError},
    restore::{Restored, restore, restore_keys},
    secrecy::secrecy_version,
    session::{OpenSession, Session, SessionSort},
    succeeding::{Left, Passed, Passing},
    tables::{Coming, Waits},
    taking::Taken,
    tasks::{Asked, TaskRow},
    unopened::OpenError,
    unsent::{Sending, SendingMark, Sent, Unsent},
    vault::{CEILING, Opening, Vault},
    version::Version,
    witness::{Looked, Witness, WitnessError, Witnessed},
};
pub use engine::{
    act::{Act, ActInfo, Sort},
    blind::BlindError,
    book::{Entry, Outcome, Purpose},
    directory::{Directory, House, Municipality},
    dossier::{Author, Called, Card, Dossier, Findable, Label, Row, Seat, Stamp, Tier},
    drawers::{Drawn, Keep, Slip, SlipId},
    former::MunicipalitySaid,
    keyring::RingError,
    keys::{Key, Random, SealError, SystemRandom},
    kind::Kind,
    live::Changes,
    log::NoteError,
    mail::{Letter, MailTrouble, MailWay, Outgoing, Posted},
    neighbour::{Neighbour, NeighbourKey, NeighbourLetter, NoKeyError},
    office::{Leaving, Mandate, Office, Right},
    outside::over_tls,
    people::{Actor, Agency, AgencyKind, Colleague, Role},
    places::{Places, PlacesError},
    plan::{Planned, RegionPlan},
    promise::Promise,
    ring::Again,
    rules::{Answer, Ground, Question, RuleError, Rulebook},
    seating::{Named, NamingDesk, Persons},
    store::{Database, Held, StoreError},
    succession::{Body, Former, Succession, Why},
    task::Task,
    there::{AskedThere, There},
    time::{Clock, SystemClock},
    touch::Touch,
};
