import { writeFileSync } from "node:fs";
import { rowsOf } from "#db/seed/ref/rows";

// Run after a change to currencies.tsv: it rewrites the constant that lets the browser show money without a query.
const codes = (digits: number) =>
  rowsOf("currencies")
    .filter((row) => Number(row.minor_units) === digits)
    .map((row) => String(row.code));

const wrapped = (words: string[]) =>
  Array.from({ length: Math.ceil(words.length / 24) }, (_, i) => words.slice(i * 24, i * 24 + 24).join(" "));

const entries = [0, 2, 3, 4]
  .map((digits) => `  ${digits}: \`\n    ${wrapped(codes(digits)).join("\n    ")}\`,\n`)
  .join("");

writeFileSync(
  new URL("../../../lib/ref/digits.ts", import.meta.url),
  `/** Currencies by how many digits follow the point (ISO 4217). Written by \`db/seed/ref/write-digits.ts\`; change the data instead. */
export const currenciesByDigits = {\n${entries}} as const;\n`,
);
