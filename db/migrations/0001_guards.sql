-- What may never be is refused here, whoever asks: two servers, two members of staff, or SQL typed by hand.
-- Codes before the colon are read by db/refusal.ts. No CASE…END: D1's migration tool splits on END.
CREATE VIEW `consent_now` AS
SELECT e.subject_ref, e.purpose, e.about, e.state, e.at
FROM consent_event e
WHERE e.seq = (SELECT max(x.seq) FROM consent_event x
               WHERE x.subject_ref = e.subject_ref AND x.purpose = e.purpose AND x.about = e.about);
--> statement-breakpoint
CREATE VIEW `consenting` AS
SELECT p.id AS participant_id, c.purpose, c.about
FROM participant p JOIN consent_now c ON c.subject_ref = p.subject_ref
WHERE c.state IN ('given', 'confirmed');
--> statement-breakpoint
CREATE VIEW `held_place` AS
SELECT i.id AS introduction_id, i.programme, i.mentor_id, i.mentee_id, d.id AS duo_id
FROM introduction i LEFT JOIN duo d ON d.introduction_id = i.id
WHERE NOT EXISTS (SELECT 1 FROM introduction_end e WHERE e.introduction_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM duo_end x WHERE x.duo_id = d.id);
--> statement-breakpoint
CREATE VIEW `agreed_introduction` AS
SELECT i.id AS introduction_id
FROM introduction i
WHERE (SELECT count(*) FROM introduction_answer a WHERE a.introduction_id = i.id AND a.answer = 'yes') = 2
  AND NOT EXISTS (SELECT 1 FROM introduction_correction c WHERE c.introduction_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM introduction_end e WHERE e.introduction_id = i.id);
--> statement-breakpoint
CREATE VIEW `barred_pair` AS
SELECT b.id, b.pair_hash, b.introduction_id, b.until
FROM pair_bar b
WHERE NOT EXISTS (SELECT 1 FROM pair_lift l WHERE l.bar_id = b.id);
--> statement-breakpoint
CREATE VIEW `proved_way` AS
SELECT id AS participant_id, NULL AS signup_id FROM participant
UNION ALL
SELECT DISTINCT participant_id, signup_id FROM proof WHERE signup_id IS NOT NULL;
--> statement-breakpoint
CREATE VIEW `revealed_contact` AS
SELECT i.id AS introduction_id, v.id AS viewer_id, w.signup_id AS viewer_signup_id,
       p.name, p.email, p.phone, o.business
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
CREATE TRIGGER `introduction_sides` BEFORE INSERT ON `introduction`
WHEN NOT EXISTS (
  SELECT 1 FROM participant m JOIN participant s ON s.id = NEW.mentee_id
  WHERE m.id = NEW.mentor_id AND m.side = 'mentor' AND s.side = 'mentee'
    AND m.programme = NEW.programme AND s.programme = NEW.programme AND m.person_id <> s.person_id)
BEGIN SELECT RAISE(ABORT, 'WRONG_PAIR: a mentor and a mentee of this programme, two people'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_mentee_free` BEFORE INSERT ON `introduction`
WHEN EXISTS (
  SELECT 1 FROM held_place h WHERE h.mentee_id = NEW.mentee_id)
BEGIN SELECT RAISE(ABORT, 'MENTEE_PLACED: the mentee holds a place already'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_mentor_free` BEFORE INSERT ON `introduction`
WHEN (SELECT count(*) FROM held_place h WHERE h.mentor_id = NEW.mentor_id)
  >= coalesce((SELECT p.capacity FROM participant p WHERE p.id = NEW.mentor_id), 0)
BEGIN SELECT RAISE(ABORT, 'MENTOR_FULL: the mentor has no place left'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_within_cap` BEFORE INSERT ON `introduction`
WHEN (SELECT count(*) FROM duo d WHERE d.programme = NEW.programme AND d.start_year = NEW.cap_year)
  + (SELECT count(*) FROM held_place h WHERE h.programme = NEW.programme AND h.duo_id IS NULL)
  >= coalesce((SELECT c.cap FROM programme_cap c WHERE c.programme = NEW.programme AND c.year = NEW.cap_year), 0)
BEGIN SELECT RAISE(ABORT, 'CAP_REACHED: the programme has no place left this year'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_within_cap` BEFORE INSERT ON `duo`
WHEN (SELECT count(*) FROM duo d WHERE d.programme = NEW.programme AND d.start_year = NEW.start_year)
  >= coalesce((SELECT c.cap FROM programme_cap c WHERE c.programme = NEW.programme AND c.year = NEW.start_year), 0)
BEGIN SELECT RAISE(ABORT, 'CAP_REACHED: the programme has no place left in the year of the start'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_consent` BEFORE INSERT ON `introduction`
WHEN NOT EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = NEW.mentor_id AND c.purpose = 'P1')
  OR NOT EXISTS (SELECT 1 FROM consenting c WHERE c.participant_id = NEW.mentee_id AND c.purpose = 'P1')
BEGIN SELECT RAISE(ABORT, 'NO_CONSENT: both sides need an active consent'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_pair_allowed` BEFORE INSERT ON `introduction`
WHEN EXISTS (
  SELECT 1 FROM barred_pair b WHERE b.pair_hash = NEW.pair_hash AND (b.until IS NULL OR b.until > NEW.sent_at))
  OR EXISTS (
  SELECT 1 FROM barred_pair b JOIN introduction i ON i.id = b.introduction_id
  WHERE i.mentor_id = NEW.mentor_id AND i.mentee_id = NEW.mentee_id)
BEGIN SELECT RAISE(ABORT, 'PAIR_BARRED: this pair is blocked or ended with a no'); END;
--> statement-breakpoint
CREATE TRIGGER `ask_open` BEFORE INSERT ON `introduction_ask`
WHEN EXISTS (
  SELECT 1 FROM introduction_end e WHERE e.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'INTRODUCTION_CLOSED: the introduction has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `answer_open` BEFORE INSERT ON `introduction_answer`
WHEN EXISTS (
  SELECT 1 FROM introduction_end e WHERE e.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'INTRODUCTION_CLOSED: the introduction has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `answer_in_time` BEFORE INSERT ON `introduction_answer`
WHEN NOT EXISTS (
  SELECT 1 FROM introduction_ask k
  WHERE k.introduction_id = NEW.introduction_id AND k.side = NEW.side AND NEW.at <= k.expires_at)
BEGIN SELECT RAISE(ABORT, 'ANSWER_LATE: this side was not asked, or the deadline has passed'); END;
--> statement-breakpoint
CREATE TRIGGER `answer_consent` BEFORE INSERT ON `introduction_answer`
WHEN NOT EXISTS (
  SELECT 1 FROM introduction i JOIN consenting c ON c.purpose = 'P1'
    AND ((NEW.side = 'mentor' AND c.participant_id = i.mentor_id) OR (NEW.side = 'mentee' AND c.participant_id = i.mentee_id))
  WHERE i.id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'NO_CONSENT: this side has no active consent'); END;
--> statement-breakpoint
CREATE TRIGGER `answer_no_bars_pair` AFTER INSERT ON `introduction_answer`
WHEN NEW.answer = 'no'
BEGIN
  INSERT INTO pair_bar (id, pair_hash, kind, reason, introduction_id, at, staff_id)
  SELECT i.id || ':' || NEW.side, i.pair_hash, 'no', NEW.reason, i.id, NEW.at, NEW.staff_id
  FROM introduction i WHERE i.id = NEW.introduction_id;
END;
--> statement-breakpoint
CREATE TRIGGER `correction_of_answer` BEFORE INSERT ON `introduction_correction`
WHEN NOT EXISTS (
  SELECT 1 FROM introduction_answer a WHERE a.introduction_id = NEW.introduction_id AND a.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'NOT_ANSWERED: there is no answer to correct'); END;
--> statement-breakpoint
CREATE TRIGGER `correction_of_yes_in_time` BEFORE INSERT ON `introduction_correction`
WHEN EXISTS (
  SELECT 1 FROM introduction_answer a
  WHERE a.introduction_id = NEW.introduction_id AND a.side = NEW.side AND a.answer = 'yes')
  AND (EXISTS (SELECT 1 FROM introduction_end e WHERE e.introduction_id = NEW.introduction_id)
    OR EXISTS (SELECT 1 FROM agreed_introduction g WHERE g.introduction_id = NEW.introduction_id))
BEGIN SELECT RAISE(ABORT, 'CORRECTION_LATE: both said yes, or the introduction has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `correction_of_no_lifts` AFTER INSERT ON `introduction_correction`
WHEN EXISTS (SELECT 1 FROM barred_pair b WHERE b.id = NEW.introduction_id || ':' || NEW.side)
BEGIN
  INSERT INTO pair_lift (bar_id, at, staff_id) VALUES (NEW.introduction_id || ':' || NEW.side, NEW.at, NEW.staff_id);
END;
--> statement-breakpoint
CREATE TRIGGER `end_not_over_duo` BEFORE INSERT ON `introduction_end`
WHEN EXISTS (
  SELECT 1 FROM duo d WHERE d.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'DUO_STARTED: the duo has started; end the duo'); END;
--> statement-breakpoint
CREATE TRIGGER `end_agreed_lapses` BEFORE INSERT ON `introduction_end`
WHEN NEW.reason = 'expired' AND EXISTS (
  SELECT 1 FROM agreed_introduction g WHERE g.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'AGREED: an agreed introduction does not expire'); END;
--> statement-breakpoint
CREATE TRIGGER `end_lapse_agreed` BEFORE INSERT ON `introduction_end`
WHEN NEW.reason = 'lapsed' AND NOT EXISTS (
  SELECT 1 FROM agreed_introduction g WHERE g.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'NOT_AGREED: only an agreed introduction lapses'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_from_agreed` BEFORE INSERT ON `duo`
WHEN NOT EXISTS (
  SELECT 1 FROM agreed_introduction g JOIN introduction i ON i.id = g.introduction_id
  WHERE i.id = NEW.introduction_id AND i.mentor_id = NEW.mentor_id AND i.mentee_id = NEW.mentee_id
    AND i.programme = NEW.programme)
BEGIN SELECT RAISE(ABORT, 'NOT_AGREED: a duo starts from an open introduction with two yes'); END;
--> statement-breakpoint
CREATE TRIGGER `proof_of_own_signup` BEFORE INSERT ON `proof`
WHEN NEW.signup_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM signup s WHERE s.id = NEW.signup_id AND s.participant_id = NEW.participant_id)
BEGIN SELECT RAISE(ABORT, 'WRONG_SIGNUP: the sign-up is of somebody else'); END;
--> statement-breakpoint
CREATE TRIGGER `consent_text_once` BEFORE INSERT ON `consent_text`
WHEN EXISTS (SELECT 1 FROM consent_text f WHERE f.id = NEW.id) OR EXISTS (SELECT 1 FROM consent_text f WHERE f.code = NEW.code AND f.version = NEW.version AND f.language = NEW.language)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this consent_text exists'); END;
--> statement-breakpoint
CREATE TRIGGER `consent_text_unchanged` BEFORE UPDATE ON `consent_text`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: consent_text'); END;
--> statement-breakpoint
CREATE TRIGGER `consent_text_kept` BEFORE DELETE ON `consent_text`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: consent_text'); END;
--> statement-breakpoint
CREATE TRIGGER `consent_event_once` BEFORE INSERT ON `consent_event`
WHEN EXISTS (SELECT 1 FROM consent_event f WHERE f.seq = NEW.seq) OR EXISTS (SELECT 1 FROM consent_event f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this consent_event exists'); END;
--> statement-breakpoint
CREATE TRIGGER `consent_event_unchanged` BEFORE UPDATE ON `consent_event`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: consent_event'); END;
--> statement-breakpoint
CREATE TRIGGER `consent_event_kept` BEFORE DELETE ON `consent_event`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: consent_event'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_once` BEFORE INSERT ON `audit`
WHEN EXISTS (SELECT 1 FROM audit f WHERE f.seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this audit exists'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_unchanged` BEFORE UPDATE ON `audit`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: audit'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_kept` BEFORE DELETE ON `audit`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: audit'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_once` BEFORE INSERT ON `introduction`
WHEN EXISTS (SELECT 1 FROM introduction f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this introduction exists'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_unchanged` BEFORE UPDATE ON `introduction`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_kept` BEFORE DELETE ON `introduction`
WHEN EXISTS (SELECT 1 FROM held_place h WHERE h.introduction_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_ask_once` BEFORE INSERT ON `introduction_ask`
WHEN EXISTS (SELECT 1 FROM introduction_ask f WHERE f.introduction_id = NEW.introduction_id AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this introduction_ask exists'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_ask_unchanged` BEFORE UPDATE ON `introduction_ask`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_ask'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_ask_kept` BEFORE DELETE ON `introduction_ask`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_ask'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_answer_once` BEFORE INSERT ON `introduction_answer`
WHEN EXISTS (SELECT 1 FROM introduction_answer f WHERE f.introduction_id = NEW.introduction_id AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_ANSWERED: this introduction_answer exists'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_answer_unchanged` BEFORE UPDATE ON `introduction_answer`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_answer'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_answer_kept` BEFORE DELETE ON `introduction_answer`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_answer'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_correction_once` BEFORE INSERT ON `introduction_correction`
WHEN EXISTS (SELECT 1 FROM introduction_correction f WHERE f.introduction_id = NEW.introduction_id AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this introduction_correction exists'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_correction_unchanged` BEFORE UPDATE ON `introduction_correction`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_correction'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_correction_kept` BEFORE DELETE ON `introduction_correction`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_correction'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_end_once` BEFORE INSERT ON `introduction_end`
WHEN EXISTS (SELECT 1 FROM introduction_end f WHERE f.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this introduction_end exists'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_end_unchanged` BEFORE UPDATE ON `introduction_end`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_end'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_end_kept` BEFORE DELETE ON `introduction_end`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_end'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_once` BEFORE INSERT ON `duo`
WHEN EXISTS (SELECT 1 FROM duo f WHERE f.id = NEW.id) OR EXISTS (SELECT 1 FROM duo f WHERE f.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this duo exists'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_unchanged` BEFORE UPDATE ON `duo`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_kept` BEFORE DELETE ON `duo`
WHEN NOT EXISTS (SELECT 1 FROM duo_end e WHERE e.duo_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_once` BEFORE INSERT ON `duo_end`
WHEN EXISTS (SELECT 1 FROM duo_end f WHERE f.duo_id = NEW.duo_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this duo_end exists'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_unchanged` BEFORE UPDATE ON `duo_end`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_end'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_kept` BEFORE DELETE ON `duo_end`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_end'); END;
--> statement-breakpoint
CREATE TRIGGER `pair_bar_once` BEFORE INSERT ON `pair_bar`
WHEN EXISTS (SELECT 1 FROM pair_bar f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this pair_bar exists'); END;
--> statement-breakpoint
CREATE TRIGGER `pair_bar_unchanged` BEFORE UPDATE ON `pair_bar`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: pair_bar'); END;
--> statement-breakpoint
CREATE TRIGGER `pair_bar_kept` BEFORE DELETE ON `pair_bar`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: pair_bar'); END;
--> statement-breakpoint
CREATE TRIGGER `pair_lift_once` BEFORE INSERT ON `pair_lift`
WHEN EXISTS (SELECT 1 FROM pair_lift f WHERE f.bar_id = NEW.bar_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this pair_lift exists'); END;
--> statement-breakpoint
CREATE TRIGGER `pair_lift_unchanged` BEFORE UPDATE ON `pair_lift`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: pair_lift'); END;
--> statement-breakpoint
CREATE TRIGGER `pair_lift_kept` BEFORE DELETE ON `pair_lift`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: pair_lift'); END;
