//! What is agreed and expected over all cases where somebody sits: who expects what of whom by when, and how far it is. A list per organisation
//! and person, sorted by day; nothing is counted per organisation or person, and nobody is put before or behind another.

use crate::{
    case::{AgreementStands, ListAgreements},
    places::{self, PROMISES},
    sheets::Sheet,
};
use askama::Template;
use kernel::{AgencyId, Date, Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Expected, Promised};
use web::{Ask, Page, Rooms, Trouble};

/// Puts the page in the house.
pub fn rooms(house: &mut Rooms) {
    house.list::<ListAgreements, _>(PROMISES.list(), show);
}

/// So many lines stand on one page.
const MOST: usize = 40;

kernel::words! {
    /// Whose agreements are listed.
    enum Whose {
        All = "alles", "alles waar u aan tafel zit", "everything where you sit at the table";
        Ours = "ons", "van mijn organisatie", "of my organisation";
        Mine = "mij", "van mij persoonlijk", "of me personally";
        Asked = "gevraagd", "door mijn organisatie gevraagd", "asked by my organisation";
    }
}

/// To what stands so it is narrowed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// Something is still to be answered or done.
    Running,
    /// And its day has passed.
    Late,
    /// It stands so.
    Stands(AgreementStands),
    /// However it stands.
    Any,
}

impl How {
    fn all() -> impl Iterator<Item = Self> {
        [Self::Running, Self::Late]
            .into_iter()
            .chain(AgreementStands::ALL.iter().copied().map(Self::Stands))
            .chain([Self::Any])
    }

    fn word(self) -> &'static str {
        match self {
            Self::Running => "open",
            Self::Late => "te-laat",
            Self::Stands(stands) => stands.word(),
            Self::Any => "alles",
        }
    }

    fn says(self) -> Say {
        match self {
            Self::Running => Say::of("open", "open"),
            Self::Late => Say::of("te laat", "late"),
            Self::Stands(stands) => stands.says(),
            Self::Any => Say::of("alles", "everything"),
        }
    }
}

/// What the list is narrowed to, as it stands in the address.
struct Narrow {
    whose: Whose,
    of: Option<AgencyId>,
    how: How,
}

impl Narrow {
    /// What the address does not know is left out.
    fn of(ask: &Ask) -> Self {
        let word = |name| ask.query.first(name).unwrap_or_default();
        let known = |id: &AgencyId| ask.directory.agencies.iter().any(|one| one.id == *id);
        Self {
            whose: Whose::ALL.iter().copied().find(|one| one.word() == word("van")).unwrap_or(Whose::All),
            of: word("organisatie").parse().ok().filter(known),
            how: How::all().find(|one| one.word() == word("stand")).unwrap_or(How::Running),
        }
    }

    fn sieve(&self, ask: &Ask) -> Expected {
        let own = || Some(ask.actor.agency.id.clone());
        let (mut sieve, of) = (Expected::default(), self.of.clone());
        match self.whose {
            Whose::All => sieve.of = of,
            Whose::Ours => sieve.of = own(),
            Whose::Mine => (sieve.of, sieve.person) = (own(), Some(ask.actor.person.clone())),
            Whose::Asked => (sieve.asker, sieve.of) = (own(), of),
        }
        match self.how {
            How::Running => sieve.running = true,
            How::Late => (sieve.running, sieve.before) = (true, Some(ask.today)),
            How::Stands(stands) => sieve.stands = Some(stands.word()),
            How::Any => {}
        }
        sieve
    }

    /// Where the list is, narrowed so; from this page on.
    fn at(&self, page: usize) -> String {
        let page = page.to_string();
        let mut pairs = vec![("van", self.whose.word()), ("stand", self.how.word())];
        pairs.extend(self.of.as_ref().map(|id| ("organisatie", id.as_str())));
        pairs.extend((page != "1").then_some(("blad", page.as_str())));
        PROMISES.asked(&pairs)
    }
}

/// A choice above the list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PromisesTab")]
struct Tab {
    address: String,
    says: Say,
    here: bool,
}

/// Something that is expected.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PromisesLine")]
struct Line {
    /// Where it stands in its case.
    address: String,
    what: String,
    /// Of which organisation.
    of: String,
    /// The list of that organisation.
    #[serde(skip)]
    of_at: String,
    /// Of whom there, where it is of one person.
    person: Option<String>,
    /// Who expects it; nobody where an organisation promised it of its own accord.
    asked_by: Option<String>,
    due: ShownDay,
    state: String,
    #[serde(skip)]
    state_says: Say,
    late: bool,
    running: bool,
    /// Whether it is of the reader's organisation.
    ours: bool,
    title: String,
    reference: String,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "promises/page.html")]
struct Promises {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    today: Date,
    #[serde(skip)]
    whose: Vec<Tab>,
    #[serde(skip)]
    hows: Vec<Tab>,
    /// What it is narrowed to, in words, for who reads it on paper.
    #[serde(skip)]
    narrowed: Say,
    /// Of which organisation alone.
    of: Option<String>,
    /// Where the list of all organisations is.
    #[serde(skip)]
    of_all: String,
    total: usize,
    lines: Vec<Line>,
    page: usize,
    pages: usize,
    #[serde(skip)]
    before: Option<String>,
    #[serde(skip)]
    after: Option<String>,
}

/// Shows it. Understands `van` (`ons`, `mij`, `gevraagd`), `organisatie`, `stand` (`open`, `te-laat`, or a state) and `blad` (the page).
async fn show(ask: Ask) -> Result<Page<Promises>, Trouble> {
    let narrow = Narrow::of(&ask);
    let cut = |total| {
        let sheet = Sheet::of(&ask, total, MOST);
        (sheet.page - 1) * MOST..sheet.page * MOST
    };
    let (promised, total) = ask.vault.promises(&ask.actor, ListAgreements::REF, narrow.sieve(&ask), cut).await?;
    let sheet = Sheet::of(&ask, total, MOST);
    let (before, after) = sheet.beside(|page| narrow.at(page));
    let tab = |says: Say, here: bool, to: &Narrow| Tab { address: to.at(1), says, here };
    let whose = Whose::ALL.iter().map(|one| {
        // Of one's own organisation there is no other to narrow to.
        let of = narrow.of.clone().filter(|_| matches!(one, Whose::All | Whose::Asked));
        tab(one.says(), *one == narrow.whose, &Narrow { whose: *one, of, how: narrow.how })
    });
    let hows = How::all()
        .map(|how| tab(how.says(), how == narrow.how, &Narrow { whose: narrow.whose, of: narrow.of.clone(), how }));
    let (whose_says, how_says) = (narrow.whose.says(), narrow.how.says());
    let body = Promises {
        lang: ask.lang,
        today: ask.today,
        whose: whose.collect(),
        hows: hows.collect(),
        narrowed: Say::made(
            format!("{}, {}", whose_says.nl, how_says.nl),
            format!("{}, {}", whose_says.en, how_says.en),
        ),
        of: narrow.of.as_ref().map(|id| ask.directory.agency_name(id)),
        of_all: Narrow { of: None, ..narrow }.at(1),
        total,
        lines: promised.into_iter().filter_map(|one| line(&ask, one)).collect(),
        page: sheet.page,
        pages: sheet.pages,
        before,
        after,
    };
    Ok(Page::of(&ask, Say::of("Afspraken en verwachtingen", "Agreements and expectations"), body))
}

fn line(ask: &Ask, one: Promised) -> Option<Line> {
    let stands = AgreementStands::ALL.iter().copied().find(|it| it.word() == one.stands)?;
    let name = |id| ask.directory.colleague(id).map(|it| it.name.to_string());
    let asker = one.asker.filter(|asker| *asker != one.agency);
    let person = one.asked_by.as_ref().filter(|_| asker.is_some()).and_then(name);
    let asked_by = asker.map(|asker| {
        let agency = ask.directory.agency_name(&asker);
        person.map_or(agency.clone(), |person| format!("{person} ({agency})"))
    });
    Some(Line {
        address: places::agreement_of(one.id, one.no),
        what: one.what.to_string(),
        of: ask.directory.agency_name(&one.agency),
        of_at: Narrow { whose: Whose::All, of: Some(one.agency.clone()), how: How::Running }.at(1),
        person: one.person.as_ref().and_then(name),
        asked_by,
        due: day_month_year(one.due),
        state: one.stands,
        state_says: stands.says(),
        late: one.running && one.due < ask.today,
        running: one.running,
        ours: one.agency == ask.actor.agency.id,
        title: one.title,
        reference: one.reference,
    })
}
