import { admin, expect, expectAccessible, given, open, test } from "./house.ts";

/** Seal what is there, as the worker does every minute. */
const seal = (organizationId: string) => admin.query("select system.seal_audit_of($1, 100000, true)", [organizationId]);

test("an auditor proves the log, reads a line field by field, and finds everything about its record", async ({
  page,
  as,
  elsewhere,
}) => {
  const { org, person } = await as("admin");
  await page.goto(`/${org.slug}/settings`);
  await page.getByLabel("Tagline").fill("Four bands, one harbour");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await seal(org.id);

  const auditor = await elsewhere(await given.person("finance", org));
  await open(auditor, `/${org.slug}/system/audit`);
  await auditor.getByRole("button", { name: "Verify the chain" }).click();
  await expect(auditor.getByText("The chain is intact")).toBeVisible();
  await expectAccessible(auditor);
  await auditor.goto(`/${org.slug}/system/audit?f.command=update_organization`);
  await auditor
    .getByRole("row", { name: /update_organization/ })
    .getByRole("link")
    .click();
  const tagline = auditor.getByRole("region", { name: "Before and after" }).getByRole("row", { name: /tagline/ });
  await expect(tagline).toContainText("Four bands, one harbour");
  await expect(auditor.getByText(person.snapshot.email)).toBeVisible();
  await expectAccessible(auditor);
  await auditor.getByRole("link", { name: "Everything about this record" }).click();
  await expect(auditor.getByRole("row", { name: /update_organization/ })).toHaveCount(1);

  const reader = await elsewhere(await given.person("viewer", org));
  expect((await reader.goto(`/${org.slug}/system/audit`))?.status()).toBe(403);
});

test("a line that somebody altered behind the product's back is named as the first broken link", async ({
  page,
  as,
}) => {
  const { org } = await as("admin");
  await page.goto(`/${org.slug}/settings`);
  for (const tagline of ["One", "Two"]) {
    await page.getByLabel("Tagline").fill(tagline);
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByText("Settings saved.").first()).toBeVisible();
    await expect
      .poll(
        async () =>
          (await admin.query("select tagline from organizations.organizations where id = $1", [org.id])).rows[0],
      )
      .toEqual({ tagline });
  }
  await seal(org.id);
  const { rows } = await admin.query(
    "select s.n, s.audit_id as id from system.audit_seals s join system.audit_logs a on a.organization_id = s.organization_id and a.id = s.audit_id where s.organization_id = $1 and a.command = 'organizations.update_organization' order by s.n",
    [org.id],
  );
  expect(rows).toHaveLength(2);
  const client = await admin.connect();
  try {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    await client.query(
      "update system.audit_logs set command = 'events.nothing' where organization_id = $1 and id = $2",
      [org.id, rows[0].id],
    );
    await client.query("commit");
  } finally {
    client.release();
  }
  await open(page, `/${org.slug}/system/audit`);
  await page.getByRole("button", { name: "Verify the chain" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText(`The chain is broken at link ${rows[0].n}`);
  await expect(alert).toContainText("the line is not what was sealed");
  await alert.getByRole("link", { name: rows[0].id }).click();
  await expect(page).toHaveURL(new RegExp(`/system/audit/${rows[0].id}$`));
  expect((await page.goto(`/${org.slug}/system/audit/not-an-id`))?.status()).toBe(404);
});

test("what happened at one station is the log filtered by it, and a line of another organization is not there", async ({
  page,
  as,
}) => {
  const org = await given.organization();
  const stationId = await given.station(org, "Pier Nine");
  const { person } = await as("admin", org);
  await admin.query(
    `insert into system.audit_logs (organization_id, actor_id, actor, command, kind, input, request_id, station_id)
     values ($1, $2, '{"name":"Somebody"}', 'events.publish_event', 'UPDATE', '{}', 'test', $3), ($1, $2, '{"name":"Somebody"}', 'events.cancel_event', 'UPDATE', '{}', 'test', null)`,
    [org.id, person.userId, stationId],
  );
  await page.goto(`/${org.slug}/system/audit?f.station=Pier`);
  await expect(page.getByRole("row", { name: /events\.publish_event/ })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /events\.cancel_event/ })).toHaveCount(0);

  const other = await given.organization();
  const { rows } = await admin.query(
    `insert into system.audit_logs (organization_id, actor, command, kind, input, request_id)
     values ($1, '{"name":"Somebody"}', 'events.publish_event', 'UPDATE', '{}', 'test'), ($2, '{"name":"Somebody"}', 'events.publish_event', 'UPDATE', '{}', 'test') returning organization_id, id`,
    [org.id, other.id],
  );
  const idOf = (organizationId: string) => rows.find((row) => row.organization_id === organizationId)?.id;
  expect((await page.goto(`/${org.slug}/system/audit/${idOf(org.id)}`))?.status()).toBe(200);
  expect((await page.goto(`/${org.slug}/system/audit/${idOf(other.id)}`))?.status()).toBe(404);
});
