import { ErrorPanel } from "#components/shell/error-panel";
import { ToTheStart } from "#components/shell/to-the-start";

/** Missing inside the organization: the navigation stays, so that the way on is at hand. */
export default function NotFound() {
  return <ErrorPanel status={404} action={<ToTheStart />} />;
}
