-- Who stops takes along the other rows of one human. An erasure cannot be taken back: a batch says whom it read as one
-- with whom, by writing it to this view, and is refused when staff merged or undid a merge meanwhile.
CREATE VIEW `human_as_read` AS SELECT participant_id, of_id AS twins FROM participant_twin WHERE 0;
--> statement-breakpoint
CREATE TRIGGER `human_as_read_still` INSTEAD OF INSERT ON `human_as_read`
WHEN NEW.twins IS NOT (
  SELECT group_concat(t.pair) FROM (
    SELECT x.participant_id || ':' || x.of_id AS pair FROM participant_twin x
    WHERE NEW.participant_id IN (x.participant_id, x.of_id) ORDER BY 1) t)
BEGIN SELECT RAISE(ABORT, 'MERGED_SINCE: who is one human with them changed'); END;
--> statement-breakpoint
-- Nobody is there to go back to.
CREATE TRIGGER `person_unmerge_of_who_is_here` BEFORE INSERT ON `person_unmerge`
WHEN NOT EXISTS (SELECT 1 FROM person_merge m JOIN person p ON p.id = m.merged_id WHERE m.id = NEW.merge_id)
BEGIN SELECT RAISE(ABORT, 'ERASED: the address that was merged was erased'); END;
