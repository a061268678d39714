import { z } from "zod";
import { passwordLength } from "#lib/identity/password";
import { isZone } from "#lib/time";

/** What a person may say about themselves. Messages stand next to their field. */
const name = z
  .string("Enter your name.")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are.
  .transform((value) => value.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim())
  .pipe(z.string().min(1, "Enter your name.").max(120, "Use at most 120 characters for your name."));

const locale = z.string().refine((value) => value in locales, "Choose a language from the list.");
const zone = z
  .string()
  .refine((value) => value === "" || isZone(value), "Choose a time zone from the list.")
  .transform((value) => value || null);

export const SaveProfile = z.strictObject({ name, locale, zone });

/** BCP 47 tags in which numbers and dates can be shown. */
export const locales: Readonly<Record<string, string>> = {
  en: "English",
  "en-GB": "English (United Kingdom)",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  it: "Italiano",
  nl: "Nederlands",
  pt: "Português",
  pl: "Polski",
  sv: "Svenska",
  ja: "日本語",
};

export const ChangeEmail = z.strictObject({
  email: z
    .string("Enter the new address.")
    .trim()
    .toLowerCase()
    .max(254, "That is longer than an e-mail address can be.")
    .pipe(z.email("That does not look like an e-mail address: it needs a name, an @ and a domain.")),
  /** The present one, so that nobody at a forgotten screen takes the account over. */
  password: z.string().min(1, "Enter your present password."),
});

export const ChangePassword = z
  .strictObject({
    current: z.string().min(1, "Enter your present password."),
    password: z
      .string("Choose a password.")
      .min(passwordLength.least, `Use at least ${passwordLength.least} characters. A few words are easy to remember.`)
      .refine(
        (value) => new TextEncoder().encode(value).length <= passwordLength.most,
        `Use at most ${passwordLength.most} bytes; longer ones cannot be kept.`,
      ),
  })
  .refine((v) => v.current !== v.password, {
    path: ["password"],
    message: "That is your password already. Choose another.",
  });

/** The organization's address, or a whole link to one of its pages. */
export const AskToJoin = z.strictObject({
  organization: z
    .string("Which organization?")
    .trim()
    .toLowerCase()
    .transform((value) => value.replace(/^https?:\/\/[^/]+\/(e\/)?/, "").replace(/[/?#].*$/, ""))
    .pipe(
      z
        .string()
        .min(1, "Which organization?")
        .max(60, "An address has at most 60 characters.")
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Only its address, such as harbour-lights."),
    ),
});

/** Without an id: every session but this one. */
export const EndSessions = z.strictObject({ id: z.uuid().optional() });
export const Nothing = z.strictObject({});

export const channels = { email: "E-mail", app: "In Greenroom" } as const;
export type Channel = keyof typeof channels;

/** What a person can be told about. `always` cannot be switched off: it is about their own account. */
export const topics = {
  security: { words: "Sign-ins and changes of my account", email: true, app: true, always: true },
  account: { words: "Decisions about my account and roles", email: true, app: true, always: true },
  approvals: { words: "People and requests that wait for me", email: true, app: true },
  sales: { words: "New orders", email: false, app: true },
  refunds: { words: "Refunds and failed payments", email: true, app: true },
  payouts: { words: "Payouts and closed periods", email: true, app: true },
  alerts: { words: "Alerts about money", email: true, app: true },
  leads: { words: "New leads from the website", email: true, app: true },
  events: { words: "Changes of events that I work on", email: false, app: true },
  mentions: { words: "Somebody mentions me or answers me under an event", email: true, app: true },
  bookings: { words: "Reminders of bookings and calendar entries", email: true, app: true },
  feedback: { words: "How an event was that I went to", email: true, app: false },
  digest: { words: "A summary of the week", email: false, app: false },
} as const satisfies Record<string, { words: string; email: boolean; app: boolean; always?: true }>;
export type Topic = keyof typeof topics;

export const SavePreference = z
  .strictObject({
    topic: z.enum(Object.keys(topics) as [Topic, ...Topic[]]),
    channel: z.enum(Object.keys(channels) as [Channel, ...Channel[]]),
    wanted: z.boolean(),
  })
  .refine(({ topic, wanted }) => wanted || !("always" in topics[topic]), {
    path: ["wanted"],
    message: "What concerns your own account is always told.",
  });

export type Preference = { topic: Topic; channel: Channel; wanted: boolean; fixed: boolean; words: string };

/** What an avatar may be. */
export const picture = {
  field: "avatar",
  bytes: 2 * 1024 * 1024,
  size: "2 MB",
  words: "A PNG, JPEG or WebP picture of at most 2 MB",
  side: 256,
} as const;

/** What an organization's logo may be, and how large it is kept. */
export const logo = {
  field: "logo",
  bytes: 700 * 1024,
  size: "700 KB",
  words: "A PNG, JPEG or WebP picture of at most 700 KB",
  width: 480,
  height: 240,
} as const;

/** What a picture of an event's post may be, and how large it is kept. */
export const postPicture = {
  field: "picture",
  bytes: 8 * 1024 * 1024,
  size: "8 MB",
  words: "A PNG, JPEG or WebP picture of at most 8 MB",
  side: 1400,
} as const;
