import type { BoundName } from '../../../src/domain/programmes.ts'

/** Words of what comes before a first introduction, for whom it is about. */
export const preparation = {
  ages: {
    mentorAgeFrom: (age) => `Voor wie minstens ${age} jaar is.`,
    menteeAgeTo: (age) => `Voor wie hoogstens ${age} jaar is.`,
  } satisfies Record<BoundName, (age: number) => string>,

  /** Under a role, in a few words. */
  first: (parts: string) => `Dit komt eerst: ${parts}.`,
  short: {
    conditions: 'nakijken of je kunt meedoen',
    intake: 'een gesprek met ons',
    training: (hours: number) => `${hours} uur opleiding`,
  },

  next: {
    conditions: 'We kijken na of je kunt meedoen.',
    intake: 'We nodigen je uit voor een gesprek.',
    training: (hours: number) => `Je volgt ${hours} uur opleiding. We nodigen je daarvoor uit.`,
  },
  done: {
    conditions: 'We keken na of je kunt meedoen.',
    intake: 'We hadden een gesprek met jou.',
    training: (label: string) => `Je volgde de opleiding ‘${label}’.`,
  },
  search: 'Pas daarna zoeken we iemand die bij jou past.',
  title: 'Voor je eerste voorstel',
  doneTitle: 'Dit is gedaan',
  nextTitle: 'Dit komt nog',
}
