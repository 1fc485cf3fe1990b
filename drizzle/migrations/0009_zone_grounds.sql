CREATE TABLE "zone_grounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"name" text NOT NULL,
	"class" text NOT NULL,
	"ground" geometry(MultiPolygon,4326) NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "zone_grounds_valid" CHECK (ST_IsValid("zone_grounds"."ground")),
	CONSTRAINT "zone_grounds_class" CHECK ("zone_grounds"."class" in ('sealed', 'restricted', 'precaution')),
	CONSTRAINT "zone_grounds_span" CHECK ("zone_grounds"."valid_to" is null or "zone_grounds"."valid_from" <= "zone_grounds"."valid_to")
);
--> statement-breakpoint
ALTER TABLE "zones" ADD COLUMN "ground_id" uuid;--> statement-breakpoint
ALTER TABLE "zone_grounds" ADD CONSTRAINT "zone_grounds_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "zone_grounds_city" ON "zone_grounds" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "zone_grounds_ground" ON "zone_grounds" USING gist ("ground");--> statement-breakpoint
ALTER TABLE "zones" ADD CONSTRAINT "zones_ground_id_zone_grounds_id_fk" FOREIGN KEY ("ground_id") REFERENCES "public"."zone_grounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "zones_ground" ON "zones" USING btree ("ground_id");