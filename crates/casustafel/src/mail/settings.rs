//! The settings for mail, and what is made of them: a house without them mails nothing.

use super::{Mail, post::Postman};
use crate::kept::is_kept;
use confique::Config;
use jiff::civil::Time;
use lettre::{
    Address,
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, CertificateStore, TlsParameters},
    },
};
use serde::Deserialize;
use std::{fs, net::IpAddr, path::PathBuf, time::Duration};

/// Mail, in a part of its own: `[mail]`. It says that something is asked and nothing else.
#[derive(Debug, Clone, Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub(crate) struct MailSettings {
    /// The mail server of the organisation, `host:port`. Without it nothing is mailed. It needs `from` and `public_url` as well.
    #[config(env = "CASUSTAFEL_MAIL_SERVER")]
    pub(crate) server: Option<String>,

    /// How others are kept from reading along: `starttls`, `tls` from the first byte on, or `none`, which is for a server on this machine only.
    #[config(env = "CASUSTAFEL_MAIL_TLS", default = "starttls")]
    pub(crate) tls: Secure,

    /// A file with the root certificate (PEM) by which the mail server is known; without it those of this machine.
    #[config(env = "CASUSTAFEL_MAIL_ROOT_FILE")]
    pub(crate) root_file: Option<PathBuf>,

    /// The address that mail comes from. What mail servers tell later of a mail that did not arrive goes there: look into it now and then.
    #[config(env = "CASUSTAFEL_MAIL_FROM")]
    pub(crate) from: Option<String>,

    /// The name by which the house logs in at the mail server, where that asks for one.
    #[config(env = "CASUSTAFEL_MAIL_LOGIN")]
    pub(crate) login: Option<String>,

    /// The file with the password for it (chmod 600). It stands in no setting.
    #[config(env = "CASUSTAFEL_MAIL_PASSWORD_FILE")]
    pub(crate) password_file: Option<PathBuf>,

    /// The hour, from 0 to 23 in Dutch time, from which on people are mailed on a working day when something new is asked of them.
    #[config(env = "CASUSTAFEL_MAIL_HOUR", default = 8)]
    pub(crate) hour: i8,
}

/// How a connection to the mail server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Secure {
    Starttls,
    Tls,
    None,
}

fn is_of_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

impl MailSettings {
    /// What mails, where the house does; `public_url` is the address that mail leads to.
    ///
    /// # Errors
    /// A sentence that names the setting that does not fit, or the file that cannot be read.
    pub(crate) fn mail(&self, public_url: Option<&str>) -> Result<Option<Mail>, String> {
        let hour = Time::new(self.hour, 0, 0, 0).map_err(|_| "settings: mail.hour is a number from 0 to 23")?;
        let Some(server) = &self.server else { return Ok(None) };
        let no_server = || format!("settings: mail.server is host:port, and not {server:?}");
        let (host, port) = server.rsplit_once(':').ok_or_else(no_server)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = port.parse().ok().filter(|port: &u16| *port > 0 && !host.is_empty()).ok_or_else(no_server)?;
        if self.tls == Secure::None && !is_of_this_machine(host) {
            return Err(
                "settings: mail.tls is none only for a mail server on this machine: on its way others could read along"
                    .into(),
            );
        }
        let link = public_url.ok_or("settings: mail.server needs public_url, the address that mail leads to")?;
        let from =
            self.from.as_deref().ok_or("settings: mail.server needs mail.from, the address that mail comes from")?;
        let from: Address = from.parse().map_err(|_| "settings: mail.from is no address for mail")?;
        if !AsRef::<str>::as_ref(&from).is_ascii() {
            return Err("settings: mail.from holds letters that not every mail server takes".into());
        }
        Ok(Some(Mail {
            postman: Postman {
                server: (host.to_owned(), port),
                starts_plain: self.tls != Secure::Tls,
                tls: self.parameters(host)?,
                from,
                credentials: self.credentials()?,
                link: link.trim_end_matches('/').to_owned(),
                patience: Duration::from_secs(40),
            },
            hour,
        }))
    }

    fn parameters(&self, host: &str) -> Result<Option<TlsParameters>, String> {
        if self.tls == Secure::None {
            return Ok(None);
        }
        let mut builder = TlsParameters::builder(host.to_owned());
        if let Some(file) = &self.root_file {
            let pem = fs::read(file).map_err(|e| format!("settings: mail.root_file {}: {e}", file.display()))?;
            let root = Certificate::from_pem(&pem)
                .map_err(|_| format!("settings: mail.root_file {} holds no certificate", file.display()))?;
            // That one and no other.
            builder = builder.certificate_store(CertificateStore::None).add_root_certificate(root);
        }
        builder.build().map(Some).map_err(|e| format!("settings: mail.tls: {e}"))
    }

    fn credentials(&self) -> Result<Option<Credentials>, String> {
        match (&self.login, &self.password_file) {
            (None, None) => Ok(None),
            (Some(login), Some(file)) => {
                is_kept(file, "the password for mail")?;
                let text = fs::read_to_string(file)
                    .map_err(|e| format!("settings: mail.password_file {}: {e}", file.display()))?;
                Ok(Some(Credentials::new(login.clone(), text.trim_end_matches(['\r', '\n']).to_owned())))
            }
            (Some(_), None) | (None, Some(_)) => Err("settings: mail.login and mail.password_file go together".into()),
        }
    }
}
