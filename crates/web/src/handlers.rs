//! The shapes of handlers. A plain async function of the right parameters is a handler; nobody implements these by hand.

use crate::{
    answer::{Download, Drawn, Page, Redirect, Trouble},
    ask::{Ask, Guest, Visit},
    form::{Filled, Form},
};
use std::{future::Future, pin::Pin, sync::Arc};
use vault::{Act, Desk, Vault};

/// What a handler promises.
pub(crate) type Promise<T> = Pin<Box<dyn Future<Output = Result<T, Trouble>> + Send>>;

/// What an address for machines does with a letter: a status and an answer, or nothing.
pub(crate) type Machine = Arc<dyn Fn(Vault, String) -> Promise<Option<(u16, String)>> + Send + Sync>;

fn drawn<B: 'static>(page: impl Future<Output = Result<Page<B>, Trouble>> + Send + 'static) -> Promise<Drawn> {
    Box::pin(async { page.await.map(Page::drawn) })
}

/// `async fn(ask: Ask) -> Result<Page<B>, Trouble>`
pub trait Lists: Send + Sync + 'static {
    /// What its page is made of.
    type Body;
    #[doc(hidden)]
    fn run(&self, ask: Ask) -> Promise<Drawn>;
}

impl<F, P, B> Lists for F
where
    F: Fn(Ask) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Page<B>, Trouble>> + Send + 'static,
    B: 'static,
{
    type Body = B;
    fn run(&self, ask: Ask) -> Promise<Drawn> {
        drawn(self(ask))
    }
}

/// `async fn(guest: Guest) -> Result<Page<B>, Trouble>`
pub trait Welcomes: Send + Sync + 'static {
    /// What its page is made of.
    type Body;
    #[doc(hidden)]
    fn run(&self, guest: Guest) -> Promise<Drawn>;
}

impl<F, P, B> Welcomes for F
where
    F: Fn(Guest) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Page<B>, Trouble>> + Send + 'static,
    B: 'static,
{
    type Body = B;
    fn run(&self, guest: Guest) -> Promise<Drawn> {
        drawn(self(guest))
    }
}

/// `async fn(visit: Visit<A>, filled: Filled) -> Result<Page<B>, Trouble>`
pub trait Shows<A: Act>: Send + Sync + 'static {
    /// What its page is made of.
    type Body;
    #[doc(hidden)]
    fn run(&self, visit: Visit<A>, filled: Filled) -> Promise<Drawn>;
}

impl<A, F, P, B> Shows<A> for F
where
    A: Act,
    F: Fn(Visit<A>, Filled) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Page<B>, Trouble>> + Send + 'static,
    B: 'static,
{
    type Body = B;
    fn run(&self, visit: Visit<A>, filled: Filled) -> Promise<Drawn> {
        drawn(self(visit, filled))
    }
}

/// `async fn(visit: Visit<A>) -> Result<Download, Trouble>`
pub trait Prints<A: Act>: Send + Sync + 'static {
    #[doc(hidden)]
    fn run(&self, visit: Visit<A>) -> Promise<Download>;
}

impl<A, F, P> Prints<A> for F
where
    A: Act,
    F: Fn(Visit<A>) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Download, Trouble>> + Send + 'static,
{
    fn run(&self, visit: Visit<A>) -> Promise<Download> {
        Box::pin(self(visit))
    }
}

/// `async fn(ask: Ask) -> Result<Download, Trouble>`
pub trait Takes: Send + Sync + 'static {
    #[doc(hidden)]
    fn run(&self, ask: Ask) -> Promise<Download>;
}

impl<F, P> Takes for F
where
    F: Fn(Ask) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Download, Trouble>> + Send + 'static,
{
    fn run(&self, ask: Ask) -> Promise<Download> {
        Box::pin(self(ask))
    }
}

/// `async fn(ask: Ask, filled: Filled) -> Result<Page<B>, Trouble>`
pub trait Invites: Send + Sync + 'static {
    /// What its page is made of.
    type Body;
    #[doc(hidden)]
    fn run(&self, ask: Ask, filled: Filled) -> Promise<Drawn>;
}

impl<F, P, B> Invites for F
where
    F: Fn(Ask, Filled) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Page<B>, Trouble>> + Send + 'static,
    B: 'static,
{
    type Body = B;
    fn run(&self, ask: Ask, filled: Filled) -> Promise<Drawn> {
        drawn(self(ask, filled))
    }
}

/// `async fn(desk: Desk<A>, ask: Ask, form: F) -> Result<Redirect, Trouble>`
pub trait Does<A: Act, F: Form>: Send + Sync + 'static {
    #[doc(hidden)]
    fn run(&self, desk: Desk<A>, ask: Ask, form: F) -> Promise<Redirect>;
}

impl<A, F, H, P> Does<A, F> for H
where
    A: Act,
    F: Form,
    H: Fn(Desk<A>, Ask, F) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Redirect, Trouble>> + Send + 'static,
{
    fn run(&self, desk: Desk<A>, ask: Ask, form: F) -> Promise<Redirect> {
        Box::pin(self(desk, ask, form))
    }
}

/// `async fn(ask: Ask, form: F) -> Result<Page<B>, Trouble>`
pub trait Answers<F: Form>: Send + Sync + 'static {
    /// What its page is made of.
    type Body;
    #[doc(hidden)]
    fn run(&self, ask: Ask, form: F) -> Promise<Drawn>;
}

impl<F, H, P, B> Answers<F> for H
where
    F: Form,
    H: Fn(Ask, F) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Page<B>, Trouble>> + Send + 'static,
    B: 'static,
{
    type Body = B;
    fn run(&self, ask: Ask, form: F) -> Promise<Drawn> {
        drawn(self(ask, form))
    }
}

/// `async fn(ask: Ask, form: F) -> Result<Redirect, Trouble>`
pub trait Settles<F: Form>: Send + Sync + 'static {
    #[doc(hidden)]
    fn run(&self, ask: Ask, form: F) -> Promise<Redirect>;
}

impl<F, H, P> Settles<F> for H
where
    F: Form,
    H: Fn(Ask, F) -> P + Send + Sync + 'static,
    P: Future<Output = Result<Redirect, Trouble>> + Send + 'static,
{
    fn run(&self, ask: Ask, form: F) -> Promise<Redirect> {
        Box::pin(self(ask, form))
    }
}
