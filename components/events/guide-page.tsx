import { Time } from "#components/data/time";
import { ActButton } from "#components/events/plan-item";
import { PlanTab } from "#components/events/plan-tab";
import { Badge } from "#components/ui/badge";
import {
  addGuide,
  addUpdate,
  changeGuide,
  changeUpdate,
  removeGuide,
  removeUpdate,
  sendUpdate,
} from "#lib/events/actions/planning";
import type { guideOf, updatesOf } from "#lib/events/queries/planning";
import { choicesOf } from "#lib/events/rules/inputs";
import { guideTopics } from "#lib/events/rules/planning";

/** What guests and crew from elsewhere should know of the place and its people. */
export function GuideTab({
  eventId,
  entries,
  may,
}: {
  eventId: string;
  entries: Awaited<ReturnType<typeof guideOf>>;
  may: boolean;
}) {
  return (
    <PlanTab
      title="Cultural guide"
      text="What guests and crew from elsewhere should know. What is public stands on the event's page."
      word="an entry"
      empty={{ title: "No guide yet", text: "How people greet, dress and eat here; how to get there; whom to call." }}
      hidden={{ eventId }}
      may={may}
      first={{ topic: "welcome", position: entries.length }}
      fields={[
        { name: "topic", label: "Topic", kind: "choice", options: choicesOf(guideTopics), half: true, required: true },
        { name: "position", label: "Place in the guide", kind: "number", half: true },
        { name: "title", label: "Title", kind: "text", required: true },
        { name: "body", label: "Text", kind: "long", rows: 6, required: true },
        { name: "shown", label: "Public", kind: "tick", hint: "Otherwise for the crew alone." },
      ]}
      acts={{ add: addGuide, change: changeGuide, remove: removeGuide }}
      items={entries.map((one) => ({
        id: one.id,
        name: one.title,
        badges: (
          <>
            <Badge variant="outline">{guideTopics[one.topic]}</Badge>
            <Badge variant={one.shown ? "success" : "neutral"}>{one.shown ? "Public" : "Crew only"}</Badge>
          </>
        ),
        body: <p className="max-w-prose whitespace-pre-line text-[0.8125rem]">{one.body}</p>,
        values: { topic: one.topic, title: one.title, body: one.body, shown: one.shown, position: one.position },
      }))}
    />
  );
}

type UpdatesProps = {
  event: { id: string; zone: string };
  updates: Awaited<ReturnType<typeof updatesOf>>;
  /** How many people a letter would reach now; null for those who may not send one. */
  holders: number | null;
  may: boolean;
};

/** Letters to everybody who holds a ticket. Each is sent once. */
export function UpdatesTab({ event, updates, holders, may }: UpdatesProps) {
  const people =
    holders === 1 ? "1 person holds a ticket" : `${(holders ?? 0).toLocaleString("en")} people hold tickets`;
  return (
    <PlanTab
      title="Updates"
      text={holders === null ? "Letters to those who hold tickets." : `${people}. A letter goes to each of them once.`}
      word="a letter"
      empty={{ title: "No letters yet", text: "Write a draft, read it, and send it to everybody who holds a ticket." }}
      hidden={{ eventId: event.id }}
      may={may}
      fields={[
        { name: "subject", label: "Subject", kind: "text", required: true },
        {
          name: "body",
          label: "Text",
          kind: "long",
          rows: 8,
          required: true,
          hint: "An empty line begins a paragraph.",
        },
      ]}
      acts={{ add: addUpdate, change: changeUpdate, remove: removeUpdate }}
      items={updates.map((one) => ({
        id: one.id,
        name: one.subject,
        state: one.state,
        meta: [
          one.sentAt ? (
            <span key="sent">
              sent <Time at={one.sentAt} zone={event.zone} /> to {one.recipients?.toLocaleString("en")}
            </span>
          ) : null,
        ],
        body: <p className="max-w-prose whitespace-pre-line text-[0.8125rem]">{one.body}</p>,
        more:
          one.state === "draft" && holders !== null && holders > 0 ? (
            <ActButton
              label={`Send to ${holders.toLocaleString("en")}`}
              input={{ id: one.id, expected: holders }}
              act={sendUpdate}
              done="It is on its way."
              ask={{
                title: `Send “${one.subject}” to ${holders.toLocaleString("en")} ${holders === 1 ? "person" : "people"}?`,
                text: `${one.body.slice(0, 400)}${one.body.length > 400 ? "…" : ""} — An e-mail cannot be taken back.`,
              }}
            />
          ) : null,
        ...(one.state === "draft" ? { values: { subject: one.subject, body: one.body } } : {}),
      }))}
    />
  );
}
