import { bankOf } from "./banking.ts";
import { bookingRecordsOf } from "./booked.ts";
import { campaignOf } from "./campaigned.ts";
import { processorOf } from "./crawl-processor.ts";
import { documentsOf, importOf, payoutOf, plansOf } from "./crawl-records.ts";
import { crmOf } from "./crm-records.ts";
import { admin, given, type Organization } from "./house.ts";
import { planOf } from "./planned.ts";
import { savedOf } from "./saved.ts";
import { sponsoredOf } from "./sponsored.ts";

/** The records that pages of an organization with one sale open, by the name of their segment. */
export async function recordsOf(org: Organization): Promise<Record<string, string>> {
  const { rows } = await admin.query(
    `select (select id from ticketing.orders where organization_id = $1 limit 1) as order,
       (select id from payments.accounts where organization_id = $1 and code = 'assets:wallet') as account,
       (select id from payments.transactions where organization_id = $1 limit 1) as transaction, 'fees' as report, 'bookings' as figure,
       (select id from system.audit_logs where organization_id = $1 limit 1) as line`,
    [org.id],
  );
  return {
    ...rows[0],
    ...(await peopleOf(org)),
    ...(await plansOf(org)),
    import: await importOf(org),
    payout: await payoutOf(org),
    ...(await processorOf(org)),
    ...(await bankOf(org)),
    ...(await campaignOf(org)),
    ...(await documentsOf(org)),
    ...(await planOf(org)),
    ...(await crmOf(org)),
    ...(await savedOf(org)),
    ...(await sponsoredOf(org)),
    ...(await bookingRecordsOf(org)),
  };
}

/** A station with its manager, a role of the organization's own, and something that waits for a second person. */
async function peopleOf(org: Organization): Promise<Record<string, string>> {
  const station = await given.station(org);
  const { userId: user } = await given.person("manager", org, { stationId: station });
  const { rows } = await admin.query(
    `with made as (insert into identity.roles (organization_id, name) values ($1, 'Doorkeeper') returning id),
       asked as (insert into organizations.approval_requests (organization_id, act, requested_by, payload, subject, subject_id, key, approver)
         values ($1, 'role_grant', $2, jsonb_build_object('kind', 'grant', 'userId', $2::uuid, 'role', 'staff'), 'users.user_profiles', $2, 'crawl', 'identity:grant') returning id)
     select made.id as role, asked.id as request from made, asked`,
    [org.id, user],
  );
  return { station, user, ...rows[0] };
}
