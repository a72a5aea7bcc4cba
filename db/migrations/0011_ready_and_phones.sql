CREATE TABLE `preparation_asked` (
	`programme` text NOT NULL,
	`side` text NOT NULL,
	`conditions` integer NOT NULL,
	`intake` integer NOT NULL,
	`modules` text NOT NULL,
	PRIMARY KEY(`programme`, `side`),
	CONSTRAINT "preparation_asked_side" CHECK("preparation_asked"."side" in ('mentor', 'mentee'))
);
--> statement-breakpoint
-- Who of a side still lacks what it asks; of a side of which nobody said what it asks, everybody.
CREATE VIEW `unprepared` AS
SELECT p.id AS participant_id
FROM participant p LEFT JOIN preparation_asked a ON a.programme = p.programme AND a.side = p.side
WHERE a.programme IS NULL
  OR (a.conditions AND NOT EXISTS (SELECT 1 FROM eligibility_check x WHERE x.participant_id = p.id))
  OR (a.intake AND NOT EXISTS (SELECT 1 FROM intake x WHERE x.participant_id = p.id))
  OR EXISTS (SELECT 1 FROM json_each(a.modules) m
    WHERE NOT EXISTS (SELECT 1 FROM training x WHERE x.participant_id = p.id AND x.module = m.value));
--> statement-breakpoint
-- A duo that moved in by file was matched elsewhere: that it came by file is written down before it.
CREATE TRIGGER `introduction_of_prepared` BEFORE INSERT ON `introduction`
WHEN EXISTS (
  SELECT 1 FROM unprepared u WHERE u.participant_id IN (NEW.mentor_id, NEW.mentee_id))
  AND NOT EXISTS (
  SELECT 1 FROM import_item x JOIN import_batch b ON b.id = x.batch_id
  WHERE x.kind = 'introduction' AND x.item_id = NEW.id AND b.kind = 'duos' AND b.programme = NEW.programme)
BEGIN SELECT RAISE(ABORT, 'NOT_READY: conditions, talk or training of one of the two come first'); END;
--> statement-breakpoint
ALTER TABLE `participant` ADD `phone` text;--> statement-breakpoint
-- Of who takes part in more than one programme nobody knows to which the number was given: it is asked again.
UPDATE `participant` SET `phone` = (SELECT p.phone FROM person p WHERE p.id = participant.person_id)
WHERE NOT EXISTS (
  SELECT 1 FROM participant o WHERE o.person_id = participant.person_id AND o.programme <> participant.programme);
--> statement-breakpoint
DROP VIEW `revealed_contact`;--> statement-breakpoint
CREATE VIEW `revealed_contact` AS
SELECT i.id AS introduction_id, v.id AS viewer_id, w.signup_id AS viewer_signup_id,
       p.name, p.email, o.phone, o.business
FROM agreed_introduction a
JOIN introduction i ON i.id = a.introduction_id
JOIN participant v ON v.id IN (i.mentor_id, i.mentee_id)
JOIN participant o ON o.id IN (i.mentor_id, i.mentee_id) AND o.id <> v.id
JOIN person p ON p.id = o.person_id
JOIN proved_way w ON w.participant_id = v.id
WHERE EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = v.id AND c.purpose = 'P1')
  AND EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = o.id AND c.purpose = 'P1')
  AND EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = v.id AND c.purpose = 'P2' AND c.about = i.id)
  AND EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = o.id AND c.purpose = 'P2' AND c.about = i.id);
--> statement-breakpoint
ALTER TABLE `person` DROP COLUMN `phone`;
