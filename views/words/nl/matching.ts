import type { BlockReason } from '../../../src/domain/facts.ts'
import type { Verdict } from '../../../src/domain/matching/criteria.ts'
import type { ConflictingPin, ProposalStatus, WhyUnmatched } from '../../../src/domain/proposals/proposals.ts'
import type { SideNames } from '../sides.ts'

const people = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Words of the staff's pages about matching. */
export const matchingFor = (names: SideNames) => ({
  title: 'Nieuwe voorstellen maken',
  lead: 'De computer zoekt de beste verdeling voor iedereen samen. Jij kijkt na en beslist wat je verstuurt.',
  make: 'Maak voorstellen',
  again: 'Maak een nieuw voorstel',
  figures: {
    mentees: `${names.Mentees} die meedoen`,
    mentors: `${names.Mentors} die meedoen`,
    places: 'Vrije plaatsen',
    cap: 'Duo’s nog mogelijk dit jaar',
  },
  standing: {
    mentor: names.Mentors,
    mentee: names.Mentees,
    ready: (count: number) => `${count} klaar voor een voorstel`,
    unproved: (count: number) => `${count} nog niet bevestigd`,
    busy: (count: number) => `${count} al bezig, met nog een plaats`,
  },
  nobody: 'Er is nu niemand om voor te stellen',
  nobodyText: `Je hebt minstens 1 ${names.mentee} en 1 ${names.mentor} nodig met een vrije plaats.`,
  runs: 'Eerdere voorstellen',
  runLine: (matched: number, unmatched: number) =>
    `${people(matched, 'voorstel', 'voorstellen')}, ${people(unmatched, names.mentee, names.mentees)} zonder`,
  runBy: (name: string) => `door ${name}`,

  wishes: 'Jullie keuzes',
  pins: 'Vastgezet',
  pinsText: 'Deze twee komen samen in elk nieuw voorstel.',
  pinWaits: 'Doet nu niet mee: een van de twee heeft geen plaats, staat op pauze of is weggelaten.',
  blocks: 'Niet samen',
  blocksText: 'Deze twee stellen we niet samen voor.',
  out: 'Weggelaten',
  outText: 'Deze mensen doen even niet mee in nieuwe voorstellen.',
  and: (mentor: string, mentee: string) => `${mentor} en ${mentee}`,
  by: (name: string, date: string) => `${name}, ${date}`,
  until: (date: string) => `tot en met ${date}`,
  unpin: 'Maak los',
  lift: 'Mag weer samen',
  takeIn: 'Neem weer mee',
  ofPair: (mentor: string, mentee: string) => `${mentor} en ${mentee}`,

  blockReason: {
    competitor: 'Concurrenten',
    customer_supplier: 'Klant of leverancier',
    family: 'Familie of vrienden',
    rather_not: 'Liever niet (blijft onder ons)',
    conflict: 'Conflict',
    already_duo: 'Waren al een duo',
    other: 'Andere reden',
  } satisfies Record<BlockReason, string>,
  blockWhy: 'Waarom niet samen?',
  blockMissing: 'Kies een reden',
  blockUntil: 'Tot en met',
  blockUntilHint: 'Leeg is voor altijd.',
  blockUntilWrong: 'Vul een datum in die nog komt, of laat ze leeg',
  blockNote: 'Notitie',
  blockNoteHint:
    'Geen namen of gevoelige gegevens. Deze tekst verdwijnt als de twee weer samen mogen, of als een van hen stopt.',
  blockNoteLong: 'Een notitie mag hoogstens 200 tekens lang zijn',

  conflictTitle: 'Wat je vastzette, kan niet allemaal samen',
  conflictText: 'Er is nog geen voorstel gemaakt. Maak eerst iets los.',
  conflict: {
    blocked: (mentor: string, mentee: string) =>
      `${mentor} en ${mentee} horen niet samen: er was een nee, of jullie kozen ‘Niet samen’.`,
    'not-a-pair': (mentor: string, mentee: string) =>
      `${mentor} en ${mentee} hebben geen thema of geen taal samen, of de ${names.mentor} wil niemand uit de eigen sector.`,
    'two-mentors': (mentors: string, mentee: string) =>
      `${mentee} staat vast bij meer dan één ${names.mentor}: ${mentors}.`,
    'too-many': (mentor: string, mentees: string, places: number) =>
      `Bij ${mentor} staan er te veel ${names.mentees} vast: ${mentees}. Er ${places === 1 ? 'is maar 1 plaats' : `zijn maar ${places} plaatsen`}.`,
  } satisfies Record<ConflictingPin['code'], unknown>,

  runTitle: 'Voorstellen nakijken',
  runAt: (moment: string, name: string) => `Gemaakt op ${moment} door ${name}.`,
  changed: 'De groep veranderde sinds dit voorstel',
  changedText: (moment: string) => `Sinds ${moment}:`,
  changedJoined: (count: number) => (count === 1 ? '1 persoon kwam erbij' : `${count} mensen kwamen erbij`),
  changedGone: (count: number) =>
    count === 1
      ? '1 persoon doet niet meer mee of heeft een plaats'
      : `${count} mensen doen niet meer mee of hebben een plaats`,
  changedOther: (count: number) =>
    count === 1 ? 'bij 1 persoon veranderde iets' : `bij ${count} mensen veranderde iets`,
  changedAdvice:
    'Je kunt dit voorstel nog versturen: wat niet meer kan, gaat niet door. Wil je de beste verdeling? Maak dan een nieuw voorstel.',
  changedFull:
    'Versturen kan nu niet: alle plaatsen van dit jaar zijn bezet. Maak een nieuw voorstel als er weer een plaats is.',
  runFigures: {
    matched: `${names.Mentees} met een voorstel`,
    unmatched: `${names.Mentees} zonder`,
    free: `${names.Mentors} vrij`,
  },
  capShort: (left: number, open: number) =>
    left === 0
      ? 'Alle plaatsen van dit jaar zijn bezet. Er kan pas iets weg als er een plaats vrijkomt, of als het plafond hoger wordt.'
      : `Er ${left === 1 ? 'is dit jaar nog 1 plaats' : `zijn dit jaar nog ${left} plaatsen`}, voor ${people(open, 'voorstel', 'voorstellen')}. Wat je eerst verstuurt, gaat voor.`,
  proposals: 'Voorstellen',
  noProposals: 'Er is geen enkel voorstel',
  noProposalsText: `Hieronder lees je bij elke ${names.mentee} waarom.`,
  pick: (mentor: string, mentee: string) => `Verstuur aan ${mentor} en ${mentee}`,
  score: (points: number) => `${points} van 100`,
  waiting: (days: number) => (days === 0 ? 'Sinds vandaag' : `Wacht al ${people(days, 'dag', 'dagen')}`),
  notProved: 'Mail nog niet bevestigd',
  why: (fitting: number, all: number) => `Waarom deze twee? ${fitting} van ${all} past`,
  pinned: 'Vastgezet',
  pin: 'Zet vast',
  block: 'Niet samen',
  leaveOut: (name: string) => `Laat ${name} weg`,
  more: 'Aanpassen',
  moreHidden: (mentor: string, mentee: string) => `voorstel ${mentor} en ${mentee}`,
  send: 'Verstuur wat je aanvinkte',
  sendAll: (count: number) => `Verstuur alle ${count}`,
  sendFitting: (count: number) =>
    count === 1 ? 'Verstuur het ene voorstel waarvoor er plaats is' : `Verstuur de ${count} waarvoor er plaats is`,
  sendOne: 'Verstuur',
  sendText: 'Vink aan wat je wilt versturen. De twee krijgen dan elk een mail, en antwoorden binnen 10 dagen.',
  pickNone: 'Vink minstens 1 voorstel aan',
  pickAll: 'Vink alles op deze bladzijde aan',
  status: {
    open: 'Voorgesteld',
    sent: 'Verstuurd',
    'mentee-placed': 'Heeft al een voorstel',
    barred: 'Niet samen',
    'mentee-away': `${names.Mentee} doet niet mee`,
    'mentor-away': 'Geen plaats meer',
  } satisfies Record<ProposalStatus['kind'], string>,
  statusText: {
    'mentee-placed': (name: string, moment: string) =>
      `${name} stuurde deze ${names.mentee} op ${moment} al een ander voorstel.`,
    barred: 'Deze twee horen niet meer samen. In een nieuw voorstel staan ze niet.',
    'mentee-away': `Deze ${names.mentee} stopte, staat op pauze of is weggelaten.`,
    'mentor-away': `Deze ${names.mentor} heeft geen plaats meer, stopte, staat op pauze of is weggelaten.`,
  },
  toIntroduction: 'Bekijk',

  unmatched: `${names.Mentees} zonder voorstel`,
  unmatchedShown: (shown: number, all: number) =>
    shown === all
      ? people(all, names.mentee, names.mentees)
      : `De ${shown} die het langst wachten, van ${all} ${names.mentees}`,
  unmatchedColumns: { name: names.Mentee, why: 'Waarom?', waits: 'Wacht' },
  whyUnmatched: {
    nobody: (topics: string) => (topics ? `Nog niemand voor ${topics}.` : `Er is nog geen enkele ${names.mentor}.`),
    busy: (topics: string) =>
      topics ? `Alle ${names.mentors} voor ${topics} zijn bezet.` : `Alle ${names.mentors} zijn bezet.`,
    language: (topics: string) => `Wie kan helpen met ${topics || 'deze vraag'}, spreekt een andere taal.`,
    sector: (topics: string) =>
      `Wie kan helpen met ${topics || 'deze vraag'}, wil geen ${names.mentee} uit de eigen sector.`,
    blocked: (topics: string) =>
      `Wie kan helpen met ${topics || 'deze vraag'}, hoort niet samen met deze ${names.mentee}.`,
    'too-few-places': (topics: string, mentees: number, places: number) =>
      `Alle ${names.mentors} voor ${topics || 'deze vraag'} zijn bezet in dit voorstel: ${people(mentees, names.mentee, names.mentees)} voor ${people(places, 'plaats', 'plaatsen')}.`,
  } satisfies Record<WhyUnmatched['code'], unknown>,
  free: `${names.Mentors} met een vrije plaats`,
  freeText: `Voor hen is er nu geen ${names.mentee} die past. Ze blijven meedoen.`,

  verdict: { fits: 'Past', 'does-not-fit': 'Past niet', unknown: 'Onbekend' } satisfies Record<Verdict, string>,
  criterion: {
    topics: 'Thema’s',
    languages: 'Taal',
    sector: 'Sector',
    stage: 'Fase',
    waiting: 'Wachttijd',
    met: 'Ontmoeting',
  },
  points: (points: number) => people(points, 'punt', 'punten'),
  reason: {
    unknown: (points: number) => (points > 0 ? `samen ${people(points, 'punt', 'punten')}` : 'geen punten'),
    noTopics: `de ${names.mentee} weet nog geen thema’s`,
    otherTopics: 'geen thema’s samen',
    noLanguage: 'niet van beiden bekend',
    otherLanguage: 'geen taal samen',
    sameSector: (sector: string) => `allebei ${sector}`,
    sectors: (one: string, other: string) => `${one} en ${other}`,
    nearSectors: (one: string, other: string) => `${one} en ${other} liggen dicht bij elkaar`,
    noSector: 'niet van beiden bekend',
    sameStage: 'even ver',
    otherStage: 'niet even ver',
    noStage: `niet gevraagd aan ${names.mentors}`,
    waiting: (mentee: number, mentor: number) =>
      `${names.mentee} ${people(mentee, 'dag', 'dagen')}, ${names.mentor} ${people(mentor, 'dag', 'dagen')}`,
    waited: 'tijd sinds de inschrijving of het vorige duo',
    met: 'op het event',
    notMet: 'weten we niet',
  },

  pair: {
    title: 'Samen voorstellen',
    lead: 'Kies zelf wie je samen voorstelt. Je ziet eerst waarom ze passen, of niet.',
    mentor: names.Mentor,
    mentee: names.Mentee,
    choose: 'Kies iemand',
    look: 'Bekijk samen',
    isCut: 'Staat iemand niet in de lijst? Zoek die persoon bij Deelnemers en kies daar ‘Samen voorstellen’.',
    option: (name: string, topics: string) => (topics ? `${name}: ${topics}` : name),
    optionScored: (name: string, points: number) => `${name} (${points} punten)`,
    optionExcluded: (name: string) => `${name} (past niet)`,
    warnings: 'Let op',
    warning: {
      topics: 'Ze hebben geen thema samen.',
      languages: 'Ze spreken geen taal samen.',
      sector: `De ${names.mentor} wil geen ${names.mentee} uit de eigen sector.`,
      barred: 'Deze twee horen niet samen: er was al een nee, of jullie kozen ‘Niet samen’. Versturen kan niet.',
      'mentor-not-ready': `Deze ${names.mentor} is nog niet klaar: kijk op de pagina van de deelnemer. Versturen kan niet.`,
      'mentee-not-ready': `Deze ${names.mentee} is nog niet klaar: kijk op de pagina van de deelnemer. Versturen kan niet.`,
      'mentor-full': `Deze ${names.mentor} heeft geen plaats vrij. Versturen kan niet.`,
      'mentee-placed': `Deze ${names.mentee} heeft al een voorstel of een duo, of staat op pauze. Versturen kan niet.`,
      'mentor-new': `De ${names.mentor} bevestigde de inschrijving nog niet.`,
      'mentee-new': `De ${names.mentee} bevestigde de inschrijving nog niet.`,
      'left-out': 'Een van de twee is weggelaten uit nieuwe voorstellen.',
    },
    noPin: 'Vastzetten kan niet, omdat ze niet aan de voorwaarden voldoen. Versturen kan wel.',
  },

  sent: {
    title: 'Verstuurd',
    none: 'Er is niets verstuurd',
    some: (sent: number, refused: number) => `${sent} verstuurd, ${refused} niet`,
    all: (count: number) => (count === 1 ? 'Het voorstel is verstuurd.' : `${count} voorstellen zijn verstuurd.`),
    refused: 'Niet verstuurd',
    refusedOf: (count: number, why: string) => `${count} voorstellen: ${why}`,
    refusedShow: 'Toon welke',
    sent: 'Wel verstuurd',
    byOther: (name: string, moment: string) => `${name} stuurde op ${moment} al een voorstel aan deze ${names.mentee}.`,
    back: 'Terug naar de voorstellen',
    unknownPair: 'Dit duo staat niet in het voorstel.',
  },

  done: {
    pinned: 'Vastgezet. Deze twee komen samen in het volgende voorstel.',
    unpinned: 'Losgemaakt.',
    blocked: 'Bewaard: niet samen. In het volgende voorstel staan ze niet meer samen.',
    lifted: 'Deze twee mogen weer samen.',
    out: 'Weggelaten uit de volgende voorstellen.',
    back: 'Doet weer mee.',
    wiped: 'De tekst is gewist.',
    kept: 'Bewaard. Er is nog geen nieuw voorstel: wat je vastzette, kan niet allemaal samen.',
  },
})
