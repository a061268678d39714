"use client";

import "./globals.css";
import { ErrorPanel } from "#components/shell/error-panel";
import { Button } from "#components/ui/button";

/** When even the frame of all pages failed: it brings its own, in the browser's own type. */
export default function GlobalFailure({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="min-h-dvh font-sans">
        <title>Something went wrong · Greenroom</title>
        <main id="main">
          <ErrorPanel
            status={500}
            id={error.digest}
            action={<Button onClick={() => window.location.reload()}>Load the page again</Button>}
          />
        </main>
      </body>
    </html>
  );
}
