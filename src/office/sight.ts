import type { Context } from 'hono'
import type { MailReader } from '../../db/office/mail-readers.ts'
import { PROGRAMMES, type Programme } from '../domain/programmes.ts'
import { isManager, type Sight, sightOf } from '../domain/staff-role.ts'
import type { SignedIn, StaffEnv } from './staff-session.ts'

/** Who sees whom: every staff route asks here before it shows or changes a person, introduction, duo, event or run. */

/** The programmes whose people this office sees by name, the city's own first. */
export const namedProgrammes = (signedIn: Pick<SignedIn, 'office'>): Programme[] => seen(signedIn, ['names'])

/** The programmes of which this office reads the figures, by name or not. */
export const figureProgrammes = (signedIn: Pick<SignedIn, 'office'>): Programme[] =>
  seen(signedIn, ['names', 'figures'])

/** Whether this office may see people of a programme by name; of an id that no programme has, never. */
export const mayName = (signedIn: Pick<SignedIn, 'office'>, programmeId: string): boolean =>
  namedProgrammes(signedIn).some(({ id }) => id === programmeId)

/** What was found, when this office may name its programme; else null, as if it were not there. */
export const ifNamed = <Found extends { programme: string }>(
  c: Context<StaffEnv>,
  found: Found | null,
): Found | null => (found && mayName(c.get('signedIn'), found.programme) ? found : null)

/** What a list page is about: `?programme=` when this office may name it, else the first that it may. */
export function chosenProgramme(c: Context<StaffEnv>): Programme {
  const named = namedProgrammes(c.get('signedIn'))
  const chosen = named.find(({ id }) => id === c.req.query('programme')) ?? named[0]
  if (!chosen) throw new Error('requireStaff lets nobody in without a programme')
  return chosen
}

/** The city's own settings are its managers' alone. */
export const managesCity = ({ office }: Pick<SignedIn, 'office'>): boolean =>
  isManager(office) && office.programmes.length === 0

/** Of somebody of a partner: the programmes for which they follow, and send, people. */
export const ownProgrammes = (signedIn: Pick<SignedIn, 'office'>): string[] =>
  seen(signedIn, ['own']).map(({ id }) => id)

/** What has to do with these programmes; `programmes` may be none, and that is nobody's. */
type Shared = { programmes: readonly string[] }

/** Whether a partner works with this office: a programme that it may name takes its people, or let somebody of it in. */
export const isOwnPartner = (signedIn: Pick<SignedIn, 'office'>, { programmes }: Shared): boolean =>
  programmes.some((id) => mayName(signedIn, id))

/** Whether all of it is this office's: a partner that no other office works with, or somebody whom no other let in. */
export const isOwnAlone = (signedIn: Pick<SignedIn, 'office'>, { programmes }: Shared): boolean =>
  programmes.length > 0 && programmes.every((id) => mayName(signedIn, id))

/** Who reads the outbox, as the database asks it. */
export const mailReader = (signedIn: SignedIn): MailReader => ({
  staffId: signedIn.staffId,
  named: namedProgrammes(signedIn).map(({ id }) => id),
  worksFor: signedIn.office.programmes.length > 0 ? 'association' : 'city',
})

const seen = ({ office }: Pick<SignedIn, 'office'>, sights: Sight[]) =>
  Object.values<Programme>(PROGRAMMES).filter((programme) => sights.includes(sightOf(office, programme)))
