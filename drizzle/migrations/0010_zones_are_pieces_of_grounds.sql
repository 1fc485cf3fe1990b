-- What was declared changes only by an end that comes sooner.
REVOKE DELETE ON zone_grounds FROM baogong_app;
--> statement-breakpoint
CREATE FUNCTION refuse_ground_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(OLD) - 'valid_to' <> to_jsonb(NEW) - 'valid_to'
    OR (OLD.valid_to IS NOT NULL AND (NEW.valid_to IS NULL OR NEW.valid_to > OLD.valid_to))
  THEN
    RAISE EXCEPTION 'zone_grounds is append-only: only an end that comes sooner is filled in'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER zone_grounds_end_sooner BEFORE UPDATE ON zone_grounds FOR EACH ROW EXECUTE FUNCTION refuse_ground_change();
--> statement-breakpoint
CREATE TRIGGER zone_grounds_kept BEFORE DELETE ON zone_grounds FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
DROP TRIGGER zones_fill_once ON zones;
--> statement-breakpoint
-- Zones that are to give ground up for one recorded for later, and what is to be left of them, are pieces of what was declared.
INSERT INTO zone_grounds (id, city_id, name, class, ground, valid_from, valid_to, recorded_at)
SELECT DISTINCT ON (zones.id) zones.id, zones.city_id, zones.name, zones.class, zones.declared, zones.valid_from,
  zone_cuts.former_valid_to, zones.recorded_at
FROM zone_cuts
JOIN zones ON zones.id = zone_cuts.zone_id AND zones.withdrawn_at IS NULL
JOIN zones later ON later.id = zone_cuts.for_zone_id AND later.withdrawn_at IS NULL AND later.valid_from = zones.valid_to
ORDER BY zones.id;
--> statement-breakpoint
UPDATE zones SET ground_id = zone_grounds.id FROM zone_grounds WHERE zone_grounds.id = zones.id;
--> statement-breakpoint
UPDATE zones SET ground_id = zone_cuts.zone_id
FROM zone_cuts JOIN zone_grounds ON zone_grounds.id = zone_cuts.zone_id
WHERE zones.id = zone_cuts.rest_id AND zones.ground_id IS NULL;
--> statement-breakpoint
-- A zone that has not ended may last again as long as was declared: the stricter one that was to take its ground is gone.
CREATE OR REPLACE FUNCTION refuse_zone_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  filled text[] := ARRAY['valid_to', 'law_version_from', 'law_version_to', 'withdrawn_at', 'withdrawn_by', 'ground_id'];
BEGIN
  IF to_jsonb(OLD) - filled <> to_jsonb(NEW) - filled
    OR OLD.withdrawn_at IS NOT NULL
    OR (OLD.ground_id IS NOT NULL AND NEW.ground_id IS DISTINCT FROM OLD.ground_id)
    OR (OLD.law_version_from IS NOT NULL AND NEW.law_version_from IS DISTINCT FROM OLD.law_version_from)
    OR (OLD.law_version_to IS NOT NULL AND (NEW.law_version_to, NEW.valid_to) IS DISTINCT FROM (OLD.law_version_to, OLD.valid_to))
    OR (OLD.valid_to IS NOT NULL AND (NEW.valid_to IS NULL OR NEW.valid_to > OLD.valid_to) AND NOT EXISTS (
      SELECT FROM zone_grounds
      WHERE zone_grounds.id = OLD.ground_id
        AND (zone_grounds.valid_to IS NULL OR NEW.valid_to <= zone_grounds.valid_to)))
  THEN
    RAISE EXCEPTION 'zones is append-only: only an end within what was declared, law versions and a withdrawal are filled in'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER zones_fill_once BEFORE UPDATE ON zones FOR EACH ROW EXECUTE FUNCTION refuse_zone_change();
