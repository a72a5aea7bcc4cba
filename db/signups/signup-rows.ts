import type { Deps } from '../../src/deps.ts'
import { addMonths, civilDateOf, endOfDay } from '../../src/domain/civil-date.ts'
import { DEFAULT_CAPACITY, type PendingSignup, type SignupForm } from '../../src/domain/signup.ts'
import { sha256 } from '../../src/keys.ts'
import { insertOf } from '../built.ts'
import type { Statement } from '../client.ts'
import { insertMails, type NewMail } from '../outbox.ts'
import { sentStatements } from '../partners/invitations.ts'
import { type ConsentAct, commitmentOf, insertConsents } from '../people/consents.ts'
import { insertLinks, type LinkSubject } from '../people/links.ts'
import { type Bucket, countAgainst } from '../rate.ts'
import { attendance, participant, person, signup } from '../schema.ts'
import { type KnownAddress, mayGetReceipt } from './addresses.ts'
import type { NewSignup, Signup } from './signups.ts'

/** What one sign-up writes: rows, because those of several sign-ups go into one insert a table. */
export type SignupRows = {
  signup: Signup
  person: typeof person.$inferInsert | null
  participant: typeof participant.$inferInsert | null
  attendance: typeof attendance.$inferInsert | null
  consents: ConsentAct[]
  links: LinkSubject[]
  mails: NewMail[]
  buckets: Bucket[]
  /** What else it writes, in the same batch. */
  after: Statement[]
}

/** A sign-up, with the code that its phone shows at the desk. */
export type Arriving = NewSignup & { emailNormalised: string; shortCode: string }

/** The rows of a sign-up, by what is known of its address. */
export async function signupRows(deps: Deps, input: Arriving, address: KnownAddress): Promise<SignupRows> {
  if (address.kind === 'new') return forNewPerson(deps, input)
  if (address.kind === 'blocked') return forBlocked(deps, input)
  const { participants } = address
  const own = participants.find(({ side }) => side === input.form.side) ?? participants[0]
  return own ? forKnownPerson(deps, input, own) : forNewPerson(deps, input)
}

/** One insert a table. The counts come last: a form sent twice is found by its key before it is counted again. */
export async function signupStatements(deps: Deps, all: SignupRows[]): Promise<Statement[]> {
  const { db, keys, newId } = deps
  const now = deps.now()
  const insert = <Row>(rows: Row[], statement: (rows: Row[]) => Statement) => (rows.length > 0 ? [statement(rows)] : [])
  const links = all.flatMap((one) => one.links)
  return [
    ...insert(present(all.map((one) => one.person)), (rows) => insertPeople(db, rows)),
    ...insert(present(all.map((one) => one.participant)), (rows) => insertParticipants(db, rows)),
    insertSignups(
      db,
      all.map((one) => one.signup),
    ),
    ...insert(present(all.map((one) => one.attendance)), (rows) => insertAttendances(db, rows)),
    ...insert(
      all.flatMap((one) => one.consents),
      (rows) => insertConsents(db, rows),
    ),
    ...(links.length > 0 ? await insertLinks(db, keys, links, { now, newId }) : []),
    ...insert(
      all.flatMap((one) => one.mails),
      (rows) => insertMails(db, rows),
    ),
    ...all.flatMap((one) => one.after),
    ...insert(
      all.flatMap((one) => one.buckets),
      (rows) => countAgainst(db, rows, now),
    ),
  ]
}

/** The fields of a participant as a form gives them. */
export const newParticipant = (deps: Deps, programme: string, form: SignupForm) => ({
  programme,
  side: form.side,
  topics: form.topics,
  sector: form.sector,
  languages: form.languages,
  capacity: DEFAULT_CAPACITY,
  businessVisible: false,
  generation: 1,
  createdAt: deps.now(),
})

/** The consents that the boxes gave, for a subject. */
export async function givenConsents(
  deps: Deps,
  { form, event, texts, paper }: Pick<NewSignup, 'form' | 'event' | 'texts' | 'paper'>,
  subject: { ref: string; salt: string; emailNormalised: string },
): Promise<ConsentAct[]> {
  const now = deps.now()
  const common = {
    subjectRef: subject.ref,
    commitment: await commitmentOf(subject.salt, subject.emailNormalised),
    state: 'given' as const,
    notice: texts.notice,
    method: paper ? ('paper-form' as const) : ('unticked-box' as const),
    channel: `event:${event.id}`,
    actor: paper ? ('staff' as const) : ('self' as const),
    ...(paper ? { actorRef: paper.staffId, reason: paper.reference } : {}),
    at: now,
    validUntil: endOfDay(addMonths(civilDateOf(now), texts.retentionMonths)),
    build: deps.config.build,
  }
  const acts: ConsentAct[] = [{ ...common, id: deps.newId(), purpose: 'P1', text: texts.takingPart }]
  if (form.invitations) acts.push({ ...common, id: deps.newId(), purpose: 'P4', text: texts.invitations })
  return acts
}

async function forNewPerson(deps: Deps, input: Arriving): Promise<SignupRows> {
  const { form, event, buckets, emailNormalised } = input
  const now = deps.now()
  const [personId, participantId] = [deps.newId(), deps.newId()]
  const subject = { ref: deps.newId(), salt: deps.newToken() }
  const row = await signupRow(deps, input, { participantId, pending: null })
  return {
    signup: row,
    person: { id: personId, email: form.email.trim(), emailNormalised, name: form.name, createdAt: now },
    participant: {
      ...newParticipant(deps, event.programme, form),
      id: participantId,
      personId,
      subjectRef: subject.ref,
      subjectSalt: subject.salt,
    },
    attendance: { eventId: event.id, participantId, at: now },
    consents: await givenConsents(deps, input, { ...subject, emailNormalised }),
    ...receipt(deps, { id: row.id, participantId, generation: 1, kind: 'receipt' }),
    buckets,
    after: sentStatements(deps, input, participantId),
  }
}

/** Changes, shows and answers nothing: what was typed waits for a yes by mail. */
async function forKnownPerson(
  deps: Deps,
  input: Arriving,
  { participantId, generation }: { participantId: string; generation: number },
): Promise<SignupRows> {
  const { takingPart, invitations, notice, retentionMonths } = input.texts
  const textIds = { takingPart: takingPart.id, invitations: invitations.id, notice: notice.id }
  const { form, invitationId, sentBy } = input
  const pending = {
    form,
    textIds,
    retentionMonths,
    ...(invitationId ? { invitationId } : {}),
    ...(sentBy ? { sentBy } : {}),
  }
  const row = await signupRow(deps, input, { participantId, pending })
  const mail = (await mayGetReceipt(deps, participantId))
    ? receipt(deps, { id: row.id, participantId, generation, kind: 'receipt-again' })
    : { links: [], mails: [] }
  return { ...NOTHING, signup: row, ...mail, buckets: input.buckets }
}

/** Of what was typed nothing is kept. */
async function forBlocked(deps: Deps, input: Arriving): Promise<SignupRows> {
  const row = await signupRow(deps, input, { participantId: null, pending: null })
  return { ...NOTHING, signup: row, links: [], mails: [], buckets: input.buckets }
}

const NOTHING = { person: null, participant: null, attendance: null, consents: [], after: [] }

async function signupRow(
  deps: Deps,
  { event, form, formKey, phoneToken, shortCode, paper }: Arriving,
  whose: { participantId: string | null; pending: PendingSignup | null },
): Promise<Signup> {
  return {
    ...whose,
    id: deps.newId(),
    formKey,
    eventId: event.id,
    side: form.side,
    shortCode,
    phoneHash: await sha256(phoneToken),
    channel: paper ? 'paper' : 'phone',
    staffId: paper?.staffId ?? null,
    at: deps.now(),
  }
}

type Receipt = { id: string; participantId: string; generation: number; kind: 'receipt' | 'receipt-again' }

/** The receipt of a sign-up, with the links that stand in it. */
function receipt(deps: Deps, { id, participantId, generation, kind }: Receipt): Pick<SignupRows, 'links' | 'mails'> {
  return {
    links: [
      { purpose: 'signup', participantId, about: id, generation },
      { purpose: 'manage', participantId, about: '', generation },
    ],
    mails: [{ id: deps.newId(), kind, dedupeKey: `${kind}:${id}`, participantId, signupId: id, now: deps.now() }],
  }
}

const insertPeople = insertOf<typeof person.$inferInsert>(person, (q, row) => q.insert(person).values(row))

const insertParticipants = insertOf<typeof participant.$inferInsert>(participant, (q, row) =>
  q.insert(participant).values(row),
)

const insertSignups = insertOf<typeof signup.$inferInsert>(signup, (q, row) => q.insert(signup).values(row))

const insertAttendances = insertOf<typeof attendance.$inferInsert>(attendance, (q, row) =>
  q.insert(attendance).values(row),
)

const present = <Row>(rows: (Row | null)[]): Row[] => rows.filter((row) => row !== null)
