import { Check } from "lucide-react";
import { Fragment } from "react";
import type { Permission } from "#lib/permissions";

export type MatrixProps = {
  groups: readonly {
    domain: string;
    words: string;
    permissions: readonly { permission: Permission; words: string }[];
  }[];
  roles: readonly { key: string; name: string; own: boolean; permissions: readonly Permission[]; people: number }[];
};

const corner = "sticky left-0 z-20 w-64 min-w-64 bg-muted";
const edge = "shadow-[inset_-1px_0_var(--border)]";

/** Roles × permissions in words: the heads stay in sight whichever way one scrolls. Not for phones, which have `RolePicker`. */
export function RoleMatrix({ groups, roles }: MatrixProps) {
  return (
    <section
      aria-label="Roles and what they may do"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative max-h-[max(24rem,calc(100dvh-14rem))] overflow-auto rounded-lg border bg-card shadow-xs max-md:hidden"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th
              scope="col"
              className={`${corner} ${edge} top-0 z-30 h-12 border-b px-3 text-left font-medium text-muted-foreground`}
            >
              Permission
            </th>
            {roles.map((role) => (
              <th
                key={role.key}
                scope="col"
                className="sticky top-0 z-10 h-12 min-w-24 border-b bg-muted px-2 font-medium text-[0.8125rem]"
              >
                {role.name}
                <span className="block font-normal text-muted-foreground text-xs">{peopleWords(role.people)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.domain}>
              <tr>
                <th
                  scope="colgroup"
                  colSpan={roles.length + 1}
                  className="border-b bg-background px-3 pt-4 pb-1.5 text-left"
                >
                  <span className="sticky left-3 font-semibold">{group.words}</span>
                </th>
              </tr>
              {group.permissions.map((one) => (
                <tr key={one.permission} className="hover:[&>*]:bg-muted">
                  <th scope="row" className={`${corner} ${edge} border-b px-3 py-2 text-left font-normal`}>
                    {one.words}
                  </th>
                  {roles.map((role) => (
                    <td key={role.key} className="border-b px-2 text-center">
                      <Held yes={role.permissions.includes(one.permission)} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Held({ yes }: { yes: boolean }) {
  return yes ? (
    <>
      <Check aria-hidden className="mx-auto size-4 text-primary-text" />
      <span className="sr-only">Yes</span>
    </>
  ) : (
    <span className="text-muted-foreground">
      <span aria-hidden>·</span>
      <span className="sr-only">No</span>
    </span>
  );
}

export const peopleWords = (count: number) =>
  count === 0 ? "nobody" : count === 1 ? "1 person" : `${count.toLocaleString("en")} people`;
