import { DateInput } from "#components/ui/date-time-input";
import { Label } from "#components/ui/label";

type Props = { name: string; label: string; day?: string; min?: string; max?: string };

/** A calendar day of the organization, as one of the questions of a report. */
export function DayField({ name, label, day, min, max }: Props) {
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={`day-${name}`}>{label}</Label>
      <DateInput key={day} id={`day-${name}`} name={name} defaultValue={day} min={min} max={max} />
    </div>
  );
}
