import { JOB_OUTCOMES, JOB_TOPICS } from './job-topics.ts'
import type { Programme } from './programme.ts'

/**
 * Over-fifties coach young jobseekers, two to three hours a week for six months; run by an association.
 * Sources: city of Ghent, oral question 2016_MV_00191; city of Mechelen, answer to written question 2023/039.
 */
export const duoForAJob: Programme = {
  id: 'duo-for-a-job',
  name: 'DUO for a JOB',
  poster: 'Zoek je werk? Of help je iemand aan werk?',
  sides: {
    mentor: {
      one: 'mentor',
      many: 'mentoren',
      role: 'Ik help iemand naar werk',
      roleText:
        'Ik deel mijn ervaring en mijn netwerk met een jongere die werk zoekt. Reken op 2 à 3 uur per week, 6 maanden lang. Je beslist zelf bij elk voorstel.',
      topicsQuestion: 'Waarbij wil je helpen?',
      topicsHint: 'Kies 1 tot 6 thema’s',
      topicsMost: 6,
      mayNotKnow: false,
      sectorQuestion: 'In welke sector heb je ervaring?',
      calledAs: [],
      details: ['capacity', 'phone'],
      consentText:
        'Ja, ik wil mentor worden. {controller} mag mijn gegevens gebruiken om een jongere te zoeken die bij mij past.',
      conditions: ['Is {mentorAgeFrom} jaar of ouder.', 'Heeft 6 maanden lang tijd: 2 à 3 uur per week.'],
      entrances: ['info-session', 'standing-page', 'partner-list'],
      intake: 'talk',
      training: [
        { id: 'welcome', label: 'Kennismaken met het programma', hours: 3 },
        { id: 'coaching', label: 'Luisteren en begeleiden', hours: 6 },
        { id: 'diversity', label: 'Verschillen in cultuur', hours: 6 },
        { id: 'labour_market', label: 'De weg naar werk', hours: 6 },
      ],
    },
    mentee: {
      one: 'jongere',
      many: 'jongeren',
      role: 'Ik zoek werk',
      roleText: 'Ik zoek werk en wil hulp van een mentor. Reken op 2 à 3 uur per week, 6 maanden lang.',
      topicsQuestion: 'Waarbij zoek je hulp?',
      topicsHint: 'Kies 1, 2 of 3 thema’s',
      topicsMost: 3,
      mayNotKnow: true,
      sectorQuestion: 'In welke sector zoek je werk?',
      calledAs: [],
      details: ['phone'],
      consentText:
        'Ja, ik zoek een mentor. {controller} mag mijn gegevens gebruiken om een mentor te zoeken die bij mij past.',
      conditions: [
        'Is hoogstens {menteeAgeTo} jaar.',
        'Heeft een migratieachtergrond van buiten de Europese Unie.',
        'Zoekt werk, en mag in België werken.',
      ],
      entrances: ['info-session', 'referral', 'standing-page'],
      intake: 'talk',
      training: [],
    },
  },
  topics: JOB_TOPICS,

  controller: { kind: 'association', name: 'DUO for a JOB vzw' },
  headline: 'Ervaring helpt jongeren aan werk',
  invitationText: 'Nodig me ook uit voor volgende infomomenten.',
  whoSees:
    'Alleen de medewerkers van {controller} zien je gegevens. De stad ziet alleen cijfers. Wie jou stuurde, ziet alleen hoever je staat. De andere persoon ziet eerst alleen je voornaam, je sector en je thema’s. Je naam, je e-mailadres en (als je die gaf) je telefoonnummer tonen we pas als jullie allebei ja zeggen. We vragen je daarna soms hoe het gaat.',
  partners: [
    { name: 'OCMW', side: 'mentee', by: 'referral' },
    { name: 'VDAB', side: 'mentee', by: 'referral' },
    { name: 'Vrijwilligersloket', side: 'mentor', by: 'partner-list' },
    { name: 'Seniorendienst', side: 'mentor', by: 'partner-list' },
  ],
  funding: [{ label: 'ESF', project: 'Een job zonder sollicitatie', from: '2020-01-01', until: null }],
  business: 'bedrijf',
  declineReasons: ['no_time', 'other_topic', 'knows_already', 'wants_out', 'not_said'],
  firstTalk: 'Vertel elkaar wie je bent en wat je deed of wilt doen. Neem daar de tijd voor.',
  bounds: { mentorAgeFrom: 50, menteeAgeTo: 34 },

  asks: 'both-at-once',
  starts: 'after-click',
  thinkHours: 24,
  agreement: 'own-page',
  agreementLines: [
    'We zien elkaar 2 à 3 uur per week, 6 maanden lang.',
    'We spreken af op een plek waar we ons allebei goed voelen.',
    'Lukt een afspraak niet? Dan laten we dat op tijd weten.',
    'Na elke afspraak noteren we hoelang we elkaar zagen.',
    'Loopt het niet goed? Dan bellen we {controller}.',
    'We mogen allebei stoppen. We hoeven geen reden te geven.',
  ],
  conductLines: [
    'We hebben respect voor elkaar, ook als we anders denken of geloven.',
    'Wat we elkaar vertellen, blijft onder ons.',
    'We geven en lenen elkaar geen geld.',
    'De jongere beslist. De mentor geeft raad en opent deuren.',
    'We spreken niet af bij iemand thuis.',
    'Voelt iets niet goed? Dan vertellen we dat meteen aan {controller}.',
  ],

  months: 6,
  rhythm: '2 à 3 uur per week',
  log: 'asked',
  checkins: { days: [], months: [1, 2, 3, 4, 5], extensionEveryMonths: 1 },
  silenceDays: 21,
  extension: { times: 1, mostMonths: 3 },
  outcomes: JOB_OUTCOMES,
  volunteerNote: [
    '{controller} is een vereniging zonder winstoogmerk. Het doel is jonge werkzoekenden helpen met de ervaring van {mentorAgeFrom}-plussers.',
    'Je helpt vrijwillig. Je krijgt geen loon. Vraag {contact} welke kosten je terugkrijgt.',
    'Doe je als vrijwilliger schade aan iemand anders? Daarvoor moet {controller} je van de wet verzekeren.',
    'Vraag {contact} bij wie je verzekerd bent, en of dat ook voor een ongeval van jezelf is.',
    'Krijg je een uitkering? Meld dan eerst aan je uitkeringsdienst dat je vrijwilliger wordt.',
    'Wat een jongere je in vertrouwen vertelt, is geheim (artikel 458 van het Strafwetboek).',
  ],

  defaultCap: 50,
  weights: { topics: 55, sector: 30, stage: 0, waiting: 15, met: 0 },
}
