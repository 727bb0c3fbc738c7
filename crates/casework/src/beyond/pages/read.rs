//! What who asked reads: what came of it, and what they can do with that.

use crate::beyond::{
    AskContact, ReadBeyond, TakeOutcome,
    model::{Beyond, State},
};
use crate::places;
use kernel::{Lang, Refusal, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, FoundBy};
use web::{Ask, Filled, FormSpec, Html, Page, Redirect, Sure, Trouble, Visit};

/// What somebody of the other house says.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BeyondReply")]
struct Said {
    by: String,
    on: ShownDay,
    text: String,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "beyond/pages/read.html")]
pub(super) struct BeyondPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    house: String,
    on: ShownDay,
    reason: String,
    case: String,
    called: String,
    state: &'static str,
    /// What that means.
    says: Say,
    reply: Option<Said>,
    #[serde(skip)]
    contact: Option<Html>,
    #[serde(skip)]
    take: Option<Html>,
    why: Vec<String>,
}

const LAPSED: Say = Say::of(
    "Het andere huis antwoordde niet op tijd. U kunt de vraag bij de casus opnieuw stellen.",
    "The other house did not answer in time. You can ask again at the case.",
);

/// What a hit means: a number is one person's, and a name with a date of birth need not be.
fn hit(by: Option<FoundBy>) -> Say {
    match by {
        Some(FoundBy::Bsn) => Say::of(
            "Treffer op het BSN: dezelfde persoon is in het andere huis bekend. Meer leest u niet. U kunt binnen een week om contact vragen.",
            "Hit by the BSN: the same person is known in the other house. You read nothing more. You can ask for contact within a week.",
        ),
        Some(FoundBy::NameAndBirth) => Say::of(
            "Treffer op naam en geboortedatum, niet op het BSN: in het andere huis is iemand bekend die zo heet en op die dag is geboren. Dat kan een ander zijn. Meer leest u niet. U kunt binnen een week om contact vragen; ga dan eerst na of u over dezelfde persoon spreekt.",
            "Hit by name and date of birth, not by the BSN: somebody with that name who was born on that day is known in the other house. It may be somebody else. You read nothing more. You can ask for contact within a week; then first find out whether you are talking about the same person.",
        ),
        None => Say::of(
            "Treffer op het BSN, of op naam en geboortedatum. Meer leest u niet. U kunt binnen een week om contact vragen; ga dan eerst na of u over dezelfde persoon spreekt.",
            "Hit by the BSN, or by name and date of birth. You read nothing more. You can ask for contact within a week; then first find out whether you are talking about the same person.",
        ),
    }
}

/// What where it stands means for who asked.
fn says(beyond: &Beyond) -> Say {
    match beyond.state() {
        State::Asked => Say::of(
            "De vraag wordt gesteld. Lukt dat nu niet, dan probeert het systeem het een week lang opnieuw. De uitkomst komt in Mijn werk.",
            "The question is being put. If that does not work now, the system tries again for a week. The outcome will be in My work.",
        ),
        State::NoHit => Say::of(
            "Niet bekend. In het andere huis loopt geen casus onder de WGS over deze persoon, voor zover die daar op hetzelfde BSN of dezelfde naam met geboortedatum te vinden is.",
            "Not known. In the other house no case under the WGS about this person is running, as far as it can be found there by the same BSN, or the same name with date of birth.",
        ),
        State::Hit => hit(beyond.hit().and_then(|hit| hit.by)),
        State::Contact => Say::of("Uw verzoek om contact wordt verstuurd.", "Your request for contact is being sent."),
        State::Waiting => Say::of(
            "Uw verzoek ligt bij de mensen die daar aan tafel zitten. Zij antwoorden of niet. Een antwoord komt in Mijn werk.",
            "Your request lies with the people who sit at that table. They answer or not. An answer will be in My work.",
        ),
        State::Gone => Say::of(
            "De persoon is in het andere huis niet meer bekend. Uw verzoek is daar aan niemand voorgelegd.",
            "The person is no longer known in the other house. Your request was put to nobody there.",
        ),
        State::Answered => Say::of("Iemand van het andere huis antwoordde.", "Somebody of the other house answered."),
        State::Taken => Say::of("U las de uitkomst.", "You read the outcome."),
    }
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadBeyond>, filled: Filled) -> Result<Page<BeyondPage>, Trouble> {
    let (ask, beyond, here) = (&visit.ask, visit.dossier(), places::BEYOND.of(visit.id()));
    let (Some(question), Some(on)) = (beyond.question(), beyond.on()) else { return Err(Trouble::Denied) };
    let html = |form: FormSpec| form.html(ask, &filled, Some(visit.seq()));
    let lapsed = beyond.has_lapsed(ask.today);
    let contact = (beyond.state() == State::Hit && !lapsed && visit.may::<AskContact>()).then(|| {
        html(FormSpec::to(format!("{here}/contact"), Say::of("Vraag om contact", "Ask for contact")).ends(Say::of(
            "Wie daar aan tafel zit, leest dan uw naam, functie, organisatie en reden.",
            "Whoever sits at that table then reads your name, function, organisation and reason.",
        )))
    });
    let take = (beyond.take(ask.today).is_ok() && visit.may::<TakeOutcome>())
        .then(|| html(FormSpec::to(format!("{here}/gelezen"), taken(contact.is_some())).secondary()));
    let body = BeyondPage {
        lang: ask.lang,
        reference: question.reference.to_string(),
        house: question.house.to_string(),
        on: day_month_year(on),
        reason: question.reason.to_string(),
        case: places::CASES.of(question.about),
        called: question.called.to_string(),
        state: beyond.state().word(),
        says: if lapsed { LAPSED } else { says(beyond) },
        reply: beyond.reply().map(|reply| Said {
            by: format!("{}, {} ({})", reply.name, reply.function, reply.agency),
            on: day_month_year(reply.on),
            text: reply.text.to_string(),
        }),
        contact,
        take,
        here,
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
    };
    Ok(Page::of(ask, Say::of("Vraag aan een ander huis", "Question to another house"), body))
}

/// What the button says that ends it: where contact could still be asked for, that this is then over.
fn taken(contact: bool) -> Say {
    if contact {
        return Say::of("Gelezen, en ik vraag niet om contact", "Read, and I do not ask for contact");
    }
    Say::of("Gelezen", "Read")
}

/// Who is too early reads why, as something that is not so now (409).
fn not_now(no: Refusal) -> Trouble {
    Trouble::NotNow(no)
}

/// Asks for contact.
pub(super) async fn contact(desk: Desk<AskContact>, ask: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let number = ask.vault.ticket().parse().unwrap_or_default();
    let event = desk.dossier().ask_contact(number, desk.today()).map_err(not_now)?;
    let to = places::BEYOND.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Takes note.
pub(super) async fn take(desk: Desk<TakeOutcome>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take(desk.today()).map_err(not_now)?;
    let to = places::BEYOND.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
