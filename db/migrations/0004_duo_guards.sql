-- What may never be between two yes and the outcome, as in 0001_guards.sql. Triggers know no programme and no clock:
-- what a programme asks stands in introduction_terms, and what an instant is measured against in the row itself.
CREATE VIEW `duo_last_day` AS
SELECT d.id AS duo_id, max(
  d.ends_on,
  coalesce((SELECT max(x.ends_on) FROM duo_extension x WHERE x.duo_id = d.id), ''),
  coalesce((SELECT max(r.ends_on) FROM duo_resume r JOIN duo_pause p ON p.id = r.pause_id WHERE p.duo_id = d.id), '')
) AS ends_on
FROM duo d;
--> statement-breakpoint
CREATE TRIGGER `duo_terms_met` BEFORE INSERT ON `duo`
WHEN EXISTS (
  SELECT 1 FROM introduction_terms t
  WHERE t.introduction_id = NEW.introduction_id
    AND ((t.needs_clicks AND (SELECT count(*) FROM click c WHERE c.introduction_id = t.introduction_id AND c.click = 'yes') < 2)
      OR (t.needs_agreement AND (SELECT count(*) FROM agreement a WHERE a.introduction_id = t.introduction_id) < 2)))
BEGIN SELECT RAISE(ABORT, 'TERMS_OPEN: both must have met, clicked and agreed first'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_open` BEFORE INSERT ON `meeting`
WHEN NOT EXISTS (
  SELECT 1 FROM agreed_introduction g JOIN held_place h ON h.introduction_id = g.introduction_id
  WHERE g.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'INTRODUCTION_CLOSED: not both said yes, or it has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_answer_open` BEFORE INSERT ON `meeting_answer`
WHEN EXISTS (
  SELECT 1 FROM meeting_cancellation c WHERE c.meeting_id = NEW.meeting_id)
  OR NOT EXISTS (
  SELECT 1 FROM meeting m JOIN agreed_introduction g ON g.introduction_id = m.introduction_id
    JOIN held_place h ON h.introduction_id = m.introduction_id
  WHERE m.id = NEW.meeting_id)
BEGIN SELECT RAISE(ABORT, 'MEETING_CLOSED: the meeting was cancelled, or the introduction has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_answer_offered` BEFORE INSERT ON `meeting_answer`
WHEN EXISTS (
  SELECT 1 FROM meeting m WHERE m.id = NEW.meeting_id AND m.by = NEW.side)
  OR (NEW.slot_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM meeting m, json_each(m.slots) s WHERE m.id = NEW.meeting_id AND s.value = NEW.slot_at))
BEGIN SELECT RAISE(ABORT, 'NOT_OFFERED: the slot was not offered to this side'); END;
--> statement-breakpoint
CREATE TRIGGER `click_open` BEFORE INSERT ON `click`
WHEN NOT EXISTS (
  SELECT 1 FROM agreed_introduction g JOIN held_place h ON h.introduction_id = g.introduction_id
  WHERE g.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'INTRODUCTION_CLOSED: not both said yes, or it has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `click_before_duo` BEFORE INSERT ON `click`
WHEN EXISTS (
  SELECT 1 FROM duo d WHERE d.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'DUO_STARTED: the duo has started'); END;
--> statement-breakpoint
CREATE TRIGGER `click_in_time` BEFORE INSERT ON `click`
WHEN NEW.at < NEW.earliest_at
BEGIN SELECT RAISE(ABORT, 'CLICK_EARLY: both have time to think first'); END;
--> statement-breakpoint
CREATE TRIGGER `click_no_bars_pair` AFTER INSERT ON `click`
WHEN NEW.click = 'no'
BEGIN
  INSERT INTO pair_bar (id, pair_hash, kind, introduction_id, at, staff_id)
  SELECT i.id || ':click:' || NEW.side, i.pair_hash, 'no', i.id, NEW.at, NEW.staff_id
  FROM introduction i WHERE i.id = NEW.introduction_id;
END;
--> statement-breakpoint
CREATE TRIGGER `agreement_open` BEFORE INSERT ON `agreement`
WHEN NOT EXISTS (
  SELECT 1 FROM agreed_introduction g JOIN held_place h ON h.introduction_id = g.introduction_id
  WHERE g.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'INTRODUCTION_CLOSED: not both said yes, or it has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `checkin_answer_running` BEFORE INSERT ON `checkin_answer`
WHEN EXISTS (
  SELECT 1 FROM duo_end e WHERE e.duo_id = NEW.duo_id)
BEGIN SELECT RAISE(ABORT, 'DUO_ENDED: the duo has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_log_within_duo` BEFORE INSERT ON `meeting_log`
WHEN EXISTS (
  SELECT 1 FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id
  WHERE d.id = NEW.duo_id AND (NEW.met_on < d.started_on OR NEW.met_on > e.ended_on))
BEGIN SELECT RAISE(ABORT, 'OUTSIDE_DUO: the duo did not run on that day'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_log_once_a_day` BEFORE INSERT ON `meeting_log`
WHEN EXISTS (
  SELECT 1 FROM meeting_log l
  WHERE l.duo_id = NEW.duo_id AND l.by = NEW.by AND l.met_on = NEW.met_on
    AND NOT EXISTS (SELECT 1 FROM meeting_log_void v WHERE v.log_id = l.id))
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this side noted a meeting on that day'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_running` BEFORE INSERT ON `duo_pause`
WHEN EXISTS (
  SELECT 1 FROM duo_end e WHERE e.duo_id = NEW.duo_id)
BEGIN SELECT RAISE(ABORT, 'DUO_ENDED: the duo has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_within_duo` BEFORE INSERT ON `duo_pause`
WHEN EXISTS (
  SELECT 1 FROM duo d JOIN duo_last_day l ON l.duo_id = d.id
  WHERE d.id = NEW.duo_id AND (NEW.from_on < d.started_on OR NEW.from_on >= l.ends_on))
BEGIN SELECT RAISE(ABORT, 'OUTSIDE_DUO: the duo does not run on that day'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_once_a_time` BEFORE INSERT ON `duo_pause`
WHEN EXISTS (
  SELECT 1 FROM duo_pause p LEFT JOIN duo_resume r ON r.pause_id = p.id
  WHERE p.duo_id = NEW.duo_id AND (r.pause_id IS NULL OR r.resumed_on > NEW.from_on))
BEGIN SELECT RAISE(ABORT, 'ALREADY_PAUSED: the duo stands still, or will'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_resume_running` BEFORE INSERT ON `duo_resume`
WHEN EXISTS (
  SELECT 1 FROM duo_pause p JOIN duo_end e ON e.duo_id = p.duo_id WHERE p.id = NEW.pause_id)
BEGIN SELECT RAISE(ABORT, 'DUO_ENDED: the duo has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_resume_after_pause` BEFORE INSERT ON `duo_resume`
WHEN EXISTS (
  SELECT 1 FROM duo_pause p WHERE p.id = NEW.pause_id AND NEW.resumed_on <= p.from_on)
BEGIN SELECT RAISE(ABORT, 'OUTSIDE_DUO: a pause lasts a day at least'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_resume_ends_later` BEFORE INSERT ON `duo_resume`
WHEN EXISTS (
  SELECT 1 FROM duo_pause p JOIN duo_last_day l ON l.duo_id = p.duo_id WHERE p.id = NEW.pause_id AND NEW.ends_on <= l.ends_on)
BEGIN SELECT RAISE(ABORT, 'ENDS_EARLIER: a pause makes the duo end later'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_extension_running` BEFORE INSERT ON `duo_extension`
WHEN EXISTS (
  SELECT 1 FROM duo_end e WHERE e.duo_id = NEW.duo_id)
BEGIN SELECT RAISE(ABORT, 'DUO_ENDED: the duo has ended'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_extension_ends_later` BEFORE INSERT ON `duo_extension`
WHEN EXISTS (
  SELECT 1 FROM duo_last_day l WHERE l.duo_id = NEW.duo_id AND NEW.ends_on <= l.ends_on)
BEGIN SELECT RAISE(ABORT, 'ENDS_EARLIER: an extension makes the duo end later'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_on_last_day` BEFORE INSERT ON `duo_end`
WHEN NEW.reason = 'completed' AND (EXISTS (
  SELECT 1 FROM duo_last_day l WHERE l.duo_id = NEW.duo_id AND NEW.ended_on < l.ends_on)
  OR EXISTS (
  SELECT 1 FROM duo_pause p WHERE p.duo_id = NEW.duo_id
    AND NOT EXISTS (SELECT 1 FROM duo_resume r WHERE r.pause_id = p.id)))
BEGIN SELECT RAISE(ABORT, 'ENDS_EARLIER: the duo was extended, or stands still'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_reason_after_end` BEFORE INSERT ON `duo_end_reason`
WHEN NOT EXISTS (
  SELECT 1 FROM duo_end e WHERE e.duo_id = NEW.duo_id)
BEGIN SELECT RAISE(ABORT, 'DUO_RUNNING: the duo still runs'); END;
--> statement-breakpoint
CREATE TRIGGER `end_answer_after_end` BEFORE INSERT ON `end_answer`
WHEN NOT EXISTS (
  SELECT 1 FROM duo_end e WHERE e.duo_id = NEW.duo_id)
BEGIN SELECT RAISE(ABORT, 'DUO_RUNNING: the duo still runs'); END;
--> statement-breakpoint
CREATE TRIGGER `outcome_after_end` BEFORE INSERT ON `outcome`
WHEN NOT EXISTS (
  SELECT 1 FROM duo_end e WHERE e.duo_id = NEW.duo_id)
BEGIN SELECT RAISE(ABORT, 'DUO_RUNNING: the duo still runs'); END;
--> statement-breakpoint
CREATE TRIGGER `person_merge_open` BEFORE INSERT ON `person_merge`
WHEN EXISTS (
  SELECT 1 FROM person_merge m
  WHERE m.merged_id IN (NEW.merged_id, NEW.kept_id)
    AND NOT EXISTS (SELECT 1 FROM person_unmerge u WHERE u.merge_id = m.id))
BEGIN SELECT RAISE(ABORT, 'ALREADY_MERGED: one of the two is part of somebody else'); END;
--> statement-breakpoint
CREATE TRIGGER `eligibility_check_once` BEFORE INSERT ON `eligibility_check`
WHEN EXISTS (SELECT 1 FROM eligibility_check f WHERE f.participant_id = NEW.participant_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this eligibility_check exists'); END;
--> statement-breakpoint
CREATE TRIGGER `eligibility_check_unchanged` BEFORE UPDATE ON `eligibility_check`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: eligibility_check'); END;
--> statement-breakpoint
CREATE TRIGGER `eligibility_check_kept` BEFORE DELETE ON `eligibility_check`
WHEN EXISTS (SELECT 1 FROM participant o WHERE o.id = OLD.participant_id AND o.erased_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: eligibility_check'); END;
--> statement-breakpoint
CREATE TRIGGER `intake_once` BEFORE INSERT ON `intake`
WHEN EXISTS (SELECT 1 FROM intake f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this intake exists'); END;
--> statement-breakpoint
CREATE TRIGGER `intake_unchanged` BEFORE UPDATE ON `intake`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: intake'); END;
--> statement-breakpoint
CREATE TRIGGER `intake_kept` BEFORE DELETE ON `intake`
WHEN EXISTS (SELECT 1 FROM participant o WHERE o.id = OLD.participant_id AND o.erased_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: intake'); END;
--> statement-breakpoint
CREATE TRIGGER `training_once` BEFORE INSERT ON `training`
WHEN EXISTS (SELECT 1 FROM training f WHERE f.participant_id = NEW.participant_id AND f.module = NEW.module)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this training exists'); END;
--> statement-breakpoint
CREATE TRIGGER `training_unchanged` BEFORE UPDATE ON `training`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: training'); END;
--> statement-breakpoint
CREATE TRIGGER `training_kept` BEFORE DELETE ON `training`
WHEN EXISTS (SELECT 1 FROM participant o WHERE o.id = OLD.participant_id AND o.erased_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: training'); END;
--> statement-breakpoint
CREATE TRIGGER `referral_once` BEFORE INSERT ON `referral`
WHEN EXISTS (SELECT 1 FROM referral f WHERE f.participant_id = NEW.participant_id AND f.partner_id = NEW.partner_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this referral exists'); END;
--> statement-breakpoint
CREATE TRIGGER `referral_unchanged` BEFORE UPDATE ON `referral`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: referral'); END;
--> statement-breakpoint
CREATE TRIGGER `referral_kept` BEFORE DELETE ON `referral`
WHEN EXISTS (SELECT 1 FROM participant o WHERE o.id = OLD.participant_id AND o.erased_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: referral'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_terms_once` BEFORE INSERT ON `introduction_terms`
WHEN EXISTS (SELECT 1 FROM introduction_terms f WHERE f.introduction_id = NEW.introduction_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this introduction_terms exists'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_terms_unchanged` BEFORE UPDATE ON `introduction_terms`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_terms'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_terms_kept` BEFORE DELETE ON `introduction_terms`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_terms'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_once` BEFORE INSERT ON `meeting`
WHEN EXISTS (SELECT 1 FROM meeting f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this meeting exists'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_unchanged` BEFORE UPDATE ON `meeting`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_kept` BEFORE DELETE ON `meeting`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_answer_once` BEFORE INSERT ON `meeting_answer`
WHEN EXISTS (SELECT 1 FROM meeting_answer f WHERE f.meeting_id = NEW.meeting_id AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_ANSWERED: this meeting_answer exists'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_answer_unchanged` BEFORE UPDATE ON `meeting_answer`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting_answer'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_answer_kept` BEFORE DELETE ON `meeting_answer`
WHEN EXISTS (SELECT 1 FROM meeting o WHERE o.id = OLD.meeting_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting_answer'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_cancellation_once` BEFORE INSERT ON `meeting_cancellation`
WHEN EXISTS (SELECT 1 FROM meeting_cancellation f WHERE f.meeting_id = NEW.meeting_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this meeting_cancellation exists'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_cancellation_unchanged` BEFORE UPDATE ON `meeting_cancellation`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting_cancellation'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_cancellation_kept` BEFORE DELETE ON `meeting_cancellation`
WHEN EXISTS (SELECT 1 FROM meeting o WHERE o.id = OLD.meeting_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting_cancellation'); END;
--> statement-breakpoint
CREATE TRIGGER `click_once` BEFORE INSERT ON `click`
WHEN EXISTS (SELECT 1 FROM click f WHERE f.introduction_id = NEW.introduction_id AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_ANSWERED: this click exists'); END;
--> statement-breakpoint
CREATE TRIGGER `click_unchanged` BEFORE UPDATE ON `click`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: click'); END;
--> statement-breakpoint
CREATE TRIGGER `click_kept` BEFORE DELETE ON `click`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: click'); END;
--> statement-breakpoint
CREATE TRIGGER `agreement_once` BEFORE INSERT ON `agreement`
WHEN EXISTS (SELECT 1 FROM agreement f WHERE f.introduction_id = NEW.introduction_id AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this agreement exists'); END;
--> statement-breakpoint
CREATE TRIGGER `agreement_unchanged` BEFORE UPDATE ON `agreement`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: agreement'); END;
--> statement-breakpoint
CREATE TRIGGER `agreement_kept` BEFORE DELETE ON `agreement`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: agreement'); END;
--> statement-breakpoint
CREATE TRIGGER `checkin_ask_once` BEFORE INSERT ON `checkin_ask`
WHEN EXISTS (SELECT 1 FROM checkin_ask f WHERE f.duo_id = NEW.duo_id AND f.milestone = NEW.milestone AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this checkin_ask exists'); END;
--> statement-breakpoint
CREATE TRIGGER `checkin_ask_unchanged` BEFORE UPDATE ON `checkin_ask`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: checkin_ask'); END;
--> statement-breakpoint
CREATE TRIGGER `checkin_ask_kept` BEFORE DELETE ON `checkin_ask`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: checkin_ask'); END;
--> statement-breakpoint
CREATE TRIGGER `checkin_answer_once` BEFORE INSERT ON `checkin_answer`
WHEN EXISTS (SELECT 1 FROM checkin_answer f WHERE f.duo_id = NEW.duo_id AND f.milestone = NEW.milestone AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_ANSWERED: this checkin_answer exists'); END;
--> statement-breakpoint
CREATE TRIGGER `checkin_answer_unchanged` BEFORE UPDATE ON `checkin_answer`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: checkin_answer'); END;
--> statement-breakpoint
CREATE TRIGGER `checkin_answer_kept` BEFORE DELETE ON `checkin_answer`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: checkin_answer'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_log_once` BEFORE INSERT ON `meeting_log`
WHEN EXISTS (SELECT 1 FROM meeting_log f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this meeting_log exists'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_log_unchanged` BEFORE UPDATE ON `meeting_log`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting_log'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_log_kept` BEFORE DELETE ON `meeting_log`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting_log'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_log_void_once` BEFORE INSERT ON `meeting_log_void`
WHEN EXISTS (SELECT 1 FROM meeting_log_void f WHERE f.log_id = NEW.log_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this meeting_log_void exists'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_log_void_unchanged` BEFORE UPDATE ON `meeting_log_void`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting_log_void'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_log_void_kept` BEFORE DELETE ON `meeting_log_void`
WHEN EXISTS (SELECT 1 FROM meeting_log o WHERE o.id = OLD.log_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: meeting_log_void'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_once` BEFORE INSERT ON `duo_pause`
WHEN EXISTS (SELECT 1 FROM duo_pause f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this duo_pause exists'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_unchanged` BEFORE UPDATE ON `duo_pause`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_pause'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_pause_kept` BEFORE DELETE ON `duo_pause`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_pause'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_resume_once` BEFORE INSERT ON `duo_resume`
WHEN EXISTS (SELECT 1 FROM duo_resume f WHERE f.pause_id = NEW.pause_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this duo_resume exists'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_resume_unchanged` BEFORE UPDATE ON `duo_resume`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_resume'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_resume_kept` BEFORE DELETE ON `duo_resume`
WHEN EXISTS (SELECT 1 FROM duo_pause o WHERE o.id = OLD.pause_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_resume'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_extension_once` BEFORE INSERT ON `duo_extension`
WHEN EXISTS (SELECT 1 FROM duo_extension f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this duo_extension exists'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_extension_unchanged` BEFORE UPDATE ON `duo_extension`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_extension'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_extension_kept` BEFORE DELETE ON `duo_extension`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_extension'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_reason_once` BEFORE INSERT ON `duo_end_reason`
WHEN EXISTS (SELECT 1 FROM duo_end_reason f WHERE f.duo_id = NEW.duo_id AND f.by = NEW.by)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this duo_end_reason exists'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_reason_unchanged` BEFORE UPDATE ON `duo_end_reason`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_end_reason'); END;
--> statement-breakpoint
CREATE TRIGGER `duo_end_reason_kept` BEFORE DELETE ON `duo_end_reason`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: duo_end_reason'); END;
--> statement-breakpoint
CREATE TRIGGER `end_answer_once` BEFORE INSERT ON `end_answer`
WHEN EXISTS (SELECT 1 FROM end_answer f WHERE f.duo_id = NEW.duo_id AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_ANSWERED: this end_answer exists'); END;
--> statement-breakpoint
CREATE TRIGGER `end_answer_unchanged` BEFORE UPDATE ON `end_answer`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: end_answer'); END;
--> statement-breakpoint
CREATE TRIGGER `end_answer_kept` BEFORE DELETE ON `end_answer`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: end_answer'); END;
--> statement-breakpoint
CREATE TRIGGER `outcome_once` BEFORE INSERT ON `outcome`
WHEN EXISTS (SELECT 1 FROM outcome f WHERE f.seq = NEW.seq) OR EXISTS (SELECT 1 FROM outcome f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this outcome exists'); END;
--> statement-breakpoint
CREATE TRIGGER `outcome_unchanged` BEFORE UPDATE ON `outcome`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: outcome'); END;
--> statement-breakpoint
CREATE TRIGGER `outcome_kept` BEFORE DELETE ON `outcome`
WHEN EXISTS (SELECT 1 FROM duo o WHERE o.id = OLD.duo_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: outcome'); END;
--> statement-breakpoint
CREATE TRIGGER `person_merge_once` BEFORE INSERT ON `person_merge`
WHEN EXISTS (SELECT 1 FROM person_merge f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this person_merge exists'); END;
--> statement-breakpoint
CREATE TRIGGER `person_merge_unchanged` BEFORE UPDATE ON `person_merge`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: person_merge'); END;
--> statement-breakpoint
CREATE TRIGGER `person_merge_kept` BEFORE DELETE ON `person_merge`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: person_merge'); END;
--> statement-breakpoint
CREATE TRIGGER `person_unmerge_once` BEFORE INSERT ON `person_unmerge`
WHEN EXISTS (SELECT 1 FROM person_unmerge f WHERE f.merge_id = NEW.merge_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this person_unmerge exists'); END;
--> statement-breakpoint
CREATE TRIGGER `person_unmerge_unchanged` BEFORE UPDATE ON `person_unmerge`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: person_unmerge'); END;
--> statement-breakpoint
CREATE TRIGGER `person_unmerge_kept` BEFORE DELETE ON `person_unmerge`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: person_unmerge'); END;
--> statement-breakpoint
CREATE TRIGGER `import_batch_once` BEFORE INSERT ON `import_batch`
WHEN EXISTS (SELECT 1 FROM import_batch f WHERE f.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this import_batch exists'); END;
--> statement-breakpoint
CREATE TRIGGER `import_batch_unchanged` BEFORE UPDATE ON `import_batch`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: import_batch'); END;
--> statement-breakpoint
CREATE TRIGGER `import_batch_kept` BEFORE DELETE ON `import_batch`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: import_batch'); END;
--> statement-breakpoint
CREATE TRIGGER `import_item_once` BEFORE INSERT ON `import_item`
WHEN EXISTS (SELECT 1 FROM import_item f WHERE f.batch_id = NEW.batch_id AND f.kind = NEW.kind AND f.item_id = NEW.item_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this import_item exists'); END;
--> statement-breakpoint
CREATE TRIGGER `import_item_unchanged` BEFORE UPDATE ON `import_item`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: import_item'); END;
--> statement-breakpoint
CREATE TRIGGER `import_item_kept` BEFORE DELETE ON `import_item`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: import_item'); END;
--> statement-breakpoint
CREATE TRIGGER `import_undo_once` BEFORE INSERT ON `import_undo`
WHEN EXISTS (SELECT 1 FROM import_undo f WHERE f.batch_id = NEW.batch_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this import_undo exists'); END;
--> statement-breakpoint
CREATE TRIGGER `import_undo_unchanged` BEFORE UPDATE ON `import_undo`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: import_undo'); END;
--> statement-breakpoint
CREATE TRIGGER `import_undo_kept` BEFORE DELETE ON `import_undo`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: import_undo'); END;
