-- What the other guards take for granted. A participant is who they are: their consents, programme and side stay theirs.
CREATE TRIGGER `participant_stays` BEFORE UPDATE OF `id`, `programme`, `subject_ref` ON `participant`
WHEN NEW.id <> OLD.id OR NEW.programme <> OLD.programme
  OR (NEW.subject_ref IS NOT OLD.subject_ref AND (NEW.subject_ref IS NOT NULL OR NEW.erased_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: a participant keeps their id, programme and consents'); END;
--> statement-breakpoint
DROP TRIGGER `participant_side_kept`;--> statement-breakpoint
CREATE TRIGGER `participant_side_kept` BEFORE UPDATE OF `side` ON `participant`
WHEN NEW.side <> OLD.side
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: a participant keeps their side'); END;
--> statement-breakpoint
CREATE TRIGGER `participant_once` BEFORE INSERT ON `participant`
WHEN EXISTS (SELECT 1 FROM participant f WHERE f.id = NEW.id)
  OR EXISTS (SELECT 1 FROM participant f WHERE f.subject_ref = NEW.subject_ref)
  OR EXISTS (
  SELECT 1 FROM participant f WHERE f.person_id = NEW.person_id AND f.programme = NEW.programme AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this participant exists'); END;
--> statement-breakpoint
-- The same that the app deletes, whoever erases: a block knows its two by its id.
CREATE TRIGGER `participant_erased_takes_notes` AFTER UPDATE OF `erased_at` ON `participant`
WHEN NEW.erased_at IS NOT NULL
BEGIN
  DELETE FROM note WHERE participant_id = NEW.id;
  DELETE FROM pair_bar_note WHERE instr(':' || bar_id || ':', ':' || NEW.id || ':') > 0;
END;
--> statement-breakpoint
CREATE TRIGGER `note_unchanged` BEFORE UPDATE ON `note`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: note'); END;
--> statement-breakpoint
CREATE TRIGGER `pair_bar_note_unchanged` BEFORE UPDATE ON `pair_bar_note`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: pair_bar_note'); END;
--> statement-breakpoint
CREATE TRIGGER `pair_bar_note_of_block` BEFORE INSERT ON `pair_bar_note`
WHEN EXISTS (SELECT 1 FROM pair_lift l WHERE l.bar_id = NEW.bar_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: the block was lifted'); END;
--> statement-breakpoint
-- The hash is made by the app; a block knows its two by its id as well.
CREATE TRIGGER `introduction_not_blocked` BEFORE INSERT ON `introduction`
WHEN EXISTS (
  SELECT 1 FROM barred_pair b
  WHERE b.id >= NEW.mentor_id || ':' || NEW.mentee_id || ':' AND b.id < NEW.mentor_id || ':' || NEW.mentee_id || ';'
    AND (b.until IS NULL OR b.until > NEW.sent_at))
BEGIN SELECT RAISE(ABORT, 'PAIR_BARRED: this pair is blocked'); END;
--> statement-breakpoint
-- New Year comes in winter, when Brussels is an hour ahead.
CREATE TRIGGER `introduction_of_its_year` BEFORE INSERT ON `introduction`
WHEN NEW.cap_year <> CAST(strftime('%Y', NEW.sent_at / 1000 + 3600, 'unixepoch') AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'CAP_REACHED: the cap of another year than that in which it was sent'); END;
--> statement-breakpoint
-- A cap counts the duos of its year: one goes only when the import that brought it was undone.
CREATE TRIGGER `introduction_of_duo_kept` BEFORE DELETE ON `introduction`
WHEN EXISTS (SELECT 1 FROM duo d WHERE d.introduction_id = OLD.id)
  AND NOT EXISTS (
  SELECT 1 FROM import_item x JOIN import_undo u ON u.batch_id = x.batch_id
  WHERE x.kind = 'introduction' AND x.item_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: the duo was counted'); END;
--> statement-breakpoint
-- Whose phone reads the contact details of the other.
CREATE TRIGGER `proof_unchanged` BEFORE UPDATE ON `proof`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: proof'); END;
--> statement-breakpoint
CREATE TRIGGER `signup_of_same_person` BEFORE UPDATE OF `participant_id` ON `signup`
WHEN NEW.participant_id IS NOT OLD.participant_id AND NOT EXISTS (
  SELECT 1 FROM participant o JOIN participant n ON n.id = NEW.participant_id
  WHERE o.id = OLD.participant_id AND (o.person_id = n.person_id OR EXISTS (
    SELECT 1 FROM person_merge m
    WHERE m.kept_id IN (o.person_id, n.person_id) AND m.merged_id IN (o.person_id, n.person_id))))
BEGIN SELECT RAISE(ABORT, 'WRONG_SIGNUP: the sign-up is of somebody else'); END;
--> statement-breakpoint
CREATE TRIGGER `signup_keeps_keys` BEFORE UPDATE OF `id`, `form_key`, `phone_hash` ON `signup`
WHEN NEW.id <> OLD.id OR NEW.form_key <> OLD.form_key OR NEW.phone_hash <> OLD.phone_hash
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: a sign-up keeps its form and its phone'); END;
--> statement-breakpoint
CREATE TRIGGER `form_key_unchanged` BEFORE UPDATE ON `form_key`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: form_key'); END;
--> statement-breakpoint
-- A form that was on its way when they were erased holds their name and address.
CREATE TRIGGER `signup_of_erased` BEFORE INSERT ON `signup`
WHEN EXISTS (SELECT 1 FROM participant p WHERE p.id = NEW.participant_id AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'ERASED: who was erased signs up anew'); END;
--> statement-breakpoint
CREATE TRIGGER `invitation_use_kept` BEFORE DELETE ON `invitation_use`
WHEN EXISTS (SELECT 1 FROM invitation o WHERE o.id = OLD.invitation_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: invitation_use'); END;
--> statement-breakpoint
CREATE TRIGGER `staff_session_stays` BEFORE UPDATE OF `staff_id` ON `staff_session`
WHEN NEW.staff_id <> OLD.staff_id
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: a session is of who signed in'); END;
