//! Why there is no answer, with its status and its words. Never holds content, and never tells unknown from refused.

use crate::{
    answer::{Later, Trouble},
    values::ValuesError,
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use kernel::Say;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Unknown or refused: the same.
    Lost,
    /// The address exists, but not for this.
    Method,
    /// What was sent cannot be read.
    Unreadable,
    /// Sent in a form the server does not know.
    Kind,
    /// Too large.
    TooBig,
    /// Too many names, too deep, or names that are too long.
    TooMuch,
    /// Too slow.
    TooSlow,
    /// No room for this at this moment.
    Busy,
    /// The connection was lost while it was being kept.
    Unknown,
    /// As many streams of changes as one session may have.
    Streams,
    /// Asked of another house, by a name that is not ours.
    Host,
    /// A rule of the profession says no to a page that is only read.
    Refused(Say),
    /// Something else comes first, which is done at this address.
    First(Say, String),
    /// The statement of secrecy comes first.
    Secrecy,
    /// Not sent from our own page.
    Forged,
    /// Somebody else was first.
    Conflict,
    /// No room to store.
    Full,
    /// Not now.
    Later(Later),
    /// The house failed. The text is for the log.
    Broken(String),
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Denied => Self::Lost,
            Trouble::Conflict => Self::Conflict,
            Trouble::Full => Self::Full,
            Trouble::Later(later) => Self::Later(later),
            Trouble::Busy => Self::Busy,
            Trouble::Unknown => Self::Unknown,
            Trouble::Store(what) => Self::Broken(what),
            Trouble::First(refusal, at) => Self::First(refusal.why, at),
            // On a page that is only read there is nothing to mend, but there is a reason.
            Trouble::Refused(refusal) | Trouble::Counted(refusal) | Trouble::NotNow(refusal) => {
                Self::Refused(refusal.why)
            }
        }
    }
}

impl From<ValuesError> for Fault {
    fn from(unfit: ValuesError) -> Self {
        match unfit {
            ValuesError::Unreadable => Self::Unreadable,
            ValuesError::TooMuch => Self::TooMuch,
        }
    }
}

impl From<vault::StoreError> for Fault {
    fn from(error: vault::StoreError) -> Self {
        Trouble::from(error).into()
    }
}

impl Fault {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Lost => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooBig | Self::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy | Self::Unknown => StatusCode::SERVICE_UNAVAILABLE,
            Self::Streams => StatusCode::TOO_MANY_REQUESTS,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Forged | Self::Secrecy => StatusCode::FORBIDDEN,
            Self::Conflict | Self::Refused(_) | Self::First(..) => StatusCode::CONFLICT,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Later(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The heading and what helps.
    pub(crate) fn says(&self) -> (Say, Say) {
        let (nl, en, helps_nl, helps_en) = match self {
            Self::Refused(why) | Self::First(why, _) => {
                return (Say::of("Dat kan nu niet", "Not possible now"), why.clone());
            }
            Self::Lost => (
                "Niet gevonden",
                "Not found",
                "Deze pagina bestaat niet, of is niet voor u. Controleer het adres of begin bij Mijn werk.",
                "This page does not exist, or is not for you. Check the address or start from My work.",
            ),
            Self::Method => (
                "Dat kan hier niet",
                "That is not possible here",
                "U kunt dit adres niet zo openen. Begin bij Mijn werk.",
                "You cannot open this address like this. Start from My work.",
            ),
            Self::Unreadable => (
                "Niet te lezen",
                "Cannot be read",
                "Wat uw browser stuurde is niet te lezen. Ga terug, controleer wat u typte en verstuur het opnieuw.",
                "What your browser sent cannot be read. Go back, check what you typed and send it again.",
            ),
            Self::Secrecy => (
                "Eerst de geheimhouding",
                "Secrecy first",
                "Lees /api/v1/geheimhouding en stuur daarheen `version` terug. Tot dan gaat hier niets open.",
                "Read /api/v1/geheimhouding and send `version` back there. Until then nothing opens here.",
            ),
            Self::Kind => (
                "Niet te lezen",
                "Cannot be read",
                "Dit is verstuurd in een vorm die hier niet werkt. Gebruik het formulier.",
                "This was sent in a format that does not work here. Use the form.",
            ),
            Self::TooBig => (
                "Te groot",
                "Too large",
                "Wat u stuurt is te groot: een formulier mag gewoonlijk 1 MB zijn, een bestand 5 MB. Ga terug en maak het kleiner.",
                "What you are sending is too large: a form can usually be 1 MB, a file 5 MB. Go back and make it smaller.",
            ),
            Self::TooMuch => (
                "Te veel onderdelen",
                "Too many parts",
                "Wat u stuurt heeft te veel onderdelen, te veel lagen of te lange namen. Er is niets opgeslagen. Verstuur het in delen.",
                "What you are sending has too many parts, too many layers or names that are too long. Nothing was saved. Send it in parts.",
            ),
            Self::Streams => (
                "Te veel open pagina's",
                "Too many open pages",
                "U hebt te veel van deze pagina's open. Sluit er een paar.",
                "You have too many of these pages open. Close a few.",
            ),
            Self::Busy => (
                "Even te druk",
                "Too busy for a moment",
                "Er gebeurt nu te veel tegelijk. Er is niets opgeslagen. Wacht een paar tellen, ga terug en probeer het opnieuw.",
                "Too much is happening at once. Nothing was saved. Wait a few seconds, go back and try again.",
            ),
            Self::Unknown => (
                "Niet zeker of het gelukt is",
                "Not certain that it worked",
                "De verbinding viel weg terwijl dit werd opgeslagen. Misschien is het toch gelukt. Kijk eerst of het er staat, voordat u het opnieuw doet.",
                "The connection was lost while this was being saved. It may have worked. First check whether it is there before you do it again.",
            ),
            Self::Host => (
                "Een ander adres",
                "Another address",
                "Casustafel heeft een ander adres dan u opende. Gebruik het adres dat u van de beheerder kreeg.",
                "Casustafel has a different address from the one you opened. Use the address that the administrator gave you.",
            ),
            Self::TooSlow => (
                "Het duurde te lang",
                "It took too long",
                "Het versturen duurde te lang. Er is niets opgeslagen. Ga terug en probeer het opnieuw.",
                "Sending took too long. Nothing was saved. Go back and try again.",
            ),
            Self::Forged => (
                "Niet vanaf deze site verstuurd",
                "Not sent from this site",
                "Voor uw veiligheid is er niets opgeslagen. Ga terug, laad de pagina opnieuw en verstuur het formulier nog eens.",
                "For your safety nothing was saved. Go back, reload the page and send the form again.",
            ),
            Self::Conflict => (
                "Iemand was u voor",
                "Somebody got there first",
                "Een collega heeft dit intussen veranderd. Open de pagina opnieuw.",
                "A colleague has changed this in the meantime. Open the page again.",
            ),
            Self::Full => (
                "Geen ruimte",
                "No room",
                "Er is geen ruimte om iets op te slaan. Er is niets verloren gegaan en niets opgeslagen.",
                "There is no room to save anything. Nothing was lost and nothing was saved.",
            ),
            Self::Later(later) => return (Say::of("Nu even niet", "Not right now"), later.why.clone()),
            Self::Broken(_) => (
                "Er ging iets mis",
                "Something went wrong",
                "Dit ligt aan ons. Probeer het later opnieuw. Gaat het weer mis? Geef dan dit kenmerk door aan de beheerder:",
                "This is our fault. Try again later. If it keeps failing, give this reference to the administrator:",
            ),
        };
        (Say::of(nl, en), Say::of(helps_nl, helps_en))
    }

    /// The answer with what a program can act on: when to come back.
    pub(crate) fn marked(&self, mut response: Response) -> Response {
        let seconds = match self {
            Self::Later(later) => later.seconds,
            Self::Busy | Self::Streams => 5,
            Self::Lost
            | Self::Method
            | Self::Unreadable
            | Self::Kind
            | Self::TooBig
            | Self::TooMuch
            | Self::TooSlow
            | Self::Unknown
            | Self::Host
            | Self::Refused(_)
            | Self::First(..)
            | Self::Forged
            | Self::Secrecy
            | Self::Conflict
            | Self::Full
            | Self::Broken(_) => return response,
        };
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response
    }

    /// Tells the log what the reader does not see.
    pub(crate) fn log(&self, trace: &str) {
        match self {
            Self::Broken(what) => tracing::error!(trace, what, "the house failed"),
            Self::Full => {
                tracing::error!(trace, "no room to store: the disk is full, over its quota, or takes no more");
            }
            Self::Busy => tracing::warn!(trace, "more is waiting than may wait"),
            Self::Unknown => tracing::error!(trace, "the connection to the store was lost while committing"),
            Self::Lost
            | Self::Method
            | Self::Unreadable
            | Self::Kind
            | Self::TooBig
            | Self::TooMuch
            | Self::TooSlow
            | Self::Streams
            | Self::Host
            | Self::Refused(_)
            | Self::First(..)
            | Self::Forged
            | Self::Secrecy
            | Self::Conflict
            | Self::Later(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Lang;
    use vault::StoreError;

    #[test]
    fn a_store_with_too_much_to_do_asks_to_come_back_in_a_moment() {
        for error in [StoreError::Overloaded, StoreError::Busy] {
            let fault = Fault::from(error);
            assert_eq!(fault.status(), StatusCode::SERVICE_UNAVAILABLE);
            let (_, helps) = fault.says();
            assert!(helps.to(Lang::Nl).contains("niets opgeslagen"));
            assert!(helps.to(Lang::En).contains("Nothing was saved"));
        }
        // What nobody knows the end of is not called busy.
        assert!(matches!(Fault::from(StoreError::Unknown), Fault::Unknown));
    }
}
