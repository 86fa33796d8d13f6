// Any two reports side by side. What they share was cut into units before the page was made: no place in a text is reckoned here.
(() => {
  "use strict";
  const dialog = document.getElementById("beside");
  if (!dialog) return;
  const choices = [dialog.querySelector("[name=left]"), dialog.querySelector("[name=right]")];
  const columns = [...dialog.querySelectorAll(".beside-column")];
  const status = dialog.querySelector(".beside-status");
  const changed = dialog.querySelector(".beside-changed");
  const pairs = new Map([...dialog.querySelectorAll("[data-pair]")].map((one) => [one.dataset.pair, one]));
  const HASH = /^#beside=(\d+)(?:,(\d+))?$/;
  const KINDS = { w: "same words", q: "same quotation", r: "told in other words", f: "same figure" };

  const made = (tag, words, name) => {
    const element = document.createElement(tag);
    if (words) element.textContent = words;
    if (name) element.className = name;
    return element;
  };
  const letter = (number) => String.fromCharCode(64 + number); // claims have numbers, passages letters
  const pairOf = (a, b) => pairs.get(`${Math.min(a, b)},${Math.max(a, b)}`);
  const reportOf = (number) => document.querySelector(`.report[data-report="${number}"]`);

  // A copy of a report's words without names: a name stands only once in a page.
  function fill(column, number) {
    const report = reportOf(number);
    const text = report.querySelector(".reports-text").cloneNode(true);
    for (const named of text.querySelectorAll("[id]")) named.removeAttribute("id");
    const head = made("h3", report.querySelector("h3").textContent);
    column.replaceChildren(head, text);
    column.setAttribute("aria-label", head.textContent);
    column.scrollTop = 0;
  }

  function mark(column, number, kind, first, last, partner) {
    const units = [...column.querySelectorAll("[data-unit]")].slice(first, last + 1);
    const retold = kind === "r";
    for (const unit of units) {
      unit.classList.add("beside-shared");
      unit.classList.toggle("beside-retold", retold && !unit.dataset.passages);
      if (!retold) unit.classList.remove("beside-retold");
      unit.dataset.passages = [...(unit.dataset.passages ?? "").split(" "), number].join(" ").trim();
    }
    const button = made("button", letter(number), `beside-number${retold ? " beside-retold" : ""}`);
    button.type = "button";
    button.dataset.number = number;
    button.setAttribute("aria-label", `passage ${letter(number)}, ${KINDS[kind]}: show it in [${partner}]`);
    units[0].before(button);
  }

  function passages(pair, left, right) {
    const listed = pair?.dataset.passages ? pair.dataset.passages.split(" ") : [];
    listed.forEach((passage, n) => {
      const [, kind, ...units] = /^(\w)(\d+)-(\d+)=(\d+)-(\d+)$/.exec(passage);
      const [a, b, c, d] = units.map(Number);
      const [one, other] = left < right ? columns : [...columns].reverse();
      mark(one, n + 1, kind, a, b, Math.max(left, right));
      mark(other, n + 1, kind, c, d, Math.min(left, right));
    });
    return listed.length;
  }

  function quotations(pair, left, right) {
    const wanted = new Set((pair?.dataset.quotations ?? "").split(" "));
    let count = 0;
    for (const row of changed.querySelectorAll("[data-quotation]")) {
      row.hidden = !wanted.has(row.dataset.quotation);
      count += row.hidden ? 0 : 1;
    }
    changed.hidden = count === 0;
    changed.querySelector(".beside-from").textContent = `[${Math.min(left, right)}]`;
    changed.querySelector(".beside-to").textContent = `[${Math.max(left, right)}]`;
    return count;
  }

  function claimsOfBoth() {
    const [left, right] = columns.map((column) => new Map(
      [...column.querySelectorAll(".reports-back")].map((link) => [link.textContent, link.getAttribute("href")]),
    ));
    return [...left].filter(([place]) => right.has(place)).sort((a, b) => a[0] - b[0]);
  }

  const counted = (n, one, many) => `${n} ${n === 1 ? one : many}`;

  // The reports that share passages with one, the nearest first.
  const nearTo = (number) => [...pairs.values()].filter((one) => one.dataset.passages)
    .map((one) => one.dataset.pair.split(",").map(Number)).filter((pair) => pair.includes(number))
    .map(([one, other]) => (one === number ? other : one));

  // Two reports of which nothing is kept may both be near to a third.
  function between(left, right) {
    const near = [nearTo(left), nearTo(right)];
    const third = near[0].find((n) => near[1].includes(n));
    if (third) return ` Both share passages with [${third}].`;
    return [left, right].map((number, n) => (near[n].length ? ` [${number}] shares passages with [${near[n][0]}].` : "")).join("");
  }

  function said(left, right, shared, cut) {
    const pair = pairOf(left, right);
    if (left === right) return "The same report twice.";
    if (pair && (shared || cut || pair.textContent)) {
      const parts = [counted(shared, "shared passage", "shared passages")];
      if (cut) parts.push(`${counted(cut, "quotation", "quotations")} cut or changed`);
      return `${pair.textContent} ${parts.join(", ")}.`.trim();
    }
    if (dialog.dataset.leftOut === "0") return "Nothing is recorded as shared by these two reports.";
    return `What these two share, if anything, is not kept in this page.${between(left, right)}`;
  }

  function tell(words, shared) {
    const lines = [made("p", words)];
    if (shared) lines.push(made("p", "Letters mark shared passages, dark for the same words and light for other words, and lead from one to the other; numbers lead to claims."));
    const both = claimsOfBoth();
    if (both.length) {
      const line = made("p", "Claims told by both: ");
      for (const [place, href] of both) {
        const link = made("a", place);
        link.href = href;
        link.setAttribute("aria-label", `claim ${place}`);
        line.append(link, " ");
      }
      lines.push(line);
    }
    status.replaceChildren(...lines);
  }

  function show(left, right) {
    choices[0].value = left;
    choices[1].value = right;
    fill(columns[0], left);
    fill(columns[1], right);
    const pair = left === right ? undefined : pairOf(left, right);
    const shared = passages(pair, left, right);
    tell(said(left, right, shared, quotations(pair, left, right)), shared);
    if (!dialog.open) dialog.showModal();
  }

  function fromAddress() {
    const found = HASH.exec(location.hash);
    if (!found) return dialog.open && dialog.close();
    const left = Number(found[1]);
    const right = Number(found[2] ?? (left === 1 ? 2 : 1));
    if (reportOf(left) && reportOf(right)) show(left, right);
  }

  // From a passage to its partner in the other report.
  function jump(button) {
    const other = columns.find((column) => !column.contains(button));
    const partner = other.querySelector(`.beside-number[data-number="${button.dataset.number}"]`);
    for (const element of dialog.querySelectorAll("[data-unit], .beside-number")) {
      const numbers = (element.dataset.passages ?? element.dataset.number ?? "").split(" ");
      element.classList.toggle("beside-here", numbers.includes(button.dataset.number));
    }
    partner.scrollIntoView({ block: "center", inline: "nearest" });
    partner.focus({ preventScroll: true });
  }

  dialog.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) return dialog.close();
    const unit = event.target.closest("[data-passages]");
    const column = event.target.closest(".beside-column");
    if (!column || String(getSelection())) return undefined;
    const number = unit?.dataset.passages.split(" ")[0];
    const button = event.target.closest(".beside-number") ?? (unit && column.querySelector(`.beside-number[data-number="${number}"]`));
    return button && jump(button);
  });
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      const [left, right] = choices.map((one) => Number(one.value));
      history.replaceState(null, "", `#beside=${left},${right}`);
      show(left, right);
    });
  }
  dialog.addEventListener("close", () => {
    if (HASH.test(location.hash)) history.replaceState(null, "", location.href.split("#")[0]);
  });
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})();
