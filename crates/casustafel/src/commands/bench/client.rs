//! One connection to the server under measurement, kept open.

use super::operation::Request;
use axum::body::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;

/// What the session of a browser is called over plain HTTP.
const COOKIE: &str = "casustafel";

/// A connection.
pub(crate) struct Client {
    send: SendRequest<Full<Bytes>>,
    host: String,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// A sentence when nobody listens.
    pub(crate) async fn connect(to: SocketAddr) -> Result<Self, String> {
        let stream = tokio::net::TcpStream::connect(to).await.map_err(|e| e.to_string())?;
        stream.set_nodelay(true).map_err(|e| e.to_string())?;
        let (send, connection) = handshake(TokioIo::new(stream)).await.map_err(|e| e.to_string())?;
        tokio::spawn(connection);
        Ok(Self { send, host: to.to_string() })
    }

    /// Asks, and reads the answer to its end. Gives the status and the size.
    ///
    /// # Errors
    /// A sentence when the connection broke.
    pub(crate) async fn ask(&mut self, token: &str, request: Request) -> Result<(u16, usize), String> {
        let (status, body) = self.read(token, request).await?;
        Ok((status, body.len()))
    }

    /// Asks, and reads the answer to its end. Gives the status and what was answered.
    ///
    /// # Errors
    /// A sentence when the connection broke.
    pub(super) async fn read(&mut self, token: &str, request: Request) -> Result<(u16, Bytes), String> {
        let identity = match &request.cookie {
            Some(cookie) => ("cookie", format!("{COOKIE}={cookie}")),
            None => ("authorization", format!("Bearer {token}")),
        };
        let request = hyper::Request::builder()
            .method(request.method)
            .uri(request.path)
            .header("host", &self.host)
            .header(identity.0, identity.1)
            .header("content-type", "application/json")
            .body(Full::new(Bytes::from(request.body)))
            .map_err(|e| e.to_string())?;
        self.send.ready().await.map_err(|e| e.to_string())?;
        let answer = self.send.send_request(request).await.map_err(|e| e.to_string())?;
        let status = answer.status().as_u16();
        let body = answer.into_body().collect().await.map_err(|e| e.to_string())?.to_bytes();
        Ok((status, body))
    }
}
