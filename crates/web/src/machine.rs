//! The door for machines elsewhere: an address where a letter is sent to and answered. Who wrote it is for the handler to know, by what is in
//! the letter; one that it does not know finds what everybody finds at an address that is not there.

use crate::{
    address::{Address, Gives, Method},
    answer::Trouble,
    handlers::Machine,
    rooms::{Door, Rooms, without_act},
};
use std::{future::Future, sync::Arc};
use vault::Vault;

/// The field of a form in which a letter is sent.
pub const LETTER: &str = "brief";

impl Rooms {
    /// An address for machines elsewhere. Say why it needs no login.
    pub fn machine<W>(
        &mut self,
        path: &'static str,
        because: &'static str,
        hear: impl Fn(Vault, String) -> W + Send + Sync + 'static,
    ) -> &mut Self
    where
        W: Future<Output = Result<Option<(u16, String)>, Trouble>> + Send + 'static,
    {
        let machine: Machine = Arc::new(move |vault, letter| Box::pin(hear(vault, letter)));
        let address = Address { gives: Gives::File, ..without_act(Method::Post, path, because) };
        self.add(address, Door::Machine(machine))
    }
}
