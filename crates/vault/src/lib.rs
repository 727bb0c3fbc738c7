//! The one room with data: rules, dossiers, book and keys, kept together because each relies on the others. All SQL and all ciphers are here.

mod doors;
mod engine;

pub use doors::{
    backup::{CareError, Findings, Restored, restore},
    code::code_claim,
    count::Counting,
    desk::{Desk, Past, Permit, Seen},
    keeping::{Draft, Error},
    list::{Cursor, Listed, TaskRow, Wanted},
    login::NotIn,
    people::NewAccount,
    session::{OpenSession, Session, SessionSort},
    vault::{CEILING, Clock, Closed, Opening, SystemClock, Vault},
};
pub use engine::{
    act::{Act, ActInfo, Sort},
    book::{Entry, Outcome, Purpose},
    directory::{Directory, House, Municipality},
    dossier::{Card, Dossier, Findable, Label, Row, Seat, Stamp, Task, Tier},
    drawers::{Drawn, Keep, Slip, SlipId},
    keys::{CannotOpen, Key, Random, SystemRandom},
    kind::Kind,
    people::{Actor, Agency, AgencyKind, Role},
    places::{NotDone, Places},
    rules::{Answer, Ground, Question, RuleError, Rulebook},
    store::{Database, Held, StoreError},
};
