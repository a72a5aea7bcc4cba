import type { ContactSettings, Settings } from '../db/settings.ts'
import { SIDES } from './domain/facts.ts'
import { controllerName, filled, type Programme } from './domain/programmes.ts'
import { missingFor, NOTHING_DONE } from './domain/readiness.ts'
import { type RetentionMonths, retentionOf } from './domain/retention.ts'
import type { SignedIn } from './office/staff-session.ts'

/**
 * Who speaks for a programme, on its pages, in its mails and in its privacy notice: the city's service, or the
 * association that answers for it. `signature` is how they sign.
 */
export type Speaker = ContactSettings & { name: string; signature: string }

export function speakerOf(programme: Programme, settings: Settings): Speaker {
  if (programme.controller.kind === 'city') return citySpeaker(settings)
  const name = controllerName(programme, settings.cityName)
  return { ...contactOf(programme, settings), name, signature: name }
}

/** Who speaks when this office prints something about a programme: an association for its own, else the city. */
export const speakerFor = ({ office }: Pick<SignedIn, 'office'>, programme: Programme, settings: Settings): Speaker =>
  office.programmes.length > 0 ? speakerOf(programme, settings) : citySpeaker(settings)

export const citySpeaker = ({ cityName, serviceName, contactEmail, contactPhone, dpoEmail }: Settings): Speaker => ({
  name: cityName,
  signature: `${cityName} – ${serviceName}`,
  contactEmail,
  contactPhone,
  dpoEmail,
})

/** Until an association fills in its own, an example: nothing that people send it may reach the city. */
export const contactOf = ({ id }: Programme, { associations }: Settings): ContactSettings =>
  associations[id] ?? { contactEmail: `${id}@example.org`, contactPhone: '', dpoEmail: `privacy-${id}@example.org` }

/** Those of these programmes whose association did not fill in yet where people reach it. */
export const unsetAssociations = (programmes: Programme[], { associations }: Settings): Programme[] =>
  programmes.filter(({ id, controller }) => controller.kind === 'association' && !associations[id])

/** What a programme's privacy notice says of its own. */
export type Notice = Speaker &
  RetentionMonths & {
    programme: string
    whoSees: string
    /** Organisations that send people. */
    partners: string[]
    written: Written[]
  }

/** What staff write down of people, on whichever side. */
export type Written = 'conditions' | 'intake' | 'training' | 'meetings' | 'contract'

export function noticeFor(programme: Programme, settings: Settings): Notice {
  const speaker = speakerOf(programme, settings)
  return {
    ...speaker,
    programme: programme.name,
    whoSees: filled(programme.whoSees, { controller: speaker.name, service: settings.serviceName }),
    partners: [...new Set(programme.partners.map(({ name }) => name))],
    ...retentionOf(programme.id, settings),
    written: writtenDown(programme),
  }
}

function writtenDown(programme: Programme): Written[] {
  const asked = SIDES.flatMap((side) => missingFor(programme, side, NOTHING_DONE).map(({ kind }) => kind))
  const also: Written[] = [
    ...(programme.log === 'none' ? [] : ['meetings' as const]),
    ...(programme.outcomes.some(({ contract }) => contract) ? ['contract' as const] : []),
  ]
  return [...new Set([...asked, ...also])]
}
