-- Stopping is written down once, also by two forms of the same moment: whose consents end is still here when they do.
CREATE TRIGGER `consent_end_of_who_is_here` BEFORE INSERT ON `consent_event`
WHEN NEW.state IN ('withdrawn', 'expired', 'invalidated')
  AND NOT EXISTS (SELECT 1 FROM participant p WHERE p.subject_ref = NEW.subject_ref)
BEGIN SELECT RAISE(ABORT, 'ERASED: whose consent it is was erased'); END;
