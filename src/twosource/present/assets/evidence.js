// After a jump from a claim to the words in a report: a way back that is always in sight.
(() => {
  "use strict";
  const back = document.createElement("a");
  back.className = "back";
  back.hidden = true;
  document.body.append(back);
  let from = null;

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const claim = link.closest(".claim[data-verdict]");
    if (link.hash.startsWith("#said-") && claim) {
      from = link;
      back.href = `#${claim.id}`;
      back.textContent = `Back to claim ${claim.querySelector(".claim-number").textContent.replace("Claim ", "")}`;
      back.hidden = false;
    }
  });
  back.addEventListener("click", (event) => {
    event.preventDefault();
    back.hidden = true;
    history.replaceState(null, "", back.getAttribute("href"));
    from.closest(".claim").scrollIntoView({ block: "center" });
    from.focus({ preventScroll: true });
  });
})();
