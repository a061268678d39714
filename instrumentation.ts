/** Once, before the first request: a house whose environment is wrong does not open. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("#lib/env");
  const { noteConnections } = await import("#lib/identity/connection");
  try {
    noteConnections(env().trustProxy);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
