//! Proposing what goes to which other house, and that it does not go.

use super::at;
use crate::case::pages::given::{done, numbers};
use crate::case::pages::offered::{numbered, short};
use crate::case::pages::sheet::Sheet;
use crate::case::{
    Agreement, Case, Destination, Item, ProposeTransfer, ReadCase, Regime, Transfer, TransferGround, WithdrawTransfer,
};
use kernel::{Line, Note, Refusal, Say};
use vault::{Desk, HouseKey, KnownHouse};
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

/// A proposal, read and of the right shape.
pub(in crate::case::pages) struct Proposed {
    key: HouseKey,
    municipality: Line,
    call: Line,
    ground: TransferGround,
    why: Note,
    known: Option<Line>,
    title: Line,
    about: Note,
    items: Vec<u32>,
    goals: Vec<u32>,
    agreements: Vec<u32>,
    plan: bool,
    feedback: Note,
}

impl Form for Proposed {
    fn check(read: &mut Reader) -> Option<Self> {
        let key = read.must::<HouseKey>("house");
        let municipality = read.must("municipality");
        let call = read.must("call");
        let ground = read.choice("ground");
        let why = read.must("why");
        let known = read.may("known");
        let title = read.must("title");
        let about = read.must("about");
        let items = numbers(&read.many("items"));
        let goals = numbers(&read.many("goals"));
        let agreements = numbers(&read.many("agreements"));
        let plan = read.tick("plan");
        let feedback = read.must("feedback");
        Some(Self {
            key: key?,
            municipality: municipality?,
            call: call?,
            ground: ground?,
            why: why?,
            known: known?,
            title: title?,
            about: about?,
            items,
            goals,
            agreements,
            plan,
            feedback: feedback?,
        })
    }
}

/// Why it does not go.
pub(in crate::case::pages) struct Stops(Note);

impl Form for Stops {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

/// An item as a box to tick: who gave it, and how it begins. What is special in it is said and not shown.
fn item(ask: &Ask, item: &Item) -> (String, Say) {
    let name = ask.directory.agency_name(&item.agency);
    let says = match &item.gift.special {
        Some(_) => Say::made(
            format!("{name}: een bijzonder gegeven ({})", item.gift.category.says().nl),
            format!("{name}: special category data ({})", item.gift.category.says().en),
        ),
        None => Say::same(format!("{name}: {}", short(item.gift.text.as_str()))),
    };
    (item.no.to_string(), says)
}

/// An agreement as a box to tick: what, and how far it is.
fn agreement(case: &Case, one: &Agreement) -> (String, Say) {
    let (what, stands) = (short(one.what.as_str()), case.agreement_stands(one).says());
    (one.no.to_string(), Say::made(format!("{what} ({})", stands.nl), format!("{what} ({})", stands.en)))
}

/// The form; who proposes anew begins with what is proposed now.
pub(super) fn form(visit: &Visit<ReadCase>, houses: &[KnownHouse]) -> Sheet {
    let (ask, case) = (&visit.ask, visit.dossier());
    let now = case.transfer().map(|pending| &pending.transfer);
    let ticked = |all: fn(&Transfer) -> &Vec<u32>| now.into_iter().flat_map(all).map(ToString::to_string);
    let house =
        |one: &KnownHouse| (one.key.to_string(), Say::same(format!("{} ({})", one.name, one.key.fingerprint())));
    let mut choice =
        Field::choice("house", Say::of("Naar welk huis?", "To which house?"), houses.iter().map(house).collect());
    if let [only] = houses {
        choice = choice.value(only.key.to_string());
    }
    let items: Vec<(String, Say)> = case.transferable_items(ask.today).map(|one| item(ask, one)).collect();
    let goals = numbered(case.transferable_goals().iter().map(|goal| (goal.no, goal.text.as_str())));
    let agreements: Vec<(String, Say)> = case.transferable_agreements().map(|one| agreement(case, one)).collect();
    let mut form = Sheet::to(at(visit.id(), "/voorstel"), Say::of("Overdracht voorstellen", "Propose the transfer"))
        .titled(if now.is_some() {
            Say::of("Het voorstel wijzigen", "Change the proposal")
        } else {
            Say::of("Overdracht voorstellen", "Propose a transfer")
        })
        .field(choice.values(now.map(|it| it.to.key.clone())).hint(Say::of(
            "Bel het andere huis en lees elkaar de vingerafdruk voor: zo weet u dat alleen dat huis het kan openen.",
            "Call the other house and read the fingerprint to each other: that way you know that only that house can open it.",
        )))
        .field(
            Field::line("municipality", Say::of("Naar welke gemeente?", "To which municipality?"))
                .values(now.map(|it| it.to.municipality.to_string()))
                .hint(Say::of(
                    "Alleen de naam, zoals die daar heet: een andere gemeente kan het bestand niet openen.",
                    "Only the name, as it is called there: no other municipality can open the file.",
                )),
        )
        .field(
            Field::line("call", Say::of("Met wie hebt u daar gesproken?", "With whom did you speak there?"))
                .values(now.map(|it| it.to.call.to_string()))
                .hint(Say::of("Naam, functie en telefoonnummer.", "Name, function and telephone number.")),
        )
        .field(
            Field::choice_of::<TransferGround>("ground", Say::of("Op welke grond?", "On which ground?"))
                .values(now.map(|it| it.ground.word())),
        )
        .field(
            Field::note("why", Say::of("Waarom is het daar nodig?", "Why is it needed there?"))
                .mindful()
                .values(now.map(|it| it.why.to_string())),
        );
    if case.opening.as_ref().is_some_and(|opening| opening.regime == Regime::WgsZvh) {
        form = form.field(
            Field::line(
                "known",
                Say::of(
                    "Wie zei daar dat de persoon bekend is, en wanneer?",
                    "Who said there that the person is known, and when?",
                ),
            )
            .values(now.and_then(|it| it.known.as_ref()).map(ToString::to_string))
            .hint(Say::of(
                "Onder de WGS vraagt u dit eerst, en alleen dit (WGS art. 2.28).",
                "Under the WGS you ask this first, and only this (WGS art. 2.28).",
            )),
        );
    }
    form = about(form, case, now);
    if !items.is_empty() {
        let field = Field::choices(
            "items",
            Say::of("Welke bijdragen zouden meegaan?", "Which contributions would go along?"),
            items,
        );
        form = form.field(field.values(ticked(|it| &it.items)).hint(Say::of(
            "Wie iets inbracht, zegt per bijdrage of die mee mag. Hier staat alleen wat de drie alle drie lezen en waarvan niemand zegt dat het niet klopt.",
            "Whoever contributed something says for each contribution whether it may go along. Listed here is only what all three read and of which nobody says that it is not right.",
        )));
    }
    if !goals.is_empty() {
        let field = Field::choices("goals", Say::of("Welke doelen?", "Which goals?"), goals);
        form = form.field(field.values(ticked(|it| &it.goals)).hint(Say::of(
            "Een doel gaat mee als alles waarop het steunt meegaat.",
            "A goal goes along if everything that it rests on goes along.",
        )));
    }
    if !agreements.is_empty() {
        let field = Field::choices("agreements", Say::of("Welke afspraken?", "Which agreements?"), agreements);
        form = form.field(field.values(ticked(|it| &it.agreements)).hint(Say::of(
            "Wie een afspraak uitvoert, zegt of die mee mag.",
            "Whoever carries an agreement out says whether it may go along.",
        )));
    }
    if !case.plan.agreed.is_empty() {
        let tick =
            Field::tick("plan", Say::of("Het besluit over het plan gaat mee.", "The decision on the plan goes along."))
                .hint(Say::of(
                    "Alleen als alles meegaat wat de drie lazen toen zij het maakten.",
                    "Only if everything goes along that the three read when they made it.",
                ));
        form = form.field(if now.is_some_and(|it| it.plan) { tick.value("ja") } else { tick });
    }
    let form = form.field(
        Field::note(
            "feedback",
            Say::of(
                "Wat hoort de melder als het andere huis de casus overneemt?",
                "What does the reporter hear once the other house takes the case over?",
            ),
        )
        .values(now.map(|it| it.feedback.to_string()))
        .hint(Say::of(
            "Dat de melding is ontvangen en behandeld, en niets over de persoon of het andere huis.",
            "That the report was received and dealt with, and nothing about the person or the other house.",
        )),
    );
    if now.is_some() { form.secondary() } else { form.open() }
}

/// What the case is about and what it is called, in words that are written to go along: what it says here may tell what somebody stops.
fn about(form: Sheet, case: &Case, now: Option<&Transfer>) -> Sheet {
    let title = now.and_then(|it| it.title.clone()).or(case.opening.as_ref().map(|it| it.title.clone()));
    let about = now.and_then(|it| it.about.clone()).or(case.opening.as_ref().map(|it| it.summary.clone()));
    let called = Field::line("title", Say::of("Hoe heet de casus daar?", "What is the case called there?"));
    let what = Field::note("about", Say::of("Waar gaat het over?", "What is it about?")).hint(Say::of(
        "Dit gaat letterlijk mee. Schrijf niets op wat u alleen weet van iemand die het misschien tegenhoudt.",
        "This goes along word for word. Write nothing that you know only from somebody who may stop it.",
    ));
    form.field(called.values(title.map(|it| it.to_string())))
        .field(what.mindful().values(about.map(|it| it.to_string())))
}

/// The form by which it is called off.
pub(super) fn stopping(visit: &Visit<ReadCase>, sent: bool) -> Sheet {
    let hint = if sent {
        Say::of(
            "Het bestand dat al is opgehaald, kunt u niet terugroepen. Bel het andere huis.",
            "A file that was fetched already cannot be called back. Call the other house.",
        )
    } else {
        Say::of("De casus blijft hier.", "The case stays here.")
    };
    Sheet::to(at(visit.id(), "/intrekken"), Say::of("Overdracht intrekken", "Withdraw the transfer"))
        .titled(Say::of("De overdracht intrekken", "Withdraw the transfer"))
        .secondary()
        .field(Field::note("reason", Say::of("Waarom gaat het niet door?", "Why does it not go ahead?")).hint(hint))
}

/// Proposes it.
pub(in crate::case::pages) async fn act(
    desk: Desk<ProposeTransfer>,
    ask: Ask,
    form: Proposed,
) -> Result<Redirect, Trouble> {
    let known = super::known_houses(&ask.vault).await?;
    let house = known
        .iter()
        .find(|one| one.key == form.key)
        .ok_or(Refusal::of("Dit huis is hier niet bekend.", "This house is not known here.").at("house"))?;
    let transfer = Transfer {
        no: 0,
        id: ask.vault.parcel_number(),
        to: Destination {
            house: house.name.clone(),
            key: house.key.to_string(),
            municipality: form.municipality,
            call: form.call,
        },
        ground: form.ground,
        why: form.why,
        known: form.known,
        title: Some(form.title),
        about: Some(form.about),
        items: form.items,
        goals: form.goals,
        agreements: form.agreements,
        plan: form.plan,
        feedback: form.feedback,
    };
    let event = desk.dossier().propose_transfer(transfer, desk.today())?;
    done(desk, event, super::AT).await
}

/// Calls it off.
pub(in crate::case::pages) async fn withdraw(
    desk: Desk<WithdrawTransfer>,
    _: Ask,
    form: Stops,
) -> Result<Redirect, Trouble> {
    let event = desk.dossier().withdraw_transfer(form.0)?;
    done(desk, event, super::AT).await
}
