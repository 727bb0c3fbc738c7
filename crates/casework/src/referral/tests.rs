//! What is handed over to another kind of table, what each says to it, who reads what of it and until when.

use super::*;
use crate::outgoing::Reply;
use kernel::{AgencyId, Date, DossierId, Note, PersonId};
use vault::{AgencyKind, Called, Card, Dossier, Named, Persons, Stamp, Tier};

const SENDER: &str = "gemeente-hoorn";
const CARE: &str = "ggz-nhn";
const GIVER: &str = "reclassering";
const POLICE: &str = "politie-nh";

fn agency(id: &str) -> AgencyId {
    id.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn today() -> Date {
    day("2026-02-03")
}

fn stamp(seq: u64, of: &str, on: &str) -> Stamp {
    Stamp {
        seq,
        at: format!("{on}T09:00:00Z").parse().unwrap(),
        who: of.parse::<PersonId>().unwrap(),
        agency: agency(of),
        act: "referral.test".into(),
        called: Called::default(),
    }
}

fn hand(table: Table, to: &str) -> Hand {
    Hand {
        reference: "D-00ff00".parse().unwrap(),
        origin: Origin {
            kind: "case".parse().unwrap(),
            id: DossierId::new(1, [1; 10]),
            called: "C-2026-0001".parse().unwrap(),
            law: Law::Wgpga,
            weighed: false,
        },
        table,
        to: agency(to),
        to_called: None,
        about: Some("Bram Verzonnen".parse().unwrap()),
        asked: note("Wilt u hem begeleiden bij het wonen?"),
        ground: Based::on(Ground::MunicipalTask, None),
        informed: Informed::Told,
        uninformed: None,
        goes_on: note("De wijkagent blijft langsgaan."),
        call: "Noor, 0229-000000".parse().unwrap(),
        answer_by: day("2026-02-17"),
        until: day("2026-05-03"),
        house: "nhn".parse().unwrap(),
        municipality: "hoorn".parse().unwrap(),
        stay: agency(SENDER),
        director: agency("zvh-nhn"),
        persons: Persons::only(agency(SENDER), vec![Named::since(SENDER.parse().unwrap(), day("2026-01-01"))]),
    }
}

fn item(no: u32, of: &str, sensitive: bool) -> Enclosed {
    let text = note(&format!("Bijdrage {no} van {of}."));
    Enclosed { no, item: no + 10, agency: agency(of), day: day("2026-01-20"), text, sensitive, until: None }
}

/// A referral after these events, each by somebody on a day.
fn after(begun: Vec<Event>, events: &[(Event, &str, &str)]) -> Referral {
    let mut referral = Referral::default();
    let begun = begun.into_iter().map(|event| (event, SENDER, "2026-02-03"));
    for ((event, of, on), seq) in begun.chain(events.iter().cloned()).zip(1..) {
        referral.apply(&event, &stamp(seq, of, on));
    }
    referral
}

fn begun(table: Table, to: &str, items: Vec<Enclosed>) -> Vec<Event> {
    // Where nobody gives anything along, who wrote it sends it at the second look.
    let goes = items.is_empty().then_some(Event::Sent);
    Referral::begin(hand(table, to), items, &agency(SENDER), today()).unwrap().into_iter().chain(goes).collect()
}

fn care() -> Vec<Event> {
    begun(Table::LocalTeam, CARE, Vec::new())
}

fn taken_on() -> Event {
    let taking =
        TakenOn { who: "Bo van de zorg".parse().unwrap(), from: day("2026-02-09"), contact: day("2026-02-10") };
    Event::TakenOn { taking }
}

fn seats(card: &Card, who: &str) -> Vec<(Tier, Date)> {
    let of = card.seats.iter().filter(|seat| seat.agency.as_str() == who);
    of.map(|seat| (seat.tier, seat.days.unwrap().1)).collect()
}

fn tasks(card: &Card, who: &str) -> Vec<(&'static str, Date)> {
    card.tasks.iter().filter(|t| t.agency.as_str() == who).map(|t| (t.act, t.since)).collect()
}

fn field<T: std::fmt::Debug>(tried: Result<T, kernel::Refusal>) -> String {
    tried.unwrap_err().field.map(std::borrow::Cow::into_owned).unwrap_or_default()
}

#[test]
fn without_an_item_it_waits_for_who_wrote_it_and_once_sent_who_receives_it_takes_it_on() {
    let ready = Referral::begin(hand(Table::LocalTeam, CARE), Vec::new(), &agency(SENDER), today()).unwrap();
    let ready = after(ready, &[]);
    assert_eq!(ready.state(), State::Asking);
    assert!(seats(&ready.card(), CARE).is_empty() && tasks(&ready.card(), CARE).is_empty(), "nobody reads it yet");
    assert_eq!(tasks(&ready.card(), SENDER), [("referral.send", today())]);
    let sent = after(care(), &[]);
    assert_eq!(sent.state(), State::Sent);
    let card = sent.card();
    assert_eq!(seats(&card, CARE), [(Tier::Asked, day("2026-05-03"))]);
    assert_eq!(tasks(&card, CARE), [("referral.take-on", today())]);
    assert_eq!(tasks(&card, SENDER), [("referral.remind", day("2026-02-18"))], "only when no answer came");
    assert!(seats(&card, POLICE).is_empty(), "who sat at the table has no seat here");
    let taking =
        |from: &str, contact: &str| TakenOn { who: "Bo".parse().unwrap(), from: day(from), contact: day(contact) };
    for who in [SENDER, "zvh-nhn", POLICE] {
        assert!(sent.take_on(&agency(who), taking("2026-02-09", "2026-02-10"), today()).is_err(), "{who}");
        assert!(sent.decline(&agency(who), note("Nee."), today()).is_err(), "{who}");
    }
    assert_eq!(field(sent.take_on(&agency(CARE), taking("2026-02-09", "2026-02-08"), today())), "contact");
    assert_eq!(field(sent.take_on(&agency(CARE), taking("2026-06-01", "2026-06-02"), today())), "from");
    assert!(sent.take_on(&agency(CARE), taking("2026-02-09", "2026-02-10"), today()).is_ok());
    let done = after(care(), &[(taken_on(), CARE, "2026-02-05")]);
    let card = done.card();
    assert_eq!(seats(&card, CARE), [(Tier::Third, day("2026-05-03"))], "until its last day");
    assert_eq!(tasks(&card, SENDER), [("referral.take-answer", day("2026-02-05"))]);
    assert!(done.decline(&agency(CARE), note("Toch niet."), today()).is_err(), "it was answered");
    assert!(done.prolong(day("2026-06-01"), note("Nog nodig."), today()).is_err(), "a table decides for itself");
}

#[test]
fn who_sends_it_reads_what_came_of_it_a_month_longer_and_then_nobody_reads_it() {
    let sent = after(care(), &[]);
    for who in [SENDER, "zvh-nhn"] {
        assert!(seats(&sent.card(), who).iter().all(|(_, last)| *last == day("2026-06-03")), "{who}");
    }
    let ended = Event::Ended { how: How::Back, reason: note("Kan niet.") };
    let over = after(care(), &[(taken_on(), CARE, "2026-02-05"), (ended, CARE, "2026-02-20")]);
    assert!(seats(&over.card(), CARE).is_empty(), "what it read is gone at once");
    assert!(seats(&over.card(), SENDER).iter().all(|(_, last)| *last == day("2026-03-20")));
    assert_eq!(tasks(&over.card(), SENDER), [("referral.take-answer", day("2026-02-20"))]);
    assert!(over.is_over(day("2026-02-20")) && !sent.is_over(day("2026-05-03")) && sent.is_over(day("2026-05-04")));
    assert!(
        sent.take_on(
            &agency(CARE),
            TakenOn { who: "Bo".parse().unwrap(), from: day("2026-05-04"), contact: day("2026-05-04") },
            day("2026-05-04")
        )
        .is_err()
    );
}

#[test]
fn an_item_goes_only_with_a_yes_of_its_giver_on_a_ground_and_silence_carries_nothing() {
    let items = vec![item(1, GIVER, false), item(2, POLICE, true), item(3, GIVER, false)];
    let asking = after(begun(Table::LocalTeam, CARE, items.clone()), &[]);
    assert_eq!((asking.state(), asking.unanswered().count()), (State::Asking, 3));
    let card = asking.card();
    assert!(seats(&card, CARE).is_empty() && tasks(&card, CARE).is_empty(), "it has not gone");
    assert_eq!(seats(&card, GIVER), [(Tier::Expected, day("2026-05-03"))]);
    assert_eq!(tasks(&card, GIVER).len(), 2);
    assert_eq!(tasks(&card, SENDER), [("referral.send", day("2026-02-11"))], "not before a week of silence");
    let yes = |explicit| Reply::Yes { explicit };
    let based = |ground, named: Option<&str>| Some(Based::on(ground, named.map(|it| it.parse().unwrap())));
    let says = |no, who: &str, kind, reply, ground| {
        asking.answer_item((no, &agency(who), kind), (reply, ground), day("2026-02-04"))
    };
    assert!(says(1, POLICE, AgencyKind::Police, yes(false), based(Ground::Agreed, None)).is_err(), "of another");
    assert!(says(1, SENDER, AgencyKind::Municipality, yes(false), based(Ground::Agreed, None)).is_err());
    assert_eq!(field(says(1, GIVER, AgencyKind::Probation, yes(false), None)), "ground");
    for ground in [
        Ground::Police,
        Ground::Structural,
        Ground::Prosecution,
        Ground::MunicipalTask,
        Ground::SafeHome,
        Ground::Result,
    ] {
        assert_eq!(field(says(1, GIVER, AgencyKind::Probation, yes(false), based(ground, Some("x")))), "ground");
    }
    assert_eq!(field(says(1, GIVER, AgencyKind::Probation, yes(false), based(Ground::OtherLaw, None))), "law");
    assert_eq!(field(says(2, POLICE, AgencyKind::Police, yes(true), based(Ground::Police, None))), "law");
    let police = || based(Ground::Police, Some("besluit 2026-3"));
    assert_eq!(field(says(2, POLICE, AgencyKind::Police, yes(false), police())), "explicit");
    let agreed = says(1, GIVER, AgencyKind::Probation, yes(false), based(Ground::Agreed, None)).unwrap();
    let no = says(2, POLICE, AgencyKind::Police, Reply::No { reason: note("Onderzoek.") }, None).unwrap();
    let said = [(agreed, GIVER, "2026-02-04"), (no, POLICE, "2026-02-04")];
    let waits = after(begun(Table::LocalTeam, CARE, items.clone()), &said);
    assert!(
        waits.items_for(&agency(SENDER), today()).iter().all(|item| item.no != 2),
        "what was refused is gone already"
    );
    let whys = |who: &str| waits.refused_for(&agency(who)).len();
    assert_eq!((whys(SENDER), whys(POLICE), whys(GIVER)), (1, 1, 0), "why is for who sends it and who said so");
    assert_eq!(waits.left_out(day("2026-02-05")).len(), 1, "and what nobody said anything of goes with sending");
    let mut sent = said.to_vec();
    sent.push((waits.send(day("2026-02-05")).unwrap(), SENDER, "2026-02-05"));
    let gone = after(begun(Table::LocalTeam, CARE, items), &sent);
    let texts: Vec<&str> =
        gone.items_for(&agency(CARE), day("2026-02-05")).iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts, ["Bijdrage 1 van reclassering."]);
    assert!(seats(&gone.card(), POLICE).is_empty(), "who gives nothing reads nothing of it");
    assert!(gone.said_of(&item(1, GIVER, false), &agency(CARE)).is_none(), "who receives it reads no ground of it");
    // Erasing what does not go makes no difference: the same events without it fold to the same.
    let mut without = Referral::default();
    let begun = begun(Table::LocalTeam, CARE, vec![item(1, GIVER, false)]);
    let [begin, first] = begun.as_slice() else { panic!("{begun:?}") };
    for (event, of, on, seq) in [(begin, SENDER, "2026-02-03", 1), (first, SENDER, "2026-02-03", 2)] {
        without.apply(event, &stamp(seq, of, on));
    }
    for ((event, of, on), seq) in sent.iter().zip(5..) {
        without.apply(event, &stamp(seq, of, on));
    }
    assert_eq!(without, gone);
}

#[test]
fn who_gave_something_that_went_takes_it_back_and_can_say_no_new_yes() {
    let items = vec![item(1, GIVER, false)];
    let yes = Event::ItemAnswered {
        no: 1,
        reply: Reply::Yes { explicit: false },
        ground: Some(Based::on(Ground::Agreed, None)),
    };
    let sent = [(yes, GIVER, "2026-02-04"), (Event::Sent, SENDER, "2026-02-05")];
    let gone = after(begun(Table::LocalTeam, CARE, items.clone()), &sent);
    let says = |reply, ground| {
        gone.answer_item((1, &agency(GIVER), AgencyKind::Probation), (reply, ground), day("2026-02-05"))
    };
    let again = Some(Based::on(Ground::Agreed, None));
    assert!(says(Reply::Yes { explicit: false }, again).is_err(), "it went");
    let back = says(Reply::No { reason: note("Het klopte niet.") }, None).unwrap();
    assert_eq!(gone.event_of(1), Some(2), "the event to erase with it");
    let mut events = sent.to_vec();
    events.push((back, GIVER, "2026-02-06"));
    let back = after(begun(Table::LocalTeam, CARE, items), &events);
    assert!(back.items_for(&agency(CARE), day("2026-02-06")).is_empty() && seats(&back.card(), GIVER).is_empty());
}

/// What would have gone along goes with a referral that ends before it was sent, and nobody else reads it after its last day.
#[test]
fn what_was_never_sent_goes_with_the_referral() {
    let items = vec![item(1, GIVER, false), item(2, POLICE, true)];
    let asking = after(begun(Table::LocalTeam, CARE, items.clone()), &[]);
    assert_eq!(asking.never_sent(), [2, 3]);
    let reads = |who: &str, on: &str| asking.items_for(&agency(who), day(on)).len();
    assert_eq!((reads(SENDER, "2026-05-03"), reads(SENDER, "2026-05-04"), reads(GIVER, "2026-05-04")), (2, 0, 1));
    let end = asking.end(&agency(SENDER), (How::Done, note("Niet nodig.")), today()).unwrap();
    let with = after(begun(Table::LocalTeam, CARE, items.clone()), &[(end.clone(), SENDER, "2026-02-04")]);
    let mut without = Referral::default();
    let begun = begun(Table::LocalTeam, CARE, items);
    without.apply(&begun[0], &stamp(1, SENDER, "2026-02-03"));
    without.apply(&end, &stamp(4, SENDER, "2026-02-04"));
    assert_eq!(without, with);
    assert!(with.items_for(&agency(SENDER), today()).is_empty() && with.never_sent().is_empty());
}

/// The day until which its giver shared it goes along.
#[test]
fn what_was_shared_until_a_day_goes_no_later_and_is_read_no_longer() {
    let until = |no| Enclosed { until: Some(day("2026-02-05")), ..item(no, GIVER, false) };
    let yes = |no| {
        let (reply, ground) = (Reply::Yes { explicit: false }, Some(Based::on(Ground::Agreed, None)));
        (Event::ItemAnswered { no, reply, ground }, GIVER, "2026-02-04")
    };
    let said = [yes(1), yes(2)];
    let waits = after(begun(Table::LocalTeam, CARE, vec![until(1), item(2, GIVER, false)]), &said);
    assert_eq!((waits.left_out(day("2026-02-05")).len(), waits.left_out(day("2026-02-06")).len()), (0, 1));
    let mut all = said.to_vec();
    all.push((Event::Sent, SENDER, "2026-02-05"));
    let gone = after(begun(Table::LocalTeam, CARE, vec![until(1), item(2, GIVER, false)]), &all);
    let reads = |who: &str, on: &str| gone.items_for(&agency(who), day(on)).len();
    for who in [CARE, SENDER] {
        assert_eq!((reads(who, "2026-02-05"), reads(who, "2026-02-06")), (2, 1), "{who}");
    }
    assert_eq!(reads(GIVER, "2026-02-06"), 2, "its own");
}

#[test]
fn something_is_asked_back_answered_and_decided_on() {
    let question = Event::AskedBack { question: note("Heeft hij een huis?") };
    let asked = after(care(), &[(question.clone(), CARE, "2026-02-16")]);
    assert_eq!(asked.state(), State::AskedBack);
    assert_eq!(tasks(&asked.card(), SENDER), [("referral.reply", day("2026-02-16"))]);
    assert!(asked.ask_back(&agency(CARE), note("En werk?"), day("2026-02-16")).is_err(), "one at a time");
    assert!(asked.decline(&agency(CARE), note("Nee."), day("2026-02-16")).is_ok());
    let reply = (asked.reply(note("Nog drie weken."), day("2026-02-17")).unwrap(), SENDER, "2026-02-17");
    let replied = after(care(), &[(question, CARE, "2026-02-16"), reply]);
    assert_eq!((replied.state(), replied.answer_by()), (State::Sent, Some(day("2026-02-24"))), "a week to decide");
    assert_eq!(replied.talk_for(&agency(CARE)).len(), 2);
    assert!(replied.talk_for(&agency(GIVER)).is_empty());
    let no = Event::Declined { reason: note("Vol.") };
    let declined = after(care(), &[(no, CARE, "2026-02-10")]);
    assert!(seats(&declined.card(), CARE).is_empty() && declined.take_answer().is_ok());
    let read = after(
        care(),
        &[(Event::Declined { reason: note("Vol.") }, CARE, "2026-02-10"), (Event::AnswerTaken, SENDER, "2026-02-11")],
    );
    assert!(read.card().tasks.is_empty() && read.take_answer().is_err());
}

#[test]
fn who_does_not_answer_in_time_is_called_and_gets_another_day() {
    let sent = after(care(), &[]);
    assert!(sent.remind(day("2026-02-25"), note("Gebeld."), day("2026-02-17")).is_err(), "it is not late");
    assert_eq!(field(sent.remind(day("2026-05-04"), note("Gebeld."), day("2026-02-18"))), "answer_by");
    let called = sent.remind(day("2026-02-25"), note("Gebeld."), day("2026-02-18")).unwrap();
    let called = after(care(), &[(called, SENDER, "2026-02-18")]);
    assert!(!called.is_late(day("2026-02-25")) && called.is_late(day("2026-02-26")));
    assert_eq!((called.noted_for(&agency(SENDER)).len(), called.noted_for(&agency(CARE)).len()), (1, 0));
}

#[test]
fn light_support_is_over_on_its_day_unless_somebody_says_why_it_goes_on() {
    let own = after(begun(Table::InView, SENDER, Vec::new()), &[]);
    assert_eq!(own.state(), State::TakenOn, "who does it itself has nobody to answer");
    assert!(own.take_answer().is_err());
    assert_eq!(tasks(&own.card(), SENDER), [("referral.prolong", day("2026-04-26"))], "a week before");
    let on = day("2026-04-28");
    assert_eq!(field(own.prolong(day("2026-05-03"), note("Nog nodig."), on)), "until");
    assert_eq!(field(own.prolong(day("2026-10-29"), note("Nog nodig."), on)), "until");
    let more = own.prolong(day("2026-10-28"), note("Hij verhuist."), on).unwrap();
    let longer = after(begun(Table::InView, SENDER, Vec::new()), &[(more, SENDER, "2026-04-28")]);
    assert_eq!(longer.until(), Some(day("2026-10-28")));
    assert!(own.prolong(day("2026-06-01"), note("Te laat."), day("2026-05-04")).is_err(), "it was over of itself");
    assert!(own.is_over(day("2026-05-04")));
    assert!(own.end(&agency(SENDER), (How::Back, note("Terug.")), on).is_ok());
    let mentor = after(begun(Table::Mentor, CARE, Vec::new()), &[]);
    assert_eq!(mentor.state(), State::Sent, "another says yes first");
}

#[test]
fn a_referral_says_what_fits_its_law_its_table_and_its_days() {
    let tries = |change: &dyn Fn(&mut Hand)| {
        let mut one = hand(Table::LocalTeam, CARE);
        change(&mut one);
        Referral::begin(one, Vec::new(), &agency(SENDER), today())
    };
    let named = |text: &str| Some(text.parse().unwrap());
    assert!(tries(&|_| ()).is_ok());
    assert_eq!(field(tries(&|it| it.to = agency(SENDER))), "to", "a table is another organisation");
    for (ground, law) in
        [(Ground::SafeHome, None), (Ground::Result, named("advies 3")), (Ground::Police, named("besluit"))]
    {
        assert_eq!(field(tries(&|it| it.ground = Based::on(ground, law.clone()))), "ground", "{ground:?}");
    }
    assert_eq!(field(tries(&|it| it.ground = Based::on(Ground::OtherLaw, None))), "law");
    let wgs = |it: &mut Hand| {
        (it.origin.law, it.ground) = (Law::Wgs, Based::on(Ground::Result, named("advies 3")));
    };
    assert!(tries(&wgs).is_ok(), "the WGS knows a result to a third party, the Wgpga does not");
    assert_eq!(
        field(tries(&|it| {
            wgs(it);
            it.ground.named = None;
        })),
        "law",
        "not without the advice of the legality committee"
    );
    assert!(tries(&|it| (it.table, it.ground.ground) = (Table::SafeHome, Ground::SafeHome)).is_ok());
    assert_eq!(field(tries(&|it| it.ground.ground = Ground::Agreed)), "informed", "who agrees knows of it");
    assert_eq!(field(tries(&|it| it.informed = Informed::NotYet)), "uninformed");
    assert_eq!(field(tries(&|it| it.until = day("2026-08-04"))), "until");
    assert!(tries(&|it| it.until = day("2026-08-03")).is_ok());
    assert_eq!(field(tries(&|it| it.until = day("2026-02-03"))), "until");
    assert_eq!(field(tries(&|it| it.answer_by = day("2026-02-02"))), "answer_by");
    assert_eq!(field(tries(&|it| it.answer_by = day("2026-05-04"))), "answer_by");
    assert_eq!(field(tries(&|it| (it.table, it.origin.weighed) = (Table::InView, true))), "table");
    let mut weighed = hand(Table::LocalTeam, CARE);
    weighed.origin.weighed = true;
    let with = Referral::begin(weighed, vec![item(1, GIVER, false)], &agency(SENDER), today());
    assert_eq!(field(with), "items", "nothing of what was weighed");
}

#[test]
fn its_card_names_nobody_and_not_the_table_it_comes_from() {
    let card = after(care(), &[(taken_on(), CARE, "2026-02-05")]).card();
    assert!(card.findable.is_empty() && card.claims.is_empty());
    assert!(card.label.summary.is_none() && card.label.called.is_none());
    assert_eq!((card.label.title.as_str(), card.reference.as_str()), ("D-00ff00", "D-00ff00"));
    // It is recognised by to whom it goes, where that is known by name.
    let named = Hand { to_called: Some("Zorg Elders".parse().unwrap()), ..hand(Table::LocalTeam, CARE) };
    let named = after(Referral::begin(named, Vec::new(), &agency(SENDER), today()).unwrap(), &[]);
    assert_eq!(named.card().label.title.as_str(), "Zorg Elders");
}

#[test]
fn a_table_keeps_to_whom_it_referred_and_what_came_of_it_and_nothing_that_was_written() {
    let id = DossierId::new(2, [2; 10]);
    let mut kept = Referrals::default();
    let to = ReferredTo {
        id,
        table: Table::Riec,
        to: agency(POLICE),
        answer_by: day("2026-02-17"),
        until: day("2026-05-03"),
    };
    kept.take_in(&Referred::Begun(to), &stamp(1, SENDER, "2026-02-03"));
    assert!(kept.hear(DossierId::new(3, [3; 10]), Came::TakenOn).is_err(), "of another table");
    let heard = kept.hear(id, Came::TakenOn).unwrap();
    kept.take_in(&heard, &stamp(2, SENDER, "2026-02-10"));
    assert!(kept.hear(id, Came::TakenOn).is_err() && kept.hear(id, Came::Over).is_ok());
    assert_eq!(kept.iter().map(|one| one.came).collect::<Vec<_>>(), [Some((Came::TakenOn, day("2026-02-10")))]);
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/referral.jsonl");
    let sits = vec![Named::since("eerste".parse().unwrap(), day("2026-02-01"))];
    let one_of_each = [
        Event::Begun { hand: Box::new(hand(Table::LocalTeam, CARE)) },
        Event::Enclosed { item: Box::new(item(1, GIVER, false)) },
        Event::Enclosed { item: Box::new(item(2, POLICE, true)) },
        Event::Enclosed { item: Box::new(Enclosed { until: Some(day("2026-03-01")), ..item(3, GIVER, false) }) },
        Event::ItemAnswered {
            no: 1,
            reply: Reply::Yes { explicit: false },
            ground: Some(Based::on(Ground::OtherLaw, Some("Wvggz art. 8:29".parse().unwrap()))),
        },
        Event::ItemAnswered { no: 2, reply: Reply::No { reason: note("Onderzoek.") }, ground: None },
        Event::Sent,
        Event::AskedBack { question: note("Heeft hij een huis?") },
        Event::Replied { text: note("Nog drie weken.") },
        Event::Reminded { answer_by: day("2026-02-25"), said: note("Gebeld met Bo.") },
        Event::Declined { reason: note("Vol.") },
        taken_on(),
        Event::AnswerTaken,
        Event::Prolonged { until: day("2026-06-01"), reason: note("Hij verhuist.") },
        Event::Followed { no: 1, what: Followed::InDoubt },
        Event::Followed { no: 1, what: Followed::Settled },
        Event::Followed { no: 3, what: Followed::TakenBack },
        Event::PersonsNamed { named: Persons::only(agency(CARE), sits) },
        Event::Ended { how: How::Done, reason: note("Het loopt.") },
    ];
    crate::samples::hold(FILE, &one_of_each);
}

/// PRV-07
#[test]
fn police_data_go_along_structurally_only_by_a_decision_that_still_holds() {
    let asking = after(begun(Table::LocalTeam, CARE, vec![item(1, POLICE, false), item(2, GIVER, false)]), &[]);
    let decided = |until: &str| Decided {
        interest: note("Voorkomen van ernstige strafbare feiten."),
        partnership: note("De persoonsgerichte aanpak, om hulp te bieden."),
        data: note("Gegevens van de wijkagent."),
        conditions: note("Alleen voor die hulp."),
        recipients: note("Het lokale team."),
        until: day(until),
    };
    let on = |ground, decided: Option<Decided>| Based {
        ground,
        named: Some("besluit 2026-3".parse().unwrap()),
        decided: decided.map(Box::new),
    };
    let says = |no, (who, kind): (&str, AgencyKind), ground| {
        asking.answer_item((no, &agency(who), kind), (Reply::Yes { explicit: false }, Some(ground)), day("2026-02-04"))
    };
    let police = (POLICE, AgencyKind::Police);
    assert_eq!(field(says(1, police, on(Ground::Structural, None))), "interest");
    assert_eq!(field(says(1, police, on(Ground::Structural, Some(decided("2026-02-03"))))), "decided_until");
    assert_eq!(
        field(says(1, police, on(Ground::Police, Some(decided("2026-12-31"))))),
        "interest",
        "for once is for once"
    );
    let unnamed = Based { named: None, ..on(Ground::Structural, Some(decided("2026-12-31"))) };
    assert_eq!(field(says(1, police, unnamed)), "law");
    assert!(says(1, police, on(Ground::Structural, Some(decided("2026-02-04")))).is_ok(), "on its last day");
    let until_the_fifth = says(1, police, on(Ground::Structural, Some(decided("2026-02-05")))).unwrap();
    let said = [(until_the_fifth, POLICE, "2026-02-04")];
    let waits = after(begun(Table::LocalTeam, CARE, vec![item(1, POLICE, false)]), &said);
    for (sent, goes) in [("2026-02-05", true), ("2026-02-06", false)] {
        assert_eq!(waits.left_out(day(sent)).is_empty(), goes, "{sent}");
        let mut all = said.to_vec();
        all.push((waits.send(day(sent)).unwrap(), SENDER, sent));
        let gone = after(begun(Table::LocalTeam, CARE, vec![item(1, POLICE, false)]), &all);
        assert_eq!(!gone.items_for(&agency(CARE), day(sent)).is_empty(), goes, "{sent}");
    }
    let other = says(2, (GIVER, AgencyKind::Probation), on(Ground::Structural, Some(decided("2026-12-31"))));
    assert_eq!(field(other), "ground", "of police data alone");
}
