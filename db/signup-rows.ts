import type { Deps } from '../src/deps.ts'
import { addMonths, civilDateOf, endOfDay } from '../src/domain/civil-date.ts'
import { CONSENT_MONTHS, DEFAULT_CAPACITY, type SignupForm } from '../src/domain/signup.ts'
import { insertOf } from './built.ts'
import type { Statement } from './client.ts'
import { type ConsentAct, commitmentOf } from './consents.ts'
import { insertLinks } from './links.ts'
import { insertMails } from './outbox.ts'
import { attendance, participant, person, signup } from './schema.ts'
import type { NewSignup } from './signups.ts'

export const insertPeople = insertOf<typeof person.$inferInsert>(person, (q, rows) => q.insert(person).values(rows))

export const insertParticipants = insertOf<typeof participant.$inferInsert>(participant, (q, rows) =>
  q.insert(participant).values(rows),
)

export const insertSignups = insertOf<typeof signup.$inferInsert>(signup, (q, rows) => q.insert(signup).values(rows))

export const insertAttendances = insertOf<typeof attendance.$inferInsert>(attendance, (q, rows) =>
  q.insert(attendance).values(rows),
)

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
    validUntil: endOfDay(addMonths(civilDateOf(now), CONSENT_MONTHS)),
    build: deps.config.build,
  }
  const acts: ConsentAct[] = [{ ...common, id: deps.newId(), purpose: 'P1', text: texts.takingPart }]
  if (form.invitations) acts.push({ ...common, id: deps.newId(), purpose: 'P4', text: texts.invitations })
  return acts
}

export type Receipt = { id: string; participantId: string; generation: number; kind: 'receipt' | 'receipt-again' }

/** The receipt of a sign-up, with the links that stand in it. */
export async function receipt(deps: Deps, { id, participantId, generation, kind }: Receipt): Promise<Statement[]> {
  const now = deps.now()
  const subjects = [
    { purpose: 'signup' as const, participantId, about: id, generation },
    { purpose: 'manage' as const, participantId, about: '', generation },
  ]
  return [
    ...(await insertLinks(deps.db, deps.keys, subjects, { now, newId: deps.newId })),
    insertMails(deps.db, [{ id: deps.newId(), kind, dedupeKey: `${kind}:${id}`, participantId, signupId: id, now }]),
  ]
}
