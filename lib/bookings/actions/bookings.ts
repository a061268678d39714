"use server";
import { action, formAction } from "#lib/action";
import * as bookings from "#lib/bookings/commands/bookings";
import * as money from "#lib/bookings/commands/money";
import * as quotes from "#lib/bookings/commands/quotes";

export const bookSlot = formAction(bookings.book);
export const stepBooking = action(bookings.stepBooking);
export const cancelBooking = formAction(bookings.cancelBooking);
export const correctBooking = formAction(bookings.correctBooking);
export const recordBookingPayment = formAction(money.recordBookingPayment);
export const refundBooking = formAction(money.refundBooking);
export const repriceBooking = formAction(quotes.repriceBooking);
export const offerQuote = formAction(quotes.offerQuote);
