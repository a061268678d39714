import { MailOpen, Paperclip } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Label } from "#components/ui/label";
import type { MailboxLine } from "#lib/identity/queries";

/** As many as `system.mailbox_list` gives at a time. */
const mailboxPage = 50;

/** Every e-mail that would have gone out, newest first. */
export function MailboxList({ lines, to }: { lines: MailboxLine[]; to?: string }) {
  return (
    <div data-wide className="grid gap-5">
      <header className="grid gap-1.5">
        <h1 className="font-semibold text-2xl">Mailbox</h1>
        <p className="text-muted-foreground">
          No mail server is configured, so e-mails land here. Only this machine can read them.
        </p>
      </header>
      <form className="flex flex-wrap items-end gap-2">
        <div className="grid min-w-0 flex-1 gap-1.5 sm:max-w-xs">
          <Label htmlFor="to">To</Label>
          <Input id="to" name="to" type="search" defaultValue={to} placeholder="name@example.com" className="h-10" />
        </div>
        <Button type="submit" variant="outline" size="lg">
          Show
        </Button>
      </form>
      {lines.length === 0 ? (
        <div className="grid justify-items-center gap-2 rounded-lg border border-dashed px-4 py-12 text-center text-muted-foreground">
          <MailOpen aria-hidden className="size-6" />
          <p>{to ? `Nothing for ${to}.` : "Nothing was sent yet."}</p>
        </div>
      ) : (
        <ul className="divide-y rounded-lg border bg-card">
          {lines.map(({ id, subject, recipient, at, attachments }) => (
            <li key={id}>
              <Link
                href={`/mailbox/${id}`}
                className="grid gap-x-4 px-4 py-3 hover:bg-accent sm:grid-cols-[1fr_auto] sm:items-center"
              >
                <span className="min-w-0">
                  <span className="flex items-center gap-1.5 font-medium">
                    <span className="truncate">{subject}</span>
                    {attachments > 0 ? (
                      <Paperclip aria-label={`${attachments} attached`} className="size-3.5 shrink-0" />
                    ) : null}
                  </span>
                  <span className="block truncate text-[0.8125rem] text-muted-foreground">{recipient}</span>
                </span>
                <MailTime at={at.toISOString()} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {lines.length === mailboxPage ? (
        <Button asChild variant="outline" className="justify-self-start">
          <Link href={`/mailbox?${new URLSearchParams({ ...(to ? { to } : {}), before: lines.at(-1)?.id ?? "" })}`}>
            Older
          </Link>
        </Button>
      ) : null}
    </div>
  );
}

/** The zone is named, because a laptop and its server need not agree. */
export function MailTime({ at }: { at: string }) {
  return (
    <time dateTime={at} className="figures text-[0.8125rem] text-muted-foreground">
      {at.slice(0, 10)} {at.slice(11, 19)} UTC
    </time>
  );
}
