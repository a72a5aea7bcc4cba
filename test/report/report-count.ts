import type { Period } from '../../src/domain/report.ts'
import type { TestApp } from '../app.ts'

/* The figures of the report once more, from the rows themselves: plain loops, SQL for single rows only. */

const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' })
const dayOf = (instant: unknown) => calendar.format(Number(instant))

type Row = Record<string, unknown>
export type Tables = Awaited<ReturnType<typeof tablesOf>>

/** @param one the second of two rows of one human, and the first. */
export async function tablesOf(t: TestApp, programme: string, one: ReadonlyMap<string, string>) {
  const all = async (sql: string): Promise<Row[]> =>
    (await t.db.client.execute({ sql, args: sql.includes('?') ? [programme] : [] })).rows.map((row) => ({ ...row }))
  const same = (id: unknown) => one.get(String(id)) ?? String(id)
  const rows = await all('SELECT * FROM participant WHERE programme = ?')
  const proofs = await all('SELECT * FROM proof')
  const people = rows
    .filter(({ id }) => same(id) === id)
    .map((row) => {
      const own = rows.filter(({ id }) => same(id) === row.id)
      return {
        id: String(row.id),
        side: String(row.side),
        on: own.map(({ created_at }) => dayOf(created_at)).sort()[0] ?? '',
        topics: String(row.topics),
        proved: proofs.some(({ participant_id }) => same(participant_id) === row.id),
      }
    })
  const imported = await all(`SELECT item_id FROM import_item WHERE kind = 'introduction'`)
  return {
    people,
    same,
    events: await all(
      `SELECT * FROM event e WHERE programme = ? AND (SELECT count(*) FROM standing_page s WHERE s.event_id = e.id) = 0`,
    ),
    now: t.deps.now(),
    introductions: (await all('SELECT * FROM introduction WHERE programme = ?')).filter(
      ({ id }) => !imported.some(({ item_id }) => item_id === id),
    ),
    answers: await all(`SELECT * FROM introduction_answer WHERE answer = 'yes'`),
    corrections: await all('SELECT * FROM introduction_correction'),
    ends: await all('SELECT * FROM introduction_end'),
    duos: await all(
      'SELECT d.*, e.reason, e.ended_on FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id WHERE programme = ?',
    ),
    reasons: await all('SELECT * FROM duo_end_reason'),
    logs: await all('SELECT * FROM meeting_log WHERE id NOT IN (SELECT log_id FROM meeting_log_void)'),
    outcomes: await all('SELECT * FROM outcome ORDER BY seq'),
    attendances: await all('SELECT a.* FROM attendance a, event e WHERE e.id = a.event_id AND e.programme = ?'),
    signups: await all('SELECT * FROM signup ORDER BY at'),
  }
}

const bothSaidYes = ({ answers, corrections }: Tables, id: unknown) =>
  answers.filter(({ introduction_id }) => introduction_id === id).length === 2 &&
  !corrections.some(({ introduction_id }) => introduction_id === id)

/** Twelve months later, counted by the calendar: 29 February becomes the 28th. */
const yearLater = (day: string) => {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return next.endsWith('02-29') ? next.replace('02-29', '02-28') : next
}

/** More than three months: the day after the last is later than the same day three months on. */
const isLong = ({ contract_starts_on: start, contract_ends_on: end }: Row) => {
  if (start === null) return false
  if (end === null) return true
  const until = new Date(`${start}T00:00:00Z`)
  const day = until.getUTCDate()
  until.setUTCMonth(until.getUTCMonth() + 3)
  if (until.getUTCDate() !== day) until.setUTCDate(0)
  return Date.parse(`${end}T00:00:00Z`) + 86_400_000 > until.getTime()
}

const percent = (part: number, of: number) => (of === 0 ? null : Math.floor((200 * part + of) / (2 * of)))

export function countRows(tables: Tables, { from, until }: Period, broadToo: boolean) {
  const { people, events, introductions, ends, duos, logs, outcomes, reasons, now, same } = tables
  const inside = (day: unknown) => String(day) >= from && String(day) <= until
  const sent = introductions.filter(({ sent_at }) => inside(dayOf(sent_at)))
  const agreed = sent.filter(({ id }) => bothSaidYes(tables, id))
  const ended = sent.filter(({ id }) => !bothSaidYes(tables, id) && ends.some((end) => end.introduction_id === id))

  const waits: number[] = []
  for (const { id, side, on } of people) {
    const [first] = duos
      .filter(({ mentee_id }) => side === 'mentee' && same(mentee_id) === id)
      .map(({ started_on }) => String(started_on))
      .sort()
    if (first && inside(first) && on <= first) waits.push((Date.parse(first) - Date.parse(on)) / 86_400_000)
  }
  waits.sort((a, b) => a - b)
  const at = (index: number) => waits[index] ?? Number.NaN
  const middle = (at(Math.ceil(waits.length / 2 - 1)) + at(Math.floor(waits.length / 2))) / 2

  const days = new Map<string, { rank: number; minutes: number; mentor: string }>()
  for (const { duo_id, by, met_on, minutes } of logs) {
    const duo = duos.find(({ id }) => id === duo_id)
    if (!duo || !inside(met_on)) continue
    const rank = ['mentor', 'staff', 'mentee'].indexOf(String(by))
    const known = days.get(`${duo_id} ${met_on}`)
    if (!known || known.rank > rank)
      days.set(`${duo_id} ${met_on}`, { rank, minutes: Number(minutes), mentor: same(duo.mentor_id) })
  }

  const results = (moment: 'end' | 'year') => {
    const due = duos.filter(({ started_on, ended_on }) => {
      if (!ended_on) return false
      const year = yearLater(String(started_on))
      return inside(moment === 'end' || String(ended_on) > year ? ended_on : year)
    })
    const last = due.map(({ id }) => outcomes.filter((own) => own.duo_id === id && own.moment === moment).at(-1))
    const known = last.filter((own) => own && own.code !== 'not_known').length
    const direct = last.filter((own) => own?.code === 'job' && isLong(own)).length
    const broad = last.filter((own) => own?.code === 'internship' || (own?.code === 'job' && !isLong(own))).length
    return {
      [`outcome_${moment}_known`]: percent(known, due.length),
      [`outcome_${moment}_direct`]: percent(direct, due.length),
      [`outcome_${moment}_broad`]: percent(broad + (broadToo ? direct : 0), due.length),
    }
  }

  const over = duos.filter(({ ended_on }) => ended_on && inside(ended_on))
  const early = over.filter(({ reason }) => reason !== 'completed')
  const told: Record<string, number> = {}
  for (const { id, reason } of early) {
    const own = new Set(reasons.filter(({ duo_id }) => duo_id === id).map((row) => String(row.reason)))
    if (reason === 'withdrawn') own.add('withdrawn')
    if (own.size === 0) own.add('none')
    for (const each of own) told[each] = (told[each] ?? 0) + 1
  }

  return {
    reasons: told,
    figures: {
      events: events.filter(({ starts_at }) => Number(starts_at) <= now && inside(dayOf(starts_at))).length,
      signups_mentor: people.filter(({ side, on }) => side === 'mentor' && inside(on)).length,
      signups_mentee: people.filter(({ side, on }) => side === 'mentee' && inside(on)).length,
      introductions_sent: sent.length,
      introductions_open: sent.length - agreed.length - ended.length,
      introductions_agreed: agreed.length,
      introductions_accepted: percent(agreed.length, agreed.length + ended.length),
      days_to_duo_median: waits.length === 0 ? null : middle,
      days_to_duo_p90: waits.length === 0 ? null : at(Math.ceil((waits.length * 9) / 10) - 1),
      duos_started: duos.filter(({ started_on }) => inside(started_on)).length,
      duos_running: duos.filter(
        ({ started_on, ended_on }) => String(started_on) <= until && (!ended_on || String(ended_on) > until),
      ).length,
      duos_completed: over.length - early.length,
      duos_ended_early: early.length,
      meetings: days.size,
      hours: Math.round([...days.values()].reduce((sum, { minutes }) => sum + minutes, 0) / 6) / 10,
      mentors_met: new Set([...days.values()].map(({ mentor }) => mentor)).size,
      ...results('end'),
      ...results('year'),
    },
  }
}

/** By event, side and way in, how many people came to each step or further. */
export function countSteps(tables: Tables): Record<string, number[]> {
  const { people, introductions, duos, attendances, signups, same } = tables
  const found: Record<string, number[]> = {}
  const of = (row: Row, id: string) => same(row.mentor_id) === id || same(row.mentee_id) === id
  for (const { id, side, proved } of people) {
    const own = introductions.filter((row) => of(row, id))
    const pairs = duos.filter((row) => of(row, id))
    let step = proved ? 2 : 1
    if (own.length > 0) step = own.some((row) => bothSaidYes(tables, row.id)) ? 4 : 3
    if (pairs.length > 0) step = pairs.some(({ reason }) => reason === 'completed') ? 6 : 5
    for (const event of new Set(
      attendances.filter((row) => same(row.participant_id) === id).map((row) => row.event_id),
    )) {
      const mine = signups.filter((row) => row.participant_id === id && row.event_id === event)
      const other = signups.filter((row) => same(row.participant_id) === id && row.event_id === event)
      const was = attendances.some((row) => row.participant_id === id && row.event_id === event)
      const channel = (was ? mine : other)[0]?.channel ?? 'erased'
      const key = `${event} ${side} ${channel}`
      found[key] = (found[key] ?? [0, 0, 0, 0, 0, 0]).map((count, n) => (n < step ? count + 1 : count))
    }
  }
  return found
}
