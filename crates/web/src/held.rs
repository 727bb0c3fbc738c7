//! The doors for who holds the code in an address, such as a phone in a session: nobody knows who it is, and many come at once.

use crate::{
    answer::{Answer, Drawn, Trouble, Why},
    doors::{Call, Hearing, MendError, Opens, Reads, TRIES},
    form::Filled,
};
use vault::Act;

/// A page for who holds the code in the address.
pub(crate) async fn show(call: Call, show: Reads) -> Result<Answer, Trouble> {
    page(call, &show, Filled::default()).await.map(Answer::Page)
}

async fn page(call: Call, show: &Reads, filled: Filled) -> Result<Drawn, Trouble> {
    let (page, _) = show(call, filled).await?;
    page.await
}

/// Something handed in by who holds the code in the address.
pub(crate) async fn act(call: Call, show: Reads, open: Opens) -> Result<Answer, Trouble> {
    let mut halt = MendError::stale(Vec::new());
    for _ in 0..TRIES {
        let desk = open(call.clone()).await?;
        let now = desk.version();
        halt = match desk.carry_out(call.clone(), now).await? {
            Ok(go) => return Ok(Answer::Go(go)),
            Err(halt) => halt,
        };
        if halt.why != Why::Stale {
            break;
        }
    }
    let (why, filled) = halt.filled(&call);
    let page = page(call, &show, filled.clone()).await?;
    Ok(Answer::Again(why, Box::new(page), filled))
}

/// Changes of the dossier behind the code in the address.
pub(crate) async fn listen<A: Act>(call: Call) -> Result<Hearing, Trouble> {
    let seen = call.ask.vault.look_by_code::<A>(call.ask.part("code")).await?;
    Ok(Hearing { changes: vec![call.ask.vault.watch(&seen)], still: None })
}

/// The same without what others hand in, for phones.
pub(crate) async fn listen_to_acts<A: Act>(call: Call) -> Result<Hearing, Trouble> {
    let seen = call.ask.vault.look_by_code::<A>(call.ask.part("code")).await?;
    Ok(Hearing { changes: vec![call.ask.vault.watch_acts(&seen)], still: None })
}
