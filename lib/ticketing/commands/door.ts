import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { GateForm, GateId, Scan, ScanAnswer, ScanId } from "#lib/ticketing/rules/door";

/** A ticket is shown at a door. The server alone says who is let in; the scan is kept whatever it answers. */
export const scanTicket = command({
  name: "ticketing.scan_ticket",
  needs: "ticketing:scan",
  input: Scan,
  // A code admits whoever holds it, so it is not written into the log.
  secret: ["code"],
  trace: (output: ScanAnswer) => ({
    subject: output.ticketId ? "ticketing.tickets" : "ticketing.scan_logs",
    subjectId: output.ticketId ?? output.id,
  }),
  async run({ tx, input }) {
    if (!input.code && !input.ticketId) throw new Refusal("invalid", "Scan or type a code.");
    const { eventId, gateId, code, ticketId, key, scannedAt, device } = input;
    const p = JSON.stringify({
      event_id: eventId,
      gate_id: gateId,
      code,
      ticket_id: ticketId,
      key,
      scanned_at: scannedAt,
      device,
    });
    const { rows } = await tx.execute<{ answer: unknown }>(sql`select ticketing.scan(${p}::jsonb) as answer`);
    return ScanAnswer.parse(rows[0]?.answer);
  },
});

/** Take a mistaken scan back, so that the ticket admits again. */
export const undoScan = command({
  name: "ticketing.undo_scan",
  needs: "ticketing:scan",
  input: ScanId,
  trace: (output: ScanAnswer) => ({ subject: "ticketing.tickets", subjectId: output.ticketId ?? output.id }),
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ answer: unknown }>(
      sql`select ticketing.undo_scan(${input.id}::uuid) as answer`,
    );
    return ScanAnswer.parse(rows[0]?.answer);
  },
});

export const saveGate = command({
  name: "ticketing.save_gate",
  needs: "ticketing:write",
  input: GateForm,
  trace: (output: { id: string }) => ({ subject: "ticketing.gates", subjectId: output.id }),
  async run({ tx, input: { eventId, id, name, tiers } }) {
    const list = JSON.stringify(tiers);
    const { rows } = await tx.execute<{ id: string }>(sql`
      select ticketing.save_gate(${eventId}::uuid, ${id ?? null}::uuid, ${name},
        array(select x::uuid from jsonb_array_elements_text(${list}::jsonb) x)) as id`);
    return { id: z.uuid().parse(rows[0]?.id) };
  },
});

/** The gate takes no more scans; what it scanned stays. */
export const closeGate = command({
  name: "ticketing.close_gate",
  needs: "ticketing:write",
  input: GateId,
  trace: (_: { eventId: string }, input) => ({ subject: "ticketing.gates", subjectId: input.id }),
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ event: string }>(sql`select ticketing.close_gate(${input.id}::uuid) as event`);
    return { eventId: z.uuid().parse(rows[0]?.event) };
  },
});
