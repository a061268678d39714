"use client";

import { useState } from "react";
import { areFew, foldsCookie, groupOf, type NavEntry, type NavGroup } from "./nav.ts";

type Folds = Readonly<Record<string, boolean>>;

/**
 * Which groups of the navigation are open. What a person folded by hand stays so, in a cookie; the group where one is
 * opens by itself and stays open until the next visit, so that nothing moves away under the pointer.
 */
export function useFolds(groups: readonly NavGroup[], current: NavEntry | null, cookie: string | undefined) {
  const here = groupOf(current);
  const [chosen, choose] = useState<Folds>(() => opened(read(cookie), here));
  const [was, arrive] = useState(here);
  if (was !== here) {
    arrive(here);
    choose(opened(chosen, here));
  }
  const few = areFew(groups);
  const isOpen = (label: string) => chosen[label] ?? few;
  const toggle = (label: string) => {
    const open = !isOpen(label);
    choose({ ...chosen, [label]: open });
    const kept = encodeURIComponent(JSON.stringify({ ...read(cookie), [label]: open }));
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `${foldsCookie}=${kept};path=/;max-age=31536000;samesite=lax`;
  };
  return { isOpen, toggle };
}

const opened = (folds: Folds, label: string | null): Folds => (label ? { ...folds, [label]: true } : folds);

/** In the browser the cookie itself, which may be newer than the page. */
function read(sent: string | undefined): Folds {
  const value =
    typeof document === "undefined" ? sent : document.cookie.match(new RegExp(`(?:^|; )${foldsCookie}=([^;]*)`))?.[1];
  try {
    const folds: unknown = JSON.parse(decodeURIComponent(value ?? "{}"));
    return Object.fromEntries(Object.entries(folds ?? {}).filter(([, open]) => typeof open === "boolean"));
  } catch {
    return {};
  }
}
