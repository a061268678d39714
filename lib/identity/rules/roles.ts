import { z } from "zod";
import { day, optional, place, role, words } from "#lib/identity/rules/fields";
import { type Permission, permissionWords, roleNames } from "#lib/permissions";

const permission = z.custom<Permission>(
  (value) => typeof value === "string" && Object.hasOwn(permissionWords, value),
  "One of these permissions does not exist. Load the page again.",
);
const taken = new Set(Object.entries(roleNames).flatMap((pair) => pair.map((name) => name.toLowerCase())));

export const Grant = z.strictObject({
  userId: z.uuid("Choose a person."),
  role,
  ...place,
  startsOn: optional(day),
  endsOn: optional(day),
  reason: words(500).default(""),
});
/** Without a day it ends now. */
export const GrantEnd = z.strictObject({ id: z.uuid(), endsOn: optional(day) });

/** An organization's own role; without an id it is a new one. A form sends `permissions[]`. */
export const OwnRole = z.strictObject({
  id: optional(z.uuid()),
  name: words(60)
    .min(1, "What is the role called?")
    .refine(
      (name) => !taken.has(name.toLowerCase()),
      "A role of every organization is called so. Choose another name.",
    ),
  permissions: z
    .array(permission)
    .min(1, "Choose at least one permission.")
    .transform((list) => [...new Set(list)]),
});
export const OwnRoleId = z.strictObject({ id: z.uuid() });

const domainWords: Record<string, string> = {
  organizations: "Organization",
  identity: "People, roles and stations",
  events: "Events",
  ticketing: "Tickets and orders",
  payments: "Money",
  analytics: "Analytics and exports",
  system: "System",
};

/** Every permission in words, grouped by its domain in the product's order: the rows of the matrix. */
export const permissionGroups = Object.entries(
  Object.groupBy(Object.keys(permissionWords) as Permission[], (one) => one.split(":")[0] ?? ""),
).map(([domain, list]) => ({
  domain,
  words: domainWords[domain] ?? domain,
  permissions: (list ?? []).map((one) => ({ permission: one, words: permissionWords[one] })),
}));
