/** A file that goes along; kept for both parties, and always a download. */
export function FileField({ label = "File", id = "file" }: { label?: string; id?: string }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label} <span className="font-normal text-muted-foreground">optional</span>
      </label>
      <input
        id={id}
        type="file"
        name="file"
        aria-describedby={`${id}-hint`}
        className="block w-full min-w-0 text-[0.8125rem] file:mr-3 file:h-8 file:rounded-md file:border file:border-input file:border-solid file:bg-card file:px-3 file:font-medium file:text-foreground"
      />
      <p id={`${id}-hint`} className="text-[0.8125rem] text-muted-foreground">
        At most 900 kB.
      </p>
    </div>
  );
}

type Attached = { slug: string; file: { id: string; name: string } | null };

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
