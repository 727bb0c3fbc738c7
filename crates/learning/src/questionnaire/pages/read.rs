//! Reading one questionnaire as the team that asks, or as who may read its results.

use super::{begin, import, links, make, questions, shown, steps};
use crate::places;
use crate::{
    asking::{Asking, History, asking, history, why},
    directory, naming,
    questionnaire::{
        Opening, State,
        acts::{
            ArrangeQuestions, BeginQuestionnaire, ChangeQuestionnaire, CloseQuestionnaire, EmptyQuestionnaire, Invite,
            OpenQuestionnaire, ReadLinks, ReadOpenAnswers, ReadQuestionnaire, ReleaseResults, ReviseQuestions,
        },
        texts,
    },
};
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, FormSpec, Page, Trouble, Visit};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "questionnaire/pages/read.html")]
pub(super) struct Read {
    #[serde(skip)]
    lang: Lang,
    at: String,
    reference: String,
    purpose: String,
    state: String,
    #[serde(skip)]
    state_says: Say,
    #[serde(skip)]
    stands: Say,
    #[serde(skip)]
    anonymity: Say,
    houses: Vec<String>,
    readers: Vec<String>,
    evaluation: Option<String>,
    people: u16,
    threshold: u16,
    version: u16,
    invitations: usize,
    open_link: Option<String>,
    empty_by: Option<ShownDay>,
    erasing: bool,
    hints: Vec<String>,
    questions: Vec<questions::Told>,
    sections: Vec<shown::Section>,
    links: bool,
    open_answers: bool,
    compare: bool,
    again: Option<String>,
    /// What of a file of questions does not come along.
    left: Option<import::Left>,
    /// Whether somebody who makes questions here may be handed an example of a table.
    arranges: bool,
    asked: Vec<Asking>,
    #[serde(flatten)]
    history: History,
    #[serde(skip)]
    why: Vec<Say>,
}

pub(super) async fn show(visit: Visit<ReadQuestionnaire>, filled: Filled) -> Result<Page<Read>, Trouble> {
    let Some(opening) = visit.dossier().opening() else {
        return Err(Trouble::Denied);
    };
    let title = opening.title.to_string();
    let erasing = visit.ask.vault.is_being_erased(visit.id()).await?;
    let history = history(&visit, &places::QUESTIONNAIRES.of(visit.id())).await?;
    let looked =
        import::looked(&visit.ask, &filled, &format!("{}/importeren", places::QUESTIONNAIRES.of(visit.id()))).await?;
    let body = page(&visit, &filled, opening, (erasing, history, looked.as_ref()));
    Ok(Page::of(&visit.ask, Say::same(title), body))
}

fn page(
    visit: &Visit<ReadQuestionnaire>,
    filled: &Filled,
    opening: &Opening,
    (erasing, history, looked): (bool, History, Option<&import::Looked>),
) -> Read {
    let (one, ask) = (visit.dossier(), &visit.ask);
    let names = &*ask.directory;
    let at = places::QUESTIONNAIRES.of(visit.id());
    let may_begin = ask.vault.may_begin::<BeginQuestionnaire>(&ask.actor).is_yes();
    let shows_results = one.results.is_some();
    Read {
        lang: ask.lang,
        reference: opening.reference.to_string(),
        purpose: opening.purpose.to_string(),
        state: one.state().word().to_owned(),
        state_says: one.state().says(),
        stands: texts::stands(one.state()),
        anonymity: opening.anonymity.says(),
        houses: opening.houses.iter().map(|id| directory::house_name(names, id)).collect(),
        readers: opening.readers.iter().map(|id| names.agency_name(id)).collect(),
        evaluation: opening.evaluation.map(|id| places::EVALUATIONS.of(id)),
        people: opening.people,
        threshold: opening.threshold,
        version: one.version(),
        invitations: one.invitations(),
        open_link: opening.open_link.then(|| places::QUESTIONS.of(&opening.code)),
        empty_by: one.must_be_empty_by().filter(|_| one.state() != State::Emptied).map(day_month_year),
        erasing,
        hints: naming::hints(opening.purpose.as_str()),
        questions: questions::told(one.questions(), ask.lang),
        sections: shown::sections(one, ask.lang),
        links: visit.may::<ReadLinks>() && !one.links_to_show().is_empty(),
        open_answers: visit.may::<ReadOpenAnswers>(),
        compare: opening.repeats.is_some() && shows_results,
        again: (may_begin && shows_results).then(|| {
            let evaluation = opening.evaluation.map(|id| id.to_string()).unwrap_or_default();
            let pairs = [("herhaal", visit.id().to_string()), ("evaluatie", evaluation)];
            let pairs = pairs.each_ref().map(|(name, value)| (*name, value.as_str()));
            format!("{}?{}", places::QUESTIONNAIRES.of(places::NEW), web::encode(&pairs))
        }),
        left: looked.and_then(import::Left::of),
        arranges: visit.may::<ArrangeQuestions>(),
        asked: asked(visit, filled, &at, (opening, looked)),
        history,
        why: why(visit),
        at,
    }
}

fn asked(
    visit: &Visit<ReadQuestionnaire>,
    filled: &Filled,
    at: &str,
    (opening, looked): (&Opening, Option<&import::Looked>),
) -> Vec<Asking> {
    let one = visit.dossier();
    let mut all = Vec::new();
    let mut ask = |may: bool, last: &str, says: Say, form: &dyn Fn() -> FormSpec| {
        if may {
            all.push(asking(visit, filled, &format!("{at}/{last}"), says, &form()));
        }
    };
    let arrange = visit.may::<ArrangeQuestions>();
    ask(arrange, "vraag", Say::of("Vraag toevoegen", "Add a question"), &|| {
        make::question_form(format!("{at}/vraag"), one, false)
    });
    ask(arrange, "overnemen", Say::of("Vragen overnemen", "Take over questions"), &|| make::library_form(at));
    ask(arrange, "importeren", Say::of("Vragen inlezen uit een bestand", "Read questions from a file"), &|| {
        import::form(at, looked)
    });
    ask(arrange && !one.questions().is_empty(), "vraag-weg", Say::of("Vraag weghalen", "Take out a question"), &|| {
        make::remove_form(format!("{at}/vraag-weg"), one, false)
    });
    ask(visit.may::<ChangeQuestionnaire>(), "opzet", Say::of("Opzet veranderen", "Change the set-up"), &|| {
        begin::form(&visit.ask, &format!("{at}/opzet"), Some(opening), Say::of("Bewaren", "Keep")).secondary()
    });
    ask(visit.may::<OpenQuestionnaire>(), "openen", Say::of("Openen", "Open it"), &|| steps::open_form(at));
    ask(visit.may::<Invite>(), "uitnodigen", Say::of("Mensen uitnodigen", "Invite people"), &|| {
        links::invite_form(at, opening.people)
    });
    let revise = visit.may::<ReviseQuestions>();
    ask(
        revise,
        "nieuwe-versie",
        Say::of("Vraag toevoegen in een nieuwe versie", "Add a question in a new version"),
        &|| make::question_form(format!("{at}/nieuwe-versie"), one, true),
    );
    ask(
        revise,
        "nieuwe-versie-zonder",
        Say::of("Vraag weghalen in een nieuwe versie", "Take out a question in a new version"),
        &|| make::remove_form(format!("{at}/nieuwe-versie-zonder"), one, true),
    );
    ask(visit.may::<CloseQuestionnaire>(), "sluiten", Say::of("Sluiten", "Close it"), &|| steps::close_form(at));
    ask(visit.may::<ReleaseResults>(), "vrijgeven", Say::of("Uitkomsten vrijgeven", "Release the results"), &|| {
        steps::release_form(at, one)
    });
    ask(
        visit.may::<EmptyQuestionnaire>(),
        "vernietigen",
        Say::of("Antwoorden vernietigen", "Destroy the answers"),
        &|| steps::empty_form(at),
    );
    all
}
