import { DAY_MS } from '../src/domain/civil-date.ts'
import { paths } from '../src/paths.ts'
import type { TestApp } from './app.ts'
import { freshApp } from './app.ts'
import { introduce } from './introduced.ts'
import { AMIRA, BERT, signUp } from './people.ts'
import { type StaffBrowser, signInStaff } from './staff.ts'

/** A second member of staff: what two do at once is tried with Dirk and Els. */
export const ELS = { name: 'Els Dienst', email: 'els@example.org' }
export const DAY = DAY_MS

/** Dirk and Els at work, Amira and Bert signed up. */
export async function openOffice() {
  const t = await freshApp()
  const [dirk, els] = [await signInStaff(t), await signInStaff(t, ELS)]
  return { t, dirk, els, amira: await signUp(t, AMIRA), bert: await signUp(t, BERT) }
}

/** The same, with Amira and Bert introduced. */
export async function openIntroduction() {
  const office = await openOffice()
  return { ...office, id: await introduce(office.t, office.bert, office.amira) }
}

/** The clock moves and both sign in anew: sessions end in a day. */
export async function later(t: TestApp, instant: number): Promise<{ dirk: StaffBrowser; els: StaffBrowser }> {
  t.clock.now = instant
  return { dirk: await signInStaff(t), els: await signInStaff(t, ELS) }
}

/** What a page says, without its head: the style sheet holds many words. */
export const bodyOf = async (answer: Response) => (await answer.text()).replace(/^[\s\S]*<\/head>/, '')

/** Makes a run as the button does, and gives its address. */
export async function makeRun(t: TestApp, who: StaffBrowser): Promise<string> {
  const answer = await who.post(paths.runs(), { programme: 'peter-meter', _form: t.deps.newToken() })
  if (answer.status !== 303) throw new Error(`no run: ${answer.status}`)
  return answer.headers.get('Location') ?? ''
}

export const runId = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Sends pairs ('mentee:mentor') of a run, as its form does. */
export const sendPairs = (t: TestApp, who: StaffBrowser, run: string, pairs: string[], form = t.deps.newToken()) =>
  who.post(paths.introductions(), { run: runId(run), pair: pairs, _form: form })
