import "server-only";
import { sql } from "drizzle-orm";
import { asPublic } from "#db/tenant";
import { newCheckoutToken } from "#lib/ticketing/tokens";

type Place = { org: string; event: string; tierId: string; quantity: number; name: string; email: string };

/** Stand in line for tickets that are gone. P0G01 says in words why not. */
export async function stand({ org, event, tierId, quantity, name, email }: Place): Promise<void> {
  await asPublic((tx) =>
    tx.execute(
      sql`select ticketing.join_waitlist(${org}, ${event}, ${tierId}::uuid, ${name}, ${email}, ${quantity}::int, ${newCheckoutToken()})`,
    ),
  );
}

/** Leave the line; nothing happens once tickets were offered. */
export async function leave(token: string): Promise<void> {
  await asPublic((tx) => tx.execute(sql`select ticketing.leave_waitlist(${token})`));
}
