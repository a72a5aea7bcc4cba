-- What a mentee said of pauses since their duo was completed stands apart from their last yes, which whoever asks for
-- everybody has read already.
DROP VIEW `done_mentee`;--> statement-breakpoint
DROP VIEW `completed_duo`;--> statement-breakpoint
CREATE VIEW `completed_duo` AS
SELECT d.programme, d.mentor_id, d.mentee_id, e.at AS ended_at,
  (SELECT min(x.at) FROM participant_pause x
    WHERE x.participant_id = d.mentee_id AND NOT x.paused AND x.at >= e.at) AS asked_at,
  NOT EXISTS (SELECT 1 FROM participant_pause x WHERE x.participant_id = d.mentee_id AND x.at >= e.at) AS silent
FROM duo_end e JOIN duo d ON d.id = e.duo_id
WHERE e.reason = 'completed';
--> statement-breakpoint
CREATE VIEW `done_mentee` AS
SELECT f.programme, f.mentee_id AS participant_id FROM completed_duo f
WHERE f.silent AND coalesce((
  SELECT c.state NOT IN ('given', 'confirmed') OR c.at <= f.ended_at
  FROM participant p JOIN consent_event c ON c.subject_ref = p.subject_ref
  WHERE p.id = f.mentee_id AND c.purpose = 'P1' AND c.about = ''
  ORDER BY c.seq DESC LIMIT 1), 1);
