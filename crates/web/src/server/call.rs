//! A request as the doors see it, whoever sends it; and a file that comes back, whoever takes it.

use super::{fault::Fault, house::House, source::source_of, trace::trace_of};
use crate::{
    answer::Download,
    ask::{Ask, Via},
    doors::Call,
    form::Filled,
    values::Values,
};
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use kernel::{DossierId, Lang};
use std::sync::Arc;

/// A request as the doors see it. An id that cannot be read is as unknown as one that does not exist.
pub(crate) async fn call(
    house: &Arc<House>,
    parts: &mut Parts,
    values: Values,
    actor: vault::Actor,
    lang: Lang,
    via: Via,
) -> Result<Call, Fault> {
    let (id, address_parts) = named_parts(parts).await?;
    let query = Values::from_form(parts.uri.query().unwrap_or_default().as_bytes())?;
    let now = house.vault.now();
    let here = parts.uri.path();
    let below = house.nav.iter().filter(|n| n.below == Some(here) && n.is_for(&house.vault, &actor));
    let below = below.map(|n| (n.address, n.label.clone())).collect();
    let ask = Ask {
        actor: actor.in_request(&trace_of(&parts.extensions)),
        lang,
        now,
        today: kernel::local_day(now),
        vault: house.vault.clone(),
        directory: house.vault.directory(),
        query,
        parts: address_parts,
        kinds: house.kinds.clone(),
        public_url: house.config.public_url.trim_end_matches('/').into(),
        below,
        ticket: None,
        source: source_of(&parts.extensions).text(),
        via,
        heavy: house.heavy.clone(),
    };
    Ok(Call { ask, id, values, address: parts.uri.path().to_owned(), draft: Filled::default() })
}

/// The dossier in an address, and its other parts.
pub(crate) async fn named_parts(parts: &mut Parts) -> Result<(Option<DossierId>, Values), Fault> {
    let (mut id, mut others) = (None, Values::default());
    let named = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Fault::Lost)?;
    for (name, text) in &named {
        if name == "id" {
            id = Some(text.parse::<DossierId>().map_err(|_| Fault::Lost)?);
        } else {
            others.put(name, text);
        }
    }
    Ok((id, others))
}

/// A file to take along.
pub(crate) fn download(file: Download) -> Response {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = file.name.chars().map(plain).collect();
    let how = if file.seen { "inline" } else { "attachment" };
    let disposition = HeaderValue::try_from(format!("{how}; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.kind)),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    (headers, file.bytes).into_response()
}
