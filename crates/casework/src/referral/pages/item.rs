//! Whether what one gave may go along, and on which ground.

use super::address::at;
use super::begin::ground_fields;
use crate::outgoing::{Reply, read_reply, reply_fields};
use crate::places;
use crate::referral::{AnswerEnclosed, Based, Decided, Enclosed, Ground, Hand};
use kernel::{DossierId, Line, Note, Refusal, Say};
use vault::{AgencyKind, Desk};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// What is said.
pub(crate) struct Said {
    reply: Reply,
    ground: Option<Based>,
}

impl Form for Said {
    fn check(read: &mut Reader) -> Option<Self> {
        let reply = read_reply(read);
        let (ground, named) = (read.may_choice::<Ground>("ground"), read.may::<Line>("law"));
        let (reply, ground, named) = (reply?, ground?, named?);
        // Only a yes rests on a ground; whether it holds for this giver the referral says.
        let ground = ground.filter(|_| reply.reason().is_none());
        let decided = if ground == Some(Ground::Structural) { Some(Box::new(read_decided(read)?)) } else { None };
        let based = |ground: Ground| Based { ground, named: named.filter(|_| ground.is_named()), decided };
        Some(Self { ground: ground.map(based), reply })
    }
}

/// Reads what a decision to provide structurally says, and that it covers this.
fn read_decided(read: &mut Reader) -> Option<Decided> {
    let (interest, partnership, data) = (read.must("interest"), read.must("partnership"), read.must("data"));
    let (conditions, recipients, until) = (read.must("conditions"), read.must("recipients"), read.day("decided_until"));
    if !read.tick("covers") {
        read.wrong(
            "covers",
            Say::of(
                "Noemt het besluit deze ontvanger of deze gegevens niet, dan gaat dit niet mee op deze grond.",
                "If the decision does not name this recipient or these data, this does not go along on this ground.",
            ),
        );
        return None;
    }
    Some(Decided {
        interest: interest?,
        partnership: partnership?,
        data: data?,
        conditions: conditions?,
        recipients: recipients?,
        until: until?,
    })
}

/// Asks what a decision to provide structurally says.
fn decided_fields(now: Option<&Decided>) -> Vec<Field> {
    let note = |name, asks, value: Option<&Note>| {
        let field = Field::note(name, asks).under("ground", &[Ground::Structural.word()]);
        value.into_iter().fold(field, |field, value| field.value(value.as_str()))
    };
    let until = Field::day(
        "decided_until",
        Say::of("Tot en met wanneer geldt het besluit?", "Until when is the decision valid?"),
    );
    let until = until.under("ground", &[Ground::Structural.word()]);
    vec![
        note(
            "interest",
            Say::of("Om welk zwaarwegend algemeen belang?", "For which weighty general interest?"),
            now.map(|it| &it.interest),
        ),
        note(
            "partnership",
            Say::of("Voor welke samenwerking, en waarvoor?", "For which partnership, and what for?"),
            now.map(|it| &it.partnership),
        ),
        note("data", Say::of("Welke gegevens noemt het?", "Which data does it name?"), now.map(|it| &it.data)),
        note("conditions", Say::of("Onder welke voorwaarden?", "On what conditions?"), now.map(|it| &it.conditions)),
        note(
            "recipients",
            Say::of("Welke ontvangers noemt het?", "Which recipients does it name?"),
            now.map(|it| &it.recipients),
        ),
        now.into_iter().fold(until, |field, it| field.on(it.until)),
        Field::tick(
            "covers",
            Say::of(
                "Het besluit noemt deze ontvanger en deze gegevens.",
                "The decision names this recipient and these data.",
            ),
        )
        .under("ground", &[Ground::Structural.word()]),
    ]
}

/// The form for one item.
pub(super) fn form(
    (id, hand, item): (DossierId, &Hand, &Enclosed),
    kind: AgencyKind,
    (now, sent): (Option<(&Reply, Option<&Based>)>, bool),
) -> FormSpec {
    let to = at(id, &format!("/bijdrage/{}", item.no));
    if sent {
        // What went can only be taken back.
        return FormSpec::to(to, Say::of("Niet langer mee", "No longer along"))
            .field(Field::hidden("reply", "no"))
            .field(Field::note("reason", Say::of("Waarom niet meer?", "Why not any more?")).hint(Say::of(
                "De ander leest deze bijdrage daarna niet meer. Wat al gelezen is, kunt u niet terughalen; bel zo nodig.",
                "The other no longer reads this contribution after that. What was read already you cannot take back; call if needed.",
            )))
            .secondary();
    }
    let fields = reply_fields(
        Say::of("Mag dit mee naar de andere tafel?", "May this go along to the other table?"),
        Say::of(
            "Zegt u nee, dan wordt de tekst hier meteen gewist. Wie dit overgeeft, leest uw reden; de andere tafel leest niet dat er iets was.",
            "If you say no, the text is erased here at once. Whoever hands this over reads your reason; the other table does not read that there was anything.",
        ),
        item.sensitive.then_some(Say::of(
            "Het is een bijzonder of strafrechtelijk gegeven, en ik stem er uitdrukkelijk mee in dat het meegaat.",
            "These are special category or criminal data, and I explicitly agree that they go along.",
        )),
        now.map(|(reply, _)| reply),
    );
    let grounds = Ground::of_item(kind, hand.origin.law, hand.table);
    let based = ground_fields(
        Say::of("Op welke grond mag het mee?", "On which ground may it go along?"),
        &grounds,
        now.and_then(|(_, based)| based),
    );
    let [ground, law] = based;
    let spec = FormSpec::to(to, Say::of("Antwoord vastleggen", "Record the answer"));
    let spec = fields.into_iter().fold(spec, FormSpec::field);
    let spec = spec.field(ground.under("reply", &["yes"])).field(law);
    let decided = now.and_then(|(_, based)| based?.decided.as_deref());
    let asks = if grounds.contains(&Ground::Structural) { decided_fields(decided) } else { Vec::new() };
    let spec = asks.into_iter().fold(spec, FormSpec::field);
    if now.is_some() { spec.secondary() } else { spec }
}

/// Says it; with a no the text is erased here, whether it was sent or not.
pub(crate) async fn act(desk: Desk<AnswerEnclosed>, ask: Ask, form: Said) -> Result<Redirect, Trouble> {
    let no: u32 =
        ask.part("no").parse().map_err(|_| Refusal::of("Dit nummer bestaat niet.", "This number does not exist."))?;
    let kind = desk.actor().agency.kind;
    let referral = desk.dossier();
    let refused = form.reply.reason().is_some();
    let event = referral.answer_item((no, desk.agency(), kind), (form.reply, form.ground), desk.today())?;
    let erased: Vec<u64> = referral.event_of(no).filter(|_| refused).into_iter().collect();
    let to = places::REFERRALS.of(desk.id());
    let given = referral.given_by(desk.agency()).count();
    if erased.is_empty() {
        desk.commit(vec![event]).await?;
        return Ok(Redirect::to(to));
    }
    let leaves = given == 1 && !referral.is_sender(desk.agency());
    desk.commit_erasing(vec![event], erased).await?;
    // Who gave nothing that goes along reads nothing here any more.
    Ok(Redirect::to(if leaves { places::WORK.to_owned() } else { to }))
}
