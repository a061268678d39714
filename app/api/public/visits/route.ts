import { visitAnswer } from "#lib/analytics/visit-answer";

/** What a visitor who agreed did on a public page; sent by its script, at the latest when the page is left. */
export async function POST(request: Request) {
  return visitAnswer(request);
}
