import { eq } from 'drizzle-orm'
import { withdraw } from '../../db/people/personal-data.ts'
import { standingPage } from '../../db/schema.ts'
import { addDays, addMonths, civilDateOf, DAY_MS, instantOf } from '../../src/domain/civil-date.ts'
import type { TestApp } from '../app.ts'
import { staffMember } from '../staff.ts'
import { chanceOf } from './report-world.ts'

/* Facts of a programme as rows, typed by hand: nothing here is shared with what the report reads them by. */

type Value = string | number | null

/** Statements in the order in which they are made, each with its values. */
export function rowsOf(t: TestApp) {
  // A report reads nothing of who was ready: here no side asks it.
  const nothing = `UPDATE preparation_asked SET conditions = 0, intake = 0, modules = '[]'`
  const statements: { sql: string; args: Value[] }[] = [{ sql: nothing, args: [] }]
  const insert = (table: string, row: Record<string, Value>) => {
    const columns = Object.keys(row)
    const marks = columns.map(() => '?').join(', ')
    const args = Object.values(row)
    statements.push({ sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, args })
  }
  const write = async () => {
    await t.db.client.batch(statements.splice(0), 'write')
  }
  const dirk = staffMember(t, { name: 'Dirk Dienst', email: 'dirk@example.org' })
  return { insert, write, dirk }
}

type Rows = ReturnType<typeof rowsOf>

const noon = (day: string) => instantOf(day, '12:00')

export function addPerson(
  { insert }: Rows,
  id: string,
  { programme, side, at, ...told }: { programme: string; side: string; at: number } & Record<string, Value>,
) {
  const email = `${id}@example.org`
  insert('person', { id: `p-${id}`, email, email_normalised: email, name: id, created_at: at })
  insert('participant', {
    ...{ id, person_id: `p-${id}`, programme, side, subject_ref: `ref-${id}`, subject_salt: 'salt' },
    ...{ topics: '[]', languages: '["nl"]', capacity: 20, business_visible: 0, generation: 1, created_at: at },
    ...told,
  })
  insert('consent_event', {
    ...{ id: `c-${id}`, schema_version: 1, subject_ref: `ref-${id}`, commitment: 'c', purpose: 'P1', about: '' },
    ...{ state: 'given', notice_version: '1', notice_sha256: 'h', language: 'nl-BE', method: 'unticked-box' },
    ...{ channel: 'event:e', actor: 'self', at, form_build: 'test' },
  })
}

type Pair = { programme: string; mentor: string; mentee: string }

export function addIntroduction(
  { insert }: Rows,
  id: string,
  pair: Pair & { at: number; dirk: string; yes: string[] },
) {
  const { programme, mentor, mentee, at, dirk, yes } = pair
  const year = Number(civilDateOf(at).slice(0, 4))
  insert('introduction', {
    ...{ id, programme, mentor_id: mentor, mentee_id: mentee, pair_hash: id, cap_year: year, why: '{}' },
    ...{ sent_at: at, staff_id: dirk },
  })
  for (const side of ['mentor', 'mentee']) {
    insert('introduction_ask', { introduction_id: id, side, at, expires_at: at + 864_000_000 })
    if (yes.includes(side))
      insert('introduction_answer', { introduction_id: id, side, answer: 'yes', way: 'mail', at: at + 3_600_000 })
  }
}

export function addDuo({ insert }: Rows, id: string, { programme, mentor, mentee, from }: Pair & { from: string }) {
  insert('duo', {
    ...{ id, introduction_id: id.replace('d-', ''), programme, mentor_id: mentor, mentee_id: mentee },
    ...{ started_on: from, start_year: Number(from.slice(0, 4)), ends_on: addMonths(from, 6), at: noon(from) },
  })
}

export async function standingPageOf(t: TestApp, programme: string): Promise<string> {
  const pages = await t.db.q.select().from(standingPage).where(eq(standingPage.programme, programme))
  return pages[0]?.eventId ?? ''
}

/** Two years and a half of one programme with everything that makes a count go wrong; `one` are rows of one human. */
export async function randomRows(t: TestApp, { seed, programme }: { seed: number; programme: string }) {
  const rows = rowsOf(t)
  const { insert } = rows
  const chance = chanceOf(seed)
  const dirk = await rows.dirk
  const today = civilDateOf(t.deps.now())
  const standing = await standingPageOf(t, programme)
  const day = () => addDays('2024-11-01', chance.upTo(900))
  // Often within an hour of midnight, where UTC has another date.
  const instant = () => instantOf(day(), chance.oneOf(['00:00', '00:30', '12:00', '23:30', '23:59'] as const))
  for (const year of [2024, 2025, 2026]) insert('programme_cap', { programme, year, cap: 20 + year - 2024 })
  for (const [n, title] of ['Lente', 'Herfst'].entries())
    insert('event', {
      ...{ id: `e${n}`, programme, code: `CODE${n}`, title, place: 'Zaal', starts_at: instant() },
      ...{ opens_at: 1, closes_at: 1, version: 1, created_at: 1 },
    })
  insert('event', {
    ...{ id: 'e-later', programme, code: 'LATER', title: 'Straks', place: 'Zaal', starts_at: t.deps.now() + 1 },
    ...{ opens_at: 1, closes_at: 1, version: 1, created_at: 1 },
  })
  const staffed = { staff_id: dirk, at: 1 }
  insert('import_file', { id: 'b', programme, kind: 'duos', columns: '[]', unused: '[]', expires_at: 9, ...staffed })
  insert('import_batch', { id: 'b', programme, kind: 'duos', rows_written: 1, rows_refused: 0, ...staffed })

  const people = Array.from({ length: 60 }, (_, n) => ({ id: `x${n}`, side: n % 3 === 0 ? 'mentor' : 'mentee' }))
  for (const { id, side } of people) {
    const at = instant()
    const sector = chance.oneOf([null, 'retail', 'horeca', 'care'])
    const topics = JSON.stringify(['cv', 'network', 'gone'].filter(() => chance.is(0.5)))
    // Shops are in the centre here, and only they.
    const in_centre = sector === null ? null : Number(sector === 'retail')
    addPerson(rows, id, { programme, side, at, sector, topics, in_centre })
    for (const event of ['e0', 'e1', standing].filter(() => chance.is(0.4))) {
      const common = { event_id: event, participant_id: id, at }
      insert('attendance', common)
      const forms = chance.upTo(2)
      for (let n = 0; n < forms; n++) {
        const key = `${id}-${event}-${n}`
        const channel = chance.oneOf(['phone', 'paper'] as const)
        insert('signup', {
          ...{ ...common, id: key, form_key: key, side, short_code: key, phone_hash: key, channel, at: at + n },
          staff_id: channel === 'paper' ? dirk : null,
        })
        if (chance.is(0.7)) insert('proof', { id: key, participant_id: id, signup_id: key, how: 'link', at })
      }
    }
  }
  const mentors = people.filter(({ side }) => side === 'mentor')
  for (const mentee of people.filter(({ side }) => side === 'mentee')) addStory(mentee.id)
  await rows.write()

  const held = new Set((await t.db.client.execute('SELECT mentee_id FROM held_place')).rows.map((row) => row.mentee_id))
  const free = people.filter(({ id, side }) => side === 'mentee' && !held.has(id)).map(({ id }) => id)
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = free
  for (const [id, kept, merged] of [['m1', a, b] as const, ['m2', c, d] as const, ['m3', e, f] as const])
    insert('person_merge', { id, kept_id: `p-${kept}`, merged_id: `p-${merged}`, moved: '[]', staff_id: dirk, at: 1 })
  insert('person_unmerge', { merge_id: 'm3', staff_id: dirk, at: 2 })
  await rows.write()
  for (const id of [a, b, ...people.slice(0, 6).map((person) => person.id)])
    await withdraw(t.deps, id, { actor: 'self' })
  return {
    one: new Map([
      [b, a],
      [d, c],
    ]),
  }

  /** One introduction after the other, until one holds a place. */
  function addStory(mentee: string) {
    const own = [...mentors].sort(() => chance.upTo(2) - 1).slice(0, chance.upTo(3))
    for (const [n, { id: mentor }] of own.entries()) {
      const id = `i-${mentee}-${n}`
      const at = instant()
      const yes = ['mentor', 'mentee'].filter(() => chance.is(0.8))
      addIntroduction(rows, id, { programme, mentor, mentee, at, dirk, yes })
      if (chance.is(0.1)) insert('import_item', { batch_id: 'b', kind: 'introduction', item_id: id })
      const end = (reason: string, days: number) =>
        insert('introduction_end', { introduction_id: id, reason, at: at + days * DAY_MS })
      if (yes.length === 2 && chance.is(0.8)) {
        if (!addDuoStory(`d-${id}`, { programme, mentor, mentee, from: addDays(civilDateOf(at), 1 + chance.upTo(9)) }))
          return
      } else if (yes.length === 2 && chance.is(0.7)) end('lapsed', 42)
      else if (yes.length === 1 && chance.is(0.3)) {
        insert('introduction_correction', { introduction_id: id, side: yes[0] ?? '', way: 'mail', at: at + 7_200_000 })
        end('taken_back', 1)
      } else if (yes.length < 2 && chance.is(0.8)) end('expired', 10)
      else return
    }
  }

  /** @returns whether it has ended. */
  function addDuoStory(id: string, pair: Pair & { from: string }): boolean {
    addDuo(rows, id, pair)
    const last = addMonths(pair.from, 6)
    for (let n = 0; n < 8; n++) {
      const by = chance.oneOf(['mentor', 'mentee', 'staff'] as const)
      const metOn = addDays(pair.from, 3 * n + chance.upTo(2))
      if (metOn > today) continue
      for (const teller of by === 'staff'
        ? ['staff']
        : [by, ...(chance.is(0.5) ? [by === 'mentor' ? 'mentee' : 'mentor'] : [])]) {
        const log = `${id}-${n}-${teller}`
        const staff = teller === 'staff' ? { way: 'staff', staff_id: dirk } : { way: 'mail', staff_id: null }
        insert('meeting_log', {
          id: log,
          duo_id: id,
          by: teller,
          met_on: metOn,
          minutes: 30 * (1 + chance.upTo(5)),
          at: 1,
          ...staff,
        })
        if (chance.is(0.1)) insert('meeting_log_void', { log_id: log, way: 'mail', at: 2 })
      }
    }
    const reason = chance.oneOf(['completed', 'completed', 'early', 'withdrawn', null] as const)
    const endedOn = reason === 'completed' ? last : addDays(pair.from, 40 + chance.upTo(100))
    if (reason === null || endedOn > today) return false
    insert('duo_end', { duo_id: id, reason, ended_on: endedOn, at: noon(endedOn) })
    if (reason === 'early')
      for (const by of ['mentor', 'mentee'].filter(() => chance.is(0.5)))
        insert('duo_end_reason', { duo_id: id, by, reason: chance.oneOf(['no_time', 'moved'] as const), at: 1 })
    for (let n = 0; n < chance.upTo(4); n++) {
      const code = chance.oneOf(['job', 'job', 'internship', 'nothing_yet', 'not_known'] as const)
      const contract =
        code === 'job'
          ? {
              contract_starts_on: endedOn,
              contract_ends_on: chance.oneOf([
                null,
                addMonths(endedOn, 2),
                addDays(addMonths(endedOn, 3), -1),
                addMonths(endedOn, 3),
              ]),
            }
          : {}
      insert('outcome', {
        id: `${id}-o${n}`,
        duo_id: id,
        moment: chance.oneOf(['end', 'year'] as const),
        code,
        by: 'staff',
        staff_id: dirk,
        at: n,
        ...contract,
      })
    }
    return true
  }
}
