//! Keeping what was typed, and offering it again on its page.

use crate::{
    answer::Drawn,
    draft::{self, Draft, Why},
    form::Filled,
    rooms::{Address, Gives, Method},
    server::{fault::Fault, house::House, session::Visitor},
    values::Values,
};
use kernel::{DossierId, PersonId, Refusal, Say, Timestamp};

/// What is offered above a page: words that were not sent.
pub(crate) struct Offer {
    pub(crate) draft: Draft,
    pub(crate) key: String,
    pub(crate) at: Timestamp,
}

impl Offer {
    /// Whether the form is on this page.
    pub(crate) fn stands_on(&self, page: &Drawn) -> bool {
        stands_on(&self.draft.form, page)
    }
}

/// Whether a form that is sent to this address is on a page.
pub(crate) fn stands_on(form: &str, page: &Drawn) -> bool {
    page.html.as_str().contains(&format!("action=\"{form}\""))
}

/// The address that a form of who is logged in is sent to, and the dossier in it; nothing for any other address.
pub(crate) fn form_at<'a>(house: &'a House, path: &str) -> Option<(&'a Address, Option<DossierId>)> {
    let fits = |a: &&Address| a.method == Method::Post && a.login && matches_pattern(a.path, path);
    let address = house.addresses.iter().find(fits)?;
    let parts = address.path.split('/').zip(path.split('/'));
    let about = parts.into_iter().find(|(name, _)| *name == "{id}").map(|(_, id)| id.parse());
    match about {
        None => Some((address, None)),
        Some(id) => Some((address, Some(id.ok()?))),
    }
}

fn matches_pattern(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    let same = |(p, q): (&&str, &&str)| p == q || (p.starts_with('{') && !q.is_empty());
    pattern.len() == path.len() && pattern.iter().zip(&path).all(same)
}

/// Keeps what was typed in a form, instead of what was kept of it before. Gives when; nothing where there was nothing to keep.
pub(crate) async fn keep(
    house: &House,
    person: &PersonId,
    why: Why,
    (form, page): (&str, &str),
    values: &Values,
) -> Result<Result<Option<Timestamp>, Refusal>, Fault> {
    const FORM: Say = Say::of("Een formulier", "A form");
    // A question, such as one after a person, is asked or it is not; what was typed of it is kept only where it could not be asked.
    let keeps = |address: &Address| address.gives == Gives::Go || why == Why::Late;
    let Some((address, about)) = form_at(house, form).filter(|(address, _)| keeps(address)) else {
        return Ok(Ok(None));
    };
    let does = address.act.as_ref().map_or(FORM, |act| act.says.clone());
    let Some(draft) = Draft::of(why, (form, page), does, values) else { return Ok(Ok(None)) };
    let saw = values.first("_seq").and_then(|seq| seq.parse().ok());
    let kept = house.vault.unsent_keep(person, form, about.map(|id| (id, saw)), draft.bytes()).await?;
    Ok(kept.map(Some))
}

/// What who is logged in typed on this page and did not send: the forms with it, and what is said of each; the latest first.
pub(crate) async fn offered(house: &House, visitor: &Visitor, path: &str) -> Result<(Filled, Vec<Offer>), Fault> {
    let actor = &visitor.session.actor;
    if !actor.designated {
        return Ok(Default::default());
    }
    let all = draft::all_of(&house.vault, actor).await?;
    let here: Vec<Offer> = all
        .into_iter()
        .filter(|(draft, ..)| draft.path() == path)
        .map(|(draft, key, at)| Offer { draft, key, at })
        .collect();
    Ok((Filled::all_drafted(here.iter().map(|offer| offer.draft.filled())), here))
}

#[cfg(test)]
mod tests {
    use super::matches_pattern;

    #[test]
    fn an_address_fits_its_pattern_and_no_other() {
        assert!(matches_pattern("/brieven/{id}/toevoegen", "/brieven/7/toevoegen"));
        for other in ["/brieven/7", "/brieven//toevoegen", "/brieven/7/toevoegen/", "/brieven/7/anders", ""] {
            assert!(!matches_pattern("/brieven/{id}/toevoegen", other), "{other}");
        }
    }
}
