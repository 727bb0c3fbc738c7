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
