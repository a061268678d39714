/** Rules and words of passwords, without the parser, so that a page can use them while somebody types. */
export const passwordLength = { least: 10, most: 72 } as const;

/** The address, or the part before its @, is the first thing that anybody tries. */
export const isLikeEmail = (password: string, address: string) => {
  const plain = password.toLowerCase();
  const local = address.split("@")[0] ?? "";
  return address !== "" && (plain === address || plain === local || plain.replace(/\d+$/, "") === local);
};

export type Strength = { score: 0 | 1 | 2 | 3; words: string };

/** How long a password would hold, in words. Length counts most; repeats and runs count little. */
export function strengthOf(password: string, address = ""): Strength {
  if (password.length === 0) return { score: 0, words: "" };
  if (password.length < passwordLength.least)
    return { score: 0, words: `${passwordLength.least - password.length} more to go` };
  if (isLikeEmail(password, address)) return { score: 0, words: "Too easy: it is your e-mail address" };
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  const bits = new Set(password).size * 2.2 + password.length * 1.4 + kinds * 3;
  if (bits < 36) return { score: 1, words: "Weak: many would guess this" };
  if (bits < 52) return { score: 2, words: "Fair: longer is better" };
  return { score: 3, words: "Strong" };
}
