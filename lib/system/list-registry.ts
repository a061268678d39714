import "server-only";
import type { ListDefinition } from "#lib/system/list-query";
import { auditList } from "#lib/system/lists";

/** Every list that can be exported or acted on by name. */
export const lists: readonly ListDefinition[] = [auditList];
