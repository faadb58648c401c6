// What every page does in the browser: it says whether the line to the server is alive, counts deadlines down, and
// gives htmx the token of the session. Without this file each page still works; it is only not live.
"use strict";
(() => {
  const token = document.querySelector('meta[name="form-token"]')?.content;
  document.addEventListener("htmx:config:request", (event) => {
    const request = event.detail.ctx?.request;
    if (request && token) request.headers["X-Form-Token"] = token;
  });

  // ---- the line
  const line = document.getElementById("line");
  let stream = document.getElementById("live");
  let last = "";
  let heard = Date.now();
  const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const say = (state) => {
    if (!line || !stream) return;
    const words = state === "on" ? line.dataset.live : `${state === "off" ? line.dataset.off : line.dataset.lost} ${clock(heard)}`;
    line.hidden = false;
    if (line.textContent !== words) line.textContent = words;
    line.className = state === "on" ? "on" : "off";
    document.documentElement.dataset.line = state;
  };
  const alive = () => { heard = Date.now(); say("on"); };
  document.addEventListener("htmx:sse:after:connection", alive);
  document.addEventListener("htmx:sse:before:message", (event) => { last = event.detail.message.id || last; alive(); });
  document.addEventListener("htmx:sse:error", () => say("lost"));
  document.addEventListener("htmx:sse:close", () => say("lost"));
  window.addEventListener("offline", () => say("off"));
  // Back on the network: connect at once and go on behind the last number seen, instead of waiting for the next try.
  window.addEventListener("online", () => {
    say("lost");
    if (!stream) return;
    const fresh = stream.cloneNode();
    if (last) fresh.setAttribute("hx-sse:connect", `/live?after=${encodeURIComponent(last)}`);
    stream.replaceWith(fresh);
    stream = fresh;
    window.htmx.process(fresh);
  });
  // The server gives a sign of life every 15 s; silence is told as silence.
  setInterval(() => { if (stream && Date.now() - heard > 40000) say(navigator.onLine ? "lost" : "off"); }, 5000);

  // ---- deadlines: counted from the server's clock, not from that of this device
  const started = Date.now();
  const count = () => {
    const board = document.querySelector("[data-now]");
    if (!board || board.hasAttribute("data-standing")) return;
    if (board.dataset.now !== board.dataset.seen) { board.dataset.seen = board.dataset.now; board.dataset.since = String(Date.now()); }
    const now = Date.parse(board.dataset.now) + Date.now() - Number(board.dataset.since || started);
    for (const one of document.querySelectorAll("[data-until]")) {
      const minutes = Math.floor(Math.abs(Date.parse(one.dataset.until) - now) / 60000);
      const two = (number) => String(number).padStart(2, "0");
      const days = Math.floor(minutes / 1440);
      const words = days < 3 ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}`
        : `${days}d ${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`;
      const place = one.querySelector("bdi") || one;
      if (place.textContent !== words) place.textContent = words;
    }
  };
  setInterval(count, 5000);
  // Once a minute a page that shows "now" is asked for anew: deadlines pass without anything being recorded.
  setInterval(() => document.body.dispatchEvent(new CustomEvent("minute", { bubbles: true })), 60000);

  // ---- a menu closes on Escape and on a click elsewhere
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  // A link to a clause opens its reason.
  const opened = () => {
    const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const why = row && row.matches("tr, li") && row.querySelector("details.why");
    if (why) why.open = true;
  };
  window.addEventListener("hashchange", opened);
  opened();
})();
