import Link from "next/link";
import { ErrorPanel } from "#components/shell/error-panel";
import { Button } from "#components/ui/button";

export default function Forbidden() {
  return (
    <main id="main">
      <ErrorPanel
        status={403}
        action={
          <Button asChild variant="outline">
            <Link href="/">Go to the start</Link>
          </Button>
        }
      />
    </main>
  );
}
