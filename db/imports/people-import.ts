import { signupTexts } from '../../src/consent-texts.ts'
import type { Deps } from '../../src/deps.ts'
import { addMonths, type CivilDate, endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import type { PersonRow } from '../../src/domain/imports/people.ts'
import { normaliseEmail } from '../../src/domain/participant.ts'
import { insertOf } from '../built.ts'
import type { Database, Statement } from '../client.ts'
import { type ConsentAct, commitmentOf, insertConsents } from '../people/consents.ts'
import { insertLinks } from '../people/links.ts'
import { eligibilityCheck, importItem, intake, participant, person, proof, training } from '../schema.ts'
import type { ShownTexts } from '../signups/signups.ts'
import { chunked, type Numbered } from './import-files.ts'
import { knownPeople, standingElsewhere } from './people-lookups.ts'

export type ImportOf = { id: string; programme: string; staffId: string; at: number }

/**
 * People who took part before they came here. Staff vouch for their consent and their address, as at the desk; no mail
 * leaves. Who is known on another side, or in another programme of the same office, stays one person. Who came to stand at
 * another office since the row was judged is inserted as somebody new, which the database refuses: one address, one person.
 */
export async function peopleStatements(
  deps: Deps,
  batch: ImportOf,
  people: Numbered<PersonRow>[],
): Promise<Statement[]> {
  const rows = people.map(({ read }) => read)
  const emails = rows.map(({ email }) => normaliseEmail(email))
  const known = await knownPeople(deps, batch.programme, emails)
  // Only now: whoever made these people known has written where they stand too.
  const elsewhere = await standingElsewhere(deps, batch.programme, emails)
  const ours = [...known].filter(([email]) => !elsewhere.has(email))
  const personIds = new Map(ours.map(([email, { personId }]) => [email, personId]))
  const newPeople: (typeof person.$inferInsert)[] = []
  for (const row of rows) {
    const emailNormalised = normaliseEmail(row.email)
    if (personIds.has(emailNormalised)) continue
    const id = deps.newId()
    personIds.set(emailNormalised, id)
    const { email, name } = row
    newPeople.push({ id, email, emailNormalised, name, createdAt: batch.at })
  }
  const members = people.map((each) =>
    memberOf(deps, batch, each, personIds.get(normaliseEmail(each.read.email)) ?? null),
  )
  return [
    ...inserts(deps.db, insertPeople, newPeople, 10),
    ...inserts(
      deps.db,
      insertParticipants,
      members.map(({ participant: own }) => own),
      5,
    ),
    ...inserts(deps.db, insertConsents, await consentsOf(deps, batch, members), 4),
    ...recordStatements(deps, batch, members),
    ...(await linkStatements(deps, batch, members)),
    ...inserts(
      deps.db,
      insertItems,
      [
        ...newPeople.map(({ id }) => ({ batchId: batch.id, kind: 'person' as const, itemId: id })),
        ...members.map((member) => ({
          batchId: batch.id,
          kind: 'participant' as const,
          itemId: member.participant.id,
          rowNumber: member.number,
        })),
      ],
      30,
    ),
  ]
}

const FIRST_GENERATION = 1

type Member = {
  number: number
  row: PersonRow
  participant: typeof participant.$inferInsert
  ref: string
  salt: string
}

function memberOf(
  deps: Deps,
  batch: ImportOf,
  { number, read: row }: Numbered<PersonRow>,
  personId: string | null,
): Member {
  const [id, ref, salt] = [deps.newId(), deps.newId(), deps.newToken()]
  const { side, topics, sector, languages, capacity, phone } = row
  const own = {
    id,
    personId,
    programme: batch.programme,
    ...{ side, topics, sector, languages, capacity, phone },
    subjectRef: ref,
    subjectSalt: salt,
    businessVisible: false,
    generation: FIRST_GENERATION,
    // Who waits longest is who agreed first.
    createdAt: instantWithin(batch, row.consentOn),
  }
  return { number, row, participant: own, ref, salt }
}

/** Noon of a day in the past; never later than the import itself, so that what comes after it can be told apart. */
export const instantWithin = ({ at }: ImportOf, day: CivilDate): number => Math.min(instantOf(day, '12:00'), at)

/** The text that they read is not ours: the reference says where it lies. */
async function consentsOf(deps: Deps, batch: ImportOf, members: Member[]): Promise<ConsentAct[]> {
  const texts = new Map<Side, ShownTexts>()
  for (const side of SIDES) texts.set(side, await signupTexts(deps, batch.programme, side))
  return Promise.all(
    members.map(async ({ row, ref, salt }) => {
      const shown = texts.get(row.side)
      if (!shown) throw new Error('A side without a notice')
      return {
        id: deps.newId(),
        subjectRef: ref,
        commitment: await commitmentOf(salt, normaliseEmail(row.email)),
        purpose: 'P1' as const,
        state: 'given' as const,
        text: null,
        notice: shown.notice,
        method: 'paper-form' as const,
        channel: `import:${batch.id}`,
        actor: 'staff' as const,
        actorRef: batch.staffId,
        reason: `${row.consentOn} · ${row.consentReference}`,
        at: instantWithin(batch, row.consentOn),
        validUntil: endOfDay(addMonths(row.consentOn, shown.retentionMonths)),
        build: deps.config.build,
      }
    }),
  )
}

/** Every mail from now on leads to their own page, where they can stop. */
async function linkStatements({ db, keys, newId }: Deps, { at }: ImportOf, members: Member[]): Promise<Statement[]> {
  const subjects = members.map(({ participant: { id } }) => ({
    purpose: 'manage' as const,
    participantId: id,
    about: '',
    generation: FIRST_GENERATION,
  }))
  const all = await Promise.all(chunked(subjects, 12).map((some) => insertLinks(db, keys, some, { now: at, newId })))
  return all.flat()
}

function recordStatements(deps: Deps, { staffId, at }: ImportOf, members: Member[]): Statement[] {
  const of = <Row>(make: (row: PersonRow, participantId: string) => Row[]) =>
    members.flatMap(({ row, participant: { id } }) => make(row, id))
  return [
    ...inserts(
      deps.db,
      insertProofs,
      of((_, participantId) => [
        { id: deps.newId(), participantId, signupId: null, how: 'desk' as const, at, staffId },
      ]),
      15,
    ),
    ...inserts(
      deps.db,
      insertChecks,
      of(({ conditions }, participantId) => (conditions ? [{ participantId, staffId, at }] : [])),
      30,
    ),
    ...inserts(
      deps.db,
      insertIntakes,
      of(({ intakeOn }, participantId) =>
        intakeOn ? [{ id: deps.newId(), participantId, heldOn: intakeOn, staffId, at }] : [],
      ),
      20,
    ),
    ...inserts(
      deps.db,
      insertTrainings,
      of(({ modules, trainingOn }, participantId) =>
        trainingOn ? modules.map((module) => ({ participantId, module, doneOn: trainingOn, staffId, at })) : [],
      ),
      20,
    ),
  ]
}

/** Inserts of so many rows each: on D1 a statement has at most a hundred parameters. */
export const inserts = <Row>(
  db: Database,
  insert: (db: Database, rows: Row[]) => Statement,
  rows: Row[],
  most: number,
): Statement[] => chunked(rows, most).map((some) => insert(db, some))

const insertPeople = insertOf<typeof person.$inferInsert>(person, (q, row) => q.insert(person).values(row))
const insertParticipants = insertOf<typeof participant.$inferInsert>(participant, (q, row) =>
  q.insert(participant).values(row),
)
const insertProofs = insertOf<typeof proof.$inferInsert>(proof, (q, row) => q.insert(proof).values(row))
const insertChecks = insertOf<typeof eligibilityCheck.$inferInsert>(eligibilityCheck, (q, row) =>
  q.insert(eligibilityCheck).values(row),
)
const insertIntakes = insertOf<typeof intake.$inferInsert>(intake, (q, row) => q.insert(intake).values(row))
const insertTrainings = insertOf<typeof training.$inferInsert>(training, (q, row) => q.insert(training).values(row))
export const insertItems = insertOf<typeof importItem.$inferInsert>(importItem, (q, row) =>
  q.insert(importItem).values(row),
)
