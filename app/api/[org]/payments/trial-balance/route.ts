import { trialBalanceAnswer } from "#lib/payments/exports";

/** CSV of the trial balance exactly as its screen shows it: `?asOf=2026-10-31&zeros=yes`. */
export async function GET(request: Request) {
  return trialBalanceAnswer(new URL(request.url).searchParams);
}
