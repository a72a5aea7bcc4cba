-- A block knows its two by its id: what was typed about it is kept while both are here.
DELETE FROM `pair_bar_note` WHERE (
  SELECT count(*) FROM participant p
  WHERE p.erased_at IS NULL AND instr(':' || bar_id || ':', ':' || p.id || ':') > 0) < 2;
--> statement-breakpoint
CREATE TRIGGER `participant_takes_note` AFTER DELETE ON `participant`
BEGIN
  DELETE FROM pair_bar_note WHERE instr(':' || bar_id || ':', ':' || OLD.id || ':') > 0;
END;
--> statement-breakpoint
CREATE TRIGGER `pair_bar_note_of_both` BEFORE INSERT ON `pair_bar_note`
WHEN (
  SELECT count(*) FROM participant p
  WHERE p.erased_at IS NULL AND instr(':' || NEW.bar_id || ':', ':' || p.id || ':') > 0) < 2
BEGIN SELECT RAISE(ABORT, 'ERASED: one of the two is no longer here'); END;
--> statement-breakpoint
DELETE FROM `note` WHERE EXISTS (SELECT 1 FROM participant p WHERE p.id = participant_id AND p.erased_at IS NOT NULL);
--> statement-breakpoint
CREATE TRIGGER `note_of_erased` BEFORE INSERT ON `note`
WHEN EXISTS (SELECT 1 FROM participant p WHERE p.id = NEW.participant_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: who was erased has no notes'); END;
--> statement-breakpoint
UPDATE `participant` SET `phone` = NULL, `business` = NULL WHERE `erased_at` IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `participant_erased_stays` BEFORE UPDATE ON `participant`
WHEN NEW.erased_at IS NOT NULL AND (NEW.phone IS NOT NULL OR NEW.business IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: of who was erased stays a number'); END;
--> statement-breakpoint
-- What came by file is dated as the file tells it: there the day of the import counts.
CREATE TRIGGER `person_unmerge_unless_agreed` BEFORE INSERT ON `person_unmerge`
WHEN EXISTS (
  SELECT 1 FROM person_merge m, json_each(m.moved) moved
  JOIN participant p ON p.id = moved.value AND p.person_id = m.kept_id
  JOIN consent_event e ON e.subject_ref = p.subject_ref
  WHERE m.id = NEW.merge_id AND e.state IN ('given', 'confirmed')
    AND (e.at > m.at OR e.channel IN (SELECT 'import:' || b.id FROM import_batch b WHERE b.at > m.at)))
BEGIN SELECT RAISE(ABORT, 'AGREED_SINCE: a consent was given while the two were one'); END;
