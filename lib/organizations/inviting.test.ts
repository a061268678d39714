import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given, type Organization } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { grantRole } from "#lib/identity/commands";
import { lettersTo, liveRoles, newcomer, platformAdmin, refused, unique } from "#lib/identity/people.given";
import { invitePerson, resendInvitation, revokeInvitation } from "#lib/organizations/commands";
import { acceptInvitation } from "#lib/organizations/invitation";
import { invitationList } from "#lib/organizations/lists";
import { parseListState } from "#lib/system/list";
import { listPage } from "#lib/system/list-query";

after(async () => {
  await admin.end();
  await closeDatabase();
});

async function house() {
  const org = await given.organization();
  return { org, boss: await given.person("admin", org) };
}
const someone = () => `guest-${unique()}@example.test`;
const tokenFor = async (email: string) => String((await lettersTo(email)).at(-1)?.data.link).split("token=")[1] ?? "";
const age = (id: string, set: string) =>
  admin.query(`update organizations.org_invitations set ${set} where id = $1`, [id]);
const _noToken = "0".repeat(32);
const _stateIn = async (org: Organization, boss: Awaited<ReturnType<typeof house>>["boss"]) =>
  (
    await readAsTenant(boss, (tx) =>
      listPage(tx, invitationList, parseListState(invitationList.spec, {}), {
        slug: org.slug,
        zone: "UTC",
        currency: "USD",
      }),
    )
  ).rows.map((one) => one.state);

describe("inviting", () => {
  it("more than one holds, to a foreign station, to a member or twice is refused by the field", async () => {
    const [{ org, boss }, theirs] = [await house(), await house()];
    const organizer = await given.person("organizer", org);
    const email = someone();
    const foreign = await given.station(theirs.org);
    const by = async (who: typeof boss, input: Record<string, unknown>) =>
      (await refused(invitePerson(who, { email, role: "viewer", ...input }))).field;
    assert.equal(await by(organizer, { role: "admin" }), "role");
    assert.equal(await by(boss, { role: "super_admin" }), "role");
    assert.equal(await by(boss, { stationId: foreign }), "stationId");
    assert.equal(await by(boss, { endsOn: "2020-01-01" }), "endsOn");
    assert.equal(await by(boss, { email: organizer.snapshot.email }), "email");
    await invitePerson(organizer, { email, role: "staff" });
    assert.equal(await by(boss, {}), "email");
    await invitePerson(theirs.boss, { email, role: "viewer" });
  });

  it("needs an address that can be one, a role, and nothing that nobody asked for", async () => {
    const { org, boss } = await house();
    const good = { email: someone(), role: "viewer" };
    const bad = [
      { ...good, email: "" },
      { ...good, email: "nobody" },
      { ...good, email: `${"x".repeat(10_000)}@example.test` },
      { ...good, role: "" },
      { ...good, days: 0 },
      { ...good, days: "soon" },
      { ...good, stationId: "here" },
      { ...good, invitedBy: boss.userId },
    ];
    for (const input of bad) await assert.rejects(invitePerson(boss, input), { name: "ZodError" });
    for (const role of ["finance", "staff", "viewer", "sponsor"] as const)
      await assert.rejects(invitePerson(await given.person(role, org), good), { code: "forbidden" });
    await invitePerson(boss, good);
  });

  it("again waits a minute, is for the house that sent it, and is not possible for ever", async () => {
    const [{ boss }, theirs] = [await house(), await house()];
    const { id } = await invitePerson(boss, { email: someone(), role: "viewer" });
    assert.match((await refused(resendInvitation(boss, { id }))).message, /less than a minute/);
    await age(id, "sent_at = now() - interval '5 minutes'");
    assert.equal((await refused(resendInvitation(theirs.boss, { id }))).code, "P0002");
    assert.equal((await refused(revokeInvitation(theirs.boss, { id }))).code, "P0002");
    await resendInvitation(boss, { id });
    await age(id, "sent_at = now() - interval '5 minutes', resent = 10");
    assert.match((await refused(resendInvitation(boss, { id }))).message, /eleven times/);
  });

  it("by the platform founds an organization's first administrator", async () => {
    const { org } = await house();
    const desk = await platformAdmin();
    const email = someone();
    await invitePerson(desk, { email, role: "admin", organizationId: org.id });
    const { id } = await newcomer({ email });
    assert.equal((await acceptInvitation(id, await tokenFor(email))).waiting, false);
    assert.deepEqual(await liveRoles(org.id, id), ["admin"]);
  });
});

describe("where a role needs a second person", () => {
  it("a grant after an invitation waits for somebody other than the inviter", async () => {
    const { org, boss } = await house();
    await given.person("admin", org);
    await admin.query(
      "insert into organizations.approval_rules (organization_id, act, approver) values ($1, 'role_grant', 'identity:grant')",
      [org.id],
    );
    const email = someone();
    await invitePerson(boss, { email, role: "viewer" });
    const { id } = await newcomer({ email });
    const accepted = await acceptInvitation(id, await tokenFor(email));
    assert.ok(accepted.requestId);
    assert.deepEqual(await liveRoles(org.id, id), []);
    const ana = await given.person("sponsor", org);
    assert.ok((await grantRole(boss, { userId: ana.userId, role: "viewer" })).requestId);
  });
});
