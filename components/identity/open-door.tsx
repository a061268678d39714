import { BookOpenCheck, Clock, ShieldCheck } from "lucide-react";

const promises = [
  {
    icon: BookOpenCheck,
    title: "One book",
    text: "Tickets, refunds and payouts share double-entry accounts that always balance.",
  },
  { icon: ShieldCheck, title: "Your house only", text: "What belongs to your organization is seen by nobody else." },
  { icon: Clock, title: "The venue’s clock", text: "Doors open when the venue says so, wherever you look from." },
];

/** Beside the door, on a desk: what is behind it. */
export function OpenDoor() {
  return (
    <div className="flex h-full flex-col justify-between gap-10 overflow-hidden rounded-2xl bg-primary-soft p-10 xl:p-14">
      <svg viewBox="0 0 320 200" aria-hidden="true" className="w-full max-w-md">
        <polygon points="112,184 208,184 300,200 20,200" className="fill-primary opacity-10" />
        <path d="M112 184V76a48 48 0 0 1 96 0v108Z" className="fill-card" />
        <path d="M112 184V76a48 48 0 0 1 96 0v108Z" className="fill-primary opacity-10" />
        <path d="M112 184V76a48 48 0 0 1 48-48v156Z" className="fill-primary" />
        <circle cx="149" cy="116" r="4" className="fill-primary-foreground" />
        <path
          d="M112 184V76a48 48 0 0 1 96 0v108M40 184h240"
          className="fill-none stroke-primary"
          strokeWidth="4"
          strokeLinecap="round"
        />
        <path
          d="M236 150v-22a14 14 0 0 1 28 0v22M56 150v-22a14 14 0 0 1 28 0v22"
          className="fill-none stroke-primary opacity-40"
          strokeWidth="3"
          strokeLinecap="round"
        />
      </svg>
      <div className="grid gap-6">
        <p className="max-w-md text-balance font-semibold text-2xl leading-tight">
          Everything behind the event, in one room.
        </p>
        <ul className="grid max-w-md gap-4">
          {promises.map(({ icon: Icon, title, text }) => (
            <li key={title} className="flex gap-3">
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-primary-text" />
              <p>
                <span className="font-medium">{title}.</span> {text}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
