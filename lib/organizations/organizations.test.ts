import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given, platform } from "#db/given";
import { asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { problem } from "#lib/errors";
import { reservedSegments } from "#lib/identity/paths";
import { house, lettersTo, platformAdmin, refused, row, unique } from "#lib/identity/people.given";
import { me } from "#lib/identity/queries";
import {
  archiveOrganization,
  changeSlug,
  foundOrganization,
  restoreOrganization,
  setTier,
  updateOrganization,
} from "#lib/organizations/commands";
import { organizationProfile } from "#lib/organizations/queries";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const fields = () => ({
  name: "Harbour Lights",
  slug: `harbour-${unique()}`,
  country: "DE",
  currency: "EUR",
  zone: "Europe/Berlin",
  administrator: `first-${unique()}@example.test`,
});
const settings = { name: "Harbour Lights", tagline: "", zone: "Europe/Berlin", supportEmail: "", accent: "#0f766e" };
const past = (who: Parameters<typeof asTenant>[0], call: ReturnType<typeof sql>) =>
  refused(asTenant(who, (tx) => tx.execute(sql`select ${call}`)));

describe("founding an organization", () => {
  it("opens its book and invites its first administrator; the platform alone does it", async () => {
    const desk = await platformAdmin();
    const input = fields();
    const made = await foundOrganization(desk, input);
    assert.equal((await lettersTo(input.administrator))[0]?.data.role, "admin");
    const book = await row("select currency from payments.books where organization_id = $1", [made.id]);
    assert.equal(book.currency, "EUR");
    const { boss } = await house();
    await assert.rejects(foundOrganization(boss, fields()), { code: "forbidden" });
    assert.equal(
      (
        await past(
          boss,
          sql`organizations.found_organization(${JSON.stringify({ ...fields(), default_currency: "EUR" })}::jsonb)`,
        )
      ).code,
      "42501",
    );
    const sly = { ...fields(), default_currency: "EUR", is_platform: true };
    const { rows } = await asTenant(desk, (tx) =>
      tx.execute<{ id: { id: string } }>(
        sql`select organizations.found_organization(${JSON.stringify(sly)}::jsonb) as id`,
      ),
    );
    const plain = await row("select is_platform from organizations.organizations where id = $1", [rows[0]?.id.id]);
    assert.equal(plain.is_platform, false);
  });

  it("with an address that is taken, reserved or no address says so by the field, and makes nothing", async () => {
    const desk = await platformAdmin();
    const { org } = await house();
    const taken = await foundOrganization(desk, { ...fields(), slug: org.slug }).catch(problem);
    assert.deepEqual("fields" in taken && taken.fields?.slug, [
      "Another organization has this address. Choose a different one.",
    ]);
    for (const slug of ["admin", "Admin ", "sign-in", "a", "two--hyphens", "-edge", "ümlaut", "x".repeat(10_000)])
      await assert.rejects(foundOrganization(desk, { ...fields(), slug }), { name: "ZodError" }, slug.slice(0, 20));
    for (const slug of reservedSegments) {
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length < 2) continue;
      const refusal = await past(
        desk,
        sql`organizations.found_organization(${JSON.stringify({ ...fields(), default_currency: "EUR", slug })}::jsonb)`,
      );
      assert.deepEqual([refusal.code, refusal.field], ["P0G01", "slug"], slug);
    }
  });
});

describe("an organization's settings", () => {
  it("keep what was not sent, and say by the field what cannot be", async () => {
    const { boss } = await house();
    await updateOrganization(boss, {
      ...settings,
      domain: "Tickets.Example.com".replace("Example", unique()),
      operatingRegions: ["DE", "AT"],
      crossBorderEnabled: "on",
      dataResidencyRegion: "eu",
      revenueRecognised: "after_event",
    });
    await updateOrganization(boss, { ...settings, name: "New name" });
    const seen = await readAsTenant(boss, organizationProfile);
    assert.deepEqual(
      [
        ...[seen?.name, seen?.operatingRegions, seen?.crossBorderEnabled, seen?.dataResidencyRegion],
        seen?.revenueRecognised,
      ],
      ["New name", ["DE", "AT"], true, "eu", "after_event"],
    );
    assert.match(seen?.domain ?? "", /^tickets\.[0-9a-f]+\.com$/);
    const other = await house();
    const clash = await updateOrganization(other.boss, { ...settings, domain: seen?.domain }).catch(problem);
    assert.deepEqual("fields" in clash && clash.fields, { domain: ["Another organization uses this domain."] });
    for (const bad of [
      { domain: "https://x.example" },
      { domain: "localhost" },
      { operatingRegions: ["Germany"] },
      { dataResidencyRegion: "moon" },
      { revenueRecognised: "never" },
      { accent: "red" },
      { tier: "enterprise" },
      { slug: "mine" },
      { name: "x".repeat(10_000) },
    ])
      await assert.rejects(
        updateOrganization(boss, { ...settings, ...bad }),
        { name: "ZodError" },
        JSON.stringify(bad).slice(0, 40),
      );
    await updateOrganization(boss, { ...settings, domain: "" });
    assert.equal((await readAsTenant(boss, organizationProfile))?.domain, null);
    for (const column of ["slug", "tier", "state", "is_platform"])
      assert.equal(
        (
          await refused(
            asTenant(boss, (tx) =>
              tx.execute(
                sql`update organizations.organizations set ${sql.identifier(column)} = ${sql.identifier(column)}`,
              ),
            ),
          )
        ).code,
        "42501",
        column,
      );
  });

  it("may change the currency, which opens its accounts and leaves the old ones", async () => {
    const { boss, org } = await house();
    const currencies = async () =>
      (
        await admin.query("select distinct currency from payments.accounts where organization_id = $1 order by 1", [
          org.id,
        ])
      ).rows.map((one) => one.currency);
    assert.deepEqual(await currencies(), ["USD"]);
    await updateOrganization(boss, { ...settings, defaultCurrency: "JPY" });
    assert.deepEqual(await currencies(), ["JPY", "USD"]);
  });

  it("move to another address at once, for everybody who may", async () => {
    const { boss, org } = await house();
    const slug = `moved-${unique()}`;
    await changeSlug(boss, { slug });
    assert.equal((await me(boss.userId, slug))?.organization?.id, org.id);
    assert.equal((await me(boss.userId, org.slug))?.organization, null);
    const other = await house();
    const taken = await changeSlug(boss, { slug: other.org.slug }).catch(problem);
    assert.ok("fields" in taken && taken.fields?.slug);
    await assert.rejects(changeSlug(await given.person("organizer", org), { slug: `x-${unique()}` }), {
      code: "forbidden",
    });
  });

  it("have their tier from the platform", async () => {
    const { boss, org } = await house();
    await setTier(await platformAdmin(), { id: org.id, tier: "growth" });
    assert.equal((await readAsTenant(boss, organizationProfile))?.tier, "growth");
    assert.equal((await past(boss, sql`organizations.set_tier(${org.id}::uuid, 'enterprise')`)).code, "42501");
  });
});

describe("archiving", () => {
  it("takes the organization away from everybody; the platform alone brings it back", async () => {
    const { boss, org } = await house();
    await archiveOrganization(boss, {});
    assert.deepEqual((await me(boss.userId, org.slug))?.organizations, []);
    await assert.rejects(restoreOrganization(boss, { id: org.id }), { code: "forbidden" });
    assert.equal((await past(boss, sql`organizations.restore_organization(${org.id}::uuid)`)).code, "42501");
    await restoreOrganization(await platformAdmin(), { id: org.id });
    assert.equal((await me(boss.userId, org.slug))?.organization?.id, org.id);
  });

  it("waits until no event is to come, never takes the platform, and never another's", async () => {
    const [{ boss, org }, theirs] = [await house(), await house()];
    const event = await given.event(org);
    assert.match((await refused(archiveOrganization(boss, {}))).message, /One event is still to come/);
    assert.equal((await refused(archiveOrganization(theirs.boss, { id: org.id }))).code, "P0002");
    await admin.query("update events.events set state = 'cancelled' where id = $1", [event.id]);
    await archiveOrganization(boss, {});
    assert.match(
      (await refused(archiveOrganization(await platformAdmin(), { id: (await platform()).id }))).message,
      /platform itself/,
    );
    const desk = await platformAdmin();
    await archiveOrganization(desk, { id: theirs.org.id });
    assert.equal(
      (await row("select state from organizations.organizations where id = $1", [theirs.org.id])).state,
      "archived",
    );
  });
});
