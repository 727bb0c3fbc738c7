//! Hearing what other nodes tell, on a connection of its own that is found again when it is lost.

use super::{
    super::{News, StoreError, writer::pause},
    address::{Address, of_process},
    dial,
};
use std::future;
use tokio::{
    runtime::Builder,
    sync::{mpsc, oneshot},
};
use tokio_postgres::AsyncMessage;

/// Listens until `stop` is let go of. Blocks.
pub(in super::super) fn listen(
    url: &str,
    channels: &[&str],
    hear: &mut dyn FnMut(News),
    mut stop: oneshot::Receiver<()>,
) -> Result<(), StoreError> {
    let address = Address::read(url, &of_process)?;
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|e| StoreError::Engine(e.to_string()))?.block_on(async {
        let mut tries = 0;
        loop {
            let mut came_through = false;
            let session = one_session(&address, channels, |news| {
                came_through = true;
                hear(news);
            });
            tokio::select! {
                _ = &mut stop => return Ok(()),
                ended = session => {
                    if let Err(e) = ended {
                        tracing::warn!(why = %e, "what other nodes tell is not heard; trying again");
                    }
                }
            }
            tries = if came_through { 0 } else { tries + 1 };
            tokio::select! {
                _ = &mut stop => return Ok(()),
                // Up to some three seconds.
                () = tokio::time::sleep(pause(tries) * 8) => {}
            }
        }
    })
}

/// From one connection being made to its being lost.
async fn one_session(address: &Address, channels: &[&str], mut hear: impl FnMut(News)) -> Result<(), StoreError> {
    let (client, mut connection) = dial(address).await?;
    let (tell, mut told) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(Ok(message)) = future::poll_fn(|cx| connection.poll_message(cx)).await {
            if let AsyncMessage::Notification(word) = message
                && tell
                    .send(News::Word { channel: word.channel().to_owned(), payload: word.payload().to_owned() })
                    .is_err()
            {
                return;
            }
        }
    });
    for channel in channels {
        client.batch_execute(&format!("LISTEN {channel}")).await?;
    }
    // Only from here on everything is heard, so what was told before it is to be looked up.
    hear(News::Missed);
    while let Some(news) = told.recv().await {
        hear(news);
    }
    Ok(())
}
