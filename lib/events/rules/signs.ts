/** The signs that people leave, with their names for those who do not see them. Apart, because pages need nothing else. */
export const signs = { like: "Like", love: "Love", laugh: "Funny", wow: "Wow", clap: "Applause" } as const;
export type Sign = keyof typeof signs;
