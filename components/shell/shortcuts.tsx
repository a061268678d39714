"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { navFor } from "./nav.ts";
import { useShell } from "./shell-context.tsx";

const STORED = "greenroom.single-keys";
const CHANGED = "greenroom:single-keys";

/** Single-letter shortcuts are on unless this browser's person switched them off (WCAG 2.1.4). */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, singleKeysOn, () => true);
  return [
    on,
    (next) => {
      localStorage.setItem(STORED, next ? "on" : "off");
      window.dispatchEvent(new Event(CHANGED));
    },
  ];
}

/** May this key press be a shortcut: nobody is typing, no modifier is down and nothing lies over the page. */
export function isFreeKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(typing)) return false;
  return document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") === null;
}

const typing =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [role=menu], [role=listbox]";

/** ⌘K, `?`, and `g` followed by a letter of the navigation. Shows nothing. */
export function Shortcuts() {
  const { organization, permissions, show } = useShell();
  const router = useRouter();
  const leader = useRef(0);

  useEffect(() => {
    const letters = new Map(
      navFor(permissions).flatMap((group) =>
        group.entries.map((entry) => [entry.shortcut, entry.href(organization.slug)] as const),
      ),
    );
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        show("palette");
        return;
      }
      if (!isFreeKey(event) || !singleKeysOn()) return;
      if (event.key === "?") return show("keys");
      if (event.key === "/") {
        const box = document.querySelector<HTMLInputElement>("main [type=search]");
        if (box) {
          event.preventDefault();
          box.focus();
        }
        return;
      }
      const href = letters.get(event.key);
      if (href && Date.now() - leader.current < 1500) {
        leader.current = 0;
        event.preventDefault();
        event.stopImmediatePropagation();
        router.push(href as Route);
        return;
      }
      leader.current = event.key === "g" ? Date.now() : 0;
    };
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, [organization.slug, permissions, router, show]);
  return null;
}

function subscribe(changed: () => void) {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}
