type Attached = { slug: string; file: { id: string; name: string } | null };

/** A file of the other side or one's own; always a download. */
export function AttachedFile({ slug, file }: Attached) {
  if (!file) return null;
  return (
    <a
      href={`/api/${slug}/sponsorship/files/${file.id}`}
      className="inline-block min-h-6 min-w-0 break-all text-primary-text underline underline-offset-4"
    >
      {file.name}
    </a>
  );
}
