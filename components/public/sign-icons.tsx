import { Heart, Laugh, type LucideIcon, PartyPopper, Sparkles, ThumbsUp } from "lucide-react";
import type { Sign } from "#lib/events/rules/signs";

/** Drawn by us: what a device draws for an emoji, or whether it does, is nobody's choice. */
const icons: Record<Sign, LucideIcon> = { like: ThumbsUp, love: Heart, laugh: Laugh, wow: Sparkles, clap: PartyPopper };

export function SignIcon({ sign }: { sign: Sign }) {
  const Icon = icons[sign];
  return <Icon aria-hidden className="inline size-4 align-[-0.15em]" />;
}
