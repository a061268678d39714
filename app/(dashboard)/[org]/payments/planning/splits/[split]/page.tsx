import { notFound } from "next/navigation";
import { SplitPage } from "#components/payments/split-page";
import { splitQuestion } from "#lib/payments/planning/addresses";
import { splitScreen, triedOn } from "#lib/payments/splits/screen";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Split" };

type Props = PageProps<"/[org]/payments/planning/splits/[split]">;

export default async function OneSplitPage({ params, searchParams }: Props) {
  const actor = await requireActor("payments:read");
  const { split: id } = await params;
  if (!isId(id)) notFound();
  const { slug, zone, currency } = await openOrganization();
  const question = splitQuestion(await searchParams);
  const { splits, runs, ...offered } = await read("payments:read", (tx) => splitScreen(tx, { splitId: id }));
  const split = splits.find((one) => one.id === id);
  if (!split) notFound();
  // Only to look: the key of an amount by hand is made when it is applied.
  const asked = question && { ...question, splitId: id, ...(question.of === "hand" && { key: "just-looking" }) };
  const tried = asked ? await read("payments:read", (tx) => triedOn(tx, asked)) : undefined;
  const choices = can(actor, "payments:plan") ? { currency, ...offered } : undefined;
  const about = { slug, zone, split, runs, choices, question, tried };
  return <SplitPage {...about} mayPost={can(actor, "payments:post")} />;
}
