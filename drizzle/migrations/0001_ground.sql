CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"phone" text NOT NULL,
	CONSTRAINT "accounts_city_phone" UNIQUE("city_id","phone")
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"jurisdiction_id" uuid NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "grants_role" CHECK ("grants"."role" in ('resident', 'groupLeader', 'gridWorker', 'rider', 'warehouseClerk', 'gateKeeper', 'commander', 'auditor', 'administrator', 'integration'))
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"purpose" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "box_lines" (
	"box_id" uuid NOT NULL,
	"sku_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"pending_id" uuid NOT NULL,
	CONSTRAINT "box_lines_box_id_sku_id_pk" PRIMARY KEY("box_id","sku_id"),
	CONSTRAINT "box_lines_quantity" CHECK ("box_lines"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "boxes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"state" text NOT NULL,
	"grams" integer NOT NULL,
	"millilitres" integer NOT NULL,
	"temperature_class" text NOT NULL,
	"custodian_kind" text NOT NULL,
	"custodian_id" uuid NOT NULL,
	"held_point" geometry(Point,4326),
	"packed_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone,
	"collected_at" timestamp with time zone,
	CONSTRAINT "boxes_order_seq" UNIQUE("order_id","seq"),
	CONSTRAINT "boxes_state" CHECK ("boxes"."state" in ('packed', 'loaded', 'handedOver', 'delivered', 'held', 'returned', 'lost')),
	CONSTRAINT "boxes_custodian_kind" CHECK ("boxes"."custodian_kind" in ('warehouse', 'vehicle', 'rider', 'gate', 'relay', 'riderBase', 'dropPoint', 'household')),
	CONSTRAINT "boxes_amounts" CHECK ("boxes"."grams" > 0 and "boxes"."millilitres" > 0),
	CONSTRAINT "boxes_held" CHECK (("boxes"."state" = 'held') = ("boxes"."held_point" is not null))
);
--> statement-breakpoint
CREATE TABLE "custody" (
	"id" uuid PRIMARY KEY NOT NULL,
	"box_id" uuid NOT NULL,
	"from_kind" text NOT NULL,
	"from_id" uuid NOT NULL,
	"to_kind" text NOT NULL,
	"to_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"stop_id" uuid,
	"actor_account_id" uuid,
	"taker_rider_id" uuid
);
--> statement-breakpoint
CREATE TABLE "cities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"time_zone" text NOT NULL,
	"folder_hash" text NOT NULL,
	"law_version" integer DEFAULT 1 NOT NULL,
	"next_wave_at" timestamp with time zone,
	"wave_interval_s" integer DEFAULT 1200 NOT NULL,
	"bounds" jsonb NOT NULL,
	CONSTRAINT "cities_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "drop_points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"point" geometry(Point,4326) NOT NULL,
	"leader_account_id" uuid
);
--> statement-breakpoint
CREATE TABLE "riders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"traveller_class" text NOT NULL,
	"profile" text NOT NULL,
	"base_id" uuid,
	"home_building_id" uuid,
	"vehicle_id" uuid,
	"capacity_grams" integer NOT NULL,
	"capacity_millilitres" integer NOT NULL,
	"capacity_boxes" integer NOT NULL,
	"last_point" geometry(Point,4326),
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "riders_class" CHECK ("riders"."traveller_class" in ('mannedVehicle', 'outsideRider', 'insideCarrier')),
	CONSTRAINT "riders_start" CHECK (num_nonnulls("riders"."base_id", "riders"."home_building_id", "riders"."vehicle_id") >= 1)
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"rider_id" uuid,
	"vehicle_id" uuid,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shifts_whose" CHECK (num_nonnulls("shifts"."rider_id", "shifts"."vehicle_id") = 1),
	CONSTRAINT "shifts_span" CHECK ("shifts"."from_at" < "shifts"."to_at")
);
--> statement-breakpoint
CREATE TABLE "vehicles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"traveller_class" text NOT NULL,
	"profile" text NOT NULL,
	"home_warehouse_id" uuid NOT NULL,
	"capacity_grams" integer NOT NULL,
	"capacity_millilitres" integer NOT NULL,
	"capacity_boxes" integer NOT NULL,
	"last_point" geometry(Point,4326),
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "vehicles_city_code" UNIQUE("city_id","code"),
	CONSTRAINT "vehicles_kind" CHECK ("vehicles"."kind" in ('lightTruck', 'smallVan', 'mannedVan')),
	CONSTRAINT "vehicles_class" CHECK ("vehicles"."traveller_class" in ('mannedVehicle', 'autonomousVehicle'))
);
--> statement-breakpoint
CREATE TABLE "health_facts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"rider_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"colour" text,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "health_facts_colour" CHECK (("health_facts"."kind" = 'code') = ("health_facts"."colour" is not null))
);
--> statement-breakpoint
CREATE TABLE "households" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid NOT NULL,
	"drop_point_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"people" integer NOT NULL,
	"needs" text[] DEFAULT '{}' NOT NULL,
	"home_quarantine" boolean DEFAULT false NOT NULL,
	"account_id" uuid,
	CONSTRAINT "households_people" CHECK ("households"."people" between 1 and 50)
);
--> statement-breakpoint
CREATE TABLE "jurisdictions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"path" "ltree" NOT NULL,
	"level" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"point" geometry(Point,4326),
	CONSTRAINT "jurisdictions_city_path" UNIQUE("city_id","path"),
	CONSTRAINT "jurisdictions_level" CHECK ("jurisdictions"."level" in ('country', 'province', 'city', 'district', 'subdistrict', 'community', 'grid', 'building', 'unit'))
);
--> statement-breakpoint
CREATE TABLE "closed_days" (
	"city_id" uuid NOT NULL,
	"day" date NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "closed_days_city_id_day_pk" PRIMARY KEY("city_id","day")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sku_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"from_account" text NOT NULL,
	"to_account" text NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"order_id" uuid,
	"box_id" uuid,
	"pending_id" uuid,
	"delivery_day" date,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_kind" CHECK ("ledger_entries"."kind" in ('receive', 'pending', 'post', 'void', 'transfer', 'loss', 'return')),
	CONSTRAINT "ledger_quantity" CHECK ("ledger_entries"."quantity" > 0 and "ledger_entries"."from_account" <> "ledger_entries"."to_account"),
	CONSTRAINT "ledger_resolves" CHECK (("ledger_entries"."kind" in ('post', 'void', 'loss')) = ("ledger_entries"."pending_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"sku_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"remaining" integer NOT NULL,
	"delivery_day" date NOT NULL,
	CONSTRAINT "reservations_remaining" CHECK ("reservations"."remaining" between 0 and "reservations"."quantity")
);
--> statement-breakpoint
CREATE TABLE "caught_inside" (
	"zone_id" uuid NOT NULL,
	"route_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"point" geometry(Point,4326) NOT NULL,
	CONSTRAINT "caught_inside_zone_id_route_id_pk" PRIMARY KEY("zone_id","route_id")
);
--> statement-breakpoint
CREATE TABLE "legs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"route_id" uuid NOT NULL,
	"trip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"traveller_class" text NOT NULL,
	"profile" text NOT NULL,
	"from_kind" text NOT NULL,
	"from_id" uuid NOT NULL,
	"to_kind" text NOT NULL,
	"to_id" uuid NOT NULL,
	"stop_id" uuid,
	"purpose" text NOT NULL,
	"zone_id" uuid,
	"status" text NOT NULL,
	"line" geometry(LineString,4326) NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"law_version" integer NOT NULL,
	"departed_at" timestamp with time zone,
	"arrived_at" timestamp with time zone,
	"driven_line" geometry(LineString,4326),
	"continues_id" uuid,
	CONSTRAINT "legs_route_seq" UNIQUE("route_id","seq"),
	CONSTRAINT "legs_status" CHECK ("legs"."status" in ('planned', 'driven', 'superseded')),
	CONSTRAINT "legs_purpose" CHECK ("legs"."purpose" in ('supply', 'return', 'leave')),
	CONSTRAINT "legs_driven" CHECK ("legs"."status" <> 'driven' or ("legs"."driven_line" is not null and "legs"."departed_at" is not null and "legs"."arrived_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"leg_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"lng" double precision NOT NULL,
	"lat" double precision NOT NULL,
	CONSTRAINT "positions_leg_id_seq_pk" PRIMARY KEY("leg_id","seq"),
	CONSTRAINT "positions_world" CHECK ("positions"."lng" between -180 and 180 and "positions"."lat" between -90 and 90)
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"order_id" uuid NOT NULL,
	"sku_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"price_fen" integer NOT NULL,
	CONSTRAINT "order_lines_order_id_sku_id_pk" PRIMARY KEY("order_id","sku_id"),
	CONSTRAINT "order_lines_quantity" CHECK ("order_lines"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"placed_by" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"delivery_day" date NOT NULL,
	"state" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"promised_at" timestamp with time zone NOT NULL,
	"pickup_code" text NOT NULL,
	"total_fen" integer NOT NULL,
	"delivered_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"unserved_reason" text,
	CONSTRAINT "orders_state" CHECK ("orders"."state" in ('placed', 'planned', 'loaded', 'handedOver', 'delivered', 'cancelled', 'unserved', 'partlyDelivered')),
	CONSTRAINT "orders_reason" CHECK (("orders"."state" = 'unserved') = ("orders"."unserved_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "policies_city_version" UNIQUE("city_id","version")
);
--> statement-breakpoint
CREATE TABLE "routes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"vehicle_id" uuid,
	"rider_id" uuid,
	"traveller_class" text NOT NULL,
	"profile" text NOT NULL,
	"state" text NOT NULL,
	"law_version" integer NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "routes_state" CHECK ("routes"."state" in ('planned', 'running', 'done', 'superseded', 'halted')),
	CONSTRAINT "routes_whose" CHECK (num_nonnulls("routes"."vehicle_id", "routes"."rider_id") >= 1)
);
--> statement-breakpoint
CREATE TABLE "stop_boxes" (
	"stop_id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"active" boolean NOT NULL,
	"outcome" text,
	CONSTRAINT "stop_boxes_stop_id_box_id_pk" PRIMARY KEY("stop_id","box_id")
);
--> statement-breakpoint
CREATE TABLE "stops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"trip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"mode" text NOT NULL,
	"place_kind" text NOT NULL,
	"place_id" uuid NOT NULL,
	"point" geometry(Point,4326) NOT NULL,
	"serves_zone_id" uuid,
	"arrives_at" timestamp with time zone NOT NULL,
	"departs_at" timestamp with time zone NOT NULL,
	"arrived_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"state" text NOT NULL,
	"failure" text,
	CONSTRAINT "stops_trip_seq" UNIQUE("trip_id","seq"),
	CONSTRAINT "stops_state" CHECK ("stops"."state" in ('planned', 'arrived', 'done', 'failed', 'superseded')),
	CONSTRAINT "stops_mode" CHECK ("stops"."mode" in ('door', 'gate', 'staggered', 'self', 'handOver')),
	CONSTRAINT "stops_failure" CHECK (("stops"."state" = 'failed') = ("stops"."failure" is not null))
);
--> statement-breakpoint
CREATE TABLE "trips" (
	"id" uuid PRIMARY KEY NOT NULL,
	"route_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"source_point" geometry(Point,4326) NOT NULL,
	"departs_at" timestamp with time zone NOT NULL,
	"returns_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"departed_at" timestamp with time zone,
	"returned_at" timestamp with time zone,
	CONSTRAINT "trips_route_seq" UNIQUE("route_id","seq"),
	CONSTRAINT "trips_state" CHECK ("trips"."state" in ('planned', 'running', 'done', 'superseded', 'halted'))
);
--> statement-breakpoint
CREATE TABLE "login_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "one_time_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"phone" text NOT NULL,
	"code_hash" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "sessions_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "balances" (
	"sku_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"on_hand" integer NOT NULL,
	"reserved" integer NOT NULL,
	CONSTRAINT "balances_warehouse_id_sku_id_pk" PRIMARY KEY("warehouse_id","sku_id"),
	CONSTRAINT "balances_not_oversold" CHECK ("balances"."reserved" >= 0 and "balances"."reserved" <= "balances"."on_hand")
);
--> statement-breakpoint
CREATE TABLE "quota_uses" (
	"household_id" uuid NOT NULL,
	"sku_id" uuid NOT NULL,
	"period" text NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "quota_uses_household_id_sku_id_period_pk" PRIMARY KEY("household_id","sku_id","period"),
	CONSTRAINT "quota_uses_not_negative" CHECK ("quota_uses"."used" >= 0)
);
--> statement-breakpoint
CREATE TABLE "skus" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"grams" integer NOT NULL,
	"millilitres" integer NOT NULL,
	"temperature_class" text NOT NULL,
	"price_ceiling_fen" integer NOT NULL,
	"quota_per_week" integer NOT NULL,
	CONSTRAINT "skus_city_code" UNIQUE("city_id","code"),
	CONSTRAINT "skus_temperature_class" CHECK ("skus"."temperature_class" in ('ambient', 'chilled', 'frozen')),
	CONSTRAINT "skus_amounts" CHECK ("skus"."grams" > 0 and "skus"."millilitres" > 0 and "skus"."price_ceiling_fen" >= 0 and "skus"."quota_per_week" > 0)
);
--> statement-breakpoint
CREATE TABLE "streets" (
	"city_id" uuid NOT NULL,
	"way_id" double precision NOT NULL,
	"name_zh" text NOT NULL,
	"highway" text NOT NULL,
	"oneway" boolean NOT NULL,
	"car" boolean NOT NULL,
	"ebike" boolean NOT NULL,
	"foot" boolean NOT NULL,
	"nodes" double precision[] NOT NULL,
	"line" geometry(LineString,4326) NOT NULL,
	CONSTRAINT "streets_city_id_way_id_pk" PRIMARY KEY("city_id","way_id"),
	CONSTRAINT "streets_nodes" CHECK (cardinality("streets"."nodes") = ST_NPoints("streets"."line"))
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer NOT NULL,
	"response" jsonb,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"seq" bigint,
	CONSTRAINT "outbox_seq_unique" UNIQUE("seq")
);
--> statement-breakpoint
CREATE TABLE "simulation_clock" (
	"id" integer PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "simulation_clock_one" CHECK ("simulation_clock"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "rider_bases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"jurisdiction_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"point" geometry(Point,4326) NOT NULL,
	"profile" text NOT NULL,
	"piece" integer NOT NULL,
	CONSTRAINT "rider_bases_profile" CHECK ("rider_bases"."profile" in ('car', 'ebike', 'foot'))
);
--> statement-breakpoint
CREATE TABLE "warehouses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"jurisdiction_id" uuid NOT NULL,
	"level" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"point" geometry(Point,4326) NOT NULL,
	CONSTRAINT "warehouses_level" CHECK ("warehouses"."level" in ('subdistrict', 'district'))
);
--> statement-breakpoint
CREATE TABLE "unplanned" (
	"wave_id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	CONSTRAINT "unplanned_wave_box" UNIQUE("wave_id","box_id")
);
--> statement-breakpoint
CREATE TABLE "waves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"planned_at" timestamp with time zone,
	"law_version" integer,
	"plan_ms" integer,
	"counts" jsonb
);
--> statement-breakpoint
CREATE TABLE "gates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"community_id" uuid,
	"zone_id" uuid,
	"name_zh" text NOT NULL,
	"point" geometry(Point,4326) NOT NULL,
	"inner_point" geometry(Point,4326) NOT NULL,
	"keeper_account_id" uuid,
	"opens_at" timestamp with time zone,
	"ends_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "laws" (
	"city_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"in_force_from" timestamp with time zone NOT NULL,
	"cause" text NOT NULL,
	"zone_id" uuid,
	CONSTRAINT "laws_city_id_version_pk" PRIMARY KEY("city_id","version")
);
--> statement-breakpoint
CREATE TABLE "relays" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"zone_id" uuid NOT NULL,
	"building_id" uuid NOT NULL,
	"point" geometry(Point,4326) NOT NULL,
	"ends_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "zones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"name" text NOT NULL,
	"class" text NOT NULL,
	"declared" geometry(MultiPolygon,4326) NOT NULL,
	"parent_id" uuid,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"recorded_at" timestamp with time zone NOT NULL,
	"declared_by" uuid,
	"law_version_from" integer,
	"law_version_to" integer,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "zones_valid" CHECK (ST_IsValid("zones"."declared")),
	CONSTRAINT "zones_class" CHECK ("zones"."class" in ('sealed', 'restricted', 'precaution')),
	CONSTRAINT "zones_span" CHECK ("zones"."valid_to" is null or "zones"."valid_from" < "zones"."valid_to")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "box_lines" ADD CONSTRAINT "box_lines_box_id_boxes_id_fk" FOREIGN KEY ("box_id") REFERENCES "public"."boxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "box_lines" ADD CONSTRAINT "box_lines_sku_id_skus_id_fk" FOREIGN KEY ("sku_id") REFERENCES "public"."skus"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boxes" ADD CONSTRAINT "boxes_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boxes" ADD CONSTRAINT "boxes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boxes" ADD CONSTRAINT "boxes_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custody" ADD CONSTRAINT "custody_box_id_boxes_id_fk" FOREIGN KEY ("box_id") REFERENCES "public"."boxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custody" ADD CONSTRAINT "custody_stop_id_stops_id_fk" FOREIGN KEY ("stop_id") REFERENCES "public"."stops"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custody" ADD CONSTRAINT "custody_actor_account_id_accounts_id_fk" FOREIGN KEY ("actor_account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custody" ADD CONSTRAINT "custody_taker_rider_id_riders_id_fk" FOREIGN KEY ("taker_rider_id") REFERENCES "public"."riders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drop_points" ADD CONSTRAINT "drop_points_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drop_points" ADD CONSTRAINT "drop_points_community_id_jurisdictions_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drop_points" ADD CONSTRAINT "drop_points_leader_account_id_accounts_id_fk" FOREIGN KEY ("leader_account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "riders" ADD CONSTRAINT "riders_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "riders" ADD CONSTRAINT "riders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "riders" ADD CONSTRAINT "riders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "riders" ADD CONSTRAINT "riders_base_id_rider_bases_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."rider_bases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "riders" ADD CONSTRAINT "riders_home_building_id_jurisdictions_id_fk" FOREIGN KEY ("home_building_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "riders" ADD CONSTRAINT "riders_vehicle_id_vehicles_id_fk" FOREIGN KEY ("vehicle_id") REFERENCES "public"."vehicles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_rider_id_riders_id_fk" FOREIGN KEY ("rider_id") REFERENCES "public"."riders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_vehicle_id_vehicles_id_fk" FOREIGN KEY ("vehicle_id") REFERENCES "public"."vehicles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vehicles" ADD CONSTRAINT "vehicles_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vehicles" ADD CONSTRAINT "vehicles_home_warehouse_id_warehouses_id_fk" FOREIGN KEY ("home_warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_facts" ADD CONSTRAINT "health_facts_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_facts" ADD CONSTRAINT "health_facts_rider_id_riders_id_fk" FOREIGN KEY ("rider_id") REFERENCES "public"."riders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_facts" ADD CONSTRAINT "health_facts_recorded_by_accounts_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_community_id_jurisdictions_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_building_id_jurisdictions_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_drop_point_id_drop_points_id_fk" FOREIGN KEY ("drop_point_id") REFERENCES "public"."drop_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jurisdictions" ADD CONSTRAINT "jurisdictions_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_days" ADD CONSTRAINT "closed_days_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_sku_id_skus_id_fk" FOREIGN KEY ("sku_id") REFERENCES "public"."skus"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_box_id_boxes_id_fk" FOREIGN KEY ("box_id") REFERENCES "public"."boxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pending_id_ledger_entries_id_fk" FOREIGN KEY ("pending_id") REFERENCES "public"."ledger_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_id_ledger_entries_id_fk" FOREIGN KEY ("id") REFERENCES "public"."ledger_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_sku_id_skus_id_fk" FOREIGN KEY ("sku_id") REFERENCES "public"."skus"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caught_inside" ADD CONSTRAINT "caught_inside_zone_id_zones_id_fk" FOREIGN KEY ("zone_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caught_inside" ADD CONSTRAINT "caught_inside_route_id_routes_id_fk" FOREIGN KEY ("route_id") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_route_id_routes_id_fk" FOREIGN KEY ("route_id") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_stop_id_stops_id_fk" FOREIGN KEY ("stop_id") REFERENCES "public"."stops"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_zone_id_zones_id_fk" FOREIGN KEY ("zone_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_continues_id_legs_id_fk" FOREIGN KEY ("continues_id") REFERENCES "public"."legs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_leg_id_legs_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."legs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_sku_id_skus_id_fk" FOREIGN KEY ("sku_id") REFERENCES "public"."skus"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_placed_by_accounts_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routes" ADD CONSTRAINT "routes_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routes" ADD CONSTRAINT "routes_wave_id_waves_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routes" ADD CONSTRAINT "routes_vehicle_id_vehicles_id_fk" FOREIGN KEY ("vehicle_id") REFERENCES "public"."vehicles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routes" ADD CONSTRAINT "routes_rider_id_riders_id_fk" FOREIGN KEY ("rider_id") REFERENCES "public"."riders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stop_boxes" ADD CONSTRAINT "stop_boxes_stop_id_stops_id_fk" FOREIGN KEY ("stop_id") REFERENCES "public"."stops"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stop_boxes" ADD CONSTRAINT "stop_boxes_box_id_boxes_id_fk" FOREIGN KEY ("box_id") REFERENCES "public"."boxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stops" ADD CONSTRAINT "stops_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stops" ADD CONSTRAINT "stops_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stops" ADD CONSTRAINT "stops_serves_zone_id_zones_id_fk" FOREIGN KEY ("serves_zone_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_route_id_routes_id_fk" FOREIGN KEY ("route_id") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_links" ADD CONSTRAINT "login_links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_codes" ADD CONSTRAINT "one_time_codes_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balances" ADD CONSTRAINT "balances_sku_id_skus_id_fk" FOREIGN KEY ("sku_id") REFERENCES "public"."skus"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balances" ADD CONSTRAINT "balances_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_uses" ADD CONSTRAINT "quota_uses_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_uses" ADD CONSTRAINT "quota_uses_sku_id_skus_id_fk" FOREIGN KEY ("sku_id") REFERENCES "public"."skus"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skus" ADD CONSTRAINT "skus_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streets" ADD CONSTRAINT "streets_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rider_bases" ADD CONSTRAINT "rider_bases_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rider_bases" ADD CONSTRAINT "rider_bases_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unplanned" ADD CONSTRAINT "unplanned_wave_id_waves_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unplanned" ADD CONSTRAINT "unplanned_box_id_boxes_id_fk" FOREIGN KEY ("box_id") REFERENCES "public"."boxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waves" ADD CONSTRAINT "waves_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gates" ADD CONSTRAINT "gates_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gates" ADD CONSTRAINT "gates_community_id_jurisdictions_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gates" ADD CONSTRAINT "gates_zone_id_zones_id_fk" FOREIGN KEY ("zone_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gates" ADD CONSTRAINT "gates_keeper_account_id_accounts_id_fk" FOREIGN KEY ("keeper_account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "laws" ADD CONSTRAINT "laws_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "laws" ADD CONSTRAINT "laws_zone_id_zones_id_fk" FOREIGN KEY ("zone_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relays" ADD CONSTRAINT "relays_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relays" ADD CONSTRAINT "relays_zone_id_zones_id_fk" FOREIGN KEY ("zone_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relays" ADD CONSTRAINT "relays_building_id_jurisdictions_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zones" ADD CONSTRAINT "zones_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zones" ADD CONSTRAINT "zones_parent_id_zones_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zones" ADD CONSTRAINT "zones_declared_by_accounts_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_phone" ON "accounts" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "grants_account" ON "grants" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "grants_jurisdiction" ON "grants" USING btree ("jurisdiction_id");--> statement-breakpoint
CREATE INDEX "audit_city_at" ON "audit" USING btree ("city_id","at");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "box_lines_sku" ON "box_lines" USING btree ("sku_id");--> statement-breakpoint
CREATE INDEX "box_lines_pending" ON "box_lines" USING btree ("pending_id");--> statement-breakpoint
CREATE INDEX "boxes_city_state" ON "boxes" USING btree ("city_id","state");--> statement-breakpoint
CREATE INDEX "boxes_warehouse" ON "boxes" USING btree ("warehouse_id");--> statement-breakpoint
CREATE INDEX "boxes_custodian" ON "boxes" USING btree ("custodian_kind","custodian_id");--> statement-breakpoint
CREATE INDEX "custody_box" ON "custody" USING btree ("box_id","at");--> statement-breakpoint
CREATE INDEX "custody_stop" ON "custody" USING btree ("stop_id");--> statement-breakpoint
CREATE INDEX "custody_actor" ON "custody" USING btree ("actor_account_id");--> statement-breakpoint
CREATE INDEX "custody_taker" ON "custody" USING btree ("taker_rider_id");--> statement-breakpoint
CREATE INDEX "drop_points_city" ON "drop_points" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "drop_points_community" ON "drop_points" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "drop_points_leader" ON "drop_points" USING btree ("leader_account_id");--> statement-breakpoint
CREATE INDEX "drop_points_point" ON "drop_points" USING gist ("point");--> statement-breakpoint
CREATE INDEX "riders_city" ON "riders" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "riders_person" ON "riders" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "riders_account" ON "riders" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "riders_base" ON "riders" USING btree ("base_id");--> statement-breakpoint
CREATE INDEX "riders_home" ON "riders" USING btree ("home_building_id");--> statement-breakpoint
CREATE INDEX "riders_vehicle" ON "riders" USING btree ("vehicle_id");--> statement-breakpoint
CREATE INDEX "shifts_city" ON "shifts" USING btree ("city_id","from_at");--> statement-breakpoint
CREATE INDEX "shifts_rider" ON "shifts" USING btree ("rider_id","from_at");--> statement-breakpoint
CREATE INDEX "shifts_vehicle" ON "shifts" USING btree ("vehicle_id","from_at");--> statement-breakpoint
CREATE INDEX "vehicles_home" ON "vehicles" USING btree ("home_warehouse_id");--> statement-breakpoint
CREATE INDEX "health_facts_rider" ON "health_facts" USING btree ("rider_id","kind","recorded_at");--> statement-breakpoint
CREATE INDEX "health_facts_city" ON "health_facts" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "health_facts_recorded_by" ON "health_facts" USING btree ("recorded_by");--> statement-breakpoint
CREATE INDEX "households_city" ON "households" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "households_community" ON "households" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "households_building" ON "households" USING btree ("building_id");--> statement-breakpoint
CREATE INDEX "households_drop_point" ON "households" USING btree ("drop_point_id");--> statement-breakpoint
CREATE INDEX "households_account" ON "households" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "jurisdictions_path" ON "jurisdictions" USING gist ("path");--> statement-breakpoint
CREATE INDEX "jurisdictions_point" ON "jurisdictions" USING gist ("point");--> statement-breakpoint
CREATE INDEX "ledger_city_day" ON "ledger_entries" USING btree ("city_id","delivery_day");--> statement-breakpoint
CREATE INDEX "ledger_sku_warehouse" ON "ledger_entries" USING btree ("warehouse_id","sku_id");--> statement-breakpoint
CREATE INDEX "ledger_sku" ON "ledger_entries" USING btree ("sku_id");--> statement-breakpoint
CREATE INDEX "ledger_order" ON "ledger_entries" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "ledger_box" ON "ledger_entries" USING btree ("box_id");--> statement-breakpoint
CREATE INDEX "ledger_pending" ON "ledger_entries" USING btree ("pending_id");--> statement-breakpoint
CREATE INDEX "reservations_open" ON "reservations" USING btree ("city_id","delivery_day") WHERE "reservations"."remaining" > 0;--> statement-breakpoint
CREATE INDEX "reservations_order" ON "reservations" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "reservations_sku" ON "reservations" USING btree ("sku_id");--> statement-breakpoint
CREATE INDEX "reservations_warehouse" ON "reservations" USING btree ("warehouse_id");--> statement-breakpoint
CREATE INDEX "caught_inside_route" ON "caught_inside" USING btree ("route_id");--> statement-breakpoint
CREATE INDEX "legs_city_status" ON "legs" USING btree ("city_id","status");--> statement-breakpoint
CREATE INDEX "legs_trip" ON "legs" USING btree ("trip_id");--> statement-breakpoint
CREATE INDEX "legs_stop" ON "legs" USING btree ("stop_id");--> statement-breakpoint
CREATE INDEX "legs_zone" ON "legs" USING btree ("zone_id");--> statement-breakpoint
CREATE INDEX "legs_continues" ON "legs" USING btree ("continues_id");--> statement-breakpoint
CREATE INDEX "legs_line" ON "legs" USING gist ("line");--> statement-breakpoint
CREATE INDEX "order_lines_sku" ON "order_lines" USING btree ("sku_id");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("city_id","placed_at") WHERE "orders"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "orders_city_day" ON "orders" USING btree ("city_id","delivery_day");--> statement-breakpoint
CREATE INDEX "orders_household" ON "orders" USING btree ("household_id","placed_at");--> statement-breakpoint
CREATE INDEX "orders_placed_by" ON "orders" USING btree ("placed_by");--> statement-breakpoint
CREATE INDEX "orders_warehouse" ON "orders" USING btree ("warehouse_id","state");--> statement-breakpoint
CREATE INDEX "people_city" ON "people" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "routes_city_state" ON "routes" USING btree ("city_id","state");--> statement-breakpoint
CREATE INDEX "routes_wave" ON "routes" USING btree ("wave_id");--> statement-breakpoint
CREATE INDEX "routes_vehicle" ON "routes" USING btree ("vehicle_id","state");--> statement-breakpoint
CREATE INDEX "routes_rider" ON "routes" USING btree ("rider_id","state");--> statement-breakpoint
CREATE INDEX "stop_boxes_box" ON "stop_boxes" USING btree ("box_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stop_boxes_one_active" ON "stop_boxes" USING btree ("box_id") WHERE "stop_boxes"."active";--> statement-breakpoint
CREATE INDEX "stops_city_state" ON "stops" USING btree ("city_id","state");--> statement-breakpoint
CREATE INDEX "stops_place" ON "stops" USING btree ("place_kind","place_id");--> statement-breakpoint
CREATE INDEX "stops_zone" ON "stops" USING btree ("serves_zone_id");--> statement-breakpoint
CREATE INDEX "login_links_account" ON "login_links" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "one_time_codes_phone" ON "one_time_codes" USING btree ("phone","created_at");--> statement-breakpoint
CREATE INDEX "one_time_codes_city" ON "one_time_codes" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "balances_sku" ON "balances" USING btree ("sku_id");--> statement-breakpoint
CREATE INDEX "quota_uses_sku" ON "quota_uses" USING btree ("sku_id");--> statement-breakpoint
CREATE INDEX "streets_line" ON "streets" USING gist ("line");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expiry" ON "idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("recorded_at") WHERE "outbox"."seq" is null;--> statement-breakpoint
CREATE INDEX "outbox_city" ON "outbox" USING btree ("city_id","seq");--> statement-breakpoint
CREATE INDEX "rider_bases_city" ON "rider_bases" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "rider_bases_jurisdiction" ON "rider_bases" USING btree ("jurisdiction_id");--> statement-breakpoint
CREATE INDEX "rider_bases_point" ON "rider_bases" USING gist ("point");--> statement-breakpoint
CREATE INDEX "warehouses_city" ON "warehouses" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "warehouses_jurisdiction" ON "warehouses" USING btree ("jurisdiction_id");--> statement-breakpoint
CREATE INDEX "warehouses_point" ON "warehouses" USING gist ("point");--> statement-breakpoint
CREATE INDEX "unplanned_box" ON "unplanned" USING btree ("box_id");--> statement-breakpoint
CREATE INDEX "waves_city" ON "waves" USING btree ("city_id","due_at");--> statement-breakpoint
CREATE INDEX "gates_city" ON "gates" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "gates_community" ON "gates" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "gates_zone" ON "gates" USING btree ("zone_id");--> statement-breakpoint
CREATE INDEX "gates_keeper" ON "gates" USING btree ("keeper_account_id");--> statement-breakpoint
CREATE INDEX "gates_point" ON "gates" USING gist ("point");--> statement-breakpoint
CREATE INDEX "laws_zone" ON "laws" USING btree ("zone_id");--> statement-breakpoint
CREATE INDEX "relays_city" ON "relays" USING btree ("city_id");--> statement-breakpoint
CREATE INDEX "relays_zone" ON "relays" USING btree ("zone_id");--> statement-breakpoint
CREATE INDEX "relays_building" ON "relays" USING btree ("building_id");--> statement-breakpoint
CREATE INDEX "zones_city" ON "zones" USING btree ("city_id","valid_from");--> statement-breakpoint
CREATE INDEX "zones_parent" ON "zones" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "zones_declared_by" ON "zones" USING btree ("declared_by");--> statement-breakpoint
CREATE INDEX "zones_declared" ON "zones" USING gist ("declared");