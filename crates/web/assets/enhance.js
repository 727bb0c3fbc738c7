// Makes pages pleasanter. Everything works without it.
(function () {
  "use strict";

  // What is wrong is read first.
  var summary = document.getElementById("samenvatting");
  if (summary) summary.focus();

  // A form is sent once.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
  });
  // Coming back with the browser's button: it may be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    });
  });

  // A page in a room with others: when something changed there, the parts that differ are replaced. What somebody is typing stays.
  var live = document.querySelector("[data-live]");
  if (live && window.EventSource) {
    var busy = false;
    var again = false;
    var was = {};
    document.querySelectorAll("[data-part]").forEach(function (part) { was[part.dataset.part] = part.outerHTML; });
    var typing = function (part) {
      return part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select") ||
        Array.prototype.some.call(part.querySelectorAll("input, textarea"), function (field) {
          if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
          return field.type !== "hidden" && field.value !== field.defaultValue;
        });
    };
    var renew = function () {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      fetch(location.href, { credentials: "same-origin", cache: "no-store" })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
        .then(function (text) {
          var fresh = new DOMParser().parseFromString(text, "text/html");
          document.querySelectorAll("[data-part]").forEach(function (part) {
            var next = fresh.querySelector('[data-part="' + part.dataset.part + '"]');
            // Under another key it is another question: what was typed for the old one no longer has a place.
            var same = next && next.dataset.key === part.dataset.key;
            if (!next || next.outerHTML === was[part.dataset.part] || (same && typing(part))) return;
            was[part.dataset.part] = next.outerHTML;
            part.replaceWith(document.importNode(next, true));
          });
        })
        .catch(function () {})
        .then(function () {
          busy = false;
          if (again) {
            again = false;
            renew();
          }
        });
    };
    document.querySelectorAll("[data-without-script]").forEach(function (element) { element.hidden = true; });
    var source = new EventSource(live.dataset.live);
    source.addEventListener("begin", renew);
    source.addEventListener("change", renew);
  }

  // Another row of facts: the last row once more, empty, with the next number.
  document.querySelectorAll("fieldset[data-facts]").forEach(function (group) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button--secondary";
    button.textContent = group.dataset.more;
    button.addEventListener("click", function () {
      var rows = group.querySelectorAll(".facts__row");
      var last = rows[rows.length - 1];
      if (!last || rows.length >= 50) return;
      button.hidden = rows.length >= 49;
      var next = last.cloneNode(true);
      var from = "." + (rows.length - 1) + ".";
      var to = "." + rows.length + ".";
      ["id", "name", "for", "aria-describedby"].forEach(function (attribute) {
        next.querySelectorAll("[" + attribute + "]").forEach(function (element) {
          element.setAttribute(attribute, element.getAttribute(attribute).split(from).join(to));
        });
      });
      next.querySelectorAll(".field__error").forEach(function (element) { element.remove(); });
      next.querySelectorAll("[aria-invalid]").forEach(function (element) { element.removeAttribute("aria-invalid"); });
      next.querySelectorAll(".field--wrong").forEach(function (element) { element.classList.remove("field--wrong"); });
      next.querySelectorAll("input[type=text], textarea").forEach(function (element) { element.value = ""; });
      next.querySelectorAll("input[type=checkbox]").forEach(function (element) { element.checked = false; });
      var legend = next.querySelector("legend");
      legend.textContent = legend.textContent.replace(/\d+/, String(rows.length + 1));
      last.after(next);
      next.querySelector("textarea").focus();
    });
    group.append(button);
  });
})();
