export * from "#db/schema/events";
export * from "#db/schema/identity";
export * from "#db/schema/organizations";
export * from "#db/schema/payments";
export * from "#db/schema/ref";
export * from "#db/schema/system";
export * from "#db/schema/ticketing";
export * from "#db/schema/users";
