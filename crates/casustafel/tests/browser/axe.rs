//! Every kind of page a journey comes by is looked at by axe. What it finds stops the journey, in words one can act on.
//!
//! Two pages are of one kind when they are built alike: the same elements in the same places with the same roles, classes and states, each
//! with words where the other has words, each label at a field, each number of an element used once. How many rows of one make there are
//! makes no difference. What they say is read by the journeys; how they are built is what axe looks at, once.
//!
//! Whether words stand out from what is behind them and whether there is room to press is measured, sign by sign, and takes more than all
//! other rules together. It is measured for each part of a page that no page had before: a piece of the main part, with what it stands in.

use crate::{browser::Browser, driver::Element};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fmt::Write,
    sync::{Mutex, PoisonError},
};

const AXE: &str = include_str!("vendor/axe.min.js");

/// The levels the law asks of a government site, and what axe holds to be good practice.
const RULES: &str = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

/// The rules that measure, which are asked about new parts of a page only.
const MEASURES: &str = "['color-contrast','link-in-text-block','target-size']";

/// How a page is built, as one text, and how each of its parts is.
const BUILD: &str = "
const kept = /^(class|role|type|lang|dir|tabindex|hidden|open|disabled|checked|selected|required|readonly|multiple|scope|colspan|rowspan|rel|autocomplete|fill|stroke|style|target|aria-(?!label$|labelledby$|describedby$|controls$|owns$|details$|activedescendant$|errormessage$).*)$/;
const links = /^(for|list|form|aria-(labelledby|describedby|controls|owns|details|activedescendant|errormessage))$/;
const ids = {};
document.querySelectorAll('[id]').forEach(e => { ids[e.id] = (ids[e.id] ?? 0) + 1; });
const found = id => ids[id] ?? 0;
const mark = ({name, value}) => kept.test(name) ? `${name}=${value}`
  : name === 'id' ? `id${found(value)}`
  : links.test(name) ? name + value.split(/\\s+/).map(id => found(id)).join()
  : name + (value.trim() ? '' : '=');
const opened = node => `<${node.localName} ${[...node.attributes].map(mark).sort().join(' ')}>`;
const built = node => {
  if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? 't' : '';
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  const inside = [...node.childNodes].map(built).filter(part => part);
  const once = inside.filter((part, n) => part !== inside[n - 1]);
  return opened(node) + once.join('') + '</>';
};
const inside = e => e.localName === 'main' ? [...e.children].map(part => [part, opened(e) + built(part)]) : [[e, built(e)]];
const parts = [...document.body.children].flatMap(inside);
const around = opened(document.documentElement) + opened(document.body);
return [built(document.documentElement), parts.map(([part, how]) => [part, around + how])];";

/// How the pages and the parts of pages are built that were looked at.
static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// A page, or a part of one, that is to be looked at.
struct Look {
    build: String,
    /// The parts that no page had before, with how each is built.
    parts: Vec<(Element, String)>,
}

impl Browser {
    /// Stops when axe finds something on a page of this kind.
    pub(crate) fn is_accessible(&self) {
        let look = self.look();
        if seen(&look.build) {
            return;
        }
        let found = self.mistakes_of(&look);
        if !found.is_empty() {
            self.stop(&format!("axe at {}:\n{found}", self.path()));
        }
        let mut all = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(look.build);
        all.extend(look.parts.into_iter().map(|(_, build)| build));
    }

    /// How this page is built.
    pub(crate) fn build(&self) -> String {
        self.look().build
    }

    /// What axe finds on this page, one thing per paragraph; nothing when there is nothing.
    pub(crate) fn mistakes(&self) -> String {
        self.mistakes_of(&self.look())
    }

    fn look(&self) -> Look {
        let found = self.good(self.driver.execute(BUILD, &[]));
        let build = text(&found[0]).to_owned();
        assert!(build.starts_with("<html"), "a page is built of something: {build}");
        let parts = found[1].as_array().into_iter().flatten();
        let parts = parts.map(|part| (self.good(self.driver.element(&part[0])), text(&part[1]).to_owned()));
        Look { build, parts: parts.filter(|(_, build)| !seen(build)).collect() }
    }

    fn mistakes_of(&self, look: &Look) -> String {
        self.with_script(|| {
            let here = self.good(self.driver.execute("return typeof window.axe", &[]));
            if here != json!("object") {
                self.good(self.driver.execute(AXE, &[]));
            }
            let unmeasured = format!(
                "runOnly: {{type: 'tag', values: {RULES}}}, \
                 rules: Object.fromEntries({MEASURES}.map(rule => [rule, {{enabled: false}}]))"
            );
            let whole = self.ask_axe("document", &unmeasured, &[]);
            let parts: Vec<&Element> = look.parts.iter().map(|(part, _)| part).collect();
            if parts.is_empty() {
                return whole;
            }
            whole + &self.ask_axe("{include: [...arguments]}", &format!("runOnly: {MEASURES}"), &parts)
        })
    }

    fn ask_axe(&self, about: &str, rules: &str, parts: &[&Element]) -> String {
        let script = format!(
            "return axe.run({about}, {{{rules}, resultTypes: ['violations'], selectors: false}})
                .then(r => r.violations.map(v => [v.id, v.help, v.nodes.map(n => [n.html, n.failureSummary])]))"
        );
        let answer = self.good(self.driver.execute_later(&script, parts));
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

fn seen(build: &str) -> bool {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner).contains(build)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
