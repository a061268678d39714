"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { Problem } from "#lib/errors";

/** Send a file for a document. What is wrong with it is said beside the button. */
export function DocumentUpload({ address, name, again }: { address: string; name: string; again: boolean }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const send = (file: File) =>
    start(async () => {
      const wrong = await sent(address, file);
      setProblem(wrong);
      if (input.current) input.current.value = "";
      if (wrong) return;
      router.refresh();
      await notify("success", `${name}: ${file.name} is here.`);
    });
  return (
    <span className="grid gap-1">
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={`File of ${name}`}
        accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.csv,.txt"
        onChange={(event) => event.target.files?.[0] && send(event.target.files[0])}
      />
      <Button
        size="sm"
        variant="outline"
        aria-disabled={busy}
        aria-label={`${again ? "Replace" : "Upload"} the file of ${name}`}
        onClick={() => input.current?.click()}
      >
        <Upload aria-hidden /> {busy ? "Sending…" : again ? "Replace" : "Upload"}
      </Button>
      {problem ? (
        <span role="alert" className="max-w-64 text-[0.8125rem] text-destructive-text">
          {problem}
        </span>
      ) : null}
    </span>
  );
}

/** What is wrong, in words; null when it was taken. */
async function sent(address: string, file: File): Promise<string | null> {
  if (file.size > 10 * 1024 * 1024) return "That is larger than 10 MB.";
  try {
    const response = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    if (response.ok) return null;
    const { problem } = (await response.json()) as { problem: Problem };
    return problem.fields?.file?.[0] ?? problem.message;
  } catch {
    return "The file did not arrive. Check the connection and try again.";
  }
}
