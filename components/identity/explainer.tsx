import { Search } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";
import Link from "next/link";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";
import { permissionGroups } from "#lib/identity/rules/roles";
import { type Permission, permissionWords } from "#lib/permissions";
import { type Choice, PlaceOptions } from "./access-fields.tsx";
import { VerdictCard, type VerdictGrant } from "./verdict-card.tsx";

type Props = {
  slug: string;
  zone: string;
  organization: string;
  people: readonly (Choice & { email: string })[];
  places: { stations: readonly Choice[]; events: readonly Choice[] };
  question: { person?: Choice; permission?: Permission; at?: string };
  verdict: { allowed: boolean; sentence: string; grants: readonly VerdictGrant[] } | null;
  holders: readonly { userId: string; name: string; email: string; grants: readonly VerdictGrant[] }[] | null;
};

/** May this person do that, there, and why; and who else may. The question is in the address, so it can be shared. */
export function Explainer({ slug, zone, organization, people, places, question, verdict, holders }: Props) {
  const { person, permission, at } = question;
  return (
    <>
      <PageHeader
        title="Who can do what?"
        description="Pick something to do, and see who may; pick a person as well, and see why or why not."
        crumbs={[{ label: "Who can do what?" }]}
      />
      <Form
        action=""
        // Anew for each question, so that the choices are those of the address.
        key={`${person?.id} ${permission} ${at}`}
        className="mb-5 grid items-end gap-3 rounded-lg border bg-card p-4 md:grid-cols-[1fr_1.4fr_1fr_auto]"
      >
        <Field label="Person" required>
          <NativeSelect name="person" defaultValue={person?.id ?? ""}>
            <option value="">Everybody</option>
            {people.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name === one.email ? one.name : `${one.name} · ${one.email}`}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="May" required>
          <NativeSelect name="may" defaultValue={permission ?? ""}>
            <option value="">Choose what to do</option>
            {permissionGroups.map((group) => (
              <optgroup key={group.domain} label={group.words}>
                {group.permissions.map((one) => (
                  <option key={one.permission} value={one.permission}>
                    {one.words}
                  </option>
                ))}
              </optgroup>
            ))}
          </NativeSelect>
        </Field>
        <Field label="Where" required>
          <NativeSelect name="at" defaultValue={at ?? ""}>
            <option value="">Everywhere in {organization}</option>
            <PlaceOptions {...places} />
          </NativeSelect>
        </Field>
        <Button type="submit">
          <Search aria-hidden />
          Explain
        </Button>
      </Form>
      <div className="grid gap-4">
        {verdict && person && permission ? (
          <VerdictCard
            verdict={verdict}
            question={`May ${person.name} “${permissionWords[permission]}”?`}
            zone={zone}
          />
        ) : null}
        {holders && permission ? (
          <Holders holders={holders} slug={slug} words={permissionWords[permission]} />
        ) : (
          <div className="rounded-lg border bg-card">
            <Empty title="Nothing asked yet">
              Choose what to do above. The answer is the one that the database gives.
            </Empty>
          </div>
        )}
      </div>
    </>
  );
}

function Holders({ holders, slug, words }: { holders: NonNullable<Props["holders"]>; slug: string; words: string }) {
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>Who can “{words}” there</CardTitle>
          <CardDescription>
            {holders.length === 0 ? "Nobody." : `${holders.length} ${holders.length === 1 ? "person" : "people"}.`}
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        <ul className="grid divide-y">
          {holders.map((holder) => (
            <li
              key={holder.userId}
              className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 py-2 first:pt-0 last:pb-0"
            >
              <Link
                href={`/${slug}/identity/people/${holder.userId}` as Route}
                className="py-0.5 font-medium underline-offset-4 hover:underline"
              >
                {holder.name}
              </Link>
              <span className="text-muted-foreground">
                {holder.grants
                  .map((grant) => `${grant.roleName} ${grant.place ? `at ${grant.place}` : "everywhere"}`)
                  .join(", ")}
              </span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
