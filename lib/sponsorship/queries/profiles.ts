import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { type PublicPart, publicParts } from "#lib/sponsorship/rules/profile";
import { isId } from "#lib/system/ids";

const minor = z.string().transform(BigInt).nullable();
const moment = z.coerce.date();
const parts = Object.keys(publicParts) as [PublicPart, ...PublicPart[]];
const Profile = z.object({
  id: z.string(),
  name: z.string(),
  sector: z.string(),
  about: z.string(),
  audience: z.string(),
  regions: z.array(z.string()),
  budgetLeastMinor: minor,
  budgetMostMinor: minor,
  currency: z.string(),
  website: z.string(),
  looksFor: z.string(),
  taxId: z.string(),
  logo: z.string().nullable(),
  updatedAt: moment,
  shows: z.array(z.enum(parts)),
  public: z.object({ path: z.string(), at: moment }).nullable(),
});
export type SponsorProfile = z.output<typeof Profile>;
const Mine = z.object({
  /** Null is the organization's own. */
  sponsorId: z.string().nullable(),
  name: z.string(),
  organizers: z.array(z.string()),
  people: z.array(z.string()),
  profile: Profile.nullable(),
});
export type MyProfile = z.output<typeof Mine>;

/** The profiles that this person may keep. */
export const myProfiles = async (tx: TenantTx): Promise<MyProfile[]> =>
  z.array(Mine).parse(await answer(tx, sql`sponsorship.my_profiles()`));

/** What a sponsor of ours says of itself. */
export async function sponsorProfile(tx: TenantTx, sponsorId: string): Promise<SponsorProfile | null> {
  if (!isId(sponsorId)) return null;
  return Profile.nullable().parse(await answer(tx, sql`sponsorship.sponsor_profile(${sponsorId}::uuid)`));
}

const Settings = z.object({
  heldName: z.string(),
  escrowAgent: z.string(),
  confirmedAt: moment.nullable(),
  confirmedBy: z.string().nullable(),
});
export type HeldNameFacts = z.output<typeof Settings>;

/** How this house calls held money, and who said that it is escrow. */
export async function heldNameFacts(tx: TenantTx): Promise<HeldNameFacts> {
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('heldName', sponsorship.held_name((select system.org_id())), 'escrowAgent', coalesce(s.escrow_agent, ''), 'confirmedAt', s.escrow_confirmed_at,
        'confirmedBy', (select u.name from users.user_profiles u where u.user_id = s.escrow_confirmed_by))
      from (select 1) one left join sponsorship.settings s on s.organization_id = (select system.org_id()))`,
  );
  return Settings.parse(found);
}

/** "Held funds", or as an organizer calls it; of the open organization when none is named. */
export async function heldName(tx: TenantTx, organizationId?: string): Promise<string> {
  const whose = organizationId ? sql`${organizationId}::uuid` : sql`(select system.org_id())`;
  return z.string().parse(await answer(tx, sql`sponsorship.held_name(${whose})`));
}
