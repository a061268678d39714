import { PlanningTabs } from "#components/payments/planning-tabs";
import { SplitButton, SplitsPage } from "#components/payments/splits-page";
import { splitsScreen } from "#lib/payments/splits/screen";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Splits" };

export default async function AutoSplitsPage() {
  const actor = await requireActor("payments:read");
  const { slug, currency } = await openOrganization();
  const { splits, reserves, ...offered } = await read("payments:read", splitsScreen);
  const choices = can(actor, "payments:plan") ? { currency, ...offered } : undefined;
  return (
    <>
      <PlanningTabs
        slug={slug}
        current="splits"
        description="Parts of what comes in, set aside before they are spent."
        actions={choices && splits.length > 0 ? <SplitButton choices={choices} /> : null}
      />
      <SplitsPage
        slug={slug}
        splits={splits}
        reserves={reserves}
        choices={choices}
        mayPost={can(actor, "payments:post")}
      />
    </>
  );
}
