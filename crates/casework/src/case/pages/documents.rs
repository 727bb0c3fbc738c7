//! The documents at one item: which there are and how they stand, and for who gave it the form to add one. Who reads the item finds this page,
//! exactly as long.

use super::filed::{may_add, one_place, place};
use super::given::done;
use super::head::{Head, Part, heading};
use super::offered::with_purpose;
use super::sheet::{Asking, Sheet};
use super::show::{self, ItemView};
use crate::case::{AddDocument, Deed, Document, Held, Purpose, ReadCase, ReadDocument, RemoveDocument, Sort};
use crate::places::CASES;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Bsn, Lang, Line, Refusal, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, FileDigest, FileRules};
use web::{Ask, Field, Filled, Form, Page, Reader, Redirect, Sure, Trouble, Upload, Visit, aside};

/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 120;
const LONG_NAME: Refusal = Refusal::of(
    "De naam van dit bestand is te lang: hooguit 120 tekens. Geef het een kortere naam en kies het opnieuw.",
    "The name of this file is too long: at most 120 characters. Give it a shorter name and choose it again.",
);

/// A document as the form gives it.
pub(super) struct Added {
    purpose: Option<Purpose>,
    file: Upload,
}

impl Form for Added {
    fn check(read: &mut Reader) -> Option<Self> {
        let purpose = read.may_choice("purpose");
        let file = read.file("file");
        Some(Self { purpose: purpose?, file: file? })
    }
}

/// A document in the list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DocumentShown")]
struct Shown {
    no: u32,
    name: String,
    sort: String,
    size: String,
    day: ShownDay,
    by: Option<AuthorSays>,
    /// Where it is read; nothing as long as it is in quarantine.
    at: Option<String>,
    away: Option<Asking>,
}

/// One that was rejected, for who gave it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DocumentRejected")]
struct Refused {
    on: ShownDay,
    seen: Option<Asking>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/documents.html")]
pub(super) struct DocumentsPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    back: String,
    item: ItemView,
    documents: Vec<Shown>,
    refused: Vec<Refused>,
    /// Why a document in quarantine stays there: that there is no scanner, or that it has not looked yet.
    waits: Option<String>,
    /// That no more fit, for who would add one.
    full: Option<String>,
    #[serde(skip)]
    form: Option<Asking>,
}

/// The number in the address; one that cannot be read is of nothing.
pub(super) fn number(ask: &Ask) -> Result<u32, Trouble> {
    ask.part("no").parse().map_err(|_| Trouble::Denied)
}

/// Shows the documents at the item in the address.
pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<DocumentsPage>, Trouble> {
    let no = number(&visit.ask)?;
    shown(&visit, &filled, no)
}

/// The same for the item of the document in the address.
pub(super) async fn of_document(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<DocumentsPage>, Trouble> {
    let no = visit.dossier().item_of(number(&visit.ask)?).ok_or(Trouble::Denied)?;
    shown(&visit, &filled, no)
}

fn shown(visit: &Visit<ReadCase>, filled: &Filled, no: u32) -> Result<Page<DocumentsPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let me = &ask.actor.agency.id;
    let mut item = show::items(visit).into_iter().find(|item| item.no == no).ok_or(Trouble::Denied)?;
    if item.documents.take().is_none() {
        return Err(Trouble::Denied);
    }
    let home = place(visit.id(), no);
    let at = |document: u32, rest: &str| format!("{}{rest}", one_place(visit.id(), document));
    let html = |form: Sheet| form.html(ask, filled, Some(visit.seq()));
    let away = item.mine && visit.may::<RemoveDocument>();
    let shown = |held: &Held| {
        let one = &held.document;
        let remove = Sheet::to(at(one.no, "/weg"), Say::of("Weghalen", "Take away"))
            .titled(Say::of("Dit document weghalen", "Take this document away"))
            .ends(Say::of(
                "Het document en zijn naam worden gewist, ook voor wie het las. Dat er een document lag, blijft in de geschiedenis te zien.",
                "The document and its name are erased, also for those who have read it. That there was a document stays visible in the history.",
            ));
        Shown {
            no: one.no,
            name: one.name.to_string(),
            sort: one.sort.says().to(ask.lang).to_owned(),
            size: size(one.size, ask.lang),
            day: day_month_year(one.day),
            by: show::by(visit, one.no, Deed::Made),
            at: (held.checked && visit.may::<ReadDocument>()).then(|| at(one.no, "")),
            away: away.then(|| html(remove)),
        }
    };
    let documents: Vec<Shown> = case.documents_for(me, ask.today, no).into_iter().map(shown).collect();
    let rejected = case.rejected_at(no).filter(|_| item.mine);
    let seen = |no: u32| Sheet::to(at(no, "/gezien"), Say::of("Gelezen", "Noted")).secondary();
    let refused =
        rejected.map(|one| Refused { on: day_month_year(one.on), seen: away.then(|| html(seen(one.no))) }).collect();
    let rules = ask.vault.file_rules();
    let given = case.items_for(me, ask.today).into_iter().find(|item| item.no == no);
    let may = given.is_some_and(|item| may_add(visit, item));
    let adds = may && rules.fits(0, case.held_at(no).count()).is_ok();
    let full = (may && !adds).then(|| full(rules).to(ask.lang).to_owned());
    // Without a scanner it is said before anything is sent.
    let waits = (documents.iter().any(|one| one.at.is_none()) || (adds && !rules.scanned))
        .then(|| waiting(rules).to(ask.lang).to_owned());
    let body = DocumentsPage {
        lang: ask.lang,
        head: Head::of(visit, Part::Giving),
        back: format!("{}#item-{no}", CASES.under(visit.id(), &format!("/{}", Part::Giving.path()))),
        item,
        documents,
        refused,
        waits,
        full,
        form: adds.then(|| html(with_purpose(case, form(&home, rules)))),
    };
    Ok(Page::of(ask, heading(visit, Part::Giving), body))
}

/// That no more documents fit at this item.
fn full(rules: FileRules) -> Say {
    let most = rules.per_thing;
    Say::made(
        format!("Bij een bijdrage passen hooguit {most} documenten. Haal er eerst een weg."),
        format!("At most {most} documents fit at a contribution. Take one away first."),
    )
}

/// Why what is in quarantine stays there.
fn waiting(rules: FileRules) -> Say {
    if rules.scanned {
        Say::of(
            "Wordt eerst gecontroleerd op schadelijke software. Tot dan kan niemand het openen, ook u niet. Meestal duurt dat een paar minuten; is de scanner er niet, dan blijft het wachten.",
            "It is scanned for malware first. Until then nobody can open it, including you. That usually takes a few minutes; while the scanner is not there, it keeps waiting.",
        )
    } else {
        Say::of(
            "Dit huis heeft geen scanner voor schadelijke software. Zolang die er niet is, blijft een document in quarantaine en kan niemand het openen, ook u niet.",
            "This house has no malware scanner. As long as there is none, a document stays in quarantine and nobody can open it, including you.",
        )
    }
}

fn form(home: &str, rules: FileRules) -> Sheet {
    let (most, many) = (rules.most_bytes / (1024 * 1024), rules.per_thing);
    let file = Field::file("file", Say::of("Document", "Document")).hint(Say::made(
        format!("PDF, PNG, JPEG of platte tekst, hooguit {most} MB en {many} per bijdrage. Alleen wat deze bijdrage nodig heeft: wie de bijdrage leest, leest ook het document."),
        format!("PDF, PNG, JPEG or plain text, at most {most} MB and {many} per contribution. Only what this contribution needs: whoever reads the contribution, reads the document too."),
    ));
    Sheet::to(format!("{home}/nieuw"), Say::of("Toevoegen", "Add"))
        .titled(Say::of("Een document toevoegen", "Add a document"))
        .open()
        .field(file)
}

/// A size as people read it.
fn size(bytes: u64, lang: Lang) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} kB", bytes / 1_024),
        more => {
            let tenths = more * 10 / 1_048_576;
            format!("{}{}{} MB", tenths / 10, lang.both(",", "."), tenths % 10)
        }
    }
}

/// What the file was called where it came from, without the folders it lay in.
fn called(name: &str) -> Result<Line, Refusal> {
    let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
    if bare.chars().count() > LONGEST_NAME {
        return Err(LONG_NAME);
    }
    Bsn::none_in(bare)?.parse()
}

/// Adds one, in quarantine.
pub(super) async fn add(desk: Desk<AddDocument>, ask: Ask, form: Added) -> Result<Redirect, Trouble> {
    let (item, rules) = (number(&ask)?, ask.vault.file_rules());
    if !rules.on || !desk.dossier().is_given_by(item, desk.agency()) {
        return Err(Trouble::Denied);
    }
    let at = |refusal: Refusal| refusal.at("file");
    rules.fits(form.file.bytes.len(), desk.dossier().held_at(item).count()).map_err(at)?;
    let name = called(&form.file.name).map_err(at)?;
    let file = form.file.clone();
    let looked = move || (Sort::of(&file.name, &file.bytes), FileDigest::of(&file.bytes));
    let (sort, digest) = aside(&ask, looked).await?;
    let document = Document {
        no: 0,
        item,
        name,
        sort: sort.map_err(at)?,
        size: form.file.bytes.len() as u64,
        digest,
        day: desk.today(),
    };
    let no = desk.dossier().next();
    let event = desk.dossier().add_document(form.purpose, desk.agency(), document)?;
    let to = place(desk.id(), item);
    desk.commit_filing(vec![event], vec![(no, form.file.bytes.to_vec())]).await?;
    Ok(Redirect::to(to))
}

/// Takes one away: its bytes, its name, and what opened them.
pub(super) async fn remove(desk: Desk<RemoveDocument>, ask: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let item = desk.dossier().item_of(no).ok_or(Trouble::Denied)?;
    let erased: Vec<u64> = desk.dossier().document_came(no).into_iter().collect();
    let event = desk.dossier().remove_document(no, desk.agency())?;
    let to = place(desk.id(), item);
    desk.commit_erasing(vec![event], erased).await?;
    Ok(Redirect::to(to))
}

/// Takes notice that one was rejected.
pub(super) async fn seen(desk: Desk<RemoveDocument>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    if desk.dossier().document_came(no).is_some() {
        return Err(Trouble::Denied);
    }
    let event = desk.dossier().remove_document(no, desk.agency())?;
    done(desk, event, Part::Giving.path()).await
}
