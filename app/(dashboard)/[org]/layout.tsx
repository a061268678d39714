import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell";
import { ImpersonationBanner } from "#components/system/impersonation-banner";
import { signOut } from "#lib/identity/actions";
import { roleName } from "#lib/permissions";
import { shell } from "#lib/session";
import { foldsCookie } from "../../../components/shell/nav.ts";

export default async function OrganizationLayout({ children }: { children: ReactNode }) {
  const { person, organization, organizations, permissions, platformAdmin, impersonation, waiting } = await shell();
  const jar = await cookies();
  return (
    <AppShell
      person={person}
      organization={organization}
      organizations={organizations.map(({ slug, name, logo, roles }) => ({
        slug,
        name,
        logo,
        role: roles.map(roleName).join(", "),
      }))}
      permissions={[...permissions]}
      platformAdmin={platformAdmin}
      waiting={waiting}
      signOut={signOut}
      banner={impersonation ? <ImpersonationBanner look={impersonation} zone={organization.zone} /> : null}
      folds={jar.get(foldsCookie)?.value}
      collapsed={jar.get("sidebar")?.value === "collapsed"}
    >
      {children}
    </AppShell>
  );
}
