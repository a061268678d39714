"use client";

import { Film } from "lucide-react";
import { type FormEvent, useId, useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { Progress } from "#components/ui/progress";
import type { Problem } from "#lib/errors";
import { finishVideo, startVideo } from "#lib/events/actions/videos";
import { largestVideo } from "#lib/events/rules/videos";
import { partSize } from "#lib/system/rules";

type Props = { slug: string; eventId: string; again: boolean };
type Wrong = { file?: string; words?: string };
const lost: Wrong = { file: "The video did not arrive. Check the connection and try again." };

/** Choose a video, say what it shows, and see it go; what was typed stays after a refusal. */
export function VideoUpload({ slug, eventId, again }: Props) {
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const [percent, setPercent] = useState(0);
  const [busy, start] = useTransition();
  const id = useId();

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("video");
    const words = String(form.get("words") ?? "");
    if (busy) return;
    if (!(file instanceof File) || file.size === 0) return setWrong({ file: "Choose a video." });
    if (file.size > largestVideo) return setWrong({ file: "A video has at most 20 MB." });
    setWrong({});
    setPercent(0);
    start(async () => {
      const found = await sent({ slug, eventId, file, words }, setPercent).catch(() => lost);
      if (found) return setWrong(found);
      setOpen(false);
      await notify("success", "The video is on the event's page.");
    });
  };

  if (!open)
    return (
      <Button size="sm" variant="outline" onClick={() => setOpen(true)}>
        <Film aria-hidden /> {again ? "Replace the video" : "Add a video"}
      </Button>
    );
  return (
    <form onSubmit={send} noValidate className="grid w-full gap-3 sm:w-96" aria-label="Video of the event's page">
      <div className="grid gap-1">
        <label htmlFor={`${id}-file`} className="font-medium text-sm">
          Video
        </label>
        <input
          id={`${id}-file`}
          type="file"
          name="video"
          accept="video/mp4,video/webm"
          aria-describedby={`${id}-file-hint`}
          aria-invalid={Boolean(wrong.file)}
          className="block w-full min-w-0 text-[0.8125rem] file:mr-3 file:h-8 file:rounded-md file:border file:border-input file:border-solid file:bg-card file:px-3 file:font-medium file:text-foreground"
        />
        <Hint id={`${id}-file-hint`} wrong={wrong.file} text="MP4 or WebM, at most 20 MB." />
      </div>
      <div className="grid gap-1">
        <label htmlFor={`${id}-words`} className="font-medium text-sm">
          What is to be seen and heard
        </label>
        <textarea
          id={`${id}-words`}
          name="words"
          rows={3}
          maxLength={2000}
          aria-describedby={`${id}-words-hint`}
          aria-invalid={Boolean(wrong.words)}
          className="w-full rounded-md border border-input bg-card px-3 py-2"
        />
        <Hint
          id={`${id}-words-hint`}
          wrong={wrong.words}
          text="Stands below it, for those who cannot see or hear it. Write down what is said."
        />
      </div>
      {busy ? <Progress label="Sending the video" value={percent} /> : null}
      <div className="flex gap-2">
        <Button size="sm" type="submit" aria-disabled={busy}>
          {busy ? `Sending, ${percent} %` : "Show it on the page"}
        </Button>
        {busy ? null : (
          <Button size="sm" type="button" variant="ghost" onClick={() => setOpen(false)}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}

const Hint = ({ id, wrong, text }: { id: string; wrong: string | undefined; text: string }) => (
  <p
    id={id}
    role={wrong ? "alert" : undefined}
    className={wrong ? "text-[0.8125rem] text-destructive-text" : "text-[0.8125rem] text-muted-foreground"}
  >
    {wrong ?? text}
  </p>
);

type Sending = { slug: string; eventId: string; file: File; words: string };

/** What is wrong, by the field; null when it is there. */
async function sent({ slug, eventId, file, words }: Sending, tell: (percent: number) => void): Promise<Wrong | null> {
  const started = await startVideo({ eventId, words, byteSize: file.size });
  if (!started.ok) return said(started.problem);
  const { id } = started.value;
  for (let n = 0; n * partSize < file.size; n++) {
    const body = file.slice(n * partSize, (n + 1) * partSize);
    const part = await fetch(`/api/${slug}/events/videos/${id}?n=${n}`, { method: "PUT", body });
    if (!part.ok) return said(((await part.json()) as { problem: Problem }).problem);
    tell(Math.floor((Math.min((n + 1) * partSize, file.size) / file.size) * 100));
  }
  const finished = await finishVideo({ id });
  return finished.ok ? null : said(finished.problem);
}

function said({ fields, message }: Problem): Wrong {
  const words = fields?.words?.[0];
  return words ? { words } : { file: fields?.file?.[0] ?? fields?.byteSize?.[0] ?? message };
}
