import type { Metadata } from "next";
import { ErrorPanel } from "#components/shell/error-panel";
import { ToTheStart } from "#components/shell/to-the-start";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main">
      <ErrorPanel status={404} action={<ToTheStart />}>
        The address may be mistyped, or what it led to was removed or is not public.
      </ErrorPanel>
    </main>
  );
}
