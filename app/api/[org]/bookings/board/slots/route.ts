import { slotsAnswer } from "#lib/bookings/board-answer";

/** When a booking could be instead. */
export async function GET(request: Request) {
  return slotsAnswer(request);
}
