import type { DuoState } from '../../../src/domain/duo.ts'
import type { DuoEndReason, StopReason } from '../../../src/domain/facts.ts'

/** Words of the staff's pages about duos. */
export const duos = {
  title: "Duo's",
  states: 'Kies een status',
  all: 'Alles',
  found: (count: number) => (count === 1 ? '1 duo' : `${count} duo's`),
  none: "Geen duo's met deze status",
  empty: "Nog geen duo's",
  emptyText: 'Een duo start als een peter of meter en een starter allebei ja zeggen.',
  columns: { pair: 'Duo', state: 'Status', from: 'Start', to: 'Einde' },
  and: (mentor: string, mentee: string) => `${mentor} en ${mentee}`,
  state: { running: 'Loopt', completed: 'Afgerond', stopped: 'Gestopt' } satisfies Record<DuoState, string>,

  standsStill: 'Staat even stil',
  period: (from: string, to: string) => `Van ${from} tot ${to}`,
  ended: {
    completed: (date: string) => `Dit duo is afgerond op ${date}.`,
    early: (date: string) => `Dit duo stopte vroeger, op ${date}.`,
    withdrawn: (date: string) => `Dit duo stopte op ${date}: een van de twee doet niet meer mee.`,
  } satisfies Record<DuoEndReason, (date: string) => string>,
  endedBy: (name: string) => `Opgeschreven door ${name}.`,
  endedWhy: (reason: string) => `Reden: ${reason}.`,
  daysLeft: (days: number) => (days === 1 ? 'Nog 1 dag' : `Nog ${days} dagen`),
  introduction: 'Bekijk het voorstel',
  agreement: 'Wat ze afspraken',

  close: 'Dit duo stoppen',
  closeText: 'Beiden krijgen een korte mail, zonder reden. Ze komen weer in aanmerking voor een voorstel.',
  closeWhy: 'Waarom stopt dit duo?',
  closeMissing: 'Kies waarom dit duo stopt',
  closeReason: {
    goal_reached: 'Het doel is bereikt',
    no_time: 'Geen tijd',
    no_click: 'Het klikte niet',
    moved: 'Verhuisd of ander werk',
    personal: 'Persoonlijke reden',
    other: 'Andere reden',
    not_said: 'Niet gezegd',
  } satisfies Record<StopReason, string>,
  closeButton: 'Stop dit duo',
  done: { closed: 'Het duo is gestopt. Beiden krijgen een mail.' },
  alreadyEnded: 'Dit duo was al gestopt. Er is niets veranderd.',
}
