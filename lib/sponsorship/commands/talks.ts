import "server-only";
import { sql } from "drizzle-orm";
import { command } from "#lib/command";
import { answerOf, json } from "#lib/payments/receivables/letters";
import { fileOf } from "#lib/sponsorship/commands/files";
import {
  About,
  Acceptance,
  CounterInput,
  MessageInput,
  ProposalInput,
  termsOf,
  WithReason,
} from "#lib/sponsorship/rules";
import { toInstant } from "#lib/time";

const thread = ({ id }: { id: string }) => ({ subject: "sponsorship.proposal_threads", subjectId: id });

/** A draft is the organizer's alone. `expiresOn` is the last day, in the organization's zone, on which it can be accepted. */
export const saveProposal = command({
  name: "sponsorship.save_proposal",
  needs: "sponsorship:write",
  input: ProposalInput,
  async run({ tx, input }) {
    const { id, sponsorId, eventId, packageId, variantId, title, currency, note } = input;
    const zone = await answerOf<string>(
      tx,
      sql`(select o.zone from organizations.organizations o where o.id = (select system.org_id()))`,
    );
    const expiresAt = toInstant(`${input.expiresOn}T23:59`, zone);
    const document = {
      id,
      sponsorId,
      eventId,
      packageId,
      variantId,
      title,
      currency,
      note,
      expiresAt,
      ...termsOf(input),
    };
    const made = await answerOf<string>(tx, sql`sponsorship.save_proposal(${json(document)}::jsonb)`);
    if (input.enquiryId)
      await tx.execute(sql`select sponsorship.link_enquiry(${input.enquiryId}::uuid, ${made}::uuid)`);
    return { id: made };
  },
  trace: thread,
});

export const sendProposal = command({
  name: "sponsorship.send_proposal",
  needs: "sponsorship:write",
  input: About,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select sponsorship.send_proposal(${id}::uuid)`);
    return { id };
  },
  trace: thread,
});

/** The sponsor has opened it. */
export const viewProposal = command({
  name: "sponsorship.view_proposal",
  needs: "sponsorship:sponsor",
  input: About,
  kind: "VIEW",
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select sponsorship.view_proposal(${id}::uuid)`);
    return { id };
  },
  trace: thread,
});

/** Either side's other terms; `version` is the one that was read, so that nobody answers what they have not seen. */
export const counterProposal = command({
  name: "sponsorship.counter_proposal",
  needs: "sponsorship:sponsor",
  input: CounterInput,
  async run({ tx, input }) {
    const { id, version, note } = input;
    const document = { version, note, ...termsOf(input) };
    const made = await answerOf<number>(tx, sql`sponsorship.counter_proposal(${id}::uuid, ${json(document)}::jsonb)`);
    return { id, version: made };
  },
  trace: thread,
});

/** Makes the order with its milestones and deliverables in the same transaction. */
export const acceptProposal = command({
  name: "sponsorship.accept_proposal",
  needs: "sponsorship:sponsor",
  input: Acceptance,
  async run({ tx, input: { id, version } }) {
    return { id, orderId: await answerOf<string>(tx, sql`sponsorship.accept_proposal(${id}::uuid, ${version})`) };
  },
  trace: thread,
});

export const rejectProposal = command({
  name: "sponsorship.reject_proposal",
  needs: "sponsorship:sponsor",
  input: WithReason,
  async run({ tx, input: { id, reason } }) {
    await tx.execute(sql`select sponsorship.reject_proposal(${id}::uuid, ${reason})`);
    return { id };
  },
  trace: thread,
});

export const writeMessage = command({
  name: "sponsorship.write_message",
  needs: "sponsorship:sponsor",
  input: MessageInput,
  secret: ["file"],
  async run({ tx, input: { id, body, file, upload } }) {
    const fileId = await fileOf(tx, "thread", id, { file, upload });
    await tx.execute(sql`select sponsorship.write_message(${id}::uuid, ${body}, ${fileId}::uuid)`);
    return { id };
  },
  trace: thread,
});
