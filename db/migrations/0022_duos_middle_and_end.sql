-- Who completed a duo as a mentee waits for no other until they ask: by going on, or by a new yes to taking part.
CREATE VIEW `done_mentee` AS
SELECT d.programme, d.mentee_id AS participant_id
FROM duo_end e JOIN duo d ON d.id = e.duo_id
WHERE e.reason = 'completed'
  AND NOT EXISTS (SELECT 1 FROM participant_pause x WHERE x.participant_id = d.mentee_id AND x.at >= e.at)
  AND NOT EXISTS (
  SELECT 1 FROM participant p JOIN consent_event c ON c.subject_ref = p.subject_ref AND c.purpose = 'P1'
  WHERE p.id = d.mentee_id AND c.state IN ('given', 'confirmed') AND c.at > e.at);
--> statement-breakpoint
-- Holidays are planned in any order. Only one whose last day is known may stand before another: `kind` says it here, the resume its days.
DROP TRIGGER `duo_pause_once_a_time`;--> statement-breakpoint
CREATE TRIGGER `duo_pause_once_a_time` BEFORE INSERT ON `duo_pause`
WHEN EXISTS (
  SELECT 1 FROM duo_pause p LEFT JOIN duo_resume r ON r.pause_id = p.id
  WHERE p.duo_id = NEW.duo_id AND (r.pause_id IS NULL
    OR (r.resumed_on > NEW.from_on AND (p.from_on <= NEW.from_on OR NEW.kind = 'pause'))))
BEGIN SELECT RAISE(ABORT, 'ALREADY_PAUSED: the duo stands still, or will'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_resume_before_next` BEFORE INSERT ON `duo_resume`
WHEN EXISTS (
  SELECT 1 FROM duo_pause own JOIN duo_pause p ON p.duo_id = own.duo_id AND p.id <> own.id
  WHERE own.id = NEW.pause_id AND p.from_on >= own.from_on AND p.from_on < NEW.resumed_on)
BEGIN SELECT RAISE(ABORT, 'ALREADY_PAUSED: another pause begins before this one is over'); END;
--> statement-breakpoint
-- What was typed about two people goes with either of them; what was on its way then is not kept.
DELETE FROM `coaching_note` WHERE EXISTS (
  SELECT 1 FROM duo d JOIN participant p ON p.id IN (d.mentor_id, d.mentee_id)
  WHERE d.id = duo_id AND p.erased_at IS NOT NULL);
--> statement-breakpoint
CREATE TRIGGER `coaching_note_of_both` BEFORE INSERT ON `coaching_note`
WHEN EXISTS (
  SELECT 1 FROM duo d JOIN participant p ON p.id IN (d.mentor_id, d.mentee_id)
  WHERE d.id = NEW.duo_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: one of the two is no longer here'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_remark_of_both` BEFORE INSERT ON `duo_remark`
WHEN EXISTS (
  SELECT 1 FROM duo d JOIN participant p ON p.id IN (d.mentor_id, d.mentee_id)
  WHERE d.id = NEW.duo_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: one of the two is no longer here'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_place_of_both` BEFORE INSERT ON `meeting_place`
WHEN EXISTS (
  SELECT 1 FROM meeting m JOIN introduction i ON i.id = m.introduction_id
    JOIN participant p ON p.id IN (i.mentor_id, i.mentee_id)
  WHERE m.id = NEW.meeting_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: one of the two is no longer here'); END;
--> statement-breakpoint
-- Who is gone tells nothing any more; what staff write down, somebody who is still here may have told them.
CREATE TRIGGER `meeting_log_by_who_is_here` BEFORE INSERT ON `meeting_log`
WHEN NOT EXISTS (
  SELECT 1 FROM duo d JOIN participant p
    ON (p.id = d.mentor_id AND NEW.by <> 'mentee') OR (p.id = d.mentee_id AND NEW.by <> 'mentor')
  WHERE d.id = NEW.duo_id AND p.erased_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: who tells it is no longer here'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_reason_by_who_is_here` BEFORE INSERT ON `duo_end_reason`
WHEN NOT EXISTS (
  SELECT 1 FROM duo d JOIN participant p
    ON (p.id = d.mentor_id AND NEW.by <> 'mentee') OR (p.id = d.mentee_id AND NEW.by <> 'mentor')
  WHERE d.id = NEW.duo_id AND p.erased_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: who tells it is no longer here'); END;
