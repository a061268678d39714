"use client";

import { useEffect } from "react";

/** The page of a door can be opened again without a connection: `public/door-worker.js` keeps it, and the scans wait anyway. */
export function useKeptDoor() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    let over = false;
    const begin = async () => {
      const scope = location.pathname;
      const registration = await navigator.serviceWorker.register("/door-worker.js", {
        scope,
        updateViaCache: "none",
      });
      // What the camera needs is fetched now: at the door it may be too late.
      await import("./door-camera.tsx").then(({ prepare }) => prepare()).catch(() => null);
      const worker = registration.active ?? (await activated(registration));
      if (over || !worker) return;
      const pieces = performance.getEntriesByType("resource").map(({ name }) => name);
      worker.postMessage({ pieces: pieces.filter((name) => new URL(name).pathname.startsWith("/_next/static/")) });
    };
    // Where it is not allowed, such as in a private window, the page works as long as it is open.
    begin().catch(() => undefined);
    return () => {
      over = true;
    };
  }, []);
}

const activated = (registration: ServiceWorkerRegistration) =>
  new Promise<ServiceWorker | null>((resolve) => {
    const coming = registration.installing ?? registration.waiting;
    if (!coming) return resolve(null);
    coming.addEventListener("statechange", () => {
      if (coming.state === "activated") resolve(coming);
      if (coming.state === "redundant") resolve(null);
    });
  });
