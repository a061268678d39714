"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Progress } from "#components/ui/progress";

type Props = { address: string; state: string; rows: number; done: number };
const words: Record<string, string> = {
  uploaded: "Reading the file",
  checking: "Checking the rows",
  committing: "Importing",
};

/** How far the worker is; the page is drawn anew when this step is over. It may be left and come back to. */
export function ImportWaiting({ address, ...known }: Props) {
  const [now, setNow] = useState(known);
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch(address).catch(() => null);
      if (!answer?.ok) return;
      const found = (await answer.json()) as typeof known;
      setNow(found);
      if (!(found.state in words) || found.state !== known.state) router.refresh();
    }, 700);
    return () => clearInterval(timer);
  }, [address, router, known.state]);
  const percent = now.state === "uploaded" || now.rows === 0 ? null : Math.floor((now.done / now.rows) * 100);
  const title = words[now.state] ?? "Nearly done";
  return (
    <div className="grid gap-2" role="status">
      <p>
        {title}
        {percent === null
          ? `, ${now.rows.toLocaleString("en")} rows so far…`
          : `: ${now.done.toLocaleString("en")} of ${now.rows.toLocaleString("en")} rows`}
      </p>
      <Progress label={title} value={percent} />
      <p className="text-[0.8125rem] text-muted-foreground">You can leave this page; it goes on, and is here again.</p>
    </div>
  );
}
