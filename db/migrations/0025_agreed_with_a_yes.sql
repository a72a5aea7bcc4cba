-- Where the agreement stands at the answer, one agrees with their own yes; where it is signed later, once both said yes.
DROP TRIGGER `agreement_open`;--> statement-breakpoint
CREATE TRIGGER `agreement_open` BEFORE INSERT ON `agreement`
WHEN NOT EXISTS (
  SELECT 1 FROM introduction_answer a JOIN held_place h ON h.introduction_id = a.introduction_id
  WHERE a.introduction_id = NEW.introduction_id AND a.side = NEW.side AND a.answer = 'yes')
  OR EXISTS (
  SELECT 1 FROM introduction_terms t
  WHERE t.introduction_id = NEW.introduction_id AND t.needs_agreement
    AND NOT EXISTS (SELECT 1 FROM agreed_introduction g WHERE g.introduction_id = t.introduction_id))
BEGIN SELECT RAISE(ABORT, 'INTRODUCTION_CLOSED: no yes of this side, not yet of both where it is signed later, or it has ended'); END;
