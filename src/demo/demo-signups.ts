import { saveProof } from '../../db/people/personal-data.ts'
import { event, eventDoor } from '../../db/schema.ts'
import type { EventRow } from '../../db/signups/events.ts'
import { saveExtra } from '../../db/signups/signup-extras.ts'
import { type Signup, saveSignup } from '../../db/signups/signups.ts'
import { signupTexts } from '../consent-texts.ts'
import type { Deps } from '../deps.ts'
import { DAY_MS } from '../domain/civil-date.ts'
import { CODE_LENGTH, codeFrom } from '../domain/event.ts'
import { STAGES } from '../domain/facts.ts'
import { firstName } from '../domain/participant.ts'
import { FIRST_PROGRAMME } from '../domain/programmes.ts'
import type { SignupExtra, SignupForm } from '../domain/signup.ts'
import { type Chance, pick } from './demo-people.ts'

export const PROGRAMME = FIRST_PROGRAMME.id

export type Demo = {
  deps: Deps
  /** Sets the clock: so many days ago, at that hour in Brussels. */
  at(daysAgo: number, hour?: number): void
  random: Chance
  staffId: string
  /** Who takes part in the story, and the introductions that it sent: nobody else is touched, whose facts may be of later. */
  own: { people: Set<string>; introductions: Set<string> }
}

/** An event that was two months ago and whose sign-up staff keep open. */
export async function openEvent({ deps, at, staffId }: Demo): Promise<EventRow> {
  at(58, 19)
  const now = deps.now()
  const row = {
    id: deps.newId(),
    programme: PROGRAMME,
    code: codeFrom(crypto.getRandomValues(new Uint8Array(CODE_LENGTH))),
    title: 'Inspiratie-event voor starters en ondernemers',
    place: 'Binnenstad',
    startsAt: now,
    opensAt: now - DAY_MS,
    closesAt: now + DAY_MS,
    version: 1,
    createdAt: now - 2 * DAY_MS,
  }
  const door = { open: true, at: now }
  await deps.db.write([
    deps.db.q.insert(event).values(row),
    deps.db.q.insert(eventDoor).values({ ...door, eventId: row.id, staffId }),
  ])
  return { ...row, door }
}

/** Most add something, and most prove their mailbox. */
export async function signEverybodyUp(
  { deps, random, own }: Demo,
  itsEvent: EventRow,
  forms: SignupForm[],
): Promise<void> {
  for (const form of forms) {
    const { signup, participantId } = await signUp(deps, itsEvent, form)
    if (random() < 0.7) await saveExtra(deps, signup, extraOf(form, random))
    if (random() < 0.8) await saveProof(deps, { participantId, signupId: signup.id, how: 'link' })
    own.people.add(participantId)
  }
}

export async function signUp(
  deps: Deps,
  itsEvent: EventRow,
  form: SignupForm,
): Promise<{ signup: Signup; participantId: string }> {
  const { signup } = await saveSignup(deps, {
    event: itsEvent,
    form,
    formKey: deps.newToken(),
    texts: await signupTexts(deps, PROGRAMME, form.side),
    phoneToken: deps.newToken(),
    buckets: [],
  })
  if (signup.participantId === null) throw new Error('An invented address was known')
  return { signup, participantId: signup.participantId }
}

function extraOf({ side, name }: SignupForm, random: Chance): SignupExtra {
  if (side === 'mentee') return { stage: pick(STAGES, random), inCentre: random() < 0.6 }
  const business = random() < 0.6 ? { business: `Zaak van ${firstName(name)}`, businessVisible: random() < 0.5 } : {}
  return { ...business, capacity: 1 + Math.floor(random() * 2.4), sameSectorWelcome: random() < 0.7 }
}
