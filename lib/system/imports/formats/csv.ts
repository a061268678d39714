import { type CsvError, parse } from "csv-parse";
import { type FoundRow, ImportError } from "#lib/system/imports/rules";

type Read = { record: string[]; info: { lines: number } };

/** A table (RFC 4180) with a line of headings, delimited by comma, semicolon, tab or bar. A broken row stops it, by its line. */
export async function* csv(text: string): AsyncGenerator<FoundRow> {
  let parsed = 0;
  const parser = parse(text, {
    delimiter: delimiterOf(text),
    info: true,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 100_000,
    // What was parsed is ahead of what was taken: a broken row stands behind the last that was parsed.
    on_record: (record: string[], { lines }) => {
      parsed = lines;
      return record;
    },
  });
  let headings: string[] | null = null;
  let last = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Read>) {
      const at = last + 1;
      last = info.lines;
      if (!headings) {
        headings = named(record);
        continue;
      }
      if (record.every((cell) => cell.trim() === "")) continue;
      const errors =
        record.length === headings.length
          ? undefined
          : [{ column: "", message: `This row has ${record.length} cells, the headings are ${headings.length}.` }];
      yield {
        at,
        data: Object.fromEntries(headings.map((heading, n) => [heading, (record[n] ?? "").trim()])),
        ...(errors ? { errors } : {}),
      };
    }
  } catch (error) {
    throw wordsOf(error, parsed + 1);
  }
  if (!headings) throw new ImportError(1, "This file is empty.");
}

/** Each column by a name of its own: a heading that is missing or there twice gets its number. */
function named(record: readonly string[]): string[] {
  const used = new Set<string>();
  return record.map((cell, n) => {
    const plain = cell.trim().slice(0, 200) || `Column ${n + 1}`;
    const name = used.has(plain) ? `${plain} (${n + 1})` : plain;
    used.add(name);
    return name;
  });
}

function delimiterOf(text: string): string {
  const head = (text.split(/\r?\n/, 1)[0] ?? "").replace(/"[^"]*"/g, "");
  const count = (sign: string) => head.split(sign).length;
  return [",", ";", "\t", "|"].sort((a, b) => count(b) - count(a))[0] ?? ",";
}

function wordsOf(error: unknown, line: number): unknown {
  const code: string | undefined = (error as Partial<CsvError>).code;
  if (error instanceof ImportError || !/^(CSV_|INVALID_OPENING_QUOTE)/.test(code ?? "")) return error;
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE")
    return new ImportError(line, "A quotation mark that opens in this row is never closed.");
  if (code === "CSV_INVALID_CLOSING_QUOTE" || code === "INVALID_OPENING_QUOTE")
    return new ImportError(
      line,
      "A quotation mark stands in the middle of a cell. Write it twice, and the cell in quotation marks.",
    );
  return new ImportError(line, "This row is not what its delimiters and quotation marks promise.");
}
