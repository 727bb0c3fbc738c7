//! Taking over a register into a real house: in one transaction, and the same file twice changes nothing.

use super::super::{
    acts::{ConfirmScreenOut, KnownHere, ProposeScreenOut, ReadSignal, RevealBsn},
    import::{Choose, NotTaken, take_over, taken_before},
};
use super::{region::region, *};

const GOOD: &[u8] = include_bytes!("../../../tests/data/signaalregister.csv");
const WITH_ERRORS: &[u8] = include_bytes!("../../../tests/data/signaalregister-met-fouten.csv");

#[tokio::test]
async fn the_same_register_twice_is_taken_over_once() {
    let region = region().await;
    let preview = region.preview(GOOD);
    let taken = take_over(&region.vault, &region.expert, &preview, Choose::AllOrNothing).await.unwrap();
    assert_eq!((taken.made.len(), taken.before, taken.left), (24, 0, 0));
    assert_eq!(taken.made[0].1.as_str(), "S-2026-0001");
    assert_eq!(taken_before(&region.vault, &region.expert, &preview).await.unwrap().len(), 24);
    let again = take_over(&region.vault, &region.expert, &preview, Choose::AllOrNothing).await.unwrap();
    assert_eq!((again.made.len(), again.before), (0, 24));
    assert_eq!(region.total(&region.expert).await, 24);
    assert_eq!(region.total(&region.officer).await, 0);
}

#[tokio::test]
async fn all_or_nothing_takes_nothing_and_the_good_ones_can_be_taken() {
    let region = region().await;
    let preview = region.preview(WITH_ERRORS);
    let refused = take_over(&region.vault, &region.expert, &preview, Choose::AllOrNothing).await.unwrap_err();
    assert!(matches!(refused, NotTaken::Refused(ref r) if r.why.nl.contains('5')), "{refused:?}");
    assert_eq!(region.total(&region.expert).await, 0);
    let taken = take_over(&region.vault, &region.expert, &preview, Choose::GoodOnes).await.unwrap();
    assert_eq!((taken.made.len(), taken.left), (1, 5));
}

#[tokio::test]
async fn a_signal_goes_to_the_second_partner_and_comes_back_out_of_sight() {
    let region = region().await;
    let taken = take_over(&region.vault, &region.expert, &region.preview(GOOD), Choose::AllOrNothing).await.unwrap();
    let (id, _) = taken.made[1];
    assert!(region.vault.look::<ReadSignal>(&region.officer, id).await.is_err());
    let desk = region.vault.open_desk::<ProposeScreenOut>(&region.expert, id).await.unwrap();
    let by = By { person: &region.expert.person, agency: &region.expert.agency };
    let reason = "alleen geloofsuiting".parse().unwrap();
    let event = desk.dossier().propose_screen_out((reason, Explicit::default()), &region.officer.agency, by).unwrap();
    desk.commit(vec![event]).await.unwrap();
    assert_eq!(region.vault.tasks(&region.officer).await.unwrap()[0].act, "signal.confirm-screen-out");
    assert!(region.vault.look::<ReadSignal>(&region.officer, id).await.is_ok());
    let desk = region.vault.open_desk::<ConfirmScreenOut>(&region.officer, id).await.unwrap();
    let by = By { person: &region.officer.person, agency: &region.officer.agency };
    let event = desk.dossier().confirm_screen_out(None, by).unwrap();
    desk.commit(vec![event]).await.unwrap();
    assert!(region.vault.look::<ReadSignal>(&region.officer, id).await.is_err());
    assert!(region.vault.look::<ReadSignal>(&region.expert, id).await.is_ok());
    assert!(region.vault.look::<RevealBsn>(&region.expert, id).await.is_ok());
}

#[tokio::test]
async fn a_person_is_found_by_an_exact_question_only() {
    let region = region().await;
    take_over(&region.vault, &region.expert, &region.preview(GOOD), Choose::AllOrNothing).await.unwrap();
    let reason = "nieuwe melding".parse().unwrap();
    let ask = |bsn: &str| {
        let question = Question::of(Some(bsn.parse().unwrap()), None, None, Some("nieuwe melding".parse().unwrap()));
        Findable::from(question.unwrap().by)
    };
    let known = async |who, what| region.vault.known::<KnownHere>(who, &what, &reason).await.unwrap().unwrap().len();
    let named = |name| Findable::NameAndBirth(line(name), day("14-03-2009"));
    assert_eq!(known(&region.expert, ask("999993276")).await, 1);
    assert_eq!(known(&region.expert, named("daan  VISSERMAN")).await, 1);
    assert_eq!(
        known(&region.expert, named("daan\u{200b} visserman\u{200f}")).await,
        1,
        "what cannot be seen does not count"
    );
    assert_eq!(known(&region.expert, ask("999990019")).await, 0);
    assert_eq!(
        known(&region.expert, named("Da\u{e4}n  vi\u{ad}sserman")).await,
        1,
        "accents and unseen signs do not count"
    );
    assert_eq!(known(&region.expert, named("daan vissermann")).await, 0, "every letter does");
    assert_eq!(known(&region.officer, ask("999993276")).await, 0, "no seat, no answer");
    assert_eq!(known(&region.officer, named("daan visserman")).await, 0);
}
