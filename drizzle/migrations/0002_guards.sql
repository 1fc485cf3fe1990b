-- Roles are cluster-wide, so two databases of one server may race to make them.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['baogong_app', 'baogong_queue'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    EXECUTE format('GRANT %I TO %I', name, current_user);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO baogong_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO baogong_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO baogong_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON spatial_ref_sys FROM baogong_app;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
-- Arguments: the columns that may be filled once; every other column stays as it was inserted.
CREATE FUNCTION refuse_change_but_fill_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb := to_jsonb(NEW);
  field text;
BEGIN
  FOREACH field IN ARRAY TG_ARGV LOOP
    IF was -> field <> 'null'::jsonb AND was -> field <> becomes -> field THEN
      RAISE EXCEPTION '%.% is filled once: UPDATE refused', TG_TABLE_NAME, field USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  IF was - TG_ARGV <> becomes - TG_ARGV THEN
    RAISE EXCEPTION '% is append-only but for %: UPDATE refused', TG_TABLE_NAME, array_to_string(TG_ARGV, ', ')
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ledger_entries', 'custody', 'audit', 'positions', 'health_facts', 'policies', 'laws', 'caught_inside'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM baogong_app', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE DELETE ON zones FROM baogong_app;
--> statement-breakpoint
CREATE TRIGGER zones_no_delete BEFORE DELETE ON zones FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER zones_fill_once BEFORE UPDATE ON zones FOR EACH ROW
  EXECUTE FUNCTION refuse_change_but_fill_once('valid_to', 'law_version_from', 'law_version_to');
--> statement-breakpoint
-- Wakes the relay after commit; many inserts of one transaction are one wake-up.
CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();
