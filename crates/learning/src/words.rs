//! Fixed words: an enum that is stored by its code, offered in forms and shown in both languages.

/// Declares an enum of fixed words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $nl:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every one, in the order in which people are offered them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in forms, in the rules and in the store.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What people call it.
            #[must_use]
            pub fn says(self) -> kernel::Say {
                match self { $(Self::$variant => kernel::Say::of($nl, $en),)* }
            }

            /// The one with this code.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
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
