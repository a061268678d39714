import "server-only";
import { eq, sql } from "drizzle-orm";
import { insertInto } from "#db/insert";
import { campaignLinks, campaigns } from "#db/schema/campaigns/campaigns";
import { About, CampaignInput, LinkInput, linkCode, SpendInput, wordOf } from "#lib/campaigns/rules";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { amountIn } from "#lib/payments/amounts";

/** Make a campaign, or change one. Its word in addresses is made once from its first name. */
export const saveCampaign = command({
  name: "campaigns.save",
  needs: "campaigns:write",
  input: CampaignInput,
  async run({ tx, actor, input, watch }) {
    const [kind, placeId] = input.place.split(":");
    const fields = {
      ...{ name: input.name, channel: input.channel, notes: input.notes, startsOn: input.startsOn },
      endsOn: input.endsOn ?? null,
      promoCodeId: input.promoCodeId ?? null,
      eventId: kind === "event" ? (placeId ?? null) : null,
      stationId: kind === "station" ? (placeId ?? null) : null,
    };
    if (input.id) {
      await watch(campaigns, input.id);
      const [saved] = await tx
        .update(campaigns)
        .set(fields)
        .where(eq(campaigns.id, input.id))
        .returning({ id: campaigns.id });
      if (!saved) throw new Refusal("missing", "That campaign is not here, or not yours.");
      return saved;
    }
    const word = `${wordOf(input.name)}-${linkCode().slice(0, 4).toLowerCase()}`;
    const { organizationId, userId } = actor;
    const made = insertInto(campaigns, { organizationId, word, createdBy: userId, ...fields });
    const { rows } = await tx.execute<{ id: string }>(sql`${made} returning id`);
    const id = rows[0]?.id ?? "";
    await watch(campaigns, id);
    return { id };
  },
});

/** Put a campaign away, or take it out again. Its links still lead on, and its figures stay. */
export const archiveCampaign = command({
  name: "campaigns.archive",
  needs: "campaigns:write",
  input: About,
  async run({ tx, input, watch }) {
    await watch(campaigns, input.id);
    const [changed] = await tx
      .update(campaigns)
      .set({ archivedAt: sql`case when ${campaigns.archivedAt} is null then now() end` })
      .where(eq(campaigns.id, input.id))
      .returning({ id: campaigns.id });
    if (!changed) throw new Refusal("missing", "That campaign is not here, or not yours.");
    return changed;
  },
});

export const addLink = command({
  name: "campaigns.add_link",
  needs: "campaigns:write",
  input: LinkInput,
  async run({ tx, actor, input }) {
    const made = insertInto(campaignLinks, { organizationId: actor.organizationId, code: linkCode(), ...input });
    const { rows } = await tx.execute<{ id: string }>(sql`${made} returning id`);
    return { id: rows[0]?.id ?? "", campaignId: input.campaignId };
  },
  trace: ({ campaignId }) => ({ subject: "campaigns.campaigns", subjectId: campaignId }),
});

/** What a campaign cost, posted to the books by whoever may post there. */
export const recordSpend = command({
  name: "campaigns.record_spend",
  needs: "payments:post",
  input: SpendInput,
  async run({ tx, input: { amount, ...input } }) {
    const amountMinor = amountIn(amount, input.currency, "amount", 1n).toString();
    const { rows } = await tx.execute<{ id: string }>(
      sql`select campaigns.record_spend(${JSON.stringify({ ...input, amountMinor })}::jsonb) as id`,
    );
    return { id: rows[0]?.id ?? "", campaignId: input.campaignId };
  },
  trace: ({ campaignId }) => ({ subject: "campaigns.campaigns", subjectId: campaignId }),
});
