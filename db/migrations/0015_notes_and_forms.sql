-- What staff typed about a block can be wiped; the block itself stays (I8).
CREATE TABLE `pair_bar_note` (
	`bar_id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	FOREIGN KEY (`bar_id`) REFERENCES `pair_bar`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- A block knows its two by its id. Of who was erased, and of a block that was lifted, nothing is kept.
INSERT INTO `pair_bar_note` (`bar_id`, `body`)
SELECT b.id, b.note FROM pair_bar b
WHERE b.note IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM pair_lift l WHERE l.bar_id = b.id)
  AND NOT EXISTS (
    SELECT 1 FROM participant p WHERE p.erased_at IS NOT NULL AND instr(':' || b.id || ':', ':' || p.id || ':') > 0);
--> statement-breakpoint
ALTER TABLE `pair_bar` DROP COLUMN `note`;--> statement-breakpoint
CREATE TRIGGER `pair_lift_takes_note` AFTER INSERT ON `pair_lift`
BEGIN
  DELETE FROM pair_bar_note WHERE bar_id = NEW.bar_id;
END;
--> statement-breakpoint
-- A sign-up that was erased leaves the key of its form: the same form sent again makes nobody take part anew.
CREATE TRIGGER `signup_once` BEFORE INSERT ON `signup`
WHEN EXISTS (SELECT 1 FROM signup f WHERE f.form_key = NEW.form_key OR f.phone_hash = NEW.phone_hash OR f.id = NEW.id)
  OR EXISTS (SELECT 1 FROM form_key k WHERE k.key = NEW.form_key)
BEGIN SELECT RAISE(ABORT, 'FORM_SENT: this form was sent before'); END;
--> statement-breakpoint
CREATE TRIGGER `signup_code_free` BEFORE INSERT ON `signup`
WHEN EXISTS (SELECT 1 FROM signup f WHERE f.short_code = NEW.short_code)
BEGIN SELECT RAISE(ABORT, 'CODE_TAKEN: another sign-up shows this code'); END;
--> statement-breakpoint
-- Without its duo an introduction that became one would be open again: they go together, and only once it has ended.
DROP TRIGGER `duo_kept`;--> statement-breakpoint
CREATE TRIGGER `duo_kept` BEFORE DELETE ON `duo`
WHEN EXISTS (SELECT 1 FROM introduction i WHERE i.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: a duo goes with its introduction'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_takes_duo` AFTER DELETE ON `introduction`
BEGIN
  DELETE FROM duo WHERE introduction_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER `duo_consent` BEFORE INSERT ON `duo`
WHEN NOT EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = NEW.mentor_id AND c.purpose = 'P1')
  OR NOT EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = NEW.mentee_id AND c.purpose = 'P1')
BEGIN SELECT RAISE(ABORT, 'NO_CONSENT: both sides need an active consent'); END;
--> statement-breakpoint
CREATE TRIGGER `matching_run_once` BEFORE INSERT ON `matching_run`
WHEN EXISTS (SELECT 1 FROM matching_run f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this matching_run exists'); END;
--> statement-breakpoint
CREATE TRIGGER `matching_run_unchanged` BEFORE UPDATE ON `matching_run`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: matching_run'); END;
--> statement-breakpoint
-- Any text is more than any number to SQLite.
CREATE TRIGGER `programme_cap_number` BEFORE INSERT ON `programme_cap`
WHEN typeof(NEW.cap) <> 'integer' OR typeof(NEW.year) <> 'integer'
BEGIN SELECT RAISE(ABORT, 'NOT_A_NUMBER: programme_cap'); END;
--> statement-breakpoint
CREATE TRIGGER `programme_cap_stays_number` BEFORE UPDATE ON `programme_cap`
WHEN typeof(NEW.cap) <> 'integer' OR typeof(NEW.year) <> 'integer'
BEGIN SELECT RAISE(ABORT, 'NOT_A_NUMBER: programme_cap'); END;
--> statement-breakpoint
-- The latest act is the one with the highest number, so a number below it would be written into the past. Only after
-- the insert does a row know the number that it got.
CREATE TRIGGER `consent_event_last` AFTER INSERT ON `consent_event`
WHEN NEW.seq < 1 OR NEW.seq < (SELECT max(e.seq) FROM consent_event e)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: consent_event grows at its end'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_last` AFTER INSERT ON `audit`
WHEN NEW.seq < 1 OR NEW.seq < (SELECT max(e.seq) FROM audit e)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: audit grows at its end'); END;
--> statement-breakpoint
CREATE TRIGGER `participant_side_kept` BEFORE UPDATE OF `side` ON `participant`
WHEN NEW.side <> OLD.side AND EXISTS (
  SELECT 1 FROM introduction i WHERE i.mentor_id = OLD.id UNION ALL
  SELECT 1 FROM introduction i WHERE i.mentee_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: who was introduced keeps their side'); END;
--> statement-breakpoint
CREATE TRIGGER `participant_moves_by_merge` BEFORE UPDATE OF `person_id` ON `participant`
WHEN NEW.person_id IS NOT NULL AND NEW.person_id IS NOT OLD.person_id
  AND NOT EXISTS (
    SELECT 1 FROM merged_away m WHERE m.person_id = OLD.person_id AND m.kept_id = NEW.person_id)
  AND NOT EXISTS (
    SELECT 1 FROM person_merge m JOIN person_unmerge u ON u.merge_id = m.id, json_each(m.moved) p
    WHERE m.kept_id = OLD.person_id AND m.merged_id = NEW.person_id AND p.value = OLD.id)
BEGIN SELECT RAISE(ABORT, 'NOT_MERGED: a participant is of another person by a merge, or its undoing, alone'); END;
--> statement-breakpoint
CREATE TRIGGER `participant_apart` BEFORE UPDATE OF `person_id` ON `participant`
WHEN EXISTS (
  SELECT 1 FROM held_place h JOIN participant o ON o.id IN (h.mentor_id, h.mentee_id) AND o.id <> OLD.id
  WHERE OLD.id IN (h.mentor_id, h.mentee_id) AND o.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'WRONG_PAIR: these two are introduced to each other'); END;
