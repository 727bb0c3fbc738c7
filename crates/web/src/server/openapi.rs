//! The description of the interface for programs, made from the table of addresses: what is not registered is not described.

use crate::{
    form::{Asked, AskedSort},
    rooms::{Address, Gives, Method, program_path},
    shape::{Begun, Done, Seen, Shape, Token},
};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// The types of the answers, by name.
struct Answers {
    /// What is in the pages, under the names of the structs.
    parts: SchemaGenerator,
    /// The pages, under names that tell where the struct stands.
    pages: Map<String, Value>,
}

impl Answers {
    fn new() -> Self {
        let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        });
        Self { parts: settings.into_generator(), pages: Map::new() }
    }

    /// A reference to what the server itself answers.
    fn part<T: JsonSchema>(&mut self) -> Value {
        self.parts.subschema_for::<T>().to_value()
    }

    /// A reference to a page, with the version of the dossier beside it where it is about one.
    fn page(&mut self, shape: &Shape) -> Value {
        let name = shape.name();
        if !self.pages.contains_key(&name) {
            let schema = shape.schema(&mut self.parts).to_value();
            self.pages.insert(name.clone(), schema);
        }
        let page = json!({ "$ref": format!("#/components/schemas/{name}") });
        if shape.versioned { json!({ "allOf": [page, self.part::<Seen>()] }) } else { page }
    }

    fn all(mut self) -> Map<String, Value> {
        self.pages.extend(self.parts.take_definitions(true));
        self.pages
    }
}

/// The description (OpenAPI 3.1).
pub(crate) fn describe(public_url: &str, addresses: &[Address]) -> Value {
    let (mut paths, mut types) = (Map::new(), Answers::new());
    let described: Vec<&Address> = addresses.iter().filter(|a| a.login && a.gives != Gives::Live).collect();
    for address in &described {
        let path = paths.entry(program_path(address.path)).or_insert_with(|| json!({}));
        let id = operation_id(address, &described);
        path[address.method.word().to_ascii_lowercase()] = operation(address, &id, &mut types);
    }
    paths.insert(program_path("/inloggen"), json!({ "post": login(&mut types) }));
    paths.insert("/controle/checkpoint".to_owned(), json!({ "get": checkpoint() }));
    paths.insert("/controle/bewijs".to_owned(), json!({ "get": proof() }));
    paths.insert("/controle/medeondertekening".to_owned(), json!({ "post": cosign() }));
    let mut schemas = types.all();
    schemas.extend([("Problem".to_owned(), problem()), ("Fact".to_owned(), fact())]);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Casustafel", "version": env!("CARGO_PKG_VERSION"),
            "description": "The same acts as the pages: what a person may do, a program with that person's token may do."
        },
        "servers": [{ "url": public_url.trim_end_matches('/') }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas,
            "responses": {
                "Problem": {
                    "description": "It did not happen; the title says why, the errors say what to mend.",
                    "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
                }
            }
        }
    })
}

/// What a program calls an operation: the act and how it is asked. Where one act is asked at several addresses, its address as well:
/// each operation has a name of its own.
fn operation_id(address: &Address, all: &[&Address]) -> String {
    let method = address.method.word().to_ascii_lowercase();
    let words: Vec<&str> = address.path.split(['/', '{', '}']).filter(|part| !part.is_empty()).collect();
    let (path, act) = (words.join("."), address.act.as_ref().map(|act| act.name));
    let same = |other: &&&Address| other.method == address.method && other.act.as_ref().map(|act| act.name) == act;
    match act {
        Some(act) if all.iter().filter(same).count() > 1 => format!("{act}.{path}.{method}"),
        Some(act) => format!("{act}.{method}"),
        None => format!("{path}.{method}"),
    }
}

fn operation(address: &Address, id: &str, types: &mut Answers) -> Value {
    let says = address.act.as_ref().map_or_else(|| address.because.to_owned(), |act| act.says.en.to_string());
    let parameters: Vec<Value> = address
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let mut answers = match address.gives {
        Gives::Page => {
            let page = address.answer.as_ref().map_or_else(|| json!({ "type": "object" }), |shape| types.page(shape));
            json!({ "200": { "description": "The page as JSON.", "content": as_json(&page) } })
        }
        Gives::Live => {
            json!({ "200": { "description": "Word of changes.", "content": { "text/event-stream": { "schema": { "type": "string" } } } } })
        }
        Gives::File => {
            json!({ "200": { "description": "A file.", "content": { "application/octet-stream": { "schema": {} } } } })
        }
        Gives::Go => json!({
            "200": { "description": "Done.", "content": as_json(&types.part::<Done>()) },
            "201": { "description": "Begun.", "content": as_json(&types.part::<Begun>()) },
            "409": problem, "422": problem, "507": problem,
        }),
    };
    answers["401"] = problem.clone();
    answers["404"] = problem;
    let mut operation = json!({ "operationId": id, "summary": says, "parameters": parameters, "responses": answers });
    if let Some(act) = &address.act {
        operation["tags"] = json!([act.kind]);
    }
    if address.method == Method::Post {
        operation["requestBody"] = request(&address.fields);
    }
    operation
}

fn as_json(schema: &Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn request(fields: &[Asked]) -> Value {
    let mut properties = Map::new();
    for field in fields {
        properties.insert(field.name.clone(), field_schema(field));
    }
    properties.insert(
        "_seq".to_owned(),
        json!({ "type": "string", "description": "The version that was seen, as `_seq` of the page told it; a difference is a conflict." }),
    );
    let required: Vec<&str> = fields.iter().filter(|f| f.required).map(|f| f.name.as_str()).collect();
    let schema = json!({ "type": "object", "properties": properties, "required": required });
    let kind =
        if fields.iter().any(|f| f.sort == AskedSort::File) { "multipart/form-data" } else { "application/json" };
    json!({ "content": { kind: { "schema": schema } } })
}

fn field_schema(field: &Asked) -> Value {
    match field.sort {
        AskedSort::Text => json!({ "type": "string" }),
        AskedSort::Day => json!({ "type": "string", "format": "date" }),
        AskedSort::Choice => json!({ "type": "string", "enum": field.words }),
        AskedSort::Many if field.words.is_empty() => json!({ "type": "array", "items": { "type": "string" } }),
        AskedSort::Many => json!({ "type": "array", "items": { "type": "string", "enum": field.words } }),
        AskedSort::Tick => json!({ "type": "boolean" }),
        AskedSort::File => json!({ "type": "string", "contentMediaType": "application/octet-stream" }),
        AskedSort::Facts => json!({ "type": "array", "items": { "$ref": "#/components/schemas/Fact" } }),
    }
}

fn login(types: &mut Answers) -> Value {
    let text = json!({ "type": "string" });
    json!({
        "operationId": "login", "summary": "Log in and get a token", "security": [],
        "requestBody": { "content": { "application/json": { "schema": {
            "type": "object", "required": ["person", "password", "code"],
            "properties": {
                "person": text, "password": text, "code": text,
                "agency": { "type": "string", "description": "For which organisation, where somebody is designated by several." }
            }
        } } } },
        "responses": {
            "200": { "description": "The token.", "content": as_json(&types.part::<Token>()) },
            "422": { "$ref": "#/components/responses/Problem" }
        }
    })
}

/// What is for everybody and says nothing of anybody.
fn open(id: &str, summary: &str, answers: &str) -> Value {
    json!({
        "operationId": id, "summary": summary, "security": [],
        "responses": {
            "200": { "description": answers, "content": { "text/plain": { "schema": { "type": "string" } } } },
            "400": { "$ref": "#/components/responses/Problem" },
            "404": { "$ref": "#/components/responses/Problem" }
        }
    })
}

fn checkpoint() -> Value {
    open("control.checkpoint", "The newest checkpoint", "A signed note (C2SP tlog-checkpoint) with its cosignatures.")
}

fn proof() -> Value {
    let size =
        |name| json!({ "name": name, "in": "query", "required": true, "schema": { "type": "integer", "minimum": 1 } });
    let mut operation = open(
        "control.proof",
        "The proof that the log of one size begins with that of a smaller one",
        "A hash per line, as base64 (RFC 6962, section 2.1.2).",
    );
    operation["parameters"] = json!([size("van"), size("tot")]);
    operation
}

fn cosign() -> Value {
    let mut operation = open(
        "control.cosign",
        "Send in the cosignature of a witness whom the house named",
        "It stands on the checkpoint.",
    );
    operation["requestBody"] = json!({ "content": { "application/json": { "schema": {
        "type": "object", "required": ["omvang", "regel"],
        "properties": {
            "omvang": { "type": "integer", "description": "The size of the checkpoint." },
            "regel": { "type": "string", "description": "The line with the signature (C2SP tlog-cosignature)." }
        }
    } } } });
    operation["responses"]["422"] =
        json!({ "description": "Not of a witness of this house, or not under a checkpoint of it." });
    operation
}

fn problem() -> Value {
    json!({
        "type": "object",
        "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
            "detail": { "type": "string" }, "trace": { "type": "string" },
            "errors": { "type": "array", "items": {
                "type": "object", "properties": { "field": { "type": "string" }, "message": { "type": "string" } }
            } },
            "notices": { "type": "array", "items": { "type": "string" } }
        }
    })
}

fn fact() -> Value {
    json!({
        "type": "object", "required": ["what"],
        "properties": {
            "what": { "type": "string" }, "when": { "type": "string", "format": "date" },
            "who": { "type": "string" }, "first": { "type": "boolean" }
        }
    })
}
