// Shows only the claims that the form asks for. A claim is looked at once: what it can be found by is kept.
(() => {
  "use strict";
  const form = document.getElementById("find");
  const count = form.querySelector(".find-count");
  const sections = [...document.querySelectorAll("[data-claims]")];
  const fields = ["kind", "speaker", "report"];
  let known = null;

  const words = (claim) => claim.textContent.toLowerCase();
  const listed = (claim, field) => new Set((claim.dataset[`${field}s`] || "").split(" "));

  function claims() {
    known ??= [...document.querySelectorAll(".claim[data-verdict]")].map((element) => ({
      element,
      verdict: element.dataset.verdict,
      ...Object.fromEntries(fields.map((field) => [field, listed(element, field)])),
      words: null,
    }));
    return known;
  }

  function asked(claim, wanted) {
    if (wanted.verdict && claim.verdict !== wanted.verdict) return false;
    if (fields.some((field) => wanted[field] && !claim[field].has(wanted[field]))) return false;
    return !wanted.words || (claim.words ??= words(claim.element)).includes(wanted.words);
  }

  function show() {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.words = wanted.words.trim().toLowerCase();
    let shown = 0;
    for (const claim of claims()) {
      const hidden = !asked(claim, wanted);
      if (claim.element.hidden !== hidden) claim.element.hidden = hidden;
      if (!hidden) shown += 1;
    }
    for (const part of document.querySelectorAll(".claims-lines")) {
      part.hidden = part.previousElementSibling.hidden = !part.querySelector(".claim:not([hidden])");
    }
    for (const section of sections) section.hidden = !section.querySelector(".claim:not([hidden])");
    count.textContent = shown === claims().length ? "" : `${shown} of ${claims().length} claims shown`;
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
})();
