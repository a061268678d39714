import { StateBadge } from "#components/data/state-badge";
import type { PlanField } from "#components/events/plan-fields";
import { AddItem, EditItem, RemoveItem, StateSelect } from "#components/events/plan-item";
import { NothingYet, PlanFilter, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { RiskMatrix } from "#components/events/risk-matrix";
import { Badge } from "#components/ui/badge";
import { addRisk, changeRisk, moveRisk, removeRisk } from "#lib/events/actions/planning";
import type { Risk } from "#lib/events/queries/planning";
import { movesOf, stateWords } from "#lib/events/rules/moves";
import { impacts, likelihoods, riskBand } from "#lib/events/rules/planning";
import type { Permission } from "#lib/permissions";

export const riskFilters = ["all", "open", "high", "unowned"] as const;
export type RiskFilter = (typeof riskFilters)[number];

type Props = {
  path: string;
  event: { id: string };
  risks: Risk[];
  shown: RiskFilter;
  people: { value: string; label: string }[];
  permissions: ReadonlySet<Permission>;
  may: { plan: boolean };
};

const open = (risk: Risk) => risk.state === "open" || risk.state === "occurred";
const fits: Record<RiskFilter, (risk: Risk) => boolean> = {
  all: () => true,
  open,
  high: (risk) => open(risk) && riskBand(risk.score) === "high",
  unowned: (risk) => open(risk) && !risk.ownerId,
};
const labels = { all: "All", open: "Open", high: "High", unowned: "Nobody's" };
const bands = { low: "success", medium: "warning", high: "danger" } as const;
const levels = (words: readonly string[]) =>
  words.map((word, index) => ({ value: String(index + 1), label: `${index + 1} · ${word}` }));

/** What may go wrong, how bad it would be, and who watches it. */
export function RiskPage({ path, event, risks, shown, people, permissions, may }: Props) {
  const fields: PlanField[] = [
    { name: "title", label: "What may go wrong", kind: "text", required: true },
    {
      name: "likelihood",
      label: "How likely",
      kind: "choice",
      options: levels(likelihoods),
      half: true,
      required: true,
    },
    { name: "impact", label: "How bad", kind: "choice", options: levels(impacts), half: true, required: true },
    { name: "mitigation", label: "What is done about it", kind: "long" },
    { name: "ownerId", label: "Who watches it", kind: "choice", options: people, none: "Nobody yet" },
    { name: "details", label: "Details", kind: "long", rows: 2 },
  ];
  const rows = risks.filter(fits[shown]);
  return (
    <>
      <PlanHead
        title="Risks"
        text="A risk weighs its likelihood times its impact, 1 to 25."
        actions={
          may.plan ? (
            <AddItem
              label="Add a risk"
              title="Add a risk"
              verb="Add risk"
              done="Risk added."
              action={addRisk}
              hidden={{ eventId: event.id }}
              fields={fields}
              values={{ likelihood: 3, impact: 3 }}
            />
          ) : null
        }
      />
      {risks.length === 0 ? (
        <NothingYet title="No risks yet">Think of the weather, the power, the crowd. Say who watches each.</NothingYet>
      ) : (
        <>
          <RiskMatrix risks={risks.filter(open)} />
          <PlanFilter
            path={path}
            shown={shown}
            choices={riskFilters.map((key) => ({ key, label: labels[key], count: risks.filter(fits[key]).length }))}
          />
        </>
      )}
      {rows.length > 0 ? (
        <PlanList label="Risks">
          {rows.map((risk) => (
            <PlanRow
              key={risk.id}
              title={risk.title}
              tone={open(risk) && riskBand(risk.score) === "high" ? "danger" : undefined}
              badges={
                <>
                  <Badge variant={open(risk) ? bands[riskBand(risk.score)] : "outline"}>
                    {risk.score} · {riskBand(risk.score)}
                  </Badge>
                  {may.plan ? null : <StateBadge state={risk.state} />}
                </>
              }
              meta={[
                `${likelihoods[risk.likelihood - 1]}, ${impacts[risk.impact - 1]?.toLowerCase()}`,
                risk.owner ?? "Nobody watches it yet",
              ]}
              actions={
                may.plan ? (
                  <>
                    <StateSelect
                      id={risk.id}
                      name={risk.title}
                      state={risk.state}
                      label={stateWords(risk.state)}
                      next={movesOf("risk", risk.state, permissions)}
                      act={moveRisk}
                    />
                    <EditItem
                      name={risk.title}
                      title="Change this risk"
                      verb="Save risk"
                      done="Risk saved."
                      action={changeRisk}
                      hidden={{ id: risk.id }}
                      fields={fields}
                      values={risk}
                    />
                    <RemoveItem
                      id={risk.id}
                      name={risk.title}
                      act={removeRisk}
                      text="To keep it on record, close it instead."
                    />
                  </>
                ) : null
              }
            >
              {risk.mitigation ? <p className="whitespace-pre-line text-[0.8125rem]">{risk.mitigation}</p> : null}
            </PlanRow>
          ))}
        </PlanList>
      ) : risks.length > 0 ? (
        <p className="text-muted-foreground">None of them.</p>
      ) : null}
    </>
  );
}
