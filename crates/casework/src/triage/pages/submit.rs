//! Submitting a case: about whom, why, what for, with whom, what is asked everywhere, and what the person knows.

use super::{answers, informed, when, wished};
use crate::places;
use crate::triage::door::{about, concerning, may_submit, opened_by};
use crate::triage::{Answers, Informed, ListTriages, Person, ReadTriage, Submission, SubmitCase, Triage, Wished};
use askama::Template;
use kernel::{Born, Bsn, HouseId, Lang, Line, MunicipalityId, Note, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act as _, Desk, Error, Tier, Wanted};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// The form, read and of the right shape.
pub(super) struct Submitted {
    municipality: MunicipalityId,
    person: Person,
    reason: Note,
    goal: Note,
    wished: Vec<Wished>,
    answers: Answers,
    informed: Informed,
    /// That it is another submission than one of the day before.
    again: bool,
}

impl Form for Submitted {
    fn check(read: &mut Reader) -> Option<Self> {
        let municipality = read.must("municipality");
        let name = read.must::<Line>("name");
        let born = read.may::<Born>("birth");
        let bsn = read.may::<Bsn>("bsn");
        let address = read.may::<Line>("address");
        let reason = read.must("reason");
        let goal = read.must("goal");
        let answers = answers::of_form(read);
        let wished = wished::of_form(read);
        let (informed, again) = (informed::of_form(read), read.tick("again"));
        Some(Self {
            municipality: municipality?,
            person: Person { name: name?, born: born?, bsn: bsn?, address: address? },
            reason: reason?,
            goal: goal?,
            wished: wished?,
            answers: answers?,
            informed: informed?,
            again,
        })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "triage/pages/submit.html")]
pub(super) struct SubmitPage {
    #[serde(skip)]
    lang: Lang,
    /// To which triage it goes, for each house where one may submit.
    when: Vec<String>,
    #[serde(skip)]
    signals: &'static str,
    form: Html,
}

/// Where this organisation submits: the municipalities of the houses that named it, its own where it serves some.
fn served(ask: &Ask) -> Vec<(String, Say)> {
    let own = &ask.actor.agency.municipalities;
    let may = |house: &HouseId| {
        opened_by(&ask.vault, house).is_some_and(|rule| may_submit(&ask.directory, rule, &ask.actor.agency))
    };
    let all = ask.directory.municipalities.iter();
    let all = all.filter(|place| may(&place.house) && (own.is_empty() || own.contains(&place.id)));
    all.map(|place| (place.id.to_string(), Say::made(place.name.to_string(), place.name.to_string()))).collect()
}

/// The form as it is first shown.
fn form(places: Vec<(String, Say)>, again: bool) -> FormSpec {
    let only = if let [(only, _)] = places.as_slice() { Some(only.clone()) } else { None };
    let municipality = Field::choice("municipality", Say::of("Gemeente van verblijf", "Municipality of stay"), places);
    let municipality = match only {
        Some(only) => municipality.value(only),
        None => municipality,
    };
    let form = FormSpec::to(places::TRIAGES.of(places::NEW), Say::of("Indienen", "Hand in"))
        .field(municipality)
        .field(Field::line("name", Say::of("Naam van de persoon", "Name of the person")))
        .field(Field::line("birth", Say::of("Geboortedatum", "Date of birth")).optional().hint(Say::of(
            "Als dd-mm-jjjj. Weet u alleen de maand of het jaar? Schrijf dan 05-1988 of 1988.",
            "As dd-mm-yyyy. Do you know only the month or the year? Then write 05-1988 or 1988.",
        )))
        .field(Field::bsn("bsn", Say::of("BSN", "BSN")).optional().hint(Say::of(
            "Alleen als uw organisatie het mag gebruiken. Het staat op geen enkele pagina van de triage.",
            "Only if your organisation may use it. It is shown on no page of the triage.",
        )))
        .field(Field::line("address", Say::of("Adres of verblijfplaats", "Address or place of stay")).optional())
        .field(
            Field::note("reason", Say::of("Waarom meldt u aan?", "Why do you submit this?"))
                .hint(Say::of(
                    "Wat er is gebeurd, en waarom het zonder tafel niet verder komt. Alleen wat de triage nodig heeft.",
                    "What happened, and why it gets no further without a table. Only what the triage needs.",
                ))
                .mindful(),
        )
        .field(Field::note("goal", Say::of("Wat wilt u bereiken?", "What do you want to achieve?")));
    let form = answers::fields(form).field(wished::field());
    let form = informed::fields(
        form,
        Say::of("Weet de persoon dat u aanmeldt?", "Does the person know that you submit this?"),
    );
    let other = Say::of(
        "Dit is een andere aanmelding. Dien haar toch in.",
        "This is another submission. Hand it in all the same.",
    );
    if again { form.field(Field::tick("again", other)) } else { form }
}

/// What this organisation submitted itself since yesterday about somebody of this name, as far as this person reads it: its number.
async fn submitted_just_now(ask: &Ask, person: &Person) -> Result<Option<String>, Trouble> {
    let since = ask.today.yesterday().unwrap_or(ask.today);
    let wanted = Wanted { since: Some(since), limit: 500, ..Wanted::default() };
    let rows = ask.vault.list::<ListTriages>(&ask.actor, wanted).await?.rows;
    let same = |other: &Person| {
        let known = other.born.zip(person.born).is_none_or(|(one, two)| one == two);
        known && kernel::folded(other.name.as_str()) == kernel::folded(person.name.as_str())
    };
    for row in rows.into_iter().filter(|row| row.seats.contains(&Tier::Owner)) {
        let seen = match ask.vault.look::<ReadTriage>(&ask.actor, row.id).await {
            Ok(seen) => seen,
            // Listed, and gone or closed to this person meanwhile.
            Err(Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long) => continue,
            Err(Error::Store(error)) => return Err(error.into()),
        };
        if seen.dossier().submission().is_some_and(|there| same(&there.person)) {
            return Ok(Some(row.reference));
        }
    }
    Ok(None)
}

/// Shows the form. In a house without a triage, and for who has nothing to do there, there is no such page.
pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<SubmitPage>, Trouble> {
    let places = served(&ask);
    if places.is_empty() {
        return Ok(ask.vault.not_there(&ask.actor, SubmitCase::REF).await?);
    }
    let own = &ask.actor.agency;
    let rules = concerning(&ask.vault, &ask.directory, own).filter(|rule| may_submit(&ask.directory, rule, own));
    let several = ask.vault.triages().len() > 1;
    let when = rules.map(|rule| {
        let says = when::says(rule, ask.now).to(ask.lang).to_owned();
        let house = ask.directory.house(&rule.house).filter(|_| several);
        house.map_or(says.clone(), |house| format!("{}: {says}", house.name))
    });
    let body = SubmitPage {
        lang: ask.lang,
        when: when.collect(),
        signals: places::SIGNALS.list(),
        form: form(places, filled.wrong_at("again").is_some()).html(&ask, &filled, None),
    };
    Ok(Page::of(&ask, Say::of("Een casus aanmelden voor de triage", "Submit a case for triage"), body))
}

/// Takes it in.
pub(super) async fn act(desk: Desk<SubmitCase>, ask: Ask, form: Submitted) -> Result<Redirect, Trouble> {
    const ELSEWHERE: Refusal = Refusal::of(
        "Uw organisatie meldt niet aan voor deze gemeente.",
        "Your organisation does not submit for this municipality.",
    );
    const MISSING: Refusal = Refusal::of(
        "Voor deze gemeente is nog niet ingesteld wie politie, OM of procesregie is.",
        "It has not been set who the police, the OM and the process director are for this municipality.",
    );
    if served(&ask).is_empty() {
        return Ok(ask.vault.not_there(&ask.actor, SubmitCase::REF).await?);
    }
    let (directory, own) = (&ask.directory, &ask.actor.agency);
    let place = directory.municipality_named(form.municipality.as_str());
    let place = place.filter(|place| own.municipalities.is_empty() || own.municipalities.contains(&place.id));
    let place = place.ok_or(ELSEWHERE.at("municipality"))?;
    let rule = opened_by(&ask.vault, &place.house).filter(|rule| may_submit(directory, rule, own));
    let rule = rule.ok_or(ELSEWHERE.at("municipality"))?;
    if !form.again
        && let Some(earlier) = submitted_just_now(&ask, &form.person).await?
    {
        return Err(Refusal {
            why: Say::made(
                format!("Uw organisatie meldde vandaag of gisteren al iemand met deze naam aan: {earlier}. Kijk daar eerst. Is dit een andere aanmelding? Zet dan het vinkje."),
                format!("Your organisation submitted somebody of this name today or yesterday already: {earlier}. Look there first. Is this another submission? Then tick the box."),
            ),
            field: None,
        }
        .at("again")
        .into());
    }
    let id = desk.id();
    let about = about(&ask.vault, directory, (desk.actor(), &place.id), (id, desk.today()));
    let about = about.ok_or(MISSING.at("municipality"))?;
    let reference = about.reference.clone();
    let submission = Submission {
        person: form.person,
        reason: form.reason,
        goal: form.goal,
        wished: form.wished,
        answers: form.answers,
        informed: form.informed,
    };
    let round = rule.rhythm.next(desk.now()).day;
    let event = Triage::submit(about, submission, round, desk.today())?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::TRIAGES.of(id)).with(id, reference))
}
