import { ErrorPanel } from "#components/shell/error-panel";
import { ToTheStart } from "#components/shell/to-the-start";

/** Refused inside the organization: the navigation stays, so that the way on is at hand. */
export default function Forbidden() {
  return <ErrorPanel status={403} action={<ToTheStart />} />;
}
