"use client";

import { ImagePlus, Trash2, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { useAct } from "#components/events/plan-item";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { Problem } from "#lib/errors";
import { movePost, removePicture, restorePost } from "#lib/events/actions/posts";

/** Removed at once, and back with one click for half a minute; after that from the list of removed posts. */
export function RemovePost({ id, name }: { id: string; name: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const undo = async () => {
    const answer = await restorePost({ id });
    await notify(answer.ok ? "success" : "error", answer.ok ? "It is back as it was." : answer.problem.message);
  };
  const remove = () =>
    start(async () => {
      const answer = await movePost({ id, to: "removed" });
      setProblem(answer.ok ? null : answer.problem.message);
      if (answer.ok)
        await notify("success", `Removed “${name}”.`, { duration: 30_000, action: { label: "Undo", onClick: undo } });
    });
  return (
    <>
      <Button variant="ghost" size="icon-sm" aria-label={`Remove “${name}”`} aria-disabled={pending} onClick={remove}>
        <Trash2 aria-hidden />
      </Button>
      {problem ? (
        <span role="alert" className="max-w-64 text-[0.8125rem] text-destructive-text">
          {problem}
        </span>
      ) : null}
    </>
  );
}

/** Choose a picture and say what it shows; it is drawn anew on the way in. */
export function PictureUpload({ address, name }: { address: string; name: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [chosen, choose] = useState<File | null>(null);
  const [alt, setAlt] = useState("");
  const [busy, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const done = () => {
    choose(null);
    setAlt("");
    if (input.current) input.current.value = "";
  };
  const send = (file: File) =>
    start(async () => {
      const wrong = await sent(`${address}?alt=${encodeURIComponent(alt)}`, file);
      setProblem(wrong);
      if (wrong) return;
      done();
      router.refresh();
      await notify("success", "The picture is here.");
    });
  return (
    <span className="grid gap-1.5">
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={`Picture for “${name}”`}
        accept="image/png,image/jpeg,image/webp"
        onChange={(event) => choose(event.target.files?.[0] ?? null)}
      />
      {chosen ? (
        <span className="flex flex-wrap items-end gap-1.5">
          <label className="grid gap-0.5 text-[0.8125rem]">
            What {chosen.name} shows
            <input
              value={alt}
              maxLength={300}
              onChange={(event) => setAlt(event.target.value)}
              className="h-8 rounded-md border border-input bg-card px-2"
            />
          </label>
          <Button size="sm" aria-disabled={busy} onClick={() => send(chosen)}>
            {busy ? "Sending…" : "Add"}
          </Button>
          <Button size="sm" variant="ghost" onClick={done}>
            Cancel
          </Button>
        </span>
      ) : (
        <Button
          size="sm"
          variant="outline"
          aria-label={`Add a picture to “${name}”`}
          onClick={() => input.current?.click()}
        >
          <ImagePlus aria-hidden /> Picture
        </Button>
      )}
      {problem ? (
        <span role="alert" className="max-w-64 text-[0.8125rem] text-destructive-text">
          {problem}
        </span>
      ) : null}
    </span>
  );
}

export function PostPictures({ pictures, may }: { pictures: readonly { id: string; alt: string }[]; may: boolean }) {
  const { pending, problem, run } = useAct();
  if (pictures.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {pictures.map((one) => (
        <li key={one.id} className="relative">
          {/* biome-ignore lint/performance/noImgElement: a picture of our own, drawn small already */}
          <img src={`/media/${one.id}`} alt={one.alt} className="h-20 rounded-md border object-cover" />
          {may ? (
            <Button
              variant="secondary"
              size="icon-sm"
              className="absolute top-1 right-1 size-6"
              aria-label={`Remove the picture ${one.alt}`}
              aria-disabled={pending}
              onClick={() => run(() => removePicture({ id: one.id }), "Removed the picture.")}
            >
              <X aria-hidden />
            </Button>
          ) : null}
        </li>
      ))}
      {problem ? (
        <li role="alert" className="text-[0.8125rem] text-destructive-text">
          {problem}
        </li>
      ) : null}
    </ul>
  );
}

/** What is wrong, in words; null when it was taken. */
async function sent(address: string, file: File): Promise<string | null> {
  if (file.size > 8 * 1024 * 1024) return "That is larger than 8 MB.";
  try {
    const response = await fetch(address, { method: "POST", body: file });
    if (response.ok) return null;
    const { problem } = (await response.json()) as { problem: Problem };
    return problem.fields?.picture?.[0] ?? problem.message;
  } catch {
    return "The picture did not arrive. Check the connection and try again.";
  }
}
