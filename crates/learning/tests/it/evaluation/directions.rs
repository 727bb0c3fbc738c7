//! What participants of a learning session devise goes under the recommendation it was meant for, with the session as its source.

use super::house::{HOUSES, Place, begun, does, place};
use web::testing::Client;

/// A phone that has come in, with the address of its own page.
struct Phone(Client, String);

impl Phone {
    async fn comes(place: &Place, code: &str, name: &str) -> Self {
        let (mut client, at) = (place.phone(), format!("/meedoen/{code}"));
        let own = does(&mut client, &at, &at, &[]).await;
        does(&mut client, &own, &format!("{own}/naam"), &[("naam", name)]).await;
        Self(client, own)
    }

    async fn writes(&mut self, typed: &[(&str, &str)]) {
        let own = self.1.clone();
        does(&mut self.0, &own, &format!("{own}/antwoord"), typed).await;
    }
}

/// An evaluation with two recommendations and a learning session on both; who leads, the evaluation, the session and its code.
async fn planned(place: &Place) -> (Client, String, String, String) {
    let mut evaluator = place.enter("evaluator").await;
    let at = begun(&mut evaluator, &HOUSES[..2]).await;
    let finding = [
        ("side", "could-be-better"),
        ("theme", "verwachtingen"),
        ("text", "Verwachtingen blijven onuitgesproken"),
        ("source", "paper"),
        ("evidence", "het vorige verslag"),
    ];
    does(&mut evaluator, &at, &format!("{at}/bevinding"), &finding).await;
    for text in ["Begin met een ronde over verwachtingen", "Lees elk besluit hardop voor"] {
        let advice = [("text", text), ("theme", "overleg"), ("addressees", "politie-nh")];
        does(&mut evaluator, &at, &format!("{at}/aanbeveling"), &advice).await;
    }
    let advised = advised(&mut evaluator, &at).await;
    let to = format!("{at}/leersessie");
    let typed = [("title", "Leersessie in maart"), ("on", "02-03-2026"), ("house", HOUSES[0])];
    evaluator.get(&at).await;
    let none = evaluator.post(&to, &typed).await;
    assert!(none.status == 422 && none.says("Kies over welke aanbevelingen") && none.says("Leersessie in maart"));
    let both = [&typed[..], &[("about", advised[0].as_str()), ("about", advised[1].as_str())]].concat();
    let session = does(&mut evaluator, &at, &to, &both).await;
    let page = evaluator.get(&session).await;
    let code = page.body.split("/scherm/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    (evaluator, at, session, code)
}

/// The recommendations of an evaluation, in their order.
async fn advised(client: &mut Client, at: &str) -> Vec<String> {
    let page = client.get(at).await.body;
    page.split("href=\"/aanbevelingen/").skip(1).filter_map(|rest| Some(rest.get(..32)?.to_owned())).collect()
}

async fn goes(leader: &mut Client, session: &str, place: usize) {
    does(leader, session, &format!("{session}/naar"), &[("plaats", &place.to_string())]).await;
}

/// The numbers of the rows of the form that say this, and what the form calls them.
fn row(page: &str, words: &str) -> (usize, String) {
    let rows = page.split("name=\"b").skip(1);
    let row = rows.into_iter().find(|row| row.split("name=\"b").next().unwrap().contains(words)).unwrap();
    let (n, rest) = row.split_once("\" value=\"").unwrap();
    (n.parse().unwrap(), rest.split('"').next().unwrap().to_owned())
}

#[tokio::test]
async fn what_participants_devise_goes_under_the_recommendation_it_was_meant_for() {
    let place = place().await;
    let (mut evaluator, evaluation, session, code) = planned(&place).await;
    let one = advised(&mut evaluator, &evaluation).await.remove(0);
    assert!(evaluator.get(&evaluation).await.says("Leersessie in maart"));
    let mut noor = Phone::comes(&place, &code, "Noor").await;
    let mut sem = Phone::comes(&place, &code, "Sem").await;
    does(&mut evaluator, &session, &format!("{session}/beginnen"), &[]).await;
    goes(&mut evaluator, &session, 2).await;
    // The headings are the recommendations of the evaluation.
    let own = noor.1.clone();
    assert!(noor.0.get(&own).await.says("Aanbeveling 2: Lees elk besluit hardop voor"));
    noor.writes(&[("n0", "Zet het op de agenda"), ("n1", "Lees het om de beurt")]).await;
    sem.writes(&[("n0", "Een kaartje op tafel")]).await;

    // While it runs: two of three, one of them in better words.
    let to = format!("{session}/richtingen/2");
    let page = evaluator.get(&format!("{to}?kop=0")).await.body;
    assert!(page.contains("Zet het op de agenda") && !page.contains("Lees het om de beurt") && !page.contains("Noor"));
    let (a, b) = (row(&page, "Zet het op de agenda"), row(&page, "Een kaartje op tafel"));
    let names = |n: usize| [format!("k{n}"), format!("b{n}"), format!("w{n}")];
    let ([ka, ba, wa], [kb, bb, wb]) = (names(a.0), names(b.0));
    let mut typed = vec![
        ("under", one.as_str()),
        ("kop", "0"),
        (ka.as_str(), "ja"),
        (ba.as_str(), a.1.as_str()),
        (wa.as_str(), "Zet de ronde vast op de agenda"),
        (kb.as_str(), "ja"),
        (bb.as_str(), b.1.as_str()),
        (wb.as_str(), "Joris de Wit maakt een kaartje"),
    ];
    // A name is asked about, and nothing that was typed is lost.
    let no = evaluator.post(&to, &typed).await;
    assert!(
        no.status == 422 && no.says("Staat hier een persoon (Joris de Wit)?") && no.says("Ik noem hier geen persoon")
    );
    assert!(no.says("Zet de ronde vast op de agenda") && no.says("checked"));
    typed.pop();
    typed.push((wb.as_str(), "Maak een kaartje voor op tafel"));
    let went = evaluator.post(&to, &typed).await;
    assert_eq!(went.status, 303, "{}", went.body);
    let done = evaluator.get(went.location()).await;
    assert!(done.says("2 richtingen staan nu onder de aanbeveling.") && done.says("Staat al onder: 1. Begin met"));

    // They stand there, without a name; the note is not there before the end, and afterwards for who may read it only.
    let at = format!("/aanbevelingen/{one}");
    let mut officer = place.enter("politie-nh").await;
    let read = officer.get(&at).await;
    assert!(read.says("Zet de ronde vast op de agenda") && read.says("uit een sessie") && !read.says("Noor"));
    assert!(!evaluator.get(&at).await.says("/uitkomst"), "there is no note yet");
    // Once more, with one that stands there: it is left out and said so.
    typed.truncate(5);
    evaluator.get(&format!("{to}?kop=0")).await;
    let again = evaluator.post(&to, &typed).await;
    let done = evaluator.get(again.location()).await;
    assert!(done.says("Er is niets bij gezet. Eén stond er al en is weggelaten."), "{}", done.body);

    does(&mut evaluator, &session, &format!("{session}/einde"), &[("sure", "ja")]).await;
    let note = format!("href=\"{session}/uitkomst\"");
    assert!(evaluator.get(&at).await.body.contains(&note) && !officer.get(&at).await.body.contains(&note));
    // After the end, under the other one, from the record.
    let two = advised(&mut evaluator, &evaluation).await.remove(1);
    let page = evaluator.get(&format!("{to}?kop=1")).await.body;
    let (n, key) = row(&page, "Lees het om de beurt");
    let [k, b, w] = names(n);
    let typed = [("under", two.as_str()), (&k, "ja"), (&b, &key), (&w, "Lees besluiten om de beurt voor")];
    assert_eq!(evaluator.post(&to, &typed).await.status, 303);
    assert!(officer.get(&format!("/aanbevelingen/{two}")).await.says("Lees besluiten om de beurt voor"));
    // What it comes from is led to where it opens, and named to everybody.
    let led = async |client: &mut Client| {
        let page = client.get(&at).await;
        let led = page.body.split("href=\"/evaluaties/").nth(1).and_then(|rest| rest.get(..32)).map(str::to_owned);
        assert!(page.says("Komt uit"));
        match led {
            Some(id) => Some(client.get(&format!("/evaluaties/{id}")).await.status),
            None => None,
        }
    };
    assert_eq!((led(&mut evaluator).await, led(&mut officer).await), (Some(200), None));
}

#[tokio::test]
async fn bad_input_comes_back_and_neither_dossier_changes() {
    let place = place().await;
    let (mut evaluator, evaluation, session, code) = planned(&place).await;
    let mut all = advised(&mut evaluator, &evaluation).await;
    let (two, one) = (all.remove(1), all.remove(0));
    let mut noor = Phone::comes(&place, &code, "Noor").await;
    let to = format!("{session}/richtingen/2");
    assert_eq!(evaluator.get(&to).await.status, 404, "nothing was written yet");
    does(&mut evaluator, &session, &format!("{session}/beginnen"), &[]).await;
    goes(&mut evaluator, &session, 2).await;
    noor.writes(&[("n0", "Zet het op de agenda")]).await;
    let page = evaluator.get(&to).await.body;
    let (n, key) = row(&page, "Zet het op de agenda");
    let (k, b, w) = (format!("k{n}"), format!("b{n}"), format!("w{n}"));
    let good = [("under", one.as_str()), (&k, "ja"), (&b, &key), (&w, "Zet het op de agenda")];
    let not = |left_out: &str| good.iter().copied().filter(|(name, _)| *name != left_out).collect::<Vec<_>>();
    let stranger = [&not("under")[..], &[("under", "0198f0a0b1c27d3e8f90a1b2c3d4e5f6")]].concat();
    let vanished = [&not(&b)[..], &[(b.as_str(), "00000000000000ff.0")]].concat();
    for (typed, says) in [
        (not("under"), "Maak een keuze."),
        (not(&k), "Vink aan wat u wilt doorgeven."),
        (not(&w), "Schrijf wat er komt te staan."),
        (stranger, "gaat niet over die aanbeveling"),
        (vanished, "is er niet meer"),
    ] {
        let no = evaluator.post(&to, &typed).await;
        assert!(no.status == 422 && no.says(says), "{says}: {} {}", no.status, no.body);
    }
    // One that is finished takes nothing more.
    let mut officer = place.enter("politie-nh").await;
    let at = format!("/aanbevelingen/{one}");
    does(&mut officer, &at, &format!("{at}/niet-oppakken"), &[("note", "past niet")]).await;
    let no = evaluator.post(&to, &good).await;
    assert!(no.status == 422 && no.says("kan niets meer") && no.says("Zet het op de agenda"), "{}", no.body);
    assert!(!officer.get(&at).await.says("Zet het op de agenda"));
    assert!(!evaluator.get(&to).await.says("Staat al onder"), "nor does the session believe that it went");
    // Who takes part in the evaluation and not in the session sees that there is one, and does not get in.
    let mut other = place.enter("procesregisseur-kennemerland").await;
    let seen = other.get(&evaluation).await;
    assert!(seen.says("Leersessie in maart") && !seen.says(&session));
    for path in [&to, &session] {
        assert_eq!(other.get(path).await.status, 404);
    }
    assert_eq!(other.post(&to, &[("under", &two)]).await.status, 404);
}
