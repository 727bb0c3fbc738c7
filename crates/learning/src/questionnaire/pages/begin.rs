//! Choosing what a questionnaire is for, who is asked, and what is promised to them.

use crate::places;
use crate::{
    crowding, directory, fields, numbering,
    questionnaire::{
        Anonymity, Opening, Questionnaire, State, USUAL_THRESHOLD,
        acts::{BeginQuestionnaire, ChangeQuestionnaire, ReadQuestionnaire},
    },
};
use askama::Template;
use kernel::{AgencyId, DossierId, HouseId, Lang, Line, Note, Say, reference::Row};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Tier};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// The form, read and of the right shape.
pub(super) struct Chosen {
    title: Line,
    purpose: Note,
    houses: Vec<HouseId>,
    readers: Vec<AgencyId>,
    anonymity: Anonymity,
    people: u16,
    threshold: u16,
    keep_days: u16,
    open_link: bool,
    evaluation: Option<DossierId>,
    repeats: Option<DossierId>,
}

impl Form for Chosen {
    fn check(read: &mut Reader) -> Option<Self> {
        let title = read.must("title");
        let purpose = read.must("purpose");
        let houses = read.each("houses");
        let readers = read.each("readers");
        let anonymity = read.choice("anonymity");
        let people = fields::number(read, "people", 1, 5000);
        let threshold = fields::number(read, "threshold", 1, 500);
        let keep_days = fields::number(read, "keep-days", 1, 365);
        let open_link = read.tick("open-link");
        let evaluation = fields::piece(read, "evaluation");
        let repeats = fields::piece(read, "repeats");
        Some(Self {
            title: title?,
            purpose: purpose?,
            houses: houses?,
            readers: readers?,
            anonymity: anonymity?,
            people: people?,
            threshold: threshold?,
            keep_days: keep_days?,
            open_link,
            evaluation: evaluation?,
            repeats: repeats?,
        })
    }
}

impl Chosen {
    fn opening(self, ask: &Ask, code: Line) -> Result<Opening, Trouble> {
        directory::known_houses(&ask.directory, &self.houses)?;
        directory::known_agencies(&ask.directory, &self.readers, "readers")?;
        Ok(Opening {
            reference: Line::default(),
            title: self.title,
            purpose: self.purpose,
            team: ask.actor.agency.id.clone(),
            readers: self.readers,
            houses: self.houses,
            evaluation: self.evaluation,
            anonymity: self.anonymity,
            people: self.people,
            threshold: self.threshold,
            keep_days: self.keep_days,
            open_link: self.open_link,
            code,
            repeats: self.repeats,
        })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "questionnaire/pages/begin.html")]
pub(super) struct Begin {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Begin>, Trouble> {
    let mut form = form(
        &ask,
        &places::QUESTIONNAIRES.of(places::NEW),
        None,
        Say::of("Vragenlijst maken", "Make the questionnaire"),
    );
    for (name, query) in [("evaluation", "evaluatie"), ("repeats", "herhaal")] {
        form = form.field(Field::hidden(name, ask.query.first(query).unwrap_or_default()));
    }
    let body = Begin { lang: ask.lang, form: form.html(&ask, &filled, None) };
    Ok(Page::of(&ask, Say::of("Vragenlijst maken", "Make a questionnaire"), body))
}

pub(super) async fn act(desk: Desk<BeginQuestionnaire>, ask: Ask, form: Chosen) -> Result<Redirect, Trouble> {
    let repeats = form.repeats;
    let opening = form.opening(&ask, ask.vault.code().parse()?)?;
    let open = [State::Draft, State::Open, State::Open].map(State::word);
    crowding::is_room(&desk, Tier::Team, open).await?;
    Questionnaire::begin(opening.clone())?;
    // Who repeats a questionnaire must be able to read it.
    let earlier = match repeats {
        Some(id) => Some(ask.vault.look::<ReadQuestionnaire>(&ask.actor, id).await?),
        None => None,
    };
    let reference = numbering::next(&ask.vault, Row::Questionnaire, desk.today()).await?;
    let opening = Opening { reference: reference.clone(), ..opening };
    let events = match earlier {
        Some(seen) => seen.dossier().again(opening)?,
        None => vec![Questionnaire::begin(opening)?],
    };
    let id = desk.id();
    desk.commit(events).await?;
    Ok(Redirect::to(places::QUESTIONNAIRES.of(id)).with(id, reference))
}

pub(super) async fn change(desk: Desk<ChangeQuestionnaire>, ask: Ask, form: Chosen) -> Result<Redirect, Trouble> {
    let Some(before) = desk.dossier().opening().cloned() else {
        return Err(Trouble::Denied);
    };
    let new = form.opening(&ask, before.code)?;
    let event = desk.dossier().change(Opening {
        reference: before.reference,
        team: before.team,
        evaluation: before.evaluation,
        repeats: before.repeats,
        ..new
    })?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// The form, with what was chosen before.
pub(super) fn form(ask: &Ask, address: &str, before: Option<&Opening>, button: Say) -> FormSpec {
    let houses = Field::choices(
        "houses",
        Say::of("Over welke huizen gaat het?", "Which houses is it about?"),
        directory::houses(&ask.directory),
    )
    .required();
    let readers = Field::choices(
        "readers",
        Say::of("Welke organisaties mogen de uitkomsten lezen?", "Which organisations may read the results?"),
        directory::agencies(&ask.directory),
    );
    let anonymity =
        Field::choice_of::<Anonymity>("anonymity", Say::of("Anoniem of herleidbaar?", "Anonymous or traceable?"))
            .hint(Say::of("Na het openen verandert dit nooit meer.", "After opening this never changes."))
            .value(before.map_or(Anonymity::Anonymous, |b| b.anonymity).word());
    let number = |name, label, value: u16| Field::line(name, label).value(value.to_string());
    FormSpec::to(address, button)
        .field(Field::line("title", Say::of("Titel", "Title")).values(before.map(|b| b.title.to_string())))
        .field(
            Field::note("purpose", Say::of("Waar zijn de antwoorden voor?", "What are the answers for?"))
                .hint(Say::of(
                    "Wie antwoordt, leest dit voor de eerste vraag.",
                    "Who answers reads this before the first question.",
                ))
                .values(before.map(|b| b.purpose.to_string())),
        )
        .field(houses.values(before.iter().flat_map(|b| &b.houses).map(ToString::to_string)))
        .field(readers.values(before.iter().flat_map(|b| &b.readers).map(ToString::to_string)))
        .field(anonymity)
        .field(number(
            "people",
            Say::of("Hoeveel mensen vraagt u?", "How many people do you ask?"),
            before.map_or(30, |b| b.people),
        ))
        .field(
            number("threshold", Say::of("Drempel", "Threshold"), before.map_or(USUAL_THRESHOLD, |b| b.threshold)).hint(
                Say::of(
                    "Met minder antwoorden komt er geen uitkomst. Ten minste 5.",
                    "With fewer answers there is no result. At least 5.",
                ),
            ),
        )
        .field(number(
            "keep-days",
            Say::of(
                "Hoeveel dagen na het sluiten blijven de antwoorden bewaard?",
                "How many days after closing are the answers kept?",
            ),
            before.map_or(60, |b| b.keep_days),
        ))
        .field({
            let tick = Field::tick(
                "open-link",
                Say::of(
                    "Ook antwoorden met één algemene link. Dan is niet te zien of iemand vaker antwoordt.",
                    "Also answer with one general link. Then nobody can see whether somebody answers more than once.",
                ),
            );
            if before.is_some_and(|b| b.open_link) { tick.value("ja") } else { tick }
        })
}
