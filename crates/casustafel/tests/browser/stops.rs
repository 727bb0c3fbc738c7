//! Where Tab goes. The page is asked once which stops it has, so that a person who looks for one knows how often to press; the
//! keys do the walking all the same, and what has the focus in the end is asked of the browser's own accessibility tree.

use crate::{browser::Browser, driver::Element};
use serde_json::Value;

/// What has the focus or could have it, as a screen reader would say it.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    pub(crate) element: Element,
    pub(crate) role: String,
    pub(crate) label: String,
    /// Where the form it belongs to is sent; empty outside a form.
    pub(crate) form: String,
    /// The name under which it is sent, and what it then says; both empty for what is no field.
    pub(crate) name: String,
    pub(crate) value: String,
    /// Where it leads; empty when it is no link.
    pub(crate) path: String,
    /// What else can be read in its row of a table or part of a list.
    pub(crate) row: String,
    /// The labels of the group of round buttons it is one of.
    pub(crate) group: Vec<String>,
    /// The value of the hidden field `person` in its form: the account that a demonstration's button stands for.
    pub(crate) person: String,
    /// Whether it sends its form, as the calendar beside a day does not.
    pub(crate) sends: bool,
    /// Whether something is drawn around it or behind it; known of what has the focus only.
    pub(crate) shown: bool,
}

impl Stop {
    /// Whether it is the link or button that is called so.
    pub(crate) fn is_to_press(&self, name: &str) -> bool {
        matches!(self.role.as_str(), "link" | "button") && self.label == name
    }
}

/// All stops in their order, and the number of the one at or before the focus. A group of round buttons is one stop.
const STOPS: &str = "
const radios = e => [...document.querySelectorAll('input[type=radio]')].filter(r => r.name === e.name && r.form === e.form);
const isStop = e => {
  if (e.disabled || e.tabIndex < 0 || e.type === 'hidden' || !e.checkVisibility({visibilityProperty: true})) return false;
  if (e.type !== 'radio') return true;
  const group = radios(e);
  return e === (group.find(r => r.checked) ?? group[0]);
};
const stops = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex]')].filter(isStop);
const active = document.activeElement;
let at = stops.indexOf(active);
if (at < 0 && active && active !== document.body && active.type === 'radio') at = stops.findIndex(s => radios(active).includes(s));
if (at < 0 && active && active !== document.body) {
  at = stops.filter(s => s.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING).length - 1;
}
const of = e => about(e);
return [at, stops.map(of)];";

/// One element by what can be read in the page.
const ABOUT: &str = "
const text = e => (e?.innerText ?? '').replace(/\\s+/g, ' ').trim();
const named = e => e.getAttribute('aria-label')?.trim()
  || text(e.getAttribute('aria-labelledby') && document.getElementById(e.getAttribute('aria-labelledby').split(' ')[0]))
  || text(e.labels?.[0]) || text(e);
const role = e => ({A: 'link', BUTTON: 'button', SELECT: 'combobox', TEXTAREA: 'textbox', SUMMARY: 'DisclosureTriangle'})[e.tagName]
  ?? (e.tagName === 'INPUT' ? ({radio: 'radio', checkbox: 'checkbox', file: 'file', date: 'Date'})[e.type] ?? 'textbox' : 'other');
const about = e => [e, role(e), named(e), e.form ? new URL(e.form.action).pathname : '', e.pathname ?? '',
  text(e.closest('tr, li')).slice(0, 500),
  e.type === 'radio' ? [...document.querySelectorAll('input[type=radio]')].filter(r => r.name === e.name && r.form === e.form)
    .map(r => text(r.labels?.[0])) : [],
  e.form?.elements.person?.value ?? '', e.name ?? '', e.value ?? '', e.type === 'submit'];";

impl Browser {
    /// Everything Tab can reach on this page, in order, and where among it the focus is (before the first: none).
    pub(crate) fn stops(&self) -> (Option<usize>, Vec<Stop>) {
        let found = self.good(self.driver.execute(&format!("{ABOUT}{STOPS}"), &[]));
        let stops = found[1].as_array().into_iter().flatten().filter_map(|stop| self.read(stop)).collect();
        (found[0].as_i64().and_then(|at| usize::try_from(at).ok()), stops)
    }

    /// What has the focus now, by the accessibility tree.
    pub(crate) fn focus(&self) -> Stop {
        const DRAWN: &str = "const e = document.activeElement ?? document.body, style = getComputedStyle(e);
            return [about(e), style.outlineStyle !== 'none' || style.boxShadow !== 'none'];";
        let found = self.good(self.driver.execute(&format!("{ABOUT}{DRAWN}"), &[]));
        let Some(stop) = self.read(&found[0]) else {
            self.stop(&format!("what has the focus cannot be read: {found}"))
        };
        let (role, label) = self.good(self.driver.named(&stop.element));
        Stop { role, label: label.trim().to_owned(), shown: found[1] == true, ..stop }
    }

    fn read(&self, found: &Value) -> Option<Stop> {
        let text = |n: usize| found[n].as_str().unwrap_or_default().to_owned();
        Some(Stop {
            element: self.driver.element(&found[0]).ok()?,
            role: text(1),
            label: text(2),
            form: text(3),
            path: text(4),
            row: text(5),
            group: found[6].as_array().into_iter().flatten().filter_map(|l| l.as_str().map(str::to_owned)).collect(),
            person: text(7),
            name: text(8),
            value: text(9),
            sends: found[10] == true,
            shown: false,
        })
    }
}
