import { requireActor, shell } from "#lib/session";
export default async function P({ searchParams }: { searchParams: Promise<{ needs?: "identity:grant" | "events:read" }> }) {
  const a = await requireActor((await searchParams).needs);
  const s = await shell();
  return <main><h1>{s.organization.name}</h1><p id="me">{JSON.stringify({ ...a, permissions: a.permissions.size })}</p></main>;
}
