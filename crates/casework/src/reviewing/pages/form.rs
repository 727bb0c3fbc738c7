//! What goes to a reviewer, as a form: each text of the extract in a field of its own, to be struck out or replaced.

use crate::case::Case;
use crate::review::{Entry, Extract, Passage, Reviewer, Text};
use crate::reviewing::hiding;
use jiff::ToSpan;
use kernel::{Date, Note, PersonId, Prose, Refusal, Say, day_month_year};
use std::collections::{BTreeMap, BTreeSet};
use vault::{Colleague, Directory, Role};
use web::{Ask, Field, Form, FormSpec, Reader};

/// So many days until an opinion, where nobody says otherwise.
const USUAL: i32 = 42;

/// What is asked, read and of the right shape.
pub(super) struct Asks {
    reviewer: PersonId,
    question: Note,
    until: Date,
    texts: BTreeMap<u32, Option<Prose>>,
}

impl Form for Asks {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reviewer, question, until) = (read.must("reviewer"), read.must("question"), read.day("until"));
        let rows = read.rows(&["text"], 1, |read, n| read.may::<Prose>(format!("text{n}")));
        let texts: Option<BTreeMap<u32, Option<Prose>>> =
            rows.into_iter().map(|(n, text)| Some((u32::try_from(n).ok()?, text?))).collect();
        if !read.tick("unknown") {
            read.wrong(
                "unknown",
                Say::of(
                    "Lees het hele uittreksel. Zet het vinkje als niemand erin te herkennen is.",
                    "Read the whole extract. Tick the box if nobody can be recognised in it.",
                ),
            );
            return None;
        }
        Some(Self { reviewer: reviewer?, question: question?, until: until?, texts: texts? })
    }
}

/// Who could review this case: who guards the law, for an organisation that never had anything to do with it, and never sat there under any account.
pub(super) fn reviewers<'a>(case: &Case, directory: &'a Directory, today: Date) -> Vec<&'a Colleague> {
    let sat = case.overseen().sat();
    let logins: BTreeSet<&PersonId> =
        directory.colleagues.iter().filter(|one| sat.contains(&one.person)).map(Colleague::login).collect();
    let knows =
        |one: &Colleague| sat.contains(&one.person) || sat.contains(one.login()) || logins.contains(one.login());
    let works = |one: &Colleague| one.until.is_none_or(|until| today <= until);
    let mut all: Vec<&Colleague> = directory
        .colleagues
        .iter()
        .filter(|one| one.role == Role::Legality && works(one) && !knows(one) && !case.ever_had(&one.agency))
        .collect();
    all.sort_by(|a, b| a.name.as_str().cmp(b.name.as_str()));
    all
}

/// The form, with this extract.
pub(super) fn form(ask: &Ask, to: String, case: &Case, extract: &Extract, now: Option<&Text>) -> FormSpec {
    let option = |one: &&Colleague| {
        let says = format!("{}, {} ({})", one.name, one.function, ask.directory.agency_name(&one.agency));
        (one.person.to_string(), Say::same(says))
    };
    let who = reviewers(case, &ask.directory, ask.today).iter().map(option).collect();
    let until = now.map_or(ask.today.saturating_add(USUAL.days()), |text| text.until);
    let spec = FormSpec::to(to, Say::of("Aan de drie voorleggen", "Lay before the three"))
        .field(
            Field::list("reviewer", Say::of("Wie toetst?", "Who reviews?"), who)
                .values(now.map(|text| text.reviewer.person.to_string()))
                .hint(Say::of(
                    "Iemand van een organisatie die hier niet aan tafel zit of zat.",
                    "Somebody of an organisation that does not sit at this table and never did.",
                )),
        )
        .field(
            Field::note("question", Say::of("Wat wilt u weten?", "What do you want to know?"))
                .values(now.map(|text| text.question.to_string()))
                .mindful()
                .hint(Say::of("Zonder namen, plaatsen of nummers.", "Without names, places or numbers.")),
        )
        .field(
            Field::day(
                "until",
                Say::of("Uiterlijk wanneer vraagt u een oordeel?", "By when do you ask for an opinion?"),
            )
            .on(until),
        );
    let spec = extract.passages().map(field).fold(spec, FormSpec::field);
    spec.field(Field::tick(
        "unknown",
        Say::of(
            "Ik las het hele uittreksel. Niemand is erin te herkennen.",
            "I read the whole extract. Nobody can be recognised in it.",
        ),
    ))
}

fn field((entry, passage): (&Entry, &Passage)) -> Field {
    let (sort, part, on) = (entry.sort.says(), passage.part.says(), day_month_year(entry.on));
    let label = Say::made(format!("{}, {on}: {}", sort.nl, part.nl), format!("{}, {on}: {}", sort.en, part.en));
    let field = Field::prose(format!("text{}", passage.no), label).optional();
    field.values(passage.text.as_ref().map(Prose::to_string))
}

impl Asks {
    /// The text that would go: on this extract, to somebody who may review it, without a word by which somebody is known.
    pub(super) fn text(
        self,
        case: &Case,
        directory: &Directory,
        extract: Extract,
        today: Date,
    ) -> Result<Text, Refusal> {
        let reviewer = reviewers(case, directory, today).into_iter().find(|one| one.person == self.reviewer);
        let reviewer = reviewer.ok_or(
            Refusal::of(
                "Kies iemand uit de lijst. Wie aan deze tafel zit of zat, toetst haar niet.",
                "Choose somebody from the list. Whoever sits or sat at this table does not review it.",
            )
            .at("reviewer"),
        )?;
        let extract = extract.with(&self.texts).map_err(|no| {
            let came = Refusal::of(
                "Dit kwam erbij nadat u het uittreksel opende. Lees ook dit.",
                "This came after you opened the extract. Read this as well.",
            );
            Refusal { field: Some(format!("text{no}").into()), ..came }
        })?;
        let masks = hiding::of(case, directory);
        let written =
            extract.passages().filter_map(|(_, one)| Some((format!("text{}", one.no), one.text.as_ref()?.as_str())));
        hiding::check(&masks, [("question".to_owned(), self.question.as_str())].into_iter().chain(written))?;
        let reviewer = Reviewer { person: reviewer.person.clone(), agency: reviewer.agency.clone() };
        Ok(Text { reviewer, question: self.question, until: self.until, extract })
    }
}
