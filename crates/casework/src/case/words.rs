//! Choices of the case as enums: each with its word for forms and the store, and its sentence in both languages.

/// Declares an enum whose values people choose from. The word is stored and sent by forms; the sentence is shown.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($value:ident = $word:literal, $nl:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(#[doc = $en] #[serde(rename = $word)] $value,)*
        }
        impl $name {
            /// Every value, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$value),*];
            /// The word in forms and in the store.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$value => $word),* }
            }
            /// What people call it.
            #[must_use]
            pub const fn says(self) -> kernel::Say {
                match self { $(Self::$value => kernel::Say::of($nl, $en)),* }
            }
            /// The value with this word; any other word is none.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.word() == word)
            }
        }
        impl web::Choice for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }
            fn word(self) -> &'static str {
                Self::word(self)
            }
            fn says(self) -> kernel::Say {
                Self::says(self)
            }
        }
    };
}
pub(crate) use words;
