import type { StaffRole } from './facts.ts'
import type { ParticipantState } from './participant.ts'
import type { Programme } from './programmes.ts'

/**
 * Who signed in. `programmes` are the ones that they work for at an association, [] is the city's own service; of
 * somebody of a partner, the ones that let them in.
 */
export type Office = { role: StaffRole | null; partnerId: string | null; programmes: readonly string[] }

/** `names`: people and what is known of them; `figures`: the report only; `own`: the status of people one sent. */
export type Sight = 'names' | 'figures' | 'own' | 'nothing'

/**
 * What somebody who signed in may see of a programme. Where an association answers for it, its own staff see names and
 * the city sees figures only; somebody of a partner sees what became of its own people, where they were let in for.
 */
export function sightOf(office: Office, programme: Programme): Sight {
  if (office.role === 'partner') return office.programmes.includes(programme.id) ? 'own' : 'nothing'
  if (office.programmes.includes(programme.id)) return 'names'
  if (office.programmes.length > 0) return 'nothing'
  return programme.controller.kind === 'city' ? 'names' : 'figures'
}

/** Keeps the settings of their office and lets colleagues in. Nobody of before there were roles loses that. */
export const isManager = ({ role, programmes }: Office): boolean =>
  role === 'manager' || (role === null && programmes.length === 0)

/** Whether somebody may say who this is and does: a manager, of colleagues of the same office, never of partners. */
export function manages(by: Office, other: Office): boolean {
  if (!isManager(by) || other.role === 'partner') return false
  if (by.programmes.length === 0) return other.programmes.length === 0
  return other.programmes.length > 0 && other.programmes.every((programme) => by.programmes.includes(programme))
}

/** Where a new colleague may work, as this manager decides: at the own office, or as an association's first. */
export type Workplace = { role: 'member' | 'manager'; programmes: readonly string[] }

export type WorkplaceDecision = { kind: 'fits' | 'not-yours' | 'no-programme' }

/**
 * The city lets in the first person of an association, who from then on lets in the others: `unstarted` are the
 * programmes of associations of which nobody ever signed in.
 */
export function decideWorkplace(
  by: Office,
  { role, programmes }: Workplace,
  unstarted: readonly string[],
): WorkplaceDecision {
  if (!isManager(by)) return { kind: 'not-yours' }
  if (by.programmes.length > 0) {
    if (programmes.length === 0) return { kind: 'no-programme' }
    return { kind: programmes.every((each) => by.programmes.includes(each)) ? 'fits' : 'not-yours' }
  }
  if (programmes.length === 0) return { kind: 'fits' }
  return { kind: role === 'manager' && programmes.every((each) => unstarted.includes(each)) ? 'fits' : 'not-yours' }
}

/** What a partner reads of somebody it sent: how far, never with whom, why or why not. */
export const REFERRAL_STATUSES = ['invited', 'waiting', 'in_duo', 'done', 'stopped'] as const
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number]

/** `duoEnded`: a duo of theirs ran its time. An open introduction is still waiting: a no is nobody else's business. */
export function referralStatus(state: ParticipantState, duoEnded: boolean): ReferralStatus {
  if (state === 'stopped' || state === 'kept_past' || state === 'erased') return duoEnded ? 'done' : 'stopped'
  if (state === 'in_duo') return 'in_duo'
  if (duoEnded) return 'done'
  return state === 'new' ? 'invited' : 'waiting'
}
