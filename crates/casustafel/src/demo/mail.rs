//! Three people of the demonstration gave an address for mail, of whom one mistyped it. Nothing is sent from here: who answers is this file.

use vault::{Letter, MailWay, Posted, StoreError, Vault};

/// Who, at which address, when, and whether the mail server that is not there would know it.
const PEOPLE: [(&str, &str, MailWay, bool); 3] = [
    ("procesregisseur-nhn", "procesregisseur@example.org", MailWay::AtOnce, true),
    ("gemeente-hoorn", "veiligheid@example.org", MailWay::Daily, true),
    ("reclassering", "reclasering@example.org", MailWay::Daily, false),
];

/// They give it, and type the code that would be mailed.
///
/// # Errors
/// What the store says.
pub(super) async fn addresses(vault: &Vault) -> Result<(), StoreError> {
    for (person, address, way, known) in PEOPLE {
        let Some(actor) = vault.actor(person).await? else { continue };
        // It is the first of today, so none of them is told to come back tomorrow.
        drop(vault.mailbox_set(&actor, Some((address.to_owned(), way))).await?);
        let Some(mail) = vault.mail_next().await? else { continue };
        let letter = mail.letter.clone();
        vault.mail_posted(mail, if known { Posted::Sent } else { Posted::Refused }).await?;
        if let Letter::Code(code) = letter {
            drop(vault.mailbox_confirm(&actor, &code).await?);
        }
    }
    Ok(())
}
