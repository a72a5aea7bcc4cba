import { FIRST_PROGRAMME, PROGRAMMES, type Programme } from '../src/domain/programmes.ts'
import { answers } from './words/nl/answers.ts'
import { checkins } from './words/nl/checkins.ts'
import { common } from './words/nl/common.ts'
import { consent } from './words/nl/consent.ts'
import { duosFor } from './words/nl/duos.ts'
import { firstWeeks } from './words/nl/first-weeks.ts'
import { imports } from './words/nl/imports.ts'
import { introductionsFor } from './words/nl/introductions.ts'
import { mails } from './words/nl/mails.ts'
import { matchingFor } from './words/nl/matching.ts'
import { meetings } from './words/nl/meetings.ts'
import { merges } from './words/nl/merges.ts'
import { myData } from './words/nl/my-data.ts'
import { ownDuo } from './words/nl/own-duo.ts'
import { participantsFor } from './words/nl/participants.ts'
import { partners } from './words/nl/partners.ts'
import { preparation } from './words/nl/preparation.ts'
import { privacy } from './words/nl/privacy.ts'
import { readiness } from './words/nl/readiness.ts'
import { report } from './words/nl/report.ts'
import { signups } from './words/nl/signups.ts'
import { staff } from './words/nl/staff.ts'
import { staffFirstWeeks } from './words/nl/staff-first-weeks.ts'
import { waiting } from './words/nl/waiting.ts'
import { wiping } from './words/nl/wiping.ts'
import { workbenchFor } from './words/nl/workbench.ts'
import { namesOf, type SideNames } from './words/sides.ts'

const wordsOf = (names: SideNames) => ({
  common,
  consent,
  preparation,
  privacy,
  signups,
  answers,
  checkins,
  firstWeeks,
  meetings,
  ownDuo,
  myData,
  mails,
  staff,
  staffFirstWeeks,
  participants: participantsFor(names),
  imports,
  merges,
  partners,
  readiness,
  introductions: introductionsFor(names),
  matching: matchingFor(names),
  workbench: workbenchFor(names),
  duos: duosFor(names),
  report,
  waiting,
  wiping,
})

/** Everything that a person reads, in Dutch: the source. Another language is a dictionary of the same shape. */
export type Words = ReturnType<typeof wordsOf>

const kept = new Map(
  Object.values<Programme>(PROGRAMMES).map((programme) => [programme.id, wordsOf(namesOf(programme))]),
)

/** The words in which the sides have the names of this programme. */
export const wordsFor = ({ id }: Programme): Words => kept.get(id) ?? nl

/** The same where no programme is known, in the words of the city's own. */
export const nl: Words = wordsOf(namesOf(FIRST_PROGRAMME))
