import { boardAnswer } from "#lib/analytics/board";

/** The figures of a dashboard, as of the last run of the rollup. */
export async function GET(request: Request) {
  return boardAnswer(request);
}
