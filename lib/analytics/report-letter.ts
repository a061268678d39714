import "server-only";
import { type Dashboard, dashboardPath, type Report } from "#lib/analytics/rules/reports";
import { cadences, type DueLetter } from "#lib/analytics/rules/saving";
import type { Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";
import { formatMoment, zoneName } from "#lib/time";

/** The figures of a report in a letter, with its charts as PDF beside it and a link that ends the letters. */
export function reportLetter(due: DueLetter, report: Report, file: Buffer): Message {
  const { organization, name } = due;
  const when = `${formatMoment(report.asOf, report.zone)} ${zoneName(report.asOf, report.zone)}`;
  const about = `${report.title}, ${report.period}${report.compared ? `, compared with ${report.compared}` : ""}. As of ${when}, days by the calendar of ${report.zone.replaceAll("_", " ")}.`;
  const lines = report.figures.map(({ label, value, change }) => `${label}: ${value}${change ? ` (${change})` : ""}`);
  const message = letter({
    from: organization,
    subject: `${name}: ${report.period}`,
    preview: lines.slice(0, 3).join(" · "),
    body: html`<p style="margin:0 0 16px">${about}</p>
<table role="presentation" cellpadding="0" cellspacing="0" width="100%">${report.figures.map(
      ({ label, value, change }) =>
        html`<tr><td style="padding:6px 12px 6px 0;vertical-align:top">${label}</td><td style="padding:6px 0;text-align:right"><strong>${value}</strong>${change ? html`<br><span class="soft" style="color:#52525b;font-size:14px">${change}</span>` : null}</td></tr>`,
    )}</table>
<p style="margin:16px 0 0">The charts and their figures are in the attached PDF.</p>`,
    text: [about, "", ...lines, "", "The charts and their figures are in the attached PDF."],
    action: { label: "Open the dashboard", link: pathOf(due) },
    optOut: `/opt-out/report/${due.token}`,
  });
  const filename = `${organization.slug}-${report.asOf.toISOString().slice(0, 10)}.pdf`;
  return { ...message, attachments: [{ filename, contentType: "application/pdf", content: file }] };
}

/** That the letters of a report ended by themselves, and why; without a figure of it. */
export function stoppedLetter({ organization, name, cadence, reader, other }: DueLetter, reason: string): Message {
  const told = reader ?? other;
  const text = [
    `Hello ${told?.name ?? ""},`,
    `the report “${name}” was sent ${reader ? "to you" : "to a colleague"} ${cadences[cadence].toLowerCase()}. That has stopped. ${reason}`,
    "Who looks after people and roles can change that. Then the letters can be arranged again.",
  ];
  return letter({
    from: organization,
    subject: `No more letters of “${name}”`,
    preview: text[1] ?? "",
    body: html`${text.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text,
    action: { label: "See the saved reports", link: `/${organization.slug}/analytics/reports` },
  });
}

const pathOf = ({ organization, dashboard, search }: DueLetter) =>
  dashboardPath(organization.slug, dashboard as Dashboard, Object.fromEntries(new URLSearchParams(search)));
