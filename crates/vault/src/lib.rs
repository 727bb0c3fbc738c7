//! The one room with data: rules, dossiers, book and keys, kept together because each relies on the others. All SQL and all ciphers are here.

mod act;
mod bearer;
mod book;
mod care;
mod desk;
mod directory;
mod dossier;
mod entry;
mod keys;
mod ledger;
mod lists;
mod live;
mod login;
mod measures;
mod open;
mod people;
mod rules;
mod sealed_file;
mod slips;
mod store;

pub use act::{Act, ActInfo, Sort};
pub use bearer::code_claim;
pub use book::{Entry, Outcome};
pub use care::{CareError, Findings, restore};
pub use desk::{Desk, Draft, Error, Permit, Seen};
pub use directory::{Directory, House, Municipality, NewAccount};
pub use dossier::{Card, Dossier, Findable, Label, Row, Seat, Stamp, Task, Tier};
pub use keys::{CannotOpen, Key, Random, SystemRandom};
pub use lists::{Cursor, Listed, TaskRow, Wanted};
pub use login::{LATER, Session, SessionSort};
pub use measures::Counting;
pub use open::{Clock, Closed, Kind, Opening, SystemClock, Vault};
pub use people::{Actor, Agency, AgencyKind, Role};
pub use rules::{Answer, Ground, Question, RuleError, Rulebook};
pub use slips::{Drawn, Keep, Slip, SlipId};
pub use store::{Database, Held, StoreError};
