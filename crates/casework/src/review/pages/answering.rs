//! The forms of what the case hears as well, or that is held against the words by which somebody would be known: they are done above both.

use crate::places;
use crate::review::{Answer, Follow};
use kernel::{Date, DossierId, Line, Note, Say};
use web::{Field, Form, FormSpec, Reader};

/// What one of the three says to a recommendation.
pub(crate) struct Answering {
    follow: Follow,
    /// Why.
    pub(crate) reason: Note,
    /// Who does it.
    pub(crate) owner: Option<Line>,
    day: Option<Date>,
}

impl Form for Answering {
    fn check(read: &mut Reader) -> Option<Self> {
        let (follow, reason) = (read.choice("follow"), read.must("reason"));
        let (owner, day) = (read.may("owner"), read.may_day("day"));
        Some(Self { follow: follow?, reason: reason?, owner: owner?, day: day? })
    }
}

impl Answering {
    /// To the recommendation of this number.
    pub(crate) fn of(self, no: u32) -> Answer {
        let taken = self.follow == Follow::Taken;
        let (owner, day) = (self.owner.filter(|_| taken), self.day.filter(|_| taken));
        Answer { no, follow: self.follow, reason: self.reason, owner, day }
    }
}

/// The answer to what who reviews asked.
pub(crate) struct Clarifies(pub(crate) Note);

impl Form for Clarifies {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("text").map(Self)
    }
}

/// Why it is withdrawn.
pub(crate) struct Withdraws(pub(crate) Note);

impl Form for Withdraws {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

/// The form by which a recommendation is answered.
pub(super) fn answering(id: DossierId, no: u32) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, &format!("/aanbeveling/{no}")), Say::of("Antwoorden", "Answer"))
        .field(Field::choice_of::<Follow>(
            "follow",
            Say::of("Wat doet uw organisatie ermee?", "What does your organisation do with it?"),
        ))
        .field(Field::note("reason", Say::of("Waarom?", "Why?")).mindful().hint(Say::of(
            "De toetser leest dit ook. Zonder namen.",
            "The reviewer reads this as well. Without names.",
        )))
        .field(
            Field::line("owner", Say::of("Wie doet het? Een functie, geen naam.", "Who does it? A function, no name."))
                .under("follow", &[Follow::Taken.word()]),
        )
        .field(Field::day("day", Say::of("Uiterlijk wanneer?", "By when?")).under("follow", &[Follow::Taken.word()]))
}

/// The form by which what was asked is answered.
pub(super) fn clarifying(id: DossierId) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, "/toelichting"), Say::of("Antwoorden", "Answer"))
        .titled(Say::of("De toetser vroeg iets", "The reviewer asked something"))
        .field(Field::note("text", Say::of("Uw antwoord", "Your answer")).mindful().hint(Say::of(
            "Zonder namen, plaatsen of nummers. De toetser leest niets anders dan dit en het uittreksel.",
            "Without names, places or numbers. The reviewer reads nothing but this and the extract.",
        )))
}

/// The form by which the question is withdrawn.
pub(super) fn withdrawing(id: DossierId) -> FormSpec {
    FormSpec::to(places::REVIEWS.under(id, "/intrekken"), Say::of("Intrekken", "Withdraw"))
        .field(Field::note("reason", Say::of("Waarom?", "Why?")).mindful())
        .secondary()
        .ends(Say::of(
            "Er komt geen oordeel. U kunt daarna een nieuwe toets vragen.",
            "There will be no opinion. After that you can ask for another review.",
        ))
}
