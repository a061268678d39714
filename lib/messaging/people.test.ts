import assert from "node:assert/strict";
import { test } from "node:test";
import { AccountNotice, Invitation, SendEmail } from "#lib/messaging/rules";
import { accountNotice } from "#lib/messaging/templates/account-notice";
import { invitation } from "#lib/messaging/templates/invitation";

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
