//! Writing the judgement: one text, beside the views it is made from.

use super::{ask_texts::*, criteria};
use crate::places;
use crate::{
    table::{Decision, Versions},
    weighing::{DraftJudgement, Event, JotPart, Judgement, Outcome, ReadWeighing, View},
};
use kernel::{Date, Lang, Note, Prose, Say, day_month_year};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// The judgement as it was typed.
pub(crate) struct JudgementForm(Judgement);

impl Form for JudgementForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let question = read.must::<Note>("question");
        let facts = read.must::<Prose>("facts");
        let criteria = criteria::read(read);
        let considerations = read.must::<Prose>("considerations");
        let alternatives = lines(read, "alternatives");
        let options = lines(read, "options");
        let outcome = read.choice::<Outcome>("outcome");
        let proportionality = read.must::<Note>("proportionality");
        let subsidiarity = read.must::<Note>("subsidiarity");
        let missing = told(read, "missing", "missing-none");
        let dissent = told(read, "dissent", "dissent-none");
        let expectation = read.must::<Note>("expectation");
        let ground = read.must::<Note>("ground");
        let review: Option<Option<Date>> = read.may_day("review");
        let (criteria, extra) = criteria?;
        Some(Self(Judgement {
            facts: facts?,
            criteria,
            extra,
            proportionality: proportionality?,
            subsidiarity: subsidiarity?,
            missing: missing?,
            alternatives: alternatives?,
            decision: Decision {
                question: question?,
                options: options?,
                considerations: considerations?,
                dissent: dissent?,
                outcome: outcome?,
                ground: ground?,
                expectation: expectation?,
                by: Vec::new(),
                review: review?,
            },
        }))
    }
}

const QUESTION: Say = Say::of("Waar gaat het om?", "What is the question?");
const LINES: Say = Say::of("Minstens één. Eén per regel.", "At least one. One per line.");

fn filled_with(field: Field, text: Option<&str>) -> Field {
    match text {
        Some(text) => field.value(text),
        None => field,
    }
}

/// The view that the form begins from, where one was chosen on the page and no judgement lies there yet.
fn taken_over(visit: &Visit<ReadWeighing>) -> Option<&View> {
    let (weighing, from) = (visit.dossier(), visit.ask.query.first("uit")?);
    let all = weighing.views_for(&visit.ask.actor.agency.id);
    all.into_iter()
        .find(|one| one.by.agency.as_str() == from)
        .filter(|_| weighing.text().is_none())
        .map(|one| &one.view)
}

/// The facts of the filing as the judgement could name them: one to a line, with day and source.
pub(super) fn facts_of(visit: &Visit<ReadWeighing>) -> String {
    let lang = visit.ask.lang;
    let facts = visit.dossier().filing().map(|f| f.facts.as_slice()).unwrap_or_default();
    let line = |(fact, n): (&kernel::Observed, usize)| {
        let on = fact.on.map(|day| day_month_year(day).to_string());
        let who = fact.observer.as_ref().map(ToString::to_string);
        let seen = lang.both(
            if fact.first_hand { "zelf gezien" } else { "van horen zeggen" },
            if fact.first_hand { "seen personally" } else { "hearsay" },
        );
        let source: Vec<String> = [on, who, Some(seen.to_owned())].into_iter().flatten().collect();
        format!("F{n}. {} ({})", fact.text, source.join(", "))
    };
    facts.iter().zip(1..).map(line).collect::<Vec<_>>().join("\n")
}

fn form(visit: &Visit<ReadWeighing>) -> FormSpec {
    let before = visit.dossier().text().map(|t| &t.judgement);
    let jotted = |part| visit.dossier().jotted(part).map(|jot| jot.text.as_str());
    let (view, facts) = (taken_over(visit), facts_of(visit));
    let decision = before.map(|j| &j.decision);
    let (question, ground) = match visit.ask.lang {
        Lang::Nl => ("Past deze aanmelding bij het doel van de wet?", "Wgpga art. 5 lid 3"),
        Lang::En => ("Does this filing fit the purpose of the law?", "Wgpga art. 5(3)"),
    };
    let form = FormSpec::to(
        places::WEIGHINGS.under(visit.id(), "/oordeel"),
        Say::of("Oordeel op tafel leggen", "Put the judgement on the table"),
    )
    .field(Field::note("question", QUESTION).value(decision.map_or(question, |d| d.question.as_str())))
    .field(filled_with(
        Field::prose("facts", Say::of("Op welke feiten rust dit?", "Which facts does this rest on?")).hint(Say::of(
            "Alleen wat is gezien of gehoord, met de bron.",
            "Only what was seen or heard, with its source.",
        )),
        jotted(JotPart::Facts).or(Some(before.map_or(facts.as_str(), |j| j.facts.as_str()))),
    ));
    let taken = view.map(|v| (&v.criteria, v.extra.as_ref()));
    let mut form = criteria::fields(form, before.map(|j| (&j.criteria, j.extra.as_ref())).or(taken));
    form = form
        .field(filled_with(
            Field::prose("considerations", Say::of("Wat weegt u samen af?", "What do you weigh up together?")).hint(
                Say::of(
                    "Kijk naar het geheel. De criteria zijn geen afvinklijst.",
                    "Look at the whole. The criteria are not a checklist.",
                ),
            ),
            jotted(JotPart::Considerations)
                .or(decision.map(|d| d.considerations.as_str()))
                .or(view.map(|v| v.overall.as_str())),
        ))
        .field(filled_with(
            Field::note("alternatives", Say::of("Wat kan het nog meer zijn?", "What else could it be?")).hint(LINES),
            jotted(JotPart::Alternatives).or(before
                .map(|j| &j.alternatives)
                .or(view.map(|v| &v.alternatives))
                .map(|all| joined(all))
                .as_deref()),
        ))
        .field(filled_with(
            Field::note(
                "options",
                Say::of("Welke andere uitkomsten hebt u overwogen?", "Which other outcomes did you consider?"),
            )
            .hint(LINES),
            jotted(JotPart::Options).or(decision.map(|d| joined(&d.options)).as_deref()),
        ))
        .field(filled_with(
            Field::choice_of::<Outcome>("outcome", Say::of("Uitkomst", "Outcome")),
            decision.map(|d| d.outcome.word()),
        ))
        .field(filled_with(
            Field::note(
                "proportionality",
                Say::of("Waarom is dit niet zwaarder dan nodig?", "Why is this no more than needed?"),
            ),
            before.map(|j| j.proportionality.as_str()),
        ))
        .field(filled_with(
            Field::note(
                "subsidiarity",
                Say::of("Waarom is iets lichters niet genoeg?", "Why is something lighter not enough?"),
            ),
            before.map(|j| j.subsidiarity.as_str()),
        ));
    let told = |part| jotted(part).and_then(|text| text.parse::<Note>().ok());
    let (lacks, differs) = (told(JotPart::Missing), told(JotPart::Dissent));
    let missing = told_fields(
        ("missing", Say::of("Wat ontbreekt er?", "What is missing?")),
        ("missing-none", Say::of("Er ontbreekt niets", "Nothing is missing")),
        lacks.as_ref().map(Some).or(before.map(|j| j.missing.as_ref())).or(view.map(|v| v.missing.as_ref())),
    );
    let dissent = told_fields(
        ("dissent", Say::of("Wie ziet het anders, en hoe?", "Who sees it differently, and how?")),
        (
            "dissent-none",
            Say::of("Niemand ziet het anders; wij hebben het gevraagd", "Nobody sees it otherwise; we asked"),
        ),
        differs.as_ref().map(Some).or(decision.map(|d| d.dissent.as_ref())),
    );
    for field in missing.into_iter().chain(dissent) {
        form = form.field(field);
    }
    let review = Field::day("review", Say::of("Wanneer kijkt u hier weer naar?", "When will you look at this again?"))
        .sometimes()
        .hint(Say::of(
            "Nodig als het past, of als er een nieuwe ronde komt.",
            "Needed if it fits, or if there is a new round.",
        ));
    let review = match decision.and_then(|d| d.review) {
        Some(day) => review.on(day),
        None => review,
    };
    form.field(filled_with(
        Field::note("expectation", Say::of("Wat verwacht u nu van elkaar?", "What do you expect of each other now?")),
        jotted(JotPart::Expectation).or(decision.map(|d| d.expectation.as_str())),
    ))
    .field(
        Field::note("ground", Say::of("Op welke grond?", "On what legal ground?"))
            .value(decision.map_or(ground, |d| d.ground.as_str())),
    )
    .field(review)
}

#[derive(askama::Template, serde::Serialize, schemars::JsonSchema)]
#[template(path = "weighing/pages/judge.html")]
pub(crate) struct JudgePage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    round: Option<super::round::RoundShown>,
    touched: bool,
    filed: super::filed::Filed,
    /// Whose view the form can begin from: the organisation, and where.
    from: Vec<(String, String)>,
    form: Html,
}

/// The form below the views.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<JudgePage>, Trouble> {
    if !visit.may::<DraftJudgement>() {
        return Err(Trouble::Denied);
    }
    let round = visit.dossier().round();
    let weighing = visit.dossier();
    let own = &visit.ask.actor.agency.id;
    let at = |who: &kernel::AgencyId| format!("{}?uit={who}#judge", places::WEIGHINGS.under(visit.id(), "/oordeel"));
    let all = if weighing.text().is_some() { Vec::new() } else { weighing.views_for(own) };
    let from = all.into_iter().map(|v| (visit.ask.directory.agency_name(&v.by.agency), at(&v.by.agency))).collect();
    let body = JudgePage {
        lang: visit.ask.lang,
        filed: super::filed::Filed::of(&visit.ask, weighing),
        from,
        back: places::WEIGHINGS.of(visit.id()),
        reference: super::words::reference(visit.dossier()),
        round: round.map(|r| super::round::views_only(&visit.ask, visit.dossier(), r)),
        touched: round.is_some_and(|r| r.keys.people().count() > 0),
        form: form(&visit).html(&visit.ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(&visit.ask, <DraftJudgement as vault::Act>::INFO.says, body))
}

/// Every text that lay on the table.
pub(crate) async fn versions(visit: Visit<ReadWeighing>, _: Filled) -> Result<Page<Versions>, Trouble> {
    let (ask, home) = (&visit.ask, places::WEIGHINGS.of(visit.id()));
    let title = Say::of("Versies van het oordeel", "Versions of the judgement");
    #[allow(clippy::wildcard_enum_match_arm, reason = "every other event brings no text")]
    let pick = |event| match event {
        Event::Drafted { judgement } => {
            let mut parts = super::round::parts(ask.lang, &judgement);
            let outcome = judgement.decision.outcome.says();
            parts.insert(0, (Say::of("Uitkomst", "Outcome").to(ask.lang).to_owned(), outcome.to(ask.lang).to_owned()));
            Some(parts)
        }
        _ => None,
    };
    let here = format!("{home}/oordeel/versies");
    let place = (title.to(ask.lang).to_owned(), home, here.as_str());
    let body = Versions::read::<_, DraftJudgement, DraftJudgement>((ask, &visit.seen), place, pick).await?;
    Ok(Page::of(ask, title, body))
}

/// Lays it on the table.
pub(crate) async fn act(desk: vault::Desk<DraftJudgement>, _: Ask, form: JudgementForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().draft(desk.agency(), form.0, desk.today())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
