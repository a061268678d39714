import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { card, chooseTickets, payWith, sayWho } from "./buying.ts";
import { addressesIn, filled } from "./crawling.ts";
import { admin, expect, given, type Organization } from "./house.ts";
import { recordsOf as recordsOfPages } from "./records.ts";

/** A server action of the build, as somebody finds it in the scripts of the pages, and a page that has it. */
export type Action = { id: string; name: string; address: string };
export type Input = Record<string, unknown>;
export type Sent = { status: number; headers: Headers; text: string; answer: Answer | undefined };
type Answer = { ok?: boolean; done?: boolean; problem?: { code: string; message: string; fields?: object } };

const origin = process.env.APP_ORIGIN ?? "";
const root = new URL("../", import.meta.url);

/** Every action of the build that is being served; there may be an older one beside it. */
export async function actionsOfBuild(): Promise<Action[]> {
  const page = await (await fetch(`${origin}/sign-in`)).text();
  const built = [".next", ".next-beside"].find((folder) => {
    const id = new URL(`${folder}/BUILD_ID`, root);
    return existsSync(id) && page.includes(readFileSync(id, "utf8").trim());
  });
  if (!built) throw new Error("The pages at APP_ORIGIN are of none of the builds in this checkout.");
  const manifest = JSON.parse(readFileSync(new URL(`${built}/server/server-reference-manifest.json`, root), "utf8"));
  const found = Object.entries<{ exportedName: string; workers: object }>({ ...manifest.node, ...manifest.edge });
  return found.map(([id, { exportedName: name, workers }]) => {
    const pages = Object.keys(workers).map((page) => page.replace(/^app|\/\([^)]+\)|\/page$/g, ""));
    return { id, name, address: pages.find((page) => page.startsWith("/[org]")) ?? pages[0] ?? "/" };
  });
}

/** Its own page in the organization of that slug; a page elsewhere stays where it is. */
export const pageOf = ({ address }: Action, slug: string, records: Records): string =>
  filled(address, {
    ...Object.fromEntries([...address.matchAll(/\[+(?:\.\.\.)?(\w+)\]+/g)].map(([, name]) => [name, records.event])),
    ...records,
    org: slug,
  });

/** What a browser would send as its session. */
export async function sessionOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies(origin);
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

let sender = 0;
/** An address of its own for each request, so that what refuses is never the limiter. */
const headersOf = (cookie: string, more: Record<string, string | undefined>) => {
  sender += 1;
  const address = `172.${16 + (process.pid % 16)}.${Math.floor(sender / 250) % 250}.${sender % 250}`;
  const all = { Origin: origin, Cookie: cookie, "X-Forwarded-For": address, ...more };
  return Object.entries(all).filter((header): header is [string, string] => Boolean(header[1]));
};

type Where = { path: string; cookie?: string; headers?: Record<string, string | undefined> };

/**
 * Send `input` to an action as React does: as plain values to those that take values, and as the fields of a form to
 * those that take a form. Whether that is one or the other, the action sees it.
 */
export async function send({ id }: Action, input: Input, { path, cookie = "", headers }: Where): Promise<Sent> {
  const form = new FormData();
  for (const [name, value] of fieldsOf(input)) form.append(`_1_${name}`, value);
  const formAlone = id.startsWith("40");
  form.append("0", JSON.stringify(formAlone ? ["$K1"] : [input, "$K1"]));
  return post(form, path, headersOf(cookie, { "Next-Action": id, Accept: "text/x-component", ...headers }));
}

/** The same as a form of a page without scripts, which any other site could hold and send. */
export async function submit({ id }: Action, input: Input, { path, cookie = "", headers }: Where): Promise<Sent> {
  const form = new FormData();
  form.append("$ACTION_REF_1", "");
  form.append("$ACTION_1:0", JSON.stringify({ id, bound: "$@1" }));
  form.append("$ACTION_1:1", JSON.stringify([{ done: false }]));
  for (const [name, value] of fieldsOf(input)) form.append(name, value);
  return post(form, path, headersOf(cookie, { Accept: "text/html", ...headers }));
}

async function post(body: FormData, path: string, headers: [string, string][]): Promise<Sent> {
  const response = await fetch(origin + path, { method: "POST", body, headers, redirect: "manual" });
  const text = await response.text();
  const line = /^1:(\{.*\})$/m.exec(text)?.[1];
  const answer = line && !text.startsWith("<") ? (JSON.parse(line) as Answer) : undefined;
  return { status: response.status, headers: response.headers, text, answer };
}

const fieldsOf = (input: Input): [string, string][] =>
  Object.entries(input).flatMap(([name, value]): [string, string][] =>
    Array.isArray(value) ? value.map((one) => [`${name}[]`, String(one)]) : [[name, String(value)]],
  );

/** So many at a time, in order. */
export async function each<T>(list: readonly T[], work: (one: T) => Promise<void>, atOnce = 4): Promise<void> {
  const rest = list.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of rest) await work(one);
    }),
  );
}

/**
 * The log of who did and was refused what grows with every refusal; the worker seals log and books, and adds up what was
 * counted, and compares sponsors with packages, by its own clock.
 */
const ownClock = [
  ...["system.audit_logs", "system.audit_heads", "system.audit_seals", "payments.seals", "analytics.rolled"],
  ...["fit_recalc_queue", "sponsorship_matches", "match_features"].map((one) => `sponsorship.${one}`),
  ...["model_versions", "sponsor_embeddings", "package_embeddings"].map((one) => `ml.${one}`),
];

/** Of a book: how far the worker has sealed it. */
const sealed = "array['chain_n', 'chain_head']";

/** What the database holds of an organization: for each of its tables, how many rows and a sum over all of them. */
export async function fingerprint(org: Organization): Promise<Record<string, string>> {
  const tables = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const rollups = await admin.query<{ name: string }>("select 'analytics.' || name as name from analytics.rollups()");
  const moving = new Set([...ownClock, ...rollups.rows.map(({ name }) => name)]);
  const names = tables.rows.map(({ name }) => name).filter((name) => !moving.has(name));
  expect(names.length).toBeGreaterThan(20);
  const sources = [
    ...names.map((name) => [
      name,
      `${name} t where t.organization_id = $1${name === "system.outbox" ? " and t.topic <> 'sponsorship.match'" : ""}`,
    ]),
    ["organizations.organizations", "organizations.organizations t where t.id = $1"],
    [
      "users.user_profiles",
      "users.user_profiles t where t.user_id in (select user_id from organizations.org_memberships where organization_id = $1)",
    ],
  ];
  const sums = sources.map(
    ([name, from]) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(x, '|' order by x)), '') as sum
       from (select (to_jsonb(t) - ${sealed})::text as x from ${from}) y`,
  );
  const { rows } = await admin.query<{ name: string; sum: string }>(sums.join(" union all "), [org.id]);
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** The fingerprint once the worker has done what was begun: no e-mail to send, nothing to collect. */
export async function settled(org: Organization): Promise<Record<string, string>> {
  let last = await fingerprint(org);
  await expect(async () => {
    const before = last;
    await new Promise((resolve) => setTimeout(resolve, 700));
    last = await fingerprint(org);
    expect(last).toEqual(before);
  }).toPass({ timeout: 30_000 });
  return last;
}

/** One of everything that an action can be about. */
export async function recordsOf(page: Page, org: Organization): Promise<Records> {
  const event = await given.event(org);
  await chooseTickets(page, event.path, "Regular", 2);
  await sayWho(page);
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  const [station, { userId: user }] = [await given.station(org), await given.person("staff", org)];
  const { rows } = await admin.query<Omit<Named, "event" | "tier" | "station" | "user">>(
    `with role as (insert into identity.roles (organization_id, name) values ($1, 'Usher') returning id),
       view as (insert into system.saved_views (organization_id, list, name, search, owner_id, shared)
         values ($1, 'events.events', 'Everybody''s', '', $2, true) returning id),
       invited as (insert into organizations.org_invitations (organization_id, email, role, token_hash, expires_at, invited_by)
         values ($1, 'guest@example.test', 'staff', $3, now() + interval '7 days', $2) returning id),
       asked as (insert into organizations.approval_requests (organization_id, act, requested_by, payload, subject, subject_id, key, approver)
         values ($1, 'role_grant', $2, jsonb_build_object('kind', 'grant', 'userId', $2::uuid, 'role', 'staff'), 'users.user_profiles', $2, 'sweep', 'identity:grant') returning id)
     select role.id as role, view.id as view, invited.id as invitation, asked.id as request,
       (select id from identity.user_roles where organization_id = $1 and user_id = $2) as grant,
       (select id from events.venues where organization_id = $1) as venue,
       (select id from ticketing.orders where organization_id = $1) as order,
       (select id from ticketing.tickets where organization_id = $1 limit 1) as ticket,
       (select id from payments.accounts where organization_id = $1 and code = 'assets:wallet') as account,
       (select id from payments.transactions where organization_id = $1 limit 1) as transaction
     from role, view, invited, asked`,
    [org.id, user, randomUUID()],
  );
  if (!rows[0] || !event.tiers[0]) throw new Error("A record is missing.");
  return {
    ...(await recordsOfPages(org)),
    ...rows[0],
    event: event.id,
    tier: event.tiers[0].id,
    station,
    user,
  };
}

const kinds =
  "event tier venue order ticket account transaction station role grant user view invitation request" as const;
type Split<S extends string> = S extends `${infer A} ${infer B}` ? A | Split<B> : S;
type Named = Record<Split<typeof kinds>, string>;
export type Records = Named & Record<string, string>;
const segments = addressesIn("(dashboard)", "page.tsx").flatMap((address) =>
  [...address.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? ""),
);
/** Ids that nobody has, for the same kinds of records. */
export const madeUp = (like: object = {}): Records =>
  Object.fromEntries(
    [...segments, ...kinds.split(" "), ...Object.keys(like)].map((kind) => [kind, randomUUID()]),
  ) as Records;
