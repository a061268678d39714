import { createHash } from "node:crypto";
import { parseMoney } from "#lib/money";
import type { Cells, ImportFacts, RowToCheck } from "#lib/system/imports/cells";
import { textCell } from "#lib/system/imports/cells";
import { clockOf } from "#lib/system/imports/clock";

/** A line of an order, as `ticketing.import_orders` takes it; lines with the same order number are one order. */
export function checkOrder(cells: Cells, facts: ImportFacts, row: RowToCheck) {
  const { get, wrong } = cells;
  const name =
    textCell(cells, "name", 120) || [get("firstName"), get("lastName")].filter(Boolean).join(" ").slice(0, 120);
  if (!name) wrong("name", "It does not say who bought.");
  const email = get("email").toLowerCase();
  if (!/^[^@\s]{1,64}@[^@\s]{1,190}$/.test(email))
    wrong("email", email ? `“${email.slice(0, 60)}” is no e-mail address.` : "It has no e-mail address.");
  const quantity = Number(get("quantity") || 1);
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 100)
    wrong("quantity", "A whole number of tickets, from 1 to 100.");
  const attendeeEmail = get("attendeeEmail").toLowerCase();
  if (attendeeEmail && !/^[^@\s]{1,64}@[^@\s]{1,190}$/.test(attendeeEmail))
    wrong("attendeeEmail", "This is no e-mail address.");
  const value = {
    name,
    email,
    tierId: tierOf(cells, facts),
    attendee: textCell(cells, "attendee", 120) || name,
    attendeeEmail: attendeeEmail || email,
    quantity,
    seat: textCell(cells, "seat", 400) || undefined,
    ...moneyOf(cells, facts),
    bookedOn: dayOf(cells, facts),
  };
  // Two tickets of one buyer look alike; only a row that says the same in every column is the same row.
  const whole = createHash("sha256")
    .update(JSON.stringify(Object.entries(row.data).sort()))
    .digest("hex");
  const ticket = get("ticketId");
  const reference = get("reference");
  const unit = reference ? `order:${reference}` : ticket ? `ticket:${ticket}` : `row:${whole}`;
  return { value, key: ticket ? `ticket:${ticket}` : whole, unit };
}

function tierOf({ get, wrong }: Cells, { tiers, options }: ImportFacts) {
  const wanted = get("ticket").toLowerCase();
  const found = tiers.find(({ name }) => name.toLowerCase() === wanted);
  if (found) return found.id;
  if (options.tierId && tiers.some(({ id }) => id === options.tierId)) return options.tierId;
  const names = tiers
    .map(({ name }) => name)
    .join(", ")
    .slice(0, 200);
  return wrong(
    "ticket",
    wanted
      ? `The event has no ticket “${wanted.slice(0, 60)}”. It has: ${names || "none"}.`
      : "It does not say which ticket. Choose one for such rows.",
  );
}

/** What was paid for the row, only when the person said that the money was received. */
function moneyOf({ get, wrong }: Cells, { options, event, orgCurrency }: ImportFacts) {
  if (options.money !== "received") return {};
  const currency = event?.currency ?? orgCurrency;
  const plain = get("amount").replace(/[A-Z]{3}|[€$£¥\s]/g, "");
  const minor = parseMoney(
    /^\d{1,3}(\.\d{3})*,\d{1,3}$|^\d+,\d{1,2}$/.test(plain) ? plain.replace(/\./g, "").replace(",", ".") : plain,
    currency,
  );
  if (minor === null || minor < 0n)
    return wrong("amount", `“${get("amount").slice(0, 30)}” is not an amount of ${currency}.`);
  return { amountMinor: minor.toString() };
}

function dayOf({ get, wrong }: Cells, { options, event, orgZone }: ImportFacts) {
  const written = get("bookedOn");
  if (!written) return undefined;
  const found = clockOf(written, event?.zone ?? orgZone, options.dates ?? "dmy");
  if (!found) return wrong("bookedOn", `“${written.slice(0, 30)}” is not a day.`);
  return found.at > new Date() ? wrong("bookedOn", "That day is still to come.") : found.local.slice(0, 10);
}
