CREATE TABLE "routers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"traveller_class" text NOT NULL,
	"profile" text NOT NULL,
	"law_version" integer NOT NULL,
	"token" text NOT NULL,
	"law_keys" jsonb NOT NULL,
	"url" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "routers_class" CHECK ("routers"."traveller_class" in ('mannedVehicle', 'autonomousVehicle', 'outsideRider', 'insideCarrier', 'resident')),
	CONSTRAINT "routers_profile" CHECK ("routers"."profile" in ('car', 'ebike', 'foot'))
);
--> statement-breakpoint
ALTER TABLE "routers" ADD CONSTRAINT "routers_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "routers_law" ON "routers" USING btree ("city_id","law_version");--> statement-breakpoint
CREATE UNIQUE INDEX "routers_live" ON "routers" USING btree ("city_id","traveller_class","profile") WHERE "routers"."retired_at" is null;