import type { DuoFilter, DuoStatus } from '../../../src/domain/duos/duo.ts'
import type { FollowUp } from '../../../src/domain/duos/silence.ts'
import type {
  CheckinAnswer,
  DuoEndReason,
  ExtensionReason,
  MentorNext,
  OutcomeMoment,
  StopReason,
} from '../../../src/domain/facts.ts'
import { civilDate } from '../format.ts'
import type { SideNames } from '../sides.ts'
import { duoPauses } from './duo-pauses.ts'

/** Why staff say that a duo ended early. */
export const closeReason = {
  goal_reached: 'Het doel is bereikt',
  no_time: 'Geen tijd',
  no_click: 'Het klikte niet',
  moved: 'Verhuisd of ander werk',
  personal: 'Persoonlijke reden',
  other: 'Andere reden',
  not_said: 'Niet gezegd',
} satisfies Record<StopReason, string>

const tellerGone = 'Wie dit vertelde, is intussen gestopt. Er is niets bewaard.'

const state = {
  started: 'Gestart',
  follow_up: 'Opvolging nodig',
  running: 'Loopt',
  completed: 'Afgerond',
  stopped: 'Gestopt',
} satisfies Record<DuoStatus, string>

/** Words of the staff's pages about duos. */
export const duosFor = (names: SideNames) => ({
  title: 'Duo’s',
  states: 'Kies een status',
  all: 'Alles',
  found: (count: number) => (count === 1 ? '1 duo' : `${count} duo’s`),
  none: 'Geen duo’s met deze status',
  empty: 'Nog geen duo’s',
  emptyText: `Een duo start als een ${names.mentor} en een ${names.mentee} allebei ja zeggen.`,
  columns: { pair: 'Duo', state: 'Status', from: 'Start', to: 'Einde' },
  and: (mentor: string, mentee: string) => `${mentor} en ${mentee}`,
  state,
  filters: { ...state, open: 'Lopend', unknown_result: 'Resultaat onbekend' } satisfies Record<DuoFilter, string>,
  followUp: (reason: string) => `Opvolging nodig: ${reason}`,
  followUps: {
    call_me: (who: string) => `${who} vraagt om te bellen`,
    stopped: (who: string) => `${who} zegt dat ze gestopt zijn`,
    not_met: (who: string) => `${who} zegt dat ze elkaar nog niet zagen`,
    could_be_better: (who: string) => `${who} zegt dat het beter kan`,
    no_meeting: (days: string) => `nog geen gesprek na ${days} dagen`,
    silent: (days: string) => `al ${days} dagen niets gehoord`,
    unanswered: (days: string) => `al ${days} dagen geen antwoord op een vraag`,
    long_pause: (days: string) => `staat al ${days} dagen stil`,
  } satisfies Record<FollowUp['reason'], (what: string) => string>,
  followUpDone: 'Sprak je met hen? Schrijf een notitie. Dan is dit afgehandeld.',

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

  close: 'Dit duo stoppen',
  closeText: 'Beiden krijgen een korte mail, zonder reden. Ze komen weer in aanmerking voor een voorstel.',
  closeWhy: 'Waarom stopt dit duo?',
  closeBy: 'Wie gaf deze reden?',
  closeByHint: 'Zo weten we van wie de reden komt. Niemand krijgt de schuld.',
  closeMissing: 'Kies waarom dit duo stopt, en wie dat zei',
  reasonTitle: 'Reden opschrijven',
  reasonText: 'Vertelt iemand later nog waarom dit duo stopte? Alleen medewerkers lezen dit.',
  reasonSave: 'Bewaar de reden',
  reasonNot: {
    'already-told': 'Deze persoon gaf al een reden. De eerste blijft staan.',
    'still-running': 'Dit duo loopt nog.',
    gone: tellerGone,
  },
  closeReason,
  closeButton: 'Stop dit duo',
  done: {
    closed: 'Het duo is gestopt. Beiden krijgen een mail.',
    noted: 'De notitie is bewaard.',
    answered: 'Het antwoord is bewaard.',
    paused: 'De pauze is bewaard.',
    resumed: 'Het duo gaat verder.',
    corrected: 'De pauze is verbeterd. Kijk de laatste dag na.',
    extended: 'Het duo is verlengd.',
    recorded: 'Het resultaat is bewaard.',
    met: 'Het gesprek is genoteerd.',
    unmet: 'De notitie van dit gesprek telt niet meer mee.',
    reasoned: 'De reden is bewaard.',
    wiped: 'De tekst is gewist.',
  },
  alreadyEnded: 'Dit duo was al gestopt. Er is niets veranderd.',

  timeline: 'Verloop',
  timelineColumns: { on: 'Dag', what: 'Wat', who: 'Wie' },
  timelineNone: 'Nog niets gebeurd',
  started: 'Het duo startte',
  endedAs: {
    completed: 'Het duo is afgerond',
    early: 'Het duo stopte',
    withdrawn: 'Het duo stopte: een van de twee doet niet meer mee',
  } satisfies Record<DuoEndReason, string>,
  asked: (question: string) => `Vraag gesteld: ${question}`,
  question: (id: string) => {
    const earlier = /^before-(.+)$/.exec(id)?.[1]
    if (earlier) return `opvolging van ${civilDate(earlier)}`
    return id === 'end' ? 'einde' : id.replace('day-', 'dag ').replace('month-', 'maand ')
  },
  answer: {
    good: 'Goed',
    could_be_better: 'Kan beter',
    not_met: 'Nog niet gezien',
    stopped: 'Gestopt',
  } satisfies Record<CheckinAnswer, string>,
  answered: (question: string, answer: string) => `Antwoord op ${question}: ${answer}`,
  callMe: 'Wil gebeld worden',
  assisted: 'opgeschreven door een medewerker',
  remark: (text: string) => `Opmerking: ${text}`,
  met: (hours: string) => `Gesprek van ${hours}`,
  metVoid: (hours: string) => `Gesprek van ${hours}: teruggenomen`,
  note: (text: string) => `Notitie: ${text}`,
  extendedBy: (months: number, reason: string) =>
    `Verlengd met ${months === 1 ? '1 maand' : `${months} maanden`}: ${reason}`,
  endSaid: (outcome: string, again: string) => `Vragen op het einde: ${outcome}, opnieuw: ${again}`,
  endNext: { another: 'gaat verder', pause: 'neemt pauze', stop: 'wil stoppen' } satisfies Record<MentorNext, string>,
  yes: 'ja',
  no: 'nee',
  skipped: 'overgeslagen',
  contractFrom: (from: string) => `contract vanaf ${from}`,
  contractOf: (from: string, until: string) => `contract van ${from} tot en met ${until}`,
  outcomeOf: (moment: string, outcome: string) => `Resultaat ${moment}: ${outcome}`,
  ourselves: 'Medewerker',

  noteTitle: 'Notitie',
  noteLabel: 'Wat besprak je?',
  noteHint: 'Alleen medewerkers lezen dit. Schrijf niets over gezondheid of geloof.',
  noteSave: 'Bewaar de notitie',
  noteMissing: 'Schrijf wat je besprak',
  noteGone: 'Een van de twee is intussen gestopt. Je notitie is niet bewaard.',
  noteLong: 'Schrijf hoogstens 2000 tekens',

  answerTitle: 'Antwoord voor iemand opschrijven',
  answerText: 'Kreeg je het antwoord aan de telefoon of aan de balie? Schrijf het hier op.',
  answerFor: 'Van wie en op welke vraag?',
  answerWhat: 'Wat was het antwoord?',
  answerSave: 'Bewaar het antwoord',
  answerMissing: 'Kies van wie, en wat het antwoord was',

  endTitle: (name: string) => `Noteer wat ${name} zegt`,
  endStopHint: 'Dit wist nog niets. Dat doe je daarna op de pagina van deze persoon.',
  endAnother: (one: string) => `Wil deze ${one} nog een duo? Stop dan de pauze van`,
  endNot: {
    'already-answered':
      'Deze persoon antwoordde intussen zelf, of een collega schreef het al op. Dat antwoord blijft staan.',
    'still-running': 'Deze vragen komen na de laatste dag van een duo, en niet als het vroeger stopte.',
    gone: tellerGone,
  },

  metTitle: 'Gesprek noteren',
  metText: 'Vertelt iemand dat ze elkaar zagen? Noteer het hier. Noteren ze het allebei, dan telt het 1 keer.',
  metBy: 'Wie vertelt het?',
  metDay: 'Op welke dag?',
  metMinutes: 'Hoeveel minuten ongeveer?',
  metSave: 'Noteer dit gesprek',
  metMissing: 'Kies wie het vertelt',
  tellerGone,
  metWrong: {
    'not-logged': 'Dit programma noteert geen gesprekken',
    'in-the-future': 'Kies een dag tot en met vandaag',
    'before-start': 'Kies een dag waarop het duo al liep',
    'after-end': 'Kies een dag waarop het duo nog liep',
    'too-old': 'Kies een dag in de laatste 90 dagen',
    'no-minutes': 'Vul een aantal minuten in',
    'too-long': 'Een gesprek duurt hoogstens 720 minuten',
    'already-noted': 'Van die dag stond er al een gesprek',
  },
  unmetTitle: 'Genoteerd gesprek terugnemen',
  unmetWhich: 'Welk gesprek?',
  unmetLabel: (day: string, hours: string, who: string) => `${day}, ${hours}, ${who}`,
  unmetSave: 'Neem deze notitie terug',
  unmetMissing: 'Kies een gesprek',
  hours: (hours: string, times: number) =>
    times === 1 ? `Samen genoteerd: ${hours} in 1 gesprek` : `Samen genoteerd: ${hours} in ${times} gesprekken`,

  ...duoPauses,

  extendTitle: 'Verlengen',
  extendMonths: 'Hoeveel maanden?',
  extendHint: (most: number) => `Hoogstens ${most} maanden`,
  extendWhy: 'Waarom?',
  extendReasons: {
    goal_near: 'Het doel is dichtbij',
    slow_start: 'Ze begonnen later',
    personal: 'Persoonlijke reden',
    new_goal: 'Er is een nieuw doel',
    other: 'Andere reden',
  } satisfies Record<ExtensionReason, string>,
  extendSave: 'Verleng dit duo',
  extendWrong: (most: number) => `Vul een getal in van 1 tot ${most}, en kies waarom`,
  extendNot: 'Dit duo kan niet meer verlengd worden',

  saysContract: (who: string, outcome: string) => `${who} zegt: “${outcome}”. Vul het contract in bij Resultaat.`,
  outcomeTitle: 'Resultaat',
  outcomeWhen: 'Op welk moment?',
  moments: { end: 'bij het einde', year: '12 maanden na de start' } satisfies Record<OutcomeMoment, string>,
  outcomeWhat: 'Wat heeft het opgeleverd?',
  contractStarts: 'Eerste dag van het contract',
  contractEnds: 'Laatste dag van het contract',
  contractHint: 'Alleen bij een job. Zonder einde? Laat de laatste dag leeg.',
  outcomeSave: 'Bewaar het resultaat',
  outcomeWrong: {
    'still-running': 'Dit duo loopt nog',
    'too-early': 'Voor dat moment is het nog te vroeg',
    'unknown-code': 'Kies wat het heeft opgeleverd, en op welk moment',
    'contract-missing': 'Vul de eerste dag van het contract in',
    'contract-not-asked': 'Bij dit resultaat hoort geen contract. Maak de dagen leeg',
    'contract-ends-before-start': 'Het contract eindigt voor het begint. Kijk de dagen na',
    'contract-before-duo': 'Het contract begint voor het duo startte. Kijk de dagen na',
    'contract-after-year': 'Het contract begint meer dan 12 maanden na de start. Dan telt het niet mee',
  },
  notNow: 'Dat kan nu niet meer: dit duo is intussen veranderd.',
})
