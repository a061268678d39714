import "server-only";
import { randomUUID } from "node:crypto";
import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { forbidden, notFound, permanentRedirect, redirect } from "next/navigation";
import { cache } from "react";
import { type Actor, readAsTenant, type TenantTx } from "#db/tenant";
import { auditDenial } from "#lib/command";
import { env } from "#lib/env";
import { Refusal } from "#lib/errors";
import { sessionIn } from "#lib/identity/cookie";
import { type Me, me, platformSlug, slugNow } from "#lib/identity/queries";
import { type Claims, verifyToken } from "#lib/identity/token";
import type { Permission } from "#lib/permissions";
import { noteImpersonatedView } from "#lib/system/desk/impersonation";
import { waitingFor } from "#lib/system/waiting";

/** Who the browser's token says is there, verified on this machine; null for a visitor. Rights come from `mine`. */
export const currentPerson = cache(async (): Promise<Claims | null> => {
  const session = await sessionIn(await cookies());
  return session && verifyToken(session.accessToken, env());
});

/** What the database knows of the person and of the organization whose address is open. Once per request. */
const mine = cache(async (slug: string | null): Promise<Me | null> => {
  const person = await currentPerson();
  return person && me(person.userId, slug, person.sessionId);
});

/** Is nobody known signed in here? For pages that only make sense then. */
export async function visitor(): Promise<boolean> {
  return !(await mine(null))?.person;
}

/** The signed-in person, whatever state their account is in; a visitor is sent to sign in. */
export async function requirePerson(): Promise<Me & { person: NonNullable<Me["person"]> }> {
  const known = await mine(await openSlug());
  if (!known?.person) redirect(await signInPath());
  return { ...known, person: known.person };
}

/**
 * The person acting in the organization whose address is open. Sends a visitor to sign in and somebody who waits for
 * approval to the page that says so; an organization that is not theirs is 404, a missing permission 403. Await it in
 * the page or layout, before any Suspense boundary.
 */
export async function requireActor(needs?: Permission): Promise<Actor> {
  const known = await requirePerson();
  if (known.person.state !== "active") redirect("/waiting");
  const actor = await actorOf(known);
  if (!actor) {
    const moved = await movedPath(known);
    if (moved) permanentRedirect(moved as Route);
    notFound();
  }
  if (needs && !actor.permissions.has(needs)) {
    await auditDenial(actor, "system.view_page", { path: await openPath(), needs });
    forbidden();
  }
  return actor;
}

/** The person acting in an organization of theirs that they named, from a page of no organization such as their account. */
export async function actorIn(slug: string): Promise<Actor> {
  const known = await mine(slug);
  const actor = known?.person?.state === "active" ? await actorOf(known) : null;
  if (!actor) throw new Refusal("missing", "You do not belong to that organization.");
  return actor;
}

/**
 * A platform administrator at the platform's own desk, which has no organization in its address. Everybody else gets
 * the answer of a page that does not exist. What they read of other organizations goes through `readAsPlatform`.
 */
export async function requirePlatform(): Promise<Actor> {
  const known = await mine(platformSlug);
  if (!known?.person) redirect(await signInPath());
  const actor = known.platformAdmin ? await actorOf(known) : null;
  if (!actor) notFound();
  return actor;
}

/** Permission, tenant and a transaction in which PostgreSQL refuses to write. One per panel, not per field. */
export async function read<T>(needs: Permission, query: (tx: TenantTx) => Promise<T>): Promise<T> {
  return readAsTenant(await requireActor(needs), query);
}

/** The organization whose address is open: its name, IANA zone, currency and colour, for screens that show or ask for them. */
export async function openOrganization(): Promise<NonNullable<Me["organization"]>> {
  const { organization } = await requireActor().then(requirePerson);
  if (!organization) notFound();
  return organization;
}

/** What the frame around every page of an organization shows. */
export async function shell() {
  const actor = await requireActor();
  const organization = await openOrganization();
  const { person, organizations, platformAdmin, roles, impersonation } = await requirePerson();
  const banner = actor.impersonation ? impersonation : null;
  return {
    person,
    organization,
    organizations,
    roles,
    platformAdmin,
    permissions: actor.permissions,
    impersonation: banner,
    waiting: await waitingFor(actor),
  };
}

/**
 * The actor of a route handler below `/api/<slug>/`, or the answer to give instead: 401, 403 or 404 as JSON.
 * `const actor = await apiActor("events:read"); if (actor instanceof Response) return actor;`
 */
export async function apiActor(needs?: Permission): Promise<Actor | Response> {
  const known = await mine(await openSlug());
  if (!known?.person) return refusal(401, "Sign in first.");
  if (known.person.state !== "active") return refusal(403, "Your account is not active.");
  const actor = await actorOf(known);
  if (!actor) {
    const moved = await movedPath(known);
    return moved
      ? new Response(null, { status: 308, headers: { Location: moved } })
      : refusal(404, "There is nothing here.");
  }
  if (needs && !actor.permissions.has(needs)) {
    await auditDenial(actor, "system.view_page", { path: await openPath(), needs });
    return refusal(403, "You may not do that.");
  }
  return actor;
}

const refusal = (status: number, message: string) =>
  Response.json({ message }, { status, headers: { "Cache-Control": "private, no-store" } });

/** The person of this request in the open organization. Through other eyes, the look is on record before it happens. */
async function actorOf({ person, organization, permissions, roles, impersonation }: Me): Promise<Actor | null> {
  const claims = await currentPerson();
  if (!claims || !person || !organization) return null;
  const sent = await headers();
  const actor: Actor = {
    userId: claims.userId,
    organizationId: organization.id,
    permissions: new Set(permissions),
    snapshot: { name: person.name, email: person.email, roles },
    sessionId: claims.sessionId,
    aal: claims.aal,
    requestId: sent.get("x-request-id") ?? randomUUID(),
    address: sent.get("x-visitor-address") ?? undefined,
  };
  if (impersonation?.organizationId !== organization.id) return actor;
  const { id, writable } = impersonation;
  const { userId, sessionId, requestId } = actor;
  const recorded = await recordedView(userId, sessionId, requestId, id, await openPath());
  return recorded ? { ...actor, impersonation: { id, writable } } : null;
}

/** One line for a page, however many of its parts ask who is there. */
const recordedView = cache(noteImpersonatedView);

/** The same path at the present address of an organization of theirs, when this was a former one; else null. */
async function movedPath({ organizations }: Me): Promise<string | null> {
  const slug = await openSlug();
  const now = slug && (await slugNow(slug));
  if (!now || !organizations.some((one) => one.slug === now)) return null;
  return (await openPath()).replace(new RegExp(`^(/api)?/${slug}(?=[/?]|$)`), `$1/${now}`);
}

const openPath = async () => (await headers()).get("x-pathname") ?? "";

/** `proxy.ts` overwrites this header on every request; and whatever it said, only an organization of mine would count. */
const openSlug = async () => (await headers()).get("x-organization");

async function signInPath(): Promise<string> {
  const here = (await headers()).get("x-pathname") ?? "/";
  return here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`;
}
