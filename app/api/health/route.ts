import { health } from "#lib/identity/health";

export { health as GET };

export const dynamic = "force-dynamic";
