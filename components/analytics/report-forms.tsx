"use client";

import { BookmarkPlus, Mail, Pencil } from "lucide-react";
import { useState } from "react";
import { SelectField, TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import { renameReport, saveReport, scheduleReport } from "#lib/analytics/actions";
import type { Dashboard } from "#lib/analytics/rules/reports";
import { type Cadence, cadences, weekdays } from "#lib/analytics/rules/saving";

const scopes = [
  { value: "me", label: "Only me" },
  { value: "organization", label: "Everybody here who may see this dashboard" },
];

type Saved = { dashboard: Dashboard; search: string; name: string; mayShare: boolean };

/** Keep the dashboard as it is narrowed now under a name. */
export function SaveReport({ dashboard, search, name, mayShare }: Saved) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" onClick={() => setOpen(true)}>
        <BookmarkPlus aria-hidden /> Save
      </Button>
      {open ? (
        <FormDialog
          title="Save this dashboard"
          text="With its filters and its period, which counts back from the day on which it is opened."
          verb="Save"
          pendingVerb="Saving…"
          action={saveReport}
          hidden={{ dashboard, search }}
          done="Saved. It is among the saved reports now."
          close={() => setOpen(false)}
        >
          <TextField name="name" label="Name" required maxLength={120} defaultValue={name} />
          {mayShare ? <SelectField name="scope" label="Who sees it" options={scopes} /> : null}
        </FormDialog>
      ) : null}
    </>
  );
}

export function RenameReport({
  report,
  mayShare,
}: {
  report: { id: string; name: string; shared: boolean };
  mayShare: boolean;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Rename or share “${report.name}”`}
        onClick={() => setOpen(true)}
      >
        <Pencil aria-hidden />
      </Button>
      {open ? (
        <FormDialog
          title="Name and sharing"
          verb="Save"
          pendingVerb="Saving…"
          action={renameReport}
          hidden={{ reportId: report.id }}
          done="Saved."
          close={() => setOpen(false)}
        >
          <TextField name="name" label="Name" required maxLength={120} defaultValue={report.name} />
          {mayShare ? (
            <SelectField
              name="scope"
              label="Who sees it"
              options={scopes}
              defaultValue={report.shared ? "organization" : "me"}
              hint="Letters to colleagues end when they may not see it any more."
            />
          ) : null}
        </FormDialog>
      ) : null}
    </>
  );
}

type Letters = {
  report: { id: string; name: string };
  zone: string;
  /** Colleagues it may go to; without any it goes to oneself. */
  people: { id: string; name: string }[];
  now?: { cadence: Cadence; hour: number; weekday: number; monthDay: number };
};

/** Who gets a report by e-mail, and when. */
export function SendByEmail({ report, zone, people, now }: Letters) {
  const [open, setOpen] = useState(false);
  const [cadence, setCadence] = useState<Cadence>(now?.cadence ?? "weekly");
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Send “${report.name}” by e-mail`}
        onClick={() => setOpen(true)}
      >
        <Mail aria-hidden />
      </Button>
      {open ? (
        <FormDialog
          title={`Send “${report.name}” by e-mail`}
          text={`Its figures as a letter with the charts as PDF, by the clock of ${zone.replaceAll("_", " ")}. Whoever gets it must be allowed to see the dashboard each time.`}
          verb="Send it"
          pendingVerb="Saving…"
          action={scheduleReport}
          hidden={{ reportId: report.id }}
          done="The letters are arranged."
          close={() => setOpen(false)}
        >
          {people.length > 0 ? (
            <SelectField
              name="personId"
              label="To"
              options={[{ value: "", label: "Me" }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          ) : null}
          <SelectField
            name="cadence"
            label="How often"
            options={Object.entries(cadences).map(([value, label]) => ({ value, label }))}
            value={cadence}
            onChange={(event) => setCadence(event.target.value as Cadence)}
          />
          {cadence === "weekly" ? (
            <SelectField
              name="weekday"
              label="On"
              options={weekdays.map((label, day) => ({ value: String(day + 1), label }))}
              defaultValue={String(now?.weekday ?? 1)}
            />
          ) : null}
          {cadence === "monthly" ? (
            <SelectField
              name="monthDay"
              label="On day"
              options={Array.from({ length: 31 }, (_, day) => ({
                value: String(day + 1),
                label: day === 30 ? "The last day of the month" : String(day + 1),
              }))}
              defaultValue={String(now?.monthDay ?? 1)}
            />
          ) : null}
          <SelectField
            name="hour"
            label="At"
            options={Array.from({ length: 24 }, (_, hour) => ({
              value: String(hour),
              label: `${String(hour).padStart(2, "0")}:00`,
            }))}
            defaultValue={String(now?.hour ?? 8)}
          />
        </FormDialog>
      ) : null}
    </>
  );
}
