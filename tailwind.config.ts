import type { Config } from "tailwindcss";

/** Names for the tokens of app/globals.css, which decides what they are in light and in dark. */
const token = (name: string) => `var(--${name})`;
const pair = (name: string) => ({ DEFAULT: token(name), foreground: token(`${name}-foreground`) });
const tone = (name: string) => ({ ...pair(name), soft: token(`${name}-soft`), text: token(`${name}-text`) });

export default {
  theme: {
    extend: {
      colors: {
        background: token("background"),
        foreground: token("foreground"),
        border: token("border"),
        input: token("input"),
        ring: token("ring"),
        card: pair("card"),
        popover: pair("popover"),
        primary: { ...pair("primary"), text: token("primary-text"), soft: token("primary-soft") },
        secondary: pair("secondary"),
        muted: pair("muted"),
        accent: pair("accent"),
        destructive: tone("destructive"),
        success: tone("success"),
        warning: tone("warning"),
        info: tone("info"),
        sidebar: {
          ...pair("sidebar"),
          border: token("sidebar-border"),
          ring: token("sidebar-ring"),
          muted: token("sidebar-muted"),
          primary: pair("sidebar-primary"),
          accent: pair("sidebar-accent"),
        },
        chart: Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [n, token(`chart-${n}`)])),
      },
      borderRadius: { sm: "0.25rem", md: "0.375rem", lg: "0.5rem", xl: "0.75rem" },
      fontFamily: {
        sans: ["var(--font-geist-sans)", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["var(--font-geist-mono)", "ui-monospace", "monospace"],
      },
    },
  },
} satisfies Config;
