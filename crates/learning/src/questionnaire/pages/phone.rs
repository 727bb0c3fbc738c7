//! The pages for who answers: on a phone, by keyboard, without script. First what it is for, that it is voluntary and how long answers
//! are kept; then the questions, a few at a time. What is kept for later lies under a word of its own, not under the invitation.

use super::phone_form::{self, Sent};
use crate::places;
use crate::{
    naming,
    questionnaire::{
        ANSWERS, Answers, BEGINNINGS, DRAFTS, Kept, Question, Questionnaire, Sheet,
        acts::{AnswerForm, ReadForm, ReadQuestionnaire},
        question,
    },
};
use askama::Template;
use kernel::{Lang, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Keep, Slip};
use web::{Ask, Field, Filled, FormSpec, Html, Page, Redirect, Trouble, Visit};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "questionnaire/pages/phone.html")]
pub(super) struct Phone {
    #[serde(skip)]
    lang: Lang,
    purpose: String,
    team: String,
    anonymous: bool,
    keep_days: u16,
    threshold: u16,
    /// Only on the first page.
    first: bool,
    page: usize,
    pages: usize,
    /// The word under which answers are kept, to copy.
    word: Option<String>,
    /// Where to go on, for who has a word.
    resume: Option<String>,
    hints: Vec<String>,
    /// Nothing is kept under the word that was typed.
    gone: bool,
    preview: bool,
    /// Whether anybody with the link answers, each device once.
    open_link: bool,
    form: Option<Html>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "questionnaire/pages/done.html")]
pub(super) struct Done {
    #[serde(skip)]
    lang: Lang,
    already: bool,
    /// By this device, at a link that anybody may use.
    device: bool,
}

/// The pages on which this person is asked anything.
fn asked<'a>(questions: &'a [Question], answers: &Answers) -> Vec<Vec<&'a Question>> {
    let mut pages = question::pages(questions);
    pages.retain(|page| {
        let here = |number: u16| page.iter().any(|q| q.number == number);
        page.iter().any(|q| q.only_if.is_none_or(|rule| here(rule.question)) || answers.is_asked(q))
    });
    pages
}

/// By an invitation, or through the open link with a ticket that the house handed out there.
fn may_answer(one: &Questionnaire, ticket: &str, has_issued: impl Fn(&str) -> bool) -> bool {
    one.is_invited(ticket) || (one.opening().is_some_and(|opening| opening.open_link) && has_issued(ticket))
}

/// How long a browser keeps the ticket that it got at an open link, in seconds: longer than most are open.
const TICKET_KEPT: u32 = 90 * 86_400;
/// How often one ticket begins to keep something for later under a word of its own.
const MOST_BEGINNINGS: usize = 10;

const BEGUN_OFTEN: Refusal = Refusal::of(
    "Met deze link is al tien keer opnieuw begonnen. Ga verder met het woord dat u opschreef; wat u hier invulde staat er nog.",
    "Ten fresh starts were made with this link already. Go on with the word you wrote down; what you filled in is still here.",
);

/// How much a questionnaire takes at most: somebody may lose a link, or begin on another phone, but a link that anybody may use does not take
/// in answers without end. Three times the people who were asked, and some.
fn most(one: &Questionnaire) -> usize {
    usize::from(one.opening().map_or(0, |opening| opening.people)) * 3 + 10
}

const ENOUGH: Refusal = Refusal::of(
    "Hier is al veel meer ingevuld dan er mensen gevraagd zijn, dus er kan niets meer bij. Vertel het wie u de vragen stuurde.",
    "Much more has been filled in here than people were asked, so nothing more fits. Tell whoever sent you the questions.",
);

/// Understands `bewaard` (the word of kept answers), `blad` (the page), `later` and `let-op`.
pub(super) async fn show(visit: Visit<ReadForm>, filled: Filled) -> Result<Page<()>, Trouble> {
    let ask = &visit.ask;
    let one = visit.dossier();
    let Some(opening) = one.opening() else { return Err(Trouble::Denied) };
    let title = Say::made(opening.title.to_string(), opening.title.to_string());
    let given = ask.part("kaart").to_owned();
    let issued = |ticket: &str| visit.seen.has_issued(ticket);
    if !given.is_empty() && !may_answer(one, &given, issued) {
        return Err(Trouble::Denied);
    }
    let ticket = match (given.is_empty(), opening.open_link) {
        (false, _) => Some(given),
        // The same browser comes back to its own ticket.
        (true, true) => Some(ask.ticket.clone().filter(|ticket| issued(ticket)).unwrap_or_else(|| visit.seen.issue())),
        (true, false) => None,
    };
    if let Some(ticket) = &ticket
        && one.is_anonymous()
        && visit.seen.has_used(ANSWERS, ticket).await?
    {
        return Ok(Page::of(ask, title, Done { lang: ask.lang, already: true, device: issued(ticket) }).untyped());
    }
    let word = ask.query.first("bewaard").map(|word| word.trim().to_uppercase()).filter(|word| !word.is_empty());
    let kept = kept(&visit, word.as_deref(), ticket.as_deref()).await?;
    let gone = word.is_some() && kept.is_none();
    let word = word.filter(|_| !gone);
    let version = kept.as_ref().map_or(one.version(), |kept| kept.version);
    let answers = kept.map(|kept| kept.answers).unwrap_or_default();
    let pages = asked(one.questions_of(version), &answers);
    let number = ask.query.first("blad").and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, pages.len().max(1));
    let keeps = ticket.clone().filter(|ticket| issued(ticket));
    let base = ticket.as_ref().map(|ticket| places::by_ticket(places::QUESTIONS, &opening.code, ticket));
    let last = ask.query.first("let-op").is_some();
    let hints: Vec<String> =
        if last { answers.words().flat_map(|(_, text)| naming::hints(text)).collect() } else { Vec::new() };
    let form = base.as_ref().map(|base| {
        let page = pages.get(number - 1).map(Vec::as_slice).unwrap_or_default();
        let mut form = FormSpec::to(format!("{base}/antwoord"), button(number, pages.len(), last));
        for field in phone_form::fields(page, one.questions_of(version), &answers, ask.lang) {
            form = form.field(field);
        }
        let seen = if last { "ja" } else { "" };
        form.field(Field::tick(
            "later",
            Say::of("Ik ga later verder: bewaar wat ik heb ingevuld", "I will go on later: keep what I filled in"),
        ))
        .field(Field::hidden("blad", number.to_string()))
        .field(Field::hidden("versie", version.to_string()))
        .field(Field::hidden("woord", word.clone().unwrap_or_default()))
        .field(Field::hidden("gezien", seen))
        .html(ask, &filled, None)
    });
    let body = Phone {
        lang: ask.lang,
        purpose: opening.purpose.to_string(),
        team: ask.directory.agency_name(&opening.team),
        anonymous: one.is_anonymous(),
        keep_days: opening.keep_days,
        threshold: opening.threshold,
        first: number == 1,
        page: number,
        pages: pages.len(),
        word: word.filter(|_| ask.query.first("later").is_some()),
        resume: base,
        hints,
        gone,
        preview: false,
        open_link: keeps.is_some(),
        form,
    };
    let page = Page::of(ask, title, body).untyped();
    Ok(match keeps {
        Some(ticket) => page.with_ticket(ticket, TICKET_KEPT),
        None => page,
    })
}

fn button(page: usize, pages: usize, last: bool) -> Say {
    if last {
        Say::of("Toch zo versturen", "Send it like this")
    } else if page < pages {
        Say::of("Volgende", "Next")
    } else {
        Say::of("Versturen", "Send")
    }
}

/// What was kept under this word; for a traceable questionnaire also what this invitation answered before.
async fn kept(visit: &Visit<ReadForm>, word: Option<&str>, ticket: Option<&str>) -> Result<Option<Kept>, Trouble> {
    if let Some(word) = word {
        let drawn = visit.seen.slip_of(DRAFTS, word).await?;
        return Ok(drawn.and_then(|drawn| Kept::read(&drawn.body)).filter(|kept| !kept.sent));
    }
    if let (false, Some(ticket)) = (visit.dossier().is_anonymous(), ticket) {
        let drawn = visit.seen.slip_of(ANSWERS, ticket).await?;
        let sheet = drawn.and_then(|drawn| Sheet::read(&drawn.body));
        return Ok(sheet.map(|sheet| Kept { version: sheet.version, answers: sheet.answers, sent: false }));
    }
    Ok(None)
}

/// Takes a page of answers: keeps it, or sends it when it was the last.
pub(super) async fn answer(desk: Desk<AnswerForm>, ask: Ask, form: Sent) -> Result<Redirect, Trouble> {
    const NOTHING: Refusal = Refusal::of(
        "Beantwoord ten minste één vraag. Wilt u niet meedoen? Sluit dan deze pagina.",
        "Answer at least one question. Do you not want to take part? Then close this page.",
    );
    const TWICE: Refusal = Refusal::of("Met deze link is al geantwoord.", "This link has been used to answer already.");
    let one = desk.dossier();
    let ticket = ask.part("kaart").to_owned();
    if !may_answer(one, &ticket, |ticket| desk.has_issued(ticket)) {
        return Err(Trouble::Denied);
    }
    let code = ask.part("code").to_owned();
    let kept = match &form.word {
        Some(word) => {
            let seen = ask.vault.look_by_code::<ReadForm>(&code).await?;
            seen.slip_of(DRAFTS, word).await?.and_then(|drawn| Kept::read(&drawn.body)).filter(|kept| !kept.sent)
        }
        None => None,
    };
    // A word under which nothing lies was not given out by the house, or is spent: what comes with it is a new beginning.
    let given = form.word.clone().filter(|_| kept.is_some());
    let before = kept.unwrap_or_default().answers;
    let version = form.version.filter(|v| !one.questions_of(*v).is_empty()).unwrap_or(one.version());
    let questions = one.questions_of(version);
    let pages = asked(questions, &before);
    let page = pages.get(form.page.saturating_sub(1)).map(Vec::as_slice).unwrap_or_default();
    let answers = form.onto(&before, page).fitting(questions);
    let is_last = form.page >= asked(questions, &answers).len();
    let named = answers.words().any(|(_, text)| !naming::hints(text).is_empty());
    let base = places::by_ticket(places::QUESTIONS, &code, &ticket);
    if form.later || !is_last || (named && !form.seen) {
        // Strangers with the open link never stand in the way of somebody who was invited.
        if given.is_none() && !one.is_invited(&ticket) && desk.slips(DRAFTS).await?.len() >= most(one) {
            return Err(ENOUGH.into());
        }
        if given.is_none() {
            count_beginning(&ask, &code, &ticket).await?;
        }
        let word = given.unwrap_or_else(|| format!("{}{}", ask.vault.code(), ask.vault.code()));
        let (next, why) = match (form.later, is_last) {
            (true, _) => (form.page, "&later=1"),
            (false, false) => (form.page + 1, ""),
            (false, true) => (form.page, "&let-op=1"),
        };
        let body = Kept { version, answers, sent: false }.body();
        desk.hand_in(Slip { into: DRAFTS.to_owned(), ticket: word.clone(), keep: Keep::Latest, body }).await?;
        return Ok(Redirect::to(format!("{base}?bewaard={word}&blad={next}{why}")));
    }
    if answers.is_empty() {
        return Err(NOTHING.into());
    }
    if !one.is_invited(&ticket) && desk.slips(ANSWERS).await?.len() >= most(one) {
        return Err(ENOUGH.into());
    }
    let keep = if one.is_anonymous() { Keep::Once } else { Keep::Latest };
    let body = Sheet::of(version, ask.today, answers).body();
    match desk.hand_in(Slip { into: ANSWERS.to_owned(), ticket, keep, body }).await {
        Ok(()) => {}
        Err(vault::Error::Claimed) => return Err(TWICE.into()),
        Err(other) => return Err(other.into()),
    }
    if let Some(word) = form.word {
        forget(&ask, &code, word).await?;
    }
    Ok(Redirect::to(places::QUESTIONS.under(code, "/klaar")))
}

/// Counts that this ticket keeps something under a new word. The count lies with the ticket; what is kept lies under its word, and neither
/// knows the other.
async fn count_beginning(ask: &Ask, code: &str, ticket: &str) -> Result<(), Trouble> {
    let seen = ask.vault.look_by_code::<ReadForm>(code).await?;
    let before = seen.slip_of(BEGINNINGS, ticket).await?.map_or(0, |drawn| drawn.body.len());
    if before >= MOST_BEGINNINGS {
        return Err(BEGUN_OFTEN.into());
    }
    // A stroke for each time.
    let body = vec![b'|'; before + 1];
    let desk = ask.vault.desk_by_code::<AnswerForm>(code).await?;
    let slip = Slip { into: BEGINNINGS.to_owned(), ticket: ticket.to_owned(), keep: Keep::Latest, body };
    Ok(desk.hand_in(slip).await?)
}

/// Leaves nothing under the word of kept answers that were sent.
async fn forget(ask: &Ask, code: &str, word: String) -> Result<(), Trouble> {
    let desk = ask.vault.desk_by_code::<AnswerForm>(code).await?;
    let body = Kept { sent: true, ..Kept::default() }.body();
    Ok(desk.hand_in(Slip { into: DRAFTS.to_owned(), ticket: word, keep: Keep::Latest, body }).await?)
}

/// After sending.
pub(super) async fn done(visit: Visit<ReadForm>, _: Filled) -> Result<Page<Done>, Trouble> {
    let body = Done { lang: visit.ask.lang, already: false, device: false };
    Ok(Page::of(&visit.ask, Say::of("Dank u wel", "Thank you"), body))
}

/// What who answers will see, for the team: every question on one page, and nothing can be sent.
pub(super) async fn preview(visit: Visit<ReadQuestionnaire>, filled: Filled) -> Result<Page<Phone>, Trouble> {
    let (one, ask) = (visit.dossier(), &visit.ask);
    let Some(opening) = one.opening() else { return Err(Trouble::Denied) };
    let all: Vec<&Question> = one.questions().iter().collect();
    let mut form =
        FormSpec::to(format!("{}/voorbeeld", places::QUESTIONNAIRES.of(visit.id())), Say::of("Versturen", "Send"));
    for field in phone_form::fields(&all, one.questions(), &Answers::default(), ask.lang) {
        form = form.field(field);
    }
    let body = Phone {
        lang: ask.lang,
        purpose: opening.purpose.to_string(),
        team: ask.directory.agency_name(&opening.team),
        anonymous: one.is_anonymous(),
        keep_days: opening.keep_days,
        threshold: opening.threshold,
        first: true,
        page: 1,
        pages: question::pages(one.questions()).len(),
        word: None,
        resume: None,
        hints: Vec::new(),
        gone: false,
        preview: true,
        open_link: opening.open_link,
        form: Some(form.html(ask, &filled, None)),
    };
    Ok(Page::of(ask, Say::made(opening.title.to_string(), opening.title.to_string()), body))
}
