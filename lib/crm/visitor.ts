import "server-only";
import { sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { jsonOf } from "#db/answer";
import { asPublic, type PublicTx } from "#db/tenant";
import { consentVersion, Inquiry, OptOut } from "#lib/crm/rules";
import { limitVisitor } from "#lib/ticketing/limits";

/** What somebody without an account may do here: ask, and say no to advertising. Limited by address, written by functions. */
const Seller = z.object({
  slug: z.string(),
  name: z.string(),
  accent: z.string(),
  logo: z.string().nullable(),
  supportEmail: z.string().nullable(),
});
const Place = z.object({ slug: z.string(), name: z.string(), city: z.string() });
const Form = z
  .object({
    organization: Seller.extend({ tagline: z.string() }),
    station: Place.nullable(),
    stations: z.array(Place),
  })
  .nullable();
const Choice = z.object({ organization: Seller, email: z.string(), choice: z.string() }).nullable();
export type InquiryPlace = NonNullable<z.output<typeof Form>>;

/** The form of an organization or one of its stations; null where there is none. */
export const inquiryForm = cache(async (org: string, station: string | null) =>
  isSlug(org) && (station === null || isSlug(station))
    ? Form.parse(await asPublic((tx) => value(tx, sql`crm.inquiry_form(${org}, ${station})`)))
    : null,
);

/** Write down what a visitor asks. A program that fills in what nobody sees is thanked, and nothing is kept. */
export async function inquire(address: string, input: unknown): Promise<void> {
  const { org, agreed: _, website, ...asked } = Inquiry.parse(input);
  await limitVisitor("ask", address);
  if (website !== "") return;
  const p = { ...asked, consentVersion, address, origin: asked.station ? `form of ${asked.station}` : "form" };
  await asPublic((tx) => tx.execute(sql`select crm.inquire(${org}, ${jsonOf(p)})`));
}

export const optOutPage = cache(async (token: string) =>
  z.uuid().safeParse(token).success
    ? Choice.parse(await asPublic((tx) => value(tx, sql`crm.opt_out_page(${token}::uuid)`)))
    : null,
);

/** No more offers, or offers again, by the link of a letter. */
export async function optOut(address: string, input: unknown): Promise<{ choice: string }> {
  const { token, choice } = OptOut.parse(input);
  await limitVisitor("choose", address);
  await asPublic((tx) => tx.execute(sql`select crm.opt_out(${token}::uuid, ${choice}, ${address})`));
  return { choice };
}

const isSlug = (text: string) => text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

async function value(tx: PublicTx, call: ReturnType<typeof sql>): Promise<unknown> {
  const { rows } = await tx.execute<{ value: unknown }>(sql`select ${call} as value`);
  return rows[0]?.value;
}
