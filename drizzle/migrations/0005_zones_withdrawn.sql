CREATE TABLE "zone_cuts" (
	"zone_id" uuid NOT NULL,
	"for_zone_id" uuid NOT NULL,
	"rest_id" uuid,
	"former_valid_to" timestamp with time zone,
	CONSTRAINT "zone_cuts_zone_id_for_zone_id_pk" PRIMARY KEY("zone_id","for_zone_id")
);
--> statement-breakpoint
ALTER TABLE "zones" DROP CONSTRAINT "zones_span";--> statement-breakpoint
ALTER TABLE "zones" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "zones" ADD COLUMN "withdrawn_by" uuid;--> statement-breakpoint
ALTER TABLE "zone_cuts" ADD CONSTRAINT "zone_cuts_zone_id_zones_id_fk" FOREIGN KEY ("zone_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zone_cuts" ADD CONSTRAINT "zone_cuts_for_zone_id_zones_id_fk" FOREIGN KEY ("for_zone_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zone_cuts" ADD CONSTRAINT "zone_cuts_rest_id_zones_id_fk" FOREIGN KEY ("rest_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "zone_cuts_for" ON "zone_cuts" USING btree ("for_zone_id");--> statement-breakpoint
CREATE INDEX "zone_cuts_rest" ON "zone_cuts" USING btree ("rest_id");--> statement-breakpoint
ALTER TABLE "zones" ADD CONSTRAINT "zones_withdrawn_by_accounts_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "zones_withdrawn_by" ON "zones" USING btree ("withdrawn_by");--> statement-breakpoint
ALTER TABLE "zones" ADD CONSTRAINT "zones_withdrawn" CHECK ("zones"."withdrawn_at" is null or ("zones"."valid_to" is not null and "zones"."valid_from" = "zones"."valid_to" and "zones"."withdrawn_at" < "zones"."valid_from" and "zones"."law_version_from" is null));--> statement-breakpoint
ALTER TABLE "zones" ADD CONSTRAINT "zones_span" CHECK ("zones"."valid_to" is null or "zones"."valid_from" < "zones"."valid_to" or ("zones"."withdrawn_at" is not null and "zones"."valid_from" = "zones"."valid_to"));