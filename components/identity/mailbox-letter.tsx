"use client";

import { ArrowLeft, Download } from "lucide-react";
import Link from "next/link";
import { MailTime } from "#components/identity/mailbox-list";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs";

export type ShownLetter = {
  id: string;
  recipient: string;
  subject: string;
  html: string;
  body: string;
  at: string;
  files: { filename: string; contentType: string }[];
};

/** One letter as its reader would see it, as plain text, and what is attached. Its HTML can run and reach nothing. */
export function MailboxLetterView({ letter }: { letter: ShownLetter }) {
  return (
    <article data-wide className="grid gap-5">
      <header className="grid gap-1.5">
        <Link
          href="/mailbox"
          className="inline-flex items-center gap-1.5 justify-self-start py-1 text-muted-foreground hover:text-foreground"
        >
          <ArrowLeft aria-hidden className="size-4" /> Mailbox
        </Link>
        <h1 className="font-semibold text-2xl">{letter.subject}</h1>
        <p className="text-muted-foreground">
          To {letter.recipient} · <MailTime at={letter.at} />
        </p>
      </header>
      {letter.files.length > 0 ? (
        <ul aria-label="Attachments" className="flex flex-wrap gap-2">
          {letter.files.map(({ filename, contentType }, index) => (
            <li key={filename}>
              <a
                href={`/mailbox/${letter.id}/${index}`}
                download={filename}
                title={contentType}
                className="inline-flex min-h-8 items-center gap-1.5 rounded-md border bg-card px-3 hover:bg-accent"
              >
                <Download aria-hidden className="size-4" /> {filename}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      <Tabs defaultValue="html">
        <TabsList aria-label="How to show it">
          <TabsTrigger value="html">E-mail</TabsTrigger>
          <TabsTrigger value="text">Plain text</TabsTrigger>
        </TabsList>
        <TabsContent value="html">
          <iframe
            title={`The e-mail “${letter.subject}”`}
            srcDoc={letter.html}
            sandbox="allow-top-navigation-by-user-activation allow-popups"
            className="h-[34rem] w-full rounded-lg border bg-white"
          />
        </TabsContent>
        <TabsContent value="text">
          <pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-lg border bg-card p-4 font-mono text-[0.8125rem]">
            {letter.body}
          </pre>
        </TabsContent>
      </Tabs>
    </article>
  );
}
