import type { Answer } from '../../../src/domain/facts.ts'
import { dayBetween } from '../format.ts'

/** Words between two yes and the duo, where a programme asks "klikt het?" and has an agreement to sign. */
export const firstWeeks = {
  agreementTitle: 'Dit spreken jullie af',
  conductTitle: 'Zo gaan jullie met elkaar om',

  steps: {
    meet: 'Zie elkaar eerst een keer',
    meetText: (name: string) =>
      `Spreek af met ${name}. Daarna vragen we jullie allebei: klikt het? Zeggen jullie allebei ja en gaan jullie akkoord met jullie afspraken, dan start jullie duo.`,
    think: 'Denk er rustig over na',
    thinkText: (from: string) => `Jullie zagen elkaar. Vanaf ${from} vragen we jullie allebei: klikt het?`,
    click: 'Klikt het?',
    clickText: (name: string) => `Wil je verder met ${name}? Ja en nee zijn allebei goed.`,
    clickButton: 'Zeg of het klikt',
    waitClick: 'Jij zei dat het klikt',
    waitClickText: (name: string) => `We wachten nog op ${name}. Je hoeft niets te doen.`,
    readAhead: 'Lees alvast jullie afspraken',
    agree: 'Jullie zeiden allebei dat het klikt',
    agreeText: 'Lees nu jullie afspraken. Gaan jullie allebei akkoord? Dan start jullie duo.',
    agreeButton: 'Lees jullie afspraken',
    waitAgreement: 'Jij ging akkoord',
    waitAgreementText: (name: string) => `We wachten nog op ${name}. Daarna start jullie duo.`,
    waitPlace: 'Jullie zijn klaar om te starten',
    waitPlaceText: 'Dit jaar is er even geen plaats. Jullie duo start zodra er plaats is. We laten het weten.',
  },
  clickTitle: 'Klikt het?',
  clickLead: (name: string) =>
    `Jij en ${name} zagen elkaar. Wil je samen verder? Alleen onze medewerkers lezen je antwoord.`,
  clickAfter: (rhythm: string, months: number) => `Een duo ziet elkaar ${rhythm}, ${months} maanden lang.`,
  clickLegend: 'Wil je verder als duo?',
  clickOptions: { yes: 'Ja, het klikt', no: 'Nee, liever niet' } satisfies Record<Answer, string>,
  clickYesHint: (name: string) => `Zegt ${name} ook ja? Dan lezen jullie samen de afspraken.`,
  clickNoHint: (name: string) =>
    `Dan stopt dit. ${name} krijgt een korte mail, zonder reden. We zoeken verder voor jou.`,
  clickMissing: 'Kies ja of nee',
  clickSend: 'Antwoord versturen',
  clickNotMet: 'Zagen jullie elkaar nog niet?',
  clickNotMetText: 'Antwoord dan nog niet. Stel eerst andere dagen voor.',
  notYet: 'Dat kan nog niet',
  notYetFrom: (from: string) => `Neem eerst de tijd om na te denken. Antwoorden kan vanaf ${from}.`,
  notYetMet: 'Zie elkaar eerst een keer. Zagen jullie elkaar al? Zeg het dan op jullie pagina.',

  agreement: 'Jullie afspraken',
  agreementLead: (name: string) => `Lees dit rustig. Jij en ${name} gaan er allebei mee akkoord voor jullie duo start.`,
  volunteer: 'Je doet dit als vrijwilliger',
  agreeSure: 'Ja, ik las dit en ik ga akkoord',
  agreeSend: 'Ik ga akkoord',
  agreed: (date: string) => `Je ging akkoord op ${date}.`,
  otherText: 'De tekst is intussen aangepast. Lees hem opnieuw voor je akkoord gaat.',
  agreeMissing: 'Vink aan dat je dit las en akkoord gaat, of ga terug',

  told: 'Zagen jullie elkaar al?',
  toldText: 'Spraken jullie zelf af? Zeg dan wanneer.',
  toldDay: 'Op welke dag?',
  toldSure: 'Ja, we zagen elkaar',
  toldButton: 'Bewaar',
  toldWrong: (from: string, until: string) => `Kies ${dayBetween(from, until)}`,

  done: {
    clicked: 'We bewaarden je antwoord.',
    agreed: 'Je ging akkoord.',
    told: 'We schreven op dat jullie elkaar zagen.',
  },
  closed: 'Dat kan nu niet meer',
  closedText: 'Kijk op jullie pagina wat nu geldt.',

  mails: {
    click: {
      subject: 'Klikt het?',
      lines: (name: string) => [
        `Jij en ${name} zagen elkaar. Wil je samen verder? We hebben 1 vraag.`,
        'Ja en nee zijn allebei goed. Je hoeft geen reden te geven.',
      ],
      button: 'Antwoord',
    },
    clickReminder: {
      subject: 'Klikt het? We wachten op jouw antwoord',
      lines: (name: string) => [
        `Wil je verder met ${name}? We kregen nog geen antwoord.`,
        'Ja en nee zijn allebei goed. Je hoeft geen reden te geven.',
      ],
      button: 'Antwoord',
    },
    agreement: {
      subject: 'Het klikt: lees jullie afspraken',
      lines: (name: string) => [
        `Jij en ${name} zeiden allebei dat het klikt.`,
        'Lees nu jullie afspraken. Gaan jullie allebei akkoord? Dan start jullie duo.',
      ],
      button: 'Lees jullie afspraken',
    },
    agreementReminder: {
      subject: 'Lees nog even jullie afspraken',
      lines: (_name: string) => ['Jullie duo start als jullie allebei akkoord gaan. We wachten nog op jou.'],
      button: 'Lees jullie afspraken',
    },
    started: {
      subject: 'Jullie zijn een duo',
      lines: (name: string, rhythm: string, until: string) => [
        `Jij en ${name} zijn vanaf vandaag een duo, tot ${until}.`,
        `Jullie zien elkaar ${rhythm}. Op jullie pagina spreek je af en noteer je jullie gesprekken.`,
      ],
      button: 'Bekijk jullie duo',
    },
  },
}
