CREATE TABLE `introduction_extension` (
	`id` text PRIMARY KEY NOT NULL,
	`introduction_id` text NOT NULL,
	`until` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `introduction_extension_introduction` ON `introduction_extension` (`introduction_id`);--> statement-breakpoint
-- Correlated, not grouped: so that a condition on the introduction reaches the index.
CREATE VIEW `agreed_meeting` AS
SELECT m.id AS meeting_id, m.introduction_id, m.replaces_id,
  (SELECT max(a.slot_at) FROM meeting_answer a WHERE a.meeting_id = m.id) AS starts_at
FROM meeting m
WHERE (SELECT count(a.slot_at) FROM meeting_answer a WHERE a.meeting_id = m.id) = iif(m.by = 'staff', 2, 1)
  AND (SELECT count(DISTINCT a.slot_at) FROM meeting_answer a WHERE a.meeting_id = m.id) = 1;
--> statement-breakpoint
CREATE VIEW `standing_meeting` AS
SELECT g.meeting_id, g.introduction_id, g.starts_at
FROM agreed_meeting g
WHERE NOT EXISTS (SELECT 1 FROM meeting_cancellation c WHERE c.meeting_id = g.meeting_id)
  AND NOT EXISTS (SELECT 1 FROM agreed_meeting l WHERE l.introduction_id = g.introduction_id AND l.replaces_id = g.meeting_id);
--> statement-breakpoint
CREATE TRIGGER `introduction_extension_open` BEFORE INSERT ON `introduction_extension`
WHEN NOT EXISTS (
  SELECT 1 FROM agreed_introduction g JOIN held_place h ON h.introduction_id = g.introduction_id
  WHERE g.introduction_id = NEW.introduction_id AND h.duo_id IS NULL)
BEGIN SELECT RAISE(ABORT, 'INTRODUCTION_CLOSED: not both said yes, it has ended, or the duo has started'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_extension_once` BEFORE INSERT ON `introduction_extension`
WHEN EXISTS (SELECT 1 FROM introduction_extension f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this introduction_extension exists'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_extension_unchanged` BEFORE UPDATE ON `introduction_extension`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_extension'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_extension_kept` BEFORE DELETE ON `introduction_extension`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_extension'); END;
