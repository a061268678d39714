import { admin, expect, given, type Organization, test } from "./house.ts";
import {
  type Action,
  actionsOfBuild,
  each,
  fingerprint,
  type Input,
  madeUp,
  pageOf,
  recordsOf,
  send,
  sessionOf,
  settled,
  submit,
} from "./sweep.ts";
import { aboutRecords, aboutTheHouse, overreach } from "./sweep-inputs.ts";

test.describe.configure({ timeout: 480_000 });

let actions: Action[];
test.beforeAll(async () => {
  actions = await actionsOfBuild();
});
const named = (name: string): Action => {
  const action = actions.find((one) => one.name === name);
  if (!action) throw new Error(`The build has no action ${name}.`);
  return action;
};
/** Words of the inside that no answer may hold. */
const telling = /\bat .+\.(js|ts):\d+|select .+ from |relation "|syntax error/;
const view = { list: "events.events", name: "Late ones", search: "", scope: "mine" };
const venuesOf = async (org: Organization) =>
  (await admin.query("select name from events.venues where organization_id = $1 order by name", [org.id])).rows.map(
    ({ name }) => name,
  );

test("no action of the build writes anything for somebody who may not, wherever it is posted", async ({
  page,
  as,
  elsewhere,
}) => {
  const { org } = await as("admin");
  const records = await recordsOf(page, org);
  const waiting = await given.person("admin", org);
  const foreign = await given.person("admin", await given.organization({ name: "Other House" }));
  const sessionFor = async (person: typeof waiting) => sessionOf((await elsewhere(person)).context());
  const people = [
    { who: "a visitor", cookie: "", opens: 307, inside: false },
    { who: "an administrator who waits for approval", cookie: await sessionFor(waiting), opens: 307, inside: false },
    { who: "a viewer", cookie: await sessionFor(await given.person("viewer", org)), opens: 200, inside: true },
    { who: "an administrator of another organization", cookie: await sessionFor(foreign), opens: 404, inside: true },
  ];
  await admin.query("update users.user_profiles set state = 'pending_approval' where user_id = $1", [waiting.userId]);

  const events = `/${org.slug}/events`;
  const whole = new Map<string, Input>([...aboutRecords(records), ...aboutTheHouse].toReversed());
  /** Whoever is let in nowhere is refused before the input is read, so for them one input is as good as three. */
  const sendings = (action: Action, inside: boolean) => {
    const own = pageOf(action, org.slug, records);
    const input = whole.get(action.name) ?? { id: records.event };
    const withinReach = [
      { path: own, input: {} },
      { path: own, input: { ...input, ...overreach(org.id) } },
      { path: `/${org.slug}/no/such/page`, input },
    ];
    const all = [{ path: own, input }, { path: "/sign-in", input }, ...(inside ? withinReach : [])];
    return all.map((sending) => ({ action, ...sending }));
  };
  expect([...whole.keys()].filter((name) => !actions.some((action) => action.name === name))).toEqual([]);
  const sessionsLast = actions.toSorted((a, b) => Number(a.name === "signOut") - Number(b.name === "signOut"));
  const before = await settled(org);
  for (const { who, cookie, opens, inside } of people) {
    const refused = { count: 0 };
    const faults: string[] = [];
    await test.step(who, async () => {
      const sweep = async ({ action, path, input }: ReturnType<typeof sendings>[number]) => {
        const sent = await send(action, input, { path, cookie });
        const unheard = sent.headers.has("x-nextjs-action-not-found");
        if (unheard || sent.status >= 500 || telling.test(sent.text))
          faults.push(`${action.name} at ${path} by ${who}: ${sent.status} ${sent.text.slice(0, 200)}`);
        if (sent.answer?.problem?.code === "forbidden") refused.count += 1;
      };
      const opened = async () =>
        (await page.request.get(events, { headers: { Cookie: cookie }, maxRedirects: 0 })).status();
      await page.context().clearCookies();
      await each(
        sessionsLast.slice(0, -1).flatMap((action) => sendings(action, inside)),
        sweep,
      );
      expect(await opened(), `the page itself for ${who}`).toBe(opens);
      await each(sendings(named("signOut"), inside), sweep);
    });
    expect(faults, "unknown to the build, broken, or telling of the inside").toEqual([]);
    if (who === "a viewer") expect(refused.count, "actions that ran and refused").toBeGreaterThan(100);
    expect(await fingerprint(org), `what ${who} wrote`).toEqual(before);
  }

  const cookie = await sessionFor(await given.person("admin", org));
  const joined = await settled(org);
  const { answer } = await send(named("saveView"), view, { path: events, cookie });
  expect(answer).toMatchObject({ ok: true });
  const after = await fingerprint(org);
  const changed = Object.keys(after).filter((table) => after[table] !== joined[table]);
  expect(changed, "the same request of somebody who may").toEqual(["system.saved_views"]);
});

test("a record of another organization is for every action the same as one that does not exist", async ({
  page,
  as,
  elsewhere,
}) => {
  const { org, person } = await as("admin");
  const records = await recordsOf(page, org);
  const other = await given.organization({ name: "Other House" });
  const stranger = (await elsewhere(await given.person("admin", other))).context();
  const cookie = await sessionOf(stranger);
  const at = (name: string) => ({ path: pageOf(named(name), other.slug, records), cookie });
  const [before, theirs] = [await settled(org), await settled(other)];
  const [foreign, unknown] = [aboutRecords(records), aboutRecords(madeUp(records))];
  const positions = foreign.map((_, position) => position);
  await each(positions, async (position) => {
    const [name, input] = foreign[position] ?? ["", {}];
    const asked = await send(named(name), input, at(name));
    const invented = await send(named(name), unknown[position]?.[1] ?? {}, at(name));
    expect(asked.answer?.problem?.code, `${name}: ${asked.text.slice(0, 300)}`).toMatch(/missing|invalid|conflict/);
    expect([asked.status, asked.answer?.problem], name).toEqual([invented.status, invented.answer?.problem]);
  });
  expect(await fingerprint(org), "their organization").toEqual(before);
  expect(await fingerprint(other), "one's own organization").toEqual(theirs);
  const account = async (id: string) => {
    const response = await stranger.request.get(`/api/${other.slug}/payments/accounts/${id}`);
    return `${response.status()} ${await response.text()}`;
  };
  expect(await account(records.account)).toBe(await account(madeUp().account));

  const home = await sessionOf((await elsewhere(person)).context());
  const works = "updateVenue updateTier correctAttendee updateStation saveRole updateEvent addTier".split(" ");
  for (const [name, input] of foreign.filter(([name]) => works.includes(name))) {
    const { answer, text } = await send(named(name), input, {
      path: pageOf(named(name), org.slug, records),
      cookie: home,
    });
    expect(answer?.ok ?? answer?.done, `${name} by those whose record it is: ${text.slice(0, 300)}`).toBe(true);
  }
});

test("a form that another site sends changes nothing, with scripts or without; our own does", async ({ as, page }) => {
  const { org } = await as("admin");
  const cookie = await sessionOf(page.context());
  const path = `/${org.slug}/events`;
  const venue = (name: string) => ({ name, city: "Kiel", country: "DE", zone: "Europe/Berlin" });
  const ours = new URL(process.env.APP_ORIGIN ?? "");
  const evil = "https://evil.example";
  const before = await settled(org);
  for (const way of [send, submit]) {
    for (const headers of [
      { Origin: evil },
      { Origin: "null" },
      { Origin: undefined },
      { Origin: evil, "X-Forwarded-Host": "evil.example" },
      { Origin: evil, "X-Forwarded-Host": ours.host, Referer: `${ours.origin}${path}` },
      { Origin: `${ours.origin}.evil.example` },
      { Origin: undefined, "X-Forwarded-Host": ours.host, "Sec-Fetch-Site": "cross-site" },
    ]) {
      const sent = await way(named("createVenue"), venue("Stolen"), { path, cookie, headers });
      expect(sent.status, JSON.stringify(headers)).toBe(403);
    }
  }
  expect(await fingerprint(org)).toEqual(before);
  for (const [name, way] of [
    ["With scripts", send],
    ["Without", submit],
  ] as const) {
    const sent = await way(named("createVenue"), venue(name), { path, cookie });
    expect(sent.status, sent.text.slice(0, 300)).toBe(200);
  }
  expect(await venuesOf(org)).toEqual(["With scripts", "Without"]);
});

test("fields that nobody asked for are refused with the whole request, in every form that makes or changes something", async ({
  as,
  page,
}) => {
  const { org } = await as("admin");
  const foreign = await given.organization();
  const event = await given.event(org);
  const records = { ...madeUp(), event: event.id, tier: event.tiers[0]?.id ?? "" };
  const cookie = await sessionOf(page.context());
  const at = (name: string) => ({ path: pageOf(named(name), org.slug, records), cookie });
  const forms = new Map(
    [...aboutRecords(records), ...aboutTheHouse].filter(([name]) =>
      /^(updateEvent|addTier|updateTier|createVenue|createStation|saveView|updateOrganization)$/.test(name),
    ),
  );
  forms.set("createEvent", { ...forms.get("updateEvent"), id: undefined });
  const inputs = [...forms].map(([name, input]): [string, Input] => [name, JSON.parse(JSON.stringify(input))]);
  const before = await settled(org);
  for (const [name, input] of inputs) {
    for (const [field, value] of Object.entries(overreach(foreign.id))) {
      const { answer, text } = await send(named(name), { ...input, [field]: value }, at(name));
      expect(answer?.problem?.code, `${name} with ${field}: ${text.slice(0, 200)}`).toBe("invalid");
    }
  }
  expect(await fingerprint(org)).toEqual(before);
  for (const [name, input] of inputs) {
    const { answer, text } = await send(named(name), input, at(name));
    expect(answer?.ok ?? answer?.done, `${name} without them: ${text.slice(0, 300)}`).toBe(true);
  }
  expect(await fingerprint(org)).not.toEqual(before);
});
