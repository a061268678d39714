import { primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { minor } from "#db/columns";
import { accountKind, byLedger, payments } from "#db/schema/payments";

/** The chart of accounts; a copy of `lib/payments/chart.ts`. A code that ends in `*` is a pattern. */
export const chart = payments.table(
  "chart",
  {
    book: text("book", { enum: ["organization", "platform"] }).notNull(),
    code: text("code").notNull(),
    kind: accountKind("kind").notNull(),
    name: text("name").notNull(),
    stripes: smallint("stripes").notNull().default(1),
    floorMinor: minor("floor_minor"),
    /** What the part after the last colon names, when it is a row: its id is kept as a foreign key too. */
    subject: text("subject", { enum: ["order", "event", "station", "organization"] }),
    /** Accounts of two books that must mirror each other, named by the same word. */
    mirror: text("mirror"),
  },
  (t) => [primaryKey({ columns: [t.book, t.code] }), byLedger()],
);
