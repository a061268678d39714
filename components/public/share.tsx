"use client";

import { Check, Share2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";

/** The device's own way to share where there is one, else the link in the clipboard. */
export function Share({ title, address }: { title: string; address: string }) {
  const [said, say] = useState("");
  // Whoever comes by it came by somebody's word, and not out of nowhere.
  const shared = `${address}${address.includes("?") ? "&" : "?"}utm_source=share&utm_medium=social`;
  const share = async () => {
    try {
      if (navigator.share) await navigator.share({ title, url: shared });
      else {
        await navigator.clipboard.writeText(shared);
        say("Link copied");
      }
    } catch (error) {
      // Closing the device's own dialog is no failure.
      if (!(error instanceof DOMException && error.name === "AbortError")) say("Copy the address from the address bar");
    }
  };
  return (
    <span className="needs-script inline-flex flex-wrap items-center gap-2">
      <Button variant="outline" className="h-11 max-md:h-11 px-4" data-visit="share" onClick={share}>
        {said === "Link copied" ? <Check aria-hidden /> : <Share2 aria-hidden />}
        Share
      </Button>
      <span role="status" className="text-muted-foreground text-sm">
        {said}
      </span>
    </span>
  );
}
