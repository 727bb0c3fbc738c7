//! What goes wrong at PostgreSQL, as a sentence for who keeps it. Of what the server itself says only the code is passed on: its words
//! could quote a value.

use super::super::StoreError;
use std::{error::Error as _, io};
use tokio_postgres::{Error, error::SqlState};

const NOBODY: &str = "PostgreSQL cannot be reached: nobody answers at that host and port; does the server run, and is it listening there?";
const SLOW: &str = "PostgreSQL cannot be reached: no answer within connect_timeout";
const NAME: &str = "PostgreSQL cannot be reached: the name of the host is not known";
const AWAY: &str = "PostgreSQL cannot be reached: the network does not bring us there";
const BROKEN_OFF: &str =
    "PostgreSQL broke off the connection before it stood; does PostgreSQL listen there, and is it not stopping?";
const PASSWORD: &str =
    "PostgreSQL refuses this user with this password; look at the address, PGPASSWORD and the password file";
const NO_PASSWORD: &str =
    "PostgreSQL asks for a password and none is given: put it in a password file (PGPASSFILE) or in PGPASSWORD";
const NOT_LET_IN: &str =
    "PostgreSQL does not let this user in from here: look at pg_hba.conf, and whether the role exists";
const ABSENT: &str = "there is no such database at the PostgreSQL server: createdb makes one";
const DENIED: &str =
    "PostgreSQL does not permit this user to do that: the database and its tables must be the user's own";
const MANY: &str = "PostgreSQL has no connection left: raise max_connections, or lower `readers`";
const DOWN: &str = "PostgreSQL is shutting down or starting; try again in a moment";
const CUT_OFF: &str = "PostgreSQL took longer than statement_timeout over one statement, and was stopped";
const READ_ONLY: &str = "PostgreSQL lets nobody write here: this is a standby, or made read-only";
const NO_TLS: &str = "PostgreSQL speaks no TLS there, and sslmode asks for it: set ssl = on at the server";
const STRANGER: &str = "the certificate of PostgreSQL is not trusted: no root in sslrootcert signed it";
const OTHER_NAME: &str = "the certificate of PostgreSQL is for another name than the host in the address";
const NOT_NOW: &str =
    "the certificate of PostgreSQL has run out, or begins later; or the clock of this machine is wrong";
const BAD_CERT: &str = "the certificate of PostgreSQL is not trusted";
const TLS: &str = "PostgreSQL and this program do not agree on TLS";
const ADDRESS: &str =
    "the address of PostgreSQL cannot be read: postgres://user@host:port/name, and behind a ? only what libpq knows";
/// What a pooler in transaction mode is told, wherever it is noticed.
pub(super) const POOLER: StoreError = StoreError::Told(
    "between here and PostgreSQL stands a pooler that gives each transaction another connection: give this program a direct address, \
     or a pool in session mode",
);

/// Picked up, and nothing after that.
pub(super) const SILENT: StoreError = StoreError::Told(SLOW);

/// An address that cannot be read. Its error could quote a piece of it, which may be a piece of the password.
pub(super) fn address(_: &Error) -> StoreError {
    StoreError::Told(ADDRESS)
}

/// What went wrong while connecting.
pub(super) fn connecting(e: &Error) -> StoreError {
    if let Some(db) = e.as_db_error() {
        return by_code(db.code()).unwrap_or_else(|| named(db.code()));
    }
    StoreError::Told(match () {
        () if is_tls(e) => certificate(e),
        () if e.source().is_some_and(|s| s.to_string() == "password missing") => NO_PASSWORD,
        () => match root(e).map(|io| (io.kind(), io.to_string())) {
            Some((io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound, _)) => NOBODY,
            Some((io::ErrorKind::TimedOut, _)) => SLOW,
            Some((io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable, _)) => AWAY,
            // What looks names up has no kind of its own.
            Some((_, said)) if said.starts_with("failed to lookup") => NAME,
            // Ended before it began: the server stops, or something else than PostgreSQL answers there.
            Some(_) => BROKEN_OFF,
            None if e.is_closed() => BROKEN_OFF,
            None => return StoreError::Engine(format!("postgres: {e}")),
        },
    })
}

/// Whether the two ends failed to agree on TLS.
pub(super) fn is_tls(e: &Error) -> bool {
    e.to_string() == "error performing TLS handshake" || rustls_error(e).is_some()
}

fn root(e: &Error) -> Option<&io::Error> {
    e.source().and_then(|source| source.downcast_ref())
}

fn rustls_error(e: &Error) -> Option<&rustls::Error> {
    root(e)?.get_ref()?.downcast_ref()
}

fn certificate(e: &Error) -> &'static str {
    use rustls::CertificateError as Bad;
    let Some(why) = rustls_error(e) else {
        let none = e.source().is_some_and(|s| s.to_string() == "server does not support TLS");
        return if none { NO_TLS } else { TLS };
    };
    let rustls::Error::InvalidCertificate(bad) = why else { return TLS };
    if matches!(bad, Bad::UnknownIssuer) {
        STRANGER
    } else if matches!(bad, Bad::NotValidForName | Bad::NotValidForNameContext { .. }) {
        OTHER_NAME
    } else if matches!(
        bad,
        Bad::Expired | Bad::ExpiredContext { .. } | Bad::NotValidYet | Bad::NotValidYetContext { .. }
    ) {
        NOT_NOW
    } else {
        BAD_CERT
    }
}

/// Sentences by the code of the server; none for a code that only a programmer can do something about.
fn by_code(code: &SqlState) -> Option<StoreError> {
    let sentence = |it: &'static str| Some(StoreError::Told(it));
    match code.code() {
        "28P01" => sentence(PASSWORD),
        "28000" => sentence(NOT_LET_IN),
        "3D000" => sentence(ABSENT),
        "42501" => sentence(DENIED),
        "53300" => sentence(MANY),
        "57P01" | "57P02" | "57P03" => sentence(DOWN),
        "57014" => sentence(CUT_OFF),
        "25006" => sentence(READ_ONLY),
        // A prepared statement that is not there any more, or is there already: it was made on another connection.
        "26000" | "42P05" => Some(POOLER),
        "53100" => Some(StoreError::Full),
        _ => None,
    }
}

/// The code only: a message of the server could quote a value.
fn named(code: &SqlState) -> StoreError {
    StoreError::Engine(format!("postgres: {}", code.code()))
}

impl From<Error> for StoreError {
    /// What went wrong on a connection that was there.
    fn from(e: Error) -> Self {
        let Some(db) = e.as_db_error() else {
            let gone = e.is_closed() || root(&e).is_some();
            return if gone { Self::Lost } else { Self::Engine(format!("postgres: {e}")) };
        };
        match db.code().code() {
            "23505" => Self::Taken,
            "40001" | "40P01" | "55P03" => Self::Busy,
            // The server ended this connection: it stops, somebody ended it, or a transaction stood still for too long.
            "57P01" | "57P02" | "57P03" | "57P05" | "25P03" => Self::Lost,
            _ => by_code(db.code()).unwrap_or_else(|| named(db.code())),
        }
    }
}
