//! How many are inside at once, told apart by what they have in common: requests of one source, streams of one session.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

/// Counts who is inside, by what they have in common.
pub(crate) struct Crowd<K: Eq + Hash>(Arc<Inside<K>>);

struct Inside<K> {
    most: usize,
    each: Mutex<HashMap<K, usize>>,
}

/// Somebody is inside for as long as this lives.
pub(crate) struct Ticket<K: Eq + Hash + Clone> {
    inside: Arc<Inside<K>>,
    key: K,
}

impl<K: Eq + Hash + Clone> Crowd<K> {
    /// At most so many of each.
    pub(crate) fn of(most: usize) -> Self {
        Self(Arc::new(Inside { most, each: Mutex::new(HashMap::new()) }))
    }

    /// Lets one in; `None` when there are as many as may be.
    pub(crate) fn enter(&self, key: &K) -> Option<Ticket<K>> {
        let mut each = self.0.each.lock().unwrap_or_else(PoisonError::into_inner);
        let now = each.get(key).copied().unwrap_or(0);
        if now >= self.0.most {
            return None;
        }
        each.insert(key.clone(), now + 1);
        Some(Ticket { inside: Arc::clone(&self.0), key: key.clone() })
    }
}

impl<K: Eq + Hash + Clone> Drop for Ticket<K> {
    fn drop(&mut self) {
        let mut each = self.inside.each.lock().unwrap_or_else(PoisonError::into_inner);
        // What is not counted takes no room: the list is as long as there are people inside.
        match each.get_mut(&self.key) {
            Some(now) if *now > 1 => *now -= 1,
            Some(_) | None => drop(each.remove(&self.key)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn who_leaves_makes_room_and_an_empty_place_is_forgotten() {
        let crowd = Crowd::of(2);
        let (one, two) = (crowd.enter(&"a").unwrap(), crowd.enter(&"a").unwrap());
        assert!(crowd.enter(&"a").is_none());
        assert!(crowd.enter(&"b").is_some());
        drop(one);
        let three = crowd.enter(&"a").unwrap();
        drop((two, three));
        assert!(crowd.0.each.lock().unwrap().is_empty());
    }
}
