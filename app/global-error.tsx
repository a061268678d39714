"use client";

import "./globals.css";
import { ReportedFailure } from "#components/system/reported-failure";

/** When even the frame of all pages failed: it brings its own, in the browser's own type. */
export default function GlobalFailure({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="min-h-dvh font-sans">
        <title>Something went wrong · Greenroom</title>
        <main id="main">
          <ReportedFailure error={error} />
        </main>
      </body>
    </html>
  );
}
