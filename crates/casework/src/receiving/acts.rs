//! What one can do with a case that another house hands over.

use super::Reception;

vault::acts! { Reception;
    /// Brings in the sealed file.
    BringIn = "reception.bring-in", Create, "Een overgedragen casus ontvangen", "Receive a transferred case"
        => "Het bestand is geopend. Lees het, en zeg of u de casus overneemt.", "The file has been opened. Read it, and say whether you take the case over.";
    /// Lists what came in.
    ListReceptions = "reception.list", List, "Overgedragen casussen bekijken", "See the transferred cases";
    /// Reads what came in.
    ReadReception = "reception.read", Look, "Lezen wat er is overgedragen", "Read what was transferred";
    /// Takes it over.
    AcceptReception = "reception.accept", Change, "Beslissen of u de casus overneemt", "Decide whether you take the case over"
        => "De casus is overgenomen. Stuur nu het bewijs terug.", "The case has been taken over. Now send the receipt back.";
    /// Does not take it over.
    DeclineReception = "reception.decline", Change, "De casus niet overnemen", "Do not take the case over"
        => "Uw antwoord is vastgelegd. Stuur nu het bewijs terug.", "Your answer has been recorded. Now send the receipt back.";
    /// Sees who sits: for who names it, and for who sits there.
    ReadPersons = "reception.read-persons", Look, "Zien wie er aan tafel zit", "See who sits at the table";
    /// Names who sits for one's organisation.
    NamePersons = "reception.name-persons", Change, "Aanwijzen wie er aan tafel zit", "Name who sits at the table";
    /// Hands over one's own place, for good or for a while; all of one's tables go in one transaction.
    HandOver = "reception.hand-over", Change, "Overdragen", "Hand over";
}
