//! Where the pages about mail are.

/// One's own address.
pub(super) const OWN: &str = "/mijn-mail";
/// Where the code is typed.
pub(super) const CODE: &str = "/mijn-mail/code";
/// How mail is going.
pub(crate) const STATE: &str = "/beheer/mail";
