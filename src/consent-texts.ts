import { type ConsentText, currentNotice, currentText, noticeCode } from '../db/people/consents.ts'
import { loadSettings, type Settings } from '../db/settings.ts'
import type { ShownTexts } from '../db/signups/signups.ts'
import { nl } from '../views/words.ts'
import { agreementTexts } from './agreement-texts.ts'
import type { Deps } from './deps.ts'
import { SIDES, type Side } from './domain/facts.ts'
import { controllerName, filled, PROGRAMMES, type Programme } from './domain/programmes.ts'
import { retentionOf } from './domain/retention.ts'
import { noticeFor } from './speaker.ts'

export const takingPartCode = (programme: string, side: Side) => `P1:${programme}:${side}` as const
export const INTRODUCTION_CODE = 'P2'
export const invitationsCode = (programme: string) => `P4:${programme}` as const

/** Every text that somebody can agree to in this city, as it reads today. */
export function consentTexts(settings: Settings): { code: string; body: string }[] {
  const own = Object.values<Programme>(PROGRAMMES).flatMap((programme) => [
    ...takingPartTexts(programme, settings),
    { code: invitationsCode(programme.id), body: programme.invitationText },
    { code: noticeCode(programme.id), body: noticeOf(programme, settings) },
  ])
  return [...own, ...agreementTexts(settings), { code: INTRODUCTION_CODE, body: nl.consent.introduction }]
}

const takingPartTexts = (programme: Programme, { cityName }: Settings) =>
  SIDES.map((side) => ({
    code: takingPartCode(programme.id, side),
    body: filled(programme.sides[side].consentText, { controller: controllerName(programme, cityName) }),
  }))

const noticeOf = (programme: Programme, settings: Settings): string =>
  nl.privacy
    .sections(noticeFor(programme, settings))
    .map(({ title, text }) => `${title}\n${text}`)
    .join('\n\n')

/** The texts that stand on a sign-up form. */
export async function signupTexts({ db }: Deps, programme: string, side: Side): Promise<ShownTexts> {
  const [takingPart, invitations, notice, settings] = await Promise.all([
    currentText(db, takingPartCode(programme, side)),
    currentText(db, invitationsCode(programme)),
    currentNotice(db, programme),
    loadSettings(db),
  ])
  return { takingPart, invitations, notice, retentionMonths: retentionOf(programme, settings).retentionMonths }
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
export async function introductionTexts(
  { db }: Deps,
  programme: string,
): Promise<{ introduction: ConsentText } & Pick<ShownTexts, 'notice' | 'retentionMonths'>> {
  const [introduction, notice, settings] = await Promise.all([
    currentText(db, INTRODUCTION_CODE),
    currentNotice(db, programme),
    loadSettings(db),
  ])
  return { introduction, notice, retentionMonths: retentionOf(programme, settings).retentionMonths }
}
