import { waitsForPlace } from '../../db/duos/duos.ts'
import { type PairFacts, pairFactsOf } from '../../db/introductions/clicks.ts'
import type { StepProps, ToldProps } from '../../views/phone/first-weeks.tsx'
import { dateTimeOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { type OwnStep, ownStep } from '../domain/duos/click.ts'
import { programmeOf } from '../domain/programmes.ts'
import type { Entry } from '../entries.ts'
import { paths } from '../paths.ts'

const words = nl.firstWeeks.steps

export type ToldTyped = { day: string; problem: string }

/** What this side does next on the way to a duo, and where it says that they met; nulls once there is nothing to do. */
export async function ownStepOf(
  deps: Deps,
  { intro, side, visitor }: Entry,
  name: string,
  told: ToldTyped | null,
): Promise<{ step: StepProps | null; told: ToldProps | null; isBeginning: boolean }> {
  const [facts, waits] = await Promise.all([pairFactsOf(deps, intro), waitsForPlace(deps, intro)])
  const programme = programmeOf(intro.programme)
  const step = waits ? { kind: 'wait-place' as const } : ownStep(programme, facts, side, deps.now())
  if (step === null) return { step: null, told: null, isBeginning: programme.starts === 'when-agreed' }
  const form = { action: paths.toldMeeting(intro.id, side), csrf: visitor.csrf }
  return {
    isBeginning: step.kind === 'meet',
    step: stepProps({ intro, side, visitor }, step, facts, name),
    told: step.kind === 'meet' ? { ...form, ...(told ?? { day: civilDateOf(deps.now()), problem: null }) } : null,
  }
}

function stepProps({ intro, side }: Entry, step: OwnStep, { agreements }: PairFacts, name: string): StepProps {
  const read = { href: paths.agreement(intro.id, side) }
  const hasOwnPage = programmeOf(intro.programme).agreement === 'own-page'
  switch (step.kind) {
    case 'meet':
      return { kind: 'info', title: words.meet, text: words.meetText(name), link: null }
    case 'think':
      return { kind: 'info', title: words.think, text: words.thinkText(dateTimeOf(step.from)), link: null }
    case 'click': {
      const link = { label: words.clickButton, href: paths.click(intro.id, side), kind: 'primary' as const }
      return { kind: 'info', title: words.click, text: words.clickText(name), link }
    }
    case 'wait-click': {
      const link = { ...read, label: words.readAhead, kind: 'secondary' as const }
      const reads = hasOwnPage && !agreements[side]
      return { kind: 'success', title: words.waitClick, text: words.waitClickText(name), link: reads ? link : null }
    }
    case 'agree': {
      const link = { ...read, label: words.agreeButton, kind: 'primary' as const }
      return { kind: 'success', title: words.agree, text: words.agreeText, link }
    }
    case 'wait-agreement':
      return { kind: 'success', title: words.waitAgreement, text: words.waitAgreementText(name), link: null }
    case 'wait-place':
      return { kind: 'info', title: words.waitPlace, text: words.waitPlaceText, link: null }
  }
}
