import { reportAnswer } from "#lib/analytics/report-answer";

/** A dashboard, or one of its panels, as PDF. */
export async function GET(request: Request) {
  return reportAnswer(request);
}
