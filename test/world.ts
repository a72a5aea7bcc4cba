import type { Client } from '@libsql/client'
import { migrate } from '../db/migrate.ts'
import { refusalOf } from '../db/refusal.ts'
import { freshDatabases } from './fresh-database.ts'

/*
 * Facts as SQL typed by hand, for tests of what the database itself refuses: mentors bert and carl, mentees amira and
 * chloe, who all consent; introduction i of bert and amira, asked at 1000 until 2000.
 */

export const participant = (id: string, side: string, capacity = 1) => `
  INSERT INTO person (id, email, email_normalised, name, created_at) VALUES ('p-${id}', '${id}@example.org', '${id}@example.org', '${id}', 1);
  INSERT INTO participant (id, person_id, programme, side, subject_ref, subject_salt, topics, languages, capacity, business_visible, generation, created_at)
  VALUES ('${id}', 'p-${id}', 'pm', '${side}', 'ref-${id}', 'salt', '[]', '[]', ${capacity}, 0, 1, 1);
  ${consent(id, 'P1')}`

export const consent = (id: string, purpose: string, state = 'given', about = '') => `
  INSERT INTO consent_event (id, schema_version, subject_ref, commitment, purpose, about, state, notice_version, notice_sha256, language, method, channel, actor, at, form_build)
  VALUES ('${id}-${purpose}-${state}-${about}', 1, 'ref-${id}', 'c', '${purpose}', '${about}', '${state}', '1', 'h', 'nl-BE', 'unticked-box', 'event:e', 'self', 1, 'test');`

export const introduction = (
  id: string,
  mentor: string,
  mentee: string,
  { hash = `${mentor}-${mentee}`, year = 2027, at = Date.UTC(year, 4, 4) } = {},
) => `
  INSERT INTO introduction (id, programme, mentor_id, mentee_id, pair_hash, cap_year, why, sent_at, staff_id)
  VALUES ('${id}', 'pm', '${mentor}', '${mentee}', '${hash}', ${year}, '{}', ${at}, 'dirk');`

export const asked = (id: string) => `
  INSERT INTO introduction_ask VALUES ('${id}', 'mentor', 1000, 2000);
  INSERT INTO introduction_ask VALUES ('${id}', 'mentee', 1000, 2000);`

export const answer = (id: string, side: string, value: string, at = 1500) => `
  INSERT INTO introduction_answer (introduction_id, side, answer, way, at) VALUES ('${id}', '${side}', '${value}', 'mail', ${at});`

export const end = (id: string, reason: string) =>
  `INSERT INTO introduction_end (introduction_id, reason, at) VALUES ('${id}', '${reason}', 1600);`

export const correction = (id: string, side: string) => `
  INSERT INTO introduction_correction (introduction_id, side, way, at) VALUES ('${id}', '${side}', 'mail', 1600);`

export const reason = (value: string) => `INSERT INTO introduction_reason VALUES ('i', 'mentor', '${value}', 1600);`

export const duo = (id: string, introductionId: string, mentor: string, mentee: string, year = 2027) => `
  INSERT INTO duo (id, introduction_id, programme, mentor_id, mentee_id, started_on, start_year, ends_on, at)
  VALUES ('${id}', '${introductionId}', 'pm', '${mentor}', '${mentee}', '${year}-05-08', ${year}, '${year}-11-08', 1700);`

/** Days after the start; before it where negative. */
export const closure = (id: string, days = 24) =>
  `INSERT INTO duo_end (duo_id, reason, ended_on, at) VALUES ('${id}', 'early',
    (SELECT date(started_on, '${days} days') FROM duo WHERE id = '${id}'), 1800);`

export const bar = (hash: string, until = 'NULL', id = 'bar') =>
  `INSERT INTO pair_bar (id, pair_hash, kind, until, at) VALUES ('${id}', '${hash}', 'block', ${until}, 1);`

export const WORLD = `
  INSERT INTO staff (id, email, name, created_at) VALUES ('dirk', 'dirk@example.org', 'Dirk', 1);
  INSERT INTO programme_cap VALUES ('pm', 2027, 50), ('pm', 2028, 50);
  INSERT INTO preparation_asked VALUES ('pm', 'mentor', 0, 0, '[]'), ('pm', 'mentee', 0, 0, '[]');
  INSERT INTO event (id, programme, code, title, place, starts_at, opens_at, closes_at, version, created_at) VALUES ('e', 'pm', 'B7K2', 'Event', 'Zaal', 1, 1, 1, 1, 1);
  INSERT INTO import_file VALUES ('b', 'pm', 'people', '[]', '[]', 'dirk', 1, 9);
  INSERT INTO consent_text VALUES ('P4:1', 'P4', 1, 'nl-BE', 'Nodig me uit', 'h', 1);
  ${participant('bert', 'mentor')} ${participant('carl', 'mentor')} ${participant('amira', 'mentee')} ${participant('chloe', 'mentee')}`

export const sent = introduction('i', 'bert', 'amira') + asked('i')
export const agreed = sent + answer('i', 'mentor', 'yes') + answer('i', 'mentee', 'yes')
export const running = agreed + duo('d', 'i', 'bert', 'amira')

export type World = ReturnType<typeof worldOn>

/** A database of its own with these people. */
export const world = async () => worldOn((await worldDatabase()).client)

const worldDatabase = freshDatabases(async (db) => {
  await migrate(db)
  await worldOn(db.client).run(WORLD)
})

/** The same hands on another connection. */
export function worldOn(client: Pick<Client, 'execute'>) {
  /** Statements one by one, each on its own. */
  async function run(sql: string): Promise<void> {
    for (const statement of sql.split(';')) if (statement.trim()) await client.execute(statement)
  }

  /** The code of the refusal, or 'let through'. */
  async function refusal(sql: string): Promise<string> {
    try {
      await run(sql)
      return 'let through'
    } catch (error) {
      const found = refusalOf(error)
      return found?.kind === 'guard' ? found.code : (found?.kind ?? String(error))
    }
  }

  const rows = async (sql: string) => (await client.execute(sql)).rows.map((row) => Object.values(row))
  return { run, refusal, rows }
}
