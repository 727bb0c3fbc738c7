//! What the words of this crate look like in an answer to a program. Each stands in the schema where it is used: they are texts.

use crate::{AgencyId, Born, ShownDay, ShownMoment, ShownTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

macro_rules! text_schema {
    ($($name:ident: $schema:tt;)*) => {$(
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

text_schema! {
    AgencyId: { "type": "string", "pattern": "^[a-z0-9-]{1,64}$" };
    Born: { "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" };
    ShownDay: { "type": "string", "format": "date" };
    ShownMoment: { "type": "string", "format": "date-time" };
    ShownTime: { "type": "string", "format": "date-time" };
}

/// The schema of one of these words, for `words!`.
#[must_use]
pub fn words_schema(words: &[&str]) -> Schema {
    json_schema!({ "type": "string", "enum": words })
}
