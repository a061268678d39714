import type { Route } from "next";
import Link from "next/link";
import { DayField } from "#components/payments/day-field";
import { Questions } from "#components/payments/report";
import { Button, buttonVariants } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Label } from "#components/ui/label";
import { NativeSelect } from "#components/ui/native-select";
import { withSearch } from "#lib/payments/addresses";
import { isNarrow, type Lens, usualSpans } from "#lib/payments/reports/lens";
import { askedSearch } from "#lib/payments/reports/names";

export type Choices = {
  events: readonly { id: string; name: string; startsAt: Date }[];
  stations: readonly { id: string; name: string }[];
};
export type ReportQuestionsProps = {
  action: string;
  asked: { from: string; to: string; lens: Lens; zeros?: boolean };
  today: string;
  zone: string;
  asks: "span" | "day";
  choices?: Choices;
};

/** Which days, which part of the book, and as known when. */
export function ReportQuestions({ action, asked, today, zone, asks, choices }: ReportQuestionsProps) {
  const { from, to, lens, zeros } = asked;
  return (
    <>
      <Questions action={action}>
        {asks === "span" ? <DayField name="from" label="From" day={from} /> : null}
        <DayField name="to" label={asks === "span" ? "To the end of" : "At the end of"} day={to} />
        {choices ? <Narrow lens={lens} choices={choices} zone={zone} /> : null}
        {zeros ? <input type="hidden" name="zeros" value="yes" /> : null}
        <Button type="submit">Show</Button>
        {isNarrow(lens) ? (
          <Button variant="ghost" asChild>
            <Link href={withSearch(action, { from, to, zeros: zeros ? "yes" : undefined }) as Route}>
              The whole book
            </Link>
          </Button>
        ) : null}
      </Questions>
      {asks === "span" ? (
        <nav aria-label="Usual days" data-print="hide" className="-mt-2 mb-4 flex flex-wrap gap-1">
          {usualSpans(today).map((span) => (
            <Link
              key={span.label}
              href={withSearch(action, askedSearch({ ...asked, ...span })) as Route}
              prefetch={false}
              aria-current={span.from === from && span.to === to ? "true" : undefined}
              className={buttonVariants({ variant: "ghost", size: "sm", className: "aria-[current]:bg-muted" })}
            >
              {span.label}
            </Link>
          ))}
        </nav>
      ) : null}
    </>
  );
}

function Narrow({ lens, choices, zone }: { lens: Lens; choices: Choices; zone: string }) {
  return (
    <>
      <Choice name="event" label="Event" any="Every event" chosen={lens.event} options={choices.events} />
      {choices.stations.length > 0 ? (
        <Choice name="station" label="Station" any="Every station" chosen={lens.station} options={choices.stations} />
      ) : null}
      <details open={Boolean(lens.known || lens.seal)} className="min-w-0 self-end">
        <summary className="flex h-8 cursor-pointer items-center rounded-md px-2 text-muted-foreground hover:text-foreground">
          As known at
        </summary>
        <div className="mt-2 flex flex-wrap items-end gap-3">
          <div className="grid gap-1.5">
            <Label htmlFor="known">What was recorded by</Label>
            <Input
              key={lens.known}
              id="known"
              name="known"
              type="datetime-local"
              defaultValue={lens.known}
              aria-describedby="known-zone"
            />
            <p id="known-zone" className="text-muted-foreground text-xs">
              On clocks of {zone.replaceAll("_", " ")}
            </p>
          </div>
          <div className="grid gap-1.5 self-start">
            <Label htmlFor="seal">or by seal</Label>
            <Input
              key={lens.seal}
              id="seal"
              name="seal"
              inputMode="numeric"
              className="w-28"
              defaultValue={lens.seal}
            />
          </div>
        </div>
      </details>
    </>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  any: string;
  chosen?: string;
  options: readonly { id: string; name: string; startsAt?: Date }[];
};

function Choice({ name, label, any, chosen, options }: ChoiceProps) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <Label htmlFor={name}>{label}</Label>
      <div className="w-52 max-w-full">
        <NativeSelect key={chosen} id={name} name={name} defaultValue={chosen ?? ""}>
          <option value="">{any}</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
              {option.startsAt ? `, ${option.startsAt.toISOString().slice(0, 7)}` : ""}
            </option>
          ))}
        </NativeSelect>
      </div>
    </div>
  );
}
