CREATE TABLE `import_file` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`kind` text NOT NULL,
	`columns` text NOT NULL,
	`unused` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `import_row` (
	`file_id` text NOT NULL,
	`number` integer NOT NULL,
	`cells` text NOT NULL,
	`read` text,
	`problems` text NOT NULL,
	PRIMARY KEY(`file_id`, `number`),
	FOREIGN KEY (`file_id`) REFERENCES `import_file`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_item_item` ON `import_item` (`item_id`);--> statement-breakpoint
CREATE INDEX `link_participant` ON `link` (`participant_id`);--> statement-breakpoint
CREATE VIEW `merged_away` AS
SELECT m.merged_id AS person_id, m.kept_id, m.id AS merge_id
FROM person_merge m
WHERE NOT EXISTS (SELECT 1 FROM person_unmerge u WHERE u.merge_id = m.id);
--> statement-breakpoint
CREATE TRIGGER `introduction_of_whole_persons` BEFORE INSERT ON `introduction`
WHEN EXISTS (
  SELECT 1 FROM participant p JOIN merged_away m ON m.person_id = p.person_id
  WHERE p.id IN (NEW.mentor_id, NEW.mentee_id))
BEGIN SELECT RAISE(ABORT, 'WRONG_PAIR: one of the two is part of somebody else'); END;
--> statement-breakpoint
CREATE TRIGGER `person_merge_no_chain` BEFORE INSERT ON `person_merge`
WHEN EXISTS (
  SELECT 1 FROM merged_away m WHERE m.kept_id = NEW.merged_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_MERGED: somebody else is part of this person'); END;
--> statement-breakpoint
CREATE TRIGGER `person_merge_apart` BEFORE INSERT ON `person_merge`
WHEN EXISTS (
  SELECT 1 FROM held_place h JOIN participant a ON a.id = h.mentor_id JOIN participant b ON b.id = h.mentee_id
  WHERE a.person_id IN (NEW.kept_id, NEW.merged_id) AND b.person_id IN (NEW.kept_id, NEW.merged_id))
BEGIN SELECT RAISE(ABORT, 'WRONG_PAIR: these two are introduced to each other'); END;
--> statement-breakpoint
CREATE TRIGGER `person_merge_one_place` BEFORE INSERT ON `person_merge`
WHEN EXISTS (
  SELECT 1 FROM participant a JOIN participant b ON b.programme = a.programme AND b.side = a.side
    JOIN held_place h ON h.mentor_id = a.id OR h.mentee_id = a.id
  WHERE a.person_id = NEW.merged_id AND b.person_id = NEW.kept_id)
BEGIN SELECT RAISE(ABORT, 'MENTEE_PLACED: what would take no part any more holds a place'); END;
