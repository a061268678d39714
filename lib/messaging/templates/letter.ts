import type { Message } from "#lib/messaging/rules";
import { type Html, html } from "#lib/messaging/templates/html";
import { formatMoment, zoneName } from "#lib/time";

type Sender = { name: string; accent: string; supportEmail?: string | null; logo?: string | null };
type Occasion = { name: string; startsAt: Date; endsAt: Date; zone: string; place?: string | null };
type Letter = {
  from: Sender;
  subject: string;
  /** The line that a mail program shows beside the subject. */
  preview: string;
  body: Html;
  text: string[];
  /** The button; no link, no button. */
  action: { label: string; link?: string | null };
  /** Where whoever gets it says that they want no more of its kind. */
  optOut?: string;
};

/**
 * The frame of every e-mail: one column of tables with inline styles, because that is what mail programs render alike.
 * Colours hold in light and in dark; a program that inverts them by itself leaves black on white behind.
 */
export function letter({ from, subject, preview, body, text, action, optOut }: Letter): Message {
  const link = action.link && absolute(action.link);
  const button =
    link &&
    html`
<tr><td style="padding:4px 24px 24px"><a href="${link}" style="display:inline-block;padding:12px 20px;border-radius:6px;background-color:${from.accent};color:${inkOn(from.accent)};font-size:16px;line-height:24px;font-weight:600;text-decoration:none">${action.label}</a></td></tr>`;
  // The picture travels with the e-mail: `lib/messaging/jobs.ts` attaches it under this name.
  const logo = from.logo
    ? html`<img src="cid:${logoCid}" alt="" height="40" style="display:block;height:40px;width:auto;margin:0 0 12px">`
    : null;
  const help = from.supportEmail ? `Questions? Write to ${from.supportEmail}.` : `Questions? Ask ${from.name}.`;
  const away = optOut && absolute(optOut);
  const leave = away ? html`<br><a href="${away}" class="soft" style="color:#52525b">Write to me no more</a>` : null;
  const page = html`<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${subject}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background-color: #18181b !important; } .card { background-color: #27272a !important; }
  .ink { color: #fafafa !important; } .soft { color: #d4d4d8 !important; } .rule { border-color: #52525b !important; }
}
</style></head>
<body class="page" style="margin:0;padding:0;background-color:#f4f4f5">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f4f4f5"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background-color:#ffffff;border-top:6px solid ${from.accent};font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<tr><td class="soft" style="padding:24px 24px 0;color:#52525b;font-size:14px;line-height:20px">${logo}${from.name}</td></tr>
<tr><td style="padding:4px 24px 0"><h1 class="ink" style="margin:0;color:#18181b;font-size:24px;line-height:32px">${subject}</h1></td></tr>
<tr><td class="ink" style="padding:12px 24px;color:#18181b;font-size:16px;line-height:24px">${body}</td></tr>${button}
<tr><td class="soft rule" style="padding:16px 24px;border-top:1px solid #d4d4d8;color:#52525b;font-size:14px;line-height:20px">${help}${leave}</td></tr>
</table></td></tr></table></body></html>`;
  const last = link ? [`${action.label}: ${link}`, ""] : [];
  const plain = [
    subject,
    "",
    ...text,
    "",
    ...last,
    help,
    ...(away ? [`Write to me no more: ${away}`] : []),
    "",
    `-- \n${from.name}`,
  ];
  return { subject: oneLine(subject), html: page.html, text: `${plain.join("\n")}\n` };
}

/** Under which name a letter shows its sender's logo. */
export const logoCid = "logo@greenroom";

/** When and where, with the zone named: `Sat, Jun 6, 2026, 8:00 PM CEST (Europe/Madrid)`. */
export function whenAndWhere({ startsAt, endsAt, zone, place }: Occasion): string[] {
  const start = `${formatMoment(startsAt, zone)} ${zoneName(startsAt, zone)} (${zone})`;
  const end = `Until ${formatMoment(endsAt, zone)} ${zoneName(endsAt, zone)}`;
  return place ? [start, end, place] : [start, end];
}

/** Paragraphs of an e-mail. */
export const lines = (paragraphs: readonly string[]): Html[] => paragraphs.map((one) => html`<div>${one}</div>`);

/** Links in payloads are paths, so that nothing in the database can send people elsewhere. */
function absolute(path: string): string {
  const origin = process.env.APP_ORIGIN;
  if (!origin) throw new Error("APP_ORIGIN is missing: e-mails could not link to this site.");
  return new URL(path, origin).href;
}

/** Black or white, whichever stands out more on `#rrggbb`; the better of the two is never below 4.5:1 (WCAG 2.2). */
export function inkOn(colour: string): "#000000" | "#ffffff" {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? "#000000" : "#ffffff";
}

/** A header has one line. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
