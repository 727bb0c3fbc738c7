//! Reads what was sent: a form, a form with files, or JSON. Never more than fits, never by guessing.

use super::errors::Fault;
use crate::values::{Upload, Values};
use axum::{
    body::{Body, HttpBody},
    extract::{FromRequest, Multipart, Request},
    http::{header, request::Parts},
};
use std::{future::poll_fn, pin::Pin, time::Duration};

const FORM: usize = 1024 * 1024;
/// A file of 5 MiB, and the form around it.
const FILE: usize = 5 * 1024 * 1024 + 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);

/// The forms that may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum May {
    /// Only what a page can send.
    Form,
    /// JSON too.
    Json,
}

/// What was sent, by name.
pub(crate) async fn read(parts: &Parts, body: Body, may: May) -> Result<Values, Fault> {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/x-www-form-urlencoded" => Values::from_form(&bytes(body, FORM).await?).ok_or(Fault::Unreadable),
        "multipart/form-data" => with_files(parts.clone(), bytes(body, FILE).await?).await,
        "application/json" if may == May::Json => {
            let json = serde_json::from_slice(&bytes(body, FORM).await?).map_err(|_| Fault::Unreadable)?;
            Values::from_json(&json).ok_or(Fault::Unreadable)
        }
        "" => match bytes(body, FORM).await? {
            nothing if nothing.is_empty() => Ok(Values::default()),
            _ => Err(Fault::Kind),
        },
        _ => Err(Fault::Kind),
    }
}

/// All bytes, unless there are more than fit or they take too long.
async fn bytes(mut body: Body, most: usize) -> Result<Vec<u8>, Fault> {
    let told = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if told > most {
        return Err(Fault::TooBig);
    }
    let gather = async {
        let mut all = Vec::with_capacity(told);
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            let Ok(frame) = frame else { return Err(Fault::Unreadable) };
            if let Ok(data) = frame.into_data() {
                if all.len() + data.len() > most {
                    return Err(Fault::TooBig);
                }
                all.extend_from_slice(&data);
            }
        }
        Ok(all)
    };
    tokio::time::timeout(PATIENCE, gather).await.unwrap_or(Err(Fault::TooSlow))
}

async fn with_files(parts: Parts, bytes: Vec<u8>) -> Result<Values, Fault> {
    let request = Request::from_parts(parts, Body::from(bytes));
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Fault::Unreadable)?;
    let mut values = Values::default();
    while let Some(field) = form.next_field().await.map_err(|_| Fault::Unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let content = field.bytes().await.map_err(|_| Fault::Unreadable)?.to_vec();
        match file {
            Some(file) => values.put_file(Upload { field: name, name: file, bytes: content }),
            None => values.put(name, String::from_utf8(content).map_err(|_| Fault::Unreadable)?),
        }
    }
    Ok(values)
}
