import "server-only";
import { headers } from "next/headers";
import type { WithReporter } from "#lib/errors";
import { slugOf } from "#lib/identity/paths";
import { failureOf, keepFailure } from "#lib/system/failures";

/** From now on whatever `problem()` cannot put into words is kept for the platform's desk, with where it happened. */
export function reportFailures(): void {
  (globalThis as WithReporter).greenroomReport = (error, shownId) => {
    void place().then((where) => keepFailure({ ...failureOf(error), shownId, source: "web", ...where }));
  };
}

type Request = { path: string; headers: NodeJS.Dict<string | string[]> };

/** A page that broke while it was made. What a command could not put into words was kept already. */
export async function keepRequestFailure(error: unknown, { path, headers: sent }: Request): Promise<void> {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : crypto.randomUUID().slice(0, 8);
  const plain = path.split("?")[0] ?? "";
  await keepFailure({
    ...failureOf(error),
    shownId: digest,
    source: "web",
    path: masked(plain),
    organization: slugOf(plain) ?? undefined,
    requestId: [sent["x-request-id"]].flat()[0],
  });
}

/** Which request it was; nothing outside one. */
export async function place(): Promise<{ requestId?: string; path?: string; organization?: string }> {
  try {
    const sent = await headers();
    const path = (sent.get("x-pathname") ?? "").split("?")[0] ?? "";
    return {
      requestId: sent.get("x-request-id") ?? undefined,
      path: masked(path),
      organization: slugOf(path) ?? undefined,
    };
  } catch {
    return {};
  }
}

/** Links of ours can hold a ticket's or an order's token: what is long and random is not kept. */
const masked = (path: string) =>
  path
    .split("/")
    .map((part) => (/^[\w-]{20,}$/.test(part) && !/^[0-9a-f]{8}-/.test(part) ? "…" : part))
    .join("/");
