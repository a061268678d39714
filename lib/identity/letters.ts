/** The e-mails of the door. Each has a plain text that says the same, and one link that leads to a page of ours. */
export type Letter = { to: string; subject: string; html: string; text: string };

export const confirmLetter = (to: string, link: string): Letter =>
  letter(to, "Confirm your e-mail address", {
    before: "Welcome to Greenroom. Confirm that this address is yours:",
    button: "Confirm my e-mail address",
    link,
    after: "The link works once, for one hour. If you did not sign up, ignore this e-mail: nothing happens without you.",
  });

export const resetLetter = (to: string, link: string): Letter =>
  letter(to, "Choose a new password", {
    before: "Somebody, probably you, asked for a new password for this address.",
    button: "Choose a new password",
    link,
    after: "The link works once, for one hour. If it was not you, ignore this e-mail: your password stays as it is.",
  });

export const accountExistsLetter = (to: string, link: string): Letter =>
  letter(to, "You already have an account", {
    before: "Somebody, probably you, tried to sign up with this address. It has an account already, so sign in instead:",
    button: "Sign in",
    link,
    after: "If you do not remember the password, choose a new one from the sign-in page. If it was not you, ignore this.",
  });

export const emailChangeLetter = (to: string, link: string, newEmail: string): Letter =>
  letter(to, "Confirm your new e-mail address", {
    before: `Your account is about to move to ${newEmail}. Confirm that you want this:`,
    button: "Confirm the new address",
    link,
    after: "The link works once, for one hour. If it was not you, change your password now.",
  });

type Words = { before: string; button: string; link: string; after: string };

function letter(to: string, subject: string, { before, button, link, after }: Words): Letter {
  const style = "font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:15px;line-height:1.55;color:#1b2420";
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${plain(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f5f7f6;${style}">
<div style="max-width:480px;margin:0 auto;padding:28px;background:#fff;border:1px solid #dfe5e2;border-radius:10px">
<p style="margin:0 0 20px;font-weight:600;color:#0b5d4e">Greenroom</p>
<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${plain(subject)}</h1>
<p style="margin:0 0 20px">${plain(before)}</p>
<p style="margin:0 0 20px"><a href="${plain(link)}" style="display:inline-block;padding:10px 18px;border-radius:7px;background:#0b5d4e;color:#fff;text-decoration:none;font-weight:600">${plain(button)}</a></p>
<p style="margin:0 0 12px;font-size:13px;color:#53605b">${plain(after)}</p>
<p style="margin:0;font-size:13px;color:#53605b;word-break:break-all">${plain(link)}</p>
</div></body></html>`;
  return { to, subject, html, text: `${before}\n\n${button}: ${link}\n\n${after}\n` };
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const plain = (text: string) => text.replace(/[&<>"']/g, (c) => entities[c] ?? c);
