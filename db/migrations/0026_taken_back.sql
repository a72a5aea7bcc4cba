-- What staff wrote down by mistake before a first introduction is taken back as long as its person was in no introduction.
DROP TRIGGER `eligibility_check_kept`;--> statement-breakpoint
CREATE TRIGGER `eligibility_check_kept` BEFORE DELETE ON `eligibility_check`
WHEN EXISTS (SELECT 1 FROM participant o WHERE o.id = OLD.participant_id AND o.erased_at IS NULL)
  AND EXISTS (SELECT 1 FROM introduction i WHERE OLD.participant_id IN (i.mentor_id, i.mentee_id))
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: eligibility_check'); END;
--> statement-breakpoint
DROP TRIGGER `training_kept`;--> statement-breakpoint
CREATE TRIGGER `training_kept` BEFORE DELETE ON `training`
WHEN EXISTS (SELECT 1 FROM participant o WHERE o.id = OLD.participant_id AND o.erased_at IS NULL)
  AND EXISTS (SELECT 1 FROM introduction i WHERE OLD.participant_id IN (i.mentor_id, i.mentee_id))
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: training'); END;
--> statement-breakpoint
DROP TRIGGER `intake_kept`;--> statement-breakpoint
CREATE TRIGGER `intake_kept` BEFORE DELETE ON `intake`
WHEN EXISTS (SELECT 1 FROM participant o WHERE o.id = OLD.participant_id AND o.erased_at IS NULL)
  AND EXISTS (SELECT 1 FROM introduction i WHERE OLD.participant_id IN (i.mentor_id, i.mentee_id))
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: intake'); END;
