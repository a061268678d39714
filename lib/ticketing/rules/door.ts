import { z } from "zod";

/** What the people at the door send and read. */
const gate = z.preprocess((value) => (value === "" || value === null ? undefined : value), z.uuid().optional());

export const Scan = z.strictObject({
  eventId: z.uuid(),
  gateId: gate,
  /** What the QR shows, or what somebody typed. */
  code: z.string().trim().min(1, "Scan or type a code.").max(128).optional(),
  /** Found by name instead. */
  ticketId: z.uuid().optional(),
  /** Made by the device with the scan: however often it is sent, it is one scan. */
  key: z.uuid(),
  /** By the device's clock, ISO 8601; a scan that waited for a connection brings its own. */
  scannedAt: z.iso.datetime({ offset: true }).optional(),
  device: z.string().max(60).optional(),
});
export type Scan = z.input<typeof Scan>;

export const ScanId = z.strictObject({ id: z.uuid() });
export const GateId = z.strictObject({ id: z.uuid() });

export const GateForm = z.strictObject({
  eventId: z.uuid(),
  id: gate,
  name: z.string().trim().min(1, "What is the gate called?").max(60, "At most 60 characters."),
  /** None: every ticket enters here. */
  tiers: z.array(z.uuid()).max(50).default([]),
});

/** As the server answered; only `verified` lets somebody in. */
export const ScanAnswer = z.object({
  id: z.uuid(),
  outcome: z.enum(["verified", "repeated", "refused", "undone"]),
  words: z.string(),
  at: z.string(),
  ticketId: z.uuid().nullable(),
  gate: z.string().nullable(),
  attendee: z.string().nullable(),
  tier: z.string().nullable(),
  order: z.string().nullable(),
});
export type ScanAnswer = z.output<typeof ScanAnswer>;

export const DoorCounts = z.object({
  expected: z.number(),
  arrived: z.number(),
  gates: z.array(
    z.object({
      id: z.uuid().nullable(),
      name: z.string(),
      arrived: z.number(),
      repeated: z.number(),
      refused: z.number(),
    }),
  ),
});
export type DoorCounts = z.output<typeof DoorCounts>;

const moment = z.coerce.date();
export const Door = z.object({
  event: z.object({
    id: z.uuid(),
    name: z.string(),
    state: z.string(),
    startsAt: moment,
    endsAt: moment,
    zone: z.string(),
  }),
  gates: z.array(z.object({ id: z.uuid(), name: z.string(), tiers: z.array(z.string()) })),
  counts: DoorCounts,
});
export type Door = z.output<typeof Door>;

export const DoorEntry = z.object({
  id: z.uuid(),
  name: z.string(),
  startsAt: moment,
  endsAt: moment,
  zone: z.string(),
  state: z.string(),
  place: z.string().nullable(),
});
export type DoorEntry = z.output<typeof DoorEntry>;

export const DoorMatch = z.object({
  id: z.uuid(),
  attendee: z.string(),
  tier: z.string(),
  order: z.string(),
  state: z.string(),
  at: z.string().nullable(),
});
export type DoorMatch = z.output<typeof DoorMatch>;
