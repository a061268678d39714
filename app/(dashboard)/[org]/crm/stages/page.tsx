import { StagesPage } from "#components/crm/stages-page";
import { stagesOf } from "#lib/crm/queries";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Stages" };

export default async function PipelineStagesPage() {
  const actor = await requireActor("crm:read");
  const pipelines = await read("crm:read", async (tx) => ({
    leads: await stagesOf(tx, "leads"),
    opportunities: await stagesOf(tx, "opportunities"),
  }));
  return <StagesPage pipelines={pipelines} may={can(actor, "crm:stages")} />;
}
