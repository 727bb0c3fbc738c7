// Makes pages pleasanter. Everything works without it.
(function () {
  "use strict";

  // The parts of a page that may be renewed, as they came: what this script adds makes them no other. Every page has a word of its own in its
  // forms; that alone makes no part another either.
  var was = {};
  var whole = function (part) { return part.outerHTML.replace(/name="_csrf" value="[^"]*"/g, ""); };
  document.querySelectorAll("[data-part]").forEach(function (part) { was[part.dataset.part] = whole(part); });

  // What is wrong is read first.
  var summary = document.getElementById("samenvatting");
  if (summary) summary.focus();

  // On a narrow screen the tabs run on beyond its edge: the one where one is comes into view.
  document.querySelectorAll(".tabs > [aria-current]").forEach(function (tab) {
    tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 24;
  });

  // How much still fits, while somebody types; read aloud only when little is left, and not with every letter.
  var aloud = document.createElement("p");
  aloud.className = "sr-only";
  aloud.setAttribute("role", "status");
  document.body.append(aloud);
  var pause = null;
  var count = function (area) {
    var line = area.nextElementSibling;
    if (!line || line.className !== "field__left") return;
    if (!line.dataset.most) line.dataset.most = line.textContent;
    var left = Number(area.dataset.max) - Array.from(area.value.trim()).length;
    var dutch = document.documentElement.lang === "nl";
    var says = left < 0 ? (dutch ? "# tekens te veel" : "# characters too many") : (dutch ? "Nog # tekens" : "# characters left");
    line.textContent = area.value ? says.replace("#", Math.abs(left)) : line.dataset.most;
    line.toggleAttribute("data-over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(function () { aloud.textContent = left < 100 ? line.textContent : ""; }, 1000);
  };
  document.addEventListener("input", function (event) {
    if (event.target.dataset && event.target.dataset.max) count(event.target);
  });
  var picks = window.HTMLInputElement && "showPicker" in HTMLInputElement.prototype;
  // Looking in a long list: the box narrows the list that is there without it, and only the list is sent.
  var plain = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim(); };
  var lookIn = function (list) {
    if (list.dataset.looked) return;
    list.dataset.looked = "1";
    var dutch = document.documentElement.lang === "nl";
    var label = document.createElement("label");
    label.className = "find";
    label.append(list.dataset.find);
    var box = document.createElement("input");
    box.type = "search";
    box.className = "field__input";
    box.autocomplete = "off";
    box.spellcheck = false;
    label.append(box);
    var says = document.createElement("p");
    says.className = "field__hint";
    says.setAttribute("role", "status");
    var options = list.options ? Array.from(list.options) : [];
    var first = list.options ? list : list.querySelector(".tick");
    first.before(label, says);
    var narrow = function () {
      var parts = plain(box.value).split(/\s+/).filter(Boolean);
      var fits = function (text) {
        var name = plain(text);
        return parts.every(function (part) { return name.indexOf(part) >= 0; });
      };
      var found = 0;
      if (list.options) {
        // Looking chooses nothing, and loses nothing that was chosen.
        var chosen = list.value;
        list.replaceChildren.apply(list, options.filter(function (option) {
          var fit = option.value && fits(option.textContent);
          if (fit) found += 1;
          return fit || !option.value || option.value === chosen;
        }));
        list.value = chosen;
      } else {
        list.querySelectorAll(".tick").forEach(function (one) {
          var fit = fits(one.textContent);
          if (fit) found += 1;
          // What is ticked stays to be seen.
          one.hidden = !fit && !one.querySelector("input").checked;
        });
      }
      var none = parts.length > 0 && found === 0;
      box.setAttribute("aria-invalid", String(none));
      says.className = none ? "field__error" : "field__hint";
      says.textContent = !parts.length ? "" : none
        ? (dutch ? "Niemand in deze lijst heet zo. Kijk de spelling na of kies uit de hele lijst." : "Nobody in this list has that name. Check the spelling, or choose from the whole list.")
        : (dutch ? "Gevonden: " : "Found: ") + found;
    };
    box.addEventListener("input", narrow);
    box.addEventListener("keydown", function (event) {
      if (event.key === "Enter") event.preventDefault();
    });
  };
  // A list to tick off for oneself: it lasts as long as this window, and goes nowhere.
  var ticked = function (list) {
    var boxes = Array.from(list.querySelectorAll("input"));
    var key = "ticks";
    var now = function () { return list.dataset.ticks + " " + boxes.map(function (box) { return box.checked ? 1 : 0; }).join(""); };
    var kept = sessionStorage.getItem(key) || "";
    var at = kept.lastIndexOf(" ");
    if (kept.slice(0, at) === list.dataset.ticks) boxes.forEach(function (box, n) { box.checked = kept[at + 1 + n] === "1"; });
    list.addEventListener("change", function () { sessionStorage.setItem(key, now()); });
  };

  // Without an account nothing is kept by the house, so a note on a phone is kept by the phone itself until the house has it: over a reload,
  // a lost connection, and a room that goes on. It is gone when it was sent, thrown away, or a day old.
  var pocket = {
    at: function () { var on = document.querySelector("[data-keeps]"); return on && on.dataset.keeps; },
    all: function () {
      try {
        var kept = JSON.parse(localStorage.getItem("briefjes") || "{}");
        Object.keys(kept).forEach(function (key) { if (Date.now() - kept[key].when > 86400000) delete kept[key]; });
        return kept;
      } catch (none) {
        return {};
      }
    },
    put: function (key, texts) {
      try {
        var kept = pocket.all();
        delete kept[key];
        if (texts) kept[key] = { when: Date.now(), texts: texts };
        localStorage.setItem("briefjes", JSON.stringify(kept));
      } catch (full) {}
    },
    // It was pressed to be sent; whether it is in, the next page says.
    went: function (key) {
      var kept = pocket.all();
      if (!kept[key]) return;
      kept[key].going = true;
      try {
        localStorage.setItem("briefjes", JSON.stringify(kept));
      } catch (full) {}
    },
    key: function (on) { return on.dataset.keeps + " " + on.dataset.place; },
    fill: function (on) {
      if (!on.dataset.place) return;
      var areas = on.querySelectorAll("textarea");
      var kept = pocket.all()[pocket.key(on)];
      if (!kept) return;
      // With a name an answer that is in can still be changed: only what was pressed to be sent is in.
      if ("sent" in on.dataset && (kept.going || !areas.length)) return pocket.put(pocket.key(on), null);
      areas.forEach(function (area) { if (kept.texts[area.name]) area.value = kept.texts[area.name]; });
    },
    // What was written for a question that is no longer on the page.
    unsent: function () {
      var box = document.querySelector("[data-unsent]");
      if (!box) return;
      var at = pocket.at();
      var here = document.querySelector("[data-keeps] textarea") && pocket.key(document.querySelector("[data-keeps]"));
      if (box.dataset.late) pocket.put(at + " " + box.dataset.late, null);
      var kept = pocket.all();
      box.replaceChildren.apply(box, Object.keys(kept).filter(function (key) {
        return key.indexOf(at + " ") === 0 && key !== here;
      }).map(function (key) {
        var one = document.createElement("div");
        one.className = "notice notice--warning";
        var says = document.createElement("p");
        says.textContent = box.dataset.unsent;
        var text = document.createElement("blockquote");
        text.className = "note";
        text.textContent = Object.values(kept[key].texts).join("\n");
        var send = document.createElement("a");
        send.className = "button button--primary";
        send.href = at + "/alsnog?stap=" + key.slice(at.length + 1);
        send.textContent = box.dataset.send;
        var away = document.createElement("button");
        away.type = "button";
        away.className = "button button--secondary";
        away.textContent = box.dataset.away;
        away.addEventListener("click", function () {
          pocket.put(key, null);
          one.remove();
        });
        one.append(says, text, send, away);
        return one;
      }));
    }
  };
  document.addEventListener("input", function (event) {
    var on = event.target.closest("[data-keeps]");
    if (!on || !on.dataset.place || event.target.tagName !== "TEXTAREA") return;
    var texts = {};
    on.querySelectorAll("textarea").forEach(function (area) { if (area.value.trim()) texts[area.name] = area.value; });
    pocket.put(pocket.key(on), Object.keys(texts).length ? texts : null);
  });
  // Without a connection nothing is sent into the void.
  document.addEventListener("submit", function (event) {
    var on = event.target.closest("[data-keeps]");
    if (!on) return;
    if (navigator.onLine !== false) return pocket.went(pocket.key(on));
    event.preventDefault();
    event.stopImmediatePropagation();
    aloud.textContent = "";
    var line = event.target.querySelector("[data-offline]") || document.createElement("p");
    line.dataset.offline = "";
    line.className = "field__error";
    line.setAttribute("role", "alert");
    line.textContent = document.documentElement.lang === "nl"
      ? "Er is nu geen verbinding. Wat u schreef staat veilig op deze telefoon; verstuur het zo weer."
      : "There is no connection now. What you wrote is safe on this phone; send it again in a moment.";
    event.target.append(line);
  });

  var flush = function () {};
  // What a part of the page needs before somebody uses it.
  var prepare = function (part) {
    part.querySelectorAll("textarea[data-max]").forEach(function (area) {
      if (area.value) count(area);
    });
    if (picks) part.querySelectorAll("[data-pick]").forEach(function (element) { element.hidden = false; });
    part.querySelectorAll("[data-find]").forEach(lookIn);
    part.querySelectorAll("[data-ticks]").forEach(ticked);
    if (part.matches && part.matches("[data-ticks]")) ticked(part);
    part.querySelectorAll("[data-keeps]").forEach(pocket.fill);
    if (part.matches && part.matches("[data-keeps]")) pocket.fill(part);
    pocket.unsent();
    if (document.fullscreenEnabled) part.querySelectorAll("[data-full]").forEach(function (button) { button.hidden = false; });
  };
  prepare(document);

  // A screen in a room is shown whole.
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-full]")) document.documentElement.requestFullscreen().catch(function () {});
  });

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

  // The calendar of the browser beside a day: it writes in the field, and only the field is sent. Rows of facts may be added, so it listens
  // to the page.
  if (picks) {
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-pick]");
      if (!button) return;
      var parts = button.parentNode.querySelectorAll("input");
      if (!parts[1]) {
        var native = document.createElement("input");
        native.type = "date";
        native.className = "day__native";
        native.min = "1900-01-01";
        native.max = "2100-12-31";
        native.tabIndex = -1;
        native.setAttribute("aria-hidden", "true");
        button.after(native);
        parts = button.parentNode.querySelectorAll("input");
      }
      var typed = parts[0].value.trim().match(/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/);
      parts[1].value = typed ? typed[3] + "-" + typed[2].padStart(2, "0") + "-" + typed[1].padStart(2, "0") : "";
      try {
        parts[1].showPicker();
      } catch (refused) {
        parts[0].focus();
      }
    });
    document.addEventListener("change", function (event) {
      if (!event.target.matches(".day__native") || !event.target.value) return;
      var field = event.target.parentNode.querySelector("input");
      field.value = event.target.value.split("-").reverse().join("-");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  // Nothing typed is lost: a form is kept while somebody types in it, and leaving one that was changed asks first.
  var left = Number(document.body.dataset.left);
  if (left) {
    var ends = Date.now() + left * 1000;
    var warning = document.getElementById("sessie");
    var forms = [];
    var told = function (answer) {
      if (!answer || !answer.left) return;
      ends = Date.now() + answer.left * 1000;
      warning.hidden = true;
    };
    var read = function (answer) {
      return (answer.headers.get("content-type") || "").indexOf("json") > 0 ? answer.json() : null;
    };
    // What was filled in, without files and secrets.
    var filledIn = function (form) {
      var data = new URLSearchParams();
      Array.prototype.forEach.call(form.elements, function (field) {
        if (!field.name || field.disabled || /^(file|password|submit|button|reset)$/.test(field.type)) return;
        if (/^(radio|checkbox)$/.test(field.type) && !field.checked) return;
        data.append(field.name, field.value);
      });
      return data;
    };
    var text = function (form) {
      var data = filledIn(form);
      data.delete("_csrf");
      return data.toString();
    };
    var changed = function (form) {
      return Array.prototype.some.call(form.elements, function (field) {
        if (!field.name || field.type === "hidden") return false;
        if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
        if (field.options) {
          var first = Array.prototype.findIndex.call(field.options, function (option) { return option.defaultSelected; });
          return field.selectedIndex !== Math.max(first, 0);
        }
        return field.defaultValue !== undefined && field.value !== field.defaultValue;
      });
    };
    var own = /^\/(concepten|sessie|mijn-toegang|inloggen|uitloggen|taal)/;
    // What is known of a form that somebody typed in. Parts of a page may be replaced, so it is met when it is typed in.
    var known = function (form) {
      if (form.kept) return form.kept;
      if (form.method !== "post" || !form.elements._csrf || own.test(form.getAttribute("action"))) return null;
      var line = document.createElement("p");
      line.className = "field__hint";
      line.setAttribute("role", "status");
      form.append(line);
      form.kept = { form: form, line: line, last: null, timer: null, busy: false, sent: false };
      forms.push(form.kept);
      return form.kept;
    };
    var send = function (kept, lasting) {
      clearTimeout(kept.timer);
      kept.timer = null;
      if (kept.busy || kept.sent) return;
      var now = text(kept.form);
      if (now === kept.last) return;
      kept.last = now;
      kept.busy = true;
      var data = filledIn(kept.form);
      data.append("_form", kept.form.getAttribute("action"));
      data.append("_page", location.pathname + location.search);
      kept.stop = window.AbortController ? new AbortController() : null;
      fetch("/concepten/bewaren", {
        method: "POST", body: data, credentials: "same-origin", keepalive: lasting && data.toString().length < 60000,
        signal: kept.stop && !lasting ? kept.stop.signal : undefined
      }).then(function (answer) {
        // Logged out in another tab, or in again: nothing is kept from here any more, and what was said before is no longer true.
        var over = answer.status === 401 ? 0 : answer.status === 403 ? 1 : -1;
        kept.line.className = over < 0 ? "field__hint" : "field__error";
        if (over < 0) return read(answer);
        kept.line.textContent = (document.documentElement.lang === "nl" ? [
          "U bent uitgelogd. Wat u nu typt, wordt niet bewaard. Kopieer wat u schreef en log opnieuw in.",
          "Deze pagina is van vóór u opnieuw inlogde. Wat u nu typt, wordt niet bewaard. Kopieer wat u schreef en open de pagina opnieuw."
        ] : [
          "You are logged out. What you type now is not kept. Copy what you wrote and log in again.",
          "This page is from before you logged in again. What you type now is not kept. Copy what you wrote and open the page again."
        ])[over];
        return null;
      }).then(function (answer) {
        told(answer);
        if (answer) kept.line.textContent = answer.says;
      }).catch(function () {
        // Not there for a moment: with the next letter it is tried again.
        kept.last = null;
      }).then(function () {
        kept.busy = false;
        if (kept.last !== null && text(kept.form) !== now) later(kept);
      });
    };
    var later = function (kept) {
      clearTimeout(kept.timer);
      if (!kept.sent) kept.timer = setTimeout(function () { send(kept, false); }, 1500);
    };
    ["input", "change"].forEach(function (what) {
      document.addEventListener(what, function (event) {
        var kept = event.target.form && known(event.target.form);
        if (kept) later(kept);
      });
    });
    var leaving = false;
    document.addEventListener("submit", function (event) {
      if (event.defaultPrevented) return;
      leaving = true;
      var kept = event.target.kept;
      if (!kept) return;
      kept.sent = true;
      clearTimeout(kept.timer);
      if (kept.stop) kept.stop.abort();
    });
    window.addEventListener("pageshow", function () {
      leaving = false;
      forms.forEach(function (kept) { kept.sent = false; });
    });
    // What is being typed in a part that goes is kept first.
    flush = function (part) {
      forms.forEach(function (kept) { if (kept.timer && part.contains(kept.form)) send(kept, true); });
    };
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") forms.forEach(function (kept) { if (kept.timer) send(kept, true); });
    });
    window.addEventListener("beforeunload", function (event) {
      var unsent = forms.some(function (kept) { return document.contains(kept.form) && changed(kept.form); });
      if (!leaving && unsent) event.preventDefault();
    });

    // The session warns five minutes before it ends.
    warning.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
      event.stopPropagation();
      delete event.target.dataset.sent;
      fetch("/sessie", { method: "POST", body: new URLSearchParams(new FormData(event.target)), credentials: "same-origin" })
        .then(read).then(told).catch(function () {});
    });
    setInterval(function () {
      var seconds = (ends - Date.now()) / 1000;
      warning.hidden = seconds > 300 || seconds < 0;
    }, 5000);
  }

  // How much time is left for what is on the table. Nothing counts down by itself on the paper or without this script.
  var tick = function () {
    document.querySelectorAll("[data-until]").forEach(function (clock) {
      var seconds = (new Date(clock.dataset.until) - Date.now()) / 1000;
      var minutes = clock.querySelector("[data-minutes]");
      if (minutes && seconds >= 60) minutes.textContent = Math.floor(seconds / 60);
    });
  };
  if (document.querySelector("[data-live]")) setInterval(tick, 15000);

  // A page in a room with others: when something changed there, the parts that differ are replaced. What somebody is typing stays.
  var live = document.querySelector("[data-live]");
  if (live && window.EventSource) {
    var busy = false;
    var again = false;
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
            if (!next || whole(next) === was[part.dataset.part] || (same && typing(part))) return;
            flush(part);
            was[part.dataset.part] = whole(next);
            var renewed = document.importNode(next, true);
            part.replaceWith(renewed);
            prepare(renewed);
          });
          seconds();
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
    // Clocks of a room count from what was left when the page came, so that the clock of a telephone need not be right. When the time is
    // up, or the next sheet is due, the page looks again.
    var seconds = function () {
      document.querySelectorAll("[data-seconds]").forEach(function (clock) {
        var stopped = "stopped" in clock.dataset;
        if (!clock.ends) clock.ends = Date.now() + Number(clock.dataset.seconds) * 1000;
        var left = stopped ? Number(clock.dataset.seconds) : Math.max(0, Math.ceil((clock.ends - Date.now()) / 1000));
        clock.hidden = false;
        clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
        if (left || stopped || clock.told) return;
        clock.told = true;
        if (Number(clock.dataset.seconds)) setTimeout(renew, 300);
      });
      document.querySelectorAll("[data-again]").forEach(function (part) {
        if (!part.due) part.due = Date.now() + Number(part.dataset.again) * 1000;
        if (Date.now() < part.due) return;
        part.due = Date.now() + 5000;
        renew();
      });
    };
    seconds();
    setInterval(seconds, 1000);
    document.querySelectorAll("[data-without-script]").forEach(function (element) { element.hidden = true; });
    var source = new EventSource(live.dataset.live);
    source.addEventListener("begin", renew);
    source.addEventListener("change", renew);
  }

  // Another row of facts: one that is folded away, and after those the last row once more, empty, with the next number.
  document.querySelectorAll("fieldset[data-facts]").forEach(function (group) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button--secondary";
    button.textContent = group.dataset.more;
    group.querySelectorAll(".facts__fold").forEach(function (fold) { fold.hidden = true; });
    button.addEventListener("click", function () {
      var fold = group.querySelector(".facts__fold[hidden]");
      if (fold) {
        fold.hidden = false;
        fold.open = true;
        fold.querySelector("textarea").focus();
        return;
      }
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
      next.querySelectorAll("textarea[data-max]").forEach(count);
      next.querySelectorAll("select").forEach(function (element) { element.value = ""; });
      next.querySelectorAll("input[type=checkbox]").forEach(function (element) { element.checked = false; });
      var legend = next.querySelector("legend");
      legend.textContent = legend.textContent.replace(/\d+/, String(rows.length + 1));
      last.after(next);
      next.querySelector("textarea").focus();
    });
    group.append(button);
  });
})();
