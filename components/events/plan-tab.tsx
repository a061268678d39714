import type { ReactNode } from "react";
import { StateBadge } from "#components/data/state-badge";
import type { PlanField, PlanValues } from "#components/events/plan-fields";
import { AddItem, EditItem, RemoveItem, StateSelect } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import type { Answer } from "#lib/action";
import { stateWords } from "#lib/events/rules/moves";

type Act = (input: unknown) => Promise<Answer<unknown>>;
export type PlanTabItem = {
  id: string;
  name: string;
  title?: ReactNode;
  state?: string;
  next?: readonly { value: string; label: string }[];
  badges?: ReactNode;
  meta?: readonly ReactNode[];
  tone?: "warning" | "danger";
  body?: ReactNode;
  /** Beside the row's own buttons. */
  more?: ReactNode;
  /** Without them it cannot be changed. */
  values?: PlanValues;
};
type Props = {
  title: string;
  text?: ReactNode;
  /** "task", as it reads in "Add a task". */
  word: string;
  empty: { title: string; text: string };
  /** What a new one belongs to: `{ eventId }`. */
  hidden: Record<string, string>;
  items: readonly PlanTabItem[];
  fields: readonly PlanField[];
  first?: PlanValues;
  may: boolean;
  acts: { add: unknown; change: unknown; move?: Act; remove: Act };
  actions?: ReactNode;
  /** Between the head and the rows. */
  filter?: ReactNode;
};

/** One part of an event's plan: what there is, and the same four things to do with each. */
export function PlanTab({ title, text, word, empty, hidden, items, fields, first, may, acts, actions, filter }: Props) {
  return (
    <section aria-label={title}>
      <PlanHead
        title={title}
        text={text}
        actions={
          <>
            {actions}
            {may ? (
              <AddItem
                label={`Add ${word}`}
                title={`Add ${word}`}
                verb="Add"
                done="Added."
                action={acts.add}
                hidden={hidden}
                fields={fields}
                values={first}
              />
            ) : null}
          </>
        }
      />
      {filter}
      {items.length === 0 ? (
        <NothingYet title={empty.title}>{empty.text}</NothingYet>
      ) : (
        <PlanList label={title}>
          {items.map((item) => (
            <PlanRow
              key={item.id}
              title={item.title ?? item.name}
              tone={item.tone}
              meta={item.meta}
              badges={
                <>
                  {item.badges}
                  {item.state && !(may && item.next) ? <StateBadge state={item.state} /> : null}
                </>
              }
              actions={may ? <ItemActs {...{ item, fields, acts }} /> : null}
            >
              {item.body}
            </PlanRow>
          ))}
        </PlanList>
      )}
    </section>
  );
}

function ItemActs({ item, fields, acts }: { item: PlanTabItem } & Pick<Props, "fields" | "acts">) {
  return (
    <>
      {item.more}
      {acts.move && item.state && item.next ? (
        <StateSelect
          id={item.id}
          name={item.name}
          state={item.state}
          label={stateWords(item.state)}
          next={item.next}
          act={acts.move}
        />
      ) : null}
      {item.values ? (
        <>
          <EditItem
            name={item.name}
            title={`Change ${item.name}`}
            verb="Save"
            done="Saved."
            action={acts.change}
            hidden={{ id: item.id }}
            fields={fields}
            values={item.values}
          />
          <RemoveItem
            id={item.id}
            name={item.name}
            act={acts.remove}
            text="It leaves the plan; the audit log keeps what it said."
          />
        </>
      ) : null}
    </>
  );
}
