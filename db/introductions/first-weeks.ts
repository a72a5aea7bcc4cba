import { like, or, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { addDays, civilDateOf } from '../../src/domain/civil-date.ts'
import { dueInFirstWeeks, MET_DAYS } from '../../src/domain/duos/checkin.ts'
import { metAt } from '../../src/domain/duos/meeting.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { agreedAt } from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { insertMails } from '../outbox.ts'
import { introduction, outbox } from '../schema.ts'
import { mailsAbout } from './introduction-statements.ts'
import { type Introduction, introductionsWhere } from './introductions.ts'
import { meetingsFor } from './meetings.ts'

/** After two yes: a nudge without a sign, and "Zagen jullie elkaar?" where no duo asks it. @returns how many pairs. */
export async function nudgeDue(deps: Deps): Promise<number> {
  const today = civilDateOf(deps.now())
  const since = addDays(today, -MET_DAYS)
  const isYoung = or(
    sql`${introduction.id} in (select h.introduction_id from held_place h
      join agreed_introduction g on g.introduction_id = h.introduction_id where h.duo_id is null)`,
    sql`${introduction.id} in (select h.introduction_id from held_place h join duo d on d.id = h.duo_id
      where d.started_on > ${since} and d.started_on <= ${today})`,
  )
  const young = await introductionsWhere(deps, isYoung)
  const [signs, asked] = await Promise.all([signsOf(deps, isYoung, young), askedOf(deps)])
  let count = 0
  for (const intro of young) {
    const step = dueStep(intro, { ...signs(intro.id), asked: asked(intro.id) }, today)
    if (!step) continue
    await deps.db.write([insertMails(deps.db, mailsAbout(deps, intro, step, [...SIDES]))])
    count++
  }
  return count
}

type Signs = { anySign: boolean; met: boolean; asked: string[] }

/** The last step that is due, for one mail at a time. A duo that runs is asked whether it met by its own check-ins. */
function dueStep(intro: Introduction, signs: Signs, today: string): 'nudge' | 'met' | null {
  const { starts } = programmeOf(intro.programme)
  if (!intro.duoId && starts === 'when-agreed') return null
  const saidOn = civilDateOf(agreedAt(intro.facts))
  const startedOn = intro.facts.duo?.startedOn ?? saidOn
  // A duo that waited for a place begins on its first day.
  const due = dueInFirstWeeks({ agreedOn: startedOn > saidOn ? startedOn : saidOn, ...signs }, today)
  if (intro.duoId) return due.includes('nudge') ? 'nudge' : null
  if (due.includes('met')) return 'met'
  return due.includes('nudge') && !signs.asked.includes('met') ? 'nudge' : null
}

async function signsOf(deps: Deps, where: SQL | undefined, young: Introduction[]) {
  const meetings = await meetingsFor(
    deps,
    young.map(({ id }) => id),
  )
  const rows = await deps.db.q
    .select({
      id: introduction.id,
      met: sql<number>`exists (select 1 from click c where c.introduction_id = introduction.id)
        or exists (select 1 from duo d join meeting_log l on l.duo_id = d.id where d.introduction_id = introduction.id)`,
    })
    .from(introduction)
    .where(where)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return (id: string) => {
    const row = byId.get(id)
    const own = meetings.get(id) ?? []
    const met = row?.met === 1 || metAt(own, deps.now()) !== null
    return { met, anySign: met || own.some(({ by }) => by !== 'staff') }
  }
}

async function askedOf({ db: { q } }: Deps) {
  const rows = await q
    .select({ kind: outbox.kind, introductionId: outbox.introductionId })
    .from(outbox)
    .where(or(like(outbox.dedupeKey, 'nudge:%'), like(outbox.dedupeKey, 'met:%')))
  return (id: string) => rows.filter(({ introductionId }) => introductionId === id).map(({ kind }) => kind)
}
