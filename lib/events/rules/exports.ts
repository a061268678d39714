/** The files that an event can be had as, what they are called and what for. */
export const exportForms = {
  calendar: { words: "Calendar with sessions (iCalendar)", type: "text/calendar", ending: ".ics" },
  linked: { words: "schema.org Event (JSON-LD)", type: "application/ld+json", ending: ".jsonld" },
  event_csv: { words: "Event (CSV)", type: "text/csv", ending: ".csv" },
  event_json: { words: "Event (JSON)", type: "application/json", ending: ".json" },
  schedule: { words: "Conference schedule (XML)", type: "application/xml", ending: "-schedule.xml" },
  sessions_csv: { words: "Sessions (CSV)", type: "text/csv", ending: "-sessions.csv" },
  sessions_json: { words: "Sessions (JSON)", type: "application/json", ending: "-sessions.json" },
} as const;
export type ExportForm = keyof typeof exportForms;
