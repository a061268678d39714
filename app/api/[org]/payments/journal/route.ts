import { journalAnswer } from "#lib/payments/exports";
import { journalFile } from "#lib/payments/reports/answer";

/**
 * The book for hledger and ledger-cli, or with `?format=beancount` for beancount: `?from=2026-10-01&to=2026-10-31`, days
 * inclusive. With `?format=xlsx` or `pdf`, the journal with the filters of its screen.
 */
export async function GET(request: Request) {
  const search = new URL(request.url).searchParams;
  return ["xlsx", "pdf"].includes(search.get("format") ?? "") ? journalFile(search) : journalAnswer(search);
}
