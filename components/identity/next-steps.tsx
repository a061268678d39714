import { Check } from "lucide-react";

/** What happened and what happens next, while somebody waits to be let in. */
export function NextSteps({ email, organization }: { email: string; organization: string | null }) {
  const steps = [
    { done: true, title: "Your e-mail address is confirmed", text: email },
    {
      done: false,
      title: organization ? `${organization} is asked` : "An administrator looks at it",
      text: organization
        ? "Its administrators see you in their queue, choose what you may do and let you in."
        : "You named no organization that is here. Ask to join one below, or ask its administrator to invite your address.",
    },
    { done: false, title: "You get an e-mail", text: "It says what was decided. After that, this page lets you in." },
  ];
  return (
    <ol aria-label="What happens next" className="grid gap-4">
      {steps.map((step, at) => (
        <li key={step.title} className="flex gap-3">
          <span
            aria-hidden
            className="figures mt-0.5 grid size-6 shrink-0 place-content-center rounded-full bg-primary-soft font-medium text-primary-text text-xs"
          >
            {step.done ? <Check className="size-3.5" /> : at + 1}
          </span>
          <div className="grid min-w-0 gap-0.5">
            <p className="font-medium">
              {step.title}
              {step.done ? <span className="sr-only"> (done)</span> : null}
            </p>
            <p className="text-pretty break-words text-muted-foreground">{step.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
