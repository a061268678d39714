import type { PlanField } from "#components/events/plan-fields";
import { ActButton, AddItem, EditItem } from "#components/events/plan-item";
import { PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { addStage, archiveStage, changeStage } from "#lib/crm/actions";
import type { Stage } from "#lib/crm/queries";
import { pipelineNames } from "#lib/crm/rules";

const fields: PlanField[] = [
  { name: "name", label: "Name", kind: "text", required: true },
  { name: "position", label: "Place in the order", kind: "number", half: true, required: true },
  {
    name: "staleDays",
    label: "Standing still after days",
    kind: "number",
    half: true,
    hint: "Empty: never said.",
  },
];
const kinds = { open: null, won: "means won", lost: "means lost" } as const;

type Props = { pipelines: Record<keyof typeof pipelineNames, Stage[]>; may: boolean };

/** The steps that leads and opportunities go through, in their order. */
export function StagesPage({ pipelines, may }: Props) {
  return (
    <>
      <PageHeader
        title="Stages"
        description="The steps that leads and opportunities go through. What stood in a stage once keeps it in its history."
      />
      {(Object.keys(pipelineNames) as (keyof typeof pipelineNames)[]).map((pipeline) => {
        const stages = pipelines[pipeline];
        const open = stages.filter(({ kind }) => kind === "open");
        return (
          <section key={pipeline} className="mb-8">
            <PlanHead
              title={pipelineNames[pipeline]}
              actions={
                may ? (
                  <AddItem
                    label="Add a stage"
                    variant="outline"
                    title={`A stage of ${pipelineNames[pipeline].toLowerCase()}`}
                    verb="Add"
                    done="Added."
                    action={addStage}
                    hidden={{ pipeline }}
                    fields={fields}
                    values={{ position: (open.at(-1)?.position ?? 0) + 1, staleDays: 14 }}
                  />
                ) : null
              }
            />
            <PlanList label={pipelineNames[pipeline]}>
              {stages.map((stage) => (
                <PlanRow
                  key={stage.id}
                  title={stage.name}
                  badges={kinds[stage.kind] ? <Badge variant="outline">{kinds[stage.kind]}</Badge> : null}
                  meta={[
                    `${stage.inside.toLocaleString("en")} in it`,
                    stage.staleDays ? `standing still after ${stage.staleDays} days` : null,
                  ]}
                  actions={
                    may ? (
                      <>
                        <EditItem
                          name={stage.name}
                          title="Change this stage"
                          verb="Save"
                          done="Saved."
                          action={changeStage}
                          hidden={{ id: stage.id }}
                          fields={fields}
                          values={{ name: stage.name, position: stage.position, staleDays: stage.staleDays }}
                        />
                        {stage.kind === "open" ? (
                          <ActButton
                            input={{ id: stage.id }}
                            act={archiveStage}
                            label="Take out"
                            aria-label={`Take out ${stage.name}`}
                            done={`${stage.name} is taken out.`}
                            ask={{
                              title: `Take out ${stage.name}?`,
                              text: "Nothing can be moved there any more. Histories keep it.",
                            }}
                          />
                        ) : null}
                      </>
                    ) : null
                  }
                />
              ))}
            </PlanList>
          </section>
        );
      })}
    </>
  );
}
