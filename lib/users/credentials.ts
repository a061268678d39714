import "server-only";
import { env, joinsGoogle } from "#lib/env";
import { Refusal } from "#lib/errors";
import { refused } from "#lib/identity/door";
import { forgive, limit } from "#lib/identity/limits";
import { isLikeEmail } from "#lib/identity/password";
import { supabase, supabaseWith } from "#lib/supabase";
import { askToJoin as ask, endSessions, noteCredentials } from "#lib/users/commands";
import type { Person } from "#lib/users/personal";
import { ChangeEmail, ChangePassword } from "#lib/users/rules";

/** A new password, with the present one; every other session of theirs ends. */
export async function changePassword(person: Person, raw: unknown): Promise<{ ended: number }> {
  const { current, password } = ChangePassword.parse(raw);
  if (isLikeEmail(password, person.email)) throw at("password", "Do not use your e-mail address as the password.");
  await provePassword(person, current, "current");
  const client = await supabase();
  const { error } = await client.auth.updateUser({ password });
  if (refused(error)) {
    const same = error.code === "same_password";
    throw at("password", same ? "That is your password already. Choose another." : error.message);
  }
  await noteCredentials(person, { what: "password" });
  return signOutElsewhere(person);
}

/**
 * Ask for another address. It counts when the link that is sent there was followed; until then the old one does. Whether
 * somebody has that address already is not said: its owner learns of it.
 */
export async function changeEmail(person: Person, raw: unknown): Promise<{ email: string }> {
  const { email, password } = ChangeEmail.parse(raw);
  if (email === person.email.toLowerCase()) throw at("email", "That is your address already.");
  await provePassword(person, password, "password");
  await limit("resend", { address: person.address ?? "unknown", email: person.email });
  const client = await supabase();
  const { error } = await client.auth.updateUser({ email });
  if (refused(error) && !["email_exists", "user_already_exists"].includes(error.code ?? ""))
    throw at("email", "The auth server does not take this address. Check it, or choose another.");
  await noteCredentials(person, { what: "email" });
  return { email };
}

/** Sign out one other session, or all others. */
export async function signOutElsewhere(person: Person, raw: unknown = {}): Promise<{ ended: number }> {
  const answer = await endSessions(person, raw);
  // Where the sessions belong to a hosted project, only it can end them.
  const whole = typeof raw === "object" && raw !== null && !("id" in raw);
  if (whole) await supabase().then((client) => client.auth.signOut({ scope: "others" }));
  return answer;
}

/** Ask to join an organization; tries are counted, so that nobody reads all addresses out. */
export async function askToJoin(person: Person, raw: unknown): Promise<{ name: string }> {
  await limit("resend", { address: person.address ?? "unknown", email: `join:${person.email}` });
  return ask(person, raw);
}

/** Where Google asks whether this account may be connected; only where Google is configured. */
export async function googleConsent(person: Person): Promise<{ url: string }> {
  if (person.impersonating) throw new Refusal("forbidden", "You look through other eyes. End that first.");
  if (!joinsGoogle(env())) throw new Refusal("missing", "Google is not configured here.");
  await limit("authorize", { address: person.address ?? "unknown", email: person.email });
  const client = await supabase();
  const redirectTo = `${env().origin}/auth/callback?${new URLSearchParams({ next: "/account" })}`;
  const options = { redirectTo, skipBrowserRedirect: true };
  const { data, error } = await client.auth.linkIdentity({ provider: "google", options });
  if (refused(error) || !data.url) throw new Refusal("busy", "Google does not answer right now. Try again later.");
  await noteCredentials(person, { what: "google" });
  return { url: data.url };
}

/** Google no longer opens this account. Refused for the last way in. */
export async function disconnectGoogle(person: Person): Promise<{ provider: "google" }> {
  if (person.impersonating) throw new Refusal("forbidden", "You look through other eyes. End that first.");
  if (!joinsGoogle(env())) throw new Refusal("missing", "Google is not configured here.");
  const client = await supabase();
  const { data, error } = await client.auth.getUserIdentities();
  if (refused(error) || !data) throw new Refusal("busy", "That does not work right now. Try again later.");
  const google = data.identities.find((one) => one.provider === "google");
  if (!google) throw new Refusal("missing", "Google is not connected.");
  if (data.identities.length < 2)
    throw new Refusal(
      "conflict",
      "Google is your only way in. Choose a password first: “Forgot it?” on the sign-in page.",
    );
  const unlinked = await client.auth.unlinkIdentity(google);
  if (refused(unlinked.error)) throw new Refusal("busy", "That does not work right now. Try again later.");
  await noteCredentials(person, { what: "google" });
  return { provider: "google" };
}

/** Ask the auth server whether this is their password, in a session that ends at once; tries are counted as at the door. */
async function provePassword(person: Person, password: string, field: string): Promise<void> {
  const who = { address: person.address ?? "unknown", email: person.email };
  await limit("sign-in", who);
  const jar = new Map<string, string>();
  const client = supabaseWith({
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
    setAll: (list) => {
      for (const { name, value } of list) jar.set(name, value);
    },
  });
  const { error } = await client.auth.signInWithPassword({ email: person.email, password });
  if (refused(error)) throw at(field, "This is not your present password.");
  await client.auth.signOut({ scope: "local" });
  await forgive("sign-in", who);
}

const at = (field: string, words: string) =>
  new Refusal("invalid", "One field needs another look.", { [field]: [words] });
