import { ArrowRight, Handshake, Inbox, Mail, MessageSquare, Phone, StickyNote, Users } from "lucide-react";
import { Time } from "#components/data/time";
import type { ThreadLine } from "#lib/crm/queries";
import { spanWords } from "#lib/crm/rules";

const icons = {
  note: StickyNote,
  call: Phone,
  email: Mail,
  meeting: Users,
  message: MessageSquare,
  form: Inbox,
  conversion: Handshake,
  stage: ArrowRight,
} as const;
const kinds: Record<string, string> = {
  note: "Note",
  call: "Call",
  email: "E-mail",
  meeting: "Meeting",
  message: "Message",
  form: "Inquiry",
  conversion: "Converted",
  stage: "Stage",
};

/** Everything that happened, the newest first. */
export function Thread({ lines, zone, now }: { lines: ThreadLine[]; zone: string; now: number }) {
  return (
    <ol aria-label="Thread" className="grid">
      {lines.map((line) => {
        const Icon = icons[line.kind as keyof typeof icons] ?? StickyNote;
        const stay =
          line.kind === "stage" ? spanWords((line.leftAt ? Date.parse(line.leftAt) : now) - Date.parse(line.at)) : null;
        return (
          <li key={`${line.kind} ${line.id}`} className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 pb-4">
            <span
              aria-hidden
              className="grid size-7 place-content-center rounded-full border bg-card text-muted-foreground [&_svg]:size-3.5"
            >
              <Icon />
            </span>
            <div className="min-w-0 pt-0.5">
              <p className="flex flex-wrap gap-x-2 text-[0.8125rem] text-muted-foreground">
                <span className="font-medium text-foreground">{kinds[line.kind] ?? line.kind}</span>
                <Time at={line.at} zone={zone} />
                {line.by ? <span>{line.by}</span> : null}
              </p>
              <p className="whitespace-pre-line break-words">
                {line.text}
                {stay ? (
                  <span className="text-muted-foreground"> · {line.leftAt ? `stayed ${stay}` : `for ${stay} now`}</span>
                ) : null}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
