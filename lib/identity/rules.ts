import { z } from "zod";
import { isLikeEmail, passwordLength } from "#lib/identity/password";

/** What people type at the door. Messages stand next to their field. */
const email = z
  .string("Enter your e-mail address.")
  .trim()
  .toLowerCase()
  .min(1, "Enter your e-mail address.")
  .max(254, "That is longer than an e-mail address can be.")
  .pipe(z.email("That does not look like an e-mail address: it needs a name, an @ and a domain."));

const next = z.string().optional();

/** bcrypt reads 72 bytes: what is longer would be cut silently, so it is refused. */
const newPassword = z
  .string("Choose a password.")
  .min(passwordLength.least, `Use at least ${passwordLength.least} characters. A few words are easy to remember.`)
  .refine(
    (value) => new TextEncoder().encode(value).length <= passwordLength.most,
    `Use at most ${passwordLength.most} bytes; longer ones cannot be kept.`,
  );

const notTheEmail = { path: ["password"], message: "Do not use your e-mail address as the password." };

export const SignIn = z.strictObject({ email, password: z.string().min(1, "Enter your password."), next });

export const SignUp = z
  .strictObject({
    name: z
      .string("Enter your name.")
      .trim()
      .min(1, "Enter your name.")
      .max(120, "Use at most 120 characters for your name."),
    email,
    password: newPassword,
    /** The address of the organization that they ask to join; it gives them a place in its queue and nothing else. */
    organization: z
      .string()
      .trim()
      .toLowerCase()
      .regex(
        /^([a-z0-9]+(-[a-z0-9]+)*)?$/,
        "Only its address, such as harbour-lights. Leave it empty if you do not know.",
      )
      .max(60, "An address has at most 60 characters.")
      .optional(),
    next,
  })
  .refine((v) => !isLikeEmail(v.password, v.email), notTheEmail);

export const Forgot = z.strictObject({ email });
export const Resend = z.strictObject({ email });
export const NewPassword = z.strictObject({ password: newPassword });

export const linkTypes = ["signup", "email", "recovery", "magiclink", "invite", "email_change"] as const;
/** The link in an e-mail of ours: `/auth/confirm?token_hash=…&type=…&next=…`. */
export const ConfirmLink = z.strictObject({
  token_hash: z.string().min(8).max(255),
  type: z.enum(linkTypes),
  next,
});

/** What somebody who is signed in but cannot work yet is told: where they stand and what happens next. */
export const waitingWords = {
  pending_approval: {
    title: "Your account waits for approval",
    lead: "Your e-mail address is confirmed. An administrator looks at each new account; this page opens the door as soon as yours is approved.",
  },
  suspended: {
    title: "Your account is suspended",
    lead: "Nothing of yours was deleted. Write to the administrator of your organization to have it opened again.",
  },
  deactivated: {
    title: "Your account is closed",
    lead: "It cannot be used any more. If you think that this is a mistake, write to the administrator of your organization.",
  },
  active: {
    title: "You are not in an organization yet",
    lead: "Your account is approved. Ask to join an organization here, or ask its administrator to invite this address.",
  },
} as const;
