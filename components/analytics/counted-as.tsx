"use client";

import { useEffect, useState } from "react";
import { asksForQuiet, choiceAt } from "#lib/analytics/visit-log";

/** In a form of a public page: the word of a visitor who agreed to being counted, so that what they buy knows where they came from. */
export function CountedAs({ org }: { org: string }) {
  const [word, know] = useState<string | null>(null);
  useEffect(() => {
    const look = () => know(asksForQuiet() ? null : choiceAt(org));
    look();
    // The answer may come while the form is open.
    window.addEventListener("visits-answered", look);
    return () => window.removeEventListener("visits-answered", look);
  }, [org]);
  return word && word !== "no" ? <input type="hidden" name="visitor" value={word} /> : null;
}
