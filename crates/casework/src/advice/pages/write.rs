//! Writing the advice: as much as fits on one sheet.

use super::decide::writer;
use crate::places;
use crate::{
    advice::{Advice, AdviceText, Advise, Basis, DraftAdvice, Event, Mode, ReadAdvice, RedraftAdvice},
    table::{AuthorSays, Decision, Parts, Versions},
    weighing::{
        Advise as BringToTriangle, ReadWeighing, goes_on,
        pages::ask_texts::{joined, lines, told, told_fields},
    },
};
use kernel::{Date, Lang, Note, Prose, Refusal, Say};
use vault::{Act, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// The advice as it was typed.
pub(crate) struct AdviceForm(AdviceText);

impl Form for AdviceForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let question = read.must::<Note>("question");
        let advise = read.choice::<Advise>("advise");
        let grounds = read.must::<Prose>("grounds");
        let options = lines(read, "options");
        let partners = lines(read, "partners");
        let first_steps = lines(read, "first-steps");
        let conditions = told(read, "conditions", "conditions-none");
        let minority = told(read, "minority", "minority-none");
        let expectation = read.must::<Note>("expectation");
        let ground = read.must::<Note>("ground");
        let review: Option<Option<Date>> = read.may_day("review");
        Some(Self(AdviceText {
            partners: partners?,
            first_steps: first_steps?,
            conditions: conditions?,
            decision: Decision {
                question: question?,
                options: options?,
                considerations: grounds?,
                dissent: minority?,
                outcome: advise?,
                ground: ground?,
                expectation: expectation?,
                by: Vec::new(),
                review: review?,
            },
        }))
    }
}

fn form(address: String, lang: Lang, before: Option<&AdviceText>, reasoning: Option<&Prose>) -> FormSpec {
    let decision = before.map(|t| &t.decision);
    let (question, ground) = match lang {
        Lang::Nl => ("Is voor deze persoon een integrale aanpak nodig?", "Wgpga art. 5 lid 5"),
        Lang::En => ("Does this person need an integral approach?", "Wgpga art. 5(5)"),
    };
    let per_line = Say::of("Eén per regel.", "One per line.");
    let grounds = decision.map(|d| d.considerations.as_str()).or(reasoning.map(Prose::as_str));
    let mut form = FormSpec::to(address, Say::of("Advies bewaren", "Save the advice"))
        .field(
            Field::note("question", Say::of("Vraag aan de driehoek", "Question for the triangle"))
                .value(decision.map_or(question, |d| d.question.as_str())),
        )
        .field(
            Field::choice_of::<Advise>("advise", Say::of("Wat adviseert u?", "What do you advise?"))
                .values(decision.map(|d| d.outcome.word())),
        )
        .field(
            Field::prose("grounds", Say::of("Waarom?", "Why?"))
                .hint(Say::of(
                    "Kort. Het hele advies past op één bladzijde.",
                    "Short. The whole advice fits on one page.",
                ))
                .values(grounds),
        )
        .field(
            Field::note("options", Say::of("Wat had er ook gekund?", "What else was possible?"))
                .hint(per_line.clone())
                .values(decision.map(|d| joined(&d.options)).as_deref()),
        )
        .field(
            Field::note(
                "partners",
                Say::of("Wie moet er aan tafel, en waarom?", "Who should sit at the table, and why?"),
            )
            .hint(Say::of(
                "Eén per regel: de organisatie, en waarom zij nodig is.",
                "One per line: the organisation, and why it is needed.",
            ))
            .sometimes()
            .values(before.map(|t| joined(&t.partners)).as_deref()),
        )
        .field(
            Field::note("first-steps", Say::of("Wat zijn de eerste stappen?", "What are the first steps?"))
                .hint(per_line)
                .sometimes()
                .values(before.map(|t| joined(&t.first_steps)).as_deref()),
        );
    let conditions = told_fields(
        ("conditions", Say::of("Onder welke voorwaarden?", "Under which conditions?")),
        ("conditions-none", Say::of("Er zijn geen voorwaarden", "There are no conditions")),
        before.map(|t| t.conditions.as_ref()),
    );
    let minority = told_fields(
        (
            "minority",
            Say::of("Wie aan tafel ziet het anders, en hoe?", "Who at the table sees it differently, and how?"),
        ),
        (
            "minority-none",
            Say::of("Niemand ziet het anders; wij hebben het gevraagd", "Nobody sees it otherwise; we asked"),
        ),
        decision.map(|d| d.dissent.as_ref()),
    );
    for field in conditions.into_iter().chain(minority) {
        form = form.field(field);
    }
    let review = Field::day("review", Say::of("Wanneer kijkt u hier weer naar?", "When will you look at this again?"))
        .hint(Say::of("Nodig bij een integrale aanpak.", "Needed for an integral approach."))
        .sometimes();
    form.field(
        Field::note("expectation", Say::of("Wat verwacht u van elkaar?", "What do you expect of each other?"))
            .values(decision.map(|d| d.expectation.as_str())),
    )
    .field(
        Field::note("ground", Say::of("Op welke grond?", "On what legal ground?"))
            .value(decision.map_or(ground, |d| d.ground.as_str())),
    )
    .field(match decision.and_then(|d| d.review) {
        Some(day) => review.on(day),
        None => review,
    })
}

#[derive(askama::Template, serde::Serialize, schemars::JsonSchema)]
#[template(path = "advice/pages/write.html")]
pub(crate) struct WritePage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    reasons: Vec<(AuthorSays, String)>,
    form: Html,
}

const TITLE: Say = Say::of("Advies aan de gezagsdriehoek", "Advice to the authority triangle");

async fn mode(ask: &Ask) -> Result<Mode, Trouble> {
    Ok(Mode::from_word(ask.vault.setting("triangle.mode").await?.as_deref()))
}

/// The form on a concluded weighing.
pub(crate) async fn show_new(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<WritePage>, Trouble> {
    if !visit.may::<BringToTriangle>() {
        return Err(Trouble::Denied);
    }
    let basis = Basis::of(visit.id(), visit.dossier())?;
    if mode(&visit.ask).await? == Mode::None {
        return Err(Refusal::of(
            "In deze regio beslist de driehoek hier niet over. Open de casus vanuit de weging.",
            "In this region the triangle does not decide on this. Open the case from the weighing.",
        )
        .into());
    }
    let form = form(places::advice_from(visit.id()), visit.ask.lang, None, basis.reasoning.as_ref());
    let body = WritePage {
        lang: visit.ask.lang,
        back: places::WEIGHINGS.of(visit.id()),
        reference: basis.reference.to_string(),
        reasons: Vec::new(),
        form: form.html(&visit.ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(&visit.ask, TITLE, body))
}

/// Begins the advice, and says so in the weighing: both, or neither.
pub(crate) async fn begin(desk: Desk<BringToTriangle>, ask: Ask, form: AdviceForm) -> Result<Redirect, Trouble> {
    let basis = Basis::of(desk.id(), desk.dossier())?;
    let reference = basis.reference.clone();
    let begun = Advice::begin(writer(&ask.actor, desk.today()), basis, mode(&ask).await?, form.0, desk.today())?;
    let advice = ask.vault.begin::<DraftAdvice>(&ask.actor).await?;
    let id = advice.id();
    let advised = desk.dossier().advise(id)?;
    let mut others = goes_on(&ask, desk.dossier()).await?;
    others.push(advice.draft(vec![begun]));
    desk.commit_with(vec![advised], others).await?;
    Ok(Redirect::to(places::ADVICES.of(id)).with(id, reference))
}

/// The form on an advice that is rewritten, with the reasons it came back for.
pub(crate) async fn show(visit: Visit<ReadAdvice>, filled: Filled) -> Result<Page<WritePage>, Trouble> {
    if !visit.may::<RedraftAdvice>() || visit.dossier().is_signed_by(writer(&visit.ask.actor, visit.ask.today)) {
        return Err(Trouble::Denied);
    }
    let (ask, advice) = (&visit.ask, visit.dossier());
    let votes = advice.rounds().last().map(|r| r.votes.as_slice()).unwrap_or_default();
    let reason = |v: &crate::advice::Vote| Some((AuthorSays::of(ask, &v.by), v.reason.as_ref()?.to_string()));
    let form = form(places::ADVICES.under(visit.id(), "/tekst"), ask.lang, advice.text(), None);
    let body = WritePage {
        lang: ask.lang,
        back: places::ADVICES.of(visit.id()),
        reference: advice.basis().map(|b| b.reference.to_string()).unwrap_or_default(),
        reasons: votes.iter().filter_map(reason).collect(),
        form: form.html(ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(ask, RedraftAdvice::INFO.says, body))
}

/// Every text that lay on the table.
pub(crate) async fn versions(visit: Visit<ReadAdvice>, _: Filled) -> Result<Page<Versions>, Trouble> {
    let (ask, home) = (&visit.ask, places::ADVICES.of(visit.id()));
    let title = Say::of("Versies van het advies", "Versions of the advice");
    let pick = |event| match event {
        Event::Begun { text, .. } | Event::Drafted { text } => Some(parts(ask.lang, &text)),
        Event::Issued { .. }
        | Event::Recalled { .. }
        | Event::Decided { .. }
        | Event::Restated { .. }
        | Event::RemarkWithdrawn { .. }
        | Event::CaseOpened { .. }
        | Event::TakingStated { .. }
        | Event::PersonsNamed { .. } => None,
    };
    let here = format!("{home}/versies");
    let place = (title.to(ask.lang).to_owned(), home, here.as_str());
    let body = Versions::read::<_, RedraftAdvice, DraftAdvice>((ask, &visit.seen), place, pick).await?;
    Ok(Page::of(ask, title, body))
}

/// The advice as headings with texts.
pub(super) fn parts(lang: Lang, text: &AdviceText) -> Parts {
    let part = |heading: Say, text: String| (heading.to(lang).to_owned(), text);
    let conditions = text.conditions.as_ref();
    let none = || Say::of("Geen", "None").to(lang).to_owned();
    let mut parts = text.decision.parts(lang);
    parts.extend([
        part(Say::of("Aan tafel", "At the table"), joined(&text.partners)),
        part(Say::of("Eerste stappen", "First steps"), joined(&text.first_steps)),
        part(Say::of("Voorwaarden", "Conditions"), conditions.map_or_else(none, ToString::to_string)),
    ]);
    parts
}

/// Rewrites it.
pub(crate) async fn redraft(desk: Desk<RedraftAdvice>, _: Ask, form: AdviceForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().draft(writer(desk.actor(), desk.today()), form.0, desk.today())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::ADVICES.of(id)))
}
