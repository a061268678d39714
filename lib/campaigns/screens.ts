import "server-only";
import { sql } from "drizzle-orm";
import { notFound } from "next/navigation";
import qrcode from "qrcode";
import { asPublic, readAsTenant } from "#db/tenant";
import { visitorAddress } from "#lib/action";
import { periodOf } from "#lib/analytics/rules";
import { isRobot } from "#lib/analytics/rules/beacon";
import { BoardFilter } from "#lib/analytics/rules/board";
import { bucketsOf, isIn, sumOf } from "#lib/analytics/rules/series";
import { SourceFilter, sourceRowsHref } from "#lib/analytics/rules/sources";
import { campaignById, campaignChoices, campaignFigures, campaignParts, linkById } from "#lib/campaigns/queries";
import { env } from "#lib/env";
import { Refusal } from "#lib/errors";
import { can } from "#lib/permissions";
import { apiActor, openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";
import { limitVisitor } from "#lib/ticketing/limits";

type Search = Record<string, string | string[] | undefined>;
const shortLink = (code: string) => `${env().origin}/c/${code}`;

/** A campaign: what it brought in the chosen days, day by day, its links, and what it cost. */
export async function campaignScreen(id: string, search: Search) {
  const actor = await requireActor("campaigns:read");
  const { slug, zone, currency } = await openOrganization();
  if (!isId(id)) notFound();
  const { span } = BoardFilter.parse({ ...search, span: search.span ?? "90d" });
  const { current: period } = periodOf(span, new Date(), zone);
  const found = await read("campaigns:read", async (tx) => {
    const campaign = await campaignById(tx, id);
    if (!campaign) notFound();
    const figures = await campaignFigures(tx, { campaign, period, currency });
    return { campaign, figures, ...(await campaignParts(tx, id, period)), choices: await campaignChoices(tx) };
  });
  const { days } = found.figures;
  const rows = (kind: "begun" | "sales" | "refunds", from = period.from, before = period.before) =>
    `${sourceRowsHref(slug, SourceFilter.parse({ span }), { campaign: found.campaign.word, kind, from, before })}${found.campaign.code ? `&code=${found.campaign.code}` : ""}`;
  return {
    slug,
    span,
    period,
    currency,
    zone,
    ...found,
    links: found.links.map((link) => ({ ...link, address: shortLink(link.code) })),
    hrefs: { begun: rows("begun"), sales: rows("sales"), refunds: rows("refunds") },
    points: bucketsOf({ period }, span).map((bucket) => {
      const inside = days.filter(({ day }) => isIn(day, bucket));
      return {
        label: bucket.label,
        href: rows("sales", bucket.from, bucket.before),
        gross: sumOf(inside, (one) => one.grossMinor).toString(),
      };
    }),
    mayWrite: can(actor, "campaigns:write"),
    maySpend: can(actor, "payments:post"),
    mayAnalyse: can(actor, "analytics:read"),
  };
}

/** `GET /api/<org>/campaigns/links/<link>?format=svg|png`: the link as a QR code to be printed. */
export async function linkPicture(request: Request, link: string): Promise<Response> {
  const actor = await apiActor("campaigns:read");
  if (actor instanceof Response) return actor;
  const found = isId(link) ? await readAsTenant(actor, (tx) => linkById(tx, link)) : null;
  if (!found) return Response.json({ message: "There is no such link." }, { status: 404 });
  const png = new URL(request.url).searchParams.get("format") === "png";
  const options = { errorCorrectionLevel: "M", margin: 4 } as const;
  const name = `${found.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${found.code}.${png ? "png" : "svg"}`;
  const body = png
    ? new Uint8Array(await qrcode.toBuffer(shortLink(found.code), { ...options, width: 1200 }))
    : await qrcode.toString(shortLink(found.code), { ...options, type: "svg" });
  return new Response(body, {
    headers: {
      "Content-Type": png ? "image/png" : "image/svg+xml",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}

/** `GET /c/<code>`: on to the page of the link, which is counted; without such a link, 404. Robots are led on and not counted. */
export async function followLink(request: Request, code: string): Promise<Response> {
  const counted = !isRobot(request.headers.get("user-agent") ?? "") && (await isFewEnough());
  const path = /^[0-9A-Za-z]{8}$/.test(code)
    ? await asPublic(async (tx) => {
        const { rows } = await tx.execute<{ path: string | null }>(
          sql`select campaigns.follow(${code}, ${!counted}) as path`,
        );
        return rows[0]?.path ?? null;
      })
    : null;
  if (!path) return new Response("There is nothing at this address.", { status: 404 });
  return new Response(null, { status: 302, headers: { Location: path, "Cache-Control": "no-store" } });
}

/** Whoever follows links by the hundred is led on all the same, and counted no more. */
async function isFewEnough(): Promise<boolean> {
  try {
    await limitVisitor("follow", await visitorAddress());
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
