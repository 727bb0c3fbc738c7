//! TLS to PostgreSQL: whom the certificate of the other end must come from. The ciphers are the library's; what is here is which of its
//! checks are asked for, by the words of libpq.

use super::super::StoreError;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Whose certificate will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trust {
    /// Anybody's: the wire is closed to who listens, not to who stands in between.
    Anybody,
    /// One that a root in this file signed, whatever name is in it.
    AnyName(PathBuf),
    /// One that a root in this file signed, for the host in the address.
    Name(PathBuf),
    /// One that a root of this machine signed, for the host in the address.
    System,
}

const NO_FILE: StoreError = StoreError::Told("sslrootcert: that file cannot be read");
const NO_ROOT: StoreError = StoreError::Told("sslrootcert: that file holds no certificate, as PEM, that can be a root");
const NO_SYSTEM: StoreError = StoreError::Told("sslrootcert=system: this machine has no roots (ca-certificates)");
const SETTING: StoreError = StoreError::Told("TLS cannot be set up");

/// What makes connections.
pub(super) fn connector(trust: &Trust) -> Result<MakeRustlsConnect, StoreError> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions();
    let builder = builder.map_err(|_| SETTING)?;
    let inner = match trust {
        Trust::Anybody => None,
        Trust::AnyName(file) | Trust::Name(file) => Some(from_file(file)?),
        Trust::System => Some(of_system()?),
    };
    let by = |roots| WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
    let inner = inner.map(by).transpose().map_err(|_| SETTING)?;
    let any_name = matches!(trust, Trust::AnyName(_));
    let verifier = Arc::new(Verifier { provider, inner, any_name });
    let config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn from_file(file: &Path) -> Result<RootCertStore, StoreError> {
    let pem = std::fs::read(file).map_err(|_| NO_FILE)?;
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        certificate.ok().and_then(|c| roots.add(c).ok()).ok_or(NO_ROOT)?;
    }
    if roots.is_empty() { Err(NO_ROOT) } else { Ok(roots) }
}

fn of_system() -> Result<RootCertStore, StoreError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() { Err(NO_SYSTEM) } else { Ok(roots) }
}

/// The library's own check, without the name or without any where that was asked for. That the other end has the key that belongs to
/// its certificate is always looked at.
#[derive(Debug)]
struct Verifier {
    provider: Arc<CryptoProvider>,
    inner: Option<Arc<WebPkiServerVerifier>>,
    any_name: bool,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(inner) = &self.inner else { return Ok(ServerCertVerified::assertion()) };
        match inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            // The name is looked at last, so everything else was right.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if self.any_name => Ok(ServerCertVerified::assertion()),
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
