import assert from "node:assert/strict";
import { test } from "node:test";
import { GuestInvitation, WaitlistLetter } from "#lib/messaging/rules";
import { guestInvitation } from "#lib/messaging/templates/guest-invitation";
import { waitlistLetter } from "#lib/messaging/templates/waitlist-letter";

process.env.APP_ORIGIN = "https://tickets.example";
const about = {
  organization: { name: "Lantern <Fields>", accent: "#0f766e", supportEmail: "help@lantern.example", logo: null },
  event: {
    name: "Night & Day",
    startsAt: "2027-06-05T18:00:00Z",
    endsAt: "2027-06-05T22:00:00Z",
    zone: "Europe/Berlin",
    place: "Boathouse, Kiel",
  },
  name: "Ana",
  quantity: 2,
  ticket: "Balcony",
};

test("an offer says what is kept, until when in the event's zone, and where it is taken; without a link it is no offer", () => {
  const data = { ...about, what: "offered", until: "2027-06-01T16:30:00Z", link: "/checkout/abc" };
  const { subject, text, html } = waitlistLetter(WaitlistLetter.parse(data));
  assert.equal(subject, "Tickets for Night & Day are waiting for you");
  assert.match(
    text,
    /It is your turn: 2 × Balcony\. They are kept for you until .*6:30\sPM GMT\+2 \(Europe\/Berlin\)\./,
  );
  assert.match(text, /Take the tickets: https:\/\/tickets\.example\/checkout\/abc/);
  assert.match(html, /Lantern &#60;Fields&#62;/);
  assert.equal(WaitlistLetter.safeParse({ ...data, link: undefined }).success, false);
});

test("who joins the line is told what for, and that a letter follows", () => {
  const { subject, text } = waitlistLetter(WaitlistLetter.parse({ ...about, what: "joined", link: "/waitlist/abc" }));
  assert.equal(subject, "You are on the waitlist for Night & Day");
  assert.match(text, /You wait for 2 × Balcony\./);
  assert.match(text, /See your place in line: https:\/\/tickets\.example\/waitlist\/abc/);
});

test("a guest's invitation has the code, how often and until when it works; one that leads elsewhere is none", () => {
  const data = { ...about, code: "ABCD-EFGH", until: null, link: "/e/lantern/night?code=ABCDEFGH#tickets" };
  const { subject, text, html } = guestInvitation(GuestInvitation.parse(data));
  assert.equal(subject, "Your invitation to Night & Day");
  assert.match(text, /invited by Lantern <Fields>: 2 × Balcony, free of charge/);
  assert.match(text, /Your code: ABCD-EFGH\nIt works once\. The link below has it already\./);
  assert.match(html, /ABCD-EFGH/);
  assert.equal(GuestInvitation.safeParse({ ...data, link: "//evil.example" }).success, false);
});
