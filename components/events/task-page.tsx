import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import type { PlanField } from "#components/events/plan-fields";
import { AddItem, EditItem, RemoveItem, StateSelect } from "#components/events/plan-item";
import { NothingYet, PlanFilter, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { Badge } from "#components/ui/badge";
import { addTask, changeTask, moveTask, removeTask } from "#lib/events/actions/planning";
import type { Task } from "#lib/events/queries/planning";
import { choicesOf } from "#lib/events/rules/inputs";
import { movesOf, stateWords } from "#lib/events/rules/moves";
import { taskKinds } from "#lib/events/rules/planning";
import type { Permission } from "#lib/permissions";
import { toLocal } from "#lib/time";

export const taskFilters = ["all", "overdue", "open", "unowned", "done"] as const;
export type TaskFilter = (typeof taskFilters)[number];

type Props = {
  path: string;
  event: { id: string; zone: string };
  tasks: Task[];
  shown: TaskFilter;
  people: { value: string; label: string }[];
  permissions: ReadonlySet<Permission>;
  may: { plan: boolean };
};

const live = (task: Task) => ["open", "in_progress", "blocked"].includes(task.state);
const fits: Record<TaskFilter, (task: Task) => boolean> = {
  all: () => true,
  overdue: (task) => task.overdue,
  open: live,
  unowned: (task) => live(task) && !task.ownerId,
  done: (task) => task.state === "done",
};
const labels = { all: "All", overdue: "Overdue", open: "Open", unowned: "Nobody's", done: "Done" };

/** What has to be done, by whom and by when. */
export function TaskPage({ path, event, tasks, shown, people, permissions, may }: Props) {
  const fields: PlanField[] = [
    { name: "title", label: "What has to be done", kind: "text", required: true },
    { name: "kind", label: "Kind", kind: "choice", options: choicesOf(taskKinds), half: true, required: true },
    { name: "ownerId", label: "Who does it", kind: "choice", options: people, none: "Nobody yet", half: true },
    { name: "dueAt", label: "Due", kind: "moment", zone: event.zone },
    { name: "details", label: "Details", kind: "long" },
  ];
  const add = may.plan ? (
    <AddItem
      label="Add a task"
      title="Add a task"
      verb="Add task"
      done="Task added."
      action={addTask}
      hidden={{ eventId: event.id }}
      fields={fields}
      values={{ kind: "task" }}
    />
  ) : null;
  const rows = tasks.filter(fits[shown]);
  const done = tasks.filter((task) => task.state === "done").length;
  return (
    <>
      <PlanHead title="Tasks" text={tasks.length > 0 ? `${done} of ${tasks.length} done.` : undefined} actions={add} />
      {tasks.length === 0 ? (
        <NothingYet title="No tasks yet">
          Write down what has to be done, give it to somebody, and say by when.
        </NothingYet>
      ) : (
        <PlanFilter
          path={path}
          shown={shown}
          choices={taskFilters.map((key) => ({ key, label: labels[key], count: tasks.filter(fits[key]).length }))}
        />
      )}
      {tasks.length > 0 && rows.length === 0 ? <p className="text-muted-foreground">None of them.</p> : null}
      {rows.length > 0 ? (
        <PlanList label="Tasks">
          {rows.map((task) => (
            <PlanRow
              key={task.id}
              title={task.title}
              tone={task.overdue ? "danger" : undefined}
              badges={
                <>
                  {task.kind === "milestone" ? <Badge variant="primary">Milestone</Badge> : null}
                  {task.overdue ? <Badge variant="danger">Overdue</Badge> : null}
                  {may.plan ? null : <StateBadge state={task.state} />}
                </>
              }
              meta={[
                task.owner ?? "Nobody yet",
                task.dueAt ? (
                  <>
                    due <Time at={task.dueAt} zone={event.zone} />
                  </>
                ) : null,
                task.doneAt ? (
                  <>
                    done <Time at={task.doneAt} zone={event.zone} show="day" />
                  </>
                ) : null,
              ]}
              actions={
                may.plan ? (
                  <>
                    <StateSelect
                      id={task.id}
                      name={task.title}
                      state={task.state}
                      label={stateWords(task.state)}
                      next={movesOf("task", task.state, permissions)}
                      act={moveTask}
                    />
                    <EditItem
                      name={task.title}
                      title="Change this task"
                      verb="Save task"
                      done="Task saved."
                      action={changeTask}
                      hidden={{ id: task.id }}
                      fields={fields}
                      values={{ ...task, dueAt: task.dueAt ? toLocal(task.dueAt, event.zone) : "", doneAt: null }}
                    />
                    <RemoveItem
                      id={task.id}
                      name={task.title}
                      act={removeTask}
                      text="It leaves the plan; the audit log keeps it."
                    />
                  </>
                ) : null
              }
            >
              {task.details ? <p className="whitespace-pre-line text-[0.8125rem]">{task.details}</p> : null}
            </PlanRow>
          ))}
        </PlanList>
      ) : null}
    </>
  );
}
