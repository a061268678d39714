import type { PublicGuide } from "#lib/events/queries/guide";

/** What guests from elsewhere should know of the place and its people; nothing where nothing was written. */
export function Guide({ entries }: { entries: PublicGuide }) {
  if (entries.length === 0) return null;
  return (
    <section aria-label="Good to know" className="grid gap-4">
      <h2 className="font-semibold text-lg">Good to know</h2>
      {entries.map((entry) => (
        <div key={entry.title} className="grid gap-1">
          <h3 className="font-medium">{entry.title}</h3>
          <p className="max-w-prose whitespace-pre-line">{entry.body}</p>
        </div>
      ))}
    </section>
  );
}
