CREATE TABLE "dead_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"cause_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"attempts" integer NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "dead_letters_at" ON "dead_letters" USING btree ("at");--> statement-breakpoint
CREATE INDEX "waves_waiting" ON "waves" USING btree ("due_at") WHERE "waves"."planned_at" is null;