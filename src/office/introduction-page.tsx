import type { Context } from 'hono'
import { answersOf } from '../../db/introductions/introduction-list.ts'
import type { Introduction } from '../../db/introductions/introductions.ts'
import { type Participant, participantById } from '../../db/people/participant.ts'
import type { FirstWeeksProblem } from '../../views/staff/duos/first-weeks.tsx'
import { IntroductionPage, type IntroductionProps } from '../../views/staff/introduction.tsx'
import { reasonLines } from '../../views/staff/matching/reasons.ts'
import { nl, wordsFor } from '../../views/words.ts'
import { agreementToAnswer } from '../agreement-texts.ts'
import type { Deps } from '../deps.ts'
import type { Side } from '../domain/facts.ts'
import { decideAnswer, decideCorrection, type IntroductionFacts, introductionState } from '../domain/introduction.ts'
import { programmeOf } from '../domain/programmes.ts'
import { paths } from '../paths.ts'
import { barringClick, firstWeeksOf } from './first-weeks.ts'
import { showStaff } from './staff-page.tsx'
import type { StaffEnv } from './staff-session.ts'

const words = nl.introductions

/** `wrong`: what was typed in a form of the first weeks, and why it was not kept. */
export type IntroductionShowing = Partial<Pick<IntroductionProps, 'notice' | 'problem'>> & {
  wrong?: FirstWeeksProblem
  status?: 409 | 422 | 429
}

/** The page of one introduction, as it stands now. */
export async function showIntroduction(
  c: Context<StaffEnv>,
  deps: Deps,
  intro: Introduction,
  { status, wrong, ...showing }: IntroductionShowing,
) {
  const [mentor, mentee, { answers, sentBy }] = await Promise.all([
    participantById(deps, intro.mentorId),
    participantById(deps, intro.menteeId),
    answersOf(deps, intro.id),
  ])
  if (!mentor || !mentee) throw new Error('An introduction of nobody')
  const its = programmeOf(intro.programme)
  const { csrf } = c.get('signedIn')
  const name = (who: Participant) => who.name ?? nl.participants.erasedName
  const names = { mentor: name(mentor), mentee: name(mentee) }
  const page = (
    <IntroductionPage
      words={wordsFor(its)}
      programme={its}
      intro={intro}
      state={introductionState(intro.facts, deps.now())}
      people={{ mentor, mentee }}
      reasons={reasonLines(wordsFor(its), its, intro.why, { mentor, mentee })}
      answers={answers}
      sentBy={sentBy ?? nl.participants.unknown}
      agreement={await agreementToAnswer(deps, its)}
      can={canDo(intro.facts, { mentor, mentee }, deps.now())}
      firstWeeks={await firstWeeksOf(deps, intro, { names, csrf, wrong: wrong ?? null })}
      barring={intro.facts.end?.reason === 'declined' ? ((await barringClick(deps, intro))?.side ?? null) : null}
      notice={null}
      problem={null}
      csrf={csrf}
      {...showing}
    />
  )
  const title = words.pairTitle(names.mentor, names.mentee)
  const showingPage = { title, current: paths.introductions(), programme: its }
  return showStaff(c, deps, { ...showingPage, ...(status ? { status, error: true } : {}) }, page)
}

/** What staff may still write down of it. */
function canDo(facts: IntroductionFacts, people: Record<Side, Participant>, now: number): IntroductionProps['can'] {
  const both = (ask: (side: Side) => boolean) => ({ mentor: ask('mentor'), mentee: ask('mentee') })
  return {
    answer: both((side) => decideAnswer(facts, side, 'yes', now).kind === 'answered'),
    correct: both(
      (side) =>
        people[side].name !== null && ['taken-back', 'no-lifted'].includes(decideCorrection(facts, side, now).kind),
    ),
    pull: ['sent', 'one_yes', 'agreed'].includes(introductionState(facts, now)),
  }
}
