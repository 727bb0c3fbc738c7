//! Taking a paper along. What leaves on paper is shielded and destroyed by nobody here, so an organisation says first on which ground it takes it,
//! and that it keeps it as safe as it is kept here (Wgpga art. 14 lid 3 en 17). Said once at a dossier it holds for its papers until it is said
//! anew; whoever reads on the screen says nothing. And what somebody gave goes along elsewhere only with their word for it.

mod consent;
mod shown;
mod statement;

pub use consent::Reply;
pub(crate) use consent::{read_reply, reply_fields};
pub(crate) use shown::{Taking, signed};
pub(crate) use statement::TOLD;
pub use statement::{Ground, Outgoing, Stated, Statement};
