import type {
  DuoField,
  DuoWords,
  ImportField,
  PeopleField,
  PeopleWords,
  RowProblemCode,
} from '../../../src/domain/imports/rows.ts'

/** How people call the columns and the values of a file; the first name is our own. */

const peopleColumns = {
  name: ['naam', 'voornaam en naam', 'volledige naam', 'naam en voornaam', 'name'],
  firstName: ['voornaam', 'roepnaam', 'first name'],
  lastName: ['familienaam', 'achternaam', 'last name'],
  email: ['e-mailadres', 'e-mail', 'email', 'mail', 'mailadres', 'emailadres'],
  side: ['rol', 'kant', 'type', 'functie'],
  topics: ['thema’s', 'thema', 'themas', 'expertise', 'hulpvraag', 'domeinen'],
  sector: ['sector', 'branche'],
  languages: ['talen', 'taal', 'spreektaal'],
  phone: ['telefoon', 'telefoonnummer', 'gsm', 'gsm-nummer', 'tel'],
  capacity: ['plaatsen', 'aantal plaatsen', 'hoeveel tegelijk', 'capaciteit'],
  consentOn: ['datum toestemming', 'toestemming', 'toestemming op', 'toestemming gegeven op', 'getekend op'],
  consentReference: ['plaats toestemming', 'bewijs', 'bewijs toestemming', 'referentie', 'dossier'],
  training: ['vorming', 'vormingen', 'opleiding', 'modules'],
  trainingOn: ['datum vorming', 'vorming op', 'datum opleiding'],
  intakeOn: ['intakegesprek', 'datum intakegesprek', 'intake'],
  conditions: ['voorwaarden nagekeken', 'voorwaarden'],
} as const satisfies Record<PeopleField, readonly string[]>

const duoColumns = {
  mentor: [
    'mentor',
    'e-mail mentor',
    'e-mailadres mentor',
    'mail mentor',
    'peter',
    'meter',
    'peter of meter',
    'vrijwilliger',
  ],
  mentee: [
    'mentee',
    'e-mail mentee',
    'e-mailadres mentee',
    'starter',
    'e-mail starter',
    'jongere',
    'e-mail jongere',
    'werkzoekende',
  ],
  startedOn: ['start', 'startdatum', 'gestart op', 'begin', 'begindatum'],
  runsUntil: ['loopt tot', 'gepland einde', 'geplande einddatum'],
  endedOn: ['einde', 'einddatum', 'gestopt op', 'beëindigd op', 'afgerond op'],
  endReason: ['reden', 'reden einde', 'waarom gestopt'],
  outcome: ['resultaat', 'uitkomst'],
  contractFrom: ['contract vanaf', 'start contract', 'contract van'],
  contractUntil: ['contract tot', 'einde contract'],
  mentorCheckins: ['opvolging mentor', 'opvolgingen mentor', 'opvolging peter of meter'],
  menteeCheckins: ['opvolging mentee', 'opvolgingen mentee', 'opvolging starter', 'opvolging jongere'],
  meetings: ['gesprekken', 'ontmoetingen', 'afspraken', 'uren'],
} as const satisfies Record<DuoField, readonly string[]>

export const peopleWords = (labels: Pick<PeopleWords, 'sectors' | 'languages'>): PeopleWords => ({
  ...labels,
  columns: peopleColumns,
  yes: ['ja', 'x', 'j', 'ok', '1', 'waar', 'yes'],
  no: ['nee', 'neen', 'n', '0', 'onwaar', 'no'],
  all: ['alle', 'alles', 'volledig', 'afgerond'],
})

export const duoWords: DuoWords = {
  columns: duoColumns,
  checkins: {
    good: ['goed', 'loopt goed', 'ok', 'prima', 'zeer goed'],
    could_be_better: ['kan beter', 'matig', 'moeilijk', 'minder goed'],
    not_met: ['nog niet gezien', 'niet gezien', 'nog niet ontmoet', 'geen contact'],
  },
  endReasons: {
    completed: ['afgerond', 'voltooid', 'volledig', 'einde traject'],
    goal_reached: ['doel bereikt', 'werk gevonden', 'bereikt wat we wilden'],
    no_time: ['geen tijd', 'tijdsgebrek'],
    no_click: ['klikte niet', 'het klikte niet', 'geen klik'],
    moved: ['verhuisd', 'ander werk', 'verhuisd of ander werk'],
    personal: ['persoonlijk', 'persoonlijke reden'],
    other: ['andere', 'andere reden', 'anders'],
  },
}

export const fieldLabels = {
  name: 'naam',
  firstName: 'voornaam',
  lastName: 'familienaam',
  email: 'e-mailadres',
  side: 'rol',
  topics: 'thema’s',
  sector: 'sector',
  languages: 'talen',
  phone: 'telefoon',
  capacity: 'plaatsen',
  consentOn: 'datum toestemming',
  consentReference: 'plaats toestemming',
  training: 'vorming',
  trainingOn: 'datum vorming',
  intakeOn: 'intakegesprek',
  conditions: 'voorwaarden nagekeken',
  mentor: 'mentor',
  mentee: 'mentee',
  startedOn: 'startdatum',
  runsUntil: 'loopt tot',
  endedOn: 'einddatum',
  endReason: 'reden einde',
  outcome: 'resultaat',
  contractFrom: 'contract vanaf',
  contractUntil: 'contract tot',
  mentorCheckins: 'opvolging mentor',
  menteeCheckins: 'opvolging mentee',
  meetings: 'gesprekken',
} satisfies Record<ImportField, string>

/** "e-mailadres ontbreekt", from the name of the field and from what stood there or what it clashes with. */
export const problemTexts = {
  missing: (field) => (field === fieldLabels.topics ? `${field} ontbreken` : `${field} ontbreekt`),
  'not-an-email': (field, value) => `${field} is geen adres zoals naam@voorbeeld.be: “${value}”`,
  'not-a-date': (field, value) => `${field} is geen datum zoals 8/05/2026: “${value}”`,
  'no-such-day': (field, value) => `${field} bestaat niet op de kalender: “${value}”`,
  'not-known': (field, value) => `${field} kennen we niet: “${value}”`,
  'too-many': (field, most) => `${field} te veel. Kies er hoogstens ${most}`,
  'too-long': (field) => `${field} is te lang: hoogstens 100 tekens`,
  'cell-too-long': (field) => `${field} is te lang: hoogstens 2.000 tekens in een cel`,
  'not-a-code': (field, value) =>
    `${field} is geen code zoals map-3-14: “${value}”. Gebruik hoogstens 20 letters, cijfers en streepjes, en geen namen: deze code blijft bewaard als iemand gewist is`,
  'hidden-signs': (field) => `${field} bevat een onzichtbaar teken. Typ het opnieuw`,
  'not-a-phone': (field, value) => `${field} is geen telefoonnummer: “${value}”`,
  'not-a-number': (field, value) => `${field} is geen getal dat we kunnen lezen: “${value}”`,
  'not-a-list': (field, value) => `${field} begint niet met een datum, zoals “8/06/2026 goed”: “${value}”`,
  'in-the-future': (field, value) => `${field} ligt in de toekomst: “${value}”`,
  'no-consent': (field) =>
    `${field} ontbreekt. Zonder toestemming bewaren we niemand. Vraag deze persoon om zelf in te schrijven`,
  'consent-too-old': (_, day) => `de toestemming van ${day} geldt niet meer. Vraag een nieuwe`,
  'date-missing': (field) => `${field} ontbreekt bij de vorming`,
  'before-start': (field, day) => `${field} ligt voor ${day}`,
  'after-end': (field, day) => `${field} ligt na ${day}`,
  'still-running': (field) => `${field} kan nog niet: het duo heeft geen einddatum`,
  'over-by-now': (field, day) =>
    `${field} ontbreekt. Het duo liep tot ${day}. Vul in wanneer het stopte, of tot wanneer het loopt`,
  'reason-without-end': (field) => `${field} kan niet zonder einddatum`,
  'contract-missing': (field) => `${field} ontbreekt bij dit resultaat`,
  'contract-not-asked': (field) => `${field} hoort niet bij dit resultaat`,
  'too-early': (field, day) => `${field} kan pas vanaf ${day}`,
  'same-person': (field) => `${field} is dezelfde persoon als de mentor`,
  'twice-that-day': (field, day) => `${field} staat twee keer op ${day}`,
  'same-as-row': (field, row) => `${field} staat ook in rij ${row}`,
  'asks-own-yes': (field) => `${field} nemen we niet over uit een bestand. Vraag deze persoon om zelf in te schrijven`,
  'not-a-participant': (field, value) =>
    `${field} is geen deelnemer van dit programma: “${value}”. Importeer eerst de mensen`,
  stopped: (field, value) => `${field} doet niet meer mee: “${value}”`,
  'mentee-has-duo': (field, value) =>
    `${field} heeft al een open voorstel of een duo: “${value}”. Importeer duo’s die voorbij zijn eerst`,
  'mentor-full': (field, places) => `${field} heeft geen plaats meer vrij (plaatsen: ${places})`,
  'cap-full': (field, cap) => `${field} past niet meer onder het plafond van ${cap}`,
  'pair-barred': (field) =>
    `${field} mag niet samen met deze mentor: er was een nee, of iemand van ons hield het tegen`,
  refused: (field) => `${field} kon niet bewaard worden. Kijk of deze rij al bestaat`,
} satisfies Record<RowProblemCode, (field: string, value: string) => string>
