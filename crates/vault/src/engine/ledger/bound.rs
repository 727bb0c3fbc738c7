//! What is sealed beside the events of a dossier is bound to what lies plain beside it.

use crate::engine::store::Value;
use kernel::DossierId;

/// What is sealed beside the events is bound to: what it is, the dossier, and every plain column beside it.
pub(super) fn bound<'a>(what: &[u8], id: DossierId, columns: impl IntoIterator<Item = &'a Value>) -> Vec<u8> {
    const LENGTH: usize = size_of::<u64>();
    // Of every row in a list, so nothing is copied twice.
    let mut bound = Vec::with_capacity(1024);
    bound.extend(what);
    bound.extend(id.bytes());
    for column in columns {
        let at = bound.len();
        bound.extend([0; LENGTH]);
        column.frame_onto(&mut bound);
        let length = (bound.len() - at - LENGTH) as u64;
        if let Some(place) = bound.get_mut(at..at + LENGTH) {
            place.copy_from_slice(&length.to_be_bytes());
        }
    }
    bound
}
