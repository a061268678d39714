/**
 * Lets the page of one door be opened again without a connection. It is registered by that page, for its own address
 * alone; it keeps that page and the scripts that it needs, and nothing else: no answers, no other page, no other
 * organization's. A door that is closed to whoever asks, and signing out, take it away with all that it kept.
 */
const page = new URL(self.registration.scope).pathname;
const shelf = `door:${page}`;
/** A connection that is there and does not answer is none. */
const patience = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname === page) event.respondWith(open(request));
  else if (isPiece(url)) event.respondWith(piece(request));
});

/** The page says which scripts and styles it is made of: they are kept, and those of an earlier build go. */
self.addEventListener("message", (event) => {
  if (Array.isArray(event.data?.pieces)) event.waitUntil(keep(event.data.pieces));
});

/** From the server when it answers, else as it was when it last did. */
async function open(request) {
  const store = await caches.open(shelf);
  const before = await store.match(page, { ignoreVary: true });
  const asked = fetch(request).then((answer) => learn(store, answer));
  if (!before) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, patience, before));
  return Promise.race([asked, late]).catch(() => before);
}

/** Keeps the page, or forgets it when this person may not open the door any more. */
async function learn(store, answer) {
  if (answer.ok && answer.type === "basic") await store.put(page, answer.clone());
  else if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) await forget();
  return answer;
}

async function piece(request) {
  const store = await caches.open(shelf);
  const found = await store.match(request.url, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await store.put(request.url, answer.clone());
  return answer;
}

async function keep(pieces) {
  const store = await caches.open(shelf);
  const wanted = new Set(pieces.filter((address) => URL.canParse(address) && isPiece(new URL(address))));
  for (const { url } of await store.keys()) {
    if (wanted.has(url)) wanted.delete(url);
    else if (isPiece(new URL(url))) await store.delete(url);
  }
  await Promise.all([...wanted].map((address) => store.add(address).catch(() => undefined)));
  if (!(await store.match(page, { ignoreVary: true })))
    await fetch(page, { redirect: "manual" })
      .then((answer) => learn(store, answer))
      .catch(() => undefined);
}

async function forget() {
  await caches.delete(shelf);
  await self.registration.unregister();
}

const isPiece = (url) => url.origin === self.location.origin && url.pathname.startsWith("/_next/static/");
