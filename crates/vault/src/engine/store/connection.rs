//! One connection, whichever engine: two verbs and three kinds of value.

use super::StoreError;

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// A count, or microseconds since 1970.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(v: i64) -> Self {
        Self::Int(v)
    }
}
impl From<&str> for Value {
    fn from(v: &str) -> Self {
        Self::Text(v.to_owned())
    }
}
impl From<String> for Value {
    fn from(v: String) -> Self {
        Self::Text(v)
    }
}
impl From<&[u8]> for Value {
    fn from(v: &[u8]) -> Self {
        Self::Bytes(v.to_vec())
    }
}
impl From<Vec<u8>> for Value {
    fn from(v: Vec<u8>) -> Self {
        Self::Bytes(v)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Self::Null, Into::into)
    }
}

impl Value {
    /// The value as bytes that tell its sort, for digests: nothing is not the same as an empty text.
    pub(crate) fn framed(&self) -> Vec<u8> {
        let mut framed = Vec::new();
        self.frame_onto(&mut framed);
        framed
    }

    /// The same, behind what is there already.
    pub(crate) fn frame_onto(&self, to: &mut Vec<u8>) {
        let (sort, bytes): (u8, &[u8]) = match self {
            Self::Null => return to.push(0),
            Self::Int(i) => {
                to.push(b'i');
                return to.extend(i.to_be_bytes());
            }
            Self::Text(t) => (b't', t.as_bytes()),
            Self::Bytes(b) => (b'b', b),
        };
        to.push(sort);
        to.extend(bytes);
    }
}

/// A row of an answer, read by column number.
#[derive(Debug)]
pub(crate) struct Row(pub(super) Vec<Value>);

impl Row {
    /// A number; an error when the column holds something else.
    pub(crate) fn int(&self, i: usize) -> Result<i64, StoreError> {
        match self.0.get(i) {
            Some(Value::Int(v)) => Ok(*v),
            _ => Err(StoreError::Shape("number")),
        }
    }
    /// A number or nothing.
    pub(crate) fn int_or_null(&self, i: usize) -> Result<Option<i64>, StoreError> {
        match self.0.get(i) {
            Some(Value::Null) => Ok(None),
            _ => self.int(i).map(Some),
        }
    }
    /// Text; an error when the column holds something else.
    pub(crate) fn text(&self, i: usize) -> Result<&str, StoreError> {
        match self.0.get(i) {
            Some(Value::Text(v)) => Ok(v),
            _ => Err(StoreError::Shape("text")),
        }
    }
    /// Text or nothing.
    pub(crate) fn text_or_null(&self, i: usize) -> Result<Option<&str>, StoreError> {
        match self.0.get(i) {
            Some(Value::Null) => Ok(None),
            _ => self.text(i).map(Some),
        }
    }
    /// Bytes; an error when the column holds something else.
    pub(crate) fn bytes(&self, i: usize) -> Result<&[u8], StoreError> {
        match self.0.get(i) {
            Some(Value::Bytes(v)) => Ok(v),
            _ => Err(StoreError::Shape("bytes")),
        }
    }
    /// Bytes or nothing: a dropped key or body.
    pub(crate) fn bytes_or_null(&self, i: usize) -> Result<Option<&[u8]>, StoreError> {
        match self.0.get(i) {
            Some(Value::Null) => Ok(None),
            _ => self.bytes(i).map(Some),
        }
    }
    /// Some of the values, as they are; none where the row is shorter.
    pub(crate) fn values(&self, which: std::ops::Range<usize>) -> &[Value] {
        self.0.get(which).unwrap_or_default()
    }
    /// The values themselves, for carrying a row to another engine.
    pub(crate) fn into_values(self) -> Vec<Value> {
        self.0
    }
}

/// A connection. Statements use `$1`, `$2`, ..., in whatever order they stand, and only text that both engines read alike.
pub(crate) trait Connection: Send {
    /// Changes rows; gives how many.
    fn exec(&mut self, sql: &'static str, with: &[Value]) -> Result<u64, StoreError>;
    /// Changes rows when nobody needs to know how many. What goes wrong may be told later, at the latest when a transaction or a
    /// savepoint in it ends.
    fn put(&mut self, sql: &'static str, with: &[Value]) -> Result<(), StoreError> {
        self.exec(sql, with).map(drop)
    }
    /// Reads rows.
    fn query(&mut self, sql: &'static str, with: &[Value]) -> Result<Vec<Row>, StoreError>;
    /// Reads rows one by one, however many there are.
    fn each(
        &mut self,
        sql: &'static str,
        with: &[Value],
        take: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;
    /// Starts a transaction that sees one moment and changes nothing.
    fn snapshot(&mut self) -> Result<(), StoreError>;
    /// What the engine itself finds wrong with its files.
    fn integrity(&mut self) -> Result<Vec<String>, StoreError>;
    /// Runs statements of which nothing comes back.
    fn batch(&mut self, sql: &str) -> Result<(), StoreError>;
    /// Runs one statement without values that is said over and over, such as the end of a transaction.
    fn say(&mut self, sql: &'static str) -> Result<(), StoreError>;
    /// Starts a transaction that means to write.
    fn begin(&mut self) -> Result<(), StoreError>;
    /// Whether an error may pass when the same is tried again.
    fn is_transient(&self, error: &StoreError) -> bool;
    /// After destroying keys: leave no copy in free pages or journals. Says whether that is so; not yet as long as somebody reads the
    /// store as it was before, and then it is to be asked again. Waits about a second for such a reader, not longer.
    fn scrub(&mut self) -> Result<bool, StoreError>;
    /// Whether there is a table of this name.
    fn has_table(&mut self, name: &'static str) -> Result<bool, StoreError>;
    /// Within a transaction: waits until nobody else changes the tables, and keeps others from it until the transaction ends.
    fn lock_migrations(&mut self) -> Result<(), StoreError>;
    /// Within a transaction: nobody else changes a dossier, a box or the book until it ends.
    fn lock_alone(&mut self) -> Result<(), StoreError>;
    /// From now on this connection does work that may take long, such as filling a whole house.
    fn be_patient(&mut self) -> Result<(), StoreError>;
    /// The number of the process that answers at the other end, where there is another end.
    fn backend(&mut self) -> Result<Option<i64>, StoreError>;
    /// Tells listeners on every node, once the transaction is kept. Does nothing where this process is the only one.
    fn notify(&mut self, channel: &'static str, payload: &str) -> Result<(), StoreError>;

    /// The first row, if any.
    fn first(&mut self, sql: &'static str, with: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, with)?.into_iter().next())
    }
}
