//! What an organisation calls the columns of its register. Whoever matched them by hand once need not do so again: the names lie with the
//! settings of the region, under the organisation, and hold nothing of the rows.

use super::WANTED;
use kernel::AgencyId;
use std::collections::BTreeMap;
use tables::Table;
use vault::{StoreError, Vault};

/// The most names that are kept, and the longest: a file of which the names were sought in the wrong row tells nothing lasting.
const MOST_NAMES: usize = 60;
const LONGEST: usize = 40;

fn setting(agency: &AgencyId) -> String {
    format!("register.columns.{agency}")
}

/// The names that this organisation matched before.
///
/// # Errors
/// When the store does not answer.
pub async fn remembered(vault: &Vault, agency: &AgencyId) -> Result<BTreeMap<String, String>, StoreError> {
    let text = vault.setting(&setting(agency)).await?.unwrap_or_default();
    // What cannot be read is asked again.
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// Keeps the names that were matched by hand in this table, beside those of before.
///
/// # Errors
/// When the store does not do it.
pub async fn remember(vault: &Vault, agency: &AgencyId, table: &Table) -> Result<(), StoreError> {
    let before = remembered(vault, agency).await?;
    let mut names = table.matched(&WANTED);
    names.retain(|name, _| name.chars().count() <= LONGEST);
    let older = before.clone().into_iter().filter(|(name, _)| !names.contains_key(name)).collect::<Vec<_>>();
    let room = MOST_NAMES.saturating_sub(names.len());
    names.extend(older.into_iter().take(room));
    if names == before {
        return Ok(());
    }
    let text = serde_json::to_string(&names).unwrap_or_default();
    vault.set_setting(&setting(agency), &text).await
}
