import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { NativeSelect } from "#components/ui/native-select";
import { type SpanKey, spans } from "#lib/analytics/rules";
import { type Compare, compares } from "#lib/analytics/rules/compare";

type Props = { action: string; span: SpanKey; compare: Compare; children?: ReactNode };

/** The days of a dashboard and those beside them. A form of the address, so that a link shows the same to somebody else. */
export function BoardChoice({ action, span, compare, children }: Props) {
  return (
    <form
      action={action}
      data-print="hide"
      className="mb-5 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
      aria-label="Narrow down"
    >
      <Choice
        name="span"
        label="Period"
        value={span}
        options={Object.entries(spans).map(([id, { label }]) => ({ id, name: `Last ${label}` }))}
      />
      <Choice
        name="compare"
        label="Compared with"
        value={compare}
        options={Object.entries(compares).map(([id, name]) => ({ id, name }))}
      />
      {children}
      <Button type="submit" variant="outline">
        Show
      </Button>
    </form>
  );
}

type ChoiceProps = { name: string; label: string; value?: string; options: { id: string; name: string }[] };

export function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <label htmlFor={`narrow-${name}`} className="grid min-w-0 gap-1 text-[0.8125rem] text-muted-foreground">
      {label}
      <NativeSelect
        id={`narrow-${name}`}
        name={name}
        defaultValue={value ?? ""}
        className="min-w-0 text-foreground md:w-44"
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </NativeSelect>
    </label>
  );
}
