//! What an answer to a program looks like: the schema of the struct it is written from.

use crate::html::Html;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::{any::type_name, borrow::Cow};

/// The type of an answer.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    path: &'static str,
    schema: fn(&mut SchemaGenerator) -> Schema,
    /// Whether the version of the dossier stands in it as well.
    pub(crate) versioned: bool,
}

impl Shape {
    pub(crate) fn of<B: JsonSchema>() -> Self {
        Self { path: type_name::<B>(), schema: B::json_schema, versioned: false }
    }

    /// The same on a page about one dossier.
    pub(crate) fn versioned<B: JsonSchema>() -> Self {
        Self { versioned: true, ..Self::of::<B>() }
    }

    /// Its name: where the struct stands, for many a page has one that is called `Read`.
    pub(crate) fn name(&self) -> String {
        let parts = self.path.split("::").filter(|part| *part != "pages");
        parts.collect::<Vec<_>>().join(".")
    }

    pub(crate) fn schema(&self, generator: &mut SchemaGenerator) -> Schema {
        (self.schema)(generator)
    }
}

/// Programs that read the page as JSON have no use for markup.
impl JsonSchema for Html {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Html".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "null", "description": "Markup, for browsers only." })
    }
}

/// What every page about one dossier says as well.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "it is written behind what the page itself says")]
pub(crate) struct Seen {
    /// The version that was seen; sent back with a change, a difference is a conflict.
    #[serde(rename = "_seq")]
    seq: String,
}

/// Something was done.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Done {
    /// The address of the page that shows it.
    pub(crate) address: String,
}

/// A dossier was begun.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Begun {
    /// The address of the page that shows it.
    pub(crate) address: String,
    /// Its number in addresses.
    pub(crate) id: String,
    /// What colleagues call it.
    pub(crate) reference: String,
}

/// Somebody logged in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Token {
    /// What is sent along from now on, as `Authorization: Bearer`.
    pub(crate) token: String,
}
