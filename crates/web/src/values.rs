//! What came in with a request: names with their texts, and uploaded bytes. Nothing here is trusted or checked; `Reader` does that.

use serde_json::Value;

/// A file as it was sent.
#[derive(Clone)]
pub struct Upload {
    /// The name of the field it came in.
    pub field: String,
    /// The name the file had at the sender; for showing only, never for storing under.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({} bytes)", self.bytes.len())
    }
}

/// Names with their texts, in the order in which they came. A name may come more than once.
#[derive(Clone, Default)]
pub struct Values {
    pairs: Vec<(String, String)>,
    files: Vec<Upload>,
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

    /// Whether nothing came in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.files.is_empty()
    }

    /// Names with their texts.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// The names, each as often as it came.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(n, _)| n.as_str())
    }

    /// Adds a text.
    pub fn put(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.pairs.push((name.into(), text.into()));
    }

    pub(crate) fn put_file(&mut self, upload: Upload) {
        self.files.push(upload);
    }

    /// From a query or a form body. `None` when it is not UTF-8: guessing would silently damage a name.
    #[must_use]
    pub fn from_form(body: &[u8]) -> Option<Self> {
        let mut values = Self::default();
        for part in body.split(|b| *b == b'&').filter(|p| !p.is_empty()) {
            let cut = part.iter().position(|b| *b == b'=').unwrap_or(part.len());
            let text = part.get(cut + 1..).unwrap_or_default();
            values.put(decode(&part[..cut])?, decode(text)?);
        }
        Some(values)
    }

    /// From a JSON object: texts, numbers, true (a tick), lists (many), and lists of objects (`facts.0.what`).
    /// `None` when it is not an object.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        let mut values = Self::default();
        for (name, member) in value.as_object()? {
            values.put_json(name, member);
        }
        Some(values)
    }

    fn put_json(&mut self, name: &str, value: &Value) {
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Bool(true) => self.put(name, "ja"),
            Value::Number(n) => self.put(name, n.to_string()),
            Value::String(s) => self.put(name, s.as_str()),
            Value::Array(list) => {
                for (i, item) in list.iter().enumerate() {
                    match item {
                        Value::Object(_) => self.put_json(&format!("{name}.{i}"), item),
                        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                            self.put_json(name, item);
                        }
                    }
                }
            }
            Value::Object(members) => {
                for (member, item) in members {
                    self.put_json(&format!("{name}.{member}"), item);
                }
            }
        }
    }
}

/// Undoes the encoding of forms: `+` and `%41`.
fn decode(text: &[u8]) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while let Some(&byte) = text.get(i) {
        let hex = |at: usize| text.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (byte, hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).ok()?);
                i += 2;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(byte),
        }
        i += 1;
    }
    String::from_utf8(out).ok()
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
    use serde_json::json;

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
        assert!(Values::from_form(b"naam=Andr%E9").is_none());
        assert!(Values::from_form(b"naam=Andr\xe9").is_none());
    }

    #[test]
    fn a_percent_sign_alone_stays_itself() {
        assert_eq!(Values::from_form(b"a=50%&b=%zz").unwrap().first("a"), Some("50%"));
    }

    #[test]
    fn json_becomes_the_same_names_as_a_form() {
        let body = json!({"a": "x", "tick": true, "no": false, "many": ["1", "2"], "facts": [{"what": "w"}]});
        let values = Values::from_json(&body).unwrap();
        assert_eq!(values.first("a"), Some("x"));
        assert_eq!(values.first("tick"), Some("ja"));
        assert_eq!(values.first("no"), None);
        assert_eq!(values.all("many"), ["1", "2"]);
        assert_eq!(values.first("facts.0.what"), Some("w"));
        assert!(Values::from_json(&json!([1])).is_none());
    }
}
