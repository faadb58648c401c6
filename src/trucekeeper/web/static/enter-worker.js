// Keeps the page Enter and its files for when there is no line. Everything else goes to the server as always.
"use strict";
const NAME = "truce-enter-1";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const ours = event.request.method === "GET" && address.origin === location.origin;
  if (!ours || !(address.pathname === "/enter" || address.pathname.startsWith("/static/"))) return;
  event.respondWith((async () => {
    const store = await caches.open(NAME);
    try {
      const fresh = await fetch(event.request);
      if (fresh.ok && !fresh.redirected) await store.put(event.request, fresh.clone());
      return fresh;
    } catch (error) {
      const held = await store.match(event.request, { ignoreSearch: address.pathname === "/enter" });
      if (held) return held;
      throw error;
    }
  })());
});
