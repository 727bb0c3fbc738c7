//! How it goes on after the three did not agree: one proposes, the other two agree or say why not.

use super::words::{Way, reference, way as way_on};
use crate::places;
use crate::table::{AuthorSays, KeySays};
use crate::weighing::{Deadlock, ReadWeighing, Settle, SettleNoAgreement, Settled, WayDropped};
use kernel::{Date, Lang, Line, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk};
use web::{Ask, Choice, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// Which way, why, and by when.
pub(crate) struct SettleForm(Settled);

impl Form for SettleForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let way = read.choice::<Way>("how");
        let why = read.must::<Note>("why");
        let due: Option<Option<Date>> = read.may_day("due");
        let how = match (way?, due?) {
            (Way::Repeat, Some(due)) => Settle::Repeat { due },
            (Way::Repeat, None) => {
                read.wrong(
                    "due",
                    Say::of(
                        "Kies wanneer de nieuwe ronde klaar moet zijn.",
                        "Choose when the new round must be complete.",
                    ),
                );
                return None;
            }
            (Way::Triangle, _) => Settle::Triangle,
            (Way::End, _) => Settle::End,
        };
        Some(Self(Settled { how, why: why? }))
    }
}

/// The number of the proposal that stood on the page.
fn number(read: &mut Reader) -> Option<usize> {
    let sent = read.must::<Line>("proposal")?;
    let number = sent.as_str().parse().ok();
    if number.is_none() {
        read.wrong("", Say::of("Lees eerst het voorstel.", "Read the proposal first."));
    }
    number
}

/// A yes to this proposal.
pub(crate) struct AgreeForm(usize);

impl Form for AgreeForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let (number, sure) = (number(read), read.sure());
        sure?;
        number.map(Self)
    }
}

/// No to this proposal, or not any more, and why.
pub(crate) struct DropForm(usize, Note);

impl Form for DropForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let (number, why) = (number(read), read.must("reason"));
        Some(Self(number?, why?))
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WayLies")]
struct Lies {
    way: String,
    why: String,
    by: Option<AuthorSays>,
    on: ShownDay,
    keys: Vec<KeySays>,
    /// Whether who reads agreed already.
    agreed: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WayFell")]
struct Fell {
    way: String,
    why: String,
    proposed_by: Option<AuthorSays>,
    withdrawn: bool,
    by: AuthorSays,
    on: ShownDay,
    reason: String,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "weighing/pages/settle.html")]
pub(crate) struct SettlePage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    title: String,
    /// Why the three did not agree.
    against: Vec<(AuthorSays, String)>,
    lies: Option<Lies>,
    fell: Vec<Fell>,
    propose: Option<Html>,
    agree: Option<Html>,
    drop: Option<Html>,
}

/// What comes of a way, for who agrees with it.
fn happens(how: Settle) -> Say {
    match how {
        Settle::Repeat { due } => Say::made(
            format!(
                "Na de derde sleutel begint een nieuwe ronde: iedereen schrijft opnieuw een zienswijze, uiterlijk {}. Wat er ligt, blijft leesbaar.",
                day_month_year(due)
            ),
            format!(
                "After the third key a new round begins: each writes a view again, by {}. What is here can still be read.",
                day_month_year(due)
            ),
        ),
        Settle::Triangle => Say::of(
            "Na de derde sleutel kan er een advies naar de driehoek. Er komt geen casusoverleg: daarvoor moet u het eens zijn.",
            "After the third key an advice can go to the triangle. There will be no case conference: for that you must agree.",
        ),
        Settle::End => Say::of(
            "Na de derde sleutel eindigt de weging. Er komt geen casusoverleg, het signaal wordt afgerond en wie het aanmeldde krijgt bericht. Niemand kan deze weging heropenen.",
            "After the third key the weighing ends. There will be no case conference, the signal is closed and who filed it is told. Nobody can reopen this weighing.",
        ),
    }
}

fn propose_form(visit: &Visit<ReadWeighing>, deadlock: Deadlock) -> FormSpec {
    let weighing = visit.dossier();
    let open = |way: &Way| match way {
        Way::Repeat => weighing.may_repeat(deadlock).is_ok(),
        Way::Triangle => weighing.may_refer(deadlock).is_ok(),
        Way::End => true,
    };
    let open: Vec<&Way> = Way::all().iter().filter(|way| open(way)).collect();
    let repeats = open.contains(&&Way::Repeat);
    let options = open.into_iter().map(|w| (w.word(), w.says())).collect();
    let form = FormSpec::to(
        places::WEIGHINGS.under(visit.id(), "/verder"),
        Say::of("Voorleggen aan de andere twee", "Submit to the other two"),
    )
    .titled(Say::of("Voorstellen hoe het verder gaat", "Propose how to proceed"))
    .field(Field::choice("how", Say::of("Hoe gaat het verder?", "How do you proceed?"), options))
    .field(Field::note("why", Say::of("Waarom?", "Why?")));
    if !repeats {
        return form;
    }
    form.field(
        Field::day("due", Say::of("Wanneer moet de nieuwe ronde klaar zijn?", "When must the new round be complete?"))
            .hint(Say::of("Alleen als u opnieuw weegt.", "Only if you weigh again."))
            .sometimes(),
    )
}

/// What lies before the three, or the form to propose with the ways that this region knows.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<SettlePage>, Trouble> {
    if !visit.may::<SettleNoAgreement>() {
        return Err(Trouble::Denied);
    }
    let deadlock = Deadlock::from_word(visit.ask.vault.setting("weigh.deadlock").await?.as_deref());
    let (ask, weighing, lang) = (&visit.ask, visit.dossier(), visit.ask.lang);
    let own = &ask.actor.agency.id;
    let html = |form: FormSpec| form.html(ask, &filled, Some(visit.seq()));
    let lies = weighing.way();
    let proposal = || Field::hidden("proposal", lies.map(|way| way.number.to_string()).unwrap_or_default());
    let agreed = lies.is_some_and(|way| way.keys.is_turned(own));
    let mine = lies.and_then(|way| way.by()).is_some_and(|by| by.agency == *own);
    let at = |rest: &str| places::WEIGHINGS.under(visit.id(), rest);
    let agree = lies.filter(|_| !agreed).map(|way| {
        let form = FormSpec::to(at("/verder/akkoord"), Say::of("Instemmen", "Agree"));
        html(form.field(proposal()).ends(happens(way.way.how)))
    });
    let drop = lies.map(|_| {
        let submit = if mine {
            Say::of("Voorstel terugnemen", "Take the proposal back")
        } else {
            Say::of("Niet instemmen", "Do not agree")
        };
        let form = FormSpec::to(at("/verder/terug"), submit).secondary();
        html(form.field(proposal()).field(Field::note("reason", Say::of("Waarom?", "Why?"))))
    });
    let against = weighing.round().map(|round| round.disagreements.as_slice()).unwrap_or_default();
    let body = SettlePage {
        lang,
        back: places::WEIGHINGS.of(visit.id()),
        reference: reference(weighing),
        title: SettleNoAgreement::INFO.says.to(lang).to_owned(),
        against: against.iter().map(|one| (AuthorSays::of(ask, &one.by), one.reason.to_string())).collect(),
        lies: lies.map(|way| Lies {
            way: way_on(way.way.how).to(lang).to_owned(),
            why: way.way.why.to_string(),
            by: way.by().map(|by| AuthorSays::of(ask, by)),
            on: day_month_year(way.on),
            keys: KeySays::all(ask, &way.keys),
            agreed,
        }),
        fell: weighing.ways_dropped().iter().map(|one| fell(ask, one)).collect(),
        propose: lies.is_none().then(|| html(propose_form(&visit, deadlock))),
        agree,
        drop,
    };
    Ok(Page::of(ask, SettleNoAgreement::INFO.says, body))
}

fn fell(ask: &Ask, one: &WayDropped) -> Fell {
    Fell {
        way: way_on(one.way.how).to(ask.lang).to_owned(),
        why: one.way.why.to_string(),
        proposed_by: one.proposed_by.as_ref().map(|by| AuthorSays::of(ask, by)),
        withdrawn: one.is_withdrawn(),
        by: AuthorSays::of(ask, &one.by),
        on: day_month_year(one.on),
        reason: one.why.to_string(),
    }
}

async fn deadlock(ask: &Ask) -> Result<Deadlock, Trouble> {
    Ok(Deadlock::from_word(ask.vault.setting("weigh.deadlock").await?.as_deref()))
}

/// Proposes the way.
pub(crate) async fn act(desk: Desk<SettleNoAgreement>, ask: Ask, form: SettleForm) -> Result<Redirect, Trouble> {
    let by = (desk.agency(), &desk.actor().person);
    let event = desk.dossier().propose_way(by, form.0, desk.today(), deadlock(&ask).await?)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}

/// Agrees; the third makes it happen.
pub(crate) async fn agree(desk: Desk<SettleNoAgreement>, ask: Ask, form: AgreeForm) -> Result<Redirect, Trouble> {
    let by = (desk.agency(), &desk.actor().person);
    let event = desk.dossier().agree_way(by, form.0, desk.today(), deadlock(&ask).await?)?;
    let id = desk.id();
    let mut below = super::file::ends_signal(&ask, desk.dossier(), &event).await?;
    below.extend(super::file::asks_name(&ask, desk.dossier()).await?);
    desk.commit_with(vec![event], below).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}

/// Takes the proposal back, or declines it.
pub(crate) async fn decline(desk: Desk<SettleNoAgreement>, _: Ask, form: DropForm) -> Result<Redirect, Trouble> {
    let DropForm(number, why) = form;
    let event = desk.dossier().drop_way((desk.agency(), &desk.actor().person), number, why)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
