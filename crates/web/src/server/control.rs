//! What anybody may fetch to look whether history is whole: the newest checkpoint, the proof that it follows from an earlier one; and where
//! a witness whom the house named sends its signature, and another house its letter. Numbers and hashes; nothing of a person, and nothing that somebody who asks changes.

use super::{body, fault::Fault, house::House, json, session, trace::trace_of};
use crate::{handlers::Machine, machine::LETTER, values::Values};
use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::sync::Arc;
use vault::Cosigned;

fn text(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text).into_response()
}

fn or_problem(answer: Result<Response, Fault>, trace: &str, lang: kernel::Lang) -> Response {
    answer.unwrap_or_else(|fault| json::problem(&fault, trace, lang))
}

/// The newest checkpoint, as a signed note.
pub(crate) async fn checkpoint(house: &House, request: Request) -> Response {
    let (trace, lang) = (trace_of(request.extensions()), session::spoken(request.headers()));
    let newest = house.vault.newest_checkpoint().await.map_err(Fault::from);
    let answer = newest.and_then(|newest| newest.ok_or(Fault::Lost)).map(|newest| text(StatusCode::OK, newest.note));
    or_problem(answer, &trace, lang)
}

/// The proof between the sizes `van` and `tot`, a hash per line.
pub(crate) async fn proof(house: &House, request: Request) -> Response {
    let (trace, lang) = (trace_of(request.extensions()), session::spoken(request.headers()));
    let query = request.uri().query().unwrap_or_default().to_owned();
    drop(request);
    or_problem(prove(house, &query).await, &trace, lang)
}

async fn prove(house: &House, query: &str) -> Result<Response, Fault> {
    let asked = Values::from_form(query.as_bytes())?;
    let size = |name| asked.first(name).and_then(|text| text.parse::<u64>().ok()).ok_or(Fault::Unreadable);
    let proof = house.vault.proof(size("van")?, size("tot")?).await?.ok_or(Fault::Unreadable)?;
    Ok(text(StatusCode::OK, proof.iter().map(|hash| format!("{hash}\n")).collect()))
}

/// Takes in the signature of a witness under the checkpoint of size `omvang`.
pub(crate) async fn cosign(house: &Arc<House>, request: Request) -> Response {
    let (trace, lang) = (trace_of(request.extensions()), session::spoken(request.headers()));
    let (parts, sent) = request.into_parts();
    let answer = async {
        let values = body::read(house, &parts, sent, body::May::Json, body::From::Anybody).await?;
        let size = values.first("omvang").and_then(|text| text.parse().ok()).ok_or(Fault::Unreadable)?;
        let line = values.first("regel").ok_or(Fault::Unreadable)?.trim();
        Ok(match house.vault.keep_cosignature(size, line).await? {
            Cosigned::Kept => text(StatusCode::OK, "kept\n".to_owned()),
            Cosigned::Refused => {
                let why = "not a signature by a witness of this house under a checkpoint of this house\n";
                text(StatusCode::UNPROCESSABLE_ENTITY, why.to_owned())
            }
            Cosigned::Full => text(
                StatusCode::CONFLICT,
                "this checkpoint carries as many signatures as it can; sign the next\n".to_owned(),
            ),
        })
    };
    or_problem(answer.await, &trace, lang)
}

/// Takes in a letter of another machine, and answers it. What the handler does not know is not there.
pub(crate) async fn letter(house: &Arc<House>, machine: Machine, request: Request) -> Response {
    let (trace, lang) = (trace_of(request.extensions()), session::spoken(request.headers()));
    let (parts, sent) = request.into_parts();
    let answer = async {
        let values = body::read(house, &parts, sent, body::May::Form, body::From::Anybody).await?;
        let letter = values.first(LETTER).ok_or(Fault::Lost)?.to_owned();
        let (status, said) = machine(house.vault.clone(), letter).await?.ok_or(Fault::Lost)?;
        Ok(text(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), said))
    };
    or_problem(answer.await, &trace, lang)
}
