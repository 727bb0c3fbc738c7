//! Writing a referral, at the table it comes from: to what, what is asked, on which ground, until when. A case and a weighing have this page each;
//! what differs they say themselves.

use crate::places;
use crate::referral::{
    Based, BeginReferral, Enclosed, Ground, Hand, Handed, Informed, ListReferrals, Origin, Referral, Referrals,
    Referred, ReferredTo, State, Table,
};
use crate::table::AuthorSays;
use kernel::{
    AgencyId, Choice as _, Date, DossierId, HouseId, Lang, Line, MunicipalityId, Note, Say, ShownDay, day_month_year,
};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use vault::{AgencyKind, Draft, Persons, Wanted};
use web::{Ask, Field, Form, FormSpec, Html, Reader, Trouble};

/// A referral, read and of the right shape.
pub(crate) struct Handing {
    table: Table,
    to: AgencyId,
    about: Option<Line>,
    asked: Note,
    ground: Based,
    informed: Informed,
    uninformed: Option<Note>,
    goes_on: Note,
    call: Line,
    answer_by: Date,
    until: Date,
    /// What would go along, by its number at the table.
    pub(crate) items: Vec<u32>,
}

impl Form for Handing {
    fn check(read: &mut Reader) -> Option<Self> {
        let (table, to, about) = (read.choice("table"), read.must("to"), read.may("about"));
        let (asked, ground) = (read.must("asked"), read_ground(read));
        let (informed, uninformed) = (read.choice("informed"), read.may("uninformed"));
        let (goes_on, call) = (read.must("goes_on"), read.must("call"));
        let (answer_by, until) = (read.day("answer_by"), read.day("until"));
        let items = read.many("items").iter().filter_map(|no| no.parse().ok()).collect();
        Some(Self {
            table: table?,
            to: to?,
            about: about?,
            asked: asked?,
            ground: ground?,
            informed: informed?,
            uninformed: uninformed?,
            goes_on: goes_on?,
            call: call?,
            answer_by: answer_by?,
            until: until?,
            items,
        })
    }
}

/// Reads a ground with what is to be named.
fn read_ground(read: &mut Reader) -> Option<Based> {
    let (ground, named) = (read.choice::<Ground>("ground"), read.may::<Line>("law"));
    let (ground, named) = (ground?, named?);
    Some(Based::on(ground, named.filter(|_| ground.is_named())))
}

/// Asks for a ground out of these.
pub(super) fn ground_fields(asks: Say, grounds: &[Ground], now: Option<&Based>) -> [Field; 2] {
    let choices = grounds.iter().map(|ground| (ground.word(), ground.says())).collect();
    let mut ground = Field::choice("ground", asks, choices);
    let mut named = Field::line(
        "law",
        Say::of(
            "Welke wet en welk artikel, welk besluit of welk advies?",
            "Which law and article, which decision or which advice?",
        ),
    )
    .under(
        "ground",
        &[Ground::OtherLaw.word(), Ground::Police.word(), Ground::Structural.word(), Ground::Result.word()],
    );
    if let Some(now) = now {
        ground = ground.value(now.ground.word());
        named = now.named.iter().fold(named, |field, line| field.value(line.to_string()));
    }
    [ground, named]
}

/// The table it comes from, as the form and the referral need it.
pub(crate) struct Source {
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// In whose region it lies.
    pub(crate) house: HouseId,
    /// The municipality of stay.
    pub(crate) municipality: MunicipalityId,
    /// Its organisation.
    pub(crate) stay: AgencyId,
    /// Who guards the process.
    pub(crate) director: AgencyId,
    /// Who sits there.
    pub(crate) persons: Persons,
}

/// One that this table handed over.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReferralEarlier")]
pub(crate) struct Earlier {
    /// Where it is read, by who may.
    pub(crate) address: Option<String>,
    pub(crate) table: Say,
    pub(crate) to: String,
    pub(crate) by: AuthorSays,
    pub(crate) on: ShownDay,
    pub(crate) until: ShownDay,
    /// How it stands, as far as this table knows.
    pub(crate) stands: Say,
    /// Whether an answer is waited for longer than was asked.
    pub(crate) late: bool,
    /// Whether nobody answered yet.
    pub(crate) waits: bool,
}

/// What the table handed over, the latest first; who may read one finds it.
pub(crate) async fn earlier(ask: &Ask, referrals: &Referrals) -> Result<Vec<Earlier>, Trouble> {
    if referrals.is_empty() {
        return Ok(Vec::new());
    }
    let mut known = BTreeMap::new();
    if ask.vault.may_begin::<ListReferrals>(&ask.actor).is_yes() {
        let rows = ask.vault.list::<ListReferrals>(&ask.actor, Wanted { limit: 500, ..Wanted::default() }).await?.rows;
        known.extend(rows.into_iter().map(|row| (row.id, (State::of_word(&row.state).unwrap_or_default(), row.due))));
    }
    let one = |one: &Handed| {
        let (state, due) = known.get(&one.to.id).copied().unzip();
        // Who may not read it knows the day that was asked at first.
        let due = due.map_or(Some(one.to.answer_by), |due: Option<Date>| due);
        let over = one.to.until < ask.today;
        let (waits, stands) = match (one.came, state) {
            (Some((came, _)), _) => (false, came.says()),
            (None, Some(state @ (State::TakenOn | State::Declined | State::Over))) => (false, state.says()),
            (None, _) if over => (false, Say::of("voorbij", "over")),
            (None, Some(state)) => (true, state.says()),
            (None, None) => (true, Say::of("nog geen antwoord", "no answer yet")),
        };
        Earlier {
            address: state.map(|_| places::REFERRALS.of(one.to.id)),
            table: one.to.table.says(),
            to: ask.directory.agency_name(&one.to.to),
            by: AuthorSays::of(ask, &one.by),
            on: day_month_year(one.on),
            until: day_month_year(one.to.until),
            stands,
            late: waits && due.is_some_and(|day| day < ask.today),
            waits,
        }
    };
    Ok(referrals.iter().rev().map(one).collect())
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "referral/pages/begin.html")]
pub(crate) struct BeginPage {
    #[serde(skip)]
    lang: Lang,
    /// Where it comes from.
    back: String,
    called: String,
    weighed: bool,
    earlier: Vec<Earlier>,
    form: Option<Html>,
    /// What of the table cannot go along because somebody says that it is not right.
    in_doubt: Vec<String>,
}

impl BeginPage {
    pub(crate) fn of(
        ask: &Ask,
        (back, called, weighed): (String, String, bool),
        earlier: Vec<Earlier>,
        (form, in_doubt): (Option<Html>, Vec<String>),
    ) -> Self {
        Self { lang: ask.lang, back, called, weighed, earlier, form, in_doubt }
    }
}

/// The form: `items` are what lies on the table and the sender reads.
pub(crate) fn form(ask: &Ask, to: String, origin: &Origin, items: Vec<(String, Say)>) -> FormSpec {
    let (answer_by, until) = Hand::usual(ask.today);
    let tables = Table::ALL.into_iter().filter(|table| !origin.weighed || table.is_after_weighing());
    let own = &ask.actor.agency.id;
    let mut agencies: Vec<(String, Say)> = ask
        .directory
        .agencies
        .iter()
        .filter(|agency| agency.kind != AgencyKind::Oversight)
        .map(|agency| {
            let name = ask.directory.agency_name(&agency.id);
            let says = if agency.id == *own {
                Say::made(format!("{name} (wijzelf)"), format!("{name} (ourselves)"))
            } else {
                Say::same(name)
            };
            (agency.id.to_string(), says)
        })
        .collect();
    agencies.sort_by(|a, b| a.1.nl.cmp(&b.1.nl));
    let grounds: Vec<Ground> = Ground::ALL
        .into_iter()
        .filter(|ground| Table::ALL.iter().any(|table| Ground::of_hand(origin.law, *table).contains(ground)))
        .collect();
    let [ground, law] = ground_fields(
        Say::of("Op welke grond geeft u dit over?", "On which ground do you hand this over?"),
        &grounds,
        None,
    );
    let spec = FormSpec::to(to, Say::of("Klaarzetten om te versturen", "Prepare to send"))
        .field(Field::choice("table", Say::of("Waarheen?", "To what?"), tables.map(|table| (table.word(), table.says())).collect()))
        .field(
            Field::list("to", Say::of("Welke organisatie antwoordt daarvoor?", "Which organisation answers for that?"), agencies).hint(Say::of(
                "Lichte steun en in beeld houden mag uw eigen organisatie ook zelf doen.",
                "Light support and keeping in view may also be done by your own organisation.",
            )),
        )
        .field(Field::line("about", Say::of("Over wie gaat het?", "Who is it about?")).optional().hint(Say::of(
            "Alleen als de ander dat moet weten om te kunnen beginnen. U kunt ook eerst bellen.",
            "Only if the other has to know that to be able to begin. You can also call first.",
        )))
        .field(
            Field::note("asked", Say::of("Wat vraagt u?", "What do you ask?")).mindful().hint(Say::of(
                "Schrijf dit zelf, voor deze lezer. Neem niets over wat een ander op tafel legde: dat gaat alleen mee als die ander ja zegt. Wie iets meegeeft, leest dit ook.",
                "Write this yourself, for this reader. Copy nothing that another put on the table: that goes along only if that other says yes. Whoever gives something along reads this as well.",
            )),
        )
        .field(ground)
        .field(law)
        .field(Field::choice_of::<Informed>("informed", Say::of("Weet de persoon ervan?", "Does the person know?")))
        .field(
            Field::note("uninformed", Say::of("Waarom nog niet?", "Why not yet?")).under("informed", &[Informed::NotYet.word()]),
        )
        .field(Field::note("goes_on", Say::of("Wat blijft u zelf doen?", "What do you go on doing yourself?")).mindful())
        .field(
            Field::line("call", Say::of("Met wie kan de ander bellen?", "Whom can the other call?"))
                .hint(Say::of("Naam en telefoonnummer of e-mailadres.", "Name and telephone number or e-mail address.")),
        )
        .field(Field::day("answer_by", Say::of("Uiterlijk wanneer vraagt u antwoord?", "By when do you ask for an answer?")).on(answer_by))
        .field(Field::day("until", Say::of("Tot en met welke dag?", "Until which day?")).on(until).hint(Say::of(
            "Ten hoogste een half jaar. Daarna leest de ander dit niet meer, zonder dat iemand iets hoeft te doen.",
            "Half a year at most. After that the other no longer reads this, without anybody having to do anything.",
        )));
    if items.is_empty() {
        return spec;
    }
    spec.field(
        Field::choices("items", Say::of("Gaat er iets van de tafel mee?", "Does anything of the table go along?"), items).optional().more().hint(Say::of(
            "Meestal niet. Wie het gaf zegt per bijdrage of het mee mag en op welke grond; wie zwijgt, van die gaat niets mee.",
            "Mostly not. Whoever gave it says for each contribution whether it may go along and on which ground; if they say nothing, nothing of theirs goes along.",
        )),
    )
}

/// Begins it: where it is, the referral that goes with the act at the table, and what that table keeps of it.
pub(crate) async fn begin(
    ask: &Ask,
    source: Source,
    form: Handing,
    items: Vec<Enclosed>,
) -> Result<(DossierId, Draft, Referred), Trouble> {
    let desk = ask.vault.begin::<BeginReferral>(&ask.actor).await?;
    let id = desk.id();
    // By chance: a number that counts would tell how much is handed over.
    let chance = id.to_string();
    let reference = format!("D-{}", chance.get(chance.len().saturating_sub(6)..).unwrap_or_default());
    if ask.directory.agency(&form.to).is_none_or(|agency| agency.kind == AgencyKind::Oversight) {
        return Err(kernel::Refusal::of("Kies een organisatie uit de lijst.", "Choose an organisation from the list.")
            .at("to")
            .into());
    }
    let kept = ReferredTo { id, table: form.table, to: form.to.clone(), answer_by: form.answer_by, until: form.until };
    let hand = Hand {
        reference: reference.parse().unwrap_or_default(),
        origin: source.origin,
        table: form.table,
        to_called: ask.directory.agency_name(&form.to).parse().ok(),
        to: form.to,
        about: form.about,
        asked: form.asked,
        ground: form.ground,
        informed: form.informed,
        uninformed: form.uninformed.filter(|_| form.informed == Informed::NotYet),
        goes_on: form.goes_on,
        call: form.call,
        answer_by: form.answer_by,
        until: form.until,
        house: source.house,
        municipality: source.municipality,
        stay: source.stay,
        director: source.director,
        persons: source.persons,
    };
    let events = Referral::begin(hand, items, desk.agency(), desk.today())?;
    Ok((id, desk.draft(events), Referred::Begun(kept)))
}
