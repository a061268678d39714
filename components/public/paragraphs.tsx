/** Plain text: an empty line begins a paragraph, a line break stays one. */
export const Paragraphs = ({ text }: { text: string }) =>
  text
    .split(/\n\s*\n/)
    .filter((one) => one.trim())
    .map((one) => (
      <p key={one} className="max-w-prose whitespace-pre-line break-words leading-7">
        {one.trim()}
      </p>
    ));
