"use client";

import { useState } from "react";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";

/** The address with its secret, once. */
export function FeedAddress({ path }: { path: string }) {
  const [copied, setCopied] = useState(false);
  const address = `${window.location.origin}${path}`;
  return (
    <Alert variant="success" role="status">
      <AlertTitle>This address is shown only now</AlertTitle>
      <AlertDescription>
        <code className="block select-all break-all py-1">{address}</code>
        <Button
          variant="outline"
          onClick={async () => {
            await navigator.clipboard.writeText(address);
            setCopied(true);
          }}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
        <p className="mt-2">
          In your calendar program, subscribe to it (“from URL”). Keep it to yourself: whoever has it sees this
          calendar.
        </p>
      </AlertDescription>
    </Alert>
  );
}
