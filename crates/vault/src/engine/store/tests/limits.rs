//! How long anything may take at PostgreSQL, and what a keeper reads when it lets us in and then refuses.

use super::*;
use crate::engine::store::{VERSION, migrate};

fn limit(conn: &mut dyn Connection) -> String {
    let row = conn.first("SELECT current_setting('statement_timeout')", &[]).unwrap();
    row.unwrap().text(0).unwrap().to_owned()
}

#[test]
fn ordinary_work_has_a_limit_and_work_on_everything_has_none() {
    let (_folder, database) = with_things();
    let Database::Postgres { url, .. } = &database else { return };
    let mut conn = database.connect().unwrap();
    assert_eq!(limit(&mut *conn), "30s");
    conn.snapshot().unwrap();
    assert_eq!(limit(&mut *conn), "0");
    conn.say("ROLLBACK").unwrap();
    assert_eq!(limit(&mut *conn), "30s");
    conn.be_patient().unwrap();
    assert_eq!(limit(&mut *conn), "0");
    let name = conn.first("SELECT current_setting('application_name')", &[]).unwrap().unwrap();
    assert_eq!(name.text(0).unwrap(), "casustafel");
    // What the keeper chose stays.
    let chosen = at(format!("{url}?options=-c%20statement_timeout%3D50"));
    let mut conn = chosen.connect().unwrap();
    assert_eq!(limit(&mut *conn), "50ms");
    let said = conn.query("SELECT pg_sleep(20)::text", &[]).unwrap_err();
    assert!(said.to_string().contains("statement_timeout"), "{said}");
    assert_eq!(limit(&mut *conn), "50ms", "the connection is well");
}

#[test]
fn a_server_that_lets_nobody_write_and_a_user_that_may_not_are_told_in_a_sentence() {
    let (_folder, database) = with_things();
    let Database::Postgres { url, .. } = &database else { return };
    let name = url.rsplit_once('/').unwrap().1;
    admin(url).batch_execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).unwrap();
    let refused = |url: &str| {
        let mut conn = at(url.to_owned()).connect().unwrap();
        migrate::<StoreError>(&mut *conn, VERSION, |_, _| Ok(()), |_, _| Ok(())).unwrap_err().to_string()
    };
    assert!(refused(url).contains("standby"));
    let anew = format!("SET transaction_read_only = off; ALTER DATABASE {name} RESET default_transaction_read_only");
    admin(url).batch_execute(&anew).unwrap();
    let role = format!("stranger_{}", std::process::id());
    admin(url).batch_execute(&format!("CREATE ROLE {role} LOGIN")).unwrap();
    assert!(refused(&url.replacen("postgres@", &format!("{role}@"), 1)).contains("permit"));
    admin(url).batch_execute(&format!("DROP ROLE {role}")).unwrap();
    let absent = at(format!("{url}_weg")).connect().err().unwrap();
    assert!(absent.to_string().contains("createdb"), "{absent}");
}

#[test]
fn a_direct_address_is_not_taken_for_a_pooler() {
    use crate::engine::store::postgres::refuse_pooler;
    let (_folder, database) = with_things();
    let mut one = database.connect().unwrap();
    let mut other = database.connect().unwrap();
    assert_eq!(refuse_pooler(&mut *one, &mut *other), Ok(()), "a direct address is two");
}
