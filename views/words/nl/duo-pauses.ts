import type { PauseCorrection } from '../../../src/domain/duos/duo-time.ts'

/** Words of the staff's page of a duo about its pauses. */
export const duoPauses = {
  pausedFrom: 'Staat stil vanaf deze dag',
  resumedOn: 'Gaat verder',
  pauseTakenBack: (from: string) => `Pauze vanaf ${from}: teruggenomen`,
  pauseShortened: (from: string, on: string) => `Pauze vanaf ${from}: ze gaan vroeger verder, op ${on}`,

  pauseTitle: 'Pauze of vakantie',
  pauseFrom: 'Vanaf welke dag?',
  pauseUntil: 'Eerste dag dat ze verdergaan',
  pauseUntilHint: 'Weet je het nog niet? Laat dit leeg. De laatste dag schuift mee op.',
  pauseSave: 'Bewaar de pauze',
  pauseWrong: 'Kies dagen waarop dit duo loopt, en een laatste dag na de eerste',
  pauseTaken: (from: string) =>
    `Vanaf ${from} staat dit duo al stil. Kies een pauze die daarvoor stopt, of daarna begint`,
  correctTitle: 'Pauze verbeteren',
  correctText: 'Staat een pauze er verkeerd? De laatste dag schuift terug.',
  correctWhich: 'Welke pauze?',
  correctOne: (from: string, until: string) => `Vanaf ${from}, ze gaan verder op ${until}`,
  correctOpen: (from: string) => `Vanaf ${from}, zonder einde`,
  correctHow: 'Wat moet het zijn?',
  corrections: { back: 'Geen pauze: neem ze terug', sooner: 'Ze gaan vroeger verder' } satisfies Record<
    PauseCorrection,
    string
  >,
  correctOnHint: 'Alleen als ze vroeger verdergaan',
  correctSave: 'Verbeter de pauze',
  correctMissing: 'Kies een pauze, en wat het moet zijn',
  notSooner: 'Kies een dag na het begin van de pauze, en voor de dag waarop ze nu verdergaan',
  noEndYet: 'Deze pauze heeft nog geen einde. Vul de dag in bij “Weer verdergaan”',
  overByThen: (day: string) => `Dan was ${day} de laatste dag van dit duo. Die dag is voorbij`,
  otherAfterEnd: (from: string) => `De pauze vanaf ${from} begint dan na de laatste dag. Neem eerst die terug`,
  resumeTitle: 'Weer verdergaan',
  resumeOn: 'Eerste dag dat ze verdergaan',
  resumeSave: 'Ga verder',
  resumeWrong: 'Kies een dag na het begin van de pauze',
}

/** To both, when staff moved the days of their duo. */
export const duoTimeMail = {
  until: (day: string) => `Jullie duo loopt nu tot ${day}`,
  standsStill: 'Jullie duo staat even stil',
  lines: (name: string, pause: string | null) => [
    `Het gaat over je duo met ${name}.${pause ? ` ${pause}` : ''}`,
    'Je hoeft niets te doen. Klopt het niet? Laat het ons weten.',
  ],
  pause: (from: string, on: string | null) =>
    on
      ? `Het staat stil vanaf ${from}, en gaat verder op ${on}.`
      : `Het staat stil vanaf ${from}: de laatste dag schuift op.`,
  button: 'Bekijk jullie duo',
}
