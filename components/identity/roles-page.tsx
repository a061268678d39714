import type { Route } from "next";
import Link from "next/link";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { type MatrixProps, peopleWords, RoleMatrix } from "./role-matrix.tsx";
import { RolePicker } from "./role-picker.tsx";

type Props = { slug: string; matrix: MatrixProps; mayChange: boolean };

/** What each role may do, the organization's own ones last. */
export function RolesPage({ slug, matrix, mayChange }: Props) {
  const own = matrix.roles.filter((role) => role.own);
  return (
    <>
      <PageHeader
        title="Roles"
        description="What each role may do. Where it counts, everywhere or at one station or event, is said when it is given."
        actions={
          <>
            <Button variant="outline" asChild>
              <Link href={`/${slug}/identity/access` as Route}>Who can do what?</Link>
            </Button>
            {mayChange ? (
              <Button asChild>
                <Link href={`/${slug}/identity/roles/new` as Route}>New role</Link>
              </Button>
            ) : null}
          </>
        }
      />
      {own.length > 0 ? (
        <Card className="mb-4">
          <CardHeader>
            <CardTitle>Your own roles</CardTitle>
          </CardHeader>
          <CardContent>
            <ul className="flex flex-wrap gap-2">
              {own.map((role) => (
                <li key={role.key}>
                  <Button variant="outline" asChild>
                    <Link href={`/${slug}/identity/roles/${role.key}` as Route}>
                      {role.name}
                      <span className="font-normal text-muted-foreground">{peopleWords(role.people)}</span>
                    </Link>
                  </Button>
                </li>
              ))}
            </ul>
          </CardContent>
        </Card>
      ) : null}
      <RoleMatrix {...matrix} />
      <RolePicker {...matrix} />
    </>
  );
}
