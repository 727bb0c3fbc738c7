//! The columns of a register of signals, and the other names that registers give them.

use kernel::Say;
use tables::Wanted;

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
    /// Every column, in the order of a register.
    pub const ALL: [Self; 14] = [
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

    /// Where it stands in [`WANTED`].
    pub(super) fn place(self) -> usize {
        Self::ALL.iter().position(|column| *column == self).unwrap_or(Self::ALL.len())
    }

    /// What people call it who choose it by hand: the heading, and what that means.
    #[must_use]
    pub fn says(self) -> Say {
        let heading = self.heading();
        let english = match self {
            Self::Reference => "reference",
            Self::Received => "received on",
            Self::Municipality => "municipality",
            Self::ReporterKind => "kind of reporter",
            Self::Shielded => "anonymous reporter",
            Self::Channel => "channel",
            Self::Name => "name of the person",
            Self::Birth => "date of birth",
            Self::Bsn => return Say::of("BSN", "BSN"),
            Self::Facts => "facts",
            Self::Reading => "reporter's reading",
            Self::Ideology => "suspected ideology",
            Self::Acute => "urgent",
            Self::Remark => "remark",
        };
        Say::made(heading.to_owned(), format!("{heading} ({english})"))
    }

    /// The column at this place of [`WANTED`].
    pub(super) fn at(place: usize) -> Option<Self> {
        Self::ALL.get(place).copied()
    }
}

const fn column(key: &'static str, names: &'static [&'static str], needed: bool) -> Wanted {
    Wanted { key, names, needed }
}

/// The same in the order of [`Column::ALL`], as they are looked for in a file. Other names are those that mean this and nothing else; without
/// those that are needed there is no signal to write down.
pub const WANTED: [Wanted; 14] = [
    column("reference", &["Kenmerk", "Reference", "Zaaknummer", "Signaalnummer", "Volgnummer"], true),
    column("received", &["Ontvangen op", "Received on", "Datum ontvangst", "Ontvangstdatum"], true),
    column("municipality", &["Gemeente", "Municipality"], true),
    column("reporter", &["Soort melder", "Sort of reporter"], true),
    column("shielded", &["Melder anoniem", "Anonymous reporter"], false),
    column("channel", &["Kanaal", "Channel"], false),
    column("name", &["Naam betrokkene", "Name of the person", "Betrokkene"], true),
    column("birth", &["Geboortedatum", "Date of birth", "Geb.datum"], false),
    column("bsn", &["BSN", "Burgerservicenummer"], false),
    column("facts", &["Feiten", "Facts"], true),
    column("reading", &["Duiding melder", "Reading of the reporter"], false),
    column("ideology", &["Vermoedelijke ideologie", "Suspected ideology"], false),
    column("acute", &["Spoed", "Urgent"], false),
    column("remark", &["Opmerking", "Opmerkingen", "Remark"], false),
];
