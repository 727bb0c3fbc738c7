//! A house's own look for its papers. A house writes a template; the press makes a look of it once, before there is any document, and that
//! goes along with each: pictures, colours, letters, margins. What is said is laid out by the press's own template, with or without one.

use crate::{
    Error,
    press::{PATIENCE, made, press, turn},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// What the press begins its reading with where it is asked for a look, and its answer.
pub const FACE: &[u8; 4] = b"FACE";
/// The same where a look goes before a document.
pub const WITH: &[u8; 4] = b"WITH";
/// The largest look, with the fonts that it brings, in bytes.
pub const MOST_FACE: u64 = 16 * 1024 * 1024;
/// The largest folder of a template, in bytes and in files.
const MOST_BESIDE: u64 = 8 * 1024 * 1024;
const MOST_FILES: usize = 40;
/// What a template may use of what lies beside it.
const KINDS: [&str; 8] = ["typ", "svg", "png", "jpg", "jpeg", "ttf", "otf", "ttc"];

/// What the press made of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look(Arc<[u8]>);

impl Look {
    /// The look that this template gives, with what lies beside it in its folder. This waits for a program.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it: in which file and on which line, where it is in one.
    pub fn of(template: &Path) -> Result<Self, String> {
        let (house, files) = beside(template)?;
        let folder = template.parent().unwrap_or(Path::new("")).to_owned();
        let mut parts = vec![house.as_bytes()];
        for (name, bytes) in &files {
            parts.extend([name.as_bytes(), bytes]);
        }
        let whole = |why: &str| format!("{}: {why}", template.display());
        let packed = pack(&parts).ok_or_else(|| whole("it is too large"))?;
        let program = press().ok_or_else(|| whole(&format!("it cannot be tried: {}", Error::NoPress)))?;
        let made = turn().and_then(|_turn| made(&program, &[FACE, packed.as_slice()].concat(), FACE));
        let made = made.map_err(|error| match error {
            Error::TooSlow => whole(&format!("it is not ready within {} seconds", PATIENCE.as_secs())),
            Error::Memory => whole("it asks for more memory than the press may have"),
            Error::Layout => whole("the press fell over it"),
            Error::Archive | Error::Sheet | Error::TooMuch | Error::NoPress | Error::Busy => {
                whole(&format!("it cannot be tried: {error}"))
            }
        })?;
        match made.get(FACE.len()..).and_then(<[u8]>::split_first) {
            Some((b'+', look)) if u64::try_from(look.len()).is_ok_and(|length| length <= MOST_FACE) => {
                Ok(Self(look.into()))
            }
            Some((b'-', sentence)) => {
                Err(folder.join(String::from_utf8_lossy(sentence).as_ref()).display().to_string())
            }
            _ => Err(whole("the press fell over it")),
        }
    }

    /// One that nothing was made of.
    #[cfg(test)]
    pub(crate) fn by_chance() -> Self {
        Self(Arc::from(b"look".as_slice()))
    }

    /// What is asked, in this look.
    pub(crate) fn before(&self, asked: &[u8]) -> Option<Vec<u8>> {
        let length = u32::try_from(self.0.len()).ok()?.to_be_bytes();
        Some([WITH.as_slice(), &length, &self.0, asked].concat())
    }
}

/// The name of a template and the files in its folder that it may use: none that a link leads to elsewhere, and nothing of a folder in it.
fn beside(template: &Path) -> Result<(String, BTreeMap<String, Vec<u8>>), String> {
    let wrong = |at: &Path, why: &str| format!("{}: {why}", at.display());
    let house =
        template.file_name().and_then(|name| name.to_str()).filter(|name| is_named(name) && kind(name) == "typ");
    let house = house.ok_or_else(|| wrong(template, "a template is a file whose name ends in .typ"))?;
    if !template.is_file() {
        return Err(wrong(template, "there is no such file"));
    }
    let folder = template.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unreadable = |error: std::io::Error| wrong(folder, &error.to_string());
    let folder = folder.canonicalize().map_err(unreadable)?;
    let mut left = MOST_BESIDE;
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = entry.path();
        if name.starts_with('.') || !KINDS.contains(&kind(&name).as_str()) || path.is_dir() {
            continue;
        }
        if !is_named(&name) {
            return Err(wrong(&path, "the name of a file is made of letters, digits, spaces and - _ ."));
        }
        let real = path.canonicalize().map_err(|error| wrong(&path, &error.to_string()))?;
        if !real.starts_with(&folder) || !real.is_file() {
            return Err(wrong(&path, "it is a link to what does not lie beside the template"));
        }
        let length = real.metadata().map_err(|error| wrong(&path, &error.to_string()))?.len();
        if length > left || files.len() == MOST_FILES {
            let much = format!("a template has at most {MOST_FILES} files of 8 megabytes together");
            return Err(wrong(&folder, &much));
        }
        left -= length;
        let bytes = fs::read(&real).map_err(|error| wrong(&path, &error.to_string()))?;
        files.insert(name, bytes);
    }
    Ok((house.to_owned(), files))
}

fn kind(name: &str) -> String {
    name.rsplit_once('.').map(|(_, kind)| kind.to_lowercase()).unwrap_or_default()
}

fn is_named(name: &str) -> bool {
    !name.starts_with('.') && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.'))
}

/// Parts one after the other, each behind its length.
#[must_use]
pub fn pack(parts: &[&[u8]]) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    for part in parts {
        packed.extend(u32::try_from(part.len()).ok()?.to_be_bytes());
        packed.extend(*part);
    }
    Some(packed)
}

/// The parts that were packed.
#[must_use]
pub fn unpack(mut packed: &[u8]) -> Option<Vec<&[u8]>> {
    let mut parts = Vec::new();
    while !packed.is_empty() {
        let (length, rest) = packed.split_first_chunk::<4>()?;
        let (part, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        parts.push(part);
        packed = rest;
    }
    Some(parts)
}

/// The looks of the papers that are printed here: that of a house, by its name, or else the one for all.
#[derive(Debug, Clone, Default)]
pub struct Looks {
    all: Option<Look>,
    houses: BTreeMap<String, Look>,
}

static LOOKS: OnceLock<Looks> = OnceLock::new();

impl Looks {
    /// The looks that these templates give: the one for all, and those of houses.
    ///
    /// # Errors
    /// As [`Look::of`], of the first that is wrong.
    pub fn of(all: Option<&PathBuf>, houses: &BTreeMap<String, PathBuf>) -> Result<Self, String> {
        let all = all.map(|template| Look::of(template)).transpose()?;
        let houses = houses.iter().map(|(house, template)| Ok((house.clone(), Look::of(template)?)));
        Ok(Self { all, houses: houses.collect::<Result<_, String>>()? })
    }

    fn look(&self, house: Option<&str>) -> Option<&Look> {
        house.and_then(|house| self.houses.get(house)).or(self.all.as_ref())
    }
}

/// Says which looks papers have, before the first document is printed.
pub fn use_looks(looks: Looks) {
    // Said twice, the first counts.
    let _ = LOOKS.set(looks);
}

/// The look of papers of this house.
pub(crate) fn chosen(house: Option<&str>) -> Option<&'static Look> {
    LOOKS.get().and_then(|looks| looks.look(house))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_house_has_its_own_look_and_another_the_one_for_all() {
        let look = |word: &[u8]| Look(word.into());
        let looks = Looks { all: Some(look(b"all")), houses: BTreeMap::from([("nhn".to_owned(), look(b"nhn"))]) };
        assert_eq!(looks.look(Some("nhn")), Some(&look(b"nhn")));
        assert_eq!(looks.look(Some("elsewhere")), Some(&look(b"all")));
        assert_eq!(looks.look(None), Some(&look(b"all")));
        assert_eq!(Looks::default().look(Some("nhn")), None);
    }

    #[test]
    fn what_was_packed_is_unpacked_and_nothing_else_is() {
        let parts: [&[u8]; 3] = [b"one", b"", b"three"];
        let packed = pack(&parts).unwrap();
        assert_eq!(unpack(&packed).unwrap(), parts);
        assert_eq!(unpack(&[]), Some(Vec::new()));
        for cut in [1, 4, packed.len() - 1] {
            assert_eq!(unpack(packed.get(..cut).unwrap()), None);
        }
    }
}
