import { consentWords, type Visit, type VisitKind, visitId, visitorWord } from "#lib/analytics/rules/visits";

/** Which page it is: what the beacon says of every visit of it. */
export type VisitedPage = { org: string; page: "event" | "programme" | "booking"; event?: string; station?: string };

/** Does the browser ask not to be followed? Then nothing is asked, kept or sent. */
export const asksForQuiet = () =>
  navigator.doNotTrack === "1" || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;

const choiceKey = (org: string) => `visits:${org}`;
const queueKey = (org: string) => `visits-unsent:${org}`;
const endpoint = "/api/public/visits";

/** What this visitor answered to the present wording: their word when they agreed, `no`, or null when nobody asked. */
export function choiceAt(org: string): string | null {
  const [words, word] = (read(localStorage, choiceKey(org)) ?? "").split(":");
  return words === consentWords && word ? word : null;
}

export function choose(page: VisitedPage, agreed: boolean): void {
  const word = choiceAt(page.org);
  keep(localStorage, choiceKey(page.org), `${consentWords}:${agreed ? visitorWord() : "no"}`);
  window.dispatchEvent(new Event("visits-answered"));
  if (agreed || !word || word === "no") return;
  keep(sessionStorage, queueKey(page.org), "[]");
  navigator.sendBeacon(
    endpoint,
    JSON.stringify({ ...page, visitor: word, consent: "withdrawn", words: consentWords, visits: [] }),
  );
}

/**
 * Count this page from now on; returns how to stop. What was not acknowledged is kept for the next page of the same
 * organization and sent again: the ids tell repetitions by. Nothing here ever makes the page wait.
 */
export function countVisit(page: VisitedPage, word: string): () => void {
  const queue: Visit[] = JSON.parse(read(sessionStorage, queueKey(page.org)) ?? "[]");
  let shown = document.visibilityState === "visible" ? performance.now() : 0;
  let looked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const body = (visits: Visit[]) =>
    JSON.stringify({
      ...page,
      visitor: word,
      consent: "granted",
      words: consentWords,
      referrer: document.referrer.slice(0, 2000),
      query: location.search.slice(0, 2000),
      visits,
    });
  const save = () => keep(sessionStorage, queueKey(page.org), JSON.stringify(queue.slice(-50)));
  const note = (kind: VisitKind, value?: number) => {
    queue.push({ id: visitId(Date.now()), kind, ...(value === undefined ? {} : { value }) });
    save();
    timer ??= setTimeout(send, 800);
  };
  const send = async () => {
    timer = undefined;
    const visits = queue.slice(0, 50);
    try {
      const answer = await fetch(endpoint, { method: "POST", keepalive: true, body: body(visits) });
      if (!answer.ok) return;
      const { stored, refused } = await answer.json();
      const settled = new Set([...stored, ...refused.map((one: { id: string }) => one.id)]);
      queue.splice(0, queue.length, ...queue.filter(({ id }) => !settled.has(id)));
      save();
    } catch {
      // Not acknowledged: it is sent again with the next one.
    }
  };
  const look = () => {
    if (document.visibilityState === "visible") {
      shown = performance.now();
      return;
    }
    looked += shown ? performance.now() - shown : 0;
    shown = 0;
    if (looked < 1000) return;
    note("dwell", Math.min(Math.round(looked), 86_400_000));
    looked = 0;
    navigator.sendBeacon(endpoint, body(queue.slice(0, 50)));
  };
  const press = (event: MouseEvent) => {
    const at = event.target instanceof Element ? event.target.closest("[data-visit], #tickets button, main a") : null;
    if (at) note((at.getAttribute("data-visit") as VisitKind | null) ?? "click");
  };
  // How much of a video really ran, each quarter once; what was skipped was not watched.
  const told = new Set<number>();
  const tell = (part: number) => {
    if (told.has(part)) return;
    told.add(part);
    note("video", part);
  };
  const watch = ({ type, target }: Event) => {
    if (!(target instanceof HTMLVideoElement)) return;
    if (type === "play") return tell(0);
    const { duration, currentTime, ended, played } = target;
    // A recording may say how long it is only once it has run to its end.
    const whole = Number.isFinite(duration) || !ended ? duration : currentTime;
    let ran = 0;
    for (let n = 0; n < played.length; n++) ran += played.end(n) - played.start(n);
    for (const part of [25, 50, 75]) if (ran >= (whole * part) / 100) tell(part);
    if (ended && ran >= whole * 0.95) tell(100);
  };
  const watched = ["play", "timeupdate", "ended"];
  note("view");
  if (/[?&]utm_medium=qr(&|$)/.test(location.search)) note("scan");
  document.addEventListener("visibilitychange", look);
  document.addEventListener("click", press);
  // What a video tells does not bubble.
  for (const type of watched) document.addEventListener(type, watch, true);
  return () => {
    document.removeEventListener("visibilitychange", look);
    document.removeEventListener("click", press);
    for (const type of watched) document.removeEventListener(type, watch, true);
    if (timer) void send();
  };
}

/** A browser may forbid storage altogether; then nothing is remembered, and nothing counted. */
function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function keep(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    // Full or forbidden.
  }
}
