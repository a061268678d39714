import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { FeedbackResults, type ResultsProps } from "#components/events/feedback-results";
import type { PlanField } from "#components/events/plan-fields";
import { ActButton, AddItem, EditItem, RemoveItem } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { Badge } from "#components/ui/badge";
import {
  addFeedbackQuestion,
  changeFeedbackQuestion,
  endFeedbackQuestion,
  moveFeedbackForm,
  saveFeedbackForm,
} from "#lib/events/actions/feedback";
import { feedbackKinds, feedbackNames, feedbackWhom } from "#lib/events/rules/feedback";
import { choicesOf } from "#lib/events/rules/inputs";
import { toLocal } from "#lib/time";

type Props = Omit<ResultsProps, "form"> & {
  form: ResultsProps["form"] | null;
  ended: boolean;
  may: boolean;
};

/** How it was: what those who came are asked, and what they said. */
export function FeedbackPage({ form, ...props }: Props) {
  return (
    <div className="grid gap-8">
      {form?.askedAt ? <FeedbackResults {...props} form={form} /> : null}
      <Form form={form} {...props} />
      <Questions {...props} />
    </div>
  );
}

const people = (many: number) => (many === 1 ? "1 person" : `${many.toLocaleString("en")} people`);

function Form({ event, form, ended, may, questions }: Props) {
  const fields: PlanField[] = [
    { name: "intro", label: "How the letter begins", kind: "long", hint: "Empty: a sentence of thanks." },
    {
      name: "whom",
      label: "Who is asked",
      kind: "choice",
      options: choicesOf(feedbackWhom),
      half: true,
      required: true,
    },
    { name: "names", label: "Names", kind: "choice", options: choicesOf(feedbackNames), half: true, required: true },
    { name: "askAfterHours", label: "Hours after the end", kind: "number", half: true, required: true },
    { name: "closesAt", label: "Answers are taken until", kind: "moment", zone: event.zone, half: true },
  ];
  const values = {
    intro: form?.intro ?? "",
    whom: form?.whom ?? "arrived",
    names: form?.names ?? "chosen",
    askAfterHours: form?.askAfterHours ?? 2,
    closesAt: form?.closesAt ? toLocal(form.closesAt, event.zone) : "",
  };
  const dialog = {
    title: "How to ask",
    verb: "Save",
    done: "Saved.",
    action: saveFeedbackForm,
    hidden: { eventId: event.id },
    fields,
    values,
  };
  const asking = questions.filter((one) => !one.archived).length;
  const reach = form?.reach ?? null;
  const when = ended ? "within minutes" : "when the event is over";
  return (
    <section aria-label="How people are asked">
      <PlanHead
        title="How people are asked"
        text="Each gets a letter with a link once the event is over, and answers without an account, once a ticket."
        actions={may && !form ? <AddItem label="Set up feedback" {...dialog} /> : null}
      />
      {form ? (
        <PlanList label="How people are asked">
          <PlanRow
            title={feedbackWhom[form.whom]}
            badges={<StateBadge state={form.state} />}
            meta={[
              feedbackNames[form.names],
              form.askedAt ? (
                <>
                  Asked <Time at={form.askedAt} zone={event.zone} named />
                </>
              ) : (
                `${form.askAfterHours} ${form.askAfterHours === 1 ? "hour" : "hours"} after the end`
              ),
              form.closesAt ? (
                <>
                  Answers until <Time at={form.closesAt} zone={event.zone} named />
                </>
              ) : null,
            ]}
            actions={
              may ? (
                <>
                  {form.state === "draft" && asking > 0 ? (
                    <ActButton
                      label="Open"
                      input={{ id: form.id, to: "open" }}
                      act={moveFeedbackForm}
                      done={`Whoever came is asked ${when}.`}
                      ask={{
                        title: "Ask those who came?",
                        text: `A letter goes out ${when}, once to each address${reach ? `: to ${people(reach)} as it stands now` : ""}. A letter cannot be taken back.`,
                      }}
                    />
                  ) : null}
                  {form.state === "open" ? (
                    <ActButton
                      label="Close"
                      input={{ id: form.id, to: "closed" }}
                      act={moveFeedbackForm}
                      done="No more answers are taken."
                      ask={{ title: "Take no more answers?", text: "You can open it again." }}
                    />
                  ) : null}
                  {form.state === "closed" ? (
                    <ActButton
                      label="Open again"
                      input={{ id: form.id, to: "open" }}
                      act={moveFeedbackForm}
                      done="Answers are taken again."
                    />
                  ) : null}
                  <EditItem name="how people are asked" {...dialog} />
                </>
              ) : null
            }
          />
        </PlanList>
      ) : (
        <NothingYet title="Nobody is asked yet">Set up whom you ask and when; then write the questions.</NothingYet>
      )}
    </section>
  );
}

function Questions({ event, questions, sessions, may }: Omit<Props, "form">) {
  const fields: PlanField[] = [
    { name: "label", label: "Question", kind: "text", required: true },
    { name: "hint", label: "Hint", kind: "text" },
    { name: "options", label: "Answers to choose from", kind: "long", hint: "Of a choice: one a line." },
    { name: "sessionId", label: "About", kind: "choice", options: sessions, none: "The whole event", half: true },
    { name: "position", label: "Place in the form", kind: "number", half: true },
    { name: "required", label: "Has to be answered", kind: "tick" },
  ];
  const kind: PlanField = {
    name: "kind",
    label: "How it is answered",
    kind: "choice",
    options: choicesOf(feedbackKinds),
    required: true,
  };
  return (
    <section aria-label="Questions">
      <PlanHead
        title="Questions"
        actions={
          may ? (
            <AddItem
              label="Add a question"
              variant="outline"
              title="What do you ask?"
              verb="Add"
              done="Added."
              action={addFeedbackQuestion}
              hidden={{ eventId: event.id }}
              fields={[kind, ...fields]}
              values={{ kind: "scale", position: questions.length }}
            />
          ) : null
        }
      />
      {questions.length === 0 ? (
        <NothingYet title="No questions yet">
          Three or four are answered most often: a scale, a choice, and one in their own words.
        </NothingYet>
      ) : (
        <PlanList label="Questions">
          {questions.map((one) => (
            <PlanRow
              key={one.id}
              title={one.label}
              badges={
                <>
                  <Badge variant="outline">{feedbackKinds[one.kind]}</Badge>
                  {one.required ? <Badge variant="primary">Has to be answered</Badge> : null}
                  {one.archived ? <Badge>Asked no more</Badge> : null}
                </>
              }
              meta={[one.session ? `About “${one.session}”` : null, one.options.join(", ") || null, one.hint || null]}
              actions={
                may && !one.archived ? (
                  <>
                    <EditItem
                      name={one.label}
                      title="Change this question"
                      verb="Save"
                      done="Saved."
                      action={changeFeedbackQuestion}
                      hidden={{ id: one.id }}
                      fields={fields}
                      values={{ ...one, options: one.options.join("\n"), sessionId: one.sessionId ?? "" }}
                    />
                    <RemoveItem
                      id={one.id}
                      name={one.label}
                      act={endFeedbackQuestion}
                      text="It is asked no more. What was answered stays."
                    />
                  </>
                ) : null
              }
            />
          ))}
        </PlanList>
      )}
    </section>
  );
}
