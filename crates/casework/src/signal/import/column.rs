//! The columns of a register of signals.

/// A column of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named by its heading below")]
pub enum Column {
    Reference,
    Received,
    Municipality,
    ReporterKind,
    Shielded,
    Channel,
    Name,
    Birth,
    Bsn,
    Facts,
    Reading,
    Ideology,
    Acute,
    Remark,
}

impl Column {
    pub(super) const ALL: [Self; 14] = [
        Self::Reference,
        Self::Received,
        Self::Municipality,
        Self::ReporterKind,
        Self::Shielded,
        Self::Channel,
        Self::Name,
        Self::Birth,
        Self::Bsn,
        Self::Facts,
        Self::Reading,
        Self::Ideology,
        Self::Acute,
        Self::Remark,
    ];

    /// What the column is called in the file.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Reference => "Kenmerk",
            Self::Received => "Ontvangen op",
            Self::Municipality => "Gemeente",
            Self::ReporterKind => "Soort melder",
            Self::Shielded => "Melder anoniem",
            Self::Channel => "Kanaal",
            Self::Name => "Naam betrokkene",
            Self::Birth => "Geboortedatum",
            Self::Bsn => "BSN",
            Self::Facts => "Feiten",
            Self::Reading => "Duiding melder",
            Self::Ideology => "Vermoedelijke ideologie",
            Self::Acute => "Spoed",
            Self::Remark => "Opmerking",
        }
    }

    /// Without these there is no signal to write down.
    pub(super) fn is_needed(self) -> bool {
        matches!(
            self,
            Self::Reference | Self::Received | Self::Municipality | Self::ReporterKind | Self::Name | Self::Facts
        )
    }
}
