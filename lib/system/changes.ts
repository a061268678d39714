/**
 * Field by field what is different between a row before and after, as [before, after]. Null before means that it was
 * made, null after that it is gone; what was and is nothing is left out.
 */
export function changesBetween(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Record<string, [unknown, unknown]> {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes: Record<string, [unknown, unknown]> = {};
  for (const field of fields) {
    if (unchanging.has(field)) continue;
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null];
    if (!same(was, is)) changes[field] = [was, is];
  }
  return changes;
}

/** They are the line's own subject and moment. */
const unchanging = new Set(["id", "organization_id", "created_at", "updated_at"]);

/** As JSON knows them, whatever the order of an object's keys. */
function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === "bigint") return inner.toString();
    if (typeof inner !== "object" || inner === null || Array.isArray(inner) || inner instanceof Date) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  }) ?? "null";
