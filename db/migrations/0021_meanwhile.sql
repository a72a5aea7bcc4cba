ALTER TABLE `import_item` ADD `row_number` integer;--> statement-breakpoint
-- A file writes nobody but who still waits in it: who stopped meanwhile took their row along, and a row that was written is gone.
CREATE TRIGGER `import_item_row_waits` BEFORE INSERT ON `import_item`
WHEN NEW.kind IN ('participant', 'duo') AND NOT EXISTS (
  SELECT 1 FROM import_row r WHERE r.file_id = NEW.batch_id AND r.number = NEW.row_number AND r.problems = '[]')
BEGIN SELECT RAISE(ABORT, 'ROW_GONE: this row does not wait to be written'); END;--> statement-breakpoint
-- A batch begins while its file is still there: cancelled and confirmed at once is one of the two.
CREATE TRIGGER `import_batch_has_file` BEFORE INSERT ON `import_batch`
WHEN NOT EXISTS (SELECT 1 FROM import_file f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ROW_GONE: this file is gone'); END;--> statement-breakpoint
-- Erased because nobody ever saw them: not who was seen, or introduced, while that was being done.
CREATE TRIGGER `consent_expired_unproved` BEFORE INSERT ON `consent_event`
WHEN NEW.state = 'expired' AND NEW.reason = 'unproved' AND EXISTS (
  SELECT 1 FROM participant p WHERE p.subject_ref = NEW.subject_ref AND (
    EXISTS (SELECT 1 FROM proof x WHERE x.participant_id = p.id)
    OR EXISTS (SELECT 1 FROM held_place h WHERE h.mentor_id = p.id)
    OR EXISTS (SELECT 1 FROM held_place h WHERE h.mentee_id = p.id)))
BEGIN SELECT RAISE(ABORT, 'SEEN_SINCE: somebody saw them meanwhile'); END;--> statement-breakpoint
CREATE TRIGGER `person_merge_of_two` BEFORE INSERT ON `person_merge`
WHEN NEW.kept_id <> NEW.merged_id
  AND (SELECT count(*) FROM person p WHERE p.id IN (NEW.kept_id, NEW.merged_id)) < 2
BEGIN SELECT RAISE(ABORT, 'ERASED: one of the two withdrew meanwhile'); END;--> statement-breakpoint
-- A pair that staff gave more time does not lapse before that day is over.
CREATE TRIGGER `introduction_end_after_more_time` BEFORE INSERT ON `introduction_end`
WHEN NEW.reason = 'lapsed' AND EXISTS (
  SELECT 1 FROM introduction_extension x
  WHERE x.introduction_id = NEW.introduction_id AND x.until >= date(NEW.at / 1000, 'unixepoch'))
BEGIN SELECT RAISE(ABORT, 'SEEN_SINCE: staff gave these two more time'); END;
