import type { ReminderLetter } from "#lib/bookings/rules/reminders";

const soon = { "24h": "Tomorrow", "2h": "In two hours", "30m": "In half an hour" } as const;

/** A reminder as payload of `messaging.send_email`; `link` is where the recipient finds the booking. */
export function reminderEmail(letter: ReminderLetter, link: string) {
  const { organization, service, startsAt, endsAt, zone, place, guests, station } = letter;
  const forChef = letter.recipient === "chef";
  const subject = forChef
    ? `${soon[letter.kind]}: ${letter.customer}, ${guests} guests`
    : `${soon[letter.kind]}: ${service}`;
  const said = forChef
    ? [
        `${letter.number} for ${letter.customer}${letter.phone ? ` (${letter.phone})` : ""}, ${guests} guests.`,
        letter.diet ? `What they may not eat: ${letter.diet}` : "",
      ]
    : [
        `${station} looks forward to you: ${guests} ${guests === 1 ? "guest" : "guests"}, booking ${letter.number}.`,
        "Is something different now? Tell us by answering this letter or on the page of your booking.",
      ];
  return {
    template: "event_update" as const,
    to: letter.to,
    data: {
      organization,
      event: { name: service, startsAt: iso(startsAt), endsAt: iso(endsAt), zone, place },
      name: letter.name,
      subject: subject.slice(0, 150),
      body: said.filter(Boolean).join("\n\n").slice(0, 6000),
      link,
      action: "See the booking",
    },
  };
}

const iso = (moment: string) => new Date(moment).toISOString();
