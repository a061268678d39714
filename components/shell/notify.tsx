import type { ExternalToast } from "sonner";

/** A toast, brought in only when there is something to say. Never the only place where an error stands. */
export async function notify(
  tone: "success" | "info" | "warning" | "error",
  title: string,
  more?: ExternalToast,
): Promise<void> {
  const { toast } = await import("sonner");
  toast[tone](title, more);
}
