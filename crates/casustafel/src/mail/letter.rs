//! What a mail says, in Dutch and English both: an account has no language of its own. The same for everybody to whom the same happened, letter
//! for letter: no name, no number, nothing of what is asked, and one link, to where people log in.

use vault::Letter;

/// The line above it.
pub(super) fn subject(letter: &Letter) -> &'static str {
    match letter {
        Letter::Code(_) => "Uw code / Your code",
        Letter::Asked { .. } => "Er wordt iets van u gevraagd / Something is asked of you",
    }
}

/// The mail itself.
pub(super) fn text(letter: &Letter, link: &str) -> String {
    let (nl, en) = match letter {
        Letter::Code(code) => (
            format!(
                "Uw code is {code}\n\nTyp deze code in Casustafel bij Mail. De code geldt een dag.\n\
                 Hebt u hier niet om gevraagd? Dan hoeft u niets te doen."
            ),
            format!(
                "Your code is {code}\n\nType this code in Casustafel under Mail. The code is valid for one day.\n\
                 Did you not ask for this? Then there is nothing you need to do."
            ),
        ),
        Letter::Asked { urgent } => {
            let hurry = |text: &str| if *urgent { format!("\n{text}") } else { String::new() };
            (
                format!("Er wordt iets van u gevraagd.{}\nLog in om te zien wat.", hurry("Er is iets dringends bij.")),
                format!("Something is asked of you.{}\nSign in to see what it is.", hurry("Some of it is urgent.")),
            )
        }
    };
    let (end, end_en) = (
        "Deze mail is automatisch verstuurd; een antwoord wordt niet gelezen.",
        "This mail was sent automatically; nobody reads a reply.",
    );
    format!("{nl}\n\n{link}\n\n{end}\n\n---\n\n{en}\n\n{link}\n\n{end_en}\n")
}
