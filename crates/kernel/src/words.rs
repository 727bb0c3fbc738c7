//! Fixed words: an enum that is stored by its word, offered in forms and shown in both languages.

use crate::Say;

/// An enum of which a person chooses one.
pub trait Choice: Copy + 'static {
    /// Every value, in the order in which they are shown.
    fn all() -> &'static [Self];
    /// The word in forms, in the rules and in the store.
    fn word(self) -> &'static str;
    /// What people read.
    fn says(self) -> Say;

    /// The one with this word; any other word is none.
    #[must_use]
    fn of_word(word: &str) -> Option<Self> {
        Self::all().iter().copied().find(|one| one.word() == word)
    }

    /// The one that a person means who writes its word or its name in either language; capitals and signs do not count.
    #[must_use]
    fn meant_by(text: &str) -> Option<Self> {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let asked = letters(text);
        Self::all().iter().copied().find(|one| {
            let says = one.says();
            [one.word(), &says.nl, &says.en].into_iter().any(|name| letters(name) == asked)
        })
    }
}

/// Declares an enum of fixed words: per value the word it is stored and sent by, and what people call it in Dutch and English.
///
/// ```
/// kernel::words! {
///     /// Whether it was so.
///     pub enum Mark {
///         /// It was.
///         Yes = "yes", "Ja", "Yes";
///         No = "no", "Nee", "No";
///     }
/// }
/// assert_eq!((Mark::Yes.word(), &*Mark::No.says().nl), ("yes", "Nee"));
/// assert_eq!(serde_json::to_string(&Mark::ALL).unwrap(), r#"["yes","no"]"#);
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $vis:vis enum $name:ident {
        $($(#[$value_doc:meta])* $value:ident = $word:literal, $nl:literal, $en:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name {
            $($(#[$value_doc])* #[doc = $en] #[serde(rename = $word)] $value,)*
        }

        impl $name {
            /// Every one, in the order in which people are offered them.
            $vis const ALL: [Self; [$($word),*].len()] = [$(Self::$value),*];

            /// The word in forms, in the rules and in the store.
            #[must_use]
            $vis const fn word(self) -> &'static str {
                match self { $(Self::$value => $word),* }
            }

            /// What people call it.
            #[must_use]
            $vis const fn says(self) -> $crate::Say {
                match self { $(Self::$value => $crate::Say::of($nl, $en)),* }
            }
        }

        impl $crate::schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut $crate::schemars::SchemaGenerator) -> $crate::schemars::Schema {
                $crate::words_schema(&[$($word),*])
            }
        }

        impl $crate::Choice for $name {
            fn all() -> &'static [Self] {
                &Self::ALL
            }
            fn word(self) -> &'static str {
                Self::word(self)
            }
            fn says(self) -> $crate::Say {
                Self::says(self)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::{Choice, Say};

    words! {
        enum Colour {
            LightBlue = "light-blue", "Lichtblauw", "Light blue";
            Red = "red", "Rood", "Red";
        }
    }

    #[test]
    fn a_word_is_stored_and_found_back_and_any_other_is_none() {
        assert_eq!(serde_json::to_string(&Colour::LightBlue).ok().as_deref(), Some("\"light-blue\""));
        assert_eq!(Colour::of_word("red"), Some(Colour::Red));
        assert_eq!(Colour::of_word("Red"), None);
        assert_eq!(<Colour as Choice>::says(Colour::Red), Say::of("Rood", "Red"));
    }

    #[test]
    fn what_a_person_means_is_found_in_either_language() {
        for text in ["light-blue", "Licht blauw", " LIGHT BLUE "] {
            assert_eq!(Colour::meant_by(text), Some(Colour::LightBlue), "{text}");
        }
        assert_eq!(Colour::meant_by("groen"), None);
    }
}
