import { gt, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { PersonRow } from '../../src/domain/imports/people.ts'
import type { RowProblem } from '../../src/domain/imports/rows.ts'
import { normaliseEmail } from '../../src/domain/participant.ts'
import { takesPartElsewhere } from '../people/elsewhere.ts'
import { addressBlock } from '../schema.ts'
import type { Numbered } from './import-files.ts'

/** What becomes of a row: written, left alone because it is known already or stands higher up in the file, or refused. */
export type Judged<Read> =
  | { kind: 'new'; number: number; read: Read }
  | { kind: 'known'; number: number }
  | { kind: 'twice'; number: number; of: number }
  | { kind: 'refused'; number: number; problems: RowProblem[] }

/**
 * Rows beside what is known here; in three looks, however many there are. Who asked us not to write and who stands at
 * another office are refused with the same word, so that a file tells nobody which of the two it is; so is somebody new
 * under an address that was given up: whose paper it was could not be told apart any more.
 */
export async function judgePeople(
  deps: Deps,
  programme: string,
  rows: Numbered<PersonRow>[],
): Promise<Judged<PersonRow>[]> {
  const emails = rows.map(({ read }) => normaliseEmail(read.email))
  const [known, blocked, elsewhere] = await Promise.all([
    knownPeople(deps, programme, emails),
    blockedAmong(deps, emails),
    standingElsewhere(deps, programme, emails),
  ])
  return rows.map(({ number, read }): Judged<PersonRow> => {
    const email = normaliseEmail(read.email)
    const person = known.get(email)
    if (person?.sides[read.side]) return { kind: 'known', number }
    if (blocked.has(email) || elsewhere.has(email) || person?.givenUp)
      return { kind: 'refused', number, problems: [{ field: 'email', code: 'asks-own-yes' }] }
    return { kind: 'new', number, read }
  })
}

/** `givenUp`: staff made this address a part of somebody else's; nothing new comes in under it. */
export type KnownPerson = { personId: string; sides: Partial<Record<Side, string>>; givenUp: boolean }

/** Whose these normalised addresses are, and where that person stands in a programme: who is part of somebody is them. */
export async function knownPeople(
  { db }: Deps,
  programme: string,
  emails: string[],
): Promise<Map<string, KnownPerson>> {
  type Row = { email: string; personId: string; givenUp: number; side: Side | null; id: string | null }
  const rows = await db.q.all<Row>(sql`
    SELECT p.email_normalised AS email, coalesce(m.kept_id, p.id) AS personId, m.person_id IS NOT NULL AS givenUp,
      q.side AS side, q.id AS id
    FROM person p LEFT JOIN merged_away m ON m.person_id = p.id
    LEFT JOIN participant q ON q.person_id = coalesce(m.kept_id, p.id) AND q.programme = ${programme}
    WHERE p.email_normalised IN (SELECT value FROM json_each(${JSON.stringify(emails)}))`)
  const found = new Map<string, KnownPerson>()
  for (const { email, personId, givenUp, side, id } of rows) {
    const sides = found.get(email)?.sides ?? {}
    found.set(email, { personId, givenUp: givenUp === 1, sides: side && id ? { ...sides, [side]: id } : sides })
  }
  return found
}

/** Of these normalised addresses, those of people who take part where the office of this programme names nobody. */
export async function standingElsewhere({ db }: Deps, programme: string, emails: string[]): Promise<Set<string>> {
  const rows = await db.q.all<{ email: string }>(sql`
    SELECT p.email_normalised AS email FROM person p LEFT JOIN merged_away m ON m.person_id = p.id
    WHERE p.email_normalised IN (SELECT value FROM json_each(${JSON.stringify(emails)}))
      AND ${takesPartElsewhere(sql`coalesce(m.kept_id, p.id)`, programme)}`)
  return new Set(rows.map(({ email }) => email))
}

/** Of these, the addresses whose owner asked us never to write. */
async function blockedAmong({ db, keys, now }: Deps, emails: string[]): Promise<Set<string>> {
  const blocks = await db.q
    .select({ hash: addressBlock.addressHash })
    .from(addressBlock)
    .where(gt(addressBlock.until, now()))
  if (blocks.length === 0) return new Set()
  const hashes = new Set(blocks.map(({ hash }) => hash))
  const checked = await Promise.all(emails.map(async (email) => hashes.has(await keys.mac('address', email))))
  return new Set(emails.filter((_, index) => checked[index]))
}
