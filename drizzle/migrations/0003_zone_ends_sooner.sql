-- A zone that was announced to end later may be lifted sooner. Its end is never put off: what lasts longer is declared anew.
CREATE FUNCTION refuse_zone_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  filled text[] := ARRAY['valid_to', 'law_version_from', 'law_version_to'];
BEGIN
  IF to_jsonb(OLD) - filled <> to_jsonb(NEW) - filled
    OR (OLD.law_version_from IS NOT NULL AND NEW.law_version_from IS DISTINCT FROM OLD.law_version_from)
    OR (OLD.law_version_to IS NOT NULL AND (NEW.law_version_to, NEW.valid_to) IS DISTINCT FROM (OLD.law_version_to, OLD.valid_to))
    OR (OLD.valid_to IS NOT NULL AND (NEW.valid_to IS NULL OR NEW.valid_to > OLD.valid_to))
  THEN
    RAISE EXCEPTION 'zones is append-only: only an end that comes sooner and law versions are filled in'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DROP TRIGGER zones_fill_once ON zones;
--> statement-breakpoint
CREATE TRIGGER zones_fill_once BEFORE UPDATE ON zones FOR EACH ROW EXECUTE FUNCTION refuse_zone_change();
--> statement-breakpoint
DROP FUNCTION refuse_change_but_fill_once();
