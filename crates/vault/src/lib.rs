//! Access, ledger, book and keys: the parts that must trust each other. The only SQL and the only cryptography of the house.

mod dossier;

pub use dossier::{
    Act, ActInfo, Actor, Agency, AgencyKind, Card, Dossier, Findable, Label, Role, Row, Seat, Sort,
    Stamp, Task, Tier,
};
