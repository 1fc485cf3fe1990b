DROP INDEX "unplanned_box";--> statement-breakpoint
CREATE INDEX "boxes_open" ON "boxes" USING btree ("city_id") WHERE "boxes"."state" in ('packed', 'loaded', 'handedOver', 'held');--> statement-breakpoint
CREATE INDEX "boxes_on_follow_on" ON "boxes" USING btree ("city_id") WHERE "boxes"."state" = 'delivered' and "boxes"."custodian_kind" in ('vehicle', 'rider');--> statement-breakpoint
CREATE INDEX "boxes_uncollected" ON "boxes" USING btree ("city_id","delivered_at") WHERE "boxes"."state" = 'delivered' and "boxes"."custodian_kind" <> 'household';--> statement-breakpoint
CREATE INDEX "unplanned_box" ON "unplanned" USING btree ("box_id","wave_id");