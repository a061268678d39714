import { CategoryEditor, CategoryParts, CategoryReport, monthEnd } from "#components/payments/planning-categories";
import { PlanningTabs } from "#components/payments/planning-tabs";
import { ReportFacts } from "#components/payments/report";
import { categoryPlace } from "#lib/payments/planning/addresses";
import { categoryScreen } from "#lib/payments/planning/form";
import { categoryReport } from "#lib/payments/planning/queries";
import { monthsOf } from "#lib/payments/planning/report";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Categories" };

export default async function CategoriesPage({ searchParams }: PageProps<"/[org]/payments/planning/categories">) {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const madeAt = new Date();
  const today = dayIn(madeAt, organization.zone);
  const months = monthsOf(today, 6);
  const span = { from: months[0] ?? today, to: monthEnd(months.at(-1) ?? today) };
  const place = categoryPlace(await searchParams, months);
  const screen = await read("payments:read", async (tx) => ({
    ...(await categoryScreen(tx)),
    figures: await categoryReport(tx, span),
  }));
  const report = { slug: organization.slug, months, ...screen };
  const currencies = [...new Set(screen.figures.map(({ currency }) => currency))];
  const facts = { organization, currencies, from: span.from, asOf: span.to, madeAt };
  return (
    <>
      <PlanningTabs slug={organization.slug} current="categories" description={<ReportFacts {...facts} />} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <CategoryReport {...report} />
        {place ? <CategoryParts {...report} {...place} /> : null}
        {can(actor, "payments:plan") ? <CategoryEditor {...screen} /> : null}
      </div>
    </>
  );
}
