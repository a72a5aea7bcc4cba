import { JOB_OUTCOMES, JOB_TOPICS } from './job-topics.ts'
import type { Programme } from './programme.ts'

/**
 * People from businesses help young, highly educated jobseekers; Voka finds the mentors, VDAB leads and refers.
 * Source: city of Ghent, oral question 2016_MV_00191 (Gent, stad in werking; call of the European fund AMIF).
 */
export const mentoringNaarWerk: Programme = {
  id: 'mentoring-naar-werk',
  name: 'Mentoring naar werk',
  poster: 'Een diploma en geen werk? Of help je iemand aan werk?',
  sides: {
    mentor: {
      one: 'mentor',
      many: 'mentoren',
      role: 'Ik help iemand naar werk',
      roleText:
        'Ik werk in een bedrijf en help een jongere met een diploma aan werk. Reken op 2 uur per twee weken, 6 maanden lang. Je beslist zelf bij elk voorstel.',
      topicsQuestion: 'Waarbij wil je helpen?',
      topicsHint: 'Kies 1 tot 6 thema’s',
      topicsMost: 6,
      mayNotKnow: false,
      sectorQuestion: 'In welke sector werk je?',
      calledAs: [],
      details: ['business', 'capacity', 'phone'],
      consentText:
        'Ja, ik wil mentor worden. {controller} mogen mijn gegevens gebruiken om een jongere te zoeken die bij mij past.',
      conditions: ['Werkt in een bedrijf, of werkte er tot voor kort.'],
      entrances: ['partner-list', 'standing-page'],
      intake: 'none',
      training: [{ id: 'start', label: 'Startsessie voor mentoren', hours: 2 }],
    },
    mentee: {
      one: 'jongere',
      many: 'jongeren',
      role: 'Ik zoek werk',
      roleText:
        'Ik heb een diploma, zoek werk en wil hulp van een mentor. Reken op 2 uur per twee weken, 6 maanden lang.',
      topicsQuestion: 'Waarbij zoek je hulp?',
      topicsHint: 'Kies 1, 2 of 3 thema’s',
      topicsMost: 3,
      mayNotKnow: true,
      sectorQuestion: 'In welke sector zoek je werk?',
      calledAs: [],
      details: ['phone'],
      consentText:
        'Ja, ik zoek een mentor. {controller} mogen mijn gegevens gebruiken om een mentor te zoeken die bij mij past.',
      conditions: [
        'Is hoogstens {menteeAgeTo} jaar.',
        'Heeft een migratieachtergrond.',
        'Heeft een diploma van hogeschool of universiteit, ook van een ander land.',
        'Is ingeschreven bij VDAB.',
      ],
      entrances: ['referral'],
      intake: 'talk',
      training: [],
    },
  },
  topics: JOB_TOPICS,

  controller: { kind: 'association', name: 'VDAB en Voka' },
  headline: 'Mensen uit bedrijven helpen jongeren aan werk',
  invitationText: 'Nodig me ook uit voor volgende netwerkmomenten.',
  whoSees:
    'Alleen de medewerkers van {controller} die dit programma begeleiden, zien je gegevens. De stad ziet alleen cijfers. Wie jou stuurde, ziet alleen hoever je staat. De andere persoon ziet eerst alleen je voornaam, je sector en je thema’s. Je naam, je e-mailadres en (als je die gaf) je telefoonnummer tonen we pas als jullie allebei ja zeggen. We vragen je daarna soms hoe het gaat.',
  partners: [
    { name: 'VDAB', side: 'mentee', by: 'referral' },
    { name: 'Voka', side: 'mentor', by: 'partner-list' },
  ],
  funding: [{ label: 'AMIF', project: 'Mentoring naar werk', from: '2016-01-01', until: null }],
  business: 'bedrijf',
  declineReasons: ['no_time', 'other_topic', 'knows_already', 'wants_out', 'not_said'],
  firstTalk: 'Vertel elkaar wie je bent en wat je studeerde of doet. Neem daar de tijd voor.',
  bounds: { menteeAgeTo: 35 },

  asks: 'mentor-first',
  starts: 'after-click',
  thinkHours: 24,
  agreement: 'own-page',
  agreementLines: [
    'We zien elkaar 2 uur per twee weken, 6 maanden lang.',
    'We spreken af op het werk van de mentor, of op een andere plek waar we ons goed voelen.',
    'Lukt een afspraak niet? Dan laten we dat op tijd weten.',
    'Na elke afspraak noteren we hoelang we elkaar zagen.',
    'We mogen allebei stoppen. We hoeven geen reden te geven.',
  ],
  conductLines: [
    'We hebben respect voor elkaar, ook als we anders denken of geloven.',
    'Wat we elkaar vertellen, blijft onder ons. Dat geldt ook voor wat we over het bedrijf horen.',
    'We geven en lenen elkaar geen geld.',
    'De mentor belooft geen job. De jongere beslist zelf.',
    'Voelt iets niet goed? Dan vertellen we dat meteen aan {controller}.',
  ],

  months: 6,
  rhythm: '2 uur per twee weken',
  log: 'asked',
  checkins: { days: [], months: [1, 2, 3, 4, 5], extensionEveryMonths: 1 },
  silenceDays: 35,
  extension: { times: 1, mostMonths: 3 },
  outcomes: JOB_OUTCOMES,
  volunteerNote: [
    'VDAB is een instelling van de Vlaamse overheid. Voka is een vereniging zonder winstoogmerk.',
    '{controller} organiseren dit programma. Het doel is jongeren met een diploma helpen naar werk.',
    'Je helpt vrijwillig. Je krijgt geen loon en geen vergoeding voor je kosten.',
    'Doe je als vrijwilliger schade aan iemand anders? Daarvoor moeten {controller} je van de wet verzekeren.',
    'Vraag {contact} bij wie je verzekerd bent, en of dat ook voor een ongeval van jezelf is.',
    'Wat een jongere je in vertrouwen vertelt, is geheim (artikel 458 van het Strafwetboek).',
  ],

  // Set per call: this is what a city has until it enters the number of its own.
  defaultCap: 20,
  weights: { topics: 50, sector: 35, stage: 0, waiting: 15, met: 0 },
}
