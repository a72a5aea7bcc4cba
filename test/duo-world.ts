/*
 * Facts of the duo model as SQL typed by hand, after those of test/world.ts: introduction i, agreed at 1500; duo d,
 * from 2027-05-08 until 2027-11-08.
 */

export const terms = (clicks = 1, agreement = 1) =>
  `INSERT INTO introduction_terms VALUES ('i', ${clicks}, ${agreement}, 1000);`

export const moreTime = (until = '2027-07-01') =>
  `INSERT INTO introduction_extension VALUES ('x', 'i', '${until}', 'dirk', 1600);`

export const meeting = (id: string, by = 'mentor') => `
  INSERT INTO meeting (id, introduction_id, by, way, slots, minutes, staff_joins, staff_id, at)
  VALUES ('${id}', 'i', '${by}', ${by === 'staff' ? `'staff'` : `'mail'`}, '[5000, 6000]', 60, 0, ${by === 'staff' ? `'dirk'` : 'NULL'}, 1600);`

export const meetingAnswer = (side: string, slot: number | 'NULL') =>
  `INSERT INTO meeting_answer (meeting_id, side, slot_at, way, at) VALUES ('m', '${side}', ${slot}, 'mail', 1700);`

export const cancellation = `INSERT INTO meeting_cancellation (meeting_id, by, way, at) VALUES ('m', 'mentee', 'mail', 1800);`

export const click = (side: string, value = 'yes', at = 9000) =>
  `INSERT INTO click (introduction_id, side, click, earliest_at, way, at) VALUES ('i', '${side}', '${value}', 9000, 'mail', ${at});`

export const agreement = (side: string) =>
  `INSERT INTO agreement (introduction_id, side, text_id, text_sha256, way, at) VALUES ('i', '${side}', 'P4:1', 'h', 'mail', 9100);`

export const checkinAsk = (milestone = 'month-1', side = 'mentor') =>
  `INSERT INTO checkin_ask VALUES ('d', '${milestone}', '${side}', '2027-06-08', 9200);`

export const checkinAnswer = (value = 'good', milestone = 'month-1') => `
  INSERT INTO checkin_answer (duo_id, milestone, side, answer, call_me, way, at)
  VALUES ('d', '${milestone}', 'mentor', '${value}', 0, 'mail', 9300);`

export const log = (id: string, metOn = '2027-05-20') =>
  `INSERT INTO meeting_log (id, duo_id, by, met_on, minutes, way, at) VALUES ('${id}', 'd', 'mentor', '${metOn}', 120, 'mail', 9400);`

export const logVoid = `INSERT INTO meeting_log_void (log_id, way, at) VALUES ('l', 'mail', 9500);`

export const pause = (id: string, fromOn = '2027-07-01') =>
  `INSERT INTO duo_pause (id, duo_id, kind, from_on, by, way, at) VALUES ('${id}', 'd', 'holiday', '${fromOn}', 'mentor', 'mail', 9600);`

export const resumeOf = (pauseId: string, resumedOn: string, endsOn: string) =>
  `INSERT INTO duo_resume (pause_id, resumed_on, ends_on, by, way, at) VALUES ('${pauseId}', '${resumedOn}', '${endsOn}', 'mentor', 'mail', 9700);`

export const resume = (resumedOn = '2027-07-15', endsOn = '2027-11-22') => resumeOf('p', resumedOn, endsOn)

/** `p` goes on sooner, or never was. */
export const sooner = (id: string, resumedOn: string) =>
  `INSERT INTO duo_pause_correction VALUES ('${id}', 'p', '${resumedOn}', 'dirk', 9750);`

export const takenBack = (id: string) => `INSERT INTO duo_pause_correction VALUES ('${id}', 'p', NULL, 'dirk', 9760);`

export const extension = (id: string, endsOn = '2028-02-08') =>
  `INSERT INTO duo_extension VALUES ('${id}', 'd', 3, '${endsOn}', 'goal_near', 'dirk', 9800);`

export const completion = (endedOn: string) =>
  `INSERT INTO duo_end (duo_id, reason, ended_on, at) VALUES ('d', 'completed', '${endedOn}', 9900);`

export const stopReason = (reason = 'no_time') =>
  `INSERT INTO duo_end_reason VALUES ('d', 'mentor', '${reason}', 9950);`

export const endAnswer = (next = 'another') =>
  `INSERT INTO end_answer (duo_id, side, next, way, at) VALUES ('d', 'mentor', '${next}', 'mail', 9960);`

export const outcome = (id: string, code = 'job') =>
  `INSERT INTO outcome (id, duo_id, moment, code, by, at) VALUES ('${id}', 'd', 'end', '${code}', 'staff', 9970);`

export const merge = (id: string, kept: string, merged: string) =>
  `INSERT INTO person_merge VALUES ('${id}', '${kept}', '${merged}', '[]', 'dirk', 1);`

export const unmerge = `INSERT INTO person_unmerge VALUES ('g', 'dirk', 2);`

export const eligibility = (at = 1) => `INSERT INTO eligibility_check VALUES ('amira', 'dirk', ${at});`
export const intake = (heldOn = '2027-05-01') => `INSERT INTO intake VALUES ('t', 'amira', '${heldOn}', 'dirk', 1);`
export const training = (doneOn = '2027-05-01') =>
  `INSERT INTO training VALUES ('bert', 'welcome', '${doneOn}', 'dirk', 1);`
export const partner = `INSERT INTO partner (id, name, created_at) VALUES ('ocmw', 'OCMW', 1);`
export const referral = (at = 1) => `INSERT INTO referral VALUES ('amira', 'ocmw', 'dirk', ${at});`
export const batch = (rows = 1) => `INSERT INTO import_batch VALUES ('b', 'pm', 'people', ${rows}, 0, 'dirk', 1);`
export const item = `INSERT INTO import_item (batch_id, kind, item_id) VALUES ('b', 'person', 'p-bert');`
export const undo = (at = 2) => `INSERT INTO import_undo VALUES ('b', 'dirk', ${at});`
