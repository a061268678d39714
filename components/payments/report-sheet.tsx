import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Amount, StickyHead, TableCard } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Card } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { isFigure, type Report, type Sheet, type SheetCell, type SheetColumn } from "#lib/payments/reports/sheet";

/** A report on screen: a table a currency, each figure leading to the rows that it is the sum of. */
export function ReportSheets({ title, report }: { title: string; report: Report }) {
  const { sheets, notes = [] } = report;
  if (sheets.length === 0)
    return (
      <Card>
        <Empty title="Nothing in these days">Choose other days, or another part of the book.</Empty>
        <Notes notes={notes} />
      </Card>
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {sheets.map((sheet) => (
        <SheetTable key={sheet.name} title={title} sheet={sheet} />
      ))}
      <Notes notes={notes} />
    </div>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  return notes.map((note) => (
    <p key={note} className="max-w-prose px-1 text-[0.8125rem] text-muted-foreground">
      {note}
    </p>
  ));
}

function SheetTable({ title, sheet }: { title: string; sheet: Sheet }) {
  const [first, ...others] = sheet.columns;
  if (!first) return null;
  return (
    <TableCard>
      <Table label={`${title} in ${sheet.name}`}>
        <TableHeader>
          <TableRow>
            <StickyHead className="font-medium">
              {first.label} <span className="font-normal text-muted-foreground">in {sheet.name}</span>
            </StickyHead>
            {others.map(({ key, label, kind }) => (
              <TableHead key={key} className={isRight(kind) ? "min-w-24 whitespace-normal text-right" : undefined}>
                {label}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {sheet.rows.map((row) => (
            <TableRow key={row.id} className={looks[row.level ?? "row"]}>
              <StickyHead
                scope={row.level === "group" ? "rowgroup" : "row"}
                className={heads[row.level ?? "row"]}
                colSpan={row.level === "group" ? sheet.columns.length : undefined}
              >
                {/* The label of a group or sum is text, whatever its column holds. */}
                <CellText cell={row.cells[first.key]} column={row.level ? { ...first, kind: "text" } : first} />
              </StickyHead>
              {row.level === "group"
                ? null
                : others.map((column) => <Cell key={column.key} cell={row.cells[column.key]} column={column} />)}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}

const isRight = (kind: SheetColumn["kind"]) => kind === "money" || kind === "number";
const looks = { row: "", group: "hover:bg-transparent", sum: "border-t bg-muted font-medium" } as const;
const heads = {
  row: "h-auto py-1.5 font-medium text-foreground",
  group: "h-auto pt-4 pb-1 font-semibold text-[0.8125rem] text-foreground",
  sum: "h-auto max-lg:bg-muted py-2 font-semibold text-foreground",
} as const;

function Cell({ cell, column }: { cell: SheetCell | undefined; column: SheetColumn }) {
  if (isRight(column.kind))
    return (
      <Amount>
        <CellText cell={cell} column={column} />
      </Amount>
    );
  return (
    <TableCell className={column.kind === "text" ? "min-w-40" : "whitespace-nowrap"}>
      <CellText cell={cell} column={column} />
    </TableCell>
  );
}

function CellText({ cell, column }: { cell: SheetCell | undefined; column: SheetColumn }) {
  if (cell === undefined || cell === null || cell === "") return null;
  if (isFigure(cell)) {
    const amount = <Money minor={cell.minor} currency={cell.currency} />;
    // Nothing moved: there are no rows to lead to.
    return cell.href && cell.minor !== 0n ? <FigureLink href={cell.href}>{amount}</FigureLink> : amount;
  }
  if (typeof cell === "object") return <RowLink href={cell.href}>{cell.text}</RowLink>;
  if (typeof cell === "number") return cell.toLocaleString("en");
  if (column.kind === "date") return <Day day={cell} />;
  if (column.kind === "code") return <code className="break-all font-mono text-muted-foreground text-xs">{cell}</code>;
  return cell;
}

/** A report has up to thousands of links: plain ones, so that no script has to be told of each. */
function RowLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a href={href} className="text-primary-text underline underline-offset-4">
      {children}
    </a>
  );
}

/** An underline under every figure would drown them: it shows where the pointer or the focus is. */
export function FigureLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a href={href} className="underline-offset-4 hover:underline focus-visible:underline">
      {children}
    </a>
  );
}
