import assert from "node:assert/strict";
import { test } from "node:test";
import { AccountNotice, Invitation, RequestNotice, SendEmail } from "#lib/messaging/rules";
import { accountNotice } from "#lib/messaging/templates/account-notice";
import { invitation } from "#lib/messaging/templates/invitation";
import { requestNotice } from "#lib/messaging/templates/request-notice";

process.env.APP_ORIGIN ??= "http://localhost:3000";
const origin = process.env.APP_ORIGIN;
const attack = `<img src=x onerror="alert('1')">&`;
const organization = { name: "Harbour Nights", accent: "#0f766e", supportEmail: "help@harbour.example" };

test("each decision about an account says what it means, why, and names the organization in its subject", () => {
  const subjects = new Set<string>();
  for (const what of AccountNotice.shape.what.options) {
    const message = accountNotice(
      AccountNotice.parse({ organization, name: "Ana", what, reason: "We looked into it." }),
    );
    assert.match(message.subject, /Harbour Nights/);
    assert.match(message.text, /Hello Ana/);
    assert.match(message.html, /Reason: We looked into it\./);
    subjects.add(message.subject);
  }
  assert.equal(subjects.size, 6);
  const welcome = accountNotice(
    AccountNotice.parse({
      organization,
      name: "Ana",
      what: "approved",
      role: "manager",
      place: "Pier 4",
      link: "/harbour",
    }),
  );
  assert.match(welcome.text, /as Station manager at Pier 4/);
  assert.ok(welcome.text.includes(`${origin}/harbour`));
});

test("an invitation says who, as what, where, until when in a named zone, and leads to this site alone", () => {
  const data = {
    organization,
    invitedBy: "Leo Brandt",
    role: "finance",
    place: null,
    expiresAt: "2026-06-20T18:00:00.5+00:00",
    zone: "Europe/Madrid",
    link: "/invitation?token=ABC",
  };
  const message = invitation(Invitation.parse(data));
  assert.match(message.subject, /Leo Brandt invites you to Harbour Nights/);
  assert.match(message.text, /as Finance\./);
  assert.match(message.text, /8:00\sPM \S+ \(Europe\/Madrid\)/u);
  assert.ok(message.html.includes(`${origin}/invitation?token=ABC`));
  const away = { template: "invitation", to: "a@b.example", data: { ...data, link: "//evil.example" } };
  assert.equal(SendEmail.safeParse(away).success, false);
  assert.equal(SendEmail.safeParse({ ...away, data }).success, true);
});

test("names that people chose arrive as text", () => {
  const hostile = { ...organization, name: attack };
  const notice = accountNotice(
    AccountNotice.parse({ organization: hostile, name: attack, what: "rejected", reason: attack }),
  );
  assert.doesNotMatch(notice.html, /<img src=x/);
  assert.doesNotMatch(notice.subject, /[\r\n]/);
});

test("a request is told in words, with what was decided and by whom, and leads to it", () => {
  const data = {
    organization,
    name: "Ana",
    asker: "Leo Brandt",
    decider: "Mia Boss",
    link: "/harbour/organizations/requests/1",
  };
  const write = (more: object) => requestNotice(RequestNotice.parse({ ...data, ...more }));
  const asked = write({
    what: "requested",
    act: "refund_above",
    amountMinor: "125000",
    currency: "EUR",
    reason: "Rain",
  });
  assert.match(
    asked.subject,
    /^Refunding more than a limit of €1,250\.00 at Harbour Nights waits for a second person$/,
  );
  assert.match(asked.text, /Leo Brandt asked for this.*\n.*Reason: Rain/s);
  assert.ok(asked.html.includes(`${origin}/harbour/organizations/requests/1`));
  assert.match(
    write({ what: "approved", act: "role_grant" }).text,
    /Mia Boss approved what you asked for: giving a role/,
  );
  assert.match(write({ what: "rejected", act: "rule_change", reason: "No." }).text, /Mia Boss rejected.*Note: No\./s);
  assert.match(write({ what: "expired", act: "role_grant" }).text, /nobody decided in time/);
  assert.match(write({ what: "requested", act: "join" }).subject, /^Leo Brandt asks to join Harbour Nights$/);
});

test("a sender's logo stands on top of the letter, and without one there is no picture", () => {
  const write = (logo: string | null) =>
    accountNotice(AccountNotice.parse({ organization: { ...organization, logo }, name: "Ana", what: "approved" }));
  assert.match(write("/media/0b0e8a52-9a55-4a3e-8f5c-0f6d1c2b3a4d").html, /<img src="cid:logo@greenroom"/);
  assert.doesNotMatch(write(null).html, /<img/);
});
