import "server-only";
import { sql } from "drizzle-orm";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { answerOf } from "#lib/payments/bank/calls";
import * as rules from "#lib/system/imports/rules";

const needs = "system:import";
const trace = ({ importId }: { importId: string }) => ({ subject: "system.imports", subjectId: importId });

/** Announce a file; its parts follow by `lib/system/imports/uploads.ts`. */
export const startImport = command({
  name: "system.start_import",
  needs,
  input: rules.ImportStart,
  async run({ tx, input: { kind, name, byteSize, eventId } }) {
    const p = JSON.stringify({ kind, name, byteSize, options: { eventId } });
    return { importId: await answerOf<string>(tx, sql`system.start_import(${p}::jsonb)`) };
  },
  trace,
});

/** All parts were sent: the worker reads it. */
export const finishUpload = command({
  name: "system.finish_upload",
  needs,
  input: rules.ImportId,
  async run({ tx, input: { importId } }) {
    await answerOf(tx, sql`system.finish_upload(${importId}::uuid)`);
    return { importId };
  },
  trace,
});

/** Have every row checked by this mapping, which the next file of the kind is offered. Nothing is written yet. */
export const checkImport = command({
  name: "system.check_import",
  needs,
  input: rules.ImportCheck,
  async run({ tx, input: { importId, mapping, ...options } }) {
    const kind = await kindOf(tx, importId);
    const missing = rules.importFields[kind].filter(({ key, required }) => required && !mapping[key]);
    if (missing.length > 0)
      throw new Refusal("invalid", "Say where the file has what is needed.", {
        ...Object.fromEntries(missing.map(({ key, label }) => [`mapping.${key}`, [`Choose the column: ${label}.`]])),
      });
    if (options.money === "received" && !mapping.amount)
      throw new Refusal("invalid", "Say where the file has the amount that was paid.", {
        "mapping.amount": ["Choose the column: Amount paid."],
      });
    const chosen = JSON.stringify(Object.fromEntries(Object.entries(mapping).filter(([, column]) => column)));
    await answerOf(
      tx,
      sql`system.check_import(${importId}::uuid, ${chosen}::jsonb, ${JSON.stringify(options)}::jsonb)`,
    );
    return { importId };
  },
  trace,
});

/** Import what was checked: all of it or nothing, or what is right. */
export const commitImport = command({
  name: "system.commit_import",
  needs,
  input: rules.ImportCommit,
  async run({ tx, input: { importId, mode } }) {
    await answerOf(tx, sql`system.commit_import(${importId}::uuid, ${mode})`);
    return { importId };
  },
  trace,
});

export const discardImport = command({
  name: "system.discard_import",
  needs,
  input: rules.ImportId,
  async run({ tx, input: { importId } }) {
    await answerOf(tx, sql`system.discard_import(${importId}::uuid)`);
    return { importId };
  },
  trace,
});

async function kindOf(tx: Parameters<typeof answerOf>[0], importId: string): Promise<rules.ImportKind> {
  const kind = await answerOf<rules.ImportKind | null>(
    tx,
    sql`(select i.kind from system.imports i where i.id = ${importId}::uuid)`,
  );
  if (!kind) throw new Refusal("missing", "That import is not here, or not yours.");
  return kind;
}
