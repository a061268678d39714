import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { publishEvent } from "#lib/events/commands";
import { approvePerson, archiveStation, createStation, restoreStation } from "#lib/identity/commands";
import {
  lettersTo,
  memberStateOf,
  newcomer,
  platformAdmin,
  profileOf,
  refused,
  row,
  unique,
} from "#lib/identity/people.given";
import { slugNow } from "#lib/identity/queries";
import { changeSlug, foundOrganization, invitePerson, setTier } from "#lib/organizations/commands";
import { acceptInvitation } from "#lib/organizations/invitation";

after(async () => {
  await admin.end();
  await closeDatabase();
});

async function starter() {
  const org = await given.organization({ tier: "starter" });
  return { org, boss: await given.person("admin", org) };
}
const grow = async (id: string) => setTier(await platformAdmin(), { id, tier: "growth" });

describe("an organization on the smallest tier", () => {
  it("has room for five people; the sixth is refused by approval and by invitation, and comes in on a larger tier", async () => {
    const { org, boss } = await starter();
    for (let n = 0; n < 4; n++) await given.person("staff", org);
    const sixth = await newcomer({ organization: org });
    const no = await refused(approvePerson(boss, { id: sixth.id, role: "staff" }));
    assert.match(no.message, /Each of the 5 places for people of the tier Starter is in use/);
    assert.equal((await profileOf(sixth.id)).state, "pending_approval");
    const guest = await newcomer();
    await invitePerson(boss, { email: guest.email, role: "staff" });
    const token = String((await lettersTo(guest.email)).at(-1)?.data.link).split("token=")[1] ?? "";
    assert.match((await refused(acceptInvitation(guest.id, token))).message, /places for people/);
    await grow(org.id);
    await approvePerson(boss, { id: sixth.id, role: "staff" });
    assert.equal((await acceptInvitation(guest.id, token)).waiting, false);
    assert.equal(await memberStateOf(org.id, guest.id), "active");
  });

  it("has one station, made or opened again, and two at once come to one", async () => {
    const { org, boss } = await starter();
    const make = () => createStation(boss, { name: `Pier ${unique()}`, zone: "Europe/Berlin" });
    const both = await Promise.allSettled([make(), make()]);
    assert.deepEqual(both.map((one) => one.status).sort(), ["fulfilled", "rejected"]);
    assert.match((await refused(make())).message, /The one station of the tier Starter is in use/);
    const { id } = await row<{ id: string }>("select id from identity.stations where organization_id = $1", [org.id]);
    await archiveStation(boss, { id });
    await make();
    assert.match((await refused(restoreStation(boss, { id }))).message, /The one station/);
    await grow(org.id);
    await restoreStation(boss, { id });
  });

  it("has five events at a time", async () => {
    const { org, boss } = await starter();
    for (let n = 0; n < 5; n++) await given.event(org);
    const { id } = await given.event(org, { state: "draft" });
    assert.match(
      (await refused(publishEvent(boss, { id }))).message,
      /Each of the 5 events at a time of the tier Starter/,
    );
    await admin.query(
      "update events.events set state = 'cancelled' where organization_id = $1 and id = (select id from events.events where organization_id = $1 and state = 'published' limit 1)",
      [org.id],
    );
    await publishEvent(boss, { id });
  });
});

describe("an address that an organization left", () => {
  it("leads to where it is now, and is nobody else's; it can come back to it", async () => {
    const org = await given.organization();
    const boss = await given.person("admin", org);
    const [second, third] = [`second-${unique()}`, `third-${unique()}`];
    await changeSlug(boss, { slug: second });
    await changeSlug(boss, { slug: third });
    assert.deepEqual([await slugNow(org.slug), await slugNow(second), await slugNow(third)], [third, third, null]);
    const other = await given.person("admin", await given.organization());
    const no = await refused(changeSlug(other, { slug: second }));
    assert.deepEqual([no.field, /was the address of another organization/.test(no.message)], ["slug", true]);
    const made = refused(
      foundOrganization(await platformAdmin(), {
        name: "New",
        slug: org.slug,
        country: "DE",
        currency: "EUR",
        zone: "Europe/Berlin",
      }),
    );
    assert.equal((await made).field, "slug");
    await changeSlug(boss, { slug: org.slug });
    assert.deepEqual(
      [await slugNow(org.slug), await slugNow(second), await slugNow(third)],
      [null, org.slug, org.slug],
    );
    await changeSlug(other, { slug: `free-${unique()}` });
  });
});
