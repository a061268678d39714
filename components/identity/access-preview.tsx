"use client";

import { previewOf } from "#lib/identity/rules/preview";
import type { Permission } from "#lib/permissions";
import { navFor } from "../shell/nav.ts";

type Props = {
  permissions: readonly Permission[];
  scope: { kind: "organization" | "station" | "event"; name: string };
};

/** What somebody with these permissions will find: the places of the sidebar, whose rows, and what they may do. */
export function AccessPreview({ permissions, scope }: Props) {
  const seen = previewOf(permissions, scope, navFor);
  return (
    <section
      aria-live="polite"
      aria-label="What this person will see"
      className="grid gap-2.5 rounded-lg border bg-muted p-3"
    >
      <h3 className="font-semibold text-[0.8125rem]">What this person will see</h3>
      <p>{seen.scope}</p>
      {seen.navigation.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {seen.navigation
            .flatMap((group) => group.entries)
            .map((entry) => (
              <li key={entry} className="rounded-md border bg-card px-2 py-0.5 text-[0.8125rem]">
                {entry}
              </li>
            ))}
        </ul>
      ) : (
        <p>No place in the navigation.</p>
      )}
      <details>
        <summary className="w-fit cursor-pointer py-0.5 font-medium text-[0.8125rem] text-primary-text">
          All {permissions.length} things they may do
        </summary>
        <dl className="mt-2 grid gap-2 text-[0.8125rem]">
          {seen.may.map((group) => (
            <div key={group.words} className="grid gap-0.5">
              <dt className="font-medium">{group.words}</dt>
              <dd className="text-muted-foreground">{group.list.join(" · ")}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
