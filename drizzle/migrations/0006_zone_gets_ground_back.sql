REVOKE UPDATE, DELETE ON zone_cuts FROM baogong_app;
--> statement-breakpoint
CREATE TRIGGER zone_cuts_append_only BEFORE UPDATE OR DELETE ON zone_cuts FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Beside an end that comes sooner: a withdrawal is filled in once, and an end that was set for a zone which is now withdrawn
-- may be what it was before.
CREATE OR REPLACE FUNCTION refuse_zone_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  filled text[] := ARRAY['valid_to', 'law_version_from', 'law_version_to', 'withdrawn_at', 'withdrawn_by'];
BEGIN
  IF to_jsonb(OLD) - filled <> to_jsonb(NEW) - filled
    OR OLD.withdrawn_at IS NOT NULL
    OR (OLD.law_version_from IS NOT NULL AND NEW.law_version_from IS DISTINCT FROM OLD.law_version_from)
    OR (OLD.law_version_to IS NOT NULL AND (NEW.law_version_to, NEW.valid_to) IS DISTINCT FROM (OLD.law_version_to, OLD.valid_to))
    OR (OLD.valid_to IS NOT NULL AND (NEW.valid_to IS NULL OR NEW.valid_to > OLD.valid_to) AND NOT EXISTS (
      SELECT FROM zone_cuts JOIN zones withdrawn ON withdrawn.id = zone_cuts.for_zone_id
      WHERE zone_cuts.zone_id = OLD.id AND withdrawn.withdrawn_at IS NOT NULL
        AND zone_cuts.former_valid_to IS NOT DISTINCT FROM NEW.valid_to))
  THEN
    RAISE EXCEPTION 'zones is append-only: only an end that comes sooner, law versions and a withdrawal are filled in'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
