import { Skeleton } from "#components/ui/skeleton";

const rows = Array.from({ length: 10 }, (_, index) => index);
const tiles = [0, 1, 2, 3];

/** A page on its way, in the shape of what is coming, so that nothing jumps when it is there. */
export function PageSkeleton({ shape = "list" }: { shape?: "list" | "dashboard" | "record" }) {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="mb-6 h-7 w-48" />
      {shape === "dashboard" ? <DashboardShape /> : shape === "record" ? <RecordShape /> : <TableSkeleton />}
    </div>
  );
}

export function TableSkeleton() {
  return (
    <div aria-hidden>
      <div className="mb-3 flex gap-2">
        <Skeleton className="h-8 w-64 max-md:h-10" />
        <Skeleton className="h-8 w-24 max-md:hidden" />
      </div>
      <div className="overflow-hidden rounded-lg border bg-card">
        <div className="h-9 border-b bg-muted" />
        {rows.map((row) => (
          <div key={row} className="flex h-10 items-center gap-6 border-b px-3 last:border-0">
            <Skeleton className="h-3.5 w-1/4" />
            <Skeleton className="h-3.5 w-1/6" />
            <Skeleton className="h-3.5 w-1/5 max-md:hidden" />
            <Skeleton className="ml-auto h-3.5 w-16" />
          </div>
        ))}
      </div>
    </div>
  );
}

function DashboardShape() {
  return (
    <div aria-hidden className="grid gap-4">
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {tiles.map((tile) => (
          <Skeleton key={tile} className="h-28 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  );
}

function RecordShape() {
  return (
    <div aria-hidden className="grid gap-4 lg:grid-cols-3">
      <Skeleton className="h-80 rounded-lg lg:col-span-2" />
      <Skeleton className="h-56 rounded-lg" />
    </div>
  );
}
