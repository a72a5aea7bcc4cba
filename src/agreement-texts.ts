import { type ConsentText, currentText, textAt } from '../db/people/consents.ts'
import type { Settings } from '../db/settings.ts'
import { nl } from '../views/words.ts'
import type { Deps } from './deps.ts'
import { boundsOf, controllerName, filled, PROGRAMMES, type Programme } from './domain/programmes.ts'
import { speakerOf } from './speaker.ts'

const codeOf = ({ id }: Programme) => `agreement:${id}` as const

/** The agreement of every programme with its code of conduct, as it reads today. */
export const agreementTexts = (settings: Settings): { code: string; body: string }[] =>
  Object.values<Programme>(PROGRAMMES).map((programme) => ({
    code: codeOf(programme),
    body: bodyOf(programme, settings.cityName),
  }))

/** What the two of a pair read and agree to now. */
export const agreementText = ({ db }: Deps, programme: Programme): Promise<ConsentText> =>
  currentText(db, codeOf(programme))

/** What stood at the answer at this instant. */
export const agreementAt = ({ db }: Deps, programme: Programme, at: number): Promise<ConsentText> =>
  textAt(db, codeOf(programme), at)

/** The agreement that stands at the answer now, where a programme has it there; null where it has a page of its own. */
export async function agreementToAnswer(
  deps: Deps,
  programme: Programme,
): Promise<{ textId: string; lines: string[] } | null> {
  if (programme.agreement !== 'answer-page') return null
  const { id, body } = await agreementText(deps, programme)
  return { textId: id, lines: linesOf(body) }
}

/** Whether a yes was said to another text than the one that stands at the answer now, or to none. */
export async function isOtherText(deps: Deps, programme: Programme, textId: string | undefined): Promise<boolean> {
  const stands = await agreementToAnswer(deps, programme)
  return stands !== null && stands.textId !== textId
}

export type AgreementSection = { title: string; lines: string[] }

/** A published text as it is shown: a blank line parts the sections, the first line of each is its title. */
export const sectionsOf = (body: string): AgreementSection[] =>
  body.split('\n\n').map((section) => {
    const [title = '', ...lines] = section.split('\n')
    return { title, lines }
  })

/** The promises alone, without their titles. */
export const linesOf = (body: string): string[] => sectionsOf(body).flatMap(({ lines }) => lines)

/** What the organisation of a programme owes its volunteers to read (law of 3 July 2005, article 4), a line each. */
export function volunteerNoteOf(programme: Programme, settings: Settings): string[] {
  const { name: controller, contactEmail: contact } = speakerOf(programme, settings)
  const bounds = boundsOf(programme, settings.bounds[programme.id])
  return programme.volunteerNote.map((line) => filled(line, { ...bounds, controller, contact }))
}

function bodyOf(programme: Programme, cityName: string): string {
  const controller = controllerName(programme, cityName)
  const { agreementTitle, conductTitle } = nl.firstWeeks
  return [
    [agreementTitle, ...programme.agreementLines],
    ...(programme.conductLines.length > 0 ? [[conductTitle, ...programme.conductLines]] : []),
  ]
    .map((lines) => lines.map((line) => filled(line, { controller })).join('\n'))
    .join('\n\n')
}
