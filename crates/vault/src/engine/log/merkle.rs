//! The tree over the leaves of the log, as RFC 6962 (section 2.1) makes it: hashes, the root at a size, and the proof that a larger tree
//! begins with a smaller one. It reads complete subtrees and never all leaves.

use crate::engine::keys::sha256;

/// The hash of a leaf or of what is above it.
pub(crate) type Hash = [u8; 32];

/// The hash of a leaf.
pub(crate) fn leaf(data: &[u8]) -> Hash {
    sha256(&[&[0], data].concat())
}

/// The hash of two subtrees.
pub(crate) fn node(left: &Hash, right: &Hash) -> Hash {
    sha256(&[[1].as_slice(), left, right].concat())
}

/// The right edge of a tree: the complete subtrees that it falls apart in, from large to small. Enough to grow it and to tell its root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Edge {
    size: u64,
    peaks: Vec<Hash>,
}

impl Edge {
    /// The edge of the tree of this size. `read` gives the hash of subtree number n of 2^level leaves.
    pub(crate) fn at<E>(size: u64, mut read: impl FnMut(u32, u64) -> Result<Hash, E>) -> Result<Self, E> {
        let levels = (0..u64::BITS).rev().filter(|level| (size >> level) & 1 == 1);
        let peaks = levels.map(|level| read(level, (size >> level) - 1)).collect::<Result<_, E>>()?;
        Ok(Self { size, peaks })
    }

    /// How many leaves.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf, and hands over every subtree that is complete with it: level, number and hash.
    pub(crate) fn push(&mut self, leaf: Hash, mut made: impl FnMut(u32, u64, Hash)) {
        let (mut hash, mut level) = (leaf, 0);
        while (self.size >> level) & 1 == 1
            && let Some(left) = self.peaks.pop()
        {
            hash = node(&left, &hash);
            level += 1;
            made(level, self.size >> level, hash);
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root; of no leaves the hash of nothing.
    pub(crate) fn root(&self) -> Hash {
        let folded = self.peaks.iter().rev().copied().reduce(|right, left| node(&left, &right));
        folded.unwrap_or_else(|| sha256(b""))
    }
}

/// The hash over leaves lo up to hi, where lo begins a complete subtree that is large enough.
fn over<E>(lo: u64, hi: u64, read: &mut dyn FnMut(u32, u64) -> Result<Hash, E>) -> Result<Hash, E> {
    let mut parts = Vec::new();
    let mut at = lo;
    while at < hi {
        let level = (hi - at).ilog2();
        parts.push(read(level, at >> level)?);
        at += 1 << level;
    }
    Ok(parts.into_iter().rev().reduce(|right, left| node(&left, &right)).unwrap_or_default())
}

/// The proof that the tree of `to` leaves begins with the tree of `from` leaves; empty when they are the same.
///
/// `from` is at least 1 and at most `to`.
pub(crate) fn prove<E>(from: u64, to: u64, read: &mut dyn FnMut(u32, u64) -> Result<Hash, E>) -> Result<Vec<Hash>, E> {
    let (mut lo, mut hi, mut whole) = (0, to, true);
    let mut outside = Vec::new();
    while from < hi {
        let half = 1 << (hi - lo - 1).ilog2();
        if from <= lo + half {
            outside.push(over(lo + half, hi, read)?);
            hi = lo + half;
        } else {
            outside.push(over(lo, lo + half, read)?);
            lo += half;
            whole = false;
        }
    }
    if !whole {
        outside.push(over(lo, hi, read)?);
    }
    outside.reverse();
    Ok(outside)
}

/// Whether the proof shows that the tree of `to` leaves with root `new` begins with the tree of `from` leaves with root `old`.
pub(crate) fn follows(from: u64, old: &Hash, to: u64, new: &Hash, proof: &[Hash]) -> bool {
    if from == 0 || from > to {
        return false;
    }
    if from == to {
        return proof.is_empty() && old == new;
    }
    let (mut a, mut b) = (from - 1, to - 1);
    let shared = a.trailing_ones();
    a >>= shared;
    b >>= shared;
    let (first, rest) = if from.is_power_of_two() {
        (old, proof)
    } else {
        let Some((first, rest)) = proof.split_first() else { return false };
        (first, rest)
    };
    let (mut before, mut after) = (*first, *first);
    for hash in rest {
        if b == 0 {
            return false;
        }
        if a & 1 == 1 || a == b {
            before = node(hash, &before);
            after = node(hash, &after);
            while a & 1 == 0 && a != 0 {
                a >>= 1;
                b >>= 1;
            }
        } else {
            after = node(&after, hash);
        }
        a >>= 1;
        b >>= 1;
    }
    b == 0 && before == *old && after == *new
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::engine::keys::hex;
    use std::{collections::HashMap, convert::Infallible};

    /// The leaves and roots by which logs of certificates are tested.
    const LEAVES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    struct Grown {
        nodes: HashMap<(u32, u64), Hash>,
        roots: Vec<Hash>,
    }

    fn grow(leaves: impl Iterator<Item = Hash>) -> Grown {
        let (mut edge, mut nodes) = (Edge::default(), HashMap::new());
        let mut roots = vec![edge.root()];
        for (n, hash) in (0..).zip(leaves) {
            nodes.insert((0, n), hash);
            edge.push(hash, |level, n, hash| {
                nodes.insert((level, n), hash);
            });
            roots.push(edge.root());
            let read = |level, n| Ok::<_, Infallible>(nodes[&(level, n)]);
            assert_eq!(Edge::at(edge.size(), read).unwrap(), edge);
        }
        Grown { nodes, roots }
    }

    #[test]
    fn roots_are_those_of_the_standard() {
        let grown = grow(LEAVES.iter().map(|data| leaf(data)));
        assert_eq!(grown.roots.iter().map(|root| hex(root)).collect::<Vec<_>>(), ROOTS);
        let proof = prove(1, 8, &mut |level, n| Ok::<_, Infallible>(grown.nodes[&(level, n)])).unwrap();
        let standard = [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ];
        assert_eq!(proof.iter().map(|hash| hex(hash)).collect::<Vec<_>>(), standard);
    }

    #[test]
    fn every_size_follows_from_every_smaller_one_and_from_nothing_else() {
        let grown = grow((0..40_u8).map(|n| leaf(&[n])));
        let other = grow((0..40_u8).map(|n| leaf(&[n / 2])));
        let mut read = |level, n| Ok::<_, Infallible>(grown.nodes[&(level, n)]);
        for to in 1..=40_u64 {
            for from in 1..=to {
                let at = |size: u64| &grown.roots[usize::try_from(size).unwrap()];
                let proof = prove(from, to, &mut read).unwrap();
                assert!(follows(from, at(from), to, at(to), &proof), "{from} {to}");
                let elsewhere = &other.roots[usize::try_from(from).unwrap()];
                assert!(elsewhere == at(from) || !follows(from, elsewhere, to, at(to), &proof), "{from} {to}");
                assert!(!follows(to, at(to), from, at(from), &proof) || from == to);
                let longer = [proof.as_slice(), &[[0; 32]]].concat();
                assert!(!follows(from, at(from), to, at(to), &longer), "{from} {to}");
                for n in 0..proof.len() {
                    let mut bad = proof.clone();
                    bad[n][3] ^= 1;
                    assert!(!follows(from, at(from), to, at(to), &bad), "{from} {to} {n}");
                    assert!(!follows(from, at(from), to, at(to), &proof[..n]), "{from} {to} cut at {n}");
                }
            }
        }
        assert!(!follows(0, &grown.roots[0], 4, &grown.roots[4], &[]));
    }
}
