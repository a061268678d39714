import type { Route } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";
import type { ImportKind } from "#lib/system/imports/rules";

/** From a list to where files of its kind are brought in. */
export function ImportLink({ org, kind }: { org: string; kind: ImportKind }) {
  return (
    <Button asChild variant="outline">
      <Link href={`/${org}/system/imports?kind=${kind}` as Route}>Import</Link>
    </Button>
  );
}
