//! Invented dossiers of every kind, in the states that matter, each text marked for whoever may read it. What happens in them goes
//! through the rules and the models like anything else; only the pages are passed by.

use crate::house::{House, agency, day, id_in, line, note, prose, word};
use casework::{
    advice::{self, Advice, AdviceText, Advise},
    case::{self, Audience, Case, Gift, Purpose},
    signal::{self, Brought, By, Intake, Reporter, Signal, acts as s},
    table::Decision,
    weighing::{self, Criteria, Filing, Finding, Judgement, Outcome, View, Weighing},
};
use kernel::{AgencyId, DossierId, Observed, Refusal};
use vault::{Act, Dossier};

/// Today in this house.
pub(crate) const TODAY: &str = "2026-02-03";
/// A day to come.
pub(crate) const LATER: &str = "2026-04-01";

pub(crate) const BSN_SIGNAL: &str = "999990007";
pub(crate) const BSN_WEIGHING: &str = "999990019";
pub(crate) const BSN_CASE: &str = "999990020";

/// A dossier by the word that the tests use for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) kind: &'static str,
    pub(crate) word: &'static str,
    pub(crate) id: DossierId,
}

/// An organisation in which nothing is arranged yet.
fn set_up(id: &str) -> casework::office::Event {
    casework::office::Event::SetUp {
        agency: agency(id),
        name: line(&format!("Organisatie {id}")),
        house: word("nhn"),
        reference: line("B-2026-0001"),
        office: vault::Office::open(),
        carried: None,
    }
}

impl House {
    /// Somebody begins a dossier.
    pub(crate) async fn begins<A: Act>(&self, who: &str, event: <A::On as Dossier>::Event) -> DossierId {
        let desk = self.vault.begin::<A>(&self.actor(who).await).await.unwrap();
        let id = desk.id();
        desk.commit(vec![event]).await.unwrap();
        id
    }

    /// Somebody does something in a dossier.
    pub(crate) async fn does<A: Act>(
        &self,
        who: &str,
        id: DossierId,
        make: impl FnOnce(&A::On) -> Result<<A::On as Dossier>::Event, Refusal>,
    ) {
        let opened = self.vault.open_desk::<A>(&self.actor(who).await, id).await;
        let desk = opened.unwrap_or_else(|e| panic!("{who} may not {}: {e}", A::INFO.name));
        let event = make(desk.dossier()).unwrap_or_else(|r| panic!("{who} {}: {}", A::INFO.name, r.why.en));
        desk.commit(vec![event]).await.unwrap();
    }

    /// The dossier as it is, for a test that must look past every page.
    pub(crate) async fn now<A: Act>(&self, who: &str, id: DossierId) -> A::On {
        self.vault.look::<A>(&self.actor(who).await, id).await.unwrap().dossier().clone()
    }
}

/// What is written down at the door.
pub(crate) fn intake(owner: &str, place: &str, mark: &str) -> Intake {
    Intake {
        register_reference: None,
        received: day(TODAY),
        municipality: word(place),
        house: word(if place == "hoorn" { "nhn" } else { "kennemerland" }),
        stay: agency(&format!("gemeente-{place}")),
        owner: agency(owner),
        brought: Brought { agency: agency(owner), contact: line("Aanspreekpunt, 0229-000000") },
        reporter: Reporter { kind: signal::ReporterKind::School, shielded: false, name: None, contact: None },
        channel: line("telefoon"),
        subject: signal::Subject::Person {
            name: line(&format!("Bram {mark}NAAM")),
            birth: Some(day("2004-05-06").into()),
            bsn: None,
        },
        facts: vec![Observed {
            text: note(&format!("{mark}FEIT werd gezien.")),
            on: None,
            observer: None,
            first_hand: true,
            expression: None,
        }],
        reading: Some(note(&format!("{mark}DUIDING van de melder."))),
        ideologies: vec![],
        acute: false,
        remark: None,
        terms: None,
    }
}

impl House {
    pub(crate) async fn signal(&self, who: &str, intake: Intake) -> DossierId {
        let actor = self.actor(who).await;
        let n = self.vault.next_number("reference/test").await.unwrap();
        let by = By { person: &actor.person, agency: &actor.agency };
        let event = Signal::register(intake, line(&format!("S-2026-{n:04}")), by, day(TODAY)).unwrap();
        self.begins::<s::RegisterSignal>(who, event).await
    }

    async fn screened(&self, mark: &'static str, answered: bool) -> DossierId {
        let id = self.signal("expert-nh", intake("cter-nh", "hoorn", mark)).await;
        let (expert, police) = (self.actor("expert-nh").await, self.actor("politie-nh").await);
        let by = By { person: &expert.person, agency: &expert.agency };
        let reason = note(&format!("{mark}REDEN om uit te sluiten."));
        let explicit = casework::table::Explicit {
            ground: Some(note(&format!("{mark}GROND"))),
            expectation: Some(note(&format!("{mark}VERWACHT"))),
            review: None,
        };
        self.does::<s::ProposeScreenOut>("expert-nh", id, |d| {
            d.propose_screen_out((reason, explicit), &police.agency, by)
        })
        .await;
        if answered {
            let by = By { person: &police.person, agency: &police.agency };
            let remark = note(&format!("{mark}REACTIE van de tweede."));
            self.does::<s::ConfirmScreenOut>("politie-nh", id, |d| d.confirm_screen_out(Some(remark), by)).await;
        }
        id
    }

    /// A signal in which something was put right: whom it is about, and who the shielded reporter is.
    async fn mended(&self) -> DossierId {
        let reporter = |name: &str| Reporter {
            kind: signal::ReporterKind::Citizen,
            shielded: true,
            name: Some(line(name)),
            contact: None,
        };
        let was = Intake { reporter: reporter("MERKOUDEMELDER"), ..intake("cter-nh", "hoorn", "MERKVERBETERD") };
        let id = self.signal("expert-nh", was).await;
        let subject = signal::Subject::Person { name: line("Bram Verbeterd"), birth: None, bsn: None };
        let changes = [
            (signal::Change::Subject { subject }, "MERKVERBETERREDEN van de eigenaar."),
            (signal::Change::Reporter { reporter: reporter("Een ander") }, "MERKMELDERREDEN: het was de zus."),
        ];
        let actor = self.actor("expert-nh").await;
        for (change, reason) in changes {
            let by = By { person: &actor.person, agency: &actor.agency };
            self.does::<s::CorrectSignal>("expert-nh", id, |d| {
                d.correct(change, note(reason), Vec::new(), (by, day(TODAY)))
            })
            .await;
        }
        id
    }

    /// The signals: open with a shielded reporter, put right, being screened out, screened out, of another house, and filed.
    pub(crate) async fn signals(&self) -> Vec<Placed> {
        let shielded = Intake {
            reporter: Reporter {
                kind: signal::ReporterKind::Citizen,
                shielded: true,
                name: Some(line("MERKMELDER Verzonnen")),
                contact: Some(line("MERKMELDERTELEFOON")),
            },
            subject: signal::Subject::Person {
                name: line("Bram MERKSIGNAALNAAM"),
                birth: Some(day("2004-05-06").into()),
                bsn: Some(word(BSN_SIGNAL)),
            },
            facts: vec![Observed {
                text: note("MERKSIGNAALFEIT werd gezien."),
                on: None,
                observer: Some(line("MERKWAARNEMER")),
                first_hand: true,
                expression: None,
            }],
            ..intake("cter-nh", "hoorn", "MERKSIGNAAL")
        };
        let open = self.signal("expert-nh", shielded).await;
        let filed = self.signal("expert-nh", intake("cter-nh", "hoorn", "MERKAANGEMELD")).await;
        let elsewhere =
            self.signal("gemeente-haarlem", intake("gemeente-haarlem", "haarlem", "MERKHAARLEMSIGNAAL")).await;
        let of = |word, id| Placed { kind: "signal", word, id };
        vec![
            of("open", open),
            of("screening", self.screened("MERKSCREENING", false).await),
            of("screened-out", self.screened("MERKUITGESLOTEN", true).await),
            of("filed", filed),
            of("mended", self.mended().await),
            of("elsewhere", elsewhere),
        ]
    }
}

/// Who sits at the tables of a municipality.
pub(crate) fn trio(place: &str) -> [AgencyId; 3] {
    [agency(&format!("gemeente-{place}")), agency("politie-nh"), agency("om-nh")]
}

pub(crate) fn office(place: &str) -> &'static str {
    if place == "hoorn" { "zvh-nhn" } else { "zvh-kennemerland" }
}

pub(crate) fn filing(signal: DossierId, filer: &str, place: &str, mark: &str) -> Filing {
    Filing {
        signal,
        reference: line("W-2026-0001"),
        municipality: word(place),
        house: word(if place == "hoorn" { "nhn" } else { "kennemerland" }),
        subject: weighing::Subject {
            organisation: false,
            name: line(&format!("Bram {mark}NAAM")),
            born: Some(day("2004-05-06").into()),
            unnamed: false,
            bsn: Some(word(BSN_WEIGHING)),
        },
        facts: vec![Observed {
            text: note(&format!("{mark}FEIT werd gezien.")),
            on: None,
            observer: Some(line(&format!("{mark}WAARNEMER"))),
            first_hand: true,
            expression: None,
        }],
        reading: Some(note(&format!("{mark}DUIDING van de melder."))),
        filer: weighing::Filer { agency: agency(filer), contact: line(&format!("{mark}CONTACT")) },
        addressee: weighing::Addressee::Mayor,
        trio: trio(place),
        director: agency(office(place)),
        opened: day(TODAY),
        acute: false,
        terms: None,
    }
}

fn criteria(mark: &str) -> Criteria {
    let known = |word: &str| Finding::Known(note(&format!("{mark} over {word}.")));
    Criteria {
        violence: known("geweld"),
        adherence: Finding::NotKnown,
        relations: known("relaties"),
        identification: known("identificatie"),
        resilience: known("weerbaarheid"),
    }
}

pub(crate) fn view(mark: &str) -> View {
    View {
        criteria: criteria(mark),
        extra: None,
        overall: prose(&format!("{mark} in samenhang.")),
        missing: Some(note(&format!("{mark} ontbreekt."))),
        alternatives: vec![note(&format!("{mark} anders verklaard."))],
        reading: note(&format!("{mark} neigt.")),
    }
}

pub(crate) fn decision<O>(mark: &str, outcome: O) -> Decision<O> {
    Decision {
        question: note("Wat doen wij?"),
        options: vec![note("Niets doen.")],
        considerations: prose(&format!("{mark} overwogen.")),
        dissent: None,
        outcome,
        ground: note("Wgpga"),
        expectation: note("Wij bellen elkaar."),
        by: Vec::new(),
        review: Some(day(LATER)),
    }
}

pub(crate) fn judgement(mark: &str, outcome: Outcome) -> Judgement {
    Judgement {
        facts: prose(&format!("{mark} als feit.")),
        criteria: criteria(mark),
        extra: None,
        proportionality: note("Niet meer dan nodig."),
        subsidiarity: note("Lichter volstaat niet."),
        missing: None,
        alternatives: vec![note("Hij wil erbij horen.")],
        decision: decision(mark, outcome),
    }
}

const KEYS: [&str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];

impl House {
    pub(crate) async fn weighing(&self, filer: &str, filing: Filing) -> DossierId {
        let event = Weighing::begin(filing, day("2026-02-24")).unwrap();
        self.begins::<weighing::OpenWeighing>(filer, event).await
    }

    pub(crate) async fn hands_in(&self, who: &str, id: DossierId, mark: &str) {
        let actor = self.actor(who).await;
        self.does::<weighing::HandInView>(who, id, |d| d.hand_in(&actor.agency.id, &actor.person, view(mark))).await;
    }

    async fn consults(&self, who: &str, id: DossierId, whom: &str, question: &str) {
        let mode = weighing::ConsultMode::AnonymousQuestion;
        self.does::<weighing::Consult>(who, id, |d| {
            d.consult(agency(whom), note(question), day(LATER), day(TODAY), mode)
        })
        .await;
    }

    /// A weighing in Hoorn with all views in and a judgement on the table.
    pub(crate) async fn judged(&self, mark: &str, outcome: Outcome) -> DossierId {
        let id = self.weighing("expert-nh", filing(DossierId::new(1, [1; 10]), "cter-nh", "hoorn", mark)).await;
        for who in KEYS {
            self.hands_in(who, id, &format!("{mark}ZIENSWIJZE")).await;
        }
        let text = judgement(&format!("{mark}OORDEEL"), outcome);
        self.does::<weighing::DraftJudgement>("procesregisseur-nhn", id, |d| {
            d.draft(&agency("zvh-nhn"), text, day(TODAY))
        })
        .await;
        id
    }

    /// A judgement on the table, and something written along since.
    async fn written_along(&self, mark: &str) -> DossierId {
        let id = self.judged(mark, Outcome::Fits).await;
        let text = "MERKMEEGESCHREVEN in het overleg.".parse().unwrap();
        self.does::<weighing::JotDown>("politie-nh", id, |d| {
            d.jot(&agency("politie-nh"), weighing::JotPart::Expectation, Some(text))
        })
        .await;
        id
    }

    pub(crate) async fn turns(&self, who: &str, id: DossierId) {
        let actor = self.actor(who).await;
        self.does::<weighing::TurnKey>(who, id, |d| {
            d.turn_key(&actor.agency.id, &actor.person, d.text().unwrap().number)
        })
        .await;
    }

    /// One that three keys decided.
    pub(crate) async fn decided(&self, mark: &str, outcome: Outcome) -> DossierId {
        let id = self.judged(mark, outcome).await;
        for who in KEYS {
            self.turns(who, id).await;
        }
        id
    }

    /// The weighings: sealed, half sealed, open, ended, without agreement, fitting, and in another house.
    pub(crate) async fn weighings(&self, signal: DossierId) -> Vec<Placed> {
        let sealed = self.weighing("expert-nh", filing(signal, "cter-nh", "hoorn", "MERKTRIO")).await;
        self.hands_in("politie-nh", sealed, "MERKZIENSWIJZEPOLITIE").await;
        self.consults("om-nh", sealed, "reclassering", "MERKVRAAG aan u: staat er iemand onder toezicht?").await;
        self.consults("om-nh", sealed, "rvdk", "MERKANDEREVRAAG: is er een maatregel?").await;
        let answer = weighing::Answer::Information(note("MERKANTWOORD van de raad."));
        self.does::<weighing::AnswerQuestion>("rvdk", sealed, |d| d.answer(&agency("rvdk"), answer)).await;
        let (about, why) = (weighing::Category::SocialSituation, note("MERKCOLLEGENOODZAAK"));
        self.does::<weighing::SupplyToTrio>("gemeente-hoorn", sealed, |d| {
            d.supply(&agency("gemeente-hoorn"), about, why, note("MERKCOLLEGE vult aan."))
        })
        .await;

        let half = self.weighing("expert-nh", filing(signal, "cter-nh", "hoorn", "MERKHALF")).await;
        self.hands_in("politie-nh", half, "MERKHELFTPOLITIE").await;
        self.hands_in("burgemeester-hoorn", half, "MERKHELFTHOORN").await;

        // Something of it was put right after that, and the police added to its view, as sealed as that is.
        self.does::<weighing::RestateFiling>("expert-nh", half, |d| {
            let now = weighing::Restated { acute: true, ..d.restated().unwrap() };
            let why = weighing::Because::Reason(note("MERKHERSTELREDEN voor de tafel."));
            d.restate(now, &why, weighing::ToldThere::default()).map(Option::unwrap)
        })
        .await;
        let police = self.actor("politie-nh").await;
        self.does::<weighing::AddToView>("politie-nh", half, |d| {
            d.add_to_view(&police.agency.id, &police.person, note("MERKAANVULLING van de politie."))
        })
        .await;

        let disagreed = self.judged("MERKONEENS", Outcome::Fits).await;
        let om = self.actor("om-nh").await;
        self.turns("gemeente-hoorn", disagreed).await;
        self.turns("politie-nh", disagreed).await;
        let reason = note("MERKONEENSREDEN van het OM.");
        self.does::<weighing::Disagree>("om-nh", disagreed, |d| d.disagree(&om.agency.id, &om.person, 1, reason)).await;

        let elsewhere =
            self.weighing("gemeente-haarlem", filing(signal, "gemeente-haarlem", "haarlem", "MERKHAARLEMWEGING"));
        let elsewhere = elsewhere.await;
        self.consults("om-nh", elsewhere, "gemeente-hoorn", "MERKVRAAGHOORN: merkt u hier iets van?").await;
        // A partner files as well: it is a participant, and sees no more than the notice.
        let by_partner = self.weighing("rvdk", filing(signal, "rvdk", "haarlem", "MERKVANRVDK")).await;

        let of = |word, id| Placed { kind: "weighing", word, id };
        vec![
            of("sealed", sealed),
            of("half", half),
            of("open", self.written_along("MERKOPEN").await),
            of("does-not-fit", self.decided("MERKAFGEWEZEN", Outcome::CriminalTrack).await),
            of("no-agreement", disagreed),
            of("fits", self.decided("MERKPAST", Outcome::Fits).await),
            of("elsewhere", elsewhere),
            of("by-partner", by_partner),
        ]
    }
}

pub(crate) fn advice_text(mark: &str) -> AdviceText {
    AdviceText {
        partners: vec![note(&format!("{mark}PARTNER: houdt toezicht."))],
        first_steps: vec![note(&format!("{mark}STAP."))],
        conditions: None,
        decision: decision(mark, Advise::Integral),
    }
}

impl House {
    /// An advice, and the weighing it came from.
    pub(crate) async fn advice(&self, mark: &str) -> (DossierId, DossierId) {
        let from = self.decided(&format!("{mark}WEGING"), Outcome::Fits).await;
        let weighing = self.now::<weighing::ReadWeighing>("procesregisseur-nhn", from).await;
        let basis = advice::Basis::of(from, &weighing).unwrap();
        let director = basis.director.clone();
        let by = advice::Writer { agency: &director, signs: false };
        let event = Advice::begin(by, basis, advice::Mode::Three, advice_text(mark), day(TODAY)).unwrap();
        (self.begins::<advice::DraftAdvice>("procesregisseur-nhn", event).await, from)
    }

    /// The advices: being written, in a round in which one decided with a reason, and approved.
    pub(crate) async fn advices(&self) -> Vec<Placed> {
        let (drafted, first) = self.advice("MERKADVIES").await;
        let (round, second) = self.advice("MERKRONDE").await;
        let (approved, third) = self.advice("MERKGOEDGEKEURD").await;
        for id in [round, approved] {
            self.does::<advice::IssueAdvice>("procesregisseur-nhn", id, |d| {
                d.issue(&agency("zvh-nhn"), day(LATER), day(TODAY))
            })
            .await;
        }
        let reason = note("MERKSTEMREDEN: wij willen meer weten.");
        self.votes("politie-nh", round, advice::Choice::Return, Some(reason)).await;
        for who in ["burgemeester-hoorn", "politie-nh", "om-nh"] {
            self.votes(who, approved, advice::Choice::Approve, None).await;
        }
        let of = |word, id| Placed { kind: "advice", word, id };
        let weighed = [first, second, third].map(|id| Placed { kind: "weighing", word: "advised", id });
        let advices = [of("drafted", drafted), of("round", round), of("approved", approved)];
        advices.into_iter().chain(weighed).collect()
    }

    pub(crate) async fn votes(&self, who: &str, id: DossierId, choice: advice::Choice, reason: Option<kernel::Note>) {
        let actor = self.actor(who).await;
        self.does::<advice::DecideAdvice>(who, id, |d| {
            d.decide(&actor.agency.id, &actor.person, d.text_number(), choice, reason)
        })
        .await;
    }
}

pub(crate) fn opening(place: &str, mark: &str) -> case::Opening {
    let [stay, police, prosecution] = trio(place);
    case::Opening {
        reference: line("C-2026-0001"),
        title: line(&format!("{mark}TITEL")),
        summary: note(&format!("{mark}SAMENVATTING van wat er speelt.")),
        regime: case::Regime::Wgpga,
        purpose: note(&format!("{mark}DOELSTELLING van deze casus.")),
        municipality: word(place),
        house: word(if place == "hoorn" { "nhn" } else { "kennemerland" }),
        subject: case::Subject {
            kind: case::SubjectKind::Natural,
            name: line(&format!("Bram {mark}NAAM")),
            born: Some(day("2004-05-06").into()),
            bsn: Some(word(BSN_CASE)),
        },
        kind: case::CaseKind::Cter,
        trio: case::Trio { stay, police, prosecution },
        director: agency(office(place)),
        director_person: None,
        case_director: None,
        support: (place == "hoorn").then(|| agency("cter-nh")),
        from: None,
        weighing: None,
        asked: Vec::new(),
        triage: None,
        terms: None,
    }
}

pub(crate) fn participant(name: &str, kind: vault::AgencyKind, ground: case::Ground) -> case::Proposal {
    case::Proposal {
        no: 0,
        agency: agency(name),
        kind,
        sought: case::Sought::Participant { ground, elsewhere: None },
        necessity: note("MERKDEELNAMENOODZAAK voor deze casus."),
        from: day(TODAY),
        explicit: casework::table::Explicit {
            expectation: Some(note("MERKDEELNAMEVERWACHTING")),
            ..casework::table::Explicit::default()
        },
    }
}

pub(crate) fn third(name: &str, kind: vault::AgencyKind, until: &str) -> case::Proposal {
    let sought = case::Sought::Third {
        expertise: note("Kent de leerling."),
        task: note("Onderwijs of zorg."),
        until: day(until),
    };
    case::Proposal { sought, ..participant(name, kind, case::Ground::Police) }
}

/// Something to put on the table; the police and the OM add the marks that the law asks of theirs.
pub(crate) fn gift(text: &str) -> Gift {
    Gift {
        answers: None,
        category: case::Category::Tasks,
        nature: case::Nature::Fact,
        text: note(text),
        necessity: note("Nodig voor het plan."),
        ground: case::SharedOn::Listed(case::ShareGround::Participant),
        expression: None,
        known: None,
        instrument: None,
        special: None,
        reread: None,
        criminal: None,
        police: None,
        om: None,
        medical: None,
        relevance: None,
        audience: Audience::All,
        thirds: Vec::new(),
        until: None,
        received: None,
    }
}

pub(crate) fn by_police(gift: Gift) -> Gift {
    let police = case::PoliceMark {
        role: case::PersonRole::Third,
        reliability: note("Betrouwbaar."),
        agreement: line("Afgesproken met de officier"),
    };
    Gift { police: Some(police), ..gift }
}

pub(crate) fn named(agencies: &[&str]) -> Audience {
    Audience::Named { agencies: agencies.iter().map(|a| agency(a)).collect() }
}

impl House {
    pub(crate) async fn case(&self, place: &str, mark: &str) -> DossierId {
        let event = Case::open(opening(place, mark)).unwrap();
        self.begins::<case::OpenCase>(&format!("gemeente-{place}"), event).await
    }

    pub(crate) async fn lets_in(&self, id: DossierId, proposal: case::Proposal) {
        self.does::<case::ProposeParticipant>("procesregisseur-nhn", id, |d| {
            d.propose_participant(Some(Purpose::Adjust), proposal, day(TODAY))
        })
        .await;
        for who in KEYS {
            let actor = self.actor(who).await;
            self.does::<case::TurnParticipationKey>(who, id, |d| {
                d.turn_participation_key(d.pending.last().unwrap().proposal.no, &actor.agency.id, &actor.person)
            })
            .await;
        }
    }

    pub(crate) async fn gives(&self, who: &str, id: DossierId, gift: Gift) -> u32 {
        let own = self.actor(who).await.agency.id;
        self.does::<case::Contribute>(who, id, |d| {
            let regime = d.opening.as_ref().unwrap().regime;
            let list = case::ShareGround::list(d.is_third(&own), d.kind_of(&own).unwrap(), regime);
            let gift = Gift { ground: case::SharedOn::Listed(list[0]), ..gift };
            d.contribute(Some(Purpose::Execute), &own, day(TODAY), gift)
        })
        .await;
        let case = self.now::<case::ReadCase>(who, id).await;
        case.given_by(&own).last().unwrap().no
    }

    pub(crate) async fn asks(&self, id: DossierId, whom: &str, question: &str) -> u32 {
        let request = case::Request {
            no: 0,
            agency: agency(whom),
            question: note(question),
            necessity: note("Voor het beeld."),
            since: day(TODAY),
            due: day(LATER),
        };
        self.does::<case::AskContribution>("procesregisseur-nhn", id, |d| d.ask(Some(Purpose::Execute), request)).await;
        self.now::<case::ReadCase>("procesregisseur-nhn", id).await.asked.last().unwrap().request.no
    }

    /// Who asked makes a link for the question, and somebody opens it with the code.
    async fn opens_by_link(&self, id: DossierId, no: u32, name: &str) {
        let (token, asker) = ("9".repeat(32), agency("zvh-nhn"));
        let made = token.clone();
        self.does::<case::MakeLink>("procesregisseur-nhn", id, |d| d.make_link(no, made, &asker, day(TODAY))).await;
        let desk = self.vault.desk_by_code::<case::OpenLink>(&token).await.unwrap();
        let by = case::Opener { device: desk.issue(), name: line(name), function: line("behandelaar") };
        let event = desk.dossier().open_link(no, by).unwrap();
        desk.commit(vec![event]).await.unwrap();
    }

    /// A reporter's door at which something was reported.
    pub(crate) async fn door(&self) -> Placed {
        use casework::reporting::{Event, OpenDoor, Opening, Report, SendReport};
        let opening = Opening {
            reference: line("M-00ff00"),
            municipality: word("hoorn"),
            house: word("nhn"),
            keeper: agency("gemeente-hoorn"),
            code: "K7QFABCD".to_owned(),
            call: line("Meldlijn, 0229 000000"),
        };
        let id = self.begins::<OpenDoor>("gemeente-hoorn", Event::Opened { opening: Box::new(opening) }).await;
        let report = Report {
            no: 0,
            receipt: line("AB23CD45"),
            on: day(TODAY),
            seen: note("MERKMELDING filmpjes in de klas."),
            reading: Some(note("MERKMELDINGDUIDING zorgelijk.")),
            about: Some(line("MERKGEMELDE uit 3C")),
            kind: signal::ReporterKind::School,
            name: Some(line("MERKMELDINGNAAM Verzonnen")),
            contact: Some(line("MERKMELDINGTELEFOON 0229 000001")),
        };
        let desk = self.vault.desk_by_code::<SendReport>("K7QFABCD").await.unwrap();
        let event = desk.dossier().report_in(report).unwrap();
        desk.commit(vec![event]).await.unwrap();
        Placed { kind: "reporting", word: "open", id }
    }

    /// The cases: running with everybody in it, closed, and in another house.
    pub(crate) async fn cases(&self) -> Vec<Placed> {
        use vault::AgencyKind as K;
        let open = self.case("hoorn", "MERKCASUS").await;
        self.lets_in(open, participant("reclassering", K::Probation, case::Ground::Probation)).await;
        self.lets_in(open, third("ggz-nhn", K::Care, LATER)).await;
        self.lets_in(open, third("school-hoorn", K::School, LATER)).await;
        self.does::<case::Declare>("ggz-nhn", open, |d| d.declare(&agency("ggz-nhn"))).await;
        self.lets_in(open, participant("rvdk", K::ChildProtection, case::Ground::ChildProtection)).await;
        self.gives("rvdk", open, gift("MERKVANVERTROKKEN: dit bleef van de raad.")).await;
        self.does::<case::EndParticipation>("procesregisseur-nhn", open, |d| {
            d.end_participation(&agency("rvdk"), note("MERKVERTREKREDEN"), day(TODAY))
        })
        .await;
        self.table_of(open).await;
        self.plan_of(open).await;
        self.scaling_of(open).await;
        self.documents_of(open).await;

        let closed = self.case("hoorn", "MERKGESLOTEN").await;
        self.gives("gemeente-hoorn", closed, gift("MERKGESLOTENITEM op tafel.")).await;
        self.closes(closed).await;
        let elsewhere = self.case("haarlem", "MERKHAARLEMCASUS").await;
        self.gives("gemeente-haarlem", elsewhere, gift("MERKHAARLEMCASUSITEM op tafel.")).await;
        let of = |word, id| Placed { kind: "case", word, id };
        vec![of("open", open), of("closed", closed), of("elsewhere", elsewhere)]
    }

    async fn table_of(&self, open: DossierId) {
        let doubted = case::Knowing { heard: case::Heard::Told, on: None, doubt: Some(note("MERKTWIJFEL.")) };
        let all = Gift { known: Some(doubted), ..gift("MERKALLEN: dit ziet iedere deelnemer.") };
        self.gives("gemeente-hoorn", open, all).await;
        let to_om = Gift { audience: named(&["om-nh"]), ..by_police(gift("MERKPOLITIEOM: dit ziet het OM.")) };
        let fact = self.gives("politie-nh", open, to_om).await;
        let own = Gift { audience: named(&[]), ..by_police(gift("MERKALLEENPOLITIE: dit ziet niemand anders.")) };
        self.gives("politie-nh", open, own).await;
        let shared = Gift { thirds: vec![agency("ggz-nhn")], ..gift("MERKDERDE: dit ziet ook de ggz.") };
        self.gives("reclassering", open, shared).await;
        let not_yet = Gift {
            thirds: vec![agency("school-hoorn")],
            ..gift("MERKNOGNIET: dit ziet de school na haar verklaring.")
        };
        self.gives("reclassering", open, not_yet).await;
        let with = case::Instrument {
            name: line("MERKINSTRUMENT"),
            version: line("MERKINSTRUMENTVERSIE"),
            assessor: line("MERKINSTRUMENTFUNCTIE"),
            trained: false,
            on: day(TODAY),
        };
        let judged = Gift {
            nature: case::Nature::Judgement,
            instrument: Some(with),
            ..gift("MERKVANGGZ: dit bracht de ggz in.")
        };
        let judged = self.gives("ggz-nhn", open, judged).await;
        let own = agency("reclassering");
        self.does::<case::DoubtItem>("reclassering", open, |d| {
            d.doubt(judged, &own, note("MERKKLOPTNIET."), day(TODAY))
        })
        .await;
        let own = agency("ggz-nhn");
        self.does::<case::AnswerDoubt>("ggz-nhn", open, |d| d.uphold((judged, 1), &own, note("MERKKLOPTWEL."))).await;
        // Said once more, and taken back again: read as what was answered is.
        let own = agency("reclassering");
        self.does::<case::DoubtItem>("reclassering", open, |d| {
            d.doubt(judged, &own, note("MERKKLOPTDAN."), day(TODAY))
        })
        .await;
        self.does::<case::TakeDoubtBack>("reclassering", open, |d| {
            d.take_doubt_back(judged, &own, note("MERKKLOPTTOCH."), day(TODAY))
        })
        .await;
        let today_only = Gift { until: Some(day(TODAY)), ..gift("MERKTOTVANDAAG: dit ziet men vandaag.") };
        self.gives("gemeente-hoorn", open, today_only).await;
        let back = self.gives("reclassering", open, gift("MERKTERUG: dit werd teruggenomen.")).await;
        let actor = self.actor("reclassering").await;
        let desk = self.vault.open_desk::<case::WithdrawItem>(&actor, open).await.unwrap();
        let event = desk.dossier().withdraw_item(back, &actor.agency.id).unwrap();
        let seq = desk.dossier().came_in(back).unwrap();
        desk.commit_erasing(vec![event], vec![seq]).await.unwrap();

        let factor = case::Factor {
            no: 0,
            kind: case::FactorKind::Risk,
            domain: kernel::LifeDomain::Network.into(),
            text: note("MERKOUDEFACTORPOLITIE rust op wat alleen twee zien."),
            facts: vec![fact],
        };
        let police = agency("politie-nh");
        self.does::<case::AddFactor>("politie-nh", open, |d| d.add_factor(None, &police, day(TODAY), factor)).await;

        let factor = self.now::<case::ReadCase>("politie-nh", open).await.factors_for(&police, day(TODAY))[0].no;
        let now = ("MERKFACTORPOLITIE rust op wat alleen twee zien.", "MERKFACTORREDENPOLITIE");
        self.mends(open, "politie-nh", factor, now).await;

        let asked = self.asks(open, "politie-nh", "MERKVRAAGPOLITIE: kent u hem?").await;
        self.does::<case::AnswerMayNotShare>("politie-nh", open, |d| {
            d.may_not_share(asked, &police, note("MERKREDENGEHEIM van de politie."), false)
        })
        .await;
        let asked = self.asks(open, "reclassering", "MERKVRAAGRECLASSERING: is er toezicht?").await;
        self.does::<case::AnswerMayNotShare>("reclassering", open, |d| {
            d.may_not_share(asked, &agency("reclassering"), note("MERKREDENGETOOND van de reclassering."), true)
        })
        .await;
        let asked = self.asks(open, "ggz-nhn", "MERKVRAAGGGZ: behandelt u hem?").await;
        self.opens_by_link(open, asked, "MERKOPENER Jip").await;
        self.asks(open, "school-hoorn", "MERKVRAAGSCHOOL: hoe gaat het in de klas?").await;
        self.does::<case::AddNote>("gemeente-hoorn", open, |d| {
            d.remark(Some(Purpose::Execute), &agency("gemeente-hoorn"), day(TODAY), note("MERKNOTITIE bij de casus."))
        })
        .await;
    }

    /// Puts right what a factor says, with a reason.
    async fn mends(&self, open: DossierId, who: &str, factor: u32, (text, reason): (&str, &str)) {
        let own = self.actor(who).await.agency.id;
        self.does::<case::CorrectCase>(who, open, |d| {
            let Some(case::Text::Factor(was)) = d.mendable(factor) else { panic!("no factor {factor}") };
            let now = case::Text::Factor(case::Factor { text: note(text), ..was });
            d.correct(now, note(reason), Vec::new(), (&own, day(TODAY)))
        })
        .await;
    }

    async fn plan_of(&self, open: DossierId) {
        let hoorn = agency("gemeente-hoorn");
        let fact = self.now::<case::ReadCase>("gemeente-hoorn", open).await.given_by(&hoorn).first().unwrap().no;
        let factor = case::Factor {
            no: 0,
            kind: case::FactorKind::Protective,
            domain: kernel::LifeDomain::Work.into(),
            text: note("MERKOUDEFACTOR rust op wat ieder ziet."),
            facts: vec![fact],
        };
        self.does::<case::AddFactor>("gemeente-hoorn", open, |d| d.add_factor(None, &hoorn, day(TODAY), factor)).await;
        let factor = self.now::<case::ReadCase>("gemeente-hoorn", open).await.factors_for(&hoorn, day(TODAY))[0].no;
        self.mends(open, "gemeente-hoorn", factor, ("MERKFACTORALLEN rust op wat ieder ziet.", "MERKFACTORREDEN"))
            .await;
        let goal = case::Goal::new(note("MERKPLANDOEL."), note("Te zien."), vec![factor]);
        let goal = case::Goal { baseline: Some(note("MERKBEGIN.")), ..goal };
        self.does::<case::SetGoal>("gemeente-hoorn", open, |d| d.set_goal(goal)).await;
        let goal = self.now::<case::ReadCase>("gemeente-hoorn", open).await.plan.goals[0].no;
        let said = case::GoalNow { goal, trend: case::Trend::Same, why: note("MERKMOMENT.") };
        self.does::<case::MeasureGoal>("gemeente-hoorn", open, |d| d.measure_goal(said, day(TODAY))).await;
        let may = case::Scenario {
            no: 0,
            text: note("MERKSCENARIO."),
            factors: vec![factor],
            signs: note("MERKSIGNAALVOORAF."),
            steps: Vec::new(),
            then: note("MERKALSHETGEBEURT."),
        };
        self.does::<case::AddScenario>("gemeente-hoorn", open, |d| d.add_scenario(may)).await;
        let step = case::Intervention {
            no: 0,
            goal,
            factors: vec![factor],
            text: note("MERKINTERVENTIE."),
            agency: agency("reclassering"),
            power: note("Toezicht."),
            track: case::Track::Care,
            effect: note("Dagritme."),
            due: day(LATER),
            accepted: None,
            progress: Vec::new(),
        };
        self.does::<case::AddIntervention>("gemeente-hoorn", open, |d| d.add_intervention(&hoorn, day(TODAY), step))
            .await;
        for (whom, what) in [
            ("gemeente-hoorn", "MERKAFSPRAAKHOORN"),
            ("ggz-nhn", "MERKAFSPRAAKGGZ"),
            ("reclassering", "MERKAFSPRAAKRECLASSERING"),
        ] {
            let agreement = case::Agreement {
                no: 0,
                agency: agency(whom),
                what: note(what),
                due: day(LATER),
                made: day(TODAY),
                accepted: None,
                done: None,
                person: None,
                unkept: None,
            };
            self.does::<case::MakeAgreement>("gemeente-hoorn", open, |d| d.make_agreement(None, &hoorn, agreement))
                .await;
        }
        self.does::<case::DeclineAgreement>("reclassering", open, |d| {
            let no = d.agreements.last().unwrap().no;
            let reason = Some(note("MERKGEENAFSPRAAK: er is geen toezicht meer."));
            d.decline_agreement(&agency("reclassering"), case::Declining { no, reason, another: None, day: day(TODAY) })
        })
        .await;
        self.endings_of(open, &hoorn).await;
        let evaluation = case::Evaluation {
            no: 0,
            day: day(TODAY),
            present: vec![hoorn, agency("ggz-nhn")],
            expected: note("MERKTERUGBLIK: wat wij verwachtten."),
            happened: note("Iets anders."),
            well: Some(note("Wij belden.")),
            better: None,
            agreements: Vec::new(),
        };
        self.does::<case::EvaluateAgreements>("reclassering", open, |d| d.evaluate(evaluation, day(TODAY))).await;
    }

    /// What was not kept, and what was let go, each with why.
    async fn endings_of(&self, open: DossierId, hoorn: &AgencyId) {
        let last = |d: &Case| d.agreements.last().unwrap().no;
        for what in ["MERKNIETNAGEKOMEN", "MERKLOSGELATEN"] {
            let asked = case::Agreement::asked(agency("politie-nh"), note(what), day(LATER), day(TODAY));
            self.does::<case::MakeAgreement>("gemeente-hoorn", open, |d| d.make_agreement(None, hoorn, asked)).await;
            let police = agency("politie-nh");
            self.does::<case::AcceptAgreement>("politie-nh", open, |d| {
                d.accept_agreement(last(d), &police, day(TODAY))
            })
            .await;
            let why = note(&format!("{what}WAAROM"));
            if what == "MERKLOSGELATEN" {
                self.does::<case::ReleaseAgreement>("gemeente-hoorn", open, |d| {
                    d.release_agreement(last(d), hoorn, day(TODAY), why)
                })
                .await;
            } else {
                self.does::<case::BreakAgreement>("politie-nh", open, |d| {
                    d.break_agreement(last(d), &police, day(TODAY), why)
                })
                .await;
            }
        }
    }

    /// Care asks for help, the police add to it, and it is said who is on turn and when the help moves.
    async fn scaling_of(&self, open: DossierId) {
        let ggz = agency("ggz-nhn");
        let case = self.now::<case::ReadCase>("gemeente-hoorn", open).await;
        let on = case.agreements.iter().find(|a| a.agency == ggz).unwrap().no;
        let asking = case::Asking {
            no: 0,
            from: case.phase(),
            to: case::Phase::Raised,
            trigger: case::Trigger::Capacity,
            rests_on: vec![on],
            question: note("MERKOPSCHALING: wie maakt plek vrij?"),
            stays: note("Wij blijven bellen."),
            day: day(TODAY),
            due: day("2026-02-16"),
            acute: false,
            skips: None,
            power: None,
        };
        self.does::<case::AskScaling>("ggz-nhn", open, |d| d.ask_scaling(&ggz, asking, ToString::to_string)).await;
        let no = self.now::<case::ReadCase>("gemeente-hoorn", open).await.scaling().waiting[0].asking.no;
        self.does::<case::AskScaling>("politie-nh", open, |d| {
            d.add_to_scaling(no, &agency("politie-nh"), note("MERKAANGEVULD door de politie."))
        })
        .await;
        self.does::<case::NameDuty>("gemeente-hoorn", open, |d| {
            d.name_duty(case::Duty::Operational, agency("reclassering"), word("MERKAANZET teamleider"))
        })
        .await;
        let criteria = case::Criteria { up: vec![note("MERKWANNEER het mis gaat.")], down: vec![note("Rust.")] };
        self.does::<case::SetCriteria>("gemeente-hoorn", open, |d| d.set_criteria(criteria, note("Afgesproken.")))
            .await;
        self.does::<case::OfferHandover>("gemeente-hoorn", open, |d| {
            d.offer_handover(
                agency("reclassering"),
                vec![note("MERKOVERDRACHT: let op zijn schuld.")],
                word("Wijkteam"),
            )
        })
        .await;
    }

    /// Closes a case of Hoorn by three keys.
    pub(crate) async fn closes(&self, id: DossierId) {
        self.proposes_to_close(id).await;
        self.turns_closing_keys(id).await;
    }

    /// Turns the three keys on closing.
    pub(crate) async fn turns_closing_keys(&self, id: DossierId) {
        for who in KEYS {
            let actor = self.actor(who).await;
            self.does::<case::TurnClosingKey>(who, id, |d| {
                d.turn_closing_key(&actor.agency.id, &actor.person, day(TODAY))
            })
            .await;
        }
    }

    /// Puts closing before the three.
    pub(crate) async fn proposes_to_close(&self, id: DossierId) {
        let closing = case::Closing {
            decision: Decision { review: None, ..decision("MERKGESLOTENBESLUIT", case::ClosingReason::GoalsMet) },
            goals: Vec::new(),
            residual: note("MERKGESLOTENZORG."),
            watcher: agency("gemeente-hoorn"),
            watch: Some(casework::watching::Terms {
                what: note("MERKGESLOTENOOGJE."),
                until: day(LATER),
                call: line("Procesregie, 0229-000000"),
            }),
            feedback: note("MERKGESLOTENBERICHT."),
            scaled: Some(note("Er is niets meer te doen.")),
        };
        self.does::<case::ProposeClosing>("procesregisseur-nhn", id, |d| d.propose_closing(closing)).await;
    }

    /// A question from Haarlem that hit the case in Hoorn.
    async fn asked_after(&self, all: &[Placed]) -> Placed {
        let about = all.iter().find(|p| p.kind == "case" && p.word == "open").unwrap().id;
        let persons = self.now::<case::ReadCase>("politie-nh", about).await.card().persons.unwrap();
        let asked = ["gemeente-hoorn", "politie-nh"].map(agency);
        let question = vault::PutQuestion {
            id: DossierId::new(3, [3; 10]),
            asker: word("gemeente-haarlem"),
            agency: agency("gemeente-haarlem"),
            reason: note("MERKNAVRAAG: een nieuwe melding."),
            about,
            kind: "case",
            reference: line("C-2026-0001"),
            house: word("nhn"),
            municipality: word("hoorn"),
            persons: asked.iter().map(|a| (a.clone(), persons.of(a).unwrap().to_vec())).collect(),
            asked: asked.into(),
        };
        let event = casework::enquiry::put(question).remove(0);
        let id = self.begins::<casework::enquiry::PutEnquiry>("gemeente-haarlem", event).await;
        let reason = note("MERKGEENANTWOORD: er loopt een onderzoek.");
        self.does::<casework::enquiry::DeclineEnquiry>("politie-nh", id, |d| d.decline(&agency("politie-nh"), reason))
            .await;
        Placed { kind: "enquiry", word: "asked", id }
    }

    /// Hoorn asked another house about the person of its case, and somebody there answered.
    async fn asked_elsewhere(&self, all: &[Placed]) -> Placed {
        use casework::beyond::{AskContact, BeginBeyond, Event, HearBeyond, Question, Reply, Shown};
        let about = all.iter().find(|p| p.kind == "case" && p.word == "open").unwrap().id;
        let question = Question {
            reference: line("E-00ff00"),
            house: line("Huis Oost"),
            key: line("casustafel-huis+AAAA"),
            about,
            called: line("C-2026-0001"),
            reason: note("MERKELDERS: er speelt ook daar iets."),
            asker: word("gemeente-hoorn"),
            agency: agency("gemeente-hoorn"),
            region: word("nhn"),
            municipality: word("hoorn"),
        };
        let asked = Event::Asked { question: Box::new(question) };
        let id = self.begins::<BeginBeyond>("gemeente-hoorn", asked).await;
        let hit = Some(Shown { day: day(TODAY), value: "AAAA".into(), by: None });
        self.does::<HearBeyond>("gemeente-hoorn", id, |_| Ok(Event::Heard { hit })).await;
        self.does::<AskContact>("gemeente-hoorn", id, |d| d.ask_contact(line("0123456789abcdef"), day(TODAY))).await;
        self.does::<HearBeyond>("gemeente-hoorn", id, |_| Ok(Event::Arrived)).await;
        let reply = Box::new(Reply {
            text: note("MERKVANELDERS: wij bellen u."),
            name: line("Ooske Oost"),
            function: line("procesregisseur"),
            agency: line("MERKORGANISATIE"),
            on: day(TODAY),
        });
        self.does::<HearBeyond>("gemeente-hoorn", id, |_| Ok(Event::Answered { reply })).await;
        Placed { kind: "beyond", word: "answered", id }
    }

    /// Probation was asked to keep an eye after a case that is closed.
    async fn watched(&self) -> Placed {
        let director = self.actor("procesregisseur-nhn").await;
        let asking = casework::watching::Asking {
            table: line("C-2026-0009"),
            terms: casework::watching::Terms {
                what: note("MERKOOGJE na het afsluiten."),
                until: day(LATER),
                call: line("MERKBELLEN, 0229-000000"),
            },
            watcher: agency("reclassering"),
            named_by: vault::Author {
                person: director.person.clone(),
                agency: director.agency.id.clone(),
                called: vault::Called::default(),
            },
            could: ["gemeente-hoorn", "politie-nh", "om-nh", "reclassering"].map(agency).into(),
            house: word("nhn"),
            municipality: word("hoorn"),
            persons: vault::Persons::default(),
        };
        let id = DossierId::new(4, [4; 10]);
        let id = self.begins::<casework::watching::BeginWatch>("gemeente-hoorn", asking.begin(id, day(TODAY))).await;
        Placed { kind: "watch", word: "asked", id }
    }

    /// The case refers to a table that the school answers for, with two items of probation of which one may go along; something was asked back and
    /// answered, and it is taken on.
    async fn referred(&self, all: &[Placed]) -> Placed {
        use casework::{outgoing::Reply, referral as r};
        let case = all.iter().find(|p| p.kind == "case" && p.word == "open").unwrap().id;
        let hand = r::Hand {
            reference: line("D-00ff00"),
            origin: r::Origin {
                kind: line("case"),
                id: case,
                called: line("C-2026-0001"),
                law: r::Law::Wgpga,
                weighed: false,
            },
            table: r::Table::LifeCourse,
            to: agency("school-hoorn"),
            to_called: Some(line("Organisatie school-hoorn")),
            about: Some(line("Bram MERKDOORWIE")),
            asked: note("MERKDOORVRAAG op school."),
            ground: r::Based::on(r::Ground::OtherLaw, Some(line("MERKDOORWET art. 1"))),
            informed: r::Informed::NotYet,
            uninformed: Some(note("MERKDOORINFORMATIE volgt.")),
            goes_on: note("MERKDOORBLIJFT langsgaan."),
            call: line("MERKDOORBELLEN, 0229-000000"),
            answer_by: day(LATER),
            until: day(LATER),
            house: word("nhn"),
            municipality: word("hoorn"),
            stay: agency("gemeente-hoorn"),
            director: agency("zvh-nhn"),
            persons: vault::Persons::default(),
        };
        let item = |no, whose: &str, text: &str| r::Enclosed {
            no,
            item: no,
            agency: agency(whose),
            day: day(TODAY),
            text: note(text),
            sensitive: false,
            until: None,
        };
        let items = vec![
            item(1, "reclassering", "MERKDOORITEM mag mee."),
            item(2, "reclassering", "MERKDOORNIET gaat niet mee."),
            item(3, "politie-nh", "MERKDOORPOLITIE mag mee."),
        ];
        let actor = self.actor("gemeente-hoorn").await;
        let desk = self.vault.begin::<r::BeginReferral>(&actor).await.unwrap();
        let id = desk.id();
        desk.commit(r::Referral::begin(hand, items, &actor.agency.id, day(TODAY)).unwrap()).await.unwrap();
        let giver = (agency("reclassering"), vault::AgencyKind::Probation);
        let ground = r::Based::on(r::Ground::OtherLaw, Some(line("MERKDOORGROND art. 2")));
        self.does::<r::AnswerEnclosed>("reclassering", id, |d| {
            d.answer_item((1, &giver.0, giver.1), (Reply::Yes { explicit: false }, Some(ground)), day(TODAY))
        })
        .await;
        let desk = self.vault.open_desk::<r::AnswerEnclosed>(&self.actor("reclassering").await, id).await.unwrap();
        let no = (Reply::No { reason: note("MERKDOORREDEN.") }, None);
        let no = desk.dossier().answer_item((2, &giver.0, giver.1), no, day(TODAY)).unwrap();
        let erased = desk.dossier().event_of(2).into_iter().collect();
        desk.commit_erasing(vec![no], erased).await.unwrap();
        let decided = r::Decided {
            interest: note("MERKDOORBESLUITBELANG."),
            partnership: note("MERKDOORBESLUITSAMEN."),
            data: note("MERKDOORBESLUITWAT."),
            conditions: note("MERKDOORBESLUITALS."),
            recipients: note("MERKDOORBESLUITAAN."),
            until: day(LATER),
        };
        let named = Some(line("MERKDOORBESLUITNUMMER"));
        let ground = r::Based { ground: r::Ground::Structural, named, decided: Some(Box::new(decided)) };
        let police = (agency("politie-nh"), vault::AgencyKind::Police);
        self.does::<r::AnswerEnclosed>("politie-nh", id, |d| {
            d.answer_item((3, &police.0, police.1), (Reply::Yes { explicit: false }, Some(ground)), day(TODAY))
        })
        .await;
        let desk = self.vault.open_desk::<r::SendReferral>(&actor, id).await.unwrap();
        let sent = desk.dossier().send(day(TODAY)).unwrap();
        desk.commit(vec![sent]).await.unwrap();
        let school = agency("school-hoorn");
        self.does::<r::AskBack>("school-hoorn", id, |d| d.ask_back(&school, note("MERKDOORTERUG?"), day(TODAY))).await;
        self.does::<r::ReplyReferral>("gemeente-hoorn", id, |d| d.reply(note("MERKDOORANTWOORD."), day(TODAY))).await;
        let taking = r::TakenOn { who: line("MERKDOORDOET het"), from: day(TODAY), contact: day(LATER) };
        self.does::<r::TakeOn>("school-hoorn", id, |d| d.take_on(&school, taking, day(TODAY))).await;
        Placed { kind: "referral", word: "taken-on", id }
    }

    /// Somebody from outside looked at the case in Hoorn: with a question asked and answered, an opinion, and one answer to it.
    async fn reviewed(&self, all: &[Placed]) -> Placed {
        use casework::review as r;
        let case = all.iter().find(|p| p.kind == "case" && p.word == "open").unwrap().id;
        let passage = |no, part, text: Option<&str>| r::Passage { no, part, text: text.map(prose) };
        let extract = r::Extract {
            law: casework::referral::Law::Wgpga,
            since: day(TODAY),
            confirmed: Vec::new(),
            lapses: None,
            corrected: 0,
            parties: Vec::new(),
            entries: vec![r::Entry {
                sort: r::Sort::Plan,
                on: day(TODAY),
                by: vec![vault::AgencyKind::Police],
                outcome: None,
                review: None,
                passages: vec![passage(1102, r::Part::Considerations, Some("MERKTOETSUITTREKSEL overwogen."))],
            }],
            older: 0,
        };
        let about = r::About {
            reference: line("T-00ff00"),
            case,
            called: line("C-2026-0001"),
            case_until: None,
            house: word("nhn"),
            trio: ["gemeente-hoorn", "politie-nh", "om-nh"].map(agency).to_vec(),
            director: agency("zvh-nhn"),
            persons: vault::Persons::default(),
        };
        let reviewer = r::Reviewer { person: word("rac"), agency: agency("toezicht") };
        let text =
            |reviewer, extract| r::Text { reviewer, question: note("MERKTOETSVRAAG?"), until: day(LATER), extract };
        let actor = self.actor("gemeente-hoorn").await;
        let desk = self.vault.begin::<r::BeginReview>(&actor).await.unwrap();
        let id = desk.id();
        desk.commit(r::Review::begin(about, text(reviewer, extract), day(TODAY)).unwrap()).await.unwrap();
        self.does::<r::ObjectToReview>("om-nh", id, |d| d.object(&agency("om-nh"), 1, note("MERKTOETSNIET zo."))).await;
        for who in KEYS {
            let actor = self.actor(who).await;
            self.does::<r::TurnReviewKey>(who, id, |d| d.turn_key(&actor.agency.id, &actor.person, 1, day(TODAY)))
                .await;
        }
        let rac = word("rac");
        self.does::<r::AcceptReview>("rac", id, |d| d.accept(&rac)).await;
        self.does::<r::AskOfReview>("rac", id, |d| d.ask(&rac, note("MERKTOETSTERUG?"))).await;
        self.does::<r::ClarifyReview>("gemeente-hoorn", id, |d| d.clarify(note("MERKTOETSTOELICHTING."))).await;
        let opinion = r::Opinion {
            necessary: prose("MERKTOETSNODIG wel."),
            doubt: prose("MERKTOETSTWIJFEL een keer."),
            label: prose("MERKTOETSETIKET nauwelijks."),
            recommendations: vec![note("MERKTOETSRAAD: kijk eerder terug."), note("MERKTOETSTWEEDE raad.")],
        };
        let given = opinion.clone();
        self.does::<r::GiveOpinion>("rac", id, |d| d.give(&rac, given)).await;
        let answer = r::Answer {
            no: 1,
            follow: r::Follow::Taken,
            reason: note("MERKTOETSANTWOORD terecht."),
            owner: Some(line("MERKTOETSDOET het")),
            day: Some(day(LATER)),
        };
        let asked = r::Overseen::Asked { id, last: day(LATER) };
        self.does::<case::AskReview>("gemeente-hoorn", case, |d| d.ask_review(asked, day(TODAY))).await;
        self.does::<r::TakeOpinion>("gemeente-hoorn", id, r::Review::take).await;
        let came = r::Overseen::Came { id, opinion: Box::new(opinion) };
        self.does::<case::HearReview>("gemeente-hoorn", case, |d| d.hear_review(came)).await;
        let said = answer.clone();
        self.does::<r::AnswerReview>("politie-nh", id, |d| d.answer(&agency("politie-nh"), said, day(TODAY))).await;
        let answered = r::Overseen::Answered { id, answer };
        self.does::<case::HearReview>("politie-nh", case, |d| d.hear_review(answered)).await;
        Placed { kind: "review", word: "given", id }
    }

    /// A meeting on a case and a weighing, each with who sits there; one is absent with a reason, and one leaves the room for the weighing.
    async fn met(&self, all: &[Placed]) -> Placed {
        use casework::meeting as m;
        let on = |kind: &str| all.iter().find(|p| p.kind == kind && p.word == "open").unwrap().id;
        let plan = m::Plan {
            reference: line("V-00ff00"),
            sort: m::Sort::Weighing,
            title: line("Overleg MERKOVERLEG"),
            when: m::When {
                day: day(LATER),
                start: word("10.30"),
                place: note("MERKKAMER"),
                weeks: None,
                hand_in: None,
            },
            house: word("nhn"),
            after: None,
        };
        let id = self.begins::<m::PlanMeeting>("procesregisseur-nhn", m::Event::Planned { plan: Box::new(plan) }).await;
        let since = |who: &str| (agency(who), vec![vault::Named::since(word(who), day(TODAY))]);
        for (kind, who) in [("case", ["politie-nh", "reclassering"]), ("weighing", ["politie-nh", "om-nh"])] {
            let (about, invited) =
                (m::About::Table { kind: kind.into(), id: on(kind) }, who.map(since).into_iter().collect());
            let desk =
                self.vault.open_desk::<m::PutOnAgenda>(&self.actor("procesregisseur-nhn").await, id).await.unwrap();
            let events = desk.dossier().put(vec![(about, invited)], 15).unwrap();
            desk.commit(events).await.unwrap();
        }
        for who in ["politie-nh", "reclassering", "om-nh"] {
            let (coming, reason) = (m::Coming::Absent, (who == "om-nh").then(|| note("MERKKOMST: op reis.")));
            let answer = m::Answer { agency: agency(who), coming, reason };
            self.does::<m::AnswerInvitation>(who, id, |d| d.answer(&word(who), answer)).await;
        }
        let statement = casework::outgoing::Statement {
            ground: casework::outgoing::Ground::OtherLaw,
            law: Some(line("MERKWET art. 1")),
        };
        self.does::<m::StateTaking>("politie-nh", id, |_| Ok(m::Event::TakingStated { statement })).await;
        self.does::<m::SitOut>("politie-nh", id, |d| d.sit_out(2, &word("politie-nh"), Some(note("MERKUITGANG."))))
            .await;
        Placed { kind: "meeting", word: "planned", id }
    }

    /// A meeting of today at which an urgent weighing was put off, with why.
    pub(crate) async fn put_off(&self, all: &[Placed]) -> Placed {
        use casework::meeting as m;
        const CHAIR: &str = "procesregisseur-nhn";
        let on = all.iter().find(|p| p.kind == "weighing" && p.word == "open").unwrap().id;
        let when =
            m::When { day: day(TODAY), start: word("10.30"), place: note("Kamer Steiger"), weeks: None, hand_in: None };
        let plan = m::Plan {
            reference: line("V-00ff01"),
            sort: m::Sort::Weighing,
            title: line("Overleg van vandaag"),
            when,
            house: word("nhn"),
            after: None,
        };
        let id = self.begins::<m::PlanMeeting>(CHAIR, m::Event::Planned { plan: Box::new(plan) }).await;
        let since = |who: &str| (agency(who), vec![vault::Named::since(word(who), day(TODAY))]);
        let invited = ["politie-nh", "om-nh"].map(since).into_iter().collect();
        let about = m::About::Table { kind: "weighing".into(), id: on };
        self.does::<m::PutOnAgenda>(CHAIR, id, |d| Ok(d.put(vec![(about, invited)], 15)?.remove(0))).await;
        self.does::<m::BeginMeeting>(CHAIR, id, |d| d.begin(day(TODAY))).await;
        let holding = m::Holding {
            present: vec![word("om-nh")],
            outcome: m::Outcome::Later,
            read_back: false,
            reason: Some(note("MERKKANWACHTEN op de wijkagent.")),
        };
        self.does::<m::HoldItem>(CHAIR, id, |d| d.hold(1, holding, true)).await;
        Placed { kind: "meeting", word: "running", id }
    }

    /// A case that goes to another house, and one that came from there.
    pub(crate) async fn between_houses(&self) -> [Placed; 2] {
        use casework::receiving as r;
        let id = self.case("hoorn", "MERKHUIS").await;
        self.lets_in(id, participant("reclassering", vault::AgencyKind::Probation, case::Ground::Probation)).await;
        let item = self.gives("reclassering", id, gift("MERKHUISITEM op tafel.")).await;
        let key = self.vault.house_key();
        self.vault.know_house(&line("Huis Elders"), Some(key)).await.unwrap();
        let transfer = case::Transfer {
            no: 0,
            id: "0123456789abcdef0123456789abcdef".into(),
            to: case::Destination {
                house: line("Huis Elders"),
                key: key.to_string(),
                municipality: line("MERKNAARGEMEENTE"),
                call: line("MERKNAARBELLEN, 0123-000000"),
            },
            ground: case::TransferGround::Effects,
            why: note("MERKNAARWAAROM."),
            known: None,
            title: Some(line("MERKNAARTITEL")),
            about: Some(note("MERKNAARAANLEIDING")),
            items: vec![item],
            goals: Vec::new(),
            agreements: Vec::new(),
            plan: false,
            feedback: note("MERKNAARMELDER."),
        };
        self.does::<case::ProposeTransfer>("gemeente-hoorn", id, |d| d.propose_transfer(transfer, day(TODAY))).await;
        let no = case::Reply::No { reason: note("MERKNAARNIET.") };
        self.does::<case::AnswerTransferItem>("reclassering", id, |d| {
            d.answer_transfer_item(item, &agency("reclassering"), no)
        })
        .await;
        let by =
            serde_json::json!({ "name": "MERKVANWIE", "function": "regisseur", "organisation": "Gemeente Elders" });
        let package = serde_json::json!({
            "version": 1, "id": "fedcba9876543210fedcba9876543210", "sent": TODAY, "municipality": "Haarlem", "ground": "stay",
            "from": { "house": "Elders", "municipality": "Elders", "organisation": "Gemeente Elders", "by": by },
            "why": "MERKVANWAAROM", "regime": "wgpga", "kind": "cter", "title": "MERKVANTITEL", "summary": "MERKVANSAMENVATTING",
            "purpose": "MERKVANDOEL", "subject": { "kind": "natural", "name": "Bram MERKVANNAAM", "born": null, "bsn": null },
            "items": [{
                "text": "MERKVANITEM", "nature": "fact", "kind": "school", "category": "e", "necessity": "MERKVANNODIG",
                "from": { "house": "Elders", "organisation": "School Elders", "day": TODAY },
            }],
            "goals": [{ "text": "MERKVANDOELDAAR", "seen_by": "Te zien." }],
            "agreements": [{ "organisation": "School", "what": "MERKVANAFSPRAAK", "due": TODAY, "stands": "accepted" }],
            "decision": null,
        });
        let about = r::About {
            meant: None,
            reference: line("H-00ff00"),
            id: "fedcba9876543210fedcba9876543210".into(),
            house: line("Huis Elders"),
            key: key.to_string(),
            municipality: word("haarlem"),
            of: word("kennemerland"),
            stay: agency("gemeente-haarlem"),
            director: agency("zvh-kennemerland"),
            on: day(TODAY),
        };
        let package = case::Package::read(package.to_string().as_bytes()).unwrap();
        let brought = r::Event::Brought { about: Box::new(about), package: Box::new(package) };
        let came = self.begins::<r::BringIn>("gemeente-haarlem", brought).await;
        [Placed { kind: "case", word: "leaving", id }, Placed { kind: "reception", word: "waiting", id: came }]
    }

    /// A submission that waits for the triage, which care made, with a view and a text of the decision on the table.
    pub(crate) async fn triaged(&self) -> Placed {
        use casework::triage as t;
        let care = self.actor("ggz-nhn").await;
        let about = t::About {
            reference: line("T-00ff00"),
            municipality: word("hoorn"),
            house: word("nhn"),
            trio: trio("hoorn"),
            director: agency("zvh-nhn"),
            seats: vec![agency("reclassering")],
            submitter: vault::Author {
                person: care.person.clone(),
                agency: care.agency.id.clone(),
                called: vault::Called::default(),
            },
            submitter_called: Some(line("Organisatie ggz-nhn")),
            since: day(TODAY),
            keep: 90,
        };
        let answer = || t::Answered { mark: t::Mark::Yes, words: Some(note("MERKTRIAGEANTWOORD.")) };
        let submission = t::Submission {
            person: t::Person {
                name: line("Bram MERKTRIAGENAAM"),
                born: Some(day("2004-05-06").into()),
                bsn: None,
                address: Some(line("MERKTRIAGEADRES 1")),
            },
            reason: note("MERKTRIAGEREDEN."),
            goal: note("MERKTRIAGEDOEL."),
            wished: vec![t::Wished { organisation: line("MERKTRIAGEWENS"), why: note("MERKTRIAGEWENSREDEN.") }],
            answers: t::Answers { problems: answer(), chains: answer(), family: answer(), safety: answer() },
            informed: t::Informed::NotYet {
                ground: t::NotYet::Safety,
                why: note("MERKTRIAGENOGNIET."),
                again: day(LATER),
            },
        };
        // Its triage is today: before that day no text lies there until everybody said how they see it.
        let event = t::Triage::submit(about, submission, day(TODAY), day(TODAY)).unwrap();
        let id = self.begins::<t::SubmitCase>("ggz-nhn", event).await;
        let why = note("MERKTRIAGEZIENSWIJZE.");
        self.does::<t::SaySeen>("reclassering", id, |d| {
            d.see(&agency("reclassering"), &word("reclassering"), t::Fit::First, why)
        })
        .await;
        let ruling = t::Ruling {
            decision: Decision {
                question: note("MERKTRIAGEVRAAG?"),
                options: vec![note("MERKTRIAGEANDERS.")],
                considerations: prose("MERKTRIAGEAFWEGING."),
                dissent: Some(note("MERKTRIAGEANDERSGEZIEN.")),
                outcome: t::Outcome::Elsewhere,
                ground: note("MERKTRIAGEGROND."),
                expectation: note("MERKTRIAGEVERWACHT."),
                by: Vec::new(),
                review: None,
            },
            elsewhere: Some(line("MERKTRIAGEELDERS")),
            feedback: note("MERKTRIAGETERUG."),
        };
        self.does::<t::DraftRuling>("procesregisseur-nhn", id, |d| d.draft(&agency("zvh-nhn"), ruling, day(TODAY)))
            .await;
        let no = note("MERKTRIAGENEE.");
        self.does::<t::Disagree>("om-nh", id, |d| d.disagree(&agency("om-nh"), &word("om-nh"), 1, no)).await;
        Placed { kind: "triage", word: "waiting", id }
    }

    /// Everything.
    pub(crate) async fn furnish(&self) -> Vec<Placed> {
        let mut all = self.signals().await;
        let filed = all.iter().find(|p| p.word == "filed").unwrap().id;
        all.extend(self.weighings(filed).await);
        let sealed = all.iter().find(|p| p.kind == "weighing" && p.word == "sealed").unwrap().id;
        let (expert, trio) = (self.actor("expert-nh").await, trio("hoorn"));
        let by = By { person: &expert.person, agency: &expert.agency };
        self.does::<s::FileSignal>("expert-nh", filed, |d| d.file(&trio[0], &trio, sealed, by)).await;
        all.extend(self.advices().await);
        all.extend(self.cases().await);
        let id = self.begins::<casework::office::SetUpOffice>("beheer", set_up("reclassering")).await;
        all.push(Placed { kind: "office", word: "vacant", id });
        all.push(self.asked_after(&all).await);
        all.push(self.asked_elsewhere(&all).await);
        all.push(self.watched().await);
        let referred = self.referred(&all).await;
        all.push(referred);
        let reviewed = self.reviewed(&all).await;
        all.push(reviewed);
        all.push(self.door().await);
        all.push(self.met(&all).await);
        assert_eq!(id_in(&format!("/signalen/{filed}?x")), filed);
        all
    }
}
