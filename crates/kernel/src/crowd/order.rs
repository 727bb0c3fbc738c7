//! An order that says nothing: not of who was first, not which texts came on one slip, and the same at every look.

/// Puts things in an order that follows from their words alone and that no reader can read anything from. `salt` keeps the order of one
/// question apart from that of another.
pub fn mixed<T>(all: &mut [T], salt: &str, words: impl Fn(&T) -> String) {
    all.sort_by_cached_key(|one| {
        let words = words(one);
        (scattered(salt, &words), words)
    });
}

/// FNV-1a, with its bits scattered once more, for the texts of a question are much alike.
fn scattered(salt: &str, words: &str) -> u64 {
    let bytes = salt.bytes().chain([0]).chain(words.bytes());
    let mut sum =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    for _ in 0..2 {
        sum = (sum ^ (sum >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    sum ^ (sum >> 32)
}
