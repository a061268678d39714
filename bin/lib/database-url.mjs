import { Stop } from "./stop.mjs";

/** A pooler that serves many projects finds the right one by the end of the user's name: postgres.<project>. */
const poolerUser = /^[^.]+(\.[a-z0-9]{20})$/;

/** Reads DATABASE_URL, or refuses it in one sentence that never repeats the password. */
export function readDatabaseUrl(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Stop(
      `DATABASE_URL is not an address: ${shape} Characters such as @ # / in a password are written %40 %23 %2F.`,
    );
  }
  if (!["postgres:", "postgresql:"].includes(url.protocol)) {
    throw new Stop(`DATABASE_URL begins with "${url.protocol}" but must begin with "postgresql:": ${shape}`);
  }
  if (!url.hostname) throw new Stop(`DATABASE_URL names no server: ${shape}`);
  if (!url.username) throw new Stop(`DATABASE_URL names no user: ${shape}`);
  if (url.pathname.length < 2) throw new Stop(`DATABASE_URL names no database: ${shape}`);
  return url;
}

const shape = "it should look like postgresql://user:password@host:5432/database.";

/** The same server and database for another role; host, port, query string and a pooler's project suffix stay. */
export function forRole(administratorUrl, role, password) {
  const url = readDatabaseUrl(administratorUrl);
  const suffix = decodeURIComponent(url.username).match(poolerUser)?.[1] ?? "";
  url.username = `${role}${suffix}`;
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Connects once as the administrator: resolves to the version for people, or refuses in one sentence. */
export async function checkDatabase(text) {
  const url = readDatabaseUrl(text);
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: text, connectionTimeoutMillis: 15_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('server_version_num')::int as number");
    return refuseOldServer(rows[0].number);
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(whyNot(error, url));
  } finally {
    await client.end().catch(() => {});
  }
}

/** 15 and 16 receive the fixes that 17 got with 17.6; before those, row policies could be seen around. */
export function refuseOldServer(number) {
  const major = Math.floor(number / 10_000);
  const version = `${major}.${number % 10_000}`;
  if (major < 15) throw new Stop(`PostgreSQL ${version} is too old: Greenroom needs 15 or newer.`);
  if (major === 17 && number < 170_006) {
    throw new Stop(`PostgreSQL ${version} has known holes in row security: update it to 17.6 or newer.`);
  }
  return version;
}

/** What pg or the network said about a connection, as a sentence. */
export function whyNot(error, url) {
  const server = `${url.hostname}:${url.port || 5432}`;
  const code = error.code ?? error.errors?.[0]?.code;
  const user = decodeURIComponent(url.username);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (code === "28P01" || code === "28000") {
    return `The database server at ${server} refuses user "${user}" with the password in DATABASE_URL (${error.message}).`;
  }
  if (code === "3D000")
    return `The server at ${server} has no database "${database}": create it, or correct DATABASE_URL.`;
  if (code === "ECONNREFUSED")
    return `No database server answers at ${server}: is DATABASE_URL right, and the server running?`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `DATABASE_URL names the server "${url.hostname}", which is not found.`;
  }
  if (/timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i.test(`${code} ${error.message}`)) {
    return `The database server at ${server} cannot be reached: is DATABASE_URL right, and does a firewall let this machine in?`;
  }
  if (/self.signed|certificate/i.test(`${code} ${error.message}`)) {
    return `The certificate of ${server} is not trusted: give its authority with ?sslrootcert=<file> in DATABASE_URL.`;
  }
  return `The database at ${server} cannot be used: ${error.message || code}.`;
}
