import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import type { Machine, machines } from "#db/states";
import { contentMachines } from "#db/states-content";
import { planningMachines } from "#db/states-planning";

after(() => admin.end());

test("every pair of states of every plan is as the table says, in the database and nowhere else", async () => {
  const client = await admin.connect();
  let [allowed, refused] = [0, 0];
  try {
    for (const [machine, { table, states }] of Object.entries({ ...planningMachines, ...contentMachines }) as [
      Machine,
      (typeof machines)[Machine],
    ][]) {
      await client.query("begin");
      await client.query(
        `create temporary table pairs on commit drop as select '${machine}'::text as m, null::${enumOf(table)} as state`,
      );
      await client.query(
        `create trigger guard_state before update of state on pairs for each row execute function system.guard_state('${machine}')`,
      );
      const known = Object.keys(states);
      for (const from of known) {
        for (const to of known) {
          await client.query("savepoint pair");
          await client.query("alter table pairs disable trigger guard_state");
          await client.query(`update pairs set state = '${from}'`);
          await client.query("alter table pairs enable trigger guard_state");
          const done = await client.query(`update pairs set state = '${to}'`).then(
            () => true,
            (error: { code: string }) => {
              assert.equal(error.code, "P0S01");
              return false;
            },
          );
          const edges: Record<string, unknown> = states[from as keyof typeof states];
          assert.equal(done, to in edges, `${machine}: ${from} to ${to}`);
          if (done) allowed += 1;
          else refused += 1;
          await client.query("rollback to savepoint pair");
        }
      }
      await client.query("rollback");
    }
  } finally {
    client.release();
  }
  assert.ok(allowed > 50 && refused > 100, `${allowed} allowed, ${refused} refused`);
});

const enumOf = (table: string) =>
  `events.${{ events: "event_state", event_series: "series_state", event_schedules: "session_state", event_staff: "shift_state", shift_assignments: "assignment_state", event_planning: "task_state", event_risks: "risk_state", event_documents: "document_state", event_logistics: "logistics_state", production_runs: "run_state", castings: "casting_state", contracts: "contract_state", event_updates: "update_state", feedback_forms: "feedback_form_state", event_posts: "post_state", event_comments: "comment_state" }[table.split(".")[1] ?? ""]}`;
