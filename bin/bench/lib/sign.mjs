import { createHmac } from "node:crypto";

/** The statement that makes a transaction the person's, as `db/tenant.ts` writes it, with the CONTEXT_KEY of this process. */
export function sign(context) {
  const ctx = JSON.stringify({ ...context, rid: "bench", exp: Math.floor(Date.now() / 1000) + 60 });
  const key = Buffer.from(process.env.CONTEXT_KEY ?? "", "base64");
  return {
    text: "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
    values: [ctx, createHmac("sha256", key).update(ctx).digest("hex")],
  };
}
