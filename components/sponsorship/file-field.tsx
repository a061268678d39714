"use client";

import { usePathname } from "next/navigation";
import { type ChangeEvent, useState } from "react";
import { Progress } from "#components/ui/progress";
import type { Problem } from "#lib/errors";
import { startUpload } from "#lib/sponsorship/actions";
import { largestFile, type Owner, oneRequest } from "#lib/sponsorship/rules/files";
import { partSize } from "#lib/system/rules";

type Props = { owner: Owner; ownerId: string; label?: string };
type Sending = { percent: number } | { upload: string } | { problem: string };

/** A file that goes along, kept for both parties. A small one is sent with the form; a large one at once, in parts. */
export function FileField({ owner, ownerId, label = "File" }: Props) {
  const slug = usePathname().split("/")[1] ?? "";
  const [sending, setSending] = useState<Sending | null>(null);
  const id = `file-${ownerId}`;
  const large = sending !== null;

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    setSending(null);
    if (!file || file.size <= oneRequest) return;
    if (file.size > largestFile) return setSending({ problem: "That file is larger than 20 MB." });
    setSending({ percent: 0 });
    try {
      const started = await startUpload({ owner, id: ownerId, name: file.name, byteSize: file.size });
      if (!started.ok) return setSending({ problem: started.problem.message });
      const upload = started.value.id;
      for (let n = 0; n * partSize < file.size; n++) {
        const part = await fetch(`/api/${slug}/sponsorship/uploads/${upload}?n=${n}`, {
          method: "PUT",
          body: file.slice(n * partSize, (n + 1) * partSize),
        });
        if (!part.ok) return setSending({ problem: ((await part.json()) as { problem: Problem }).problem.message });
        setSending({ percent: Math.floor((Math.min((n + 1) * partSize, file.size) / file.size) * 100) });
      }
      setSending({ upload });
    } catch {
      setSending({ problem: "The connection was lost. Choose the file again." });
    }
  };

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label} <span className="font-normal text-muted-foreground">optional</span>
      </label>
      <input
        id={id}
        type="file"
        name={large ? undefined : "file"}
        onChange={choose}
        aria-describedby={`${id}-hint`}
        className="block w-full min-w-0 text-[0.8125rem] file:mr-3 file:h-8 file:rounded-md file:border file:border-input file:border-solid file:bg-card file:px-3 file:font-medium file:text-foreground"
      />
      {sending && "upload" in sending ? <input type="hidden" name="upload" value={sending.upload} /> : null}
      {sending && "percent" in sending ? <Progress label="Sending the file" value={sending.percent} /> : null}
      <p id={`${id}-hint`} role="status" className="text-[0.8125rem] text-muted-foreground">
        {sending && "problem" in sending ? (
          <span className="text-destructive-text">{sending.problem}</span>
        ) : sending && "percent" in sending ? (
          `Sending, ${sending.percent} %. Wait until it is there.`
        ) : sending ? (
          "It is there, and goes along with what you send."
        ) : (
          "Pictures, PDF, office documents, ZIP, MP4 or text, at most 20 MB."
        )}
      </p>
    </div>
  );
}
