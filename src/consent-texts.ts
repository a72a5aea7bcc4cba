import { type ConsentText, currentText } from '../db/people/consents.ts'
import type { Settings } from '../db/settings.ts'
import type { ShownTexts } from '../db/signups/signups.ts'
import { nl } from '../views/words.ts'
import { agreementTexts } from './agreement-texts.ts'
import type { Deps } from './deps.ts'
import { SIDES, type Side } from './domain/facts.ts'
import { PROGRAMMES, type Programme } from './domain/programmes.ts'

export const takingPartCode = (programme: string, side: Side) => `P1:${programme}:${side}` as const
export const INTRODUCTION_CODE = 'P2'
export const INVITATIONS_CODE = 'P4'
export const NOTICE_CODE = 'notice'

/** Every text that somebody can agree to in this city, as it reads today. */
export function consentTexts(settings: Settings): { code: string; body: string }[] {
  const takingPart = Object.values<Programme>(PROGRAMMES).flatMap((programme) =>
    SIDES.map((side) => ({
      code: takingPartCode(programme.id, side),
      body: programme.sides[side].consentText.replace('{controller}', settings.cityName),
    })),
  )
  const notice = nl.privacy.sections(settings).map(({ title, text }) => `${title}\n${text}`)
  return [
    ...takingPart,
    ...agreementTexts(settings),
    { code: INTRODUCTION_CODE, body: nl.consent.introduction },
    { code: INVITATIONS_CODE, body: nl.consent.invitations },
    { code: NOTICE_CODE, body: notice.join('\n\n') },
  ]
}

/** The texts that stand on a sign-up form. */
export async function signupTexts({ db }: Deps, programme: string, side: Side): Promise<ShownTexts> {
  const [takingPart, invitations, notice] = await Promise.all([
    currentText(db, takingPartCode(programme, side)),
    currentText(db, INVITATIONS_CODE),
    currentText(db, NOTICE_CODE),
  ])
  return { takingPart, invitations, notice }
}

type TextsFor = (of: { textsVersion: number; programme: Programme; side: Side }) => Promise<ShownTexts>

/** The same, kept in memory until a new text is published: a room signs up under one version of each. */
export function keptSignupTexts(deps: Deps): TextsFor {
  const kept = new Map<string, { textsVersion: number; texts: ShownTexts }>()
  return async ({ textsVersion, programme, side }) => {
    const code = takingPartCode(programme.id, side)
    const known = kept.get(code)
    if (known?.textsVersion === textsVersion) return known.texts

    const texts = await signupTexts(deps, programme.id, side)
    kept.set(code, { textsVersion, texts })
    return texts
  }
}

/** The texts that stand at an answer to an introduction. */
export async function introductionTexts({ db }: Deps): Promise<{ introduction: ConsentText; notice: ConsentText }> {
  const [introduction, notice] = await Promise.all([currentText(db, INTRODUCTION_CODE), currentText(db, NOTICE_CODE)])
  return { introduction, notice }
}
