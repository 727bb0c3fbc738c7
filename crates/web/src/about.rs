//! What everybody may read of the house itself, from the foot of every page: help, whom to ask, what is done with data, and how far it can be
//! used by everybody. Says only what the program does.

use crate::{
    answer::{Page, Trouble},
    ask::Guest,
};
use kernel::{Lang, Say};

#[derive(askama::Template)]
#[template(path = "about/help.html")]
pub(crate) struct Help {
    lang: Lang,
    /// Whom to ask, as the house says.
    contact: Option<String>,
}

#[derive(askama::Template)]
#[template(path = "about/privacy.html")]
pub(crate) struct Privacy {
    lang: Lang,
    contact: Option<String>,
}

#[derive(askama::Template)]
#[template(path = "about/access.html")]
pub(crate) struct Accessible {
    lang: Lang,
    contact: Option<String>,
}

/// The setting that says whom to ask: a name with a telephone number or an address.
const CONTACT: &str = "house.contact";

async fn contact(guest: &Guest) -> Result<Option<String>, Trouble> {
    Ok(guest.vault.setting(CONTACT).await?.filter(|text| !text.trim().is_empty()))
}

pub(crate) async fn help(guest: Guest) -> Result<Page<Help>, Trouble> {
    let contact = contact(&guest).await?;
    Ok(Page::open(Say::of("Hulp en contact", "Help and contact"), Help { lang: guest.lang, contact }))
}

pub(crate) async fn privacy(guest: Guest) -> Result<Page<Privacy>, Trouble> {
    let contact = contact(&guest).await?;
    Ok(Page::open(Say::of("Privacy", "Privacy"), Privacy { lang: guest.lang, contact }))
}

pub(crate) async fn accessible(guest: Guest) -> Result<Page<Accessible>, Trouble> {
    let contact = contact(&guest).await?;
    Ok(Page::open(Say::of("Toegankelijkheid", "Accessibility"), Accessible { lang: guest.lang, contact }))
}
