import { forRole } from "./database-url.mjs";
import { Stop } from "./stop.mjs";

/** Known to set-up alone: the web and worker processes never see an administrator's address or another role's password. */
const setUpOnly = ["DATABASE_URL", "POSTGRES_PASSWORD", "APP_PASSWORD", "WORKER_PASSWORD", "AUTH_PASSWORD"];

/**
 * The environment of set-up, web and worker for one database: `base` is what the person set (usually process.env), and
 * wins over everything derived from the administrator's address.
 */
export function environments({ base, administrator, secrets, origin }) {
  const hosted = Boolean(base.SUPABASE_URL);
  if (hosted && !base.SUPABASE_PUBLISHABLE_KEY) {
    throw new Stop("SUPABASE_URL is set without SUPABASE_PUBLISHABLE_KEY: take it from the project's API settings.");
  }
  const common = {
    ...Object.fromEntries(Object.entries(base).filter(([name]) => !setUpOnly.includes(name))),
    APP_ORIGIN: base.APP_ORIGIN || origin,
    APP_DATABASE_URL: base.APP_DATABASE_URL || forRole(administrator, "gr_app", secrets.APP_PASSWORD),
    CONTEXT_KEY: secrets.CONTEXT_KEY,
    SECRET_KEY: secrets.SECRET_KEY,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const worker = {
    ...common,
    WORKER_DATABASE_URL: base.WORKER_DATABASE_URL || forRole(administrator, "gr_worker", secrets.WORKER_PASSWORD),
  };
  const auth = hosted
    ? {}
    : {
        AUTH_DATABASE_URL: base.AUTH_DATABASE_URL || forRole(administrator, "gr_auth", secrets.AUTH_PASSWORD),
        AUTH_JWT_SECRET: secrets.AUTH_JWT_SECRET,
      };
  const setup = {
    ...worker,
    ...auth,
    DATABASE_URL: administrator,
    APP_PASSWORD: secrets.APP_PASSWORD,
    WORKER_PASSWORD: secrets.WORKER_PASSWORD,
    AUTH_PASSWORD: secrets.AUTH_PASSWORD,
  };
  return { setup, web: { ...common, ...auth }, worker };
}
