import { randomUUID } from "node:crypto";

const terms = { country: "DE", default_currency: "USD", zone: "Europe/Berlin" };

/** A fresh organization with `receivables` accounts `assets:receivable:c<n>` in its book, and somebody of its finance. */
export async function openBook(admin, { name, receivables }) {
  const made = async (fields) => {
    const { rows } = await admin.query("select organizations.create_organization($1::jsonb) as id", [
      JSON.stringify({ ...terms, ...fields }),
    ]);
    return rows[0].id;
  };
  const { rows } = await admin.query("select id from organizations.organizations where is_platform");
  if (rows.length === 0) await made({ slug: "greenroom", name: "Greenroom", is_platform: true });
  const organizationId = await made({ slug: `bench-${randomUUID().slice(0, 8)}`, name });
  const userId = randomUUID();
  await admin.query(
    "insert into auth.users (id, aud, role, email, raw_user_meta_data) values ($1::uuid, 'authenticated', 'authenticated', $1::text || '@example.test', '{}')",
    [userId],
  );
  await admin.query("update users.user_profiles set state = 'active' where user_id = $1", [userId]);
  await admin.query("select organizations.add_member($1, $2, 'finance', null)", [organizationId, userId]);
  await admin.query(
    "select payments.account($1, 'assets:receivable:c' || n, 'USD') from generate_series(0, $2::int - 1) n",
    [organizationId, receivables],
  );
  return { organizationId, userId };
}
