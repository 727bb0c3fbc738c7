//! One short talk with a machine elsewhere, over HTTP or, sealed and to a name that this machine trusts, over HTTPS. Never longer than it may
//! take, never more than fits.

use axum::body::Bytes;
use casework::beyond::{Carried, Carrier, UnreachedError};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{Request, Uri, client::conn::http1::handshake};
use hyper_util::rt::TokioIo;
use std::time::Duration;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};

/// Asks something, or sends a form. Gives the status and what was said.
///
/// # Errors
/// A sentence: no address, nobody there, no answer in time or too much of it.
pub(crate) async fn send(
    address: &str,
    form: Option<String>,
    patience: Duration,
    longest: usize,
) -> Result<(u16, String), String> {
    let asked = async {
        let uri: Uri = address.parse().map_err(|_| "no address".to_owned())?;
        let host = uri.host().ok_or("no address")?.to_owned();
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            Some(_) | None => return Err("an address begins with https:// or http://".into()),
        };
        let port = uri.port_u16().unwrap_or(if https { 443 } else { 80 });
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let stream = TcpStream::connect((bare, port)).await.map_err(|e| e.to_string())?;
        if https {
            let stream = vault::over_tls(bare, stream).await.map_err(|e| e.to_string())?;
            exchange(stream, &uri, form, longest).await
        } else {
            exchange(stream, &uri, form, longest).await
        }
    };
    tokio::time::timeout(patience, asked).await.unwrap_or_else(|_| Err("no answer".into()))
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    uri: &Uri,
    form: Option<String>,
    longest: usize,
) -> Result<(u16, String), String> {
    let (mut send, connection) = handshake(TokioIo::new(stream)).await.map_err(|e| e.to_string())?;
    tokio::spawn(connection);
    let request = Request::builder()
        .method(if form.is_some() { "POST" } else { "GET" })
        .uri(uri.path_and_query().map_or("/", |path| path.as_str()))
        .header("host", uri.authority().map_or("", |name| name.as_str()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Full::new(Bytes::from(form.unwrap_or_default())))
        .map_err(|e| e.to_string())?;
    let answer = send.send_request(request).await.map_err(|e| e.to_string())?;
    let status = answer.status().as_u16();
    let body = Limited::new(answer.into_body(), longest).collect().await.map_err(|e| e.to_string())?.to_bytes();
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

/// How long a house elsewhere may take to answer a letter.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest answer that is read, in bytes: as long a list of tags as is believed.
const LONGEST: usize = 256 * 1024;

/// Brings letters to other houses.
pub(crate) struct Messenger {
    pub(crate) patience: Duration,
}

impl Default for Messenger {
    fn default() -> Self {
        Self { patience: PATIENCE }
    }
}

impl Carrier for Messenger {
    fn carry<'a>(&'a self, address: &'a str, letter: String) -> Carried<'a> {
        Box::pin(async move {
            let to = format!("{}/huizen/brief", address.trim_end_matches('/'));
            let form = web::encode(&[(web::LETTER, letter.as_str())]);
            let said = send(&to, Some(form), self.patience, LONGEST).await;
            // Whatever the status: only what the other house signed counts.
            said.map(|(_, text)| text).map_err(|why| {
                tracing::warn!(%why, "another house does not answer; it is tried again");
                UnreachedError
            })
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests;
