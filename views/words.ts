import { answers } from './words/nl/answers.ts'
import { checkins } from './words/nl/checkins.ts'
import { common } from './words/nl/common.ts'
import { consent } from './words/nl/consent.ts'
import { duos } from './words/nl/duos.ts'
import { firstWeeks } from './words/nl/first-weeks.ts'
import { imports } from './words/nl/imports.ts'
import { introductions } from './words/nl/introductions.ts'
import { mails } from './words/nl/mails.ts'
import { matching } from './words/nl/matching.ts'
import { meetings } from './words/nl/meetings.ts'
import { merges } from './words/nl/merges.ts'
import { myData } from './words/nl/my-data.ts'
import { ownDuo } from './words/nl/own-duo.ts'
import { participants } from './words/nl/participants.ts'
import { partners } from './words/nl/partners.ts'
import { privacy } from './words/nl/privacy.ts'
import { readiness } from './words/nl/readiness.ts'
import { report } from './words/nl/report.ts'
import { signups } from './words/nl/signups.ts'
import { staff } from './words/nl/staff.ts'
import { staffFirstWeeks } from './words/nl/staff-first-weeks.ts'
import { waiting } from './words/nl/waiting.ts'
import { workbench } from './words/nl/workbench.ts'

/** Everything that a person reads, in Dutch: the source. Another language is a dictionary of the same shape. */
export const nl = {
  common,
  consent,
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
  participants,
  imports,
  merges,
  partners,
  readiness,
  introductions,
  matching,
  workbench,
  duos,
  report,
  waiting,
}

export type Words = typeof nl
