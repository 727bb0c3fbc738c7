//! Making the questions: one by one, from the library or from an earlier questionnaire; and changing them later.

use crate::places;
use crate::{
    fields,
    questionnaire::{
        Asks, OnlyIf, Question, Questionnaire, Sort,
        acts::{ArrangeQuestions, ReadQuestionnaire, ReviseQuestions},
        library, question,
    },
};
use kernel::{DossierId, Line, Note, Say};
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// One question, as the form asks it.
pub(super) struct Asked {
    text: Note,
    asks: Asks,
    only_if: Option<OnlyIf>,
    new_page: bool,
}

impl Form for Asked {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must("text");
        let sort = read.choice::<Sort>("sort");
        let answers = fields::lines(read, "answers");
        let rows = fields::lines(read, "rows");
        let low = read.may::<Line>("low");
        let high = read.may::<Line>("high");
        let only_if = only_if(read);
        let new_page = read.tick("new-page");
        let (answers, rows, low, high) = (answers?, rows?, low?, high?);
        let mut must = |missing: bool, name: &'static str| {
            if missing {
                read.wrong(
                    name,
                    Say::of("Vul dit in bij deze soort vraag.", "Fill this in for this kind of question."),
                );
            }
            missing
        };
        let asks = match sort? {
            Sort::Scale => {
                let missing = [must(low.is_none(), "low"), must(high.is_none(), "high")];
                if missing.contains(&true) {
                    return None;
                }
                Asks::Scale { steps: 5, low: low?, high: high? }
            }
            Sort::One | Sort::Many if must(answers.len() < 2, "answers") => return None,
            Sort::One => Asks::Choice { options: answers, many: false },
            Sort::Many => Asks::Choice { options: answers, many: true },
            Sort::Open => Asks::Open,
            Sort::Matrix => {
                let missing = [must(rows.is_empty(), "rows"), must(answers.len() < 2, "answers")];
                if missing.contains(&true) {
                    return None;
                }
                Asks::Matrix { rows, columns: answers }
            }
        };
        Some(Self { text: text?, asks, only_if: only_if?, new_page })
    }
}

fn only_if(read: &mut Reader) -> Option<Option<OnlyIf>> {
    const AGAIN: Say = Say::of("Kies een antwoord uit de lijst.", "Choose an answer from the list.");
    let word = read.may::<Line>("only-if")?;
    let Some(word) = word else { return Some(None) };
    let parts = word.as_str().split_once(':').and_then(|(q, o)| Some((q.parse().ok()?, o.parse().ok()?)));
    let Some((question, option)) = parts else {
        read.wrong("only-if", AGAIN);
        return None;
    };
    Some(Some(OnlyIf { question, option }))
}

impl Asked {
    fn question(self, number: u16) -> Question {
        Question { number, text: self.text, asks: self.asks, only_if: self.only_if, new_page: self.new_page }
    }
}

fn with_one(one: &Questionnaire, asked: Asked) -> Vec<Question> {
    // Numbers of earlier versions are not given again, so that answers to different questions are never taken for each other.
    let highest = one.versions.iter().map(|version| question::next_number(version)).max().unwrap_or(1);
    one.questions().iter().cloned().chain([asked.question(highest)]).collect()
}

pub(super) async fn add(desk: Desk<ArrangeQuestions>, _: Ask, form: Asked) -> Result<Redirect, Trouble> {
    let event = desk.dossier().arrange(with_one(desk.dossier(), form))?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// A question that goes.
pub(super) struct Gone(u16);

impl Form for Gone {
    fn check(read: &mut Reader) -> Option<Self> {
        fields::number(read, "number", 1, 999).map(Self)
    }
}

pub(super) async fn remove(desk: Desk<ArrangeQuestions>, _: Ask, form: Gone) -> Result<Redirect, Trouble> {
    let event = desk.dossier().arrange(question::without(desk.dossier().questions(), form.0))?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Questions that lie ready, and an earlier questionnaire.
pub(super) struct Taken {
    names: Vec<String>,
    earlier: Option<DossierId>,
}

impl Form for Taken {
    fn check(read: &mut Reader) -> Option<Self> {
        const NOTHING: Say = Say::of("Kies ten minste één vraag.", "Choose at least one question.");
        let names = read.many("names");
        let earlier = fields::piece(read, "earlier")?;
        if names.is_empty() && earlier.is_none() {
            read.wrong("names", NOTHING);
            return None;
        }
        Some(Self { names, earlier })
    }
}

pub(super) async fn take_over(desk: Desk<ArrangeQuestions>, ask: Ask, form: Taken) -> Result<Redirect, Trouble> {
    let ready = library::all().iter().filter(|ready| form.names.contains(&ready.name));
    let ready: Vec<Question> = (1..).zip(ready).filter_map(|(n, ready)| ready.question(n, ask.lang)).collect();
    let mut questions = question::joined(desk.dossier().questions(), &ready);
    if let Some(id) = form.earlier {
        let seen = ask.vault.look::<ReadQuestionnaire>(&ask.actor, id).await?;
        questions = question::joined(&questions, seen.dossier().questions());
    }
    let event = desk.dossier().arrange(questions)?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// A question more, in a new version.
pub(super) struct Revised {
    asked: Asked,
    reason: Note,
}

impl Form for Revised {
    fn check(read: &mut Reader) -> Option<Self> {
        let asked = Asked::check(read);
        let reason = read.must("reason");
        Some(Self { asked: asked?, reason: reason? })
    }
}

pub(super) async fn revise(desk: Desk<ReviseQuestions>, _: Ask, form: Revised) -> Result<Redirect, Trouble> {
    let event = desk.dossier().revise(with_one(desk.dossier(), form.asked), form.reason)?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// A question less, in a new version.
pub(super) struct RevisedAway {
    number: u16,
    reason: Note,
}

impl Form for RevisedAway {
    fn check(read: &mut Reader) -> Option<Self> {
        let number = fields::number(read, "number", 1, 999);
        let reason = read.must("reason");
        Some(Self { number: number?, reason: reason? })
    }
}

pub(super) async fn revise_away(desk: Desk<ReviseQuestions>, _: Ask, form: RevisedAway) -> Result<Redirect, Trouble> {
    let event = desk.dossier().revise(question::without(desk.dossier().questions(), form.number), form.reason)?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// The form for one question; with a reason when it makes a new version.
pub(super) fn question_form(address: String, one: &Questionnaire, version: bool) -> FormSpec {
    let form = FormSpec::to(address, Say::of("Vraag toevoegen", "Add the question"))
        .field(Field::note("text", Say::of("Wat vraagt u?", "What do you ask?")))
        .field(Field::choice_of::<Sort>("sort", Say::of("Hoe?", "How?")))
        .field(
            Field::note("answers", Say::of("Antwoorden", "Answers"))
                .hint(Say::of("Eén per regel. Bij keuze en matrix.", "One per line. For a choice and a matrix."))
                .sometimes(),
        )
        .field(
            Field::note("rows", Say::of("Regels van de matrix", "Lines of the matrix"))
                .hint(Say::of("Eén per regel.", "One per line."))
                .sometimes(),
        )
        .field(Field::line("low", Say::of("Woord bij 1 (schaal)", "Word at 1 (scale)")).sometimes())
        .field(Field::line("high", Say::of("Woord bij 5 (schaal)", "Word at 5 (scale)")).sometimes())
        .field(
            Field::choice(
                "only-if",
                Say::of("Alleen vragen als iemand eerder dit koos", "Ask only if somebody chose this before"),
                conditions(one),
            )
            .optional()
            .value(""),
        )
        .field(Field::tick("new-page", Say::of("Begin een nieuw blad", "Begin a new page")));
    let reason = Field::note("reason", Say::of("Waarom verandert u de vragen?", "Why do you change the questions?"))
        .hint(Say::of(
            "Antwoorden op de oude en de nieuwe versie worden nooit samen geteld.",
            "Answers to the old and the new version are never counted together.",
        ));
    if version { form.field(reason).secondary() } else { form }
}

fn conditions(one: &Questionnaire) -> Vec<(String, Say)> {
    let always = (String::new(), Say::of("Altijd vragen", "Always ask"));
    let of_question = |q: &Question| {
        let options = q.options().iter().enumerate().map(|(n, option)| {
            let (nl, en) = (format!("Vraag {}: {option}", q.number), format!("Question {}: {option}", q.number));
            (format!("{}:{n}", q.number), Say::made(nl, en))
        });
        options.collect::<Vec<_>>()
    };
    std::iter::once(always).chain(one.questions().iter().flat_map(of_question)).collect()
}

/// The form that takes a question out.
pub(super) fn remove_form(address: String, one: &Questionnaire, version: bool) -> FormSpec {
    let questions = one.questions().iter().map(|q| {
        let text: String = q.text.as_str().chars().take(80).collect();
        (q.number.to_string(), Say::made(format!("{}. {text}", q.number), format!("{}. {text}", q.number)))
    });
    let form = FormSpec::to(address, Say::of("Weghalen", "Take it out"))
        .field(Field::choice("number", Say::of("Welke vraag?", "Which question?"), questions.collect()))
        .secondary();
    if version { form.field(Field::note("reason", Say::of("Waarom?", "Why?"))) } else { form }
}

/// The form to choose from the library.
pub(super) fn library_form(at: &str) -> FormSpec {
    let ready = library::all().iter().map(|ready| (ready.name.clone(), ready.says())).collect();
    FormSpec::to(format!("{at}/overnemen"), Say::of("Overnemen", "Take over"))
        .field(
            Field::choices("names", Say::of("Vragen die klaarliggen", "Questions that lie ready"), ready).sometimes(),
        )
        .field(
            Field::line(
                "earlier",
                Say::of("Of alle vragen van een eerdere vragenlijst", "Or all questions of an earlier questionnaire"),
            )
            .hint(Say::of("Plak het adres van die vragenlijst.", "Paste the address of that questionnaire."))
            .sometimes(),
        )
        .secondary()
}
