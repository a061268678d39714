import { Paragraphs } from "#components/public/paragraphs";

/** What an event is, in the organizer's words; nothing where there are none. */
export function About({ text, name }: { text: string; name: string }) {
  if (!text.trim()) return null;
  return (
    <section aria-label={`About ${name}`} className="grid max-w-prose gap-4">
      <h2 className="font-semibold text-lg">About</h2>
      <Paragraphs text={text} />
    </section>
  );
}
