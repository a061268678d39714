import { SettingsTabs } from "#components/organizations/settings-tabs";
import { HeldNameForm } from "#components/sponsorship/held-name-form";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { heldNameFacts } from "#lib/sponsorship/queries/profiles";

export const metadata = { title: "Sponsorship settings" };

export default async function SponsorshipSettingsPage() {
  const actor = await requireActor("organizations:write");
  const { slug, zone } = await openOrganization();
  const held = await read("organizations:write", heldNameFacts);
  return (
    <>
      <SettingsTabs slug={slug} current="sponsorship" may={{ rules: can(actor, "organizations:rules") }} />
      <HeldNameForm held={held} zone={zone} />
    </>
  );
}
