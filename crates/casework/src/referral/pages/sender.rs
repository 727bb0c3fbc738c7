//! What who sends it does: send, answer, call, let it go on, end it. What of it the table it came from keeps is done above that table.

use super::address::at;
use super::answer::keep;
use crate::places;
use crate::referral::{Hand, How, ProlongReferral, RemindReferral, ReplyReferral, SendReferral};
use crate::table::key_form::has_ticked;
use kernel::{Date, DossierId, Note, Say};
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// The answer to what was asked back.
pub(super) struct Replies(Note);

impl Form for Replies {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("text").map(Self)
    }
}

/// What was agreed by telephone.
pub(super) struct Reminds {
    answer_by: Date,
    said: Note,
}

impl Form for Reminds {
    fn check(read: &mut Reader) -> Option<Self> {
        let (answer_by, said) = (read.day("answer_by"), read.must("said"));
        Some(Self { answer_by: answer_by?, said: said? })
    }
}

/// Until when it goes on, and why.
pub(super) struct Prolongs {
    until: Date,
    reason: Note,
}

impl Form for Prolongs {
    fn check(read: &mut Reader) -> Option<Self> {
        let (until, reason) = (read.day("until"), read.must("reason"));
        Some(Self { until: until?, reason: reason? })
    }
}

/// How it ends, and why.
pub(crate) struct Ends {
    pub(crate) how: How,
    pub(crate) reason: Note,
}

impl Form for Ends {
    fn check(read: &mut Reader) -> Option<Self> {
        let (how, reason, sure) = (read.choice("how"), read.must("reason"), read.sure());
        sure?;
        Some(Self { how: how?, reason: reason? })
    }
}

/// That it goes.
pub(super) struct Goes;

impl Form for Goes {
    fn check(read: &mut Reader) -> Option<Self> {
        let says = Say::of("Lees wat er meegaat en zet dan het vinkje.", "Read what goes along and then tick the box.");
        has_ticked(read, "goes", says).then_some(Self)
    }
}

/// The form by which it is sent.
pub(super) fn sending(id: DossierId, (all, waits): (usize, usize), to: &str) -> FormSpec {
    let title = if all == 0 {
        Say::of("Lees het na. Dan verstuurt u het.", "Read it over. Then you send it.")
    } else if waits == 0 {
        Say::of("Alles is beantwoord. Verstuur het nu.", "Everything is answered. Send it now.")
    } else {
        Say::of(
            "U kunt versturen zonder wat nog niet is beantwoord",
            "You can send it without what is not answered yet",
        )
    };
    let goes = Say::made(
        format!("Ik las wat hier staat en wat er meegaat. Hierna leest {to} het."),
        format!("I read what stands here and what goes along. After this {to} reads it."),
    );
    let spec = FormSpec::to(at(id, "/versturen"), Say::of("Versturen", "Send")).titled(title);
    let spec = spec.field(Field::tick("goes", goes));
    if waits == 0 { spec } else { spec.secondary() }
}

/// The form by which what was asked back is answered.
pub(super) fn replying(id: DossierId) -> FormSpec {
    FormSpec::to(at(id, "/antwoord"), Say::of("Antwoorden", "Answer")).field(
        Field::note("text", Say::of("Uw antwoord", "Your answer")).mindful().hint(Say::of(
            "In uw eigen woorden. Wat een ander op tafel legde, gaat zo niet mee.",
            "In your own words. What another put on the table does not go along this way.",
        )),
    )
}

/// The form by which who did not answer is given another day.
pub(super) fn reminding(id: DossierId) -> FormSpec {
    FormSpec::to(at(id, "/nabellen"), Say::of("Vastleggen", "Record"))
        .titled(Say::of("Er kwam geen antwoord. Bel wie het ligt.", "No answer came. Call whoever has it."))
        .field(
            Field::note("said", Say::of("Wat is er afgesproken, en met wie?", "What was agreed, and with whom?"))
                .hint(Say::of("De ander leest dit niet.", "The other does not read this.")),
        )
        .field(Field::day("answer_by", Say::of("Wanneer komt het antwoord?", "When will the answer come?")))
}

/// The form by which it goes on.
pub(super) fn prolonging(id: DossierId, hand: &Hand) -> FormSpec {
    let title = Say::made(
        format!("{}: gaat het door?", hand.table.says().nl),
        format!("{}: does it go on?", hand.table.says().en),
    );
    FormSpec::to(at(id, "/verlengen"), Say::of("Nog één keer door", "Once more"))
        .titled(title)
        .field(Field::note("reason", Say::of("Waarom is het nog nodig?", "Why is it still needed?")))
        .field(Field::day("until", Say::of("Tot en met welke dag?", "Until which day?")).hint(Say::of(
            "Ten hoogste een half jaar verder. Doet u niets, dan is het op de laatste dag voorbij.",
            "Half a year further at most. If you do nothing it is over on its last day.",
        )))
        .secondary()
}

/// The form by which it ends.
pub(super) fn ending(id: DossierId, sent: bool) -> FormSpec {
    if !sent {
        // Nobody read it, and it goes back to nobody.
        return FormSpec::to(at(id, "/beeindigen"), Say::of("Niet versturen", "Do not send"))
            .field(Field::hidden("how", How::Done.word()))
            .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).hint(Say::of(
                "Dit lezen alleen wie het klaarzette, de gemeente van verblijf en de procesregie.",
                "Only whoever prepared it, the municipality of stay and the process director read this.",
            )))
            .secondary()
            .ends(Say::of(
                "Er is niets verstuurd, en dat gebeurt dan ook niet meer. De andere tafel las hier niets van.",
                "Nothing was sent, and after this nothing will be. The other table read nothing of this.",
            ));
    }
    FormSpec::to(at(id, "/beeindigen"), Say::of("Beëindigen", "End"))
        .field(Field::choice_of::<How>("how", Say::of("Hoe eindigt het?", "How does it end?")))
        .field(
            Field::note("reason", Say::of("Waarom?", "Why?"))
                .hint(Say::of("Wie dit overgaf, leest uw reden.", "Whoever handed this over reads your reason.")),
        )
        .secondary()
        .ends(Say::of(
            "De andere tafel leest daarna niets meer van deze doorgeleiding.",
            "After that the other table reads nothing of this referral any more.",
        ))
}

/// Sends it; what was not said yes to is erased in the same moment.
pub(super) async fn send(desk: Desk<SendReferral>, _: Ask, _: Goes) -> Result<Redirect, Trouble> {
    let event = desk.dossier().send(desk.today())?;
    let (to, erased) = (places::REFERRALS.of(desk.id()), desk.dossier().left_out(desk.today()));
    if erased.is_empty() {
        desk.commit(vec![event]).await?;
    } else {
        desk.commit_erasing(vec![event], erased).await?;
    }
    Ok(Redirect::to(to))
}

/// Answers what was asked back.
pub(super) async fn reply(desk: Desk<ReplyReferral>, _: Ask, form: Replies) -> Result<Redirect, Trouble> {
    let event = desk.dossier().reply(form.0, desk.today())?;
    keep(desk, event).await
}

/// Writes down what was agreed.
pub(super) async fn remind(desk: Desk<RemindReferral>, _: Ask, form: Reminds) -> Result<Redirect, Trouble> {
    let event = desk.dossier().remind(form.answer_by, form.said, desk.today())?;
    keep(desk, event).await
}

/// Lets it go on.
pub(super) async fn prolong(desk: Desk<ProlongReferral>, _: Ask, form: Prolongs) -> Result<Redirect, Trouble> {
    let event = desk.dossier().prolong(form.until, form.reason, desk.today())?;
    keep(desk, event).await
}
