/** The mark of the product: a door that stands open. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <path
        d="M10 25V10.5A3.5 3.5 0 0 1 13.5 7h5A3.5 3.5 0 0 1 22 10.5V25M7 25h18"
        className="fill-none stroke-primary-foreground"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <circle cx="18.2" cy="17" r="1.6" className="fill-primary-foreground" />
    </svg>
  );
}
