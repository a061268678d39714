import "server-only";
import { sql } from "drizzle-orm";
import { command } from "#lib/command";
import { amountIn } from "#lib/payments/amounts";
import { answerOf, json } from "#lib/payments/receivables/letters";
import {
  HeldNameInput,
  HideProfile,
  ProfileInput,
  ProfileLogo,
  PublishProfile,
  publicConsent,
} from "#lib/sponsorship/rules/profile";
import { logoOf } from "#lib/users/picture";

const profile = ({ id }: { id: string }) => ({ subject: "sponsorship.sponsor_profiles", subjectId: id });

/** What a sponsor says of itself. The database knows whose profile this person may keep. */
export const saveProfile = command({
  name: "sponsorship.save_profile",
  needs: "sponsorship:sponsor",
  input: ProfileInput,
  secret: ["taxId"],
  async run({ tx, input }) {
    const { budgetLeast, budgetMost, ...rest } = input;
    const amount = (text: string | undefined, field: string) =>
      text === undefined ? undefined : amountIn(text, input.currency, field);
    const document = {
      ...rest,
      budgetLeastMinor: amount(budgetLeast, "budgetLeast"),
      budgetMostMinor: amount(budgetMost, "budgetMost"),
    };
    return { id: await answerOf<string>(tx, sql`sponsorship.save_profile(${json(document)}::jsonb)`) };
  },
  trace: profile,
});

/** Anybody may read these parts from now on. */
export const publishProfile = command({
  name: "sponsorship.publish_profile",
  needs: "sponsorship:sponsor",
  kind: "UPDATE",
  input: PublishProfile,
  async run({ tx, input: { sponsorId, shows } }) {
    const document = { sponsorId, shows, consentVersion: publicConsent };
    return { id: await answerOf<string>(tx, sql`sponsorship.publish_profile(${json(document)}::jsonb)`) };
  },
  trace: profile,
});

export const hideProfile = command({
  name: "sponsorship.hide_profile",
  needs: "sponsorship:sponsor",
  kind: "UPDATE",
  input: HideProfile,
  run: async ({ tx, input }) => ({
    id: await answerOf<string>(tx, sql`sponsorship.publish_profile(${json(input)}::jsonb)`),
  }),
  trace: profile,
});

/** A logo, drawn anew from its pixels; without bytes it is taken away. */
export const saveSponsorLogo = command({
  name: "sponsorship.save_logo",
  needs: "sponsorship:sponsor",
  kind: "UPDATE",
  input: ProfileLogo,
  secret: ["bytes"],
  prepare: async ({ input: { bytes } }) => (bytes ? await logoOf(bytes) : null),
  async run({ tx, input: { sponsorId }, prepared }) {
    const id = await answerOf<string>(tx, sql`sponsorship.set_logo(${sponsorId ?? null}::uuid, ${prepared}::bytea)`);
    return { id };
  },
  trace: profile,
});

/** How this house calls held money. "Escrow" needs somebody to say who the licensed agent is. */
export const saveHeldName = command({
  name: "sponsorship.save_held_name",
  needs: "organizations:write",
  input: HeldNameInput,
  run: async ({ tx, input }) => ({
    id: await answerOf<string>(tx, sql`sponsorship.save_settings(${json(input)}::jsonb)`),
  }),
  trace: ({ id }) => ({ subject: "sponsorship.settings", subjectId: id }),
});
