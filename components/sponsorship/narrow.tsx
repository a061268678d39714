import { Button } from "#components/ui/button";
import { NativeSelect } from "#components/ui/native-select";

type Choice = { name: string; label: string; value?: string; options: readonly { id: string; name: string }[] };

type Props = { action: string; choices: readonly Choice[]; hidden?: Record<string, string> };

/** What a dashboard is narrowed to: a form of the address, so that a link shows the same to somebody else. */
export function Narrow({ action, choices, hidden = {} }: Props) {
  const shown = choices.filter(({ options }) => options.length > 1);
  if (shown.length === 0) return null;
  return (
    <form
      action={action}
      data-print="hide"
      aria-label="Narrow down"
      className="mb-5 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {shown.map(({ name, label, value, options }) => (
        <label
          key={name}
          htmlFor={`narrow-${name}`}
          className="grid min-w-0 gap-1 text-[0.8125rem] text-muted-foreground"
        >
          {label}
          <NativeSelect
            id={`narrow-${name}`}
            name={name}
            defaultValue={value ?? ""}
            className="min-w-0 text-foreground md:w-52"
          >
            {options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.name}
              </option>
            ))}
          </NativeSelect>
        </label>
      ))}
      <Button type="submit" variant="outline">
        Show
      </Button>
    </form>
  );
}
