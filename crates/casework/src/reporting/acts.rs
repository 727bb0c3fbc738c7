//! What one can do at the reporter's door.

use super::Door;

vault::acts! { Door;
    /// Opens the door of one's municipality.
    OpenDoor = "reporting.open", Create, "Meldpagina openen", "Open a reporting page"
        => "De meldpagina is open. Het adres staat hieronder.", "The reporting page is open. Its address is below.";
    /// Lists the doors that one's organisation keeps.
    ListDoors = "reporting.list", List, "Meldpagina's bekijken", "See the reporting pages";
    /// Reads what came in.
    ReadDoor = "reporting.read", Look, "Meldingen lezen", "Read the reports";
    /// Registers a signal from a report.
    TakeUpReport = "reporting.take-up", Change, "Beslissen wat er met een melding gebeurt", "Decide what happens with a report";
    /// Lays a report aside, with a reason.
    LayAside = "reporting.lay-aside", Change, "Melding terzijde leggen", "Lay a report aside"
        => "De melding ligt terzijde. De woorden zijn gewist.", "The report has been laid aside. Its words were erased.";
    /// Closes the door.
    CloseDoor = "reporting.close", Change, "Meldpagina sluiten", "Close the reporting page"
        => "De meldpagina is gesloten.", "The reporting page is closed.";
    /// Goes on at a fresh page with the same address.
    GoOn = "reporting.go-on", Change, "Verdergaan op een nieuwe pagina", "Go on with a new page"
        => "Wie het adres heeft, meldt vanaf nu op deze pagina.", "Whoever has the address reports on this page from now on.";
    /// Sees the form, as anybody with its address.
    SeeDoor = "reporting.see", Look, "Meldpagina zien", "See the reporting page";
    /// Reports something.
    SendReport = "reporting.report", Change, "Iets melden", "Report something";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "reporting.read-persons", Look, "Zien wie meldingen leest", "See who reads the reports";
    /// Names who reads for one's organisation.
    NamePersons = "reporting.name-persons", Change, "Aanwijzen wie meldingen leest", "Name who reads the reports";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "reporting.hand-over", Change, "Overdragen", "Hand over";
}
