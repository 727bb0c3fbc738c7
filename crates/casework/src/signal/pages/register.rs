//! Writing a signal down: who, what was seen one by one, and apart from it what the reporter makes of it.

use crate::places;
use crate::signal::{
    Intake, Signal,
    acts::RegisterSignal,
    import::next_reference,
    intake::{Brought, Reporter, Subject},
    model::By,
    words::{Ideology, ReporterKind},
};
use askama::Template;
use kernel::{Born, Bsn, Date, Lang, Line, MunicipalityId, Note, Observed, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{AgencyKind, Desk, Directory};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

kernel::words! {
    /// Whom it is about, as the form asks it.
    pub(crate) enum About {
        Person = "person", "Een persoon", "A person";
        Organisation = "organisation", "Een stichting, vereniging of bedrijf", "A foundation, association or company";
        Unnamed = "unnamed", "Iemand van wie de naam nog niet bekend is", "Somebody whose name is not known yet";
    }
}

/// How much of a date of birth may be known.
pub(crate) const BIRTH: Say = Say::of(
    "Als dd-mm-jjjj. Weet u alleen de maand of het jaar? Schrijf dan 05-1988 of 1988.",
    "As dd-mm-yyyy. Do you know only the month or the year? Then write 05-1988 or 1988.",
);

/// The form, read and of the right shape.
pub(crate) struct Registration {
    subject: Subject,
    municipality: MunicipalityId,
    received: Date,
    channel: Line,
    reporter: Reporter,
    facts: Vec<Observed>,
    reading: Option<Note>,
    ideologies: Vec<Ideology>,
    acute: bool,
    remark: Option<Note>,
    contact: Line,
}

impl Form for Registration {
    fn check(read: &mut Reader) -> Option<Self> {
        let about = read.choice::<About>("about");
        let name = read.must("name");
        let birth = read.may::<Born>("birth");
        let bsn = read.may::<Bsn>("bsn");
        let municipality = read.must("municipality");
        let received = read.day("received");
        let channel = read.must("channel");
        let kind = read.choice::<ReporterKind>("reporter");
        let reporter_name = read.may("reporter-name");
        let reporter_contact = read.may("reporter-contact");
        let shielded = read.tick("shielded");
        let facts = read.facts("facts");
        let reading = read.may("reading");
        let ideologies = read.choices("ideology");
        let acute = read.tick("acute");
        let remark = read.may("remark");
        let contact = read.must("contact");
        let (name, birth, bsn) = (name?, birth?, bsn?);
        let subject = match about? {
            About::Person => Subject::Person { name, birth, bsn },
            sort @ (About::Organisation | About::Unnamed) => {
                // Rights and numbers of the AVG are for natural persons only (REG-05).
                let say = || {
                    Say::of(
                        "Dit geldt alleen voor een persoon van wie de naam bekend is. Laat het leeg.",
                        "This is only for a person whose name is known. Leave it empty.",
                    )
                };
                if birth.is_some() {
                    read.wrong("birth", say());
                }
                if bsn.is_some() {
                    read.wrong("bsn", say());
                }
                match sort {
                    About::Unnamed => Subject::Unnamed { described: name },
                    About::Person | About::Organisation => Subject::Organisation { name },
                }
            }
        };
        Some(Self {
            subject,
            municipality: municipality?,
            received: received?,
            channel: channel?,
            reporter: Reporter { kind: kind?, shielded, name: reporter_name?, contact: reporter_contact? },
            facts: facts?,
            reading: reading?,
            ideologies: ideologies?,
            acute,
            remark: remark?,
            contact: contact?,
        })
    }
}

impl Registration {
    pub(crate) fn intake(self, ask: &Ask, directory: &Directory) -> Result<Intake, Refusal> {
        const ELSEWHERE: Refusal = Refusal::of(
            "Uw organisatie werkt niet voor deze gemeente.",
            "Your organisation does not work for this municipality.",
        );
        let agency = &ask.actor.agency;
        let place = directory
            // Also by one of before: of a form that was begun before the day.
            .municipality_named(self.municipality.as_str())
            .filter(|place| agency.municipalities.contains(&place.id))
            .ok_or(ELSEWHERE.at("municipality"))?;
        let stay = directory.serving(AgencyKind::Municipality, &place.id);
        let stay = stay.first().ok_or(ELSEWHERE.at("municipality"))?;
        Ok(Intake {
            register_reference: None,
            received: self.received,
            municipality: place.id.clone(),
            house: place.house.clone(),
            stay: stay.id.clone(),
            owner: agency.id.clone(),
            brought: Brought { agency: agency.id.clone(), contact: self.contact },
            reporter: self.reporter,
            channel: self.channel,
            subject: self.subject,
            facts: self.facts,
            reading: self.reading,
            ideologies: self.ideologies,
            acute: self.acute,
            remark: self.remark,
            terms: Some(ask.vault.terms()),
        })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "signal/pages/register.html")]
pub(super) struct Register {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Register>, Trouble> {
    let body = Register {
        lang: ask.lang,
        form: registration(&ask, places::SIGNALS.of(places::NEW)).html(&ask, &filled, None),
    };
    Ok(Page::of(&ask, Say::of("Signaal vastleggen", "Register a signal"), body))
}

pub(super) async fn act(desk: Desk<RegisterSignal>, ask: Ask, form: Registration) -> Result<Redirect, Trouble> {
    let intake = form.intake(&ask, &ask.directory)?;
    let by = By { person: &ask.actor.person, agency: &ask.actor.agency };
    intake.check(desk.today())?;
    let reference = next_reference(&ask.vault, desk.today()).await?;
    let event = Signal::register(intake, reference.clone(), by, desk.today())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::SIGNALS.of(id)).with(id, reference))
}

/// The form for a signal, sent to this address.
pub(crate) fn registration(ask: &Ask, to: String) -> FormSpec {
    let own = &ask.actor.agency.municipalities;
    let places = ask.directory.municipalities.iter().filter(|place| own.contains(&place.id));
    let places: Vec<(String, Say)> =
        places.map(|place| (place.id.to_string(), Say::made(place.name.to_string(), place.name.to_string()))).collect();
    let only = match places.as_slice() {
        [(id, _)] => id.clone(),
        _ => String::new(),
    };
    let municipality = Field::choice("municipality", Say::of("Gemeente van verblijf", "Municipality of stay"), places);
    // Who looks for a name of before reads under the field which it is.
    let municipality = match ask.directory.municipalities_of_before(own) {
        Some(told) => municipality.hint(told),
        None => municipality,
    };
    let municipality = if only.is_empty() { municipality } else { municipality.value(only) };
    let ideologies = Ideology::ALL.iter().map(|one| (one.word(), one.says())).collect();
    FormSpec::to(to, Say::of("Vastleggen", "Register"))
        .field(Field::choice_of::<About>("about", Say::of("Over wie gaat het?", "Who is it about?")).value("person"))
        .field(Field::line("name", Say::of("Naam", "Name")).hint(Say::of(
            "Is de naam nog niet bekend? Kies dat hierboven, en omschrijf hier kort om wie of wat het gaat: een sticker, een account.",
            "Is the name not known yet? Choose that above, and briefly describe here who or what it is about: a sticker, an account.",
        )))
        .field(Field::line("birth", Say::of("Geboortedatum", "Date of birth")).optional().hint(BIRTH))
        .field(Field::bsn("bsn", Say::of("BSN", "BSN")).optional())
        .field(municipality)
        .field(Field::facts("facts").mindful())
        .field(
            Field::note("reading", Say::of("Wat denkt de melder zelf?", "What does the reporter think?"))
                .hint(Say::of(
                    "Dit blijft apart van de feiten. Het is een mening, geen waarneming.",
                    "This is kept separate from the facts. It is an opinion, not an observation.",
                ))
                .mindful()
                .optional(),
        )
        .field(Field::choices("ideology", Say::of("Vermoedelijke ideologie", "Suspected ideology"), ideologies))
        .field(Field::tick(
            "acute",
            Say::of("Spoed: iemand kan op korte termijn gevaar lopen", "Urgent: somebody may soon be in danger"),
        ))
        .field(Field::choice_of::<ReporterKind>("reporter", Say::of("Wie meldt dit?", "Who is reporting this?")))
        .field(Field::line("reporter-name", Say::of("Naam van de melder", "Name of the reporter")).optional())
        .field(
            Field::line("reporter-contact", Say::of("Hoe bereikt u de melder?", "How can the reporter be reached?"))
                .optional(),
        )
        .field(Field::tick(
            "shielded",
            Say::of(
                "Melder afschermen: alleen uw organisatie ziet wie het is",
                "Shield the reporter: only your organisation sees who it is",
            ),
        ))
        .field(Field::day("received", Say::of("Binnengekomen op", "Received on")).on(ask.today))
        .field(
            Field::line("channel", Say::of("Hoe kwam het binnen?", "How did it come in?")).hint(Say::of(
                "Bijvoorbeeld telefoon, e-mail of overleg.",
                "For example telephone, e-mail or a meeting.",
            )),
        )
        .field(
            Field::line(
                "contact",
                Say::of("Wie is bij u het aanspreekpunt?", "Who is the contact at your organisation?"),
            )
            .value(ask.actor.name.as_str()),
        )
        .field(Field::note("remark", Say::of("Opmerking", "Remark")).optional())
}
