"use client";

import { ToTheStart } from "#components/shell/to-the-start";
import { ReportedFailure } from "#components/system/reported-failure";

export default function Failure(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main id="main">
      <ReportedFailure {...props} more={<ToTheStart />} />
    </main>
  );
}
