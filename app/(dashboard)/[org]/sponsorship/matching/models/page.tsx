import { MatchingTabs } from "#components/sponsorship/matching/matching-tabs";
import { ModelsPage, NewModelButton } from "#components/sponsorship/matching/models-page";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { modelVersions } from "#lib/sponsorship/matching/queries/settings";

export const metadata = { title: "Comparing words in matching" };

export default async function MatchingModelsPage() {
  const actor = await requireActor("sponsorship:read");
  const { slug, zone } = await openOrganization();
  const models = await read("sponsorship:read", (tx) => modelVersions(tx));
  const mayChoose = can(actor, "sponsorship:models");
  return (
    <>
      <MatchingTabs
        slug={slug}
        current="models"
        mayWrite={can(actor, "sponsorship:write")}
        description="Texts of sponsors and packages are compared here, on this machine. The model counts words and parts of words; it knows nothing of their meaning."
        actions={mayChoose ? <NewModelButton /> : null}
      />
      <ModelsPage models={models} zone={zone} mayChoose={mayChoose} />
    </>
  );
}
