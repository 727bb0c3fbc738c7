//! Handing a case over to another house (CAS-06, Wgpga art. 7; WGS art. 2.28): the municipality of stay proposes what goes along, each organisation
//! that gave something of it answers for that, the three turn their keys on what is left, and the house that takes it over says so. Then this
//! table has nothing more to do with it ([ADR 33](../../../../../docs/adr/0033-a-case-goes-to-another-house.md)).

mod ground;
mod happening;
mod package;
mod packing;
mod parts;
mod steps;
mod taking;
mod tasks;

pub use ground::TransferGround;
pub use happening::Moved;
pub use package::{
    Answer, Arrival, NoPackage, Package, PackedAgreement, PackedDecision, PackedGoal, PackedItem, PackedName, Receipt,
    Sender, VERSION,
};
pub use packing::Signature;
pub(crate) use steps::is_same_place;
pub(in crate::case) use steps::same_key;

pub use crate::outgoing::Reply;
pub use parts::{Destination, PendingTransfer, Recalled, Replied, Returned, Sent, Transfer, Transferring};
