/** The machine of imports; `db/states.ts` takes it in. */
export const importMachines = {
  /** A file on its way in. The worker moves it on; a person checks, commits or discards it. */
  import: {
    table: "system.imports",
    initial: ["uploading"],
    states: {
      uploading: { uploaded: null, failed: null, discarded: null },
      uploaded: { read: null, failed: null },
      read: { checking: null, discarded: null },
      checking: { checked: null, failed: null },
      checked: { checking: null, committing: null, discarded: null },
      committing: { committed: null, checked: null },
      committed: {},
      failed: {},
      discarded: {},
    },
  },
} as const;
