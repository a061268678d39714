"use client";

import { type ComponentProps, createContext, type ReactNode, use } from "react";
import { useFormStatus } from "react-dom";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button, type ButtonProps } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { DateTimeInput } from "#components/ui/date-time-input";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { Switch } from "#components/ui/switch";
import { Textarea } from "#components/ui/textarea";
import type { Problem } from "#lib/errors";

/** What `useActionState` of a form action holds; `values` are what was typed when it was refused. */
export type FormAnswer = { done: boolean; problem?: Problem; values?: Record<string, unknown> };

const AnswerContext = createContext<FormAnswer>({ done: false });

export type ActionFormProps = Omit<ComponentProps<"form">, "action"> & {
  /** A function, or the address of a route that takes the form also without scripts. */
  action: ((form: FormData) => void) | string;
  state: FormAnswer;
};

/**
 * A form bound to `const [state, action] = useActionState(…)`: each field inside finds its error by its
 * name, and keeps what was typed. What belongs to no field stands on top.
 */
export function ActionForm({ state, children, className = "grid gap-4", ...props }: ActionFormProps) {
  const { problem } = state;
  return (
    <AnswerContext value={state}>
      <form className={className} noValidate {...props}>
        {problem ? (
          <Alert variant="destructive" role="alert">
            <AlertTitle>{problem.message}</AlertTitle>
          </Alert>
        ) : null}
        {children}
      </form>
    </AnswerContext>
  );
}

type Common = { name: string; label: ReactNode; hint?: ReactNode; required?: boolean };
type Control<T> = Common & Omit<T, keyof Common>;

export function TextField({ label, hint, name, required, ...props }: Control<ComponentProps<"input">>) {
  const [key, typed] = useTyped(name, props.defaultValue);
  return (
    <Bound label={label} hint={hint} name={name} required={required}>
      <Input key={key} {...props} {...typed} />
    </Bound>
  );
}

export function LongTextField({ label, hint, name, required, ...props }: Control<ComponentProps<"textarea">>) {
  const [key, typed] = useTyped(name, props.defaultValue);
  return (
    <Bound label={label} hint={hint} name={name} required={required}>
      <Textarea key={key} {...props} {...typed} />
    </Bound>
  );
}

/** `options` as values and labels, or `children` with your own `<option>`s. */
export function SelectField({
  label,
  hint,
  name,
  required,
  options,
  children,
  ...props
}: Control<ComponentProps<"select">> & { options?: readonly { value: string; label: string }[] }) {
  const [key, typed] = useTyped(name, props.defaultValue);
  return (
    <Bound label={label} hint={hint} name={name} required={required}>
      <NativeSelect key={key} {...props} {...typed}>
        {children}
        {options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </Bound>
  );
}

/** An amount in major units, as text; the currency stands beside it. */
export function MoneyField({ currency, label, ...props }: Control<ComponentProps<"input">> & { currency: string }) {
  return (
    <TextField
      inputMode="decimal"
      autoComplete="off"
      {...props}
      className="figures max-w-44 text-right"
      label={
        <>
          {label} <span className="font-normal text-muted-foreground">{currency}</span>
        </>
      }
    />
  );
}

/** A wall-clock time in a named zone, sent as `YYYY-MM-DDTHH:mm`. */
export function DateTimeField({
  label,
  hint,
  name,
  required,
  zone,
  ...props
}: Control<Omit<ComponentProps<"input">, "type">> & { zone: string }) {
  const [key, typed] = useTyped(name, props.defaultValue);
  return (
    <Bound label={label} hint={hint} name={name} required={required}>
      <DateTimeInput key={key} zone={zone} {...props} {...typed} />
    </Bound>
  );
}

type Tick = Common & { defaultChecked?: boolean; value?: string };

export function CheckboxField({ label, hint, name, required, defaultChecked, value = "on" }: Tick) {
  const [key, ticked] = useTicked(name, value, defaultChecked);
  return (
    <Bound label={label} hint={hint} name={name} required={required} inline>
      <Checkbox key={key} {...ticked} />
    </Bound>
  );
}

export function SwitchField({ label, hint, name, required, defaultChecked, value = "on" }: Tick) {
  const [key, ticked] = useTicked(name, value, defaultChecked);
  return (
    <Bound label={label} hint={hint} name={name} required={required} inline>
      <Switch key={key} {...ticked} />
    </Bound>
  );
}

/** Sends the form, and says so while it is under way. */
export function SubmitButton({ pendingLabel, children, ...props }: ButtonProps & { pendingLabel?: string }) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" aria-disabled={pending} {...props}>
      {pending ? (pendingLabel ?? children) : children}
    </Button>
  );
}

function Bound({ name, ...props }: ComponentProps<typeof Field> & { name: string }) {
  const { problem } = use(AnswerContext);
  return <Field error={problem?.fields?.[name] ?? null} {...props} />;
}

/** React empties a form after its action; the key makes the control new, with what was typed in it. */
function useTyped(name: string, initial: ComponentProps<"input">["defaultValue"]) {
  const { values } = use(AnswerContext);
  const typed = values ? valueAt(values, name) : undefined;
  const defaultValue = typeof typed === "string" ? typed : initial;
  return [`${name} ${String(defaultValue ?? "")}`, { name, defaultValue }] as const;
}

function useTicked(name: string, value: string, initial = false) {
  const { values } = use(AnswerContext);
  const defaultChecked = values ? valueAt(values, name) === value : initial;
  return [`${name} ${defaultChecked}`, { name, value, defaultChecked }] as const;
}

/** `tiers.0.name` finds `values.tiers[0].name`. */
function valueAt(values: Record<string, unknown>, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>(
      (found, part) => (typeof found === "object" && found !== null ? Reflect.get(found, part) : undefined),
      values,
    );
}
