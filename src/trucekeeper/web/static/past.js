// The slider of Timeline and Map: while it is dragged the field shows the moment, and a moment later the page as known then.
"use strict";
for (const form of document.querySelectorAll("form[data-past]")) {
  const drag = form.querySelector("[data-drag]");
  const field = form.querySelector("[data-known]");
  const moments = JSON.parse(form.querySelector("[data-moments]").textContent);
  let waiting = 0;
  const show = async () => {
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    if (!answer.ok) { location.assign(address); return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("board");
    const board = document.getElementById("board");
    if (!fresh || !board) { location.assign(address); return; }
    board.replaceWith(fresh);
    history.replaceState(null, "", address);
    document.dispatchEvent(new CustomEvent("past:shown"));
  };
  drag.addEventListener("input", () => {
    field.value = moments[Number(drag.value)];
    drag.setAttribute("aria-valuetext", field.value);
    clearTimeout(waiting);
    waiting = setTimeout(show, 200);
  });
}
