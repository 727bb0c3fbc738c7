//! Every page a journey comes by is looked at by axe. What it finds stops the journey, in words one can act on.

use crate::browser::Browser;
use serde_json::{Value, json};
use std::fmt::Write;

const AXE: &str = include_str!("vendor/axe.min.js");

/// The levels the law asks of a government site, and what axe holds to be good practice.
const RULES: &str = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

impl Browser {
    /// Stops when axe finds something on this page.
    pub(crate) fn is_accessible(&self) {
        let found = self.mistakes();
        if !found.is_empty() {
            self.stop(&format!("axe at {}:\n{found}", self.path()));
        }
    }

    /// What axe finds on this page, one thing per paragraph; nothing when there is nothing.
    pub(crate) fn mistakes(&self) -> String {
        self.with_script(|| self.ask_axe())
    }

    fn ask_axe(&self) -> String {
        let here = self.good(self.driver.execute("return typeof window.axe", &[]));
        if here != json!("object") {
            self.good(self.driver.execute(AXE, &[]));
        }
        let script = format!(
            "const done = arguments[arguments.length - 1];
             axe.run(document, {{runOnly: {{type: 'tag', values: {RULES}}}, resultTypes: ['violations']}})
                .then(r => done(r.violations.map(v => ({{id: v.id, help: v.help, nodes: v.nodes.map(
                    n => ({{html: n.html, why: n.failureSummary}}))}}))), e => done(String(e)));"
        );
        let answer = self.good(self.driver.post("/execute/async", &json!({"script": script, "args": []})));
        let Value::Array(violations) = answer else { self.stop(&format!("axe did not run: {answer}")) };
        let mut told = String::new();
        for violation in violations {
            let _ = writeln!(told, "- {}: {}", text(&violation["id"]), text(&violation["help"]));
            for node in violation["nodes"].as_array().into_iter().flatten() {
                let _ = writeln!(
                    told,
                    "    {}\n      {}",
                    text(&node["html"]),
                    text(&node["why"]).replace('\n', "\n      ")
                );
            }
        }
        told
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
