// Single-letter keys; they can be switched off, since speech input and slips of the hand press them too (WCAG 2.1.4).
(() => {
  "use strict";
  const STORED = "twosource-keys";
  const dialog = document.getElementById("keys");
  const use = document.getElementById("keys-on");

  function stored() {
    try { return localStorage.getItem(STORED); } catch { return null; }
  }
  function store(value) {
    try { localStorage.setItem(STORED, value); } catch { /* a browser may forbid it to files: then the choice lasts as long as the page */ }
  }

  const shown = () => [...document.querySelectorAll(".claim[data-verdict]:not([hidden])")];
  const current = () => document.activeElement?.closest(".claim[data-verdict]") ?? document.querySelector(".claim:target");

  function step(by) {
    const claims = shown();
    const at = claims.indexOf(current());
    const next = claims[at < 0 ? 0 : Math.min(Math.max(at + by, 0), claims.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  }

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    o: () => current()?.querySelector(".claim-ref")?.click(),
    b: () => document.querySelector(".back:not([hidden])")?.click(),
    "/": () => document.querySelector("#find input").focus(),
    "?": () => dialog.showModal(),
  };

  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (!use.checked || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]") || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
  document.getElementById("keys-open").addEventListener("click", () => dialog.showModal());
  use.checked = stored() !== "off";
  use.addEventListener("change", () => store(use.checked ? "on" : "off"));
})();
