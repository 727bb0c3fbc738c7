//! Reads what was sent: a form, a form with files, or JSON. Never more than fits, never for longer than it may take, never by guessing.

use super::{fault::Fault, house::House};
use crate::{
    json,
    values::{Bounds, Upload, Values},
};
use axum::{
    body::{Body, HttpBody},
    extract::{FromRequest, Multipart, Request},
    http::{header, request::Parts},
};
use std::{future::poll_fn, pin::Pin, sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// The lines and marks around a file in a form, in bytes.
const AROUND: usize = 64 * 1024;
/// So many bytes more of somebody who is logged in are read and thrown away. A browser that is still sending does not listen, and would show
/// that the connection broke instead of the answer.
const PASSED_OVER: usize = 64 * 1024 * 1024;

/// The forms that may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum May {
    /// Only what a page can send.
    Form,
    /// JSON too.
    Json,
}

/// Who sends it. Bodies of people who are logged in have room of their own, that nobody else can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// Somebody who is logged in; files too.
    Known,
    /// Somebody who may be anybody; a small form, and no files.
    Anybody,
}

/// What was sent, by name.
pub(crate) async fn read(house: &House, parts: &Parts, body: Body, may: May, from: From) -> Result<Values, Fault> {
    let limits = &house.config.limits;
    let (form, file, past, room) = match from {
        From::Known => (limits.form.bytes, limits.file.saturating_add(AROUND), PASSED_OVER, &house.bodies),
        From::Anybody => {
            let form = limits.form.bytes.min(limits.strangers_form);
            (form, form, 0, &house.strangers_bodies)
        }
    };
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let taking = |most| Taking { most, past, room: Arc::clone(room), whole: limits.body, stall: limits.stall };
    let (mut values, held) = match kind.as_str() {
        "application/x-www-form-urlencoded" => {
            let (bytes, held) = taking(form).all_of(body).await?;
            (Values::from_form_within(&bytes, &limits.form)?, held)
        }
        "multipart/form-data" => {
            let Taken { bytes, held, cut } = taking(file).take(body).await?;
            let mut values = with_files(parts.clone(), bytes, &limits.form).await?;
            if cut && !values.leave_large_files(limits.file) {
                return Err(Fault::TooBig);
            }
            (values, held)
        }
        "application/json" if may == May::Json => {
            let (bytes, held) = taking(form).all_of(body).await?;
            (json::read(&bytes, &limits.form)?, held)
        }
        "" => match taking(form).all_of(body).await? {
            (nothing, held) if nothing.is_empty() => (Values::default(), held),
            _ => return Err(Fault::Kind),
        },
        _ => return Err(Fault::Kind),
    };
    values.keep_room(held);
    Ok(values)
}

/// How a body is taken in: how much, how much more may come and is thrown away, in which room, how long.
struct Taking {
    most: usize,
    past: usize,
    room: Arc<Semaphore>,
    whole: Duration,
    stall: Duration,
}

/// What was taken in, with the room it takes.
struct Taken {
    bytes: Vec<u8>,
    held: Option<OwnedSemaphorePermit>,
    /// There was more than fits. Of that the very last part is here, joined to the first: what lay between them is gone.
    cut: bool,
}

impl Taking {
    /// All bytes, unless there are more than fit or they take too long; with the room they take.
    async fn all_of(self, body: Body) -> Result<(Vec<u8>, Option<OwnedSemaphorePermit>), Fault> {
        let Taken { bytes, held, cut } = self.take(body).await?;
        if cut { Err(Fault::TooBig) } else { Ok((bytes, held)) }
    }

    /// All bytes that fit, and of what is more the end.
    async fn take(self, mut body: Body) -> Result<Taken, Fault> {
        let ceiling = self.most.saturating_add(self.past);
        if usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX) > ceiling {
            return Err(Fault::TooBig);
        }
        let gather = async {
            // What was promised is not set apart: only what has really come takes room.
            let (mut bytes, mut end, mut held) = (Vec::new(), Vec::new(), None);
            let (mut come, mut cut) = (0_usize, false);
            loop {
                let frame = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx));
                let frame = timeout(self.stall, frame).await.map_err(|_| Fault::TooSlow)?;
                let Some(frame) = frame else {
                    bytes.append(&mut end);
                    return Ok(Taken { bytes, held, cut });
                };
                let Ok(data) = frame.map_err(|_| Fault::Unreadable)?.into_data() else { continue };
                come = come.saturating_add(data.len());
                if come > ceiling {
                    return Err(Fault::TooBig);
                }
                cut = come > self.most;
                let (fits, more) = data.split_at(data.len().min(self.most - bytes.len()));
                bytes.extend_from_slice(fits);
                end.extend_from_slice(more);
                let too_much = end.len().saturating_sub(AROUND);
                end.drain(..too_much);
                self.hold(bytes.len() + end.len(), &mut held)?;
            }
        };
        timeout(self.whole, gather).await.unwrap_or(Err(Fault::TooSlow))
    }

    /// Takes as much more of the room as these bytes need.
    fn hold(&self, bytes: usize, held: &mut Option<OwnedSemaphorePermit>) -> Result<(), Fault> {
        let more = bytes.div_ceil(1024) - held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = u32::try_from(more).map_err(|_| Fault::TooBig)?;
        if more > 0 {
            let taken = Arc::clone(&self.room).try_acquire_many_owned(more).map_err(|_| Fault::Busy)?;
            match held {
                Some(held) => held.merge(taken),
                None => *held = Some(taken),
            }
        }
        Ok(())
    }
}

async fn with_files(parts: Parts, bytes: Vec<u8>, bounds: &Bounds) -> Result<Values, Fault> {
    let request = Request::from_parts(parts, Body::from(bytes));
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Fault::Unreadable)?;
    let mut values = Values::default();
    while let Some(field) = form.next_field().await.map_err(|_| Fault::Unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|_| Fault::Unreadable)?;
        match file {
            Some(file) => values.take_file(Upload { field: name, name: file, bytes }, bounds)?,
            None => values.take(&name, std::str::from_utf8(&bytes).map_err(|_| Fault::Unreadable)?, bounds)?,
        }
    }
    Ok(values)
}
