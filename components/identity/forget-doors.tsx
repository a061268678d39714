"use client";

import { useEffect } from "react";

/** Whoever is signed out leaves no door behind on this device: what `public/door-worker.js` kept goes. */
export function ForgetDoors() {
  useEffect(() => {
    const forget = async () => {
      for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? [])
        if (one.active?.scriptURL.endsWith("/door-worker.js")) await one.unregister();
      for (const name of await caches.keys()) if (name.startsWith("door:")) await caches.delete(name);
    };
    forget().catch(() => undefined);
  }, []);
  return null;
}
