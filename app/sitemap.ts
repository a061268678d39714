import type { MetadataRoute } from "next";
import { env } from "#lib/env";
import { publicPages } from "#lib/visit";

export const dynamic = "force-dynamic";

/** Every public event that is still to come, and the page of each organization that has one. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const pages = await publicPages();
  const at = (path: string) => `${env().origin}/e/${path}`;
  const organizations = [...new Set(pages.map(({ org }) => org))].map((org) => ({ url: at(org) }));
  return [
    ...organizations,
    ...pages.map(({ org, event, changedAt }) => ({ url: at(`${org}/${event}`), lastModified: changedAt })),
  ];
}
