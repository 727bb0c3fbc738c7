//! Which rooms the house has and what stands at the top of every page.

use kernel::Say;
use std::sync::{Arc, LazyLock};
use vault::{ActInfo, Kind, RuleError, Rulebook};
use web::{NavItem, Rooms};

/// Every room; `mails` is whether the house mails.
pub(crate) fn rooms(mails: bool) -> Rooms {
    let mut rooms = Rooms::new();
    casework::rooms(&mut rooms);
    rooms.about_work(learning::rooms);
    crate::mail::rooms(&mut rooms, mails);
    crate::scan::rooms(&mut rooms);
    rooms
}

/// The kinds of dossier of both sides.
pub(crate) fn kinds() -> Vec<Kind> {
    [casework::kinds(), learning::kinds()].concat()
}

/// The rules of both sides, validated; a process reads them once, however many houses it opens.
///
/// # Errors
/// The first policy or act that does not fit.
pub(crate) fn rulebook() -> Result<Arc<Rulebook>, RuleError> {
    static BOOK: LazyLock<Result<Arc<Rulebook>, RuleError>> = LazyLock::new(|| {
        let acts: Vec<&[ActInfo]> = casework::ACTS.iter().chain(learning::ACTS).copied().collect();
        let policies: Vec<&str> = casework::POLICIES.iter().chain(learning::POLICIES).copied().collect();
        Rulebook::build(&acts, &policies).map(Arc::new)
    });
    BOOK.clone()
}

/// The links at the top of every page.
pub(crate) fn nav() -> Vec<NavItem> {
    vec![
        NavItem::to("/", Say::of("Mijn werk", "My work")),
        NavItem::to("/bord", Say::of("Alle tafels", "All tables")).for_who_may::<casework::case::OverseeTables>(),
        NavItem::to("/overleggen", Say::of("Overleggen", "Meetings")).for_who_may::<casework::meeting::ListMeetings>(),
        NavItem::to("/signalen", Say::of("Signalen", "Signals")).for_who_may::<casework::signal::acts::ListSignals>(),
        NavItem::to("/wegingen", Say::of("Wegingen", "Weighings")).for_who_may::<casework::weighing::ListWeighings>(),
        NavItem::to("/adviezen", Say::of("Adviezen", "Advice")).for_who_may::<casework::advice::ListAdvices>(),
        NavItem::to("/zaken", Say::of("Casussen", "Cases")).for_who_may::<casework::case::ListCases>(),
        NavItem::to("/meldpaginas", Say::of("Meldpagina's", "Reporting pages"))
            .for_who_may::<casework::reporting::ListDoors>()
            .below("/signalen"),
        NavItem::to("/oogjes", Say::of("Oogjes in het zeil", "Keeping an eye on things"))
            .for_who_may::<casework::watching::ListWatches>()
            .below("/zaken"),
        NavItem::to("/ontvangsten", Say::of("Van andere huizen", "From other houses"))
            .for_who_may::<casework::receiving::ListReceptions>()
            .below("/zaken"),
        NavItem::to("/elders", Say::of("Vragen aan andere huizen", "Questions to other houses"))
            .for_whom(casework::beyond::has_list)
            .below("/zaken"),
        NavItem::to("/triage", Say::of("Triage", "Triage")).for_whom(casework::triage::is_there_for).below("/zaken"),
        NavItem::to("/doorgeleidingen", Say::of("Doorgeleidingen", "Referrals"))
            .for_who_may::<casework::referral::ListReferrals>()
            .below("/zaken"),
        NavItem::to("/toetsingen", Say::of("Onafhankelijke toetsen", "Independent reviews"))
            .for_who_may::<casework::review::ListReviews>()
            .below("/zaken"),
        NavItem::to("/organisaties", Say::of("Organisaties", "Organisations"))
            .for_who_may::<casework::office::ListOffices>(),
        NavItem::to(crate::mail::STATE, Say::of("Beheer", "Keeping")).for_keeper(),
        NavItem::across("/leren", Say::of("Leren", "Learning")),
    ]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests {
    use kernel::reference::Row;
    use std::collections::BTreeSet;

    /// What carries the reference of the signal that it is about.
    const OF_A_SIGNAL: [&str; 2] = ["weighing", "advice"];
    /// What has a reference by chance: a number that counts would tell how many there are.
    const UNCOUNTED: [&str; 9] =
        ["beyond", "reception", "referral", "review", "enquiry", "watch", "meeting", "reporting", "triage"];

    #[test]
    fn the_description_of_the_interface_is_sound() {
        let described = web::describe("https://tafel.example.org", &super::rooms(true));
        assert!(described["paths"].as_object().is_some_and(|paths| paths.len() > 100));
        assert_eq!(web::testing::unsound(&described), [""; 0]);
    }

    #[test]
    fn every_type_in_the_description_is_a_schema() {
        let described = web::describe("https://tafel.example.org", &super::rooms(true));
        let all = described["components"]["schemas"].as_object().unwrap();
        for (name, schema) in all {
            if let Err(error) = jsonschema::draft202012::meta::validate(schema) {
                panic!("{name}: {error}");
            }
        }
        assert!(all.len() > 150, "{}", all.len());
    }

    #[test]
    fn every_kind_has_a_letter_of_its_own() {
        let kinds: BTreeSet<String> = super::kinds().iter().map(|kind| format!("{kind:?}")).collect();
        let lettered = Row::ALL.iter().map(|row| row.word()).chain(OF_A_SIGNAL).chain(UNCOUNTED);
        assert_eq!(kinds, lettered.map(|word| format!("Kind({word})")).collect());
        assert_eq!(kinds.len(), super::kinds().len());
    }
}
