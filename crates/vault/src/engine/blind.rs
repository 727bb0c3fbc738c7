//! Asking blind whether somebody is known: the partially oblivious function of RFC 9497 (POPRF, ristretto255 and SHA-512), which a kept
//! library computes. Who asks hides a number, who answers computes with a key of its own on what it cannot read and proves that it was that
//! key, and who asks takes the hiding away. What comes out tells of a short list of tags which of them is this number's, and nothing of the
//! others. What both know, the two houses and the day, goes in as well: a value of one day or one house is worth nothing to another.
//!
//! ([ADR 34](../../../../docs/adr/0034-known-elsewhere-blind.md) says who learns what.)

use crate::engine::{
    cipher::{Key, Random, fresh},
    dossier::Findable,
};
use rand_core::{CryptoRng, Error, RngCore};
use sha2::{Digest as _, Sha256};
use voprf::{BlindedElement, EvaluationElement, Group, PoprfClient, PoprfServer, Proof, Ristretto255};
use zeroize::Zeroizing;

/// What the key pair is made for, beside its seed.
const PURPOSE: &[u8] = b"casustafel/blind/1";
/// How long the value is that belongs to a number, in bytes.
pub(crate) const VALUE: usize = 64;
/// How long a tag is: no number meets another's by chance.
pub(crate) const TAG: usize = 16;
/// So many tags has a list at most, which is some four thousand people with two each. Whoever answers can put on it whatever they like, and no more
/// guesses than this.
pub(crate) const MOST_TAGS: usize = 8_192;
/// A list of tags is filled up to a multiple of this, so that its length does not tell how many there are.
pub(crate) const STEP: usize = 64;

kernel::words! {
    /// By what somebody is found to be known in another house.
    pub enum FoundBy {
        /// By the number, which is one person's.
        Bsn = "bsn", "BSN", "BSN";
        /// By a name with a full date of birth, which two people can share.
        NameAndBirth = "name", "naam en geboortedatum", "name and date of birth";
    }
}

impl FoundBy {
    pub(crate) const fn of(what: &Findable) -> Self {
        match what {
            Findable::Bsn(_) => Self::Bsn,
            Findable::NameAndBirth(..) => Self::NameAndBirth,
        }
    }
}

/// What another house sent is not what it should be: unreadable, or made with another key than the one that is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlindError;

impl From<voprf::Error> for BlindError {
    fn from(_: voprf::Error) -> Self {
        Self
    }
}

/// Chance in the form that the library asks for.
struct Chance<'a>(&'a dyn Random);

impl RngCore for Chance<'_> {
    fn next_u32(&mut self) -> u32 {
        u32::from_le_bytes(fresh(self.0))
    }
    fn next_u64(&mut self) -> u64 {
        u64::from_le_bytes(fresh(self.0))
    }
    fn fill_bytes(&mut self, to: &mut [u8]) {
        self.0.fill(to);
    }
    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Error> {
        self.0.fill(to);
        Ok(())
    }
}

impl CryptoRng for Chance<'_> {}

/// What goes in for somebody: the same in every house, whatever its keys. Each part tells its length.
pub(crate) fn input(what: &Findable) -> Zeroizing<Vec<u8>> {
    let framed = |parts: &[&[u8]]| {
        let mut all = Zeroizing::new(Vec::new());
        for part in parts {
            all.extend_from_slice(&(part.len() as u64).to_be_bytes());
            all.extend_from_slice(part);
        }
        all
    };
    match what {
        Findable::Bsn(bsn) => framed(&[b"bsn", bsn.reveal().as_bytes()]),
        Findable::NameAndBirth(name, born) => {
            framed(&[b"name", kernel::folded(name.as_str()).as_bytes(), born.to_string().as_bytes()])
        }
    }
}

/// The house that answers.
pub(crate) struct Answering(PoprfServer<Ristretto255>);

impl Answering {
    pub(crate) fn of(seed: &Key) -> Result<Self, BlindError> {
        Ok(Self(PoprfServer::new_from_seed(seed.bytes(), PURPOSE)?))
    }

    /// The public half of its key, by which who asks knows that it was this one.
    pub(crate) fn public(&self) -> [u8; 32] {
        Ristretto255::serialize_elem(self.0.get_public_key()).into()
    }

    /// Computes on what is hidden. Gives the answer and the proof; nothing is learned of what it was.
    pub(crate) fn evaluate(
        &self,
        random: &dyn Random,
        hidden: &[u8],
        info: &[u8],
    ) -> Result<(Vec<u8>, Vec<u8>), BlindError> {
        let hidden = BlindedElement::deserialize(hidden)?;
        let done = self.0.blind_evaluate(&mut Chance(random), &hidden, Some(info))?;
        Ok((done.message.serialize().to_vec(), done.proof.serialize().to_vec()))
    }

    /// The value that belongs to this input.
    pub(crate) fn value(&self, input: &[u8], info: &[u8]) -> Result<[u8; VALUE], BlindError> {
        Ok(self.0.evaluate(input, Some(info))?.into())
    }
}

/// A question while it is under way: what was hidden, and how. It never leaves the memory of the house that asks.
pub(crate) struct Hidden {
    input: Zeroizing<Vec<u8>>,
    client: PoprfClient<Ristretto255>,
}

impl Hidden {
    /// Hides an input. Gives what may be sent: every input hidden with every chance looks alike.
    pub(crate) fn of(random: &dyn Random, input: Zeroizing<Vec<u8>>) -> Result<(Self, Vec<u8>), BlindError> {
        let hidden = PoprfClient::blind(&input, &mut Chance(random))?;
        let message = hidden.message.serialize().to_vec();
        Ok((Self { input, client: hidden.state }, message))
    }

    /// Takes the hiding away, once the proof shows that the answer was made with the key of which this is the public half.
    pub(crate) fn finish(
        &self,
        (answer, proof): (&[u8], &[u8]),
        public: &[u8],
        info: &[u8],
    ) -> Result<[u8; VALUE], BlindError> {
        let (answer, proof) = (EvaluationElement::deserialize(answer)?, Proof::deserialize(proof)?);
        let public = Ristretto255::deserialize_elem(public).map_err(|_| BlindError)?;
        Ok(self.client.finalize(&self.input, &answer, &proof, public, Some(info))?.into())
    }
}

/// The tag of a value in one list: of the same value another one in every list, so that two lists cannot be laid beside each other.
pub(crate) fn tag(list: &[u8], value: &[u8]) -> [u8; TAG] {
    let whole: [u8; 32] =
        Sha256::new().chain_update(b"casustafel/tag/1").chain_update(list).chain_update(value).finalize().into();
    let mut tag = [0; TAG];
    tag.copy_from_slice(&whole[..TAG]);
    tag
}

/// The list of these values under a fresh word: filled up with chance to a multiple of [`STEP`], and in an order that says nothing.
pub(crate) fn tags(random: &dyn Random, values: &[[u8; VALUE]]) -> ([u8; 16], Vec<[u8; TAG]>) {
    let list: [u8; 16] = fresh(random);
    let mut all: Vec<[u8; TAG]> = values.iter().map(|value| tag(&list, value)).collect();
    let length = values.len().max(1).next_multiple_of(STEP);
    while all.len() < length {
        all.push(fresh(random));
    }
    all.sort_unstable();
    (list, all)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::engine::cipher::{SystemRandom, hex};
    use std::collections::BTreeSet;

    fn of_seed(n: u8) -> Answering {
        Answering::of(&Key::from_bytes([n; 32])).unwrap()
    }

    fn number(n: &str) -> Zeroizing<Vec<u8>> {
        input(&Findable::Bsn(n.parse().unwrap()))
    }

    const ONE: &str = "999990019";
    const OTHER: &str = "999993653";

    /// RFC 9497, A.1.3: what comes of the seed, of a key made for something, and of two inputs.
    #[test]
    fn it_is_the_function_of_the_standard() {
        let house = PoprfServer::<Ristretto255>::new_from_seed(&[0xa3; 32], b"test key").unwrap();
        let public = Ristretto255::serialize_elem(house.get_public_key());
        assert_eq!(hex(&public), "c647bef38497bc6ec077c22af65b696efa43bff3b4a1975a3e8e0a1c5a79d631");
        let value = |input: &[u8]| hex(&house.evaluate(input, Some(b"test info")).unwrap());
        assert_eq!(
            value(&[0]),
            "ca688351e88afb1d841fde4401c79efebb2eb75e7998fa9737bd5a82a152406d38bd29f680504e54fd4587eddcf2f37a2617ac2fbd2993f7bdf45442ace7d221"
        );
        assert_eq!(
            value(&[0x5a; 17]),
            "7c6557b276a137922a0bcfc2aa2b35dd78322bd500235eb6d6b6f91bc5b56a52de2d65612d503236b321f5d0bebcbc52b64b92e426f29c9b8b69f52de98ae507"
        );
    }

    #[test]
    fn who_asks_finds_the_value_that_the_other_house_has_for_the_same_number_and_no_other() {
        let house = of_seed(1);
        let (hidden, sent) = Hidden::of(&SystemRandom, number(ONE)).unwrap();
        let (answer, proof) = house.evaluate(&SystemRandom, &sent, b"a day").unwrap();
        let value = hidden.finish((&answer, &proof), &house.public(), b"a day").unwrap();
        assert_eq!(value, house.value(&number(ONE), b"a day").unwrap());
        assert_ne!(value, house.value(&number(OTHER), b"a day").unwrap());
        // Of another day, or of another house, it is another one.
        assert_ne!(value, house.value(&number(ONE), b"another day").unwrap());
        assert_ne!(value, of_seed(2).value(&number(ONE), b"a day").unwrap());
    }

    /// The point that an input makes before it is hidden: whoever has every number can compute it.
    fn point(input: &[u8]) -> <Ristretto255 as Group>::Elem {
        let dst = [b"HashToGroup-OPRFV1-".as_slice(), &[2], b"-ristretto255-SHA512"].concat();
        Ristretto255::hash_to_curve::<<Ristretto255 as voprf::CipherSuite>::Hash>(&[input], &[&dst]).unwrap()
    }

    /// What the house that answers gets is a point that any number could have made: for the same number never twice the same, and never the
    /// point of the number itself.
    #[test]
    fn what_is_sent_of_a_number_is_never_twice_the_same_and_never_what_the_number_makes() {
        // It is that point: hidden as in the standard it is what the standard sends.
        let bytes = |hex: &str| -> Vec<u8> {
            (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap()).collect()
        };
        let chance = bytes("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706");
        let sent = point(&[0]) * Ristretto255::deserialize_scalar(&chance).unwrap();
        assert_eq!(
            hex(&Ristretto255::serialize_elem(sent)),
            "c8713aa89241d6989ac142f22dba30596db635c772cbf25021fdd8f3d461f715"
        );
        let sent: BTreeSet<Vec<u8>> = (0..50).map(|_| Hidden::of(&SystemRandom, number(ONE)).unwrap().1).collect();
        assert_eq!(sent.len(), 50);
        assert!(!sent.contains(Ristretto255::serialize_elem(point(&number(ONE))).as_slice()));
    }

    #[test]
    fn an_answer_with_another_key_or_of_another_day_is_not_taken() {
        let (house, other) = (of_seed(1), of_seed(2));
        let (hidden, sent) = Hidden::of(&SystemRandom, number(ONE)).unwrap();
        let (answer, proof) = other.evaluate(&SystemRandom, &sent, b"a day").unwrap();
        assert_eq!(hidden.finish((&answer, &proof), &house.public(), b"a day"), Err(BlindError));
        let (answer, proof) = house.evaluate(&SystemRandom, &sent, b"a day").unwrap();
        assert_eq!(hidden.finish((&answer, &proof), &house.public(), b"another day"), Err(BlindError));
        assert_eq!(hidden.finish((&answer, &[0; 64]), &house.public(), b"a day"), Err(BlindError));
        assert!(hidden.finish((&answer, &proof), &house.public(), b"a day").is_ok());
        for bad in [&[][..], &[0; 32], &[0xff; 32], b"short"] {
            assert_eq!(house.evaluate(&SystemRandom, bad, b"a day").unwrap_err(), BlindError);
        }
    }

    #[test]
    fn a_list_tells_neither_how_many_there_are_nor_what_it_shares_with_the_one_before() {
        let house = of_seed(1);
        let values: Vec<[u8; VALUE]> =
            [ONE, OTHER].iter().map(|n| house.value(&number(n), b"a day").unwrap()).collect();
        for n in [0, 1, 2] {
            let (word, list) = tags(&SystemRandom, &values[..n]);
            assert_eq!(list.len(), STEP);
            assert!(list.is_sorted() && values[..n].iter().all(|value| list.contains(&tag(&word, value))));
            assert!(values[n..].iter().all(|value| !list.contains(&tag(&word, value))));
        }
        assert_eq!(tags(&SystemRandom, &vec![[7; VALUE]; STEP + 1]).1.len(), 2 * STEP);
        let (first, second) = (tags(&SystemRandom, &values).1, tags(&SystemRandom, &values).1);
        assert!(first.iter().all(|tag| !second.contains(tag)));
    }

    /// Whoever has the list and every number there is, and no answer of the house, can compute nothing that stands in it.
    #[test]
    fn a_list_cannot_be_tried_without_the_key_of_the_house() {
        let house = of_seed(1);
        let value = house.value(&number(ONE), b"a day").unwrap();
        let (word, list) = tags(&SystemRandom, &[value]);
        // What somebody else could make of the very number: of its bytes, of a key of their own, and of a value of another day.
        let own = of_seed(9).value(&number(ONE), b"a day").unwrap();
        let yesterday = house.value(&number(ONE), b"yesterday").unwrap();
        for guess in [number(ONE).to_vec(), Sha256::digest(&*number(ONE)).to_vec(), own.to_vec(), yesterday.to_vec()] {
            assert!(!list.contains(&tag(&word, &guess)));
        }
        assert!(list.contains(&tag(&word, &value)), "and with its answer it is found");
    }
}
