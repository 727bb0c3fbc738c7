//! What another house hands over, for who decides whether it is taken over; and what was answered.

use super::answer;
use crate::case::ReadCase;
use crate::case::{CaseKind, PackedItem, PackedName, Regime, SubjectKind};
use crate::places;
use crate::receiving::{AcceptReception, DeclineReception, ReadReception, State};
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{HouseKey, Parcel, parcel_text};
use web::{Filled, FormSpec, Html, Page, Trouble, Visit};

/// Something that lay on the table there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReceivedItem")]
struct ItemView {
    organisation: String,
    day: ShownDay,
    category: String,
    nature: String,
    necessity: String,
    text: String,
    special: Option<String>,
}

/// What lay in the file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReceivedPackage")]
struct PackageView {
    by: String,
    place: String,
    /// For which municipality, as the other house calls it.
    meant: String,
    sent: ShownDay,
    ground: String,
    why: String,
    regime: String,
    kind: String,
    subject: String,
    born: Option<kernel::Born>,
    organisation: bool,
    title: String,
    summary: String,
    purpose: String,
    items: Vec<ItemView>,
    goals: Vec<String>,
    agreements: Vec<String>,
    plan: Option<String>,
}

/// A form; open when it was just sent and has to be mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReceptionAsking")]
struct Asking {
    open: bool,
    form: Html,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "receiving/pages/read.html")]
pub(super) struct ReceptionPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    state: String,
    #[serde(skip)]
    open: bool,
    house: String,
    fingerprint: String,
    on: ShownDay,
    package: Option<PackageView>,
    accept: Option<Html>,
    decline: Option<Asking>,
    /// Who answered, when, and why not.
    answered: Option<(String, ShownDay, Option<String>)>,
    #[serde(skip)]
    declined: bool,
    /// What goes back, to paste there.
    receipt: Option<String>,
    /// The case that it became, for who sits there.
    case: Option<String>,
    why: Vec<String>,
}

fn called(by: &PackedName) -> String {
    format!("{}, {} ({})", by.name, by.function, by.organisation)
}

fn item(lang: Lang, item: &PackedItem) -> ItemView {
    let source = &item.source;
    ItemView {
        organisation: source.from.organisation.to_string(),
        day: day_month_year(source.from.day),
        category: source.category.says().to(lang).to_owned(),
        nature: item.nature.says().to(lang).to_owned(),
        necessity: source.necessity.to_string(),
        text: item.text.to_string(),
        special: source.special.as_ref().map(|it| it.kind.says().to(lang).to_owned()),
    }
}

fn view(lang: Lang, package: &crate::case::Package) -> PackageView {
    let (regime, kind): (Regime, CaseKind) = (package.regime, package.kind);
    PackageView {
        by: called(&package.from.by),
        place: format!("{}, {}", package.from.house, package.from.municipality),
        meant: package.municipality.to_string(),
        sent: day_month_year(package.sent),
        ground: package.ground.says().to(lang).to_owned(),
        why: package.why.to_string(),
        regime: regime.says().to(lang).to_owned(),
        kind: kind.says().to(lang).to_owned(),
        subject: package.subject.name.to_string(),
        born: package.subject.born,
        organisation: package.subject.kind == SubjectKind::Legal,
        title: package.title.to_string(),
        summary: package.summary.to_string(),
        purpose: package.purpose.to_string(),
        items: package.items.iter().map(|one| item(lang, one)).collect(),
        goals: package.goals.iter().map(|goal| goal.text.to_string()).collect(),
        agreements: package.agreements.iter().map(|one| format!("{}: {}", one.organisation, one.what)).collect(),
        plan: package.decision.as_ref().map(|it| it.considerations.to_string()),
    }
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadReception>, filled: Filled) -> Result<Page<ReceptionPage>, Trouble> {
    let (ask, reception, id) = (&visit.ask, visit.dossier(), visit.id());
    let about = reception.about().ok_or(Trouble::Denied)?;
    let html = |form: FormSpec| form.html(ask, &filled, Some(visit.seq()));
    let key = about.key.parse::<HouseKey>().ok();
    let sealed = |receipt: crate::case::Receipt| {
        key.map(|key| parcel_text(&ask.vault.seal_parcel(&key, Parcel::Receipt, &receipt.written())))
    };
    let case = match reception.case() {
        Some(case) if ask.vault.may_on::<ReadCase>(&ask.actor, case).await? => Some(places::CASES.of(case)),
        Some(_) | None => None,
    };
    let declining = answer::declining(id);
    let body = ReceptionPage {
        lang: ask.lang,
        here: places::RECEPTIONS.of(id),
        reference: about.reference.to_string(),
        state: reception.state().says().to(ask.lang).to_owned(),
        open: reception.state() == State::Waiting,
        house: about.house.to_string(),
        fingerprint: key.map(|key| key.fingerprint()).unwrap_or_default(),
        on: day_month_year(about.on),
        package: reception.package().map(|package| view(ask.lang, package)),
        accept: reception
            .package()
            .filter(|_| visit.may::<AcceptReception>())
            .map(|package| html(answer::accepting(id, package.title.as_str()))),
        decline: visit
            .may::<DeclineReception>()
            .then(|| Asking { open: filled.is_for(&places::RECEPTIONS.under(id, "/niet")), form: html(declining) }),
        answered: reception
            .answer()
            .map(|it| (called(&it.by), day_month_year(it.on), it.declined.as_ref().map(ToString::to_string))),
        declined: reception.state() == State::Declined,
        receipt: reception.receipt().and_then(sealed),
        case,
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
    };
    Ok(Page::of(ask, Say::of("Overgedragen casus", "Transferred case"), body))
}
