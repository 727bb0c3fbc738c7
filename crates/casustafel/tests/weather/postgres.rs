//! From SQLite to PostgreSQL and back, with everything that was in it. Runs where CASUSTAFEL_TEST_PG names a server.

use crate::{
    house::{Place, REGISTER},
    left_out::left_out,
};
use postgres::{Client, NoTls};
use std::fs;

/// A database of its own, gone afterwards.
pub(crate) struct Fresh {
    server: String,
    name: String,
}

impl Fresh {
    pub(crate) fn make(what: &str) -> Option<Self> {
        let Ok(server) = std::env::var("CASUSTAFEL_TEST_PG") else {
            left_out("CASUSTAFEL_TEST_PG=postgres://... names a server");
            return None;
        };
        let name = format!("casustafel_{what}_{}", std::process::id());
        Client::connect(&server, NoTls).unwrap().batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        Some(Self { server, name })
    }

    pub(crate) fn url(&self) -> String {
        let cut = self.server.rfind('/').unwrap();
        format!("{}/{}", &self.server[..cut], self.name)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Ok(mut client) = Client::connect(&self.server, NoTls) {
            let _ = client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
    }
}

#[test]
fn a_house_moves_to_postgresql_and_back_with_everything_in_it() {
    let Some(fresh) = Fresh::make("weather") else { return };
    let url = fresh.url();
    let place = Place::empty();
    place.must(&["import", "signalen", REGISTER, "--als", "expert-nh"]);
    let said = place.must(&["move", "--to", &url]);
    assert!(said.contains("24 dossiers") && said.contains("All is well."), "{said}");
    place.run(&["move", "--to", &url]).refuses(&["empty"]);

    // Another folder with the same key and the same ring serves it, and writes to it.
    let there = Place::bare();
    fs::copy(place.data().join("meestersleutel"), there.data().join("meestersleutel")).unwrap();
    there.run(&["verify", "--database-url", &url]).refuses(&["sleutelring"]);
    fs::copy(place.data().join("sleutelring"), there.data().join("sleutelring")).unwrap();
    let again = there.must(&["import", "signalen", REGISTER, "--als", "expert-nh", "--database-url", &url]);
    assert!(again.starts_with("0 overgenomen, 24 al"), "{again}");
    let address = |port| format!("127.0.0.1:{port}");
    let served = there.start_by(|port| there.command(&["serve", "--listen", &address(port), "--database-url", &url]));
    let token = there.must(&["token", "--as", "expert-nh", "--database-url", &url]);
    assert_eq!(served.signals(token.trim()).len(), 24);
    drop(served);

    let back = there.store();
    let said = there.must(&["move", "--to", back.to_str().unwrap(), "--database-url", &url]);
    assert!(said.contains("24 dossiers") && said.contains("All is well."), "{said}");
    there.is_well();
    let rows = |place: &Place| place.serve().signals(&place.token("expert-nh"));
    assert_eq!(rows(&place), rows(&there));
}
