"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, visitorAddress } from "#lib/action";
import { env } from "#lib/env";
import { Refusal } from "#lib/errors";
import { cookieName } from "#lib/identity/cookie";
import { atTheDoor, refused } from "#lib/identity/door";
import { forgive, limit } from "#lib/identity/limits";
import { paced } from "#lib/identity/pace";
import { isLikeEmail } from "#lib/identity/password";
import { safeNext } from "#lib/identity/paths";
import { allowReset, endReset, mayReset } from "#lib/identity/reset";
import { ConfirmLink, Forgot, NewPassword, Resend, SignIn, SignUp } from "#lib/identity/rules";
import { verifyToken } from "#lib/identity/token";
import { currentPerson } from "#lib/session";
import { supabase } from "#lib/supabase";

export async function signIn(_state: FormState, form: FormData): Promise<FormState> {
  return atTheDoor(form, async (values) => {
    const { email, password, next } = SignIn.parse(values);
    const who = { address: await visitorAddress(), email };
    await paced(async () => {
      await limit("sign-in", who);
      const client = await supabase();
      const { error } = await client.auth.signInWithPassword({ email, password });
      if (refused(error))
        throw new Refusal("invalid", "This e-mail and password do not match, or the address is not confirmed yet.");
    });
    await forgive("sign-in", who);
    redirect(safeNext(next));
  });
}

export async function signUp(_state: FormState, form: FormData): Promise<FormState> {
  return atTheDoor(form, async (values) => {
    const { name, email, password, organization, next } = SignUp.parse(values);
    await paced(async () => {
      await limit("sign-up", { address: await visitorAddress(), email });
      const client = await supabase();
      const data = organization ? { name, organization } : { name };
      const { error } = await client.auth.signUp({ email, password, options: { data } });
      // A project may say that the address is known; whoever owns it learns so, nobody else.
      if (refused(error) && !["user_already_exists", "email_exists"].includes(error.code ?? ""))
        throw new Refusal("invalid", "This password was refused.", { password: [error.message] });
    });
    if (next) await keepNext(next);
    const search = new URLSearchParams({ email, ...(next ? { next: safeNext(next) } : {}) });
    redirect(`/check-email?${search}`);
  });
}

/** Where they were going when they signed up, such as to an invitation: the letter with the link does not know it. */
const nextCookie = "greenroom-next";
async function keepNext(next: string): Promise<void> {
  const secure = env().origin.startsWith("https:");
  const jar = await cookies();
  jar.set(nextCookie, safeNext(next), { httpOnly: true, sameSite: "lax", secure, maxAge: 3600, path: "/auth" });
}

/** Send the confirmation again. Says the same to everybody. */
export async function resend(_state: FormState, form: FormData): Promise<FormState> {
  return atTheDoor(form, async (values) => {
    const { email } = Resend.parse(values);
    await paced(async () => {
      await limit("resend", { address: await visitorAddress(), email });
      const client = await supabase();
      refused((await client.auth.resend({ type: "signup", email })).error);
    });
    return { email };
  });
}

/** Ask for a link to choose a new password. Says the same to everybody. */
export async function forgot(_state: FormState, form: FormData): Promise<FormState> {
  return atTheDoor(form, async (values) => {
    const { email } = Forgot.parse(values);
    await paced(async () => {
      await limit("reset", { address: await visitorAddress(), email });
      const client = await supabase();
      refused((await client.auth.resetPasswordForEmail(email)).error);
    });
    return { email };
  });
}

/** The button behind a link of ours. A button, because programs that look at mail follow links, and each works once. */
export async function confirm(_state: FormState, form: FormData): Promise<FormState> {
  return atTheDoor(form, async (values) => {
    const read = ConfirmLink.safeParse(values);
    if (!read.success) throw new Refusal("invalid", "This link is not complete. Copy all of it from the e-mail.");
    const { token_hash, type, next } = read.data;
    await limit("link", { address: await visitorAddress() });
    const client = await supabase();
    const { data, error } = await client.auth.verifyOtp({ token_hash, type });
    if (refused(error) || !data.session)
      throw new Refusal("invalid", "This link was used already, or it is older than an hour.");
    if (type !== "recovery") redirect(safeNext(next ?? (await cookies()).get(nextCookie)?.value));
    const claims = await verifyToken(data.session.access_token, env());
    if (claims?.sessionId) await allowReset(claims.sessionId);
    redirect("/reset");
  });
}

/** Choose a new password, in a session that began with a reset link. Every other session of theirs ends. */
export async function choosePassword(_state: FormState, form: FormData): Promise<FormState> {
  return atTheDoor(form, async (values) => {
    const { password } = NewPassword.parse(values);
    const person = await currentPerson();
    if (!person || !(await mayReset(person.sessionId)))
      throw new Refusal("forbidden", "The link that brought you here is too old. Ask for another one.");
    if (isLikeEmail(password, person.email ?? ""))
      throw new Refusal("invalid", "One field needs another look.", {
        password: ["Do not use your e-mail address as the password."],
      });
    const client = await supabase();
    const { error } = await client.auth.updateUser({ password });
    if (refused(error))
      throw new Refusal("invalid", "One field needs another look.", {
        password: [error.code === "same_password" ? "That is your password already. Choose another." : error.message],
      });
    await client.auth.signOut({ scope: "others" });
    await endReset();
    redirect("/");
  });
}

/** End this session here and at the auth server, where its refresh token dies. */
export async function signOut(): Promise<void> {
  const client = await supabase();
  await client.auth.signOut({ scope: "local" }).catch(() => null);
  const jar = await cookies();
  for (const { name } of jar.getAll()) if (name === cookieName || name.startsWith(`${cookieName}.`)) jar.delete(name);
  await endReset();
  redirect("/sign-in");
}

export async function signInWithGoogle(form: FormData): Promise<void> {
  const next = safeNext(form.get("next"));
  const client = await supabase();
  const { data } = await client.auth.signInWithOAuth({
    provider: "google",
    options: {
      redirectTo: `${env().origin}/auth/callback?${new URLSearchParams({ next })}`,
      skipBrowserRedirect: true,
    },
  });
  redirect(data.url ?? "/sign-in?problem=google");
}
