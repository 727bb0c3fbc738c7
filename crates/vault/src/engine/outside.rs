//! The way out to a house elsewhere, over TLS: for a witness, who runs this program without a store.

use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use std::{io, sync::Arc};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// Speaks TLS over a connection, with whoever has a certificate for this name that a root of this machine signed. How long it may take is
/// for the caller to say.
///
/// # Errors
/// No roots on this machine, a name that is none, and what the other end shows.
pub async fn over_tls<S: AsyncRead + AsyncWrite + Unpin + Send>(host: &str, stream: S) -> io::Result<TlsStream<S>> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err(io::Error::other("this machine has no roots to trust (ca-certificates)"));
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
    let config = builder.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}
