//! The look of every page: the coat of its side, and the values of a house's own.

use crate::letter::{here, here_with};
use web::{Logo, Theme, Tokens, WebConfig, testing::Client};

#[tokio::test]
async fn one_look_at_the_top_says_on_which_side_one_is() {
    let house = here(true, "http://localhost").await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    let casework = anna.get("/brieven").await;
    assert!(casework.says("<html lang=\"nl\">"), "{}", casework.body);
    let learning = anna.get("/code/geen/kaart").await;
    assert!(learning.says("<html lang=\"nl\" class=\"leren\">"), "{}", learning.body);
}

#[tokio::test]
async fn the_menu_stands_on_every_page_once_for_each_width_and_says_who_one_is() {
    let house = here(true, "http://localhost").await;
    let mut anna = Client::new(house.router.clone());
    let before = anna.get("/inloggen").await;
    assert!(!before.says("<nav") && !before.says("/uitloggen"), "{}", before.body);
    anna.enter("anna").await;
    let page = anna.get("/brieven").await;
    assert_eq!(page.body.matches("action=\"/uitloggen\"").count(), 2, "{}", page.body);
    assert!(page.says("aria-label=\"Hoofdmenu\"") && page.says("menu__in"), "{}", page.body);
}

#[tokio::test]
async fn the_menu_leads_nobody_to_what_is_not_there_for_them() {
    let house = here(true, "http://localhost").await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    assert!(anna.get("/").await.says("href=\"/brieven\""));
    let mut carl = Client::new(house.router.clone());
    carl.enter("carl").await;
    let page = carl.get("/").await;
    assert!(!page.says("href=\"/brieven\"") && page.says("href=\"/\""), "{}", page.body);
}

#[tokio::test]
async fn a_house_puts_on_its_own_values_name_and_logo() {
    let tokens = Tokens::from([("--casustafel-side-background-color".to_owned(), "#14453d".to_owned())]);
    let logo = Logo { kind: "image/svg+xml", bytes: b"<svg/>".to_vec() };
    let theme = Theme::of(Some("Huis <Duin>".to_owned()), &tokens, &Tokens::new(), Some(logo)).unwrap();
    let house = here_with(WebConfig { demo: true, theme: Some(theme), ..WebConfig::default() }).await;
    let mut client = Client::new(house.router.clone());
    let page = client.get("/inloggen").await;
    assert!(page.says("Huis &#60;Duin&#62;</a>"), "{}", page.body);
    let at = |mark: &str| {
        let rest = page.body.split(mark).nth(1).unwrap_or_else(|| panic!("{mark} in {}", page.body));
        format!("{}{}", mark.split('"').nth(1).unwrap(), rest.split('"').next().unwrap())
    };
    let (css, logo) = (at("href=\"/thema.css"), at("src=\"/thema/logo"));
    let css = client.get(&css).await;
    assert!(css.says("--casustafel-side-background-color: #14453d;"), "{}", css.body);
    assert!(css.headers["cache-control"].contains("immutable") && css.headers["content-type"].starts_with("text/css"));
    let logo = client.get(&logo).await;
    assert_eq!((logo.status, logo.headers["content-type"].as_str()), (200, "image/svg+xml"));
    assert!(logo.headers["content-security-policy"].starts_with("default-src 'none'"), "a picture runs nothing");
}

#[tokio::test]
async fn a_house_without_a_look_of_its_own_has_nothing_there() {
    let house = here(true, "http://localhost").await;
    let mut client = Client::new(house.router.clone());
    assert!(!client.get("/inloggen").await.says("/thema"));
    for path in ["/thema.css", "/thema/logo"] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
}

#[test]
fn what_a_browser_fetches_once_is_small() {
    let assets = [include_str!("../../assets/stijl.css"), include_str!("../../assets/enhance.js")];
    // Compressed it is a fifth of this.
    assert!(assets.iter().map(|file| file.len()).sum::<usize>() < 120 * 1024);
}
