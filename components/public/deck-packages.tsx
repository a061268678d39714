import { Check } from "lucide-react";
import { textLink } from "#components/public/frame";
import { Badge } from "#components/ui/badge";
import { formatMoney } from "#lib/money";
import { dueWords } from "#lib/sponsorship/rules/deck";
import type { DeckPackage } from "#lib/sponsorship/visitor";
import { inSentence } from "#lib/sponsorship/words";

type Props = { packages: DeckPackage[]; heldName: string };

/** Every package with what it promises, by when, and what happens to the money until then. */
export function DeckPackages({ packages, heldName }: Props) {
  return (
    <section aria-labelledby="packages-title" className="grid gap-4">
      <h2 id="packages-title" className="font-semibold text-lg">
        Packages
      </h2>
      <ul className="grid gap-4">
        {packages.map((one) => (
          <li key={one.id} className="grid gap-4 rounded-xl border bg-card p-4 shadow-xs sm:p-5">
            <Offer one={one} />
          </li>
        ))}
      </ul>
      <p className="max-w-prose text-muted-foreground text-sm">
        What you pay is kept as {inSentence(heldName)} and reaches the organizer in parts, when you have approved what
        was delivered. What is not delivered goes back to you.
      </p>
    </section>
  );
}

function Offer({ one }: { one: DeckPackage }) {
  const left = one.left === 0 ? "Sold out" : one.left <= 3 ? `Only ${one.left} left` : `${one.left} left`;
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="break-words font-semibold text-xl">{one.name}</h3>
          <p className="mt-1">
            <Badge variant={one.left === 0 ? "neutral" : one.left <= 3 ? "warning" : "success"}>{left}</Badge>
          </p>
        </div>
        <p className="figures text-right">
          <span className="block font-semibold text-2xl">{formatMoney(one.priceMinor, one.currency)}</span>
          <span className="block text-muted-foreground text-sm">
            {one.taxPpm > 0 ? `incl. ${one.taxPpm / 10_000}% tax` : "in all"}
          </span>
        </p>
      </div>
      {one.description ? (
        <p className="max-w-prose whitespace-pre-line break-words leading-7">{one.description}</p>
      ) : null}
      <div>
        <h4 className="mb-2 font-medium text-sm">What you get</h4>
        <ul className="grid gap-2">
          {one.deliverables.map((promise) => (
            <li key={`${promise.title} ${promise.anchor} ${promise.days}`} className="flex gap-2.5">
              <Check aria-hidden className="mt-0.5 size-5 shrink-0 text-primary-text" />
              <span className="min-w-0 break-words">
                {promise.title}
                <span className="block text-muted-foreground text-sm">
                  {[
                    promise.description,
                    `Shown ${dueWords(promise)}${promise.slaDays > 0 ? `, ${promise.slaDays} days at most after that` : ""}`,
                  ]
                    .filter(Boolean)
                    .join(". ")}
                  .
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      {one.variants.length > 0 ? (
        <div>
          <h4 className="mb-2 font-medium text-sm">Also as</h4>
          <ul className="grid gap-1">
            {one.variants.map((kind) => (
              <li key={kind.id} className="flex flex-wrap justify-between gap-x-4">
                <span className="min-w-0 break-words">{kind.name}</span>
                <span className="figures">{formatMoney(kind.priceMinor, one.currency)}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <p className="text-muted-foreground text-sm">
        Paid out in {one.milestones.length === 1 ? "one part" : `${one.milestones.length} parts`}:{" "}
        {one.milestones.map(({ title, percent }) => `${title} ${percent}%`).join(", ")}. Kept {one.holdDays} days at
        most.{" "}
        {one.autoApproveDays
          ? `What you do not answer within ${one.autoApproveDays} days counts as approved.`
          : "Nothing counts as approved unless you say so."}
      </p>
      {one.left > 0 ? (
        <p>
          <a href="#ask" className={textLink}>
            Ask for {one.name}
          </a>
        </p>
      ) : null}
    </>
  );
}
