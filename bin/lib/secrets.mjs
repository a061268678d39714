import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inState } from "./node.mjs";
import { Stop } from "./stop.mjs";

const password = () => randomBytes(24).toString("base64url");
const key = () => randomBytes(32).toString("base64");

const made = {
  POSTGRES_PASSWORD: password,
  APP_PASSWORD: password,
  WORKER_PASSWORD: password,
  AUTH_PASSWORD: password,
  CONTEXT_KEY: key,
  SECRET_KEY: key,
  AUTH_JWT_SECRET: key,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key,
};

/** Random passwords and keys, none written to disk: for a database that is thrown away. */
export function newSecrets() {
  return Object.fromEntries(Object.entries(made).map(([name, make]) => [name, make()]));
}

/**
 * The passwords and keys of this checkout, from a file only its owner can read; what is missing is made and added.
 * Whoever loses the file loses what SECRET_KEY encrypted, so it is replaced whole and never left half written.
 */
export function readSecrets(file = inState("secrets.json")) {
  const known = existsSync(file) ? parse(file) : {};
  const secrets = { ...newSecrets(), ...known };
  if (Object.keys(secrets).length > Object.keys(known).length) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  }
  chmodSync(file, 0o600);
  return secrets;
}

/** The same, except that what the environment sets is taken from there. */
export function secretsFrom(env, secrets) {
  const given = Object.keys(made).filter((name) => env[name]);
  return { ...secrets, ...Object.fromEntries(given.map((name) => [name, env[name]])) };
}

function parse(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Stop(`${file} is not readable JSON: restore it from a backup, or remove .greenroom to begin anew.`);
  }
}
