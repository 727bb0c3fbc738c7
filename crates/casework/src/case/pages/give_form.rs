//! The form of a contribution. Every item says what it is, why it is needed, on what ground and for whose eyes; what the law asks
//! of police, OM and care providers is asked of them only.

use super::give_known;
use super::offered::{agencies, seated, with_purpose};
use super::sheet::Sheet;
use crate::case::{
    Asked, Audience, Case, Category, Deed, Gift, MedicalGround, Nature, Offer, OmGround, OmMark, PersonRole,
    PoliceMark, Purpose, Regime, Reread, ShareGround, SharedOn, Source, Special, SpecialKind, special_kind,
};
use kernel::{AgencyId, Date, Expression, Line, Note, Say};
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
        let gift = gift(read, |read| {
            let audience = audience(read);
            let thirds = read.each::<AgencyId>("thirds");
            let until = read.may_day("until");
            Some((audience?, thirds?, until?))
        });
        Some(Self { purpose: purpose?, gift: gift? })
    }
}

/// Who reads it: which participants, which third parties, and until when.
type Readers = (Audience, Vec<AgencyId>, Option<Date>);

/// What is given, for the readers that `whom` reads.
pub(super) fn gift(read: &mut Reader, whom: impl FnOnce(&mut Reader) -> Option<Readers>) -> Option<Gift> {
    let category = read.choice::<Category>("category");
    let nature = read.choice::<Nature>("nature");
    let text = read.must("text");
    let necessity = read.must("necessity");
    let ground = read.choice::<ShareGround>("ground");
    let expression = read.may_choice::<Expression>("expression");
    let known = give_known::known(read);
    let instrument = give_known::instrument(read);
    let special = special(read);
    let reread = read.may_choice::<Reread>("reread");
    let criminal = read.may::<Note>("criminal");
    let police = police(read);
    let om = om(read);
    let medical = read.may_choice::<MedicalGround>("medical");
    let relevance = read.may::<Note>("relevance");
    let whom = whom(read);
    let (audience, thirds, until) = whom?;
    Some(Gift {
        answers: None,
        category: category?,
        nature: nature?,
        text: text?,
        necessity: necessity?,
        ground: SharedOn::Listed(ground?),
        // Of a judgement it is not asked: that is somebody's thought by itself.
        expression: expression?.filter(|_| nature == Some(Nature::Fact)),
        known: known?.filter(|_| nature == Some(Nature::Fact)),
        instrument: instrument?.filter(|_| nature == Some(Nature::Judgement)),
        special: special?,
        reread: reread?,
        criminal: criminal?,
        police: police?,
        om: om?,
        medical: medical?,
        relevance: relevance?,
        audience,
        thirds,
        until,
        received: None,
    })
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
    let others: Vec<&AgencyId> = seated(case).into_iter().filter(|a| *a != me).collect();
    let (thirds, participants): (Vec<&AgencyId>, Vec<&AgencyId>) = others.into_iter().partition(|a| case.is_third(a));
    let form = Sheet::to(to, Say::of("Op tafel leggen", "Put it on the table"))
        .titled(Say::of("Iets inbrengen", "Contribute"));
    let mut form = with_readers(ask, case, with_item(form, me, case, (asked, offer)), (asked, &participants));
    if !thirds.is_empty() {
        form = form.field(
            Field::choices("thirds", Say::of("Ook deze derden", "Also these third parties"), agencies(ask, thirds))
                .hint(Say::of(
                    "Een derde ziet alleen wat u hier aankruist.",
                    "A third party sees only what you tick here.",
                ))
                .more(),
        );
    }
    form = form.field(
        Field::day("until", Say::of("Tot en met welke dag mogen zij het zien?", "Until which day may they see it?"))
            .optional()
            .more(),
    );
    with_purpose(case, form)
}

/// Asks for the item itself, of this organisation.
pub(super) fn with_item(
    form: Sheet,
    me: &AgencyId,
    case: &Case,
    (asked, offer): (Option<&Asked>, Option<&Offer>),
) -> Sheet {
    let kind = case.kind_of(me).unwrap_or(AgencyKind::Other);
    let regime = case.opening.as_ref().map_or(Regime::Wgpga, |o| o.regime);
    let source = offer.and_then(|offer| offer.source.as_deref());
    let form = form
        .field(
            Field::choice_of::<Nature>("nature", Say::of("Feit of oordeel?", "Fact or judgement?"))
                .hint(Say::of(
                    "Een feit is gezien of gehoord. Een oordeel is wat u ervan denkt.",
                    "A fact was seen or heard. A judgement is what you think of it.",
                ))
                .values(offer.map(|offer| offer.nature.word().to_owned())),
        )
        .field(
            Field::note("text", Say::of("Wat brengt u in?", "What do you contribute?"))
                .hint(ONE_THING)
                .mindful()
                .values(offer.map(|offer| offer.text.to_string())),
        )
        .field(
            Field::choice_of::<Expression>("expression", Expression::ASKS)
                .hint(Expression::HELPS)
                .under("nature", &[Nature::Fact.word()])
                .values(source.and_then(|it| it.expression).map(|it| it.word().to_owned())),
        );
    let known = offer.and_then(|offer| offer.known.as_ref());
    let form = give_known::fields(form, known, kind == AgencyKind::Police)
        .field(
            Field::choice(
                "category",
                Say::of("Wat voor gegeven is het?", "What kind of information is it?"),
                categories(kind),
            )
            .value(source.map_or(offer.map_or(usual(kind), |_| Category::Signals), |it| it.category).word()),
        )
        .field(
            Field::note(
                "relevance",
                Say::of("Waarom doet deze persoon ertoe voor het plan?", "Why does this person matter to the plan?"),
            )
            .under("category", &[Category::Related.word()])
            .values(source.and_then(|it| it.relevance.as_ref()).map(ToString::to_string)),
        )
        .field(
            Field::note(
                "criminal",
                Say::of(
                    "Wat is de bron van dit strafrechtelijke gegeven?",
                    "What is the source of these criminal data?",
                ),
            )
            .under("category", &[Category::Justice.word()])
            .values(source.and_then(|it| it.criminal.as_ref()).map(ToString::to_string)),
        )
        .field(
            Field::note("necessity", Say::of("Waarom is dit nodig voor deze casus?", "Why does this case need it?"))
                .values(
                    asked
                        .map(|asked| &asked.request.necessity)
                        .or(source.map(|it| &it.necessity))
                        .map(ToString::to_string),
                ),
        )
        .field(ground(case.is_third(me), kind, regime));
    marks(form, (kind, regime), source)
        .field(
            Field::choice(
                "special",
                Say::of("Zit er een bijzonder gegeven in?", "Does it contain special category data?"),
                specials(regime),
            )
            .value(source.and_then(|it| it.special.as_ref()).map_or("none", |it| it.kind.word())),
        )
        .field(Field::note(
                "special_necessity",
                Say::of("Waarom kan het plan niet zonder?", "Why can the plan not do without?"),
            )
            .under("special", SPECIAL).values(source.and_then(|it| it.special.as_ref()).map(|it| it.necessity.to_string())))
        .field(
            Field::choice_of::<Reread>("reread", Say::of("Wie heeft deze tekst nagelezen?", "Who checked this text?"))
                .hint(Say::of(
                    "Een bijzonder gegeven gaat niet in één keer op tafel. Laat een collega uw tekst lezen: kan het met minder?",
                    "Special category data do not go straight onto the table. Have a colleague read your text: would less do?",
                ))
                .under("special", SPECIAL),
        )
}

/// Asks which participants may see it.
fn with_readers(ask: &Ask, case: &Case, form: Sheet, (asked, participants): (Option<&Asked>, &[&AgencyId])) -> Sheet {
    form.field(
        // The narrowest: with nobody who was not named.
        Field::choice_of::<Eyes>("audience", Say::of("Wie mag dit zien?", "Who may see this?"))
            .value(Eyes::Named.word()),
    )
    .field(
        Field::choices(
            "agencies",
            Say::of("Alleen deze deelnemers", "Only these participants"),
            agencies(ask, participants.iter().copied()),
        )
        .under("audience", &[Eyes::Named.word()])
        .values(
            asked.and_then(|asked| reader(case, asked)).filter(|a| participants.contains(a)).map(ToString::to_string),
        ),
    )
}

/// What helps to write one item.
const ONE_THING: Say = Say::of(
    "Eén ding per keer. Kruis hieronder aan als het over geloof, afkomst, politiek of gezondheid gaat.",
    "One thing at a time. Tick below if it is about belief, origin, politics or health.",
);

/// The answers that say that a special category is in it.
const SPECIAL: &[&str] = &["origin", "politics", "belief", "health"];

/// Who reads an answer: the organisation that put the question, or, where it reads no contributions itself, the municipality that has the
/// case direction. Every page that speaks of it names it.
pub(super) fn reader<'a>(case: &'a Case, asked: &Asked) -> Option<&'a AgencyId> {
    reader_for(case, case.authors.of(asked.request.no, Deed::Made).map(|by| &by.agency))
}

/// The same of what this organisation asks.
pub(super) fn reader_for<'a>(case: &'a Case, by: Option<&'a AgencyId>) -> Option<&'a AgencyId> {
    let municipality = case.opening.as_ref().map(|opening| &opening.trio.stay);
    let seated = seated(case);
    by.into_iter().chain(municipality).find(|agency| seated.contains(agency) && !case.is_third(agency))
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

/// On what ground it is shared, chosen; where there is one ground only, it stands there.
fn ground(third: bool, kind: AgencyKind, regime: Regime) -> Field {
    let all = ShareGround::list(third, kind, regime);
    let only = if let [only] = all { Some(only.word().to_owned()) } else { None };
    let options = all.iter().map(|ground| (ground.word(), ground.says())).collect();
    Field::choice("ground", Say::of("Op welke grond deelt u dit?", "On what legal ground do you share this?"), options)
        .values(only)
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

/// What police, OM and care say besides. The agreement with the competent authority and the check on others are said anew, also of what came from
/// elsewhere.
fn marks(form: Sheet, (kind, regime): (AgencyKind, Regime), source: Option<&Source>) -> Sheet {
    let police = source.and_then(|it| it.police.as_ref());
    match (kind, regime) {
        (AgencyKind::Police, _) => form
            .field(
                Field::choice_of::<PersonRole>(
                    "person_role",
                    Say::of("In welke rol komt de persoon voor?", "In what role does the person appear?"),
                )
                .values(police.map(|it| it.role.word().to_owned())),
            )
            .field(
                Field::note("reliability", Say::of("Hoe betrouwbaar is dit?", "How reliable is this?"))
                    .values(police.map(|it| it.reliability.to_string())),
            )
            .field(Field::line(
                "agreement",
                Say::of(
                    "Kenmerk van de afspraak met het bevoegd gezag",
                    "Reference of the agreement with the competent authority",
                ),
            )),
        (AgencyKind::Prosecution, _) => form
            .field(
                Field::choice_of::<OmGround>(
                    "om_ground",
                    Say::of(
                        "Op grond van welk artikel verstrekt het OM dit?",
                        "Under which article does the OM supply this?",
                    ),
                )
                .values(source.and_then(|it| it.om.as_ref()).map(|it| it.ground.word().to_owned())),
            )
            .field(Field::tick(
                "others_checked",
                Say::of(
                    "Ik heb gecontroleerd dat anderen hierdoor niet te herkennen zijn.",
                    "I have checked that others cannot be recognised from this.",
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
