//! What lies on the fullest table: items of several kinds, each with its owner, its need and its ground.

use casework::case::{Category, Heard, Nature, SpecialKind};

/// What an organisation puts on the table.
pub(super) struct Given {
    pub(super) who: &'static str,
    pub(super) category: Category,
    pub(super) nature: Nature,
    pub(super) text: &'static str,
    pub(super) why: &'static str,
    /// The third parties with which it is shared.
    pub(super) thirds: &'static [&'static str],
    pub(super) special: Option<SpecialKind>,
    /// How its giver knows a fact, and what they doubt.
    pub(super) known: Option<(Heard, Option<&'static str>)>,
    /// The instrument behind a judgement, with its version.
    pub(super) instrument: Option<(&'static str, &'static str)>,
}

pub(super) const GIVEN: Given = Given {
    who: "gemeente-hoorn",
    category: Category::Tasks,
    nature: Nature::Fact,
    text: "",
    why: "Nodig om te weten wat hem op de been houdt.",
    thirds: &[],
    special: None,
    known: None,
    instrument: None,
};

/// What lies there.
pub(super) const TABLE: &[Given] = &[
    Given {
        category: Category::Identity,
        text: "Woont bij zijn moeder. Bereikbaar via moeder, liefst na schooltijd.",
        why: "Nodig om hem en zijn moeder te spreken.",
        ..GIVEN
    },
    Given {
        text: "Was negen keer afwezig in zes weken, steeds op maandag.",
        thirds: &["school-hoorn"],
        known: Some((Heard::File, Some("De school meldt niet elke keer waarom iemand er niet is."))),
        ..GIVEN
    },
    Given {
        who: "politie-nh",
        category: Category::Police,
        text: "De wijkagent zag hem drie avonden laat alleen bij het station, met zijn telefoon.",
        why: "Nodig om te weten wanneer hij alleen is.",
        ..GIVEN
    },
    Given {
        who: "om-nh",
        category: Category::Justice,
        text: "Eén zaak: vernieling van een bushokje. Afgedaan met een leerstraf.",
        why: "Nodig om niet dubbel te straffen.",
        ..GIVEN
    },
    Given {
        who: "rvdk",
        category: Category::Related,
        text: "Zijn neef Lars komt elke zondag. Zij sleutelen samen aan brommers.",
        known: Some((Heard::Told, None)),
        thirds: &["ggz-nhn"],
        ..GIVEN
    },
    Given {
        who: "school-hoorn",
        text: "Haalt bij techniek goede cijfers en komt daar nooit te laat.",
        known: Some((Heard::Seen, None)),
        ..GIVEN
    },
    Given {
        who: "ggz-nhn",
        nature: Nature::Judgement,
        text: "Algemeen: slecht slapen en je terugtrekken passen bij somberheid. Een gesprek is zinvol.",
        special: Some(SpecialKind::Health),
        instrument: Some(("Vragenlijst slaap en stemming", "2024")),
        ..GIVEN
    },
];
