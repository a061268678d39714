import { ErrorPanel } from "#components/shell/error-panel";
import { ToTheStart } from "#components/shell/to-the-start";

export default function Forbidden() {
  return (
    <main id="main">
      <ErrorPanel status={403} action={<ToTheStart />} />
    </main>
  );
}
