import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { aCustomer, kitchens, refusedWith } from "#lib/crm/crm.given";
import { commitImport } from "#lib/system/imports/commands";
import { checked, importOf, rowsOfImport, sent, worked } from "#lib/system/imports/imports.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const file = `Full name;E-Mail Address;Mobile;Labels;Branch;Newsletter
Ana Reyes;ana@example.test;+1 555 010 2030;vip, garden;Harbour Kitchen;yes
Bo Lindgren;BO@example.test;;;;no
;nobody@example.test;;;;
Cy Moreau;not an address;;;;
Di Osei;;12;;;
Ed Falk;ed@example.test;;;Nowhere;
Flo Ito;flo@example.test;;;;perhaps
Ana Reyes again;ANA@example.test;;;;
Gus Known;gus@example.test;;;;
=cmd|' /C calc'!A0;formula@example.test;;;;
`;

describe("customers out of a file", () => {
  it("are checked row by row, imported without what is wrong, and never twice", async () => {
    const { org, admin: boss, stations } = await kitchens();
    await aCustomer(boss, { name: "Gus Known", email: "gus@example.test" });
    const importId = await sent(boss, "customers", file);
    const found = await checked(boss, importId);
    assert.deepEqual([found.good, found.bad, found.duplicates], [3, 5, 2]);
    const rows = await rowsOfImport(importId);
    const troubles = rows.flatMap((row) => row.errors.map((one: { column: string }) => `${row.n} ${one.column}`));
    assert.deepEqual(troubles, ["3 name", "4 email", "5 phone", "6 station", "7 marketing", "8 ", "9 email"]);
    await refusedWith(commitImport(boss, { importId, mode: "all" }), /rows are wrong/);
    await commitImport(boss, { importId, mode: "skip" });
    await worked(org, importId);
    assert.equal((await importOf(importId)).state, "committed");
    const { rows: made } = await admin.query(
      "select name, email, tags, station_ids, marketing from crm.customers where organization_id = $1 and name <> 'Gus Known' order by name collate \"C\"",
      [org.id],
    );
    assert.deepEqual(made, [
      { name: "=cmd|' /C calc'!A0", email: "formula@example.test", tags: [], station_ids: [], marketing: "unknown" },
      {
        name: "Ana Reyes",
        email: "ana@example.test",
        tags: ["vip", "garden"],
        station_ids: [stations[0]],
        marketing: "granted",
      },
      { name: "Bo Lindgren", email: "bo@example.test", tags: [], station_ids: [], marketing: "withdrawn" },
    ]);
    const again = await checked(boss, await sent(boss, "customers", file));
    assert.deepEqual([again.good, again.duplicates], [0, 5]);
  });

  it("are brought in by nobody who may not, and by no manager of one station", async () => {
    const { org, managers } = await kitchens();
    await refusedWith(sent(managers[0], "customers", file), /may not/);
    await refusedWith(sent(await given.person("staff", org), "customers", file), /may not/);
    assert.ok(await sent(await given.person("manager", org), "customers", file));
  });
});
