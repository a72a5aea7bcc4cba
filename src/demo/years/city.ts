import { sql } from 'drizzle-orm'
import type { Statement } from '../../../db/client.ts'
import { LANGUAGE } from '../../../db/people/consents.ts'
import { consentText, partner, partnerProgramme, programmeCap, staff, staffProgramme } from '../../../db/schema.ts'
import { prepareCity } from '../../../db/seed.ts'
import { DEFAULT_SETTINGS } from '../../../db/settings.ts'
import { standingPageOf } from '../../../db/signups/standing.ts'
import { consentTexts } from '../../consent-texts.ts'
import type { Deps } from '../../deps.ts'
import { PROGRAMMES, type Programme } from '../../domain/programmes.ts'
import type { Plan } from './plans.ts'
import type { City, Published } from './scene.ts'
import { instantAt } from './world.ts'

/**
 * What stands before the first year begins: texts, caps of every year, the standing pages, a member of staff for the
 * city and for each association, and the partners with somebody who signs in.
 */
export async function openCity(real: Deps, plans: Plan[], years: number[]): Promise<City> {
  const at = instantAt(`${years[0]}-01-01`, 8)
  const deps = { ...real, now: () => at }
  await prepareCity(deps, consentTexts(DEFAULT_SETTINGS))
  const caps = plans.flatMap(({ programme, cap }) => years.map((year) => ({ programme: programme.id, year, cap })))
  const people = await staffRows(deps, at)
  await deps.db.write([
    deps.db.q
      .insert(programmeCap)
      .values(caps)
      .onConflictDoUpdate({ target: [programmeCap.programme, programmeCap.year], set: { cap: sql`excluded.cap` } }),
    ...people.statements,
  ])
  const standing = await Promise.all(
    plans.map(async ({ programme: { id } }) => [id, (await standingPageOf(deps.db, id))?.id ?? ''] as const),
  )
  return {
    build: deps.config.build,
    staff: people.staff,
    partners: people.partners,
    standing: Object.fromEntries(standing),
    text: await publishedTexts(deps),
  }
}

type People = Pick<City, 'staff' | 'partners'> & { statements: Statement[] }

async function staffRows({ db: { q }, newId }: Deps, at: number): Promise<People> {
  const programmes = Object.values<Programme>(PROGRAMMES)
  const member = (name: string, address: string, more: object = {}) => ({
    id: newId(),
    name,
    email: `${address}@example.org`,
    createdAt: at,
    ...more,
  })
  const dirk = member('Dirk Demo', 'dirk', { role: 'manager' })
  const own = programmes
    .filter(({ controller }) => controller.kind === 'association')
    .map(({ id }, n) => ({ programme: id, ...member(NAMES[n] ?? 'Noor Demo', `staf.${id}`, { role: 'manager' }) }))
  const names = [...new Set(programmes.flatMap(({ partners }) => partners.map(({ name }) => name)))]
  const partners = names.map((name) => ({ id: newId(), name, createdAt: at }))
  const senders = partners.map(({ id, name }, n) =>
    member(SENDERS[n] ?? 'Sam Demo', `partner.${name.toLowerCase()}`, { role: 'partner', partnerId: id }),
  )
  const sends = programmes.flatMap(({ id: programme, partners: roles }) =>
    roles.map(({ name, side }) => {
      const n = names.indexOf(name)
      return { programme, side, name, id: partners[n]?.id ?? '', staffId: senders[n]?.id ?? '' }
    }),
  )
  return {
    staff: Object.fromEntries(
      programmes.map(({ id }) => [id, own.find(({ programme }) => programme === id)?.id ?? dirk.id]),
    ),
    partners: sends,
    statements: [
      q.insert(partner).values(partners),
      q.insert(staff).values([dirk, ...own.map(({ programme: _, ...row }) => row), ...senders]),
      q
        .insert(staffProgramme)
        .values([
          ...own.map(({ id, programme }) => ({ staffId: id, programme, at })),
          ...sends.map(({ staffId, programme }) => ({ staffId, programme, at })),
        ])
        .onConflictDoNothing(),
      q
        .insert(partnerProgramme)
        .values(sends.map(({ id, programme, side }) => ({ partnerId: id, programme, side, at }))),
    ],
  }
}

const NAMES = ['Dina Demo', 'Moussa Demo']
const SENDERS = ['Olga Demo', 'Vincent Demo', 'Lies Demo', 'Sonja Demo', 'Karel Demo']

/** The newest version of every text; of a programme without a notice of its own, the one that all have. */
async function publishedTexts({ db }: Deps): Promise<(code: string) => Published> {
  const rows = await db.q.select().from(consentText).orderBy(consentText.version)
  const newest = new Map(rows.filter(({ language }) => language === LANGUAGE).map((row) => [row.code, row]))
  return (code) => {
    const found = newest.get(code) ?? newest.get(code.split(':')[0] ?? '')
    if (!found) throw new Error(`Nothing was published under ${code}`)
    return found
  }
}
