//! Opening a case: from an advice that was approved, from a weighing in a region without a triangle, after the triage of the house, or directly for
//! a case that is not about radicalisation. Law and purpose have no default (REG-01).

use super::triaged;
use crate::places;
use crate::{
    advice::{self, OpenCaseFromAdvice},
    case::{
        Case, CaseKind, Direction, Event, FromTriage, OpenCase, Opening, Regime, Subject, SubjectKind, Trio, can_direct,
    },
    weighing::{OpenCaseFromWeighing, ReadWeighing, goes_on},
};
use askama::Template;
use kernel::{
    AgencyId, Bsn, DossierId, HouseId, Lang, Line, MunicipalityId, Note, PersonId, Refusal, Say, reference::Row,
};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{AgencyKind, Desk, Draft, Named, Persons};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// The form, read and of the right shape.
pub(super) struct Opened {
    title: Line,
    summary: Note,
    regime: Regime,
    purpose: Note,
    kind: CaseKind,
    case_director: Option<PersonId>,
    place: Place,
}

/// Where person and municipality come from.
enum Place {
    Advice(DossierId),
    Weighing(DossierId),
    Triage(DossierId),
    Direct { municipality: MunicipalityId, subject: Subject },
}

impl Form for Opened {
    fn check(read: &mut Reader) -> Option<Self> {
        let title = read.must("title");
        let summary = read.must("summary");
        let regime = read.choice("regime");
        let purpose = read.must("purpose");
        let kind = read.choice("kind");
        let case_director = read.may("case_director");
        let advice = read.may("advice");
        let weighing = read.may("weighing");
        let triage = read.may("triage");
        let place = match (advice?, weighing?, triage?) {
            (Some(id), ..) => Some(Place::Advice(id)),
            (None, Some(id), _) => Some(Place::Weighing(id)),
            (None, None, Some(id)) => Some(Place::Triage(id)),
            (None, None, None) => direct(read),
        };
        Some(Self {
            title: title?,
            summary: summary?,
            regime: regime?,
            purpose: purpose?,
            kind: kind?,
            case_director: case_director?,
            place: place?,
        })
    }
}

fn direct(read: &mut Reader) -> Option<Place> {
    let municipality = read.must("municipality");
    let kind = read.choice::<SubjectKind>("subject_kind");
    let name = read.must("name");
    let born = read.may_day("born");
    let bsn = read.may::<Bsn>("bsn");
    let subject = Subject { kind: kind?, name: name?, born: born?.map(Into::into), bsn: bsn? };
    Some(Place::Direct { municipality: municipality?, subject })
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/open.html")]
pub(super) struct OpenPage {
    #[serde(skip)]
    lang: Lang,
    from_advice: bool,
    #[serde(skip)]
    from_triage: bool,
    /// Where a case is submitted for triage, in a house that opened one: most cases begin there.
    #[serde(skip)]
    triage_at: Option<&'static str>,
    form: Html,
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<OpenPage>, Trouble> {
    let from = |query: &str, field: &str| {
        let typed = filled.values().first(field).or(ask.query.first(query)).unwrap_or_default();
        (!typed.is_empty()).then(|| typed.to_owned())
    };
    let (advice, weighing) = (from("advies", "advice"), from("weging", "weighing"));
    let from_advice = advice.is_some() || weighing.is_some();
    let triage = from("triage", "triage").filter(|_| !from_advice);
    let mut form = FormSpec::to(places::CASES.of(places::NEW), Say::of("Casus openen", "Open the case"));
    if let Some(id) = advice {
        form = form.field(Field::hidden("advice", id));
    } else if let Some(id) = weighing {
        form = form.field(Field::hidden("weighing", id));
    } else if let Some(id) = &triage {
        form = form.field(Field::hidden("triage", id.clone()));
    } else {
        form = about(&ask, form);
    }
    let beginning = match &triage {
        Some(id) => {
            let id: DossierId = id.parse().map_err(|_| Trouble::Denied)?;
            Some(triaged::beginning(&ask, id).await?)
        }
        None => None,
    };
    let direct = !from_advice && triage.is_none();
    let body = OpenPage {
        lang: ask.lang,
        from_advice,
        from_triage: triage.is_some(),
        triage_at: (direct && crate::triage::is_there_for(&ask.vault, &ask.actor)).then(|| places::TRIAGES.list()),
        form: case_director(&ask, questions(form, from_advice, beginning.as_ref())).html(&ask, &filled, None),
    };
    Ok(Page::of(&ask, Say::of("Casus openen", "Open a case"), body))
}

/// The municipalities that somebody opens a case for.
fn served(ask: &Ask) -> impl Iterator<Item = &MunicipalityId> {
    let own = &ask.actor.agency;
    let of_house = ask.directory.municipalities.iter();
    let of_house = of_house.filter(|m| own.municipalities.is_empty() && m.house == own.house).map(|m| &m.id);
    own.municipalities.iter().chain(of_house)
}

fn about(ask: &Ask, form: FormSpec) -> FormSpec {
    let options: Vec<(String, Say)> =
        served(ask).map(|id| (id.to_string(), Say::same(ask.directory.municipality_name(id)))).collect();
    let mut place =
        Field::choice("municipality", Say::of("Gemeente van verblijf", "Municipality of stay"), options.clone());
    if let [(only, _)] = options.as_slice() {
        place = place.value(only.clone());
    }
    form.field(place)
        .field(Field::choice_of::<SubjectKind>(
            "subject_kind",
            Say::of("Over wie gaat de casus?", "Who is the case about?"),
        ))
        .field(Field::line("name", Say::of("Naam", "Name")))
        .field(
            Field::day("born", Say::of("Geboortedatum", "Date of birth"))
                .optional()
                .hint(Say::of("Alleen bij een persoon.", "For a person only.")),
        )
        .field(Field::bsn("bsn", Say::of("BSN", "BSN")).optional().hint(Say::of(
            "Alleen als uw organisatie het mag gebruiken. Het staat op geen enkele pagina van de casus.",
            "Only if your organisation may use it. It is shown on no page of the case.",
        )))
}

fn questions(form: FormSpec, from_advice: bool, triaged: Option<&triaged::Beginning>) -> FormSpec {
    let mut regime = Field::choice_of::<Regime>("regime", Say::of("Onder welke wet?", "Under which act?"));
    let mut kind = Field::choice_of::<CaseKind>("kind", Say::of("Wat voor casus is het?", "What kind of case is it?"));
    if from_advice {
        // The advice answered both: the triangle decided on a case about radicalisation.
        regime = regime.value(Regime::Wgpga.word());
        kind = kind.value(CaseKind::Cter.word());
    }
    let mut summary = Field::note("summary", Say::of("Aanleiding", "Reason"))
        .hint(Say::of("In een paar zinnen.", "In a few sentences."));
    let purpose = Field::note("purpose", Say::of("Waarvoor is deze casus?", "What is this case for?")).hint(Say::of(
        "Wat u samen wilt voorkomen of bereiken. Alles wat partners delen, moet hiervoor nodig zijn.",
        "What you want to prevent or achieve together. Whatever partners share must be needed for this.",
    ));
    if let Some(triaged) = triaged {
        // The triage answered that: it is there for cases under this law alone.
        regime = regime.value(Regime::WgsZvh.word());
        kind = kind.value(CaseKind::Complex.word());
        summary = summary.value(triaged.summary.clone());
    }
    form.field(Field::line("title", Say::of("Titel", "Title")).hint(Say::of(
        "Hieraan herkent u de casus in de lijst. Zet hier geen naam.",
        "How you recognise the case in the list. Do not put a name here.",
    )))
    .field(summary)
    .field(kind)
    .field(regime)
    .field(purpose)
}

/// Who directs the case, from the people of the municipalities that it can be about: which one it is, the same form says.
fn case_director(ask: &Ask, form: FormSpec) -> FormSpec {
    let stays = served(ask).filter_map(|municipality| ask.directory.trio(municipality)).map(|[stay, ..]| stay);
    let stays: std::collections::BTreeSet<AgencyId> = stays.collect();
    let people: Vec<(String, Say)> =
        stays.iter().flat_map(|stay| super::direct::people_of(ask, stay, Direction::Case)).collect();
    if people.is_empty() {
        return form;
    }
    form.field(Field::list("case_director", Say::of("Casusregisseur", "Case director"), people).optional().hint(
        Say::of(
            "Iemand van de gemeente van verblijf. Zodra die gemeente deze persoon een plaats aan tafel geeft, krijgt die de vraag de regie te nemen. U kunt dit ook later kiezen.",
            "Somebody in the municipality of stay. Once that municipality gives this person a place at the table, they are asked to take the lead. You can also choose later.",
        ),
    ))
}

/// Who was chosen as case director, with the place that they take beside who opens the case.
fn directed(ask: &Ask, basis: &Basis, person: &PersonId) -> Result<Vec<Event>, Refusal> {
    let (own, stay) = (&ask.actor.agency, &basis.trio.stay);
    can_direct(Direction::Case, &ask.directory.colleagues_of(stay), person, ask.today)
        .map_err(|no| no.at("case_director"))?;
    let chosen = Event::DirectorChosen { what: Direction::Case, person: person.clone() };
    // Where everybody is named who works there nobody needs to be, and who sits for another organisation is for its own desk to say.
    if own.id != *stay || own.office.desk.automatic {
        return Ok(vec![chosen]);
    }
    let both: std::collections::BTreeSet<&PersonId> = [&ask.actor.person, person].into();
    let both = both.into_iter().map(|person| Named::since(person.clone(), ask.today)).collect();
    Ok(vec![chosen, Event::PersonsNamed { named: Persons::only(own.id.clone(), both) }])
}

pub(super) async fn act(desk: Desk<OpenCase>, ask: Ask, form: Opened) -> Result<Redirect, Trouble> {
    let (basis, others, offer, erasing) = basis(&desk, &ask, &form).await?;
    let year = desk.today().year();
    let reference = Row::Case.reference(year, ask.vault.next_number(&Row::Case.counter(year)).await?)?;
    let own = &ask.actor.agency;
    // An expert who opens it acts for the municipality of stay (Wgpga art. 12 lid 3); nobody else gets a seat by opening.
    let support = (own.kind == AgencyKind::Municipality && own.id != basis.trio.stay).then(|| own.id.clone());
    let director_person = (own.kind == AgencyKind::SafetyHouse).then(|| ask.actor.person.clone());
    let directed = form.case_director.as_ref().map(|person| directed(&ask, &basis, person)).transpose()?;
    let opening = Opening {
        reference: reference.clone(),
        title: form.title,
        summary: form.summary,
        regime: form.regime,
        purpose: form.purpose,
        municipality: basis.municipality,
        house: basis.house,
        subject: basis.subject,
        kind: form.kind,
        director: basis.director,
        director_person,
        case_director: None,
        support,
        // What nobody judged together, police and OM join by their own key.
        asked: if basis.from.is_none() && basis.triage.is_none() {
            vec![basis.trio.police.clone(), basis.trio.prosecution.clone()]
        } else {
            Vec::new()
        },
        from: basis.from,
        weighing: basis.weighing,
        trio: basis.trio,
        triage: basis.triage,
        terms: Some(ask.vault.case_terms()),
    };
    if let Some(born) = opening.subject.born {
        kernel::happened(born.earliest(), desk.today()).map_err(|no| no.at("born"))?;
    }
    let event = Case::open(opening)?;
    let id = desk.id();
    let events = [event].into_iter().chain(offer).chain(directed.unwrap_or_default()).collect();
    match erasing {
        Some(erasing) => erasing.keep(desk.draft(events)).await?,
        None => desk.commit_with(events, others).await?,
    }
    Ok(Redirect::to(places::CASES.of(id)).with(id, reference))
}

struct Basis {
    municipality: MunicipalityId,
    house: HouseId,
    subject: Subject,
    trio: Trio,
    director: AgencyId,
    from: Option<DossierId>,
    weighing: Option<DossierId>,
    triage: Option<FromTriage>,
}

/// Where it comes from, what else is kept with that, what is offered, and what is erased in a submission for triage.
type Begins = (Basis, Vec<Draft>, Option<Event>, Option<triaged::Erasing>);

async fn basis(desk: &Desk<OpenCase>, ask: &Ask, form: &Opened) -> Result<Begins, Trouble> {
    match &form.place {
        Place::Advice(id) => {
            let advice = ask.vault.open_desk::<OpenCaseFromAdvice>(&ask.actor, *id).await?;
            let event = advice.dossier().open_case(desk.id())?;
            let b = advice.dossier().basis().ok_or(Trouble::Denied)?.clone();
            must_be_cter(form)?;
            let basis = Basis {
                municipality: b.municipality,
                house: b.house,
                subject: b.subject.into(),
                trio: three(b.trio),
                director: b.director,
                from: Some(*id),
                weighing: Some(b.weighing),
                triage: None,
            };
            // Who opens it sat at the weighing, or begins with nothing of it.
            let offer = match ask.vault.look::<ReadWeighing>(&ask.actor, b.weighing).await {
                Ok(seen) => super::offer::of_weighing(seen.dossier()),
                Err(vault::Error::Denied) => None,
                Err(why) => return Err(why.into()),
            };
            let heard = super::ended::opened(ask, b.weighing, desk.id()).await?;
            Ok((basis, heard.into_iter().chain([advice.draft(vec![event])]).collect(), offer, None))
        }
        Place::Weighing(id) => {
            if mode(ask).await? != advice::Mode::None {
                return Err(BY_ADVICE.into());
            }
            let weighing = ask.vault.open_desk::<OpenCaseFromWeighing>(&ask.actor, *id).await?;
            let event = weighing.dossier().open_case(desk.id())?;
            let f = weighing.dossier().filing().ok_or(Trouble::Denied)?.clone();
            must_be_cter(form)?;
            let basis = Basis {
                municipality: f.municipality,
                house: f.house,
                subject: f.subject.into(),
                trio: three(f.trio),
                director: f.director,
                from: Some(*id),
                weighing: Some(*id),
                triage: None,
            };
            let offer = super::offer::of_weighing(weighing.dossier());
            let mut others = goes_on(ask, weighing.dossier()).await?;
            others.push(weighing.draft(vec![event]));
            Ok((basis, others, offer, None))
        }
        Place::Triage(id) => {
            must_be_of_the_triage(form)?;
            let taken = triaged::taken(ask, *id, desk.id()).await?;
            let basis = Basis {
                municipality: taken.about.municipality,
                house: taken.about.house,
                subject: taken.subject,
                trio: three(taken.about.trio),
                director: taken.about.director,
                from: None,
                weighing: None,
                triage: Some(taken.from),
            };
            Ok((basis, Vec::new(), taken.offer, Some(taken.erasing)))
        }
        Place::Direct { municipality, subject } => {
            Ok((directly(ask, form.kind, municipality, subject)?, Vec::new(), None, None))
        }
    }
}

async fn mode(ask: &Ask) -> Result<advice::Mode, Trouble> {
    Ok(advice::Mode::from_word(ask.vault.setting("triangle.mode").await?.as_deref()))
}

const BY_ADVICE: Refusal = Refusal::of(
    "Een casus over radicalisering begint met een weging en het besluit daarover. Open de casus van daaruit.",
    "A case about radicalisation begins with a weighing and the decision on it. Open the case from there.",
);

fn must_be_cter(form: &Opened) -> Result<(), Refusal> {
    match form.kind {
        CaseKind::Cter => Ok(()),
        CaseKind::Complex | CaseKind::PgaYouth | CaseKind::LifeCourse | CaseKind::Aftercare => Err(Refusal::of(
            "Het besluit gaat over een casus over radicalisering. Kies die soort.",
            "The decision is about a case on radicalisation. Choose that kind.",
        )
        .at("kind")),
    }
}

/// The triage is there for the other law, and for what is not about radicalisation.
fn must_be_of_the_triage(form: &Opened) -> Result<(), Refusal> {
    if form.regime != Regime::WgsZvh {
        return Err(Refusal::of(
            "De triage is er alleen voor casussen onder de WGS.",
            "The triage is there for cases under the WGS only.",
        )
        .at("regime"));
    }
    Ok(())
}

fn directly(ask: &Ask, kind: CaseKind, municipality: &MunicipalityId, subject: &Subject) -> Result<Basis, Refusal> {
    const ELSEWHERE: Refusal = Refusal::of(
        "Uw organisatie werkt niet voor deze gemeente.",
        "Your organisation does not work for this municipality.",
    );
    // Only a judgement of three and the decision after it lead to such a case (Wgpga art. 5 lid 4 and 5).
    if kind == CaseKind::Cter {
        return Err(BY_ADVICE.at("kind"));
    }
    let (directory, own) = (&ask.directory, &ask.actor.agency);
    // The municipality provides the case conference (Wgpga art. 2 lid 1); police and OM open what the three decided.
    if !matches!(own.kind, AgencyKind::Municipality | AgencyKind::SafetyHouse) {
        return Err(Refusal::of(
            "De gemeente of het Zorg- en Veiligheidshuis opent deze casus.",
            "The municipality or the Care and Safety House opens this case.",
        ));
    }
    let place = directory.municipality(municipality).ok_or(ELSEWHERE.at("municipality"))?;
    let of_house = own.kind == AgencyKind::SafetyHouse && own.house == place.house;
    if !own.municipalities.contains(municipality) && !of_house {
        return Err(ELSEWHERE.at("municipality"));
    }
    const MISSING: Refusal = Refusal::of(
        "Voor deze gemeente is nog niet ingesteld wie politie, OM of procesregie is.",
        "It has not been set who the police, the OM and the process director are for this municipality.",
    );
    let trio = three(directory.trio(municipality).ok_or(MISSING.at("municipality"))?);
    let director = directory.house_office(&place.house).ok_or(MISSING.at("municipality"))?.id.clone();
    Ok(Basis {
        municipality: municipality.clone(),
        house: place.house.clone(),
        subject: subject.clone(),
        trio,
        director,
        from: None,
        weighing: None,
        triage: None,
    })
}

fn three([stay, police, prosecution]: [AgencyId; 3]) -> Trio {
    Trio { stay, police, prosecution }
}
