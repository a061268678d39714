import { searchAnswer } from "#lib/system/search-answer";

/** What the command palette finds: `{ results: { kind, label, hint, href }[] }`. */
export async function GET(request: Request) {
  return searchAnswer(new URL(request.url).searchParams.get("q") ?? "");
}
