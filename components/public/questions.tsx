import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { Textarea } from "#components/ui/textarea";
import type { Question } from "#lib/ticketing/rules";

export type QuestionsProps = {
  questions: readonly Question[];
  items: readonly {
    tierId: string;
    name: string;
    kind: "admission" | "add_on";
    quantity: number;
    seats: readonly string[];
  }[];
  /** What happens when nobody is named. */
  unnamed?: string;
  /** What was typed before a refusal. */
  values?: Record<string, unknown>;
  errors?: Record<string, string[]>;
};

/** What the organizer asks: of the buyer, and of each person who comes. Nothing when nothing is asked. */
export function Questions({ questions, items, unnamed, values, errors }: QuestionsProps) {
  const ofOrder = questions.filter((one) => one.asks === "order");
  const people = items
    .filter((item) => item.kind === "admission")
    .flatMap((item) => {
      const asked = questions.filter((one) => one.asks === "attendee" && (!one.tierId || one.tierId === item.tierId));
      return asked.length === 0 ? [] : Array.from({ length: item.quantity }, (_, n) => ({ item, n, asked }));
    });
  const typed = (path: string) => textAt(values, path);
  return (
    <>
      {ofOrder.map((question) => (
        <Ask key={question.id} question={question} name={`answers.${question.id}`} {...{ typed, errors }} />
      ))}
      {people.map(({ item, n, asked }) => {
        const path = `attendees.${item.tierId}.${n}`;
        const which = item.seats[n] ?? (item.quantity > 1 ? `${n + 1} of ${item.quantity}` : "");
        return (
          <fieldset key={path} className="grid gap-4 rounded-lg border p-4">
            <legend className="px-1 font-medium">{[item.name, which].filter(Boolean).join(", ")}</legend>
            <Field label="Who is coming" hint={unnamed ?? "Your own name when empty."} error={errors?.[`${path}.name`]}>
              <Input
                name={`${path}.name`}
                key={typed(`${path}.name`)}
                defaultValue={typed(`${path}.name`)}
                maxLength={120}
                className={field}
              />
            </Field>
            {asked.map((question) => (
              <Ask
                key={question.id}
                question={question}
                name={`${path}.answers.${question.id}`}
                {...{ typed, errors }}
              />
            ))}
          </fieldset>
        );
      })}
    </>
  );
}

type AskProps = {
  question: Question;
  name: string;
  typed: (path: string) => string;
  errors?: Record<string, string[]>;
};

function Ask({ question, name, typed, errors }: AskProps) {
  const { label, hint, kind, options, required } = question;
  const value = typed(name);
  const common = { label, hint: hint || undefined, required, error: errors?.[name] };
  if (kind === "checkbox")
    return (
      <Field {...common} inline>
        <input
          type="checkbox"
          name={name}
          value="yes"
          key={value}
          defaultChecked={value === "yes"}
          className="size-5 accent-primary"
        />
      </Field>
    );
  if (kind === "choice")
    return (
      <Field {...common}>
        <NativeSelect name={name} key={value} defaultValue={value} className={field}>
          <option value="">Choose</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </NativeSelect>
      </Field>
    );
  return (
    <Field {...common}>
      {kind === "long_text" ? (
        <Textarea name={name} rows={3} key={value} defaultValue={value} maxLength={2000} className="md:text-base" />
      ) : (
        <Input name={name} key={value} defaultValue={value} maxLength={2000} className={field} />
      )}
    </Field>
  );
}

const field = "h-11 max-md:h-11 md:text-base";

/** `attendees.<tier>.0.name` in what was typed. */
function textAt(values: Record<string, unknown> | undefined, path: string): string {
  const found = path
    .split(".")
    .reduce<unknown>((at, part) => (typeof at === "object" && at !== null ? Reflect.get(at, part) : undefined), values);
  return typeof found === "string" ? found : "";
}
