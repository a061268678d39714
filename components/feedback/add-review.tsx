import type { Route } from "next";
import Link from "next/link";
import { AddItem } from "#components/events/plan-item";
import { Button } from "#components/ui/button";
import { choicesOf } from "#lib/events/rules/inputs";
import { addReview } from "#lib/feedback/actions";
import { writtenSources } from "#lib/feedback/rules";

type Props = { org: string; stations: { value: string; label: string }[]; everywhere: boolean };

/** A review that came another way, and where visitors read what is shown. */
export function AddReview({ org, stations, everywhere }: Props) {
  return (
    <>
      <Button asChild variant="outline">
        <Link href={`/reviews/${org}` as Route}>What visitors see</Link>
      </Button>
      <AddItem
        label="Add review"
        title="A review that came another way"
        verb="Add"
        done="Added. It waits for a decision."
        action={addReview}
        hidden={{}}
        fields={[
          { name: "reviewer", label: "Who wrote it", kind: "text", required: true, half: true },
          {
            name: "source",
            label: "Where",
            kind: "choice",
            options: choicesOf(writtenSources),
            required: true,
            half: true,
          },
          {
            name: "rating",
            label: "Stars",
            kind: "choice",
            options: [5, 4, 3, 2, 1].map((n) => ({ value: String(n), label: `${n} of 5` })),
            required: true,
            half: true,
          },
          {
            name: "stationId",
            label: "Station",
            kind: "choice",
            options: stations,
            half: true,
            none: everywhere ? "None" : "Choose a station",
          },
          { name: "title", label: "Title", kind: "text" },
          { name: "body", label: "Words", kind: "long", rows: 4 },
          { name: "externalUrl", label: "Its address there", kind: "text" },
          { name: "mayPublish", label: "They told us that it may be shown on our pages", kind: "tick" },
        ]}
        values={{ source: "google_business", rating: "5" }}
      />
    </>
  );
}
