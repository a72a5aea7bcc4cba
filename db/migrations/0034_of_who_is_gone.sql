-- What staff want, or write down, of somebody who was erased at that moment is of nobody.
DELETE FROM `pin` WHERE EXISTS (
  SELECT 1 FROM participant p WHERE p.id IN (mentor_id, mentee_id) AND p.erased_at IS NOT NULL);--> statement-breakpoint
DELETE FROM `left_out` WHERE EXISTS (SELECT 1 FROM participant p WHERE p.id = participant_id AND p.erased_at IS NOT NULL);--> statement-breakpoint
DELETE FROM `participant_pause` WHERE EXISTS (SELECT 1 FROM participant p WHERE p.id = participant_id AND p.erased_at IS NOT NULL);--> statement-breakpoint
CREATE TRIGGER `pin_of_erased` BEFORE INSERT ON `pin`
WHEN EXISTS (SELECT 1 FROM participant p WHERE p.id IN (NEW.mentor_id, NEW.mentee_id) AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: one of the two is no longer here'); END;--> statement-breakpoint
CREATE TRIGGER `left_out_of_erased` BEFORE INSERT ON `left_out`
WHEN EXISTS (SELECT 1 FROM participant p WHERE p.id = NEW.participant_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: who was erased takes part in nothing'); END;--> statement-breakpoint
CREATE TRIGGER `participant_pause_of_erased` BEFORE INSERT ON `participant_pause`
WHEN EXISTS (SELECT 1 FROM participant p WHERE p.id = NEW.participant_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: who was erased takes part in nothing'); END;--> statement-breakpoint
CREATE TRIGGER `eligibility_check_of_erased` BEFORE INSERT ON `eligibility_check`
WHEN EXISTS (SELECT 1 FROM participant p WHERE p.id = NEW.participant_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: of who was erased nothing is written down'); END;--> statement-breakpoint
CREATE TRIGGER `intake_of_erased` BEFORE INSERT ON `intake`
WHEN EXISTS (SELECT 1 FROM participant p WHERE p.id = NEW.participant_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: of who was erased nothing is written down'); END;--> statement-breakpoint
CREATE TRIGGER `training_of_erased` BEFORE INSERT ON `training`
WHEN EXISTS (SELECT 1 FROM participant p WHERE p.id = NEW.participant_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: of who was erased nothing is written down'); END;--> statement-breakpoint
-- "Ja, dat was ik" tapped twice at once is said once: the second is left away, the rest of its batch stands.
CREATE TRIGGER `consent_confirmed_once` BEFORE INSERT ON `consent_event`
WHEN NEW.state = 'confirmed' AND EXISTS (
  SELECT 1 FROM consent_now c
  WHERE c.subject_ref = NEW.subject_ref AND c.purpose = NEW.purpose AND c.about = NEW.about AND c.state = 'confirmed')
BEGIN SELECT RAISE(IGNORE); END;--> statement-breakpoint
-- A form that waits for a yes is applied, erased or added to as it was read: a batch says so by writing it to this view,
-- and is refused when somebody else did one of the three meanwhile.
CREATE VIEW `signup_as_read` AS SELECT id, pending FROM signup WHERE 0;--> statement-breakpoint
CREATE TRIGGER `signup_as_read_still` INSTEAD OF INSERT ON `signup_as_read`
WHEN NOT EXISTS (SELECT 1 FROM signup s WHERE s.id = NEW.id AND s.pending IS NEW.pending)
BEGIN SELECT RAISE(ABORT, 'WRONG_SIGNUP: this form no longer waits as it was read'); END;
