import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ZodError } from "zod";
import { admin, given } from "#db/given";
import { type Actor, closeDatabase } from "#db/tenant";
import { problem } from "#lib/errors";
import { approvePerson, createStation, grantRole, saveRole } from "#lib/identity/commands";
import { house, lettersTo, newcomer, platformAdmin, row, unique } from "#lib/identity/people.given";
import { changeSlug, foundOrganization, invitePerson, updateOrganization } from "#lib/organizations/commands";
import { acceptInvitation } from "#lib/organizations/invitation";
import { saveAvatar, saveProfile } from "#lib/users/commands";
import type { Person } from "#lib/users/personal";

/**
 * What people get wrong: each comes back as one sentence, by its field where there is one, and nothing is half-written.
 * Every refusal has a twin that is taken.
 */
after(async () => {
  await admin.end();
  await closeDatabase();
});

/** What the screen would say: the sentence, and the fields that carry one. Refused, and no bug. */
async function said(
  work: Promise<unknown>,
): Promise<{ code: string; message: string; fields: Record<string, string[]> }> {
  try {
    await work;
  } catch (error) {
    const { code, message, fields = {} } = problem(error);
    assert.notEqual(code, "failed", String(error));
    if (error instanceof ZodError) assert.ok(Object.keys(fields).length > 0);
    return { code, message, fields };
  }
  throw new Error("It was taken.");
}
const self = ({ userId, snapshot, requestId }: Actor): Person => ({ userId, email: snapshot.email, requestId });
const count = async (text: string, values: unknown[]) =>
  (await row<{ n: number }>(`select count(*)::int as n from ${text}`, values)).n;
const long = "x".repeat(10_000);

test("an e-mail that can be none is said by its field and invites nobody; one that nobody here has is invited", async () => {
  const { org, boss } = await house();
  const invite = (email: string) => invitePerson(boss, { email, role: "staff" });
  const invited = () => count("organizations.org_invitations where organization_id = $1", [org.id]);
  for (const email of ["", "nobody", "nobody@", "a b@example.test", `${"a".repeat(250)}@example.test`]) {
    const { fields } = await said(invite(email));
    assert.equal(fields.email?.length, 1, email);
  }
  assert.equal(await invited(), 0);
  const unknown = `unknown-${unique()}@example.test`;
  await invite(unknown);
  assert.deepEqual([await invited(), (await lettersTo(unknown)).length], [1, 1]);
});

test("an invitation that ran out or was used says which, and lets nobody in; a fresh one does", async () => {
  const { org, boss } = await house();
  const guest = await newcomer();
  const token = async () => String((await lettersTo(guest.email)).at(-1)?.data.link).split("token=")[1] ?? "";
  const { id } = await invitePerson(boss, { email: guest.email, role: "staff" });
  const expire = (by: string) =>
    admin.query(`update organizations.org_invitations set expires_at = now() + $2::interval where id = $1`, [id, by]);
  const members = () =>
    count("organizations.org_memberships where organization_id = $1 and user_id = $2", [org.id, guest.id]);
  await expire("-1 minute");
  assert.match((await said(acceptInvitation(guest.id, await token()))).message, /has run out/);
  assert.equal(await members(), 0);
  await expire("1 day");
  assert.equal((await acceptInvitation(guest.id, await token())).waiting, false);
  assert.match((await said(acceptInvitation(guest.id, await token()))).message, /was used already/);
  assert.equal(await members(), 1);
});

test("a role for another organization's station is refused by the field, wherever it is given", async () => {
  const { org, boss } = await house();
  const foreign = await given.station(await given.organization());
  const own = await given.station(org);
  const [member, waits] = [await given.person("viewer", org), await newcomer({ organization: org })];
  const guest = `guest-${unique()}@example.test`;
  const ways: [string, (stationId: string) => Promise<unknown>][] = [
    ["a grant", (stationId) => grantRole(boss, { userId: member.userId, role: "staff", stationId })],
    ["an approval", (stationId) => approvePerson(boss, { id: waits.id, role: "staff", stationId })],
    ["an invitation", (stationId) => invitePerson(boss, { email: guest, role: "staff", stationId })],
  ];
  for (const [name, give] of ways) {
    const { fields } = await said(give(foreign));
    assert.match(fields.stationId?.[0] ?? "", /not a station of this organization/, name);
  }
  assert.equal(await count("identity.user_roles where station_id = $1", [foreign]), 0);
  assert.equal(
    (await row<{ state: string }>("select state from users.user_profiles where user_id = $1", [waits.id])).state,
    "pending_approval",
  );
  for (const [, give] of ways) await give(own);
  assert.equal(await count("identity.user_roles where station_id = $1", [own]), 2);
});

test("an address that is taken, reserved or none is said by its field, and changes nothing; a free one is taken", async () => {
  const { org, boss } = await house();
  const other = await given.organization();
  const platform = await platformAdmin();
  const found = (slug: string) =>
    foundOrganization(platform, { name: "New House", slug, country: "DE", currency: "EUR", zone: "Europe/Berlin" });
  const before = await count("organizations.organizations where name = $1", ["New House"]);
  for (const slug of [other.slug, "admin", "Two Words", "-", "x", long]) {
    for (const work of [changeSlug(boss, { slug }), found(slug)])
      assert.ok((await said(work)).fields.slug?.[0], slug.slice(0, 20));
  }
  assert.equal(await count("organizations.organizations where name = $1", ["New House"]), before);
  assert.equal(
    (await row<{ slug: string }>("select slug from organizations.organizations where id = $1", [org.id])).slug,
    org.slug,
  );
  await changeSlug(boss, { slug: `free-${unique()}` });
});

test("an SVG with a script is no avatar, whatever it calls itself, and the present one stays", async () => {
  const person = self(await given.person("staff", await given.organization()));
  const avatar = async () =>
    (
      await row<{ avatar_url: string | null }>("select avatar_url from users.user_profiles where user_id = $1", [
        person.userId,
      ])
    ).avatar_url;
  const script = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script></svg>";
  for (const bytes of [script, `<?xml version='1.0'?>${script}`, `\u0089PNG${script}`, `GIF89a${script}`]) {
    const { fields } = await said(saveAvatar(person, { bytes: new Uint8Array(Buffer.from(bytes, "latin1")) }));
    assert.match(fields.avatar?.[0] ?? "", /not a picture we can read.*SVG is not taken/);
  }
  assert.equal(await avatar(), null);
  assert.equal(await count("system.media_assets where user_id = $1", [person.userId]), 0);
});

test("a name of ten thousand characters is refused by its field, of a person, a house, a station and a role", async () => {
  const { org, boss } = await house();
  const { zone } = org;
  const rest = { zone, accent: "#0f766e" };
  const names: [string, (name: string) => Promise<unknown>][] = [
    ["person", (name) => saveProfile(self(boss), { name, locale: "en", zone: "" })],
    ["organization", (name) => updateOrganization(boss, { name, ...rest })],
    ["station", (name) => createStation(boss, { name, zone })],
    ["role", (name) => saveRole(boss, { name, permissions: ["events:read"] })],
  ];
  for (const [what, give] of names) {
    const { fields } = await said(give(long));
    assert.match(fields.name?.[0] ?? "", /[Aa]t most \d+ characters/, what);
  }
  assert.equal(await count("identity.stations where organization_id = $1", [org.id]), 0);
  for (const [, give] of names) await give("Ada Lantern");
  // Nobody asks before the auth server makes an account: a name from there is cut to size.
  const made = await newcomer({ email: `${unique()}@example.test`, name: long });
  assert.equal(
    (await row<{ name: string }>("select name from users.user_profiles where user_id = $1", [made.id])).name.length,
    120,
  );
});
