import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  agreed,
  answer,
  bar,
  closure,
  consent,
  correction,
  duo,
  end,
  introduction,
  reason,
  running,
  sent,
  world,
} from '../world.ts'
import { type Attempt, triggersIn, tryEach } from './guard-attempts.ts'

/*
 * Every guard of db/migrations, tried with SQL typed by hand: refused with its code,
 * and let through once that one trigger is dropped. So no trigger can go, or be idle, without a failure here.
 */

/** By trigger: what it refuses. */
const GUARDS: Record<string, Attempt> = {
  introduction_sides: { code: 'WRONG_PAIR', sql: introduction('i', 'bert', 'carl') },
  introduction_mentee_free: { code: 'MENTEE_PLACED', before: [sent], sql: introduction('j', 'carl', 'amira') },
  introduction_mentor_free: { code: 'MENTOR_FULL', before: [sent], sql: introduction('j', 'bert', 'chloe') },
  introduction_within_cap: {
    code: 'CAP_REACHED',
    before: [running, closure('d'), 'UPDATE programme_cap SET cap = 1'],
    sql: introduction('j', 'carl', 'chloe'),
  },
  duo_within_cap: {
    code: 'CAP_REACHED',
    before: [agreed, 'UPDATE programme_cap SET cap = 0'],
    sql: duo('d', 'i', 'bert', 'amira'),
  },
  introduction_consent: {
    code: 'NO_CONSENT',
    before: [consent('amira', 'P1', 'withdrawn')],
    sql: introduction('i', 'bert', 'amira'),
  },
  introduction_pair_allowed: {
    code: 'PAIR_BARRED',
    before: [bar('bert-amira')],
    sql: introduction('i', 'bert', 'amira'),
  },
  ask_open: {
    code: 'INTRODUCTION_CLOSED',
    before: [introduction('i', 'bert', 'amira'), end('i', 'pulled')],
    sql: `INSERT INTO introduction_ask VALUES ('i', 'mentee', 1000, 2000)`,
  },
  answer_open: { code: 'INTRODUCTION_CLOSED', before: [sent, end('i', 'pulled')], sql: answer('i', 'mentor', 'yes') },
  answer_in_time: { code: 'ANSWER_LATE', before: [sent], sql: answer('i', 'mentor', 'yes', 2001) },
  answer_consent: {
    code: 'NO_CONSENT',
    before: [sent, consent('bert', 'P1', 'expired')],
    sql: answer('i', 'mentor', 'yes'),
  },
  reason_of_no: { code: 'NOT_ANSWERED', before: [sent, answer('i', 'mentor', 'yes')], sql: reason('no_time') },
  correction_of_answer: { code: 'NOT_ANSWERED', before: [sent], sql: correction('i', 'mentor') },
  correction_of_yes_in_time: { code: 'CORRECTION_LATE', before: [agreed], sql: correction('i', 'mentor') },
  end_not_over_duo: { code: 'DUO_STARTED', before: [running], sql: end('i', 'pulled') },
  end_agreed_lapses: { code: 'AGREED', before: [agreed], sql: end('i', 'expired') },
  end_lapse_agreed: { code: 'NOT_AGREED', before: [sent], sql: end('i', 'lapsed') },
  duo_from_agreed: {
    code: 'NOT_AGREED',
    before: [sent, answer('i', 'mentor', 'yes')],
    sql: duo('d', 'i', 'bert', 'amira'),
  },
  proof_of_own_signup: {
    code: 'WRONG_SIGNUP',
    before: [
      `INSERT INTO signup (id, form_key, event_id, side, participant_id, short_code, phone_hash, channel, at) VALUES ('s', 'f', 'e', 'mentee', 'chloe', 'AAAA', 'h', 'phone', 1)`,
    ],
    sql: `INSERT INTO proof (id, participant_id, signup_id, how, at) VALUES ('x', 'amira', 's', 'link', 1)`,
  },

  consent_text_once: {
    code: 'ALREADY_WRITTEN',
    sql: `INSERT OR REPLACE INTO consent_text VALUES ('P4:1', 'P4', 1, 'nl-BE', 'Iets anders', 'x', 2)`,
  },
  consent_event_once: { code: 'ALREADY_WRITTEN', sql: consent('amira', 'P1').replace('INSERT', 'INSERT OR REPLACE') },
  audit_once: {
    code: 'ALREADY_WRITTEN',
    before: [`INSERT INTO audit (seq, at, action, subject) VALUES (1, 1, 'a', 's')`],
    sql: `INSERT OR REPLACE INTO audit (seq, at, action, subject) VALUES (1, 1, 'b', 's')`,
  },
  introduction_once: {
    code: 'ALREADY_WRITTEN',
    before: [introduction('i', 'bert', 'amira'), end('i', 'pulled'), 'PRAGMA foreign_keys = OFF'],
    sql: introduction('i', 'carl', 'chloe').replace('INSERT', 'INSERT OR REPLACE'),
  },
  introduction_ask_once: {
    code: 'ALREADY_WRITTEN',
    before: [sent],
    sql: `INSERT OR REPLACE INTO introduction_ask VALUES ('i', 'mentee', 1000, 99999)`,
  },
  introduction_answer_once: {
    code: 'ALREADY_ANSWERED',
    before: [sent, answer('i', 'mentor', 'yes')],
    sql: answer('i', 'mentor', 'yes', 1501).replace('INSERT', 'INSERT OR REPLACE'),
  },
  introduction_correction_once: {
    code: 'ALREADY_WRITTEN',
    before: [sent, answer('i', 'mentor', 'yes'), correction('i', 'mentor')],
    sql: correction('i', 'mentor').replace('INSERT', 'INSERT OR REPLACE'),
  },
  introduction_reason_once: {
    code: 'ALREADY_WRITTEN',
    before: [sent, answer('i', 'mentor', 'no'), reason('no_time')],
    sql: reason('other_topic').replace('INSERT', 'INSERT OR REPLACE'),
  },
  introduction_end_once: {
    code: 'ALREADY_WRITTEN',
    before: [sent, end('i', 'pulled')],
    sql: end('i', 'declined').replace('INSERT', 'INSERT OR REPLACE'),
  },
  duo_once: {
    code: 'ALREADY_WRITTEN',
    before: [running],
    sql: duo('d2', 'i', 'bert', 'amira', 2028).replace('INSERT', 'INSERT OR REPLACE'),
  },
  duo_end_once: {
    code: 'ALREADY_WRITTEN',
    before: [running, closure('d')],
    sql: closure('d').replace('INSERT', 'INSERT OR REPLACE'),
  },
  pair_bar_once: { code: 'ALREADY_WRITTEN', before: [bar('x')], sql: bar('y').replace('INSERT', 'INSERT OR REPLACE') },
  pair_lift_once: {
    code: 'ALREADY_WRITTEN',
    before: [bar('x'), `INSERT INTO pair_lift (bar_id, at) VALUES ('bar', 1)`],
    sql: `INSERT OR REPLACE INTO pair_lift (bar_id, at) VALUES ('bar', 2)`,
  },

  consent_text_unchanged: { code: 'APPEND_ONLY', sql: `UPDATE consent_text SET body = 'Iets anders'` },
  consent_event_unchanged: { code: 'APPEND_ONLY', sql: `UPDATE consent_event SET state = 'withdrawn'` },
  audit_unchanged: {
    code: 'APPEND_ONLY',
    before: [`INSERT INTO audit (at, action, subject) VALUES (1, 'a', 's')`],
    sql: `UPDATE audit SET action = 'b'`,
  },
  introduction_unchanged: { code: 'APPEND_ONLY', before: [sent], sql: `UPDATE introduction SET cap_year = 2028` },
  introduction_ask_unchanged: {
    code: 'APPEND_ONLY',
    before: [sent],
    sql: 'UPDATE introduction_ask SET expires_at = 9999',
  },
  introduction_answer_unchanged: {
    code: 'APPEND_ONLY',
    before: [sent, answer('i', 'mentor', 'yes')],
    sql: 'UPDATE introduction_answer SET at = 1',
  },
  introduction_correction_unchanged: {
    code: 'APPEND_ONLY',
    before: [sent, answer('i', 'mentor', 'yes'), correction('i', 'mentor')],
    sql: 'UPDATE introduction_correction SET at = 1',
  },
  introduction_reason_unchanged: {
    code: 'APPEND_ONLY',
    before: [sent, answer('i', 'mentor', 'no'), reason('no_time')],
    sql: `UPDATE introduction_reason SET reason = 'not_said'`,
  },
  introduction_end_unchanged: {
    code: 'APPEND_ONLY',
    before: [sent, end('i', 'pulled')],
    sql: `UPDATE introduction_end SET at = 1`,
  },
  duo_unchanged: { code: 'APPEND_ONLY', before: [running], sql: `UPDATE duo SET ends_on = '2028-01-01'` },
  duo_end_unchanged: { code: 'APPEND_ONLY', before: [running, closure('d')], sql: `UPDATE duo_end SET at = 1` },
  pair_bar_unchanged: { code: 'APPEND_ONLY', before: [bar('x')], sql: 'UPDATE pair_bar SET until = 1' },
  pair_lift_unchanged: {
    code: 'APPEND_ONLY',
    before: [bar('x'), `INSERT INTO pair_lift (bar_id, at) VALUES ('bar', 1)`],
    sql: 'UPDATE pair_lift SET at = 2',
  },

  consent_text_kept: { code: 'APPEND_ONLY', sql: 'DELETE FROM consent_text' },
  consent_event_kept: { code: 'APPEND_ONLY', sql: 'DELETE FROM consent_event' },
  audit_kept: {
    code: 'APPEND_ONLY',
    before: [`INSERT INTO audit (at, action, subject) VALUES (1, 'a', 's')`],
    sql: 'DELETE FROM audit',
  },
  introduction_kept: {
    code: 'APPEND_ONLY',
    before: [introduction('i', 'bert', 'amira')],
    sql: 'DELETE FROM introduction',
  },
  introduction_ask_kept: { code: 'APPEND_ONLY', before: [sent], sql: 'DELETE FROM introduction_ask' },
  introduction_answer_kept: {
    code: 'APPEND_ONLY',
    before: [sent, answer('i', 'mentor', 'yes')],
    sql: 'DELETE FROM introduction_answer',
  },
  introduction_correction_kept: {
    code: 'APPEND_ONLY',
    before: [sent, answer('i', 'mentor', 'yes'), correction('i', 'mentor')],
    sql: 'DELETE FROM introduction_correction',
  },
  introduction_reason_kept: {
    code: 'APPEND_ONLY',
    before: [sent, answer('i', 'mentor', 'no'), reason('no_time')],
    sql: 'DELETE FROM introduction_reason',
  },
  introduction_end_kept: {
    code: 'APPEND_ONLY',
    before: [sent, end('i', 'pulled')],
    sql: 'DELETE FROM introduction_end',
  },
  duo_end_kept: { code: 'APPEND_ONLY', before: [running, closure('d')], sql: 'DELETE FROM duo_end' },
  pair_bar_kept: { code: 'APPEND_ONLY', before: [bar('x')], sql: 'DELETE FROM pair_bar' },
  pair_lift_kept: {
    code: 'APPEND_ONLY',
    before: [bar('x'), `INSERT INTO pair_lift (bar_id, at) VALUES ('bar', 1)`],
    sql: 'DELETE FROM pair_lift',
  },
}

/** Triggers that write instead of refusing; tested below by what they write. */
const WRITERS = ['answer_no_bars_pair', 'correction_of_no_lifts']

tryEach(GUARDS)

test('every trigger of the first migrations is tried here, and of each later one in a file that names it', async () => {
  const w = await world()
  const triggers = await w.rows(`SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name`)
  const later = LATER.flatMap(triggersIn)
  // A later migration may make one anew, or take one away.
  const made = [...new Set([...Object.keys(GUARDS), ...WRITERS, ...later])].filter((name) => !GONE.includes(name))
  expect(triggers.flat()).toEqual(made.sort())

  const tests = readdirSync(import.meta.dirname).filter((file) => /^guards-.+\.test\.ts$/.test(file))
  const texts = tests.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join()
  const before = (migration: string) => LATER.filter((each) => each < migration).flatMap(triggersIn)
  const isAnew = (migration: string) => triggersIn(migration).every((name) => before(migration).includes(name))
  expect(LATER.filter((migration) => !isAnew(migration) && !texts.includes(`'${migration}'`))).toEqual([])
})

/** Taken away by 0023: person_merge_one_place refuses what it refused, and more. */
const GONE = ['person_merge_apart']

/** Migrations whose guards have a file of tests of their own, which tries each of them. */
const LATER = readdirSync(join(import.meta.dirname, '../../db/migrations'))
  .filter((file) => file.endsWith('.sql') && file > '0003')
  .map((file) => file.replace('.sql', ''))
  .filter((migration) => triggersIn(migration).length > 0)
