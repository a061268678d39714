import "server-only";
import { sql } from "drizzle-orm";
import { asPublic, asQueue } from "#db/tenant";

/** One failure as it is kept: in words without values, because messages quote what people typed. */
export type Failure = {
  shownId: string;
  source: "web" | "worker" | "browser";
  message: string;
  stack: string;
  organization?: string;
  requestId?: string;
  path?: string;
};

/** Keep a failure. Best effort, in a transaction of its own: a second failure on the way is only logged. */
export async function keepFailure(failure: Failure): Promise<boolean> {
  const { shownId, source, message, stack, organization, requestId, path } = failure;
  const call = sql`select system.record_error(${shownId}, ${source}, ${withoutValues(message)}, ${framesOf(stack)},
    ${organization ?? null}, ${requestId ?? null}, ${path ? withoutQuery(path) : null}) as kept`;
  try {
    const run = source === "worker" ? asQueue : asPublic;
    const { rows } = await run((tx) => tx.execute<{ kept: boolean }>(call));
    return rows[0]?.kept ?? false;
  } catch (error) {
    console.error("A failure could not be kept:", String(error));
    return false;
  }
}

/** What broke, of anything that was thrown; of the chain of causes, what the last one said. */
export function failureOf(error: unknown): { message: string; stack: string } {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  if (!(at instanceof Error)) return { message: String(at), stack: "" };
  // Where we called the database is in the outer stack; the driver's own frames help nobody.
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return { message: `${at.name}: ${at.message}`, stack };
}

/** The same failure reads the same, whoever met it: ids, numbers, addresses and quoted values become a sign for each. */
export function withoutValues(message: string): string {
  return message
    .replace(/\bparams: [\s\S]*$/i, "params: …")
    .replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, "<e-mail>")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "<id>")
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|“[^”]*”/g, "<text>")
    .replace(/=\([^)]*\)/g, "=(<value>)")
    .replace(/\d+/g, "<n>")
    .slice(0, 500);
}

/** The frames alone, as `at <function> (<file>:<line>)`, without the machine's folders and without the message above them. */
export function framesOf(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) =>
      line.trim().replace(/(?:file:\/\/)?(?:\/[^\s():]+)+\/((?:app|lib|db|components|node_modules|\.next)\/)/g, "$1"),
    )
    .filter((line) => !line.includes("node:internal"))
    .slice(0, 20)
    .join("\n");
}

const withoutQuery = (path: string) => path.split("?")[0] ?? "";
