import type { Route } from "next";
import Link from "next/link";

/** Where visitors find the form: its address is to be put on the website. */
export function FormLinks({ org }: { org: string }) {
  return (
    <>
      Whoever asked, until they are customers. The form for your website is at{" "}
      <Link className="text-primary-text underline underline-offset-4" href={`/ask/${org}` as Route}>
        /ask/{org}
      </Link>
      .
    </>
  );
}
