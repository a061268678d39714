import type { Message } from "#lib/messaging/rules";

import { letter as frame, lines } from "#lib/messaging/templates/letter";

/** The e-mails of the door. Each has one link, which leads to a page of ours; `link` is its path. */
export const confirmLetter = (link: string) =>
  letter("Confirm your e-mail address", "Confirm my e-mail address", link, [
    "Welcome to Greenroom. Confirm that this address is yours.",
    "The link works once, for one hour. If you did not sign up, ignore this e-mail: nothing happens without you.",
  ]);

export const resetLetter = (link: string) =>
  letter("Choose a new password", "Choose a new password", link, [
    "Somebody, probably you, asked for a new password for this address.",
    "The link works once, for one hour. If it was not you, ignore this e-mail: your password stays as it is.",
  ]);

export const accountExistsLetter = () =>
  letter("You already have an account", "Sign in", "/sign-in", [
    "Somebody, probably you, tried to sign up with this address. It has an account already, so sign in instead.",
    "If you do not remember the password, choose a new one from the sign-in page. If it was not you, ignore this.",
  ]);

/** To the new address: until it is confirmed there, the present one counts. */
export const emailChangeLetter = (link: string) =>
  letter("Confirm your new e-mail address", "Confirm the new address", link, [
    "Somebody, probably you, wants their account to have this address from now on. Confirm that it is yours.",
    "The link works once, for one hour. If it was not you, ignore this e-mail: nothing happens without you.",
  ]);

/** To the present address, so that nobody takes an account away in silence. */
export const emailLeavesLetter = (newEmail: string) =>
  letter("Your e-mail address is about to change", "Look at your account", "/account", [
    `Your account is about to move to ${newEmail}, as soon as that address is confirmed.`,
    "If it was not you, choose a new password now: that signs out everybody else.",
  ]);

function letter(subject: string, label: string, link: string, text: [string, string]): Message {
  return frame({
    from: { name: "Greenroom", accent: "#0b5d4e" },
    subject,
    preview: text[0],
    body: {
      html: lines(text)
        .map((line) => `<p style="margin:0 0 12px">${line.html}</p>`)
        .join(""),
    },
    text,
    action: { label, link },
  });
}
