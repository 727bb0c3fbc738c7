//! What came in with a request: names with their texts, and uploaded bytes. Nothing here is trusted or checked; `Reader` does that.
//! Only how much comes in is held here, because it may come from anybody.

use axum::body::Bytes;
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

/// A file as it was sent.
#[derive(Clone)]
pub struct Upload {
    /// The name of the field it came in.
    pub field: String,
    /// The name the file had at the sender; for showing only, never for storing under.
    pub name: String,
    /// Its bytes; a copy of an upload shares them.
    pub bytes: Bytes,
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({} bytes)", self.bytes.len())
    }
}

/// How much may come in by name. It is counted as it is taken out of a body, so that no body costs more than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of all names and texts together, written out in full. A list in JSON repeats its name for each of its items.
    pub bytes: usize,
    /// How many texts, files and empty members.
    pub values: usize,
    /// Bytes of one name, written out in full: `facts.0.what`.
    pub name: usize,
    /// How deep JSON may be nested.
    pub depth: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { bytes: 1024 * 1024, values: 5_000, name: 200, depth: 8 }
    }
}

/// Why what came in is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValuesError {
    /// It cannot be read: not UTF-8, no JSON, no object.
    Unreadable,
    /// It is more than the bounds: too many, too deep, or names that are too long.
    TooMuch,
}

/// Names with their texts, in the order in which they came. A name may come more than once.
#[derive(Clone, Default)]
pub struct Values {
    pairs: Vec<(String, String)>,
    files: Vec<Upload>,
    /// The names of fields with a file that did not fit, and is not here.
    too_large: Vec<String>,
    /// What is counted so far, against the bounds.
    bytes: usize,
    members: usize,
    /// The room in memory that a body was given; it is free again when nobody holds these values any more.
    room: Option<Arc<OwnedSemaphorePermit>>,
}

impl std::fmt::Debug for Values {
    /// Content never reaches a log by way of `{:?}`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Values({} pairs, {} files)", self.pairs.len(), self.files.len())
    }
}

impl Values {
    /// The first text under this name.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Every text under this name.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }

    /// The file under this name; an empty file field counts as none.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.iter().find(|f| f.field == name && !f.bytes.is_empty())
    }

    /// Whether a file was chosen under this name that was too large to be taken in.
    #[must_use]
    pub fn is_too_large(&self, name: &str) -> bool {
        self.too_large.iter().any(|field| field == name)
    }

    /// The names of all fields with such a file.
    pub(crate) fn too_large(&self) -> &[String] {
        &self.too_large
    }

    /// Leaves the files that are larger than this, and keeps under which names they came. Says whether there are any.
    pub(crate) fn leave_large_files(&mut self, most: usize) -> bool {
        let large = self.files.extract_if(.., |file| file.bytes.len() > most);
        self.too_large.extend(large.map(|file| file.field));
        !self.too_large.is_empty()
    }

    /// Whether nothing came in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.files.is_empty() && self.too_large.is_empty()
    }

    /// Names with their texts.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// The names, each as often as it came.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(n, _)| n.as_str())
    }

    /// The files, as they came.
    pub(crate) fn files(&self) -> &[Upload] {
        &self.files
    }

    /// Adds a text.
    pub fn put(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.pairs.push((name.into(), text.into()));
    }

    /// Gives a name these texts and no others.
    pub(crate) fn set(&mut self, name: &str, texts: &[String]) {
        self.pairs.retain(|(n, _)| n != name);
        texts.iter().for_each(|text| self.put(name, text));
    }

    /// Holds on to the room that the body was given.
    pub(crate) fn keep_room(&mut self, room: Option<OwnedSemaphorePermit>) {
        self.room = room.map(Arc::new);
    }

    /// Counts something that came in under a name of so many bytes.
    pub(crate) fn count(&mut self, name: usize, text: usize, bounds: &Bounds) -> Result<(), ValuesError> {
        self.bytes = self.bytes.saturating_add(name).saturating_add(text);
        self.members += 1;
        let fits = name <= bounds.name && self.bytes <= bounds.bytes && self.members <= bounds.values;
        if fits { Ok(()) } else { Err(ValuesError::TooMuch) }
    }

    /// Adds a text that came from outside.
    pub(crate) fn take(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
        bounds: &Bounds,
    ) -> Result<(), ValuesError> {
        let (name, text) = (name.into(), text.into());
        self.count(name.len(), text.len(), bounds)?;
        self.put(name, text);
        Ok(())
    }

    /// Adds a file that came from outside. Its bytes are held by the ceiling on files, its names by this one.
    pub(crate) fn take_file(&mut self, upload: Upload, bounds: &Bounds) -> Result<(), ValuesError> {
        self.count(upload.field.len(), upload.name.len(), bounds)?;
        self.files.push(upload);
        Ok(())
    }

    /// From a query or a form body, within the usual bounds.
    ///
    /// # Errors
    /// When it is not UTF-8 (guessing would silently damage a name) or holds too much.
    pub fn from_form(body: &[u8]) -> Result<Self, ValuesError> {
        Self::from_form_within(body, &Bounds::default())
    }

    /// From a form body, within these bounds.
    ///
    /// # Errors
    /// When it is not UTF-8 or holds too much.
    pub fn from_form_within(body: &[u8], bounds: &Bounds) -> Result<Self, ValuesError> {
        let mut values = Self::default();
        for part in body.split(|b| *b == b'&').filter(|p| !p.is_empty()) {
            let cut = part.iter().position(|b| *b == b'=').unwrap_or(part.len());
            let text = part.get(cut + 1..).unwrap_or_default();
            values.take(decode(&part[..cut])?, decode(text)?, bounds)?;
        }
        Ok(values)
    }
}

/// Undoes the encoding of forms: `+` and `%41`.
fn decode(text: &[u8]) -> Result<String, ValuesError> {
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while let Some(&byte) = text.get(i) {
        let hex = |at: usize| text.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (byte, hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                // Two digits of four bits fit.
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                i += 2;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(byte),
        }
        i += 1;
    }
    String::from_utf8(out).map_err(|_| ValuesError::Unreadable)
}

/// Writes names and texts as a form body or a query.
#[must_use]
pub fn encode(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_form_body_is_read_in_order_and_many_valued() {
        let values = Values::from_form(b"a=1&b=x+y%21&a=2&c").unwrap();
        assert_eq!(values.all("a"), ["1", "2"]);
        assert_eq!(values.first("b"), Some("x y!"));
        assert_eq!(values.first("c"), Some(""));
        assert_eq!(values.first("d"), None);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let body = encode(&[("naam", "É & ë=50%\r\n")]);
        assert_eq!(Values::from_form(body.as_bytes()).unwrap().first("naam"), Some("É & ë=50%\r\n"));
    }

    #[test]
    fn a_body_in_another_alphabet_is_not_guessed() {
        assert_eq!(Values::from_form(b"naam=Andr%E9").err(), Some(ValuesError::Unreadable));
        assert_eq!(Values::from_form(b"naam=Andr\xe9").err(), Some(ValuesError::Unreadable));
    }

    #[test]
    fn a_percent_sign_alone_stays_itself() {
        assert_eq!(Values::from_form(b"a=50%&b=%zz").unwrap().first("a"), Some("50%"));
    }

    #[test]
    fn a_form_with_too_many_or_too_long_names_is_refused() {
        let bounds = Bounds::default();
        let many = |n| "a&".repeat(n).into_bytes();
        assert_eq!(Values::from_form(&many(bounds.values)).unwrap().pairs().count(), bounds.values);
        assert_eq!(Values::from_form(&many(bounds.values + 1)).err(), Some(ValuesError::TooMuch));
        let named = |n| "n".repeat(n).into_bytes();
        assert!(Values::from_form(&named(bounds.name)).is_ok());
        assert_eq!(Values::from_form(&named(bounds.name + 1)).err(), Some(ValuesError::TooMuch));
        let long = Bounds { bytes: 10, ..bounds };
        assert!(Values::from_form_within(b"a=123456789", &long).is_ok());
        assert_eq!(Values::from_form_within(b"a=1234567890", &long).err(), Some(ValuesError::TooMuch));
    }
}
