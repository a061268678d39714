import { journalAnswer } from "#lib/payments/exports";

/** The book as a plain-text journal (hledger, ledger-cli): `?from=2026-10-01&to=2026-10-31`, days inclusive. */
export async function GET(request: Request) {
  return journalAnswer(new URL(request.url).searchParams);
}
