"use client";

import { useSyncExternalStore } from "react";

export type Density = "comfortable" | "compact";

const STORED = "greenroom.density";
const CHANGED = "greenroom:density";

/** How tall the rows of every list are, in this browser. */
export function useDensity(): [Density, (density: Density) => void] {
  const density = useSyncExternalStore(subscribe, stored, () => "comfortable" as const);
  return [
    density,
    (next) => {
      localStorage.setItem(STORED, next);
      window.dispatchEvent(new Event(CHANGED));
    },
  ];
}

function stored(): Density {
  try {
    return localStorage.getItem(STORED) === "compact" ? "compact" : "comfortable";
  } catch {
    return "comfortable";
  }
}

function subscribe(changed: () => void) {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}
