//! Where somebody gives an address for mail, says when it is used, types the code and takes it away again.

use super::at::{CODE, OWN};
use askama::Template;
use kernel::{Lang, Refusal, Say, ShownDay, ShownMoment, day_month_year, local_minute};
use lettre::Address;
use schemars::JsonSchema;
use serde::Serialize;
use vault::{MailWay, Mailbox, MailboxStand, Role};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

const NO_ADDRESS: Say = Say::of(
    "Dit is geen mailadres. Typ het zoals in naam@organisatie.nl, zonder spaties en zonder letters met accenten.",
    "This is not a mail address. Type it as in name@organisation.nl, without spaces and without letters with accents.",
);
const NO_MAIL: Refusal = Refusal::of(
    "Dit huis verstuurt geen mail. U kunt uw adres wel weghalen.",
    "This house does not send mail. You can remove your address, though.",
);

/// An address and when it is used; nothing to take it away.
pub(super) struct Wanted(Option<(String, MailWay)>);

impl Form for Wanted {
    fn check(read: &mut Reader) -> Option<Self> {
        let address = read.may::<Typed>("address");
        // Asked always: a program that sends nothing it knows does not mean to take the address away.
        let way = read.choice::<MailWay>("way");
        let (address, way) = (address?, way?);
        Some(Self(address.map(|Typed(address)| (address, way))))
    }
}

/// An address as every mail server takes it.
struct Typed(String);

impl std::str::FromStr for Typed {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        // The most that a mail server has to take (RFC 5321, 4.5.3.1.3).
        let fits = text.is_ascii() && text.len() <= 254 && text.parse::<Address>().is_ok();
        if fits { Ok(Self(text.to_owned())) } else { Err(NO_ADDRESS.into()) }
    }
}

/// The code out of the mail.
pub(super) struct Code(String);

impl Form for Code {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must::<kernel::Line>("code").map(|code| Self(code.to_string()))
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "mail/pages/own.html")]
pub(super) struct OwnMail {
    #[serde(skip)]
    lang: Lang,
    /// Whether the house mails at all.
    mails: bool,
    address: Option<String>,
    way: Option<MailWay>,
    /// Whether the address was confirmed and is used.
    confirmed: bool,
    /// Until when the code is good that was sent there.
    code_until: Option<ShownMoment>,
    /// Since when the mail server refuses the address.
    refused_on: Option<ShownDay>,
    #[serde(skip)]
    keeps_the_house: bool,
    #[serde(skip)]
    forms: Vec<Html>,
}

/// Shows it.
pub(super) async fn show(ask: Ask, filled: Filled, mails: bool) -> Result<Page<OwnMail>, Trouble> {
    let mailbox = ask.vault.mailbox(&ask.actor).await?;
    let stand = mailbox.as_ref().map(|mailbox| mailbox.stand);
    let mut forms = Vec::new();
    let code_until = match stand {
        Some(MailboxStand::Coded(until)) if until > ask.now => Some(until),
        Some(_) | None => None,
    };
    if mails && code_until.is_some() {
        forms.push(code());
    }
    if mails || mailbox.is_some() {
        forms.push(wanted(mailbox.as_ref()));
    }
    let body = OwnMail {
        lang: ask.lang,
        mails,
        way: mailbox.as_ref().map(|mailbox| mailbox.way),
        confirmed: stand == Some(MailboxStand::Confirmed),
        code_until: code_until.map(local_minute),
        refused_on: match stand {
            Some(MailboxStand::Refused(on)) => Some(day_month_year(on)),
            Some(_) | None => None,
        },
        address: mailbox.map(|mailbox| mailbox.address),
        keeps_the_house: ask.actor.role == Role::Keeper,
        forms: forms.iter().map(|form| form.html(&ask, &filled, None)).collect(),
    };
    Ok(Page::of(&ask, Say::of("Mail", "Mail"), body))
}

fn code() -> FormSpec {
    FormSpec::to(CODE, Say::of("Adres bevestigen", "Confirm address"))
        .titled(Say::of("De code uit de mail", "The code in the mail"))
        .field(Field::line("code", Say::of("Code", "Code")).hint(Say::of(
            "Acht letters en cijfers. U kunt het vijf keer proberen.",
            "Eight letters and digits. You can try five times.",
        )))
}

fn wanted(mailbox: Option<&Mailbox>) -> FormSpec {
    let address =
        Field::line("address", Say::of("Mailadres van uw werk", "Mail address at work")).optional().hint(Say::of(
            "Naar een nieuw adres sturen wij eerst een code. Maak het veld leeg om het adres weg te halen.",
            "We first send a code to a new address. Empty this field to remove the address.",
        ));
    let way = Field::choice_of::<MailWay>("way", Say::of("Wanneer wilt u mail?", "When do you want mail?"));
    FormSpec::to(OWN, Say::of("Bewaren", "Save"))
        .titled(Say::of("Uw adres", "Your address"))
        .field(match mailbox {
            Some(mailbox) => address.value(mailbox.address.clone()),
            None => address,
        })
        .field(way.value(mailbox.map_or(MailWay::Daily, |mailbox| mailbox.way).word()))
}

/// Keeps the address, or takes it away.
pub(super) async fn keep(ask: Ask, form: Wanted, mails: bool) -> Result<Redirect, Trouble> {
    if !mails && form.0.is_some() {
        return Err(NO_MAIL.into());
    }
    ask.vault.mailbox_set(&ask.actor, form.0).await??;
    Ok(Redirect::to(OWN))
}

/// Confirms it.
pub(super) async fn confirm(ask: Ask, form: Code) -> Result<Redirect, Trouble> {
    ask.vault.mailbox_confirm(&ask.actor, &form.0).await??;
    Ok(Redirect::to(OWN))
}
