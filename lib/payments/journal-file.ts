import { once } from "node:events";
import pg from "pg";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { type JournalWish, journalExport } from "#lib/payments/journal-export";

/**
 * `node lib/payments/journal-file.ts lantern-fields '{"syntax":"hledger"}'`: the book to the standard output, for
 * `npm run export:journal`. Run by an administrator of the database; read through the same row rules as everywhere, as
 * the person who may read this book and belongs to it longest.
 */
const [slug = "", wish = "{}"] = process.argv.slice(2);
const admin = new pg.Client({ connectionString: process.env.DATABASE_URL });
try {
  await admin.connect();
  const { rows } = await admin.query<{ organization: string; reader: string | null }>(
    `select o.id as organization, (
       select m.user_id from organizations.org_memberships m
       where m.organization_id = o.id and m.state = 'active' and identity.allows(o.id, m.user_id, 'payments:read')
       order by m.created_at limit 1) as reader
     from organizations.organizations o where o.slug = $1`,
    [slug],
  );
  const [found] = rows;
  if (!found?.reader) {
    console.error(found ? `Nobody in ${slug} may read its book.` : `There is no organization ${slug}.`);
    process.exitCode = 1;
  } else {
    const actor = {
      userId: found.reader,
      organizationId: found.organization,
      permissions: new Set<never>(),
      snapshot: { name: "", email: "", roles: [] },
      requestId: "export",
    };
    await readAsTenant(actor, async (tx) => {
      for await (const text of journalExport(tx, JSON.parse(wish) as JournalWish)) {
        if (!process.stdout.write(text)) await once(process.stdout, "drain");
      }
    });
  }
} finally {
  await admin.end();
  await closeDatabase();
}
