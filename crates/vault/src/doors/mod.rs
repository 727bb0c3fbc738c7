//! The upper floor: everything somebody can ask of the vault. Each door asks the rule and writes in the book before it opens.

pub(crate) mod asking;
pub(crate) mod backup;
pub(crate) mod checkpoint;
pub(crate) mod clock;
pub(crate) mod code;
pub(crate) mod count;
pub(crate) mod desk;
pub(crate) mod forgetting;
pub(crate) mod keeping;
pub(crate) mod led;
pub(crate) mod list;
pub(crate) mod login;
pub(crate) mod look;
pub(crate) mod mandate;
pub(crate) mod naming;
pub(crate) mod people;
pub(crate) mod restore;
pub(crate) mod session;
pub(crate) mod shutting;
pub(crate) mod slip;
pub(crate) mod ticket;
pub(crate) mod vault;
pub(crate) mod version;
pub(crate) mod witness;
