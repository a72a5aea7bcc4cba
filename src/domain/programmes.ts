import type { Side } from './facts.ts'
import type { Weights } from './matching/score.ts'

/** A theme that one side asks about and the other advises on. `label` fits two columns on a phone (soft hyphens). */
export type Topic = { id: string; label: string; hint: string }

export type ProgrammeSide = {
  /** "peter of meter", "starter": the word for one person on this side. */
  one: string
  many: string
  /** The role button avoids the noun: it says what a person does. */
  role: string
  roleText: string
  topicsQuestion: string
  topicsHint: string
  topicsMost: number
  /** Whether "Ik weet het nog niet" is an answer. */
  mayNotKnow: boolean
  /** What a person on this side may choose to be called; [] when there is nothing to choose. */
  calledAs: string[]
  /** Consent P1, as ticked. `{controller}` is the city or the association. */
  consentText: string
}

/** A mentoring programme as data: nothing outside this file knows one by name. */
export type Programme = {
  id: string
  name: string
  sides: Record<Side, ProgrammeSide>
  topics: Topic[]
  /** Who is asked for an answer when an introduction goes out. */
  asks: 'both-at-once' | 'mentor-first'
  /** When the duo starts: as soon as both said yes, or after a first meeting that clicked. */
  starts: 'when-agreed' | 'after-click'
  /** Hours that both have to think between the first meeting and "klikt het?". */
  thinkHours: number
  /** Where the duo's agreement is read: as lines on the answer page, or on a page of its own. */
  agreement: 'answer-page' | 'own-page'
  /** The agreement, one promise a line. */
  agreementLines: string[]
  months: number
  /** How often a duo meets, as people read it. */
  rhythm: string
  /** Duos a year where the city has not set its own number. */
  defaultCap: number
  weights: Weights
}

const peterMeter: Programme = {
  id: 'peter-meter',
  name: 'peter- en meterschap',
  sides: {
    mentor: {
      one: 'peter of meter',
      many: 'peters en meters',
      role: 'Ik deel mijn ervaring',
      roleText:
        'Ik heb al een tijd een eigen zaak en word peter of meter. Reken op 1 à 2 uur per maand, 6 maanden lang. Je beslist zelf bij elk voorstel.',
      topicsQuestion: 'Waarover wil je advies geven?',
      topicsHint: 'Kies 1 tot 6 thema’s',
      topicsMost: 6,
      mayNotKnow: false,
      calledAs: ['peter', 'meter'],
      consentText:
        'Ja, ik wil peter of meter worden. {controller} mag mijn gegevens gebruiken om een starter te zoeken die bij mij past.',
    },
    mentee: {
      one: 'starter',
      many: 'starters',
      role: 'Ik zoek advies',
      roleText: 'Ik start of ben pas gestart. Reken op 1 à 2 uur per maand, 6 maanden lang.',
      topicsQuestion: 'Waarbij zoek je hulp?',
      topicsHint: 'Kies 1, 2 of 3 thema’s',
      topicsMost: 3,
      mayNotKnow: true,
      calledAs: [],
      consentText:
        'Ja, ik zoek een peter of meter. {controller} mag mijn gegevens gebruiken om iemand te zoeken die bij mij past.',
    },
  },
  topics: [
    { id: 'plan', label: 'Ondernemings\u00ADplan', hint: 'idee, haalbaarheid, ondernemingsvorm, marktonderzoek' },
    { id: 'finance', label: 'Financiering', hint: 'lening, subsidies, premies, winwinlening' },
    { id: 'accounting', label: 'Boek\u00ADhouding', hint: 'btw, belastingen, facturen' },
    { id: 'permits', label: 'Vergun\u00ADningen', hint: 'ondernemingsloket, terras, horeca, omgeving' },
    { id: 'premises', label: 'Pand en huur', hint: 'handelspand, pop-up, huurcontract' },
    { id: 'people', label: 'Personeel', hint: 'eerste werknemer, flexi-job, student' },
    { id: 'customers', label: 'Klanten vinden', hint: 'marketing, reclame, winkelervaring' },
    { id: 'social', label: 'Sociale media', hint: 'foto’s, Instagram, reviews' },
    { id: 'online', label: 'Online verkopen', hint: 'webshop, kassa, levering' },
    { id: 'pricing', label: 'Prijs en verkoop', hint: 'prijs bepalen, onderhandelen' },
    { id: 'supply', label: 'Leveranciers', hint: 'aankoop, voorraad, import' },
    { id: 'legal', label: 'Contracten', hint: 'verzekering, voorwaarden, GDPR, merk' },
    { id: 'network', label: 'Netwerk', hint: 'buren, verenigingen, samenwerken' },
    { id: 'green', label: 'Duurzaam werken', hint: 'energie, afval, circulair' },
    { id: 'growth', label: 'Groei', hint: 'tweede zaak, overname, stoppen' },
    { id: 'balance', label: 'Werk en privé', hint: 'bijberoep, tijd, stress' },
  ],
  asks: 'both-at-once',
  starts: 'when-agreed',
  thinkHours: 0,
  agreement: 'answer-page',
  agreementLines: [
    'We spreken binnen 2 weken een eerste keer af.',
    'We zien elkaar 1 à 2 uur per maand, 6 maanden lang.',
    'Wat we elkaar vertellen, blijft onder ons.',
  ],
  months: 6,
  rhythm: '1 à 2 uur per maand',
  defaultCap: 50,
  weights: { topics: 60, sector: 20, stage: 5, waiting: 10, met: 5 },
}

export const PROGRAMMES = { 'peter-meter': peterMeter } satisfies Record<string, Programme>

const byId = new Map<string, Programme>(Object.entries(PROGRAMMES))

/** @throws Error for an id that no programme has: only ids from our own tables come here. */
export function programmeOf(id: string): Programme {
  const programme = byId.get(id)
  if (!programme) throw new Error('Unknown programme')
  return programme
}

export const isTopic = (programme: Programme, id: string): boolean => programme.topics.some((topic) => topic.id === id)

/** The label of a topic; of one that was dropped since, its id. */
export const topicLabel = (programme: Programme, id: string): string =>
  programme.topics.find((topic) => topic.id === id)?.label ?? id
