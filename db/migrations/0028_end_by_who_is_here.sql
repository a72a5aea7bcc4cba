-- Who is gone answers the questions of the end no more: not on a page that was still open, and not through staff.
CREATE TRIGGER `end_answer_by_who_is_here` BEFORE INSERT ON `end_answer`
WHEN NOT EXISTS (
  SELECT 1 FROM duo d JOIN participant p ON p.id = iif(NEW.side = 'mentor', d.mentor_id, d.mentee_id)
  WHERE d.id = NEW.duo_id AND p.erased_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: who answers is no longer here'); END;
