import { PrintButton } from "#components/data/print-button";
import { Button } from "#components/ui/button";
import { withSearch } from "#lib/payments/addresses";

type Props = {
  /** Where the files are made; `csv` where that differs. */
  path: string;
  csv?: string;
  search: Record<string, string | undefined>;
  mayExport: boolean;
};

/** The same report as a file: CSV, spreadsheet, paper; and on the printer. */
export function ReportFiles({ path, csv, search, mayExport }: Props) {
  return (
    <>
      {mayExport ? (
        <fieldset aria-label="Download" className="flex flex-wrap gap-2">
          <Button variant="outline" asChild>
            <a href={csv ?? withSearch(path, { ...search, format: "csv" })}>Download CSV</a>
          </Button>
          <Button variant="outline" asChild>
            <a href={withSearch(path, { ...search, format: "xlsx" })}>XLSX</a>
          </Button>
          <Button variant="outline" asChild>
            <a href={withSearch(path, { ...search, format: "pdf" })}>PDF</a>
          </Button>
        </fieldset>
      ) : null}
      <PrintButton />
    </>
  );
}

/** The same, small, in the head of one of several reports on a page. */
export function FileLinks({ path, search, label }: Pick<Props, "path" | "search"> & { label: string }) {
  return (["csv", "xlsx", "pdf"] as const).map((format) => (
    <Button key={format} variant="ghost" size="sm" asChild>
      <a href={withSearch(path, { ...search, format })} aria-label={`${label.replaceAll("-", " ")} as ${format}`}>
        {format.toUpperCase()}
      </a>
    </Button>
  ));
}

type JournalFilesProps = { slug: string; search: Record<string, string | string[] | undefined> };

/** The journal as it is filtered, and the whole book for programs that check every figure of it. */
export function JournalFiles({ slug, search }: JournalFilesProps) {
  const path = `/api/${slug}/payments/journal`;
  const own = Object.entries(search).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  );
  const links = [
    ["XLSX", withSearch(path, { ...Object.fromEntries(own), format: "xlsx" })],
    ["PDF", withSearch(path, { ...Object.fromEntries(own), format: "pdf" })],
    ["Book for hledger", path],
    ["Book for beancount", withSearch(path, { format: "beancount" })],
  ] as const;
  return links.map(([label, href]) => (
    <Button key={label} variant="outline" asChild>
      <a href={href}>{label}</a>
    </Button>
  ));
}
