// What only works with scripts is hidden until there are scripts.
(() => {
  "use strict";
  for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;

  // Paper cannot be unfolded.
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const part of unfolded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
  });
})();
