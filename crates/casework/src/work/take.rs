//! Taking up one task, or passing it on to a colleague who sits there too. It gives nobody a right: who does not sit there is named there
//! first, by the desk or by handing over.

use super::lead;
use crate::places::{TAKING, WORK};
use askama::Template;
use kernel::{DossierId, Lang, PersonId, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Asked, Taken};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// In the place of a person: whoever sits there. No id of a person.
const EVERYBODY: &str = "*";

/// Which task, and to whom; to everybody who sits there where no person is named.
pub(super) struct PassedOn {
    which: Taken,
    to: Option<PersonId>,
}

impl Form for PassedOn {
    fn check(read: &mut Reader) -> Option<Self> {
        let id: Option<DossierId> = read.must("dossier");
        let act: Option<kernel::Line> = read.must("taak");
        let thing = thing(read.text("nr"));
        let to = if read.text("to") == EVERYBODY { Some(None) } else { read.must("to").map(Some) };
        Some(Self { which: Taken { id: id?, act: act?.to_string(), thing }, to: to? })
    }
}

fn thing(text: &str) -> Option<u32> {
    text.parse().ok().filter(|no| *no != 0)
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "work/take.html")]
pub(super) struct TakePage {
    #[serde(skip)]
    lang: Lang,
    what: Say,
    kind: Say,
    title: String,
    reference: String,
    /// Where it is done.
    address: String,
    /// Who has it now.
    taken_by: Option<String>,
    #[serde(skip)]
    form: Html,
}

/// Asks to whom.
pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<TakePage>, Trouble> {
    let sent =
        |name: &str| filled.values().first(name).or_else(|| ask.query.first(name)).unwrap_or_default().to_owned();
    let id: DossierId = sent("dossier").parse().map_err(|_: Refusal| Trouble::Denied)?;
    let which = Taken { id, act: sent("taak"), thing: thing(&sent("nr")) };
    let asked = ask.vault.one_asked(&ask.actor, &which).await?;
    let row = ask.vault.tell_asked(vec![asked.clone()]).await?.pop().ok_or(Trouble::Denied)?;
    let (root, kind) = ask.kinds.of(&row.kind, row.id).ok_or(Trouble::Denied)?;
    let unnamed = crate::case::is_unnamed(&row.act);
    let named = |text: String| if unnamed { String::new() } else { text };
    let name = |who: &PersonId| ask.directory.colleague(who).map_or_else(|| who.to_string(), |c| c.name.to_string());
    let body = TakePage {
        lang: ask.lang,
        what: ask.vault.rules().act(&row.act).map(|act| act.says.clone()).ok_or(Trouble::Denied)?,
        kind: kind.clone(),
        title: named(row.title),
        reference: named(row.reference),
        address: lead::to(&asked, &root).unwrap_or(root),
        taken_by: asked.taken.as_ref().map(name),
        form: form(&ask, &which, &asked).html(&ask, &filled, None),
    };
    Ok(Page::of(&ask, Say::of("Oppakken of doorgeven", "Take up or pass on"), body))
}

fn form(ask: &Ask, which: &Taken, asked: &Asked) -> FormSpec {
    let me = &ask.actor.person;
    let mut to = vec![(me.to_string(), Say::of("Ik pak dit op", "I will take this up"))];
    let others = ask.vault.may_take(&ask.actor, asked).into_iter().filter(|who| who != me);
    to.extend(others.filter_map(|who| {
        let known = ask.directory.colleague(&who)?;
        Some((who.to_string(), Say::same(format!("{}, {}", known.name, known.function))))
    }));
    if asked.taken.is_some() {
        to.push((
            EVERYBODY.to_owned(),
            Say::of("Teruggeven aan iedereen aan tafel", "Give back to everybody at the table"),
        ));
    }
    let hint = Say::of(
        "Wie hier niet bij staat, zit daar niet aan tafel. De anderen zien dat het is opgepakt, en kunnen het nog steeds doen.",
        "Whoever is not in this list does not sit at that table. The others see that it was taken up, and can still do it.",
    );
    FormSpec::to(TAKING.list(), Say::of("Vastleggen", "Record"))
        .field(Field::choice("to", Say::of("Wie doet dit?", "Who will do this?"), to).hint(hint).value(me.to_string()))
        .field(Field::hidden("dossier", which.id.to_string()))
        .field(Field::hidden("taak", which.act.clone()))
        .field(Field::hidden("nr", which.thing.map(|no| no.to_string()).unwrap_or_default()))
}

/// Keeps who does it.
pub(super) async fn pass_on(ask: Ask, form: PassedOn) -> Result<Redirect, Trouble> {
    ask.vault.take_up(&ask.actor, &form.which, form.to.as_ref()).await?;
    Ok(Redirect::to(format!("{WORK}?opgepakt=ja")))
}
