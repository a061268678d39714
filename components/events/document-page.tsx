import { Day } from "#components/data/time";
import { DocumentUpload } from "#components/events/document-upload";
import { PlanFilter } from "#components/events/plan-list";
import { PlanTab } from "#components/events/plan-tab";
import { Badge } from "#components/ui/badge";
import { addDocument, changeDocument, moveDocument, removeDocument } from "#lib/events/actions/planning";
import type { documentsOf } from "#lib/events/queries/planning";
import { choicesOf } from "#lib/events/rules/inputs";
import { movesOf } from "#lib/events/rules/moves";
import { documentKinds } from "#lib/events/rules/planning";
import type { Permission } from "#lib/permissions";

export const documentFilters = ["all", "lacking", "required"] as const;
type Filter = (typeof documentFilters)[number];
type Document = Awaited<ReturnType<typeof documentsOf>>[number];
type Props = {
  slug: string;
  eventId: string;
  documents: Document[];
  shown: Filter;
  permissions: ReadonlySet<Permission>;
  may: boolean;
};

const fits: Record<Filter, (one: Document) => boolean> = {
  all: () => true,
  lacking: (one) => one.lacking,
  required: (one) => one.required,
};
const labels = { all: "All", lacking: "Missing or running out", required: "Required" };

/** Papers that the event needs: permits, insurance, plans. Each keeps every file it ever had; the newest is offered. */
export function DocumentTab({ slug, eventId, documents, shown, permissions, may }: Props) {
  const path = `/${slug}/events/${eventId}/documents`;
  return (
    <PlanTab
      title="Documents"
      filter={
        documents.length > 0 ? (
          <PlanFilter
            path={path}
            shown={shown}
            choices={documentFilters.map((key) => ({
              key,
              label: labels[key],
              count: documents.filter(fits[key]).length,
            }))}
          />
        ) : null
      }
      text="PDF, pictures and office files up to 10 MB. They are only ever downloaded."
      word="a document"
      empty={
        documents.length > 0
          ? { title: "None of them", text: "Nothing is missing or running out." }
          : {
              title: "No documents yet",
              text: "Say which permits, insurances and plans the event needs, then upload them.",
            }
      }
      hidden={{ eventId }}
      may={may}
      first={{ kind: "permit", required: true }}
      fields={[
        { name: "name", label: "Name", kind: "text", required: true },
        {
          name: "kind",
          label: "Kind",
          kind: "choice",
          options: choicesOf(documentKinds),
          half: true,
          required: true,
        },
        { name: "required", label: "The event cannot happen without it", kind: "tick", half: true },
        { name: "dueOn", label: "Needed by", kind: "date", half: true },
        { name: "expiresOn", label: "Runs until", kind: "date", half: true },
        { name: "notes", label: "Notes", kind: "long", rows: 2 },
      ]}
      acts={{ add: addDocument, change: changeDocument, move: moveDocument, remove: removeDocument }}
      items={documents.filter(fits[shown]).map((one) => ({
        id: one.id,
        name: one.name,
        state: one.state,
        next: movesOf("document", one.state, permissions),
        tone: one.lacking ? ("danger" as const) : undefined,
        badges: (
          <>
            <Badge variant="outline">{documentKinds[one.kind]}</Badge>
            {one.required ? <Badge variant="primary">Required</Badge> : null}
            {one.expires ? <Badge variant="warning">Runs out before the event ends</Badge> : null}
          </>
        ),
        meta: [
          one.file ? (
            <a
              key="file"
              className="text-primary-text underline underline-offset-4"
              href={`/api/${slug}/events/documents/${one.id}`}
            >
              {one.file.name} ({sizeWords(one.file.size)})
            </a>
          ) : (
            "no file yet"
          ),
          one.dueOn ? <When key="due" words="needed by" day={one.dueOn} /> : null,
          one.expiresOn ? <When key="until" words="runs until" day={one.expiresOn} /> : null,
        ],
        body: one.notes ? <p className="text-[0.8125rem]">{one.notes}</p> : null,
        more:
          one.state === "waived" ? null : (
            <DocumentUpload
              address={`/api/${slug}/events/documents/${one.id}`}
              name={one.name}
              again={one.file !== null}
            />
          ),
        values: {
          ...{ name: one.name, kind: one.kind, required: one.required, notes: one.notes },
          ...{ dueOn: one.dueOn, expiresOn: one.expiresOn },
        },
      }))}
    />
  );
}

const sizeWords = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

function When({ words, day }: { words: string; day: string }) {
  return (
    <>
      {words} <Day day={day} />
    </>
  );
}
