//! Invented dossiers.

use vault::Vault;

/// Makes them.
///
/// # Errors
/// What the store or a rule of the profession says.
pub(crate) async fn fill(_vault: &Vault) -> Result<(), String> {
    Ok(())
}
