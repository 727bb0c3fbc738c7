//! Taking over what another house hands over, or not, and what goes back to it.

use crate::case::{Case, Event as CaseEvent, OpenCase, Opening, PackedName, Trio};
use crate::places;
use crate::receiving::{AcceptReception, DeclineReception, ReadReception};
use kernel::{DossierId, Line, Note, Refusal, Say, reference::Row};
use vault::{Actor, Desk, HouseKey, Parcel, parcel_text};
use web::{Ask, Download, Field, Form, FormSpec, Reader, Redirect, Trouble, Visit};

/// The event that holds what lay in the file: the first one.
const BROUGHT: u64 = 1;

/// What the case is called here.
pub(super) struct Accepts(Line);

impl Form for Accepts {
    fn check(read: &mut Reader) -> Option<Self> {
        let (title, sure) = (read.must("title"), read.sure());
        sure?;
        title.map(Self)
    }
}

/// Why it is not taken over.
pub(super) struct Declines(Note);

impl Form for Declines {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

/// The form by which it is taken over.
pub(super) fn accepting(id: DossierId, title: &str) -> FormSpec {
    FormSpec::to(places::RECEPTIONS.under(id, "/overnemen"), Say::of("Overnemen", "Take it over"))
        .titled(Say::of("Neemt uw gemeente deze casus over?", "Does your municipality take this case over?"))
        .field(Field::line("title", Say::of("Titel", "Title")).value(title).hint(Say::of(
            "Hieraan herkent u de casus in de lijst. Zet hier geen naam.",
            "How you recognise the case in the list. Do not put a name here.",
        )))
        .ends(Say::of(
            "Wat er in het bestand stond, gaat naar de nieuwe casus en wordt hier gewist.",
            "What was in the file goes to the new case and is erased here.",
        ))
}

/// The form by which it is not.
pub(super) fn declining(id: DossierId) -> FormSpec {
    FormSpec::to(places::RECEPTIONS.under(id, "/niet"), Say::of("Niet overnemen", "Do not take it over"))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).hint(Say::of(
            "Het andere huis leest dit. Schrijf niets over de persoon.",
            "The other house reads this. Write nothing about the person.",
        )))
        .secondary()
        .ends(Say::of(
            "Wat er in het bestand stond, wordt hier meteen gewist. De casus blijft bij het andere huis.",
            "What was in the file is erased here at once. The case stays with the other house.",
        ))
}

/// Who answers, as they are called.
fn called(ask: &Ask, actor: &Actor) -> PackedName {
    PackedName {
        name: actor.name.clone(),
        function: actor.function.clone(),
        organisation: ask.directory.agency_name(&actor.agency.id).parse().unwrap_or_default(),
    }
}

/// Takes it over: a case begins here, in which police and OM say themselves whether they take part, and what lay in the file is with who may put it
/// on the table.
pub(super) async fn accept(desk: Desk<AcceptReception>, ask: Ask, form: Accepts) -> Result<Redirect, Trouble> {
    const MISSING: Refusal = Refusal::of(
        "Voor deze gemeente is niet meer ingesteld wie politie, OM of procesregie is.",
        "It is no longer set who the police, the OM and the process director are for this municipality.",
    );
    let reception = desk.dossier();
    let about = reception.about().ok_or(Trouble::Denied)?;
    let [stay, police, prosecution] = ask.directory.trio(&about.municipality).ok_or(MISSING)?;
    let trio = Trio { stay, police, prosecution };
    let begun = ask.vault.begin::<OpenCase>(&ask.actor).await?;
    let event = reception.accept(called(&ask, desk.actor()), begun.id())?;
    let package = reception.package().cloned().ok_or(Trouble::Denied)?;
    let year = desk.today().year();
    let reference = Row::Case.reference(year, ask.vault.next_number(&Row::Case.counter(year)).await?)?;
    let opened = Case::open(Opening {
        reference: reference.clone(),
        title: form.0,
        summary: package.summary.clone(),
        regime: package.regime,
        purpose: package.purpose.clone(),
        municipality: about.municipality.clone(),
        house: about.of.clone(),
        subject: package.subject.clone(),
        kind: package.kind,
        director: about.director.clone(),
        director_person: None,
        case_director: None,
        support: None,
        // What three judged elsewhere binds nobody here: police and OM join by their own key.
        asked: vec![trio.police.clone(), trio.prosecution.clone()],
        from: None,
        weighing: None,
        trio: trio.clone(),
        triage: None,
        terms: Some(ask.vault.case_terms()),
    })?;
    let (arrival, items) = package.arrival();
    let offered = Case::offer_received(&trio, items.into_iter().map(|item| (item.source, item.nature, item.text)));
    let events = [opened, CaseEvent::Arrived(Box::new(arrival))].into_iter().chain(offered).collect();
    let to = places::RECEPTIONS.of(desk.id());
    desk.commit_erasing_with(vec![event], vec![BROUGHT], vec![begun.draft(events)]).await?;
    Ok(Redirect::to(to))
}

/// Does not take it over.
pub(super) async fn decline(desk: Desk<DeclineReception>, ask: Ask, form: Declines) -> Result<Redirect, Trouble> {
    let event = desk.dossier().decline(called(&ask, desk.actor()), form.0)?;
    let to = places::RECEPTIONS.of(desk.id());
    desk.commit_erasing(vec![event], vec![BROUGHT]).await?;
    Ok(Redirect::to(to))
}

/// What goes back, as a file.
pub(super) async fn receipt(visit: Visit<ReadReception>) -> Result<Download, Trouble> {
    let reception = visit.dossier();
    let (about, receipt) = reception.about().zip(reception.receipt()).ok_or(Trouble::Denied)?;
    let key: HouseKey = about.key.parse()?;
    let sealed = visit.ask.vault.seal_parcel(&key, Parcel::Receipt, &receipt.written());
    let name = format!("bewijs-{}.txt", about.reference);
    Ok(Download::of("text/plain; charset=utf-8", name, parcel_text(&sealed).into_bytes()))
}
