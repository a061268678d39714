import Link from "next/link";
import { ErrorPanel } from "#components/shell/error-panel";
import { Button } from "#components/ui/button";

export default function Unauthorized() {
  return (
    <main id="main">
      <ErrorPanel
        status={401}
        action={
          <Button asChild>
            <Link href="/sign-in">Sign in</Link>
          </Button>
        }
      />
    </main>
  );
}
