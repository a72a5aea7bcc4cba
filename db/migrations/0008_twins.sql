CREATE TABLE `participant_twin` (
	`participant_id` text PRIMARY KEY NOT NULL,
	`of_id` text NOT NULL,
	`merge_id` text NOT NULL,
	FOREIGN KEY (`merge_id`) REFERENCES `person_merge`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TRIGGER `person_merge_twins` AFTER INSERT ON `person_merge`
BEGIN
  INSERT INTO participant_twin (participant_id, of_id, merge_id)
  SELECT a.id, b.id, NEW.id FROM participant a
  JOIN participant b ON b.person_id = NEW.kept_id AND b.programme = a.programme AND b.side = a.side
  WHERE a.person_id = NEW.merged_id;
END;
--> statement-breakpoint
CREATE TRIGGER `person_unmerge_twins` AFTER INSERT ON `person_unmerge`
BEGIN
  DELETE FROM participant_twin WHERE merge_id = NEW.merge_id;
END;
--> statement-breakpoint
INSERT INTO participant_twin (participant_id, of_id, merge_id)
SELECT a.id, b.id, m.merge_id FROM merged_away m
JOIN participant a ON a.person_id = m.person_id
JOIN participant b ON b.person_id = m.kept_id AND b.programme = a.programme AND b.side = a.side;
