import { boardAnswer } from "#lib/bookings/board-answer";

/** What stands on the board between two moments, as of now. */
export async function GET(request: Request) {
  return boardAnswer(request);
}
