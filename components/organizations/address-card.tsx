"use client";

import { useState } from "react";
import { TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { archiveOrganization, changeSlug } from "#lib/organizations/actions";

type Props = { slug: string; name: string; isPlatform: boolean };

/** What breaks links or closes the house: behind a question of its own. */
export function AddressCard({ slug, name, isPlatform }: Props) {
  const [open, setOpen] = useState<"slug" | "archive" | null>(null);
  const close = () => setOpen(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Address</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p>
          <code className="font-mono text-[0.8125rem]">/{slug}</code>
        </p>
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" onClick={() => setOpen("slug")}>
            Change the address
          </Button>
          {isPlatform ? null : (
            <Button variant="outline" className="text-destructive-text" onClick={() => setOpen("archive")}>
              Archive
            </Button>
          )}
        </div>
        {open === "slug" ? (
          <FormDialog
            title="Change the address"
            verb="Change it"
            pendingVerb="Changing…"
            action={changeSlug}
            done="The address is changed."
            // The page that is open has the old address.
            onDone={(moved) => window.location.assign(`/${moved?.slug ?? slug}/settings`)}
            close={close}
          >
            <Alert variant="warning">
              <AlertTitle>Links to /{slug} lead to the new address</AlertTitle>
              <AlertDescription>
                Public event pages, QR codes on posters and bookmarks go on working, and nobody else can have the old
                address. What you print from now on shows the new one.
              </AlertDescription>
            </Alert>
            <TextField
              name="slug"
              label="New address"
              required
              maxLength={60}
              defaultValue={slug}
              autoCapitalize="none"
              spellCheck={false}
              hint="Small letters, digits and single hyphens."
            />
          </FormDialog>
        ) : null}
        {open === "archive" ? <ArchiveDialog name={name} close={close} /> : null}
      </CardContent>
    </Card>
  );
}

function ArchiveDialog({ name, close }: { name: string; close: () => void }) {
  const [typed, setTyped] = useState("");
  const same = typed.trim() === name;
  return (
    <FormDialog
      title={`Archive ${name}?`}
      text="Nobody can work in it any more and its public pages close. Nothing is deleted; only the platform opens it again."
      verb="Archive it"
      pendingVerb="Archiving…"
      tone="destructive"
      action={async (state, form) =>
        same
          ? archiveOrganization(state, form)
          : { done: false, problem: { code: "invalid", message: `Type ${name} to go on.` } }
      }
      done={`${name} is archived.`}
      onDone={() => window.location.assign("/")}
      close={close}
    >
      <Field label={`Type “${name}” to go on`} required>
        <Input autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
