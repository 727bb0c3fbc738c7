//! Every kind of page a journey comes by is looked at by axe. What it finds stops the journey, in words one can act on.
//!
//! Two pages are of one kind when they are built alike: the same elements in the same places with the same roles, classes and states, each
//! with words where the other has words, each label at a field, each number of an element used once. How many rows of one make there are
//! makes no difference. What they say is read by the journeys; how they are built is what axe looks at, once.

use crate::browser::Browser;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fmt::Write,
    sync::{Mutex, PoisonError},
};

const AXE: &str = include_str!("vendor/axe.min.js");

/// The levels the law asks of a government site, and what axe holds to be good practice.
const RULES: &str = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

/// How a page is built, as one text.
const BUILD: &str = "
const kept = /^(class|role|type|lang|dir|tabindex|hidden|open|disabled|checked|selected|required|readonly|multiple|scope|colspan|rowspan|rel|autocomplete|fill|stroke|style|target|aria-(?!label$|labelledby$|describedby$|controls$|owns$|details$|activedescendant$|errormessage$).*)$/;
const links = /^(for|list|form|aria-(labelledby|describedby|controls|owns|details|activedescendant|errormessage))$/;
const found = id => document.querySelectorAll('#' + CSS.escape(id)).length;
const mark = ({name, value}) => kept.test(name) ? `${name}=${value}`
  : name === 'id' ? `id${found(value)}`
  : links.test(name) ? name + value.split(/\\s+/).map(id => found(id)).join()
  : name + (value.trim() ? '' : '=');
const built = node => {
  if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? 't' : '';
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  const inside = [...node.childNodes].map(built).filter(part => part);
  const once = inside.filter((part, n) => part !== inside[n - 1]);
  return `<${node.localName} ${[...node.attributes].map(mark).sort().join(' ')}>${once.join('')}</>`;
};
return built(document.documentElement);";

/// How the pages are built that were looked at.
static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

impl Browser {
    /// Stops when axe finds something on a page of this kind.
    pub(crate) fn is_accessible(&self) {
        let build = self.build();
        if SEEN.lock().unwrap_or_else(PoisonError::into_inner).contains(&build) {
            return;
        }
        let found = self.mistakes();
        if !found.is_empty() {
            self.stop(&format!("axe at {}:\n{found}", self.path()));
        }
        SEEN.lock().unwrap_or_else(PoisonError::into_inner).insert(build);
    }

    /// How this page is built.
    pub(crate) fn build(&self) -> String {
        let build = self.good(self.driver.execute(BUILD, &[]));
        let build = text(&build).to_owned();
        assert!(build.starts_with("<html"), "a page is built of something: {build}");
        build
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
            "return axe.run(document, {{runOnly: {{type: 'tag', values: {RULES}}}, resultTypes: ['violations'], selectors: false}})
                .then(r => r.violations.map(v => [v.id, v.help, v.nodes.map(n => [n.html, n.failureSummary])]))"
        );
        let answer = self.good(self.driver.execute_later(&script));
        let Value::Array(violations) = answer else { self.stop(&format!("axe did not run: {answer}")) };
        let mut told = String::new();
        for violation in violations {
            let _ = writeln!(told, "- {}: {}", text(&violation[0]), text(&violation[1]));
            for node in violation[2].as_array().into_iter().flatten() {
                let _ = writeln!(told, "    {}\n      {}", text(&node[0]), text(&node[1]).replace('\n', "\n      "));
            }
        }
        told
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
