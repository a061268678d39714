import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given, type Organization } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { approvePerson, suspendPerson } from "#lib/identity/commands";
import { lettersTo, liveRoles, memberStateOf, newcomer, profileOf, refused, unique } from "#lib/identity/people.given";
import { personById } from "#lib/identity/queries/people";
import { invitePerson, resendInvitation, revokeInvitation } from "#lib/organizations/commands";
import { acceptInvitation, invitationBy } from "#lib/organizations/invitation";
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
const noToken = "0".repeat(32);
const stateIn = async (org: Organization, boss: Awaited<ReturnType<typeof house>>["boss"]) =>
  (
    await readAsTenant(boss, (tx) =>
      listPage(tx, invitationList, parseListState(invitationList.spec, {}), {
        slug: org.slug,
        zone: "UTC",
        currency: "USD",
      }),
    )
  ).rows.map((one) => one.state);

describe("an invitation", () => {
  it("brings its person in at once, with the role and the place that it names, past the queue", async () => {
    const { org, boss } = await house();
    const station = await given.station(org);
    const email = someone();
    await invitePerson(boss, { email: email.toUpperCase(), role: "staff", stationId: station });
    const token = await tokenFor(email);
    const shown = await invitationBy(token);
    assert.deepEqual(
      [shown?.organization, shown?.role, shown?.place, shown?.email, shown?.state, shown?.invitedBy],
      [org.name, "staff", "Harbour Kitchen", email, "invited", boss.snapshot.name],
    );
    const { id } = await newcomer({ email });
    assert.equal((await profileOf(id)).state, "pending_approval");
    const accepted = await acceptInvitation(id, token);
    assert.deepEqual([accepted.slug, accepted.waiting], [org.slug, false]);
    assert.deepEqual([(await profileOf(id)).state, (await profileOf(id)).approved_by], ["active", boss.userId]);
    assert.deepEqual(await liveRoles(org.id, id), ["staff"]);
    assert.deepEqual(await stateIn(org, boss), ["accepted"]);
  });

  it("from somebody who may not approve leads to the queue, where the role is known", async () => {
    const { org, boss } = await house();
    const organizer = await given.person("organizer", org);
    const email = someone();
    await invitePerson(organizer, { email, role: "staff" });
    const { id } = await newcomer({ email });
    assert.equal((await acceptInvitation(id, await tokenFor(email))).waiting, true);
    assert.deepEqual(
      [(await profileOf(id)).state, await memberStateOf(org.id, id), await liveRoles(org.id, id)],
      ["pending_approval", "pending", []],
    );
    const waiting = await readAsTenant(boss, (tx) => personById(tx, id));
    assert.deepEqual([waiting?.invited?.role, waiting?.invited?.by], ["staff", organizer.snapshot.name]);
    await approvePerson(boss, { id, role: "staff" });
    assert.deepEqual(await liveRoles(org.id, id), ["staff"]);
  });

  it("takes a person of one organization into a second one", async () => {
    const [ours, theirs] = [await house(), await house()];
    const ana = await given.person("viewer", ours.org);
    await invitePerson(theirs.boss, { email: ana.snapshot.email, role: "finance" });
    await acceptInvitation(ana.userId, await tokenFor(ana.snapshot.email));
    assert.deepEqual(
      [await liveRoles(ours.org.id, ana.userId), await liveRoles(theirs.org.id, ana.userId)],
      [["viewer"], ["finance"]],
    );
  });

  it("accepted twenty times at once is accepted once", async () => {
    const { org, boss } = await house();
    const email = someone();
    await invitePerson(boss, { email, role: "viewer" });
    const { id } = await newcomer({ email });
    const token = await tokenFor(email);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => acceptInvitation(id, token)));
    assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
    for (const one of tries)
      if (one.status === "rejected") assert.match(String(one.reason.cause?.message), /used already/);
    assert.deepEqual(await liveRoles(org.id, id), ["viewer"]);
  });

  it("that is unknown, used, revoked, run out, replaced or somebody else's says so in one sentence, and does nothing", async () => {
    const { org, boss } = await house();
    const invited = async () => {
      const email = someone();
      const { id } = await invitePerson(boss, { email, role: "viewer" });
      return { invitation: id, email, person: (await newcomer({ email })).id, token: await tokenFor(email) };
    };
    const sentence = async (person: string, token: string) => (await refused(acceptInvitation(person, token))).message;
    const one = await invited();
    assert.match(await sentence(one.person, noToken), /not known here/);
    const other = await newcomer();
    assert.equal(
      await sentence(other.id, one.token),
      `This invitation is for ${one.email}. Sign in with that address.`,
    );
    await age(one.invitation, "expires_at = now() - interval '1 minute'");
    assert.match(await sentence(one.person, one.token), /has run out/);
    assert.deepEqual(await stateIn(org, boss), ["expired"]);
    await age(one.invitation, "sent_at = now() - interval '1 hour'");
    await resendInvitation(boss, { id: one.invitation });
    assert.match(
      await sentence(one.person, one.token),
      /not known here/,
      "the link of the first e-mail is no good any more",
    );
    await acceptInvitation(one.person, await tokenFor(one.email));
    assert.match(await sentence(one.person, await tokenFor(one.email)), /used already/);
    const two = await invited();
    await revokeInvitation(boss, { id: two.invitation });
    assert.match(await sentence(two.person, two.token), /taken back/);
    assert.match((await refused(revokeInvitation(boss, { id: two.invitation }))).message, /revoked already/);
    assert.match((await refused(resendInvitation(boss, { id: one.invitation }))).message, /accepted already/);
    assert.deepEqual(await liveRoles(org.id, two.person), []);
    assert.equal(await invitationBy(noToken), null);
    assert.equal((await invitationBy(two.token))?.state, "revoked");
  });

  it("is worth what whoever sent it may still do when it is accepted", async () => {
    const { org, boss } = await house();
    const second = await given.person("admin", org);
    const invited = async () => {
      const email = someone();
      await invitePerson(second, { email, role: "finance" });
      return { person: (await newcomer({ email })).id, token: await tokenFor(email) };
    };
    const [early, late] = [await invited(), await invited()];
    await acceptInvitation(early.person, early.token);
    await suspendPerson(boss, { id: second.userId, reason: "They left the house." });
    assert.match((await refused(acceptInvitation(late.person, late.token))).message, /may not do so any more/);
    assert.equal((await profileOf(late.person)).state, "pending_approval");
  });

  it("does not bring back somebody who is suspended here", async () => {
    const { org, boss } = await house();
    const ana = await given.person("viewer", org);
    const other = await house();
    await admin.query("select organizations.add_member($1, $2, 'viewer')", [other.org.id, ana.userId]);
    await suspendPerson(boss, { id: ana.userId, reason: "Until it is cleared up." });
    assert.match(
      (await refused(invitePerson(boss, { email: ana.snapshot.email, role: "viewer" }))).message,
      /Reinstate them/,
    );
    assert.equal(await memberStateOf(org.id, ana.userId), "suspended");
  });
});
