//! What people can do with a referral, and what the profession says no to.

use super::{Event, Followed, Referral, State};
use crate::outgoing::Reply;
use crate::referral::{Based, Enclosed, Ground, Hand, How, TakenOn, hand::lasts};
use kernel::{AgencyId, Date, Note, Refusal};
use vault::AgencyKind;

const NOT_NOW: Refusal = Refusal::of(
    "Dit kan nu niet. Kijk hoe ver de doorgeleiding is.",
    "This is not possible now. Check where the referral stands.",
);

impl Referral {
    /// Writes one, with what might go along; without anything it goes at once.
    ///
    /// # Errors
    /// A sentence with its field for what does not fit.
    pub fn begin(hand: Hand, items: Vec<Enclosed>, own: &AgencyId, today: Date) -> Result<Vec<Event>, Refusal> {
        hand.check(own, today)?;
        if hand.origin.weighed && !items.is_empty() {
            return Err(Refusal::of(
                "Van een weging gaat er niets mee dan uw eigen woorden.",
                "Nothing goes along from a weighing but your own words.",
            )
            .at("items"));
        }
        // It never goes in the same press: who wrote it reads it once more, and then sends it.
        let asks = items.into_iter().map(|item| Event::Enclosed { item: Box::new(item) });
        Ok([Event::Begun { hand: Box::new(hand) }].into_iter().chain(asks).collect())
    }

    /// Who gave an item says whether it may go along; once it went, only that it may not any more.
    ///
    /// # Errors
    /// A sentence when it is another's, the ground does not hold, or it went already.
    pub fn answer_item(
        &self,
        (no, agency, kind): (u32, &AgencyId, AgencyKind),
        (reply, ground): (Reply, Option<Based>),
        today: Date,
    ) -> Result<Event, Refusal> {
        let hand = self.hand.as_ref().ok_or(NOT_NOW)?;
        let item = self.given_by(agency).find(|item| item.no == no).ok_or(Refusal::of(
            "Dit is niet van uw organisatie, of het gaat niet mee.",
            "This does not belong to your organisation, or it does not go along.",
        ))?;
        match (self.state, &reply) {
            (State::Asking, _) | (State::Sent | State::AskedBack | State::TakenOn, Reply::No { .. }) => {}
            (State::Sent | State::AskedBack | State::TakenOn | State::Declined | State::Over, _) => {
                return Err(Refusal::of("De doorgeleiding is al verstuurd.", "The referral has already been sent."));
            }
        }
        let Reply::Yes { explicit } = reply else {
            return Ok(Event::ItemAnswered { no, reply, ground: None });
        };
        let ground = ground.ok_or(Refusal::of("Kies een grond.", "Choose a ground.").at("ground"))?;
        ground.check(&Ground::of_item(kind, hand.origin.law, hand.table), today)?;
        if item.sensitive && !explicit {
            return Err(Refusal::of(
                "Dit is een bijzonder of strafrechtelijk gegeven. Het gaat alleen mee als u dat uitdrukkelijk zegt.",
                "These are special category or criminal data. They go along only if you say so explicitly.",
            )
            .at("explicit"));
        }
        Ok(Event::ItemAnswered { no, reply, ground: Some(ground) })
    }

    /// Follows what became of something at the table it comes from, by its number there; and in which events lies what goes with that.
    #[must_use]
    pub fn follow(&self, item: u32, what: Followed) -> (Vec<Event>, Vec<u64>) {
        let there = self.items.iter().filter(|one| one.item == item);
        let new = |no: u32| match what {
            Followed::TakenBack => true,
            Followed::InDoubt => !self.is_in_doubt(no),
            Followed::Settled => self.is_in_doubt(no),
        };
        let all: Vec<u32> = there.map(|one| one.no).filter(|no| new(*no)).collect();
        let erased = all.iter().filter(|_| what == Followed::TakenBack).filter_map(|no| self.event_of(*no));
        (all.iter().map(|no| Event::Followed { no: *no, what }).collect(), erased.collect())
    }

    /// Sends it, with what was said yes to. Who was silent said no yes.
    ///
    /// # Errors
    /// A sentence when it went already, or its last day is over.
    pub fn send(&self, today: Date) -> Result<Event, Refusal> {
        if self.state != State::Asking {
            return Err(NOT_NOW);
        }
        self.must_run(today)?;
        Ok(Event::Sent)
    }

    /// Takes it on.
    ///
    /// # Errors
    /// A sentence when it does not lie with this organisation, or a day does not fit.
    pub fn take_on(&self, agency: &AgencyId, taking: TakenOn, today: Date) -> Result<Event, Refusal> {
        self.must_lie_with(agency, today)?;
        kernel::planned(taking.contact, today).map_err(|no| no.at("contact"))?;
        if taking.contact < taking.from {
            return Err(Refusal::of(
                "Het eerste contact ligt voor de dag waarop u begint.",
                "The first contact is before the day on which you begin.",
            )
            .at("contact"));
        }
        if self.until.is_some_and(|last| last < taking.from) {
            return Err(
                Refusal::of("Dan is deze doorgeleiding al voorbij.", "By then this referral is over.").at("from")
            );
        }
        if self.until.is_some_and(|last| last < taking.contact) {
            return Err(Refusal::of(
                "Het eerste contact ligt na de laatste dag waarop u dit leest.",
                "The first contact is after the last day on which you read this.",
            )
            .at("contact"));
        }
        Ok(Event::TakenOn { taking })
    }

    /// Asks something back first.
    ///
    /// # Errors
    /// A sentence when it does not lie with this organisation, or a question is open.
    pub fn ask_back(&self, agency: &AgencyId, question: Note, today: Date) -> Result<Event, Refusal> {
        self.must_lie_with(agency, today)?;
        if self.state == State::AskedBack {
            return Err(Refusal::of("Er ligt nog een vraag van u.", "A question of yours is still open."));
        }
        Ok(Event::AskedBack { question })
    }

    /// Does not take it on.
    ///
    /// # Errors
    /// A sentence when it does not lie with this organisation.
    pub fn decline(&self, agency: &AgencyId, reason: Note, today: Date) -> Result<Event, Refusal> {
        self.must_lie_with(agency, today)?;
        Ok(Event::Declined { reason })
    }

    /// Answers what was asked back.
    ///
    /// # Errors
    /// A sentence when nothing was.
    pub fn reply(&self, text: Note, today: Date) -> Result<Event, Refusal> {
        if self.state != State::AskedBack {
            return Err(NOT_NOW);
        }
        self.must_run(today)?;
        Ok(Event::Replied { text })
    }

    /// Who sent it read what was answered.
    ///
    /// # Errors
    /// A sentence when there is nothing to read.
    pub fn take_answer(&self) -> Result<Event, Refusal> {
        let answered = matches!(self.state, State::TakenOn | State::Declined | State::Over);
        if !answered || self.taken || self.is_own() {
            return Err(NOT_NOW);
        }
        Ok(Event::AnswerTaken)
    }

    /// Writes down what was agreed with who did not answer in time.
    ///
    /// # Errors
    /// A sentence when it is not late, or the day does not fit.
    pub fn remind(&self, answer_by: Date, said: Note, today: Date) -> Result<Event, Refusal> {
        self.must_run(today)?;
        if !self.is_late(today) {
            return Err(NOT_NOW);
        }
        kernel::planned(answer_by, today).map_err(|no| no.at("answer_by"))?;
        if self.until.is_some_and(|last| last < answer_by) {
            return Err(
                Refusal::of("Dan is deze doorgeleiding al voorbij.", "By then this referral is over.").at("answer_by")
            );
        }
        Ok(Event::Reminded { answer_by, said })
    }

    /// Lets light support or keeping in view go on, once more.
    ///
    /// # Errors
    /// A sentence when it is a table, is over, or the day does not fit.
    pub fn prolong(&self, until: Date, reason: Note, today: Date) -> Result<Event, Refusal> {
        let light = self.hand.as_ref().is_some_and(|hand| hand.table.is_light());
        if !light || self.state != State::TakenOn {
            return Err(NOT_NOW);
        }
        self.must_run(today)?;
        lasts(until, today)?;
        if self.until.is_some_and(|last| until <= last) {
            return Err(Refusal::of(
                "Kies een dag na de laatste dag van nu.",
                "Choose a day after the present last day.",
            )
            .at("until"));
        }
        Ok(Event::Prolonged { until, reason })
    }

    /// Ends it before its last day: who sent it, or who took it on.
    ///
    /// # Errors
    /// A sentence when it is over, or for anybody else.
    pub fn end(&self, agency: &AgencyId, (how, reason): (How, Note), today: Date) -> Result<Event, Refusal> {
        self.must_run(today)?;
        let may = match self.state {
            State::Asking | State::Sent | State::AskedBack => self.is_sender(agency),
            State::TakenOn => self.is_sender(agency) || self.is_receiver(agency),
            State::Declined | State::Over => false,
        };
        if may { Ok(Event::Ended { how, reason }) } else { Err(NOT_NOW) }
    }

    /// Whether an answer is waited for longer than was asked.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.state == State::Sent && self.answer_by.is_some_and(|day| day < today)
    }

    /// Whether this organisation may answer it on this day.
    #[must_use]
    pub fn may_answer(&self, agency: &AgencyId, today: Date) -> bool {
        self.must_lie_with(agency, today).is_ok()
    }

    fn must_lie_with(&self, agency: &AgencyId, today: Date) -> Result<(), Refusal> {
        self.must_run(today)?;
        let open = matches!(self.state, State::Sent | State::AskedBack) && self.is_receiver(agency);
        if open { Ok(()) } else { Err(NOT_NOW) }
    }

    fn must_run(&self, today: Date) -> Result<(), Refusal> {
        if self.hand.is_some() && !self.is_over(today) {
            return Ok(());
        }
        Err(Refusal::of("Deze doorgeleiding is voorbij.", "This referral is over."))
    }
}
