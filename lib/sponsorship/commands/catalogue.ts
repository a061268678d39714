import "server-only";
import { sql } from "drizzle-orm";
import { sponsors, sponsorshipPackages } from "#db/schema/sponsorship/sponsors";
import { command } from "#lib/command";
import { amountIn } from "#lib/payments/amounts";
import { answerOf, json } from "#lib/payments/receivables/letters";
import {
  About,
  MemberInput,
  PackageInput,
  PackageMove,
  type PackageTerms,
  SponsorInput,
  TemplateInput,
} from "#lib/sponsorship/rules";

export const saveSponsor = command({
  name: "sponsorship.save_sponsor",
  needs: "sponsorship:write",
  input: SponsorInput,
  async run({ tx, input, watch }) {
    if (input.id) await watch(sponsors, input.id);
    const id = await answerOf<string>(tx, sql`sponsorship.save_sponsor(${json(input)}::jsonb)`);
    if (!input.id) await watch(sponsors, id);
    return { id };
  },
});

/** Refused while an order of theirs is open: their money would have nobody to go back to. */
export const archiveSponsor = command({
  name: "sponsorship.archive_sponsor",
  needs: "sponsorship:write",
  input: About,
  async run({ tx, input, watch }) {
    await watch(sponsors, input.id);
    await tx.execute(sql`select sponsorship.archive_sponsor(${input.id}::uuid)`);
    return { id: input.id };
  },
});

/** Somebody with the role Sponsor signs in for this sponsor from now on. */
export const addMember = command({
  name: "sponsorship.add_member",
  needs: "sponsorship:write",
  input: MemberInput,
  async run({ tx, input }) {
    const id = await answerOf<string>(tx, sql`sponsorship.add_member(${input.sponsorId}::uuid, ${input.userId}::uuid)`);
    return { id, sponsorId: input.sponsorId };
  },
  trace: ({ sponsorId }) => ({ subject: "sponsorship.sponsors", subjectId: sponsorId }),
});

export const removeMember = command({
  name: "sponsorship.remove_member",
  needs: "sponsorship:write",
  input: About,
  async run({ tx, input }) {
    await tx.execute(sql`select sponsorship.remove_member(${input.id}::uuid)`);
    return { id: input.id };
  },
  trace: ({ id }) => ({ subject: "sponsorship.sponsor_members", subjectId: id }),
});

export const savePackage = command({
  name: "sponsorship.save_package",
  needs: "sponsorship:write",
  input: PackageInput,
  async run({ tx, input, watch }) {
    if (input.id) await watch(sponsorshipPackages, input.id);
    const { taxPercent, taxCode, holdDays, autoApproveDays, milestones, deliverables, price, variants, ...rest } =
      input;
    const terms: PackageTerms = {
      taxPpm: Math.round(taxPercent * 10_000),
      taxCode,
      holdDays,
      autoApproveDays: autoApproveDays ?? null,
      milestones,
      deliverables,
    };
    const document = {
      ...rest,
      terms,
      priceMinor: amountIn(price, input.currency, "price", 1n),
      variants: variants.map((one, place) => ({
        name: one.name,
        priceMinor: amountIn(one.price, input.currency, `variants.${place}.price`, 1n),
      })),
    };
    const id = await answerOf<string>(tx, sql`sponsorship.save_package(${json(document)}::jsonb)`);
    if (!input.id) await watch(sponsorshipPackages, id);
    return { id };
  },
});

export const movePackage = command({
  name: "sponsorship.move_package",
  needs: "sponsorship:write",
  input: PackageMove,
  async run({ tx, input: { id, to } }) {
    const from = await answerOf<string>(tx, sql`system.move('sponsorship_package', ${id}::uuid, ${to})`);
    return { id, from, to };
  },
  trace: ({ id, from, to }) => ({
    subject: "sponsorship.sponsorship_packages",
    subjectId: id,
    changes: { state: [from, to] },
  }),
});

export const saveTemplate = command({
  name: "sponsorship.save_template",
  needs: "sponsorship:write",
  input: TemplateInput,
  run: async ({ tx, input }) => ({
    id: await answerOf<string>(tx, sql`sponsorship.save_template(${input.packageId}::uuid, ${input.name})`),
  }),
  trace: ({ id }) => ({ subject: "sponsorship.package_templates", subjectId: id }),
});

export const dropTemplate = command({
  name: "sponsorship.drop_template",
  needs: "sponsorship:write",
  input: About,
  async run({ tx, input }) {
    await tx.execute(sql`select sponsorship.drop_template(${input.id}::uuid)`);
    return { id: input.id };
  },
  trace: ({ id }) => ({ subject: "sponsorship.package_templates", subjectId: id }),
});
