import type { MetadataRoute } from "next";
import { env } from "#lib/env";

export const dynamic = "force-dynamic";

/** Public events may be found; nothing else is anybody's to look for. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/e/", disallow: "/" }, sitemap: `${env().origin}/sitemap.xml` };
}
