import { eventForCode } from '../db/signups/events.ts'
import { type Signup, saveSignup } from '../db/signups/signups.ts'
import { cookieName } from '../src/access.ts'
import { signupTexts } from '../src/consent-texts.ts'
import type { Side } from '../src/domain/facts.ts'
import type { SignupForm } from '../src/domain/signup.ts'
import { randomToken } from '../src/keys.ts'
import { browser, type TestApp } from './app.ts'

export const AMIRA: SignupForm = {
  side: 'mentee',
  topics: ['accounting', 'permits'],
  sector: 'horeca',
  languages: ['nl'],
  name: 'Amira Testers',
  email: 'amira@example.org',
  invitations: false,
}

export const BERT: SignupForm = {
  side: 'mentor',
  topics: ['accounting', 'finance'],
  sector: 'horeca',
  languages: ['nl', 'fr'],
  name: 'Bert Voorbeeld',
  email: 'bert@example.org',
  invitations: true,
}

/** A stranger: starter too, never part of Amira's and Bert's introduction. */
export const CHLOE: SignupForm = {
  ...AMIRA,
  name: 'Chloe Vreemd',
  email: 'chloe@example.org',
  topics: ['finance'],
  sector: 'retail',
}

/** Somebody who is nobody: the nth of a side. */
export const somebody = (side: Side, n: number, more: Partial<SignupForm> = {}): SignupForm => ({
  ...(side === 'mentor' ? BERT : AMIRA),
  name: `${side === 'mentor' ? 'Peter' : 'Starter'}${n} Proef`,
  email: `${side}${n}@example.org`,
  ...more,
})

export type SignedUp = { signup: Signup; participantId: string; phone: ReturnType<typeof browser> }

/** Signs somebody up at the seed's event, as the form does, and gives the phone that did it. */
export async function signUp(t: TestApp, form: SignupForm): Promise<SignedUp> {
  const event = await eventForCode(t.db, t.code)
  if (!event) throw new Error('no event')
  const phoneToken = randomToken()
  const { signup } = await saveSignup(t.deps, {
    event,
    form,
    formKey: randomToken(),
    texts: await signupTexts(t.deps, event.programme, form.side),
    phoneToken,
    buckets: [],
  })
  if (!signup.participantId) throw new Error('blocked')
  const phone = browser(t.app)
  phone.cookies.set(cookieName(t.deps.config, `phone_${signup.id.slice(-12)}`), phoneToken)
  return { signup, participantId: signup.participantId, phone }
}
