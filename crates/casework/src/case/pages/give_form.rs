//! The form of a contribution. Every item says what it is, why it is needed, on what ground and for whose eyes; what the law asks
//! of police, OM and care providers is asked of them only.

use super::offered::{agencies, seated, with_purpose};
use super::sheet::Sheet;
use crate::case::{
    Asked, Audience, Case, Category, Deed, Gift, MedicalGround, Nature, Offer, OmGround, OmMark, PersonRole,
    PoliceMark, Purpose, Regime, Special, SpecialKind, special_kind,
};
use kernel::{AgencyId, Line, Note, Say};
use vault::AgencyKind;
use web::{Ask, Field, Form, Reader};

kernel::words! {
    /// Who may see it, as the form asks it.
    enum Eyes {
        All = "all", "alle deelnemers", "all participants";
        Named = "named", "alleen de deelnemers die ik aankruis", "only the participants I tick";
    }
}

/// A contribution, read and of the right shape.
pub(super) struct Given {
    pub(super) purpose: Option<Purpose>,
    pub(super) gift: Gift,
}

impl Form for Given {
    fn check(read: &mut Reader) -> Option<Self> {
        let purpose = read.may_choice("purpose");
        let category = read.choice::<Category>("category");
        let nature = read.choice::<Nature>("nature");
        let text = read.must("text");
        let necessity = read.must("necessity");
        let ground = read.must("ground");
        let special = special(read);
        let criminal = read.may::<Note>("criminal");
        let police = police(read);
        let om = om(read);
        let medical = read.may_choice::<MedicalGround>("medical");
        let relevance = read.may::<Note>("relevance");
        let audience = audience(read);
        let thirds = read.each::<AgencyId>("thirds");
        let until = read.may_day("until");
        let gift = Gift {
            answers: None,
            category: category?,
            nature: nature?,
            text: text?,
            necessity: necessity?,
            ground: ground?,
            special: special?,
            criminal: criminal?,
            police: police?,
            om: om?,
            medical: medical?,
            relevance: relevance?,
            audience: audience?,
            thirds: thirds?,
            until: until?,
        };
        Some(Self { purpose: purpose?, gift })
    }
}

fn special(read: &mut Reader) -> Option<Option<Special>> {
    let necessity = read.may::<Note>("special_necessity");
    let word = read.may::<Line>("special");
    let kind = match special_kind(word?.as_ref().map_or("", Line::as_str)) {
        Ok(kind) => kind,
        Err(refusal) => {
            read.wrong("special", refusal.why);
            return None;
        }
    };
    match (kind, necessity?) {
        (None, _) => Some(None),
        (Some(kind), Some(necessity)) => Some(Some(Special { kind, necessity })),
        (Some(_), None) => {
            read.wrong(
                "special_necessity",
                Say::of("Zeg waarom het plan hier niet zonder kan.", "Say why the plan cannot do without this."),
            );
            None
        }
    }
}

fn police(read: &mut Reader) -> Option<Option<PoliceMark>> {
    let role = read.may_choice::<PersonRole>("person_role");
    let reliability = read.may::<Note>("reliability");
    let agreement = read.may::<Line>("agreement");
    Some(match (role?, reliability?, agreement?) {
        (Some(role), Some(reliability), Some(agreement)) => Some(PoliceMark { role, reliability, agreement }),
        // The case refuses police data without the whole mark.
        _ => None,
    })
}

fn om(read: &mut Reader) -> Option<Option<OmMark>> {
    let others_checked = read.tick("others_checked");
    let ground = read.may_choice::<OmGround>("om_ground");
    Some(ground?.map(|ground| OmMark { ground, others_checked }))
}

fn audience(read: &mut Reader) -> Option<Audience> {
    let agencies = read.each::<AgencyId>("agencies");
    let eyes = read.choice::<Eyes>("audience");
    match (eyes?, agencies?) {
        (Eyes::All, _) => Some(Audience::All),
        (Eyes::Named, agencies) if agencies.is_empty() => {
            read.wrong("agencies", Say::of("Kruis minstens één deelnemer aan.", "Tick at least one participant."));
            None
        }
        (Eyes::Named, agencies) => Some(Audience::Named { agencies }),
    }
}

/// The form for this organisation in this case; with the question it answers, what that says already stands there.
pub(super) fn form(ask: &Ask, case: &Case, to: String, asked: Option<&Asked>) -> Sheet {
    with_offer(ask, case, to, (asked, None))
}

/// The same with what was offered of the signal, as it stands there.
pub(super) fn of_offer(ask: &Ask, case: &Case, to: String, offer: &Offer) -> Sheet {
    with_offer(ask, case, to, (None, Some(offer)))
}

fn with_offer(ask: &Ask, case: &Case, to: String, (asked, offer): (Option<&Asked>, Option<&Offer>)) -> Sheet {
    let me = &ask.actor.agency.id;
    let kind = case.kind_of(me).unwrap_or(AgencyKind::Other);
    let regime = case.opening.as_ref().map_or(Regime::Wgpga, |o| o.regime);
    let others: Vec<&AgencyId> = seated(case).into_iter().filter(|a| *a != me).collect();
    let (thirds, participants): (Vec<&AgencyId>, Vec<&AgencyId>) = others.into_iter().partition(|a| case.is_third(a));
    let mut form = Sheet::to(to, Say::of("Op tafel leggen", "Put it on the table"))
        .titled(Say::of("Iets inbrengen", "Contribute"))
        .field(with(
            Field::choice_of::<Nature>("nature", Say::of("Feit of oordeel?", "Fact or judgement?")).hint(Say::of(
                "Een feit is gezien of gehoord. Een oordeel is wat u ervan denkt.",
                "A fact was seen or heard. A judgement is what you think of it.",
            )),
            offer.map(|offer| offer.nature.word().to_owned()),
        ))
        .field(with(Field::note("text", Say::of("Wat brengt u in?", "What do you contribute?")).hint(Say::of(
            "Eén ding per keer. Schrijf geen BSN op, en niets over geloof, afkomst, politiek of gezondheid dat u niet hieronder aankruist.",
            "One thing at a time. Write no citizen service number, and nothing on belief, origin, politics or health that you do not tick below.",
        )), offer.map(|offer| offer.text.to_string())))
        .field(with(
            Field::choice("category", Say::of("Wat voor gegeven is het?", "What sort of information is it?"), categories(kind)),
            asked.map(|_| usual(kind)).or(offer.map(|_| Category::Signals)).map(|c| c.word().to_owned()),
        ))
        .field(with(
            Field::note("necessity", Say::of("Waarom heeft deze casus dit nodig?", "Why does this case need it?")),
            asked.map(|asked| asked.request.necessity.to_string()),
        ))
        .field(ground(case.is_third(me), kind, regime))
        .field(
            Field::note(
                "relevance",
                Say::of(
                    "Gaat het over iemand uit de omgeving: waarom doet die ertoe?",
                    "About someone close by: why do they matter?",
                ),
            )
            .sometimes(),
        );
    form = marks(form, kind, regime);
    form = form
        .field(
            Field::choice(
                "special",
                Say::of("Zit er een bijzonder gegeven in?", "Does it hold a special category?"),
                specials(regime),
            )
            .value("none"),
        )
        .field(
            Field::note(
                "special_necessity",
                Say::of(
                    "Bijzonder gegeven: waarom kan het plan niet zonder?",
                    "Special category: why can the plan not do without?",
                ),
            )
            .sometimes(),
        )
        .field(
            Field::note(
                "criminal",
                Say::of("Strafrechtelijk gegeven: wat is de bron?", "Criminal data: what is the source?"),
            )
            .sometimes(),
        )
        .field(
            // The narrowest: with nobody who was not named.
            Field::choice_of::<Eyes>("audience", Say::of("Wie mag dit zien?", "Who may see this?"))
                .value(Eyes::Named.word()),
        )
        .field(with(
            Field::choices(
                "agencies",
                Say::of("Alleen deze deelnemers", "Only these participants"),
                agencies(ask, participants.iter().copied()),
            )
            .sometimes(),
            asker(case, asked, &participants).map(ToString::to_string),
        ));
    if !thirds.is_empty() {
        form = form.field(
            Field::choices("thirds", Say::of("Ook deze derden", "These third parties too"), agencies(ask, thirds))
                .hint(Say::of(
                    "Een derde ziet alleen wat u hier aankruist.",
                    "A third party sees only what you tick here.",
                )),
        );
    }
    form = form.field(Field::day("until", Say::of("Tot en met welke dag?", "Until which day?")).optional());
    with_purpose(case, form)
}

fn with(field: Field, value: Option<String>) -> Field {
    match value {
        Some(value) => field.value(value),
        None => field,
    }
}

/// For whom an answer is meant: the organisation that put the question, or, where it reads no contributions itself, the municipality
/// that has the case direction.
fn asker<'a>(case: &'a Case, asked: Option<&Asked>, participants: &[&AgencyId]) -> Option<&'a AgencyId> {
    let by = case.authors.of(asked?.request.no, Deed::Made).map(|by| &by.agency);
    let municipality = case.opening.as_ref().map(|opening| &opening.trio.stay);
    by.into_iter().chain(municipality).find(|agency| participants.contains(agency))
}

/// What an organisation of this kind mostly knows.
fn usual(kind: AgencyKind) -> Category {
    match kind {
        AgencyKind::Police => Category::Police,
        AgencyKind::Prosecution => Category::Justice,
        AgencyKind::Municipality
        | AgencyKind::Probation
        | AgencyKind::ChildProtection
        | AgencyKind::Care
        | AgencyKind::School
        | AgencyKind::SafetyHouse
        | AgencyKind::Oversight
        | AgencyKind::Other => Category::Tasks,
    }
}

/// The grounds on which an organisation of this kind shares under this law: nobody has to type the law. What is stored is the sentence in
/// Dutch, the language of the law.
fn grounds(third: bool, kind: AgencyKind, regime: Regime) -> Vec<Say> {
    let participant = match regime {
        Regime::Wgpga => Say::of("als deelnemer (Wgpga art. 4)", "as participant (Wgpga art. 4)"),
        Regime::WgsZvh => Say::of("als deelnemer (WGS art. 1.5)", "as participant (WGS art. 1.5)"),
    };
    let consent = Say::of("toestemming van de persoon zelf", "consent of the person");
    let own = Say::of("een wettelijke regel van de eigen organisatie", "a legal rule of one's own organisation");
    let care = Say::of(
        "goed zorgverlenerschap (conflict van plichten)",
        "the duty of a good care provider (conflict of duties)",
    );
    match (third, kind) {
        (false, AgencyKind::Police) => vec![match regime {
            Regime::Wgpga => Say::of(
                "als deelnemer (Wgpga art. 4 en Wpg art. 20 lid 4)",
                "as participant (Wgpga art. 4 and Wpg art. 20(4))",
            ),
            Regime::WgsZvh => Say::of(
                "als deelnemer (WGS art. 1.5, langs de Wpg)",
                "as participant (WGS art. 1.5, by way of the Wpg)",
            ),
        }],
        (_, AgencyKind::Care) => vec![consent, own, care],
        (true, _) => vec![consent, own],
        (
            false,
            AgencyKind::Municipality
            | AgencyKind::Prosecution
            | AgencyKind::Probation
            | AgencyKind::ChildProtection
            | AgencyKind::School
            | AgencyKind::SafetyHouse
            | AgencyKind::Oversight
            | AgencyKind::Other,
        ) => vec![participant],
    }
}

/// On what ground it is shared, chosen; where there is one ground only, it stands there.
fn ground(third: bool, kind: AgencyKind, regime: Regime) -> Field {
    let all = grounds(third, kind, regime);
    let only = if let [only] = all.as_slice() { Some(only.nl.to_string()) } else { None };
    let options = all.into_iter().map(|says| (says.nl.to_string(), says)).collect();
    with(
        Field::choice("ground", Say::of("Op welke grond deelt u dit?", "On what ground do you share this?"), options),
        only,
    )
}

fn categories(kind: AgencyKind) -> Vec<(&'static str, Say)> {
    let fits = |c: &&Category| match c {
        Category::Number => false,
        Category::Police => kind == AgencyKind::Police,
        Category::Justice => matches!(kind, AgencyKind::Prosecution | AgencyKind::Probation),
        Category::Identity | Category::Signals | Category::Source | Category::Tasks | Category::Related => true,
    };
    Category::ALL.iter().filter(fits).map(|c| (c.word(), c.says())).collect()
}

fn specials(regime: Regime) -> Vec<(&'static str, Say)> {
    let fits = |k: &&SpecialKind| regime == Regime::Wgpga || **k == SpecialKind::Health;
    let none = ("none", Say::of("nee", "no"));
    [none].into_iter().chain(SpecialKind::ALL.iter().filter(fits).map(|k| (k.word(), k.says()))).collect()
}

fn marks(form: Sheet, kind: AgencyKind, regime: Regime) -> Sheet {
    match (kind, regime) {
        (AgencyKind::Police, _) => form
            .field(Field::choice_of::<PersonRole>(
                "person_role",
                Say::of("Als wat komt de persoon voor?", "As what does the person occur?"),
            ))
            .field(Field::note("reliability", Say::of("Hoe betrouwbaar is dit?", "How reliable is this?")))
            .field(Field::line(
                "agreement",
                Say::of(
                    "Kenmerk van de afspraak met het bevoegd gezag",
                    "Reference of the agreement with the competent authority",
                ),
            )),
        (AgencyKind::Prosecution, _) => form
            .field(Field::choice_of::<OmGround>(
                "om_ground",
                Say::of("Op welk artikel verstrekt het OM dit?", "On which article does the OM supply this?"),
            ))
            .field(Field::tick(
                "others_checked",
                Say::of(
                    "Ik heb gecontroleerd dat anderen hierdoor niet te herkennen zijn.",
                    "I checked that others cannot be recognised by this.",
                ),
            )),
        (AgencyKind::Care, Regime::WgsZvh) => form.field(Field::choice_of::<MedicalGround>(
            "medical",
            Say::of(
                "Waarom mag u dit delen ondanks uw beroepsgeheim?",
                "Why may you share this despite your professional secrecy?",
            ),
        )),
        (
            AgencyKind::Municipality
            | AgencyKind::Probation
            | AgencyKind::ChildProtection
            | AgencyKind::Care
            | AgencyKind::School
            | AgencyKind::SafetyHouse
            | AgencyKind::Oversight
            | AgencyKind::Other,
            _,
        ) => form,
    }
}
