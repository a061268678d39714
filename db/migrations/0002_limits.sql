CREATE TABLE "payments"."act_limits" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"act" text NOT NULL,
	"role" text,
	"role_id" uuid,
	"permission" text,
	"currency" char(3),
	"act_minor" bigint,
	"day_minor" bigint,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "act_limits_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_holder" CHECK (num_nonnulls("payments"."act_limits"."role", "payments"."act_limits"."role_id", "payments"."act_limits"."permission") = 1),
	CONSTRAINT "limit_has_currency" CHECK (("payments"."act_limits"."currency" is null) = ("payments"."act_limits"."act_minor" is null and "payments"."act_limits"."day_minor" is null)),
	CONSTRAINT "limit_positive" CHECK (coalesce("payments"."act_limits"."act_minor", 0) >= 0 and coalesce("payments"."act_limits"."day_minor", 0) >= 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."act_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."act_uses" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"act" text NOT NULL,
	"person_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"used_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "act_uses_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "payments"."act_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations"."approval_rules" ADD COLUMN "expires_hours" integer DEFAULT 168 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments"."act_limits" ADD CONSTRAINT "act_limits_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."act_limits" ADD CONSTRAINT "act_limits_permission_permissions_permission_fk" FOREIGN KEY ("permission") REFERENCES "identity"."permissions"("permission") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."act_limits" ADD CONSTRAINT "act_limits_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."act_limits" ADD CONSTRAINT "act_limits_organization_id_role_id_roles_organization_id_id_fk" FOREIGN KEY ("organization_id","role_id") REFERENCES "identity"."roles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."act_uses" ADD CONSTRAINT "act_uses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."act_uses" ADD CONSTRAINT "act_uses_person_id_user_profiles_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_limit_a_holder" ON "payments"."act_limits" USING btree ("organization_id","act",coalesce(role, role_id::text, permission),coalesce(currency, '')) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "act_limits_permission_index" ON "payments"."act_limits" USING btree ("permission");--> statement-breakpoint
CREATE INDEX "act_limits_created_by_index" ON "payments"."act_limits" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "act_limits_organization_id_role_id_index" ON "payments"."act_limits" USING btree ("organization_id","role_id");--> statement-breakpoint
CREATE INDEX "act_uses_organization_id_person_id_act_used_on_index" ON "payments"."act_uses" USING btree ("organization_id","person_id","act","used_on");--> statement-breakpoint
CREATE INDEX "act_uses_person_id_index" ON "payments"."act_uses" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "organizations"."approval_rules" ADD CONSTRAINT "expires_range" CHECK ("organizations"."approval_rules"."expires_hours" between 1 and 2160);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."act_limits" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('organizations:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."act_limits" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."act_uses" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:audit')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."act_uses" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);