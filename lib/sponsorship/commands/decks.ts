import "server-only";
import { sql } from "drizzle-orm";
import { sponsorDecks, sponsorEnquiries } from "#db/schema/sponsorship/decks";
import { command } from "#lib/command";
import { answerOf, json } from "#lib/payments/receivables/letters";
import { About } from "#lib/sponsorship/rules";
import { AnswerEnquiry, DeckFor, DeckInput, DeckShown, DismissEnquiry } from "#lib/sponsorship/rules/deck";

/** The deck of an event, or of the house; the one that is there already when there is one. Not published. */
export const makeDeck = command({
  name: "sponsorship.make_deck",
  needs: "sponsorship:write",
  kind: "CREATE",
  input: DeckFor,
  run: async ({ tx, input }) => ({
    id: await answerOf<string>(tx, sql`sponsorship.save_deck(${json(input)}::jsonb)`),
  }),
  trace: ({ id }) => ({ subject: "sponsorship.decks", subjectId: id }),
});

export const saveDeck = command({
  name: "sponsorship.save_deck",
  needs: "sponsorship:write",
  input: DeckInput,
  async run({ tx, input, watch }) {
    await watch(sponsorDecks, input.id);
    await tx.execute(sql`select sponsorship.save_deck(${json(input)}::jsonb)`);
    return { id: input.id };
  },
});

/** Visitors see it from now on, or no longer. */
export const showDeck = command({
  name: "sponsorship.show_deck",
  needs: "sponsorship:write",
  kind: "UPDATE",
  input: DeckShown,
  async run({ tx, input: { id, shown }, watch }) {
    await watch(sponsorDecks, id);
    await tx.execute(sql`select sponsorship.publish_deck(${id}::uuid, ${shown})`);
    return { id };
  },
});

/** Whoever asked becomes a sponsor, whose id it answers; the proposal is prepared next. */
export const answerEnquiry = command({
  name: "sponsorship.answer_enquiry",
  needs: "sponsorship:write",
  kind: "UPDATE",
  input: AnswerEnquiry,
  async run({ tx, input: { id, sponsorId }, watch }) {
    await watch(sponsorEnquiries, id);
    const call = sql`sponsorship.answer_enquiry(${id}::uuid, ${sponsorId ?? null}::uuid)`;
    return { id: await answerOf<string>(tx, call) };
  },
});

export const dismissEnquiry = command({
  name: "sponsorship.dismiss_enquiry",
  needs: "sponsorship:write",
  kind: "UPDATE",
  input: DismissEnquiry,
  async run({ tx, input: { id, reason }, watch }) {
    await watch(sponsorEnquiries, id);
    await tx.execute(sql`select sponsorship.dismiss_enquiry(${id}::uuid, ${reason}, false)`);
    return { id };
  },
});

export const reopenEnquiry = command({
  name: "sponsorship.reopen_enquiry",
  needs: "sponsorship:write",
  kind: "UPDATE",
  input: About,
  async run({ tx, input: { id }, watch }) {
    await watch(sponsorEnquiries, id);
    await tx.execute(sql`select sponsorship.dismiss_enquiry(${id}::uuid, '', true)`);
    return { id };
  },
});
