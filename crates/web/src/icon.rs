//! The icons of the house, drawn in line for this program, as inline markup: no file to fetch, and the colour of the text around them.
//! An icon never stands without its word, so it is hidden from who listens.

use std::fmt;

macro_rules! icons {
    ($($name:ident: $says:literal, $drawn:literal;)*) => {
        /// An icon. In a template it draws itself: `{{ web::Icon::Key }}`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icon {
            $(#[doc = $says] $name,)*
        }

        impl Icon {
            /// Every icon there is, for the page that shows them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// What it stands for, in one word, as it is called in the code.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            fn drawn(self) -> &'static str {
                match self {
                    $(Self::$name => $drawn,)*
                }
            }
        }
    };
}

icons! {
    Ask: "A question that is open.", r#"<circle cx="12" cy="12" r="9"/><path d="M9.3 9.3A2.8 2.8 0 1 1 13 12c-.7.4-1 .9-1 1.7M12 16.8v.2"/>"#;
    Below: "Back to a more ordinary level.", r#"<path d="M12 4v15M6 13l6 6 6-6"/>"#;
    Book: "Learning.", r#"<path d="M12 6.5C9.5 4.8 6.5 4.5 3.5 5v14c3-.5 6-.2 8.5 1.5 2.5-1.7 5.5-2 8.5-1.5V5c-3-.5-6-.2-8.5 1.5zM12 6.5v14"/>"#;
    Calendar: "A day.", r#"<rect x="3.5" y="5" width="17" height="15.5" rx="1.5"/><path d="M3.5 10h17M8 2.8V7M16 2.8V7"/>"#;
    Chair: "A place at the table.", r#"<path d="M7 3.5v9.5h10V3.5M7 13v7.5M17 13v7.5"/>"#;
    Check: "Done.", r#"<path d="M4.5 12.5l5 5L20 6.5"/>"#;
    Clock: "Late, or how long it takes.", r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>"#;
    Down: "There is more below.", r#"<path d="m5 9 7 7 7-7"/>"#;
    Eye: "To look at.", r#"<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>"#;
    Hand: "An agreement.", r#"<path d="M8 12V5.5a1.5 1.5 0 0 1 3 0V11m0-1V4.5a1.5 1.5 0 0 1 3 0V11m0-4.5a1.5 1.5 0 0 1 3 0V14c0 4-2.2 7-6 7-3.2 0-4.7-1.8-7-6l-1-2a1.4 1.4 0 0 1 2.4-1.4L8 14"/>"#;
    Key: "A key.", r#"<circle cx="7.5" cy="12" r="4"/><path d="M11.5 12H21m-3.5 0v3.5M21 12v2.5"/>"#;
    Lock: "Shut, for who may open it.", r#"<rect x="5" y="11" width="14" height="9.5" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#;
    Menu: "The menu.", r#"<path d="M4 6.5h16M4 12h16M4 17.5h16"/>"#;
    Minus: "The same, or nothing.", r#"<path d="M6 12h12"/>"#;
    Mute: "Has not spoken.", r#"<path d="M4 5h16v11h-9l-4.5 4v-4H4z" stroke-dasharray="3 2.5"/>"#;
    Paper: "A text.", r#"<path d="M6 3h8.5L19 7.5V21H6z"/><path d="M14 3v5h5M9 12.5h7M9 16h7"/>"#;
    Pen: "To write.", r#"<path d="M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z"/><path d="m14 6.5 3.5 3.5"/>"#;
    People: "Who sits there.", r#"<circle cx="8.5" cy="8" r="3.2"/><circle cx="16.5" cy="9" r="2.6"/><path d="M2.5 19.5c0-3.6 2.7-6 6-6s6 2.4 6 6M15.5 14.2c3.3-.4 6 1.8 6 5.3"/>"#;
    Speech: "Has spoken.", r#"<path d="M4 5h16v11h-9l-4.5 4v-4H4z"/><path d="M8 9h8M8 12h5"/>"#;
    Swap: "In the place of somebody.", r#"<path d="M4 8h15l-3.5-3.5M20 16H5l3.5 3.5"/>"#;
    Target: "A goal.", r#"<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="4.5"/><path d="M12 12h.01"/>"#;
    Urgent: "Urgent.", r#"<path d="M12 3 22 20.5H2z"/><path d="M12 9.5v5M12 17.4v.2"/>"#;
    Up: "Help of a higher level.", r#"<path d="M12 20V5M6 11l6-6 6 6"/>"#;
    Wait: "Waits for somebody.", r#"<path d="M6 3h12M6 21h12M7.5 3c0 5 4.5 6 4.5 9s-4.5 4-4.5 9M16.5 3c0 5-4.5 6-4.5 9s4.5 4 4.5 9"/>"#;
    Worry: "Mind this.", r#"<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.3v.2"/>"#;
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>"#,
            self.drawn()
        )
    }
}

impl askama::filters::HtmlSafe for Icon {}

#[cfg(test)]
mod tests {
    use super::Icon;

    #[test]
    fn an_icon_draws_itself_and_is_silent() {
        for icon in Icon::ALL {
            let drawn = icon.to_string();
            assert!(drawn.starts_with("<svg class=\"icon\"") && drawn.contains("aria-hidden=\"true\""), "{drawn}");
            assert!(!drawn.contains("style=") && !icon.word().is_empty());
        }
    }
}
