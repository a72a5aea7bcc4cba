CREATE TABLE `duo_pause_correction` (
	`id` text PRIMARY KEY NOT NULL,
	`pause_id` text NOT NULL,
	`resumed_on` text,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`pause_id`) REFERENCES `duo_pause`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `duo_pause_correction_pause` ON `duo_pause_correction` (`pause_id`);--> statement-breakpoint
-- A correction only ever brings the day closer, so the earliest is the one that stands.
CREATE VIEW `standing_pause` AS
SELECT p.id, p.duo_id, p.from_on, coalesce(
  (SELECT min(c.resumed_on) FROM duo_pause_correction c WHERE c.pause_id = p.id), r.resumed_on) AS resumed_on
FROM duo_pause p LEFT JOIN duo_resume r ON r.pause_id = p.id
WHERE NOT EXISTS (SELECT 1 FROM duo_pause_correction c WHERE c.pause_id = p.id AND c.resumed_on IS NULL);
--> statement-breakpoint
-- What a pause or an extension gave when it was written holds no longer once an earlier pause is put right: the last day
-- is counted from what stands. Each pause that stands begins before it (the guards see to that), so each counts.
DROP VIEW `duo_last_day`;--> statement-breakpoint
CREATE VIEW `duo_last_day` AS
SELECT m.id AS duo_id, coalesce(date(
  min(date(m.ends_on, m.months || ' months'), date(m.ends_on, 'start of month', (m.months + 1) || ' months', '-1 day')),
  (SELECT coalesce(CAST(sum(julianday(p.resumed_on) - julianday(p.from_on)) AS INTEGER), 0) FROM standing_pause p
    WHERE p.duo_id = m.id) || ' days'), '9999-12-31') AS ends_on
FROM (
  SELECT d.id, d.ends_on, (SELECT coalesce(sum(x.months), 0) FROM duo_extension x WHERE x.duo_id = d.id) AS months
  FROM duo d) m;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_correction_running` BEFORE INSERT ON `duo_pause_correction`
WHEN EXISTS (
  SELECT 1 FROM duo_pause p JOIN duo_end e ON e.duo_id = p.duo_id WHERE p.id = NEW.pause_id)
BEGIN SELECT RAISE(ABORT, 'DUO_ENDED: the duo has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_correction_standing` BEFORE INSERT ON `duo_pause_correction`
WHEN EXISTS (SELECT 1 FROM duo_pause_correction c WHERE c.pause_id = NEW.pause_id AND c.resumed_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: the pause was taken back'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_correction_sooner` BEFORE INSERT ON `duo_pause_correction`
WHEN EXISTS (
  SELECT 1 FROM standing_pause p WHERE p.id = NEW.pause_id AND NEW.resumed_on IS NOT NULL
    AND (p.resumed_on IS NULL OR NEW.resumed_on <= p.from_on OR NEW.resumed_on >= p.resumed_on))
BEGIN SELECT RAISE(ABORT, 'OUTSIDE_DUO: a pause lasts a day at least, and is put right to end sooner'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_correction_others_within` AFTER INSERT ON `duo_pause_correction`
WHEN EXISTS (
  SELECT 1 FROM duo_pause own JOIN standing_pause p ON p.duo_id = own.duo_id JOIN duo_last_day l ON l.duo_id = own.duo_id
  WHERE own.id = NEW.pause_id AND p.from_on >= l.ends_on)
BEGIN SELECT RAISE(ABORT, 'OUTSIDE_DUO: another pause would begin after the last day'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_correction_once` BEFORE INSERT ON `duo_pause_correction`
WHEN EXISTS (SELECT 1 FROM duo_pause_correction f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this duo_pause_correction exists'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_correction_unchanged` BEFORE UPDATE ON `duo_pause_correction`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_pause_correction'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_correction_kept` BEFORE DELETE ON `duo_pause_correction`
WHEN EXISTS (SELECT 1 FROM duo_pause o WHERE o.id = OLD.pause_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_pause_correction'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_resume_standing` BEFORE INSERT ON `duo_resume`
WHEN EXISTS (SELECT 1 FROM duo_pause_correction c WHERE c.pause_id = NEW.pause_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: the pause was taken back'); END;
--> statement-breakpoint
DROP TRIGGER `duo_pause_once_a_time`;--> statement-breakpoint
CREATE TRIGGER `duo_pause_once_a_time` BEFORE INSERT ON `duo_pause`
WHEN EXISTS (
  SELECT 1 FROM standing_pause p
  WHERE p.duo_id = NEW.duo_id AND (p.resumed_on IS NULL
    OR (p.resumed_on > NEW.from_on AND (p.from_on <= NEW.from_on OR NEW.kind = 'pause'))))
BEGIN SELECT RAISE(ABORT, 'ALREADY_PAUSED: the duo stands still, or will'); END;
--> statement-breakpoint
DROP TRIGGER `duo_resume_before_next`;--> statement-breakpoint
CREATE TRIGGER `duo_resume_before_next` BEFORE INSERT ON `duo_resume`
WHEN EXISTS (
  SELECT 1 FROM duo_pause own JOIN standing_pause p ON p.duo_id = own.duo_id AND p.id <> own.id
  WHERE own.id = NEW.pause_id AND p.from_on >= own.from_on AND p.from_on < NEW.resumed_on)
BEGIN SELECT RAISE(ABORT, 'ALREADY_PAUSED: another pause begins before this one is over'); END;
--> statement-breakpoint
DROP TRIGGER `duo_end_on_last_day`;--> statement-breakpoint
CREATE TRIGGER `duo_end_on_last_day` BEFORE INSERT ON `duo_end`
WHEN NEW.reason = 'completed' AND (EXISTS (
  SELECT 1 FROM duo_last_day l WHERE l.duo_id = NEW.duo_id AND NEW.ended_on < l.ends_on)
  OR EXISTS (SELECT 1 FROM standing_pause p WHERE p.duo_id = NEW.duo_id AND p.resumed_on IS NULL))
BEGIN SELECT RAISE(ABORT, 'ENDS_EARLIER: the duo was extended, or stands still'); END;
