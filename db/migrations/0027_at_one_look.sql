-- Everybody of a programme, and every meeting of it, are read without their rows.
CREATE INDEX `participant_here` ON `participant` (`programme`,`side`,`id`,`person_id`,`subject_ref`,`capacity`,`created_at`,`erased_at`) WHERE erased_at is null;--> statement-breakpoint
DROP INDEX `meeting_log_duo`;--> statement-breakpoint
CREATE INDEX `meeting_log_duo` ON `meeting_log` (`duo_id`,`met_on`,`by`,`minutes`,`id`);--> statement-breakpoint
-- Who completed a duo, when they let each other go, and whether the mentee asked for another: read for everybody at once.
DROP VIEW `done_mentee`;--> statement-breakpoint
CREATE VIEW `completed_duo` AS
SELECT d.programme, d.mentor_id, d.mentee_id, e.at AS ended_at,
  (SELECT min(x.at) FROM participant_pause x
    WHERE x.participant_id = d.mentee_id AND NOT x.paused AND x.at >= e.at) AS asked_at,
  NOT EXISTS (SELECT 1 FROM participant_pause x WHERE x.participant_id = d.mentee_id AND x.at >= e.at)
  AND NOT EXISTS (
  SELECT 1 FROM participant p JOIN consent_event c ON c.subject_ref = p.subject_ref AND c.purpose = 'P1'
  WHERE p.id = d.mentee_id AND c.state IN ('given', 'confirmed') AND c.at > e.at) AS done
FROM duo_end e JOIN duo d ON d.id = e.duo_id
WHERE e.reason = 'completed';
--> statement-breakpoint
CREATE VIEW `done_mentee` AS
SELECT programme, mentee_id AS participant_id FROM completed_duo WHERE done;
