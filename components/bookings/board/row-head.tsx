import { type BoardResource, resourceKindWords } from "#lib/bookings/rules/board";

/** Who or what a row is about. It stays in sight when the day is scrolled. */
export function RowHead({ resource, place }: { resource: BoardResource; place: string | null }) {
  return (
    <div className="sticky left-0 z-30 flex w-36 shrink-0 items-start gap-2 border-r bg-card px-2 py-2">
      <span aria-hidden className="mt-1 size-2.5 shrink-0 rounded-full" style={{ background: resource.color }} />
      <div className="min-w-0">
        <p className="break-words font-medium text-sm leading-5">{resource.name}</p>
        <p className="text-muted-foreground text-xs">
          {resourceKindWords[resource.kind]}
          {resource.capacity ? ` · up to ${resource.capacity}` : ""}
        </p>
        {place ? <p className="break-words text-muted-foreground text-xs">{place}</p> : null}
      </div>
    </div>
  );
}
