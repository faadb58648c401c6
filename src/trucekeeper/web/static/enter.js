// Without a line an entry is kept on this device under its number, and sent when there is one. Sent twice it is recorded once.
"use strict";
const STORE = "truce-entries";
const form = document.getElementById("entry");
const kept = document.getElementById("kept");
const read = () => JSON.parse(localStorage.getItem(STORE) || "[]");
const write = (list) => localStorage.setItem(STORE, JSON.stringify(list));
const show = () => {
  const list = read();
  kept.hidden = list.length === 0;
  kept.textContent = list.length ? `${kept.dataset.words} ${list.map((one) => one.number).join(", ")}` : "";
};
const token = () => document.querySelector('meta[name="form-token"]').content;
// null: no line; true: recorded; a text: why it was refused.
const send = async (entry) => {
  const body = new URLSearchParams({ ...entry, form_token: token() });
  let answer;
  try { answer = await fetch("/enter", { method: "POST", body, headers: { accept: "application/json" } }); } catch { return null; }
  if (answer.ok) return true;
  if (answer.status >= 500) return null;
  const told = await answer.json().catch(() => null);
  return told?.error?.message || String(answer.status);
};
const sendAll = async () => {
  for (const entry of read()) {
    const done = await send(entry);
    if (done === null) break;
    if (done === true) write(read().filter((one) => one.number !== entry.number));
  }
  show();
};
const another = () => {
  const field = form.elements.number;
  const parts = field.value.split("-");
  const now = new Date().toISOString();
  const tail = crypto.getRandomValues(new Uint8Array(1))[0].toString(16).toUpperCase().padStart(2, "0");
  field.value = `${parts[0]}-${now.slice(5, 7)}${now.slice(8, 10)}-${now.slice(11, 13)}${now.slice(14, 16)}-${tail}`;
};
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const entry = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "form_token"));
  const done = await send(entry);
  if (done === true) { location.assign(`/enter?kind=${encodeURIComponent(entry.kind)}&done=${encodeURIComponent(entry.number)}`); return; }
  if (done === null) { write([...read(), entry]); form.reset(); another(); show(); return; }
  kept.hidden = false;
  kept.textContent = done;
});
window.addEventListener("online", sendAll);
show();
if (navigator.onLine) sendAll();
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/enter-worker.js", { scope: "/enter" }).catch(() => {});
