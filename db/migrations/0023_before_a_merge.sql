-- Rows that a merge brought to somebody else, with whose they were. What was agreed, mailed or shown before it goes on speaking for that one.
CREATE VIEW `moved_row` AS
SELECT v.value AS participant_id, a.person_id, m.at
FROM merged_away a JOIN person_merge m ON m.id = a.merge_id, json_each(m.moved) v;
--> statement-breakpoint
CREATE VIEW `introduced_person` AS
SELECT i.id AS introduction_id, p.id AS participant_id, coalesce((
  SELECT o.person_id FROM moved_row o WHERE o.participant_id = p.id AND o.at > i.sent_at), p.person_id) AS person_id
FROM introduction i JOIN participant p ON p.id IN (i.mentor_id, i.mentee_id);
--> statement-breakpoint
DROP VIEW `revealed_contact`;--> statement-breakpoint
CREATE VIEW `revealed_contact` AS
SELECT i.id AS introduction_id, v.id AS viewer_id, w.signup_id AS viewer_signup_id,
       p.name, p.email, o.phone, o.business
FROM agreed_introduction a
JOIN introduction i ON i.id = a.introduction_id
JOIN participant v ON v.id IN (i.mentor_id, i.mentee_id)
JOIN introduced_person vp ON vp.introduction_id = i.id AND vp.participant_id = v.id AND vp.person_id = v.person_id
JOIN participant o ON o.id IN (i.mentor_id, i.mentee_id) AND o.id <> v.id
JOIN introduced_person op ON op.introduction_id = i.id AND op.participant_id = o.id
JOIN person p ON p.id = op.person_id
JOIN proved_way w ON w.participant_id = v.id
WHERE EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = v.id AND c.purpose = 'P1')
  AND EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = o.id AND c.purpose = 'P1')
  AND EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = v.id AND c.purpose = 'P2' AND c.about = i.id)
  AND EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = o.id AND c.purpose = 'P2' AND c.about = i.id);
--> statement-breakpoint
-- A yes was said to one address: who becomes a part holds no place at all. That covers two who are introduced to each other.
DROP TRIGGER `person_merge_apart`;--> statement-breakpoint
DROP TRIGGER `person_merge_one_place`;--> statement-breakpoint
CREATE TRIGGER `person_merge_one_place` BEFORE INSERT ON `person_merge`
WHEN EXISTS (
  SELECT 1 FROM participant p JOIN held_place h ON h.mentor_id = p.id OR h.mentee_id = p.id
  WHERE p.person_id = NEW.merged_id)
BEGIN SELECT RAISE(ABORT, 'MENTEE_PLACED: who becomes a part holds a place'); END;
