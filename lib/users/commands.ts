import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { mediaAssets } from "#db/schema/users/keepsakes";
import { Refusal } from "#lib/errors";
import { personal } from "#lib/users/personal";
import { avatarOf } from "#lib/users/picture";
import { AskToJoin, EndSessions, Nothing, SavePreference, SaveProfile } from "#lib/users/rules";

/** Name, language and time zone. */
export const saveProfile = personal({
  name: "users.save_profile",
  kind: "UPDATE",
  input: SaveProfile,
  recorded: ({ locale, zone }) => ({ locale, zone }),
  async run({ tx, person, input }) {
    const { name, locale, zone } = input;
    const { rowCount } = await tx.execute(sql`
      update users.user_profiles set name = ${name}, locale = ${locale}, zone = ${zone}
      where user_id = ${person.userId}::uuid and state <> 'deactivated'`);
    if (!rowCount) throw new Refusal("missing", "This account is closed.");
    return { name, locale, zone };
  },
});

/** A new avatar, drawn anew from what was uploaded; the one before is gone. Answers its address. */
export const saveAvatar = personal({
  name: "users.upload_avatar",
  kind: "UPDATE",
  input: z.strictObject({ bytes: z.instanceof(Uint8Array) }),
  recorded: ({ bytes }) => ({ bytes: bytes.length }),
  async run({ tx, person, input }) {
    const content = await avatarOf(input.bytes);
    await tx.execute(sql`delete from system.media_assets where user_id = ${person.userId}::uuid and kind = 'avatar'`);
    const row = insertInto(mediaAssets, { userId: person.userId, kind: "avatar", contentType: "image/webp", content });
    const made = await tx.execute<{ id: string }>(sql`${row} returning id`);
    const url = `/media/${made.rows[0]?.id}`;
    await tx.execute(sql`update users.user_profiles set avatar_url = ${url} where user_id = ${person.userId}::uuid`);
    return { url };
  },
});

export const removeAvatar = personal({
  name: "users.remove_avatar",
  input: Nothing,
  async run({ tx, person }) {
    await tx.execute(sql`update users.user_profiles set avatar_url = null where user_id = ${person.userId}::uuid`);
    await tx.execute(sql`delete from system.media_assets where user_id = ${person.userId}::uuid and kind = 'avatar'`);
    return null;
  },
});

export const savePreference = personal({
  name: "users.save_preference",
  kind: "UPDATE",
  input: SavePreference,
  recorded: (input) => input,
  async run({ tx, person, input }) {
    await tx.execute(sql`
      insert into messaging.notification_preferences (user_id, topic, channel, wanted)
      values (${person.userId}::uuid, ${input.topic}, ${input.channel}, ${input.wanted})
      on conflict (user_id, topic, channel) do update set wanted = excluded.wanted`);
    return input;
  },
});

/** Ask to be let into an organization: they wait in its queue. Answers its name. */
export const askToJoin = personal({
  name: "users.ask_to_join",
  kind: "UPDATE",
  input: AskToJoin,
  recorded: (input) => input,
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ name: string }>(
      sql`select identity.ask_to_join(${input.organization}) as name`,
    );
    return { name: rows[0]?.name ?? "" };
  },
});

/** Sign out one other session, or all others. They are out at their next page. */
export const endSessions = personal({
  name: "users.end_sessions",
  kind: "SIGN_OUT",
  input: EndSessions,
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ ended: number }>(
      sql`select users.end_my_sessions(${input.id ?? null}) as ended`,
    );
    return { ended: rows[0]?.ended ?? 0 };
  },
  recorded: (_, { ended }) => ({ ended }),
});

/** Everything about the person, as one document of theirs. */
export const exportMyData = personal({
  name: "users.export_my_data",
  input: Nothing,
  async run({ tx }) {
    const { rows } = await tx.execute<{ data: Record<string, unknown> }>(sql`select users.my_data() as data`);
    return rows[0]?.data ?? {};
  },
});

/** Ask to be forgotten: a fortnight from now, unless they change their mind. */
export const askErasure = personal({
  name: "users.ask_erasure",
  input: Nothing,
  async run({ tx }) {
    const { rows } = await tx.execute<{ due: string | Date }>(sql`select users.ask_erasure() as due`);
    return { dueAt: new Date(rows[0]?.due ?? Number.NaN) };
  },
});

export const withdrawErasure = personal({
  name: "users.withdraw_erasure",
  kind: "UPDATE",
  input: Nothing,
  async run({ tx }) {
    const { rows } = await tx.execute<{ done: boolean }>(sql`select users.withdraw_erasure() as done`);
    if (!rows[0]?.done) throw new Refusal("missing", "There is no request to take back.");
    return null;
  },
});

/** On record that a new password was chosen, or another address asked for; the auth server does it. */
export const noteCredentials = personal({
  name: "users.change_credentials",
  kind: "UPDATE",
  input: z.strictObject({ what: z.enum(["password", "email", "google"]) }),
  recorded: (input) => input,
  run: async () => null,
});
