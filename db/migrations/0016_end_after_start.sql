-- A duo ends on the day on which it starts, or later.
CREATE TRIGGER `duo_end_after_start` BEFORE INSERT ON `duo_end`
WHEN EXISTS (SELECT 1 FROM duo d WHERE d.id = NEW.duo_id AND NEW.ended_on < d.started_on)
BEGIN SELECT RAISE(ABORT, 'OUTSIDE_DUO: the duo had not begun on that day'); END;
