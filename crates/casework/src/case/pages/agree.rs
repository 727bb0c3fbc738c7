//! Agreements and notes: who does what by when, and what was written along the way.

use super::declines::Declines;
use super::given::{done, number};
use super::head::Part;
use super::offered::{agencies, seated, with_purpose};
use super::sheet::{Asking, Sheet};
use super::{
    agreement::{self, AgreementView},
    growing::{self, AGREEMENTS, ALL_NOTES},
    head::{Head, heading, is_third},
};
use crate::case::{
    AcceptAgreement, AddNote, Agreement, CallDirector, CompleteAgreement, DeclineAgreement, MakeAgreement, Purpose,
    ReadCase, ReadPersons,
};
use crate::places;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{AgencyId, Date, Lang, Note, PersonId, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Leaf, Page, Reader, Redirect, Trouble, Visit};

/// An agreement as the form gives it.
pub(super) struct Made {
    purpose: Option<Purpose>,
    agency: AgencyId,
    person: Option<PersonId>,
    what: Note,
    due: Date,
}

impl Form for Made {
    fn check(read: &mut Reader) -> Option<Self> {
        let purpose = read.may_choice("purpose");
        let agency = read.must("agency");
        let person = read.may("person");
        let what = read.must("what");
        let due = read.day("due");
        Some(Self { purpose: purpose?, agency: agency?, person: person?, what: what?, due: due? })
    }
}

/// How an agreement was kept.
pub(super) struct Kept {
    how: Note,
}

impl Form for Kept {
    fn check(read: &mut Reader) -> Option<Self> {
        let how = read.must("how");
        Some(Self { how: how? })
    }
}

/// A note.
pub(super) struct Written {
    purpose: Option<Purpose>,
    text: Note,
}

impl Form for Written {
    fn check(read: &mut Reader) -> Option<Self> {
        let purpose = read.may_choice("purpose");
        let text = read.must("text");
        Some(Self { purpose: purpose?, text: text? })
    }
}

/// Why the process director is called.
pub(super) struct Called {
    why: Note,
}

impl Form for Called {
    fn check(read: &mut Reader) -> Option<Self> {
        let why = read.must("why");
        Some(Self { why: why? })
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AgreementRow")]
struct Row {
    #[serde(flatten)]
    agreement: AgreementView,
    #[serde(skip)]
    forms: Vec<Asking>,
}

#[derive(Serialize, JsonSchema)]
struct NoteView {
    no: u32,
    #[serde(skip)]
    mend: Option<String>,
    day: ShownDay,
    by: AuthorSays,
    text: String,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/agree.html")]
pub(super) struct AgreePage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    rows: Vec<Row>,
    rows_leaf: Leaf,
    notes: Vec<NoteView>,
    notes_leaf: Leaf,
    #[serde(skip)]
    forms: Vec<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<AgreePage>, Trouble> {
    let (ask, home) = (&visit.ask, places::CASES.of(visit.id()));
    let html = |form: &Sheet| form.html(ask, &filled, Some(visit.seq()));
    let third = is_third(&visit);
    let row = |a: AgreementView| Row { forms: a.forms.iter().map(html).collect(), agreement: a };
    let note = |n: &crate::case::Signed| NoteView {
        no: n.remark.no,
        mend: super::mend::way(&visit, n.remark.no),
        day: day_month_year(n.remark.day),
        by: AuthorSays::of(ask, &n.by),
        text: n.remark.text.to_string(),
    };
    let here = format!("{home}/{}", Part::Agreements.path());
    let mut agreements = agreement::agreements(&visit);
    let linked: Option<u32> = ask.query.first("afspraak").and_then(|no| no.parse().ok());
    // The one that a link led to, and the form that was just sent, stands on the page again, with what was typed, on whatever page its agreement is.
    let sent = agreements
        .iter()
        .position(|a| linked == Some(a.no) || agreement::addresses(&home, a.no).iter().any(|form| filled.is_for(form)));
    let sent = sent.map(|place| agreements.remove(place));
    let rows_leaf = AGREEMENTS.cut_latest(ask, &here, &mut agreements);
    agreements.extend(sent);
    let (notes, notes_leaf) = growing::notes(&visit, &here, &ALL_NOTES, third).await?;
    let body = AgreePage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Agreements),
        id: visit.id().to_string(),
        rows: agreements.into_iter().map(row).collect(),
        rows_leaf,
        notes: notes.iter().map(note).collect(),
        notes_leaf,
        forms: forms(&visit, &home).iter().map(html).collect(),
    };
    Ok(Page::of(ask, heading(&visit, Part::Agreements), body))
}

pub(super) async fn decline(desk: Desk<DeclineAgreement>, ask: Ask, form: Declines) -> Result<Redirect, Trouble> {
    let said = form.of(number(&ask)?, desk.today());
    let event = desk.dossier().decline_agreement(desk.agency(), said)?;
    done(desk, event, Part::Agreements.path()).await
}

pub(super) fn forms(visit: &Visit<ReadCase>, home: &str) -> Vec<Sheet> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let mut forms = Vec::new();
    if visit.may::<AddNote>() {
        let form = Sheet::to(format!("{home}/notitie"), Say::of("Notitie bewaren", "Save the note"))
            .titled(Say::of("Een notitie schrijven", "Write a note"))
            .field(
                Field::note("text", Say::of("Wat is er gebeurd of besproken?", "What happened or was discussed?"))
                    .hint(Say::of(
                        "Alle deelnemers lezen dit. Wilt u gegevens delen? Doe dat bij Bijdragen.",
                        "All participants read this. To share information, use Contributions.",
                    ))
                    .mindful(),
            );
        forms.push(with_purpose(case, form));
    }
    if visit.may::<MakeAgreement>() {
        let mut who: Vec<&AgencyId> = seated(case);
        who.extend(case.opening.as_ref().map(|o| &o.director));
        let form = Sheet::to(format!("{home}/afspraak"), Say::of("Afspraak maken", "Make the agreement"))
            .titled(Say::of("Zeggen wat u van wie verwacht", "Say what you expect of whom"))
            .secondary()
            .field(Field::choice("agency", Say::of("Wie?", "Who?"), agencies(ask, who)).hint(Say::of(
                "Het is een afspraak als die organisatie ja zegt. Wat uw eigen organisatie toezegt, is dat meteen.",
                "It is an agreement once that organisation says yes. What your own organisation promises is one at once.",
            )))
            .fields(of_one(visit))
            .field(Field::note("what", Say::of("Wat?", "What?")))
            .field(Field::day("due", Say::of("Uiterlijk", "By")));
        forms.push(with_purpose(case, form));
    }
    if visit.may::<CallDirector>() && case.called.is_none() {
        forms.push(
            Sheet::to(
                format!("{home}/afspraken/regie"),
                Say::of("Procesregisseur erbij vragen", "Call in the process director"),
            )
            .titled(Say::of("Staat de casus stil?", "Has the case stalled?"))
            .secondary()
            .field(Field::note("why", Say::of("Wat zit er vast?", "What is stuck?"))),
        );
    }
    forms
}

/// Of whom in person, for who may see who sits here.
fn of_one(visit: &Visit<ReadCase>) -> Option<Field> {
    let (ask, case) = (&visit.ask, visit.dossier());
    if !visit.may::<ReadPersons>() {
        return None;
    }
    let name = |(agency, person): (&AgencyId, &PersonId)| {
        let colleague = ask.directory.colleague(person)?;
        let says = format!("{}, {} ({})", colleague.name, colleague.function, ask.directory.agency_name(agency));
        Some((person.to_string(), Say::same(says)))
    };
    let all: Vec<(String, Say)> = case.sitting(ask.today).filter_map(name).collect();
    let field = Field::list("person", Say::of("Van één persoon daar?", "Of one person there?"), all);
    Some(field.optional().hint(Say::of(
        "Laat leeg als het van de organisatie wordt verwacht, wie het ook doet.",
        "Leave empty if it is expected of the organisation, whoever does it.",
    )))
}

pub(super) async fn make(desk: Desk<MakeAgreement>, _: Ask, form: Made) -> Result<Redirect, Trouble> {
    let asked = Agreement::asked(form.agency, form.what, form.due, desk.today());
    let agreement = Agreement { person: form.person, ..asked };
    let event = desk.dossier().make_agreement(form.purpose, desk.agency(), agreement)?;
    done(desk, event, Part::Agreements.path()).await
}

pub(super) async fn accept(desk: Desk<AcceptAgreement>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().accept_agreement(number(&ask)?, desk.agency(), desk.today())?;
    done(desk, event, Part::Agreements.path()).await
}

pub(super) async fn complete(desk: Desk<CompleteAgreement>, ask: Ask, form: Kept) -> Result<Redirect, Trouble> {
    let event = desk.dossier().complete_agreement(number(&ask)?, desk.agency(), desk.today(), form.how)?;
    done(desk, event, Part::Agreements.path()).await
}

pub(super) async fn note(desk: Desk<AddNote>, _: Ask, form: Written) -> Result<Redirect, Trouble> {
    let event = desk.dossier().remark(form.purpose, desk.agency(), desk.today(), form.text)?;
    let no = desk.dossier().next();
    done(desk, event, &format!("{}#note-{no}", Part::Agreements.path())).await
}

pub(super) async fn call(desk: Desk<CallDirector>, _: Ask, form: Called) -> Result<Redirect, Trouble> {
    let event = desk.dossier().call_director(desk.today(), form.why)?;
    done(desk, event, Part::Agreements.path()).await
}
