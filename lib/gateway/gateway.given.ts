import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { admin } from "#db/given";
import { asWorker } from "#db/tenant";
import { handlers } from "#lib/system/worker/handlers";
import { GiveUp, type Row } from "#lib/system/worker/job";
import type { Shop } from "#lib/ticketing/ticketing.given";

/** The web process of these tests; its address is also where the gateway's webhooks go. */
export async function openShop() {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.username = "gr_app";
  url.password = process.env.APP_PASSWORD ?? "";
  const env = { ...process.env, APP_DATABASE_URL: url.href, WORKER_DATABASE_URL: undefined };
  const file = new URL("./shop.given.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--conditions=react-server", file], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [origin] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  process.env.APP_ORIGIN = origin;
  const visit = async <T>(call: string, input: unknown): Promise<T> => {
    const response = await fetch(`${origin}/api/visitor`, { method: "POST", body: JSON.stringify({ call, input }) });
    const answer = (await response.json()) as { value: T; problem?: { message: string } };
    if (answer.problem) throw Object.assign(new Error(answer.problem.message), answer);
    return answer.value;
  };
  return { origin, visit, close: () => child.kill("SIGTERM") };
}
export type OpenShop = Awaited<ReturnType<typeof openShop>>;

/** Choose, name oneself, and enter a card: what a visitor does. Answers what the payment page answered. */
export async function buy({ visit }: OpenShop, at: Shop, number: string, quantity = 1) {
  const attempt = crypto.randomUUID();
  const items = [{ tierId: at.tiers[0]?.id, quantity }];
  const { token } = await visit<{ token: string }>("hold", { org: at.org.slug, event: at.slug, items });
  const { url } = await visit<{ url: string }>("start", { token, name: "Ana", email: "ana@example.test", attempt });
  const paymentId = url.split("/").at(-1) ?? "";
  const card = await visit<{ state: string; message?: string; returnUrl: string; cancelUrl: string }>("card", {
    paymentId,
    number,
    expiry: "12/49",
    cvc: "123",
  });
  return { orderId: attempt, token, paymentId, card };
}

type Waiting = { id: string; topic: string; payload: unknown };

/**
 * Do what waits in the queue for this organization, as the worker does, until nothing is due; with `later`, what is due
 * within that many seconds too. Answers the topics and how each went. Only this organization: other tests run beside.
 */
export async function work(organizationId: string, later = 0): Promise<string[]> {
  const log: string[] = [];
  while (true) {
    const due = await admin.query<Waiting>(
      `select id, topic, payload from system.outbox where organization_id = $1 and done_at is null and dead_at is null
       and run_at <= now() + make_interval(secs => $2) order by run_at, id limit 1`,
      [organizationId, later],
    );
    const [job] = due.rows;
    if (!job) return log;
    log.push(await done(organizationId, job));
  }
}

async function done(organizationId: string, { id, topic, payload }: Waiting): Promise<string> {
  const work = handlers[topic as keyof typeof handlers];
  const row: Row = { organizationId, id, topic, attempts: 1, createdAt: new Date() };
  const { signal } = new AbortController();
  try {
    if (work.effect === "outside") await work.run({ payload, row, signal });
    else await asWorker(organizationId, (tx) => work.run({ tx, payload, row, signal }));
    await admin.query("update system.outbox set done_at = now() where id = $1", [id]);
    return topic;
  } catch (error) {
    const dead = error instanceof GiveUp;
    const message = error instanceof Error ? error.message : String(error);
    await admin.query(
      dead
        ? "update system.outbox set dead_at = now(), last_error = $2 where id = $1"
        : "update system.outbox set run_at = now() + interval '1 day', last_error = $2 where id = $1",
      [id, message],
    );
    return `${topic} ${dead ? "given up" : "failed"}: ${message}`;
  }
}
