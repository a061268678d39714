import { SelectField, TextField } from "#components/data/fields";
import { Day, Time } from "#components/data/time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { DeliverableFacts } from "#lib/sponsorship/queries/order";
import { measures, scopes } from "#lib/sponsorship/rules/proof";

const choices = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));

/** Instead of a typed number: what this house counted between two days. */
export const CountedFields = () => (
  <fieldset className="grid gap-3 rounded-lg border p-3 sm:grid-cols-2">
    <legend className="px-1 font-medium text-sm">Or a number from analytics</legend>
    <SelectField name="measure" label="What was counted" options={choices(measures)}>
      <option value="">Nothing</option>
    </SelectField>
    <SelectField name="scope" label="Of what" options={choices(scopes)} />
    <TextField name="from" label="First day" type="date" />
    <TextField name="to" label="Last day" type="date" />
  </fieldset>
);

/** The number of a proof. One that was counted here opens the days it is the sum of; both parties see the same. */
export function ProofFigure({ proof: { figure, source, n } }: { proof: DeliverableFacts["proofs"][number] }) {
  if (figure === null) return null;
  const shown = figure.toLocaleString("en");
  if (!source) return <p className="figures">{shown}</p>;
  return (
    <div className="grid gap-1">
      <p>
        <strong className="figures font-semibold">{shown}</strong> {measures[source.measure].toLowerCase()},{" "}
        {scopes[source.scope].toLowerCase()}, <Day day={source.from} /> to <Day day={source.to} />.
      </p>
      <p className="text-[0.8125rem] text-muted-foreground">
        Counted by Greenroom from the organizer's own pages, as of <Time at={source.asOf} zone={source.zone} named />.
      </p>
      <details>
        <summary className="min-h-6 cursor-pointer text-primary-text">
          {source.rows.length === 1 ? "The day" : `The ${source.rows.length} days`} behind it
        </summary>
        <Table label={`Days of proof ${n}`} className="mt-2">
          <TableHeader>
            <TableRow>
              <TableHead>Day</TableHead>
              <TableHead className="text-right">{measures[source.measure]}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {source.rows.map((row) => (
              <TableRow key={row.day}>
                <TableCell>
                  <Day day={row.day} />
                </TableCell>
                <TableCell className="figures text-right">{row.n.toLocaleString("en")}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {source.measure === "visitors" ? (
          <p className="mt-1 text-[0.8125rem] text-muted-foreground">
            Whoever came on several days is one visitor, so the days add up to more.
          </p>
        ) : null}
      </details>
    </div>
  );
}
