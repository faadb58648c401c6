// One key, one decision. A key that is typed into a field stays there; Escape leaves the field. Without this file the buttons do the same.
"use strict";
const form = document.getElementById("decide");
const lookedAt = document.querySelector(".report mark.content");
if (lookedAt) {
  const pane = lookedAt.closest(".report");
  pane.scrollTop += lookedAt.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}
for (const button of document.querySelectorAll("[data-reason]")) {
  button.addEventListener("click", () => {
    form.elements.reason.value = button.dataset.reason;
    form.querySelector('button[value="reject"]').click();
  });
}
document.addEventListener("keydown", (event) => {
  const at = document.activeElement;
  const typing = at && at.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) { at.blur(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "e" && form) {
    const more = form.querySelector("details");
    more.open = true;
    more.querySelector("input, select").focus();
    event.preventDefault();
    return;
  }
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  if (event.repeat) return; // a key held down decides once
  target.click();
});
