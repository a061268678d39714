import type { Page } from "@playwright/test";
import { card, chooseTickets, payWith, sayWho } from "./buying.ts";
import { admin, expect, given, password, test } from "./house.ts";
import { actionsOfBuild, send, sessionOf } from "./sweep.ts";

test.describe.configure({ timeout: 180_000 });

const payload = `"><img src=x onerror=alert(1)><script>alert(2)</script>`;

/** Whatever the page was kept from, and every alert. */
async function listenTo(page: Page) {
  const heard: string[] = [];
  page.on("dialog", async (dialog) => {
    heard.push(`alert ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.exposeFunction("violated", (what: string) => heard.push(what));
  await page.addInitScript(() => {
    const { violated } = window as typeof window & { violated?: (what: string) => void };
    document.addEventListener("securitypolicyviolation", (event) =>
      violated?.(
        `${event.effectiveDirective} ${event.blockedURI} at ${location.pathname}: ${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`,
      ),
    );
  });
  return heard;
}

test("words that would be a script are words everywhere, and no page does what its policy forbids", async ({
  page,
  as,
}) => {
  const org = await given.organization({ name: `Lights ${payload}` });
  const event = await given.event(org, {
    name: `Night ${payload}`,
    slug: "night",
    summary: payload,
    description: `Before.\n\n${payload}`,
    tiers: [{ name: "Regular" }],
  });
  await admin.query("update events.venues set name = $2, address = $2, city = $2 where organization_id = $1", [
    org.id,
    `Mill ${payload}`,
  ]);
  const heard = await listenTo(page);
  const shown: string[] = [];
  const look = async (path?: string) => {
    if (path) expect((await page.goto(path))?.status(), path).toBe(200);
    await expect(page.locator("main")).toBeVisible();
    if ((await page.locator("main").innerText()).includes(payload)) shown.push(new URL(page.url()).pathname);
    expect(await page.locator("img[onerror], [src=x]").count(), page.url()).toBe(0);
  };
  for (const path of ["/sign-in", "/sign-up", "/forgot", `/e/${org.slug}`, event.path]) await look(path);
  const described = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "null");
  expect(described).toMatchObject({ name: `Night ${payload}`, description: payload });
  expect(described.location).toMatchObject({ name: `Mill ${payload}` });

  await chooseTickets(page, event.path, "Regular", 2);
  await look();
  await sayWho(page, `Ada ${payload}`);
  await look();
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  await look();

  const { person } = await as("admin", org);
  await admin.query("update users.user_profiles set name = $2 where user_id = $1", [person.userId, `Eve ${payload}`]);
  const { rows } = await admin.query("select id from ticketing.orders where organization_id = $1", [org.id]);
  const inside =
    "/events /ticketing/orders /ticketing/attendees /settings /settings/people /system/audit /payments/journal".split(
      " ",
    );
  for (const path of [
    "",
    ...inside,
    `/events/${event.id}`,
    `/events/${event.id}/edit`,
    `/ticketing/orders/${rows[0].id}`,
  ])
    await look(`/${org.slug}${path}`);
  expect(heard, "what was kept from running, and what ran").toEqual([]);
  const order = `/${org.slug}/ticketing/orders/${rows[0].id}`;
  for (const path of [event.path, `/e/${org.slug}`, `/${org.slug}/events`, `/${org.slug}/settings/people`, order])
    expect(shown, `the words themselves at ${path}`).toContain(path);

  await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), payload.slice(2));
  await expect
    .poll(() => heard.length, "were it ever let in, the policy would keep it from running")
    .toBeGreaterThan(0);
  expect(heard.join()).toContain("script-src");
  expect(heard.join()).not.toContain("alert ");
});

test("every page says who may frame, sniff, keep and run it; an oversized or broken request learns nothing", async ({
  page,
  as,
}) => {
  const { org } = await as("admin");
  const cookie = await sessionOf(page.context());
  const nonces = new Set<string>();
  for (const path of [
    "/sign-in",
    `/e/${org.slug}`,
    `/${org.slug}`,
    `/${org.slug}/events`,
    `/${org.slug}/no/such/page`,
  ]) {
    const response = await page.request.get(path);
    const headers = response.headers();
    const policy = headers["content-security-policy"] ?? "";
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
    const nonce = /'nonce-([^']{20,})'/.exec(scripts)?.[1] ?? "";
    expect(nonce, path).not.toBe("");
    nonces.add(nonce);
    expect(scripts, path).not.toMatch(/unsafe|\*|https?:|data:/);
    expect(policy, path).toMatch(/default-src 'self'.*frame-ancestors 'none'.*base-uri 'self'.*object-src 'none'/);
    expect(headers, path).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers["cache-control"], path).toMatch(/no-store/);
    for (const script of (await response.text()).matchAll(/<script(?![^>]*ld\+json)([^>]*)>/g))
      expect(script[1], path).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size, "a nonce for each answer").toBe(5);

  const actions = await actionsOfBuild();
  const action = actions.find(({ name }) => name === "createVenue");
  if (!action) throw new Error("The build has no createVenue.");
  const venue = { name: "Old Mill", city: "Kiel", country: "DE", zone: "Europe/Berlin" };
  const where = { path: `/${org.slug}/events`, cookie };
  const count = async () =>
    (await admin.query("select count(*)::int as n from events.venues where organization_id = $1", [org.id])).rows[0].n;
  const inside = /\bat .+\.(js|ts):\d+|node_modules|select .+ from |relation "|syntax error at/;
  // Every request carries its input twice. The framework refuses too large a body before the action is reached, or
  // ends the connection while it is sent.
  const large = await send(action, { ...venue, address: "x".repeat(600_000) }, where).catch(() => undefined);
  expect([413, 500]).toContain(large?.status ?? 413);
  expect(large?.text ?? "").not.toMatch(inside);
  const justUnder = await send(action, { ...venue, address: "x".repeat(450_000) }, where);
  expect(justUnder.text.includes('"code":"invalid"'), "what is not too large is read, and refused in words").toBe(true);
  const broken: [string, string][] = [
    ["Next-Action", `${action.id.slice(0, -1)}x`],
    ["Next-Action", "__proto__"],
    ["Content-Type", "text/plain"],
    ["Content-Type", "multipart/form-data"],
  ];
  for (const [name, value] of broken) {
    const { text } = await send(action, venue, { ...where, headers: { [name]: value } });
    expect(text, `${name}: ${value}`).not.toMatch(inside);
  }
  for (const q of ["'", "%00", "\\", "a'||(select 1)--", "%F0%9F"]) {
    const text = await (await page.request.get(`/api/${org.slug}/search?q=${q}`)).text();
    expect(text, q).not.toMatch(inside);
  }
  expect(await count(), "venues by refused requests").toBe(0);
  expect((await send(action, venue, where)).answer?.done).toBe(true);
  expect(await count()).toBe(1);
});

test("signing in begins a session of its own, whatever came before, and signing out ends it for good", async ({
  elsewhere,
}) => {
  const org = await given.organization();
  const [attacker, victim] = [await given.person("viewer", org), await given.person("viewer", org)];
  const planted = await sessionOf((await elsewhere(attacker)).context());
  const actions = await actionsOfBuild();
  const named = (name: string) => actions.find((one) => one.name === name) ?? { id: "", name, address: "/" };
  const enter = async (cookie: string) => {
    const input = { email: victim.snapshot.email, password };
    const { headers } = await send(named("signIn"), input, { path: "/sign-in", cookie });
    return headers.getSetCookie().filter((line) => line.startsWith("greenroom") && !/^[^=]+=;/.test(line));
  };
  const lines = await enter(planted);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/; Path=\/(;|$)/i);
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=lax/i);
    expect(line).not.toMatch(/; Domain=/i);
  }
  const cookieOf = (set: string[]) => set.map((line) => line.split(";")[0]).join("; ");
  const [mine, other] = [cookieOf(lines), cookieOf(await enter(""))];
  const [before, first, second] = [planted, mine, other].map(sessionIn);
  expect(new Set([before?.claims.session_id, first?.claims.session_id, second?.claims.session_id]).size).toBe(3);
  expect(before?.claims.sub).toBe(attacker.userId);
  expect(first?.claims.sub).toBe(victim.userId);

  const renew = async (session: ReturnType<typeof sessionIn> | undefined) => {
    const headers = { Cookie: aged(session) };
    const response = await fetch(`${process.env.APP_ORIGIN}/${org.slug}/events`, { headers, redirect: "manual" });
    return response.status;
  };
  await send(named("signOut"), {}, { path: "/waiting", cookie: mine });
  expect(await renew(first), "the session that was signed out").toBe(307);
  expect(await renew(second), "another session of the same person").toBe(200);
});

type Session = { access_token: string; refresh_token: string; expires_at: number };

/** The session in a Cookie header, and what its token claims. */
function sessionIn(cookie: string) {
  const parts = cookie.split("; ").filter((part) => part.startsWith("greenroom"));
  const text = parts.map((part) => decodeURIComponent(part.slice(part.indexOf("=") + 1))).join("");
  const session: Session = JSON.parse(Buffer.from(text.replace(/^base64-/, ""), "base64url").toString());
  const claims = JSON.parse(Buffer.from(session.access_token.split(".")[1] ?? "", "base64url").toString());
  return { session, claims: claims as { sub: string; session_id: string } };
}

/** The same session an hour later, when only its refresh token is worth something. */
function aged(kept: ReturnType<typeof sessionIn> | undefined): string {
  if (!kept) throw new Error("There is no session to age.");
  const claims = Buffer.from(JSON.stringify({ ...kept.claims, exp: 1 })).toString("base64url");
  const [head, , seal] = kept.session.access_token.split(".");
  const session = { ...kept.session, access_token: `${head}.${claims}.${seal}`, expires_at: 1 };
  return `greenroom=base64-${Buffer.from(JSON.stringify(session)).toString("base64url")}`;
}
