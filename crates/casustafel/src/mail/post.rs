//! Bringing mail to the mail server, one at a time over one connection. Step by step, because what a refusal means depends on the step: of the
//! address it is about that person, of anything else about the house. What a server says back may hold an address, and is looked at and
//! not kept.

use super::letter;
use lettre::{
    Address, Message,
    message::{Mailbox, SinglePart, header},
    transport::smtp::{
        Error as SmtpError,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt, Rset},
        extension::ClientId,
    },
};
use std::time::{Duration, SystemTime};
use vault::{MailTrouble, Outgoing, Posted};

/// Who brings mail to the server.
#[derive(Clone)]
pub(crate) struct Postman {
    pub(super) server: (String, u16),
    /// Whether a connection begins without TLS.
    pub(super) starts_plain: bool,
    /// Nothing where there is to be no TLS at all.
    pub(super) tls: Option<TlsParameters>,
    pub(super) from: Address,
    pub(super) credentials: Option<Credentials>,
    /// The address of the house.
    pub(super) link: String,
    /// So long one mail may take altogether, a connection included; well within the lease of who sends.
    pub(super) patience: Duration,
}

/// A connection that is kept between one mail and the next.
#[derive(Default)]
pub(crate) struct Line(Option<AsyncSmtpConnection>);

/// What stood in the way where the server was not heard, or hung up.
fn unheard(error: &SmtpError) -> MailTrouble {
    if error.is_timeout() {
        MailTrouble::Slow
    } else if error.is_tls() {
        MailTrouble::Tls
    } else {
        MailTrouble::Unreached
    }
}

/// The trouble of a step at which a server that says no means `no`.
fn told(error: &SmtpError, no: MailTrouble) -> MailTrouble {
    match error.status() {
        Some(_) if error.is_permanent() => no,
        Some(_) => MailTrouble::Busy,
        None => unheard(error),
    }
}

/// What a server means that does not take this address.
fn of_address(error: &SmtpError) -> Posted {
    let said = error.to_string();
    // 530: log in first. 5.7: the house may not send there at all. Neither says anything about the address.
    let of_the_house = said.contains("(530): ") || said.contains("): 5.7.");
    match error.status() {
        // It may be about this address alone: the others are tried all the same.
        Some(_) if error.is_permanent() && of_the_house => Posted::NotThis(MailTrouble::Sender),
        Some(_) if error.is_permanent() => Posted::Refused,
        // 421: it closes the line.
        Some(_) if !said.contains("(421): ") => Posted::NotThis(MailTrouble::Address),
        Some(_) => Posted::Down(MailTrouble::Busy),
        None => Posted::Down(unheard(error)),
    }
}

impl Postman {
    /// Brings one mail. The line goes on to the next one, as long as it is good.
    pub(crate) async fn bring(&self, line: &mut Line, mail: &Outgoing, now: SystemTime, word: &str) -> Posted {
        let how = match tokio::time::timeout(self.patience, self.say(line, mail, now, word)).await {
            Ok(Ok(())) => Posted::Sent,
            Ok(Err(how)) => how,
            Err(_) => Posted::Down(MailTrouble::Slow),
        };
        if let Posted::Down(_) = how {
            line.0 = None;
        }
        how
    }

    /// Says goodbye.
    pub(crate) async fn leave(&self, line: Line) {
        if let Some(mut line) = line.0 {
            // Whoever hangs up first, the mail was taken.
            drop(tokio::time::timeout(Duration::from_secs(5), line.quit()).await);
        }
    }

    async fn say(&self, line: &mut Line, mail: &Outgoing, now: SystemTime, word: &str) -> Result<(), Posted> {
        let to: Address = mail.to.parse().map_err(|_| Posted::Refused)?;
        let message = self.message(&to, mail, now, word).map_err(|_| Posted::Refused)?;
        let open = match &mut line.0 {
            Some(open) => open,
            none => none.insert(self.connect().await.map_err(Posted::Down)?),
        };
        let down = |no| move |e: SmtpError| Posted::Down(told(&e, no));
        open.command(Mail::new(Some(self.from.clone()), Vec::new())).await.map_err(down(MailTrouble::Sender))?;
        if let Err(e) = open.command(Rcpt::new(to, Vec::new())).await {
            let how = of_address(&e);
            // What was said of the address stays said, also when the server hangs up after it.
            if !matches!(how, Posted::Down(_)) && open.command(Rset).await.is_err() {
                line.0 = None;
            }
            return Err(how);
        }
        open.command(Data).await.map_err(down(MailTrouble::Busy))?;
        if let Err(e) = open.message(&message).await {
            // A server that answers says it of this mail, and often of its address; one that does not is down.
            let how = told(&e, MailTrouble::Busy);
            return Err(if e.status().is_some() { Posted::NotThis(how) } else { Posted::Down(how) });
        }
        Ok(())
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, MailTrouble> {
        let (server, hello) = ((self.server.0.as_str(), self.server.1), ClientId::default());
        let from_the_start = self.tls.clone().filter(|_| !self.starts_plain);
        let connecting = AsyncSmtpConnection::connect_tokio1(server, Some(self.patience), &hello, from_the_start, None);
        let mut line = connecting.await.map_err(|e| told(&e, MailTrouble::Busy))?;
        if let Some(tls) = self.tls.clone().filter(|_| self.starts_plain) {
            // A server that does not offer it gets no mail.
            line.starttls(tls, &hello).await.map_err(|e| {
                let slow = unheard(&e) == MailTrouble::Slow;
                if slow { MailTrouble::Slow } else { MailTrouble::Tls }
            })?;
        }
        if let Some(credentials) = &self.credentials {
            line.auth(DEFAULT_MECHANISMS, credentials).await.map_err(|e| match e.status() {
                // It asks for nothing by which the house could log in.
                None if e.is_client() => MailTrouble::Login,
                _ => told(&e, MailTrouble::Login),
            })?;
        }
        Ok(line)
    }

    fn message(
        &self,
        to: &Address,
        mail: &Outgoing,
        now: SystemTime,
        word: &str,
    ) -> Result<Vec<u8>, lettre::error::Error> {
        let message = Message::builder()
            .from(Mailbox::new(Some("Casustafel".to_owned()), self.from.clone()))
            .to(Mailbox::new(None, to.clone()))
            .subject(letter::subject(&mail.letter))
            .date(now)
            .message_id(Some(format!("<{word}@{}>", self.from.domain())))
            // Who is away does not answer it.
            .raw_header(auto_submitted())
            .singlepart(
                SinglePart::builder()
                    .header(header::ContentType::TEXT_PLAIN)
                    .body(letter::text(&mail.letter, &self.link)),
            )?;
        Ok(message.formatted())
    }
}

fn auto_submitted() -> header::HeaderValue {
    let name = header::HeaderName::new_from_ascii_str("Auto-Submitted");
    header::HeaderValue::new(name, "auto-generated".to_owned())
}
