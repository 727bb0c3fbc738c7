//! What one can do about who speaks for an organisation.

use super::Arranged;

vault::acts! { Arranged;
    /// Lists the organisations that arranged it.
    ListOffices = "office.list", List, "Organisaties bekijken", "See the organisations";
    /// Begins it for an organisation.
    SetUpOffice = "office.set-up", Create, "Organisatie inrichten", "Set up an organisation"
        => "De organisatie is ingericht.", "The organisation has been set up.";
    /// Reads who holds the office, who has a mandate and who is the desk.
    ReadOffice = "office.read", Look, "Zien wie er namens een organisatie tekent", "See who signs for an organisation";
    /// Says who holds the office; somebody else confirms it.
    NameHolder = "office.name-holder", Change, "Ambtsdrager aanwijzen", "Name the office holder";
    /// Confirms who holds the office, as a second person.
    ConfirmHolder = "office.confirm-holder", Change, "Bevestigen of weigeren wie het ambt heeft", "Confirm or refuse who holds the office";
    /// Says who names the persons that sit for it.
    SetDesk = "office.set-desk", Change, "Instellen wie aanwijst", "Set who names people";
    /// Says that it was checked who was named when the house was brought over.
    CheckPersons = "office.check-persons", Change, "Nagaan wie er aan tafel zit", "Check who sits at the table";
    /// Gives somebody a mandate, as who holds the office.
    GiveMandate = "office.give-mandate", Key, "Mandaat geven", "Give a mandate"
        => "Het mandaat is gegeven.", "The mandate has been given.";
    /// Withdraws one.
    WithdrawMandate = "office.withdraw-mandate", Key, "Mandaat intrekken", "Withdraw a mandate"
        => "Het mandaat is ingetrokken.", "The mandate has been withdrawn.";
}
