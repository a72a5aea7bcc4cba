import type { SideNames } from '../sides.ts'

const people = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
const points = (count: number) => people(count, 'punt', 'punten')

/** Words of the pages on which staff look into a proposal: one starter, what if, and the themes. */
export const workbenchFor = (names: SideNames) => ({
  compare: 'Vergelijk met anderen',
  tryOut: 'Wat als?',
  tryWithout: 'Wat als niet?',
  tryOutHidden: (mentor: string, mentee: string) => `${mentor} en ${mentee} samen`,

  title: 'Wie past het best?',
  lead: (name: string) =>
    `Dit zijn de ${names.mentors} die ${name} kunnen helpen. Je ziet ook wat een andere keuze kost.`,
  toRun: 'Alle voorstellen',
  previous: `Vorige ${names.mentee}`,
  next: `Volgende ${names.mentee}`,
  none: 'Niemand kan helpen',
  noneText: `Geen enkele ${names.mentor} voldoet aan de voorwaarden, of heeft nog plaats.`,
  chosen: 'Gekozen',
  notChosen: 'Niet gekozen',
  choices: `Mogelijke ${names.mentors}`,
  shown: (from: number, to: number, all: number) =>
    `${from} tot ${to} van ${people(all, 'mogelijkheid', 'mogelijkheden')}`,
  choose: 'Kies en zet vast',
  chooseHidden: (name: string) => name,
  barred: 'Deze twee horen niet samen.',
  pinnedFull: 'Hun plaatsen staan al vast voor anderen',

  margin: 'En zonder het gekozen duo?',
  marginPinned: 'Dit duo staat vast. De computer koos het niet.',
  marginNone: `Voor deze ${names.mentee} is er geen plaats in dit voorstel.`,
  cost: {
    same: 'Even goed voor iedereen samen',
    alone: (names: string, count: number) => `Dan ${count === 1 ? 'blijft' : 'blijven'} ${names} zonder`,
    others: (count: number) => `Dan blijven ${count} andere ${names.mentees} zonder`,
    fewer: (count: number) =>
      count === 1 ? `Dan blijft 1 ${names.mentee} extra zonder` : `Dan blijven ${count} ${names.mentees} extra zonder`,
    more: (count: number) => `Dan krijgt ${people(count, names.mentee, names.mentees)} extra hulp`,
    costs: (count: number) => `kost ${points(count)}`,
    gains: (count: number) => `geeft ${points(count)} meer`,
  },

  decisions: 'Beslist',
  sentBy: (name: string, moment: string) => `Verstuurd door ${name} op ${moment}`,
  pinnedBy: (name: string, day: string) => `Vastgezet door ${name} op ${day}`,
  blockedBy: (name: string, day: string) => `Niet samen, door ${name} op ${day}`,
  liftedOn: (day: string) => `mag weer samen sinds ${day}`,
  somebody: 'een medewerker',

  keys: {
    title: 'Sneltoetsen',
    on: 'Gebruik sneltoetsen',
    next: 'volgende',
    previous: 'vorige',
    pin: 'zet vast',
    block: 'niet samen',
    send: 'verstuur',
  },

  namesake: (name: string, about: string) => `${name} (${about})`,

  busy: 'De computer zoekt de beste verdeling. Bij een grote groep duurt dat even.',

  blockTitle: 'Niet samen',
  blockFor: (mentor: string, mentee: string) => `${mentor} en ${mentee}`,

  sending: {
    title: (count: number) =>
      count === 0 ? 'Voorstellen versturen' : `${people(count, 'voorstel', 'voorstellen')} versturen?`,
    lead: (count: number) =>
      `Je verstuurt ${count} voorstellen tegelijk. Terughalen kan niet: de mails gaan meteen weg.`,
    leadSome: (count: number, left: number) =>
      `${left === 1 ? 'Er is nog 1 plaats' : `Er zijn nog ${left} plaatsen`}: we versturen ${count === 1 ? 'dit ene voorstel' : `deze ${count}`}. Wat jullie vastzetten gaat eerst, daarna wie het langst wacht. Terughalen kan niet: de mails gaan meteen weg.`,
    yes: (count: number) => `Ja, verstuur alle ${count}`,
    yesSome: (count: number) => (count === 1 ? 'Ja, verstuur dit voorstel' : `Ja, verstuur deze ${count}`),
    stay: (count: number) =>
      count === 1
        ? '1 voorstel gaat nu niet mee: er is dit jaar geen plaats meer voor.'
        : `${count} voorstellen gaan nu niet mee: er is dit jaar geen plaats meer voor.`,
    full: 'Er is geen plaats meer dit jaar',
    fullText: 'Er kan pas iets weg als er een plaats vrijkomt, of als het plafond hoger wordt.',
    waiting: 'Naar de wachtlijst',
    no: 'Terug naar de voorstellen',
    list: 'Deze duo’s krijgen een mail',
    nothing: 'Er is niets meer om te versturen.',
  },

  whatIf: {
    title: 'Wat als?',
    lead: 'Probeer iets uit en zie meteen wat er verschuift. Er wordt niets bewaard, tot je daarvoor kiest.',
    changes: 'Wat je uitprobeert',
    off: 'Neem een vinkje weg om iets ongedaan te maken.',
    fromRun: 'Wat in het voorstel al vaststond',
    pin: (mentor: string, mentee: string) => `${mentor} en ${mentee} samen`,
    block: (mentor: string, mentee: string) => `${mentor} en ${mentee} niet samen`,
    unpin: (mentor: string, mentee: string) => `Maak los: ${mentor} en ${mentee}`,
    unblock: (mentor: string, mentee: string) => `Mag weer samen: ${mentor} en ${mentee}`,
    places: (name: string, count: number) => `${name}: ${people(count, 'plaats', 'plaatsen')} vrij`,
    add: 'Zet twee mensen samen, of net niet',
    seats: 'Geef iemand meer of minder plaatsen',
    mentee: names.Mentee,
    mentor: names.Mentor,
    choose: 'Kies iemand',
    count: 'Vrije plaatsen',
    addPin: 'Zet samen',
    addBlock: 'Haal uit elkaar',
    addPlaces: 'Verander de plaatsen',
    look: 'Bekijk opnieuw',
    incomplete: {
      pair: `Kies een ${names.mentee} en een ${names.mentor}.`,
      places: `Kies een ${names.mentor}, en een aantal van 0 tot 20.`,
    },
    isCut: `Staat iemand niet in de lijst? Ga dan via ‘Vergelijk met anderen’ bij die ${names.mentee}.`,
    result: 'Wat er verandert',
    columns: { what: 'Wat', now: 'Dit voorstel', after: 'Wat als', change: 'Verschil' },
    figures: {
      helped: `${names.Mentees} geholpen`,
      average: 'Hoe goed het past (gemiddelde op 100)',
      weakest: 'Het zwakste duo (op 100)',
      longestWait: 'Langste wachttijd van wie zonder blijft (dagen)',
      placesLeft: 'Plaatsen over',
    },
    nobody: 'niemand',
    noFigure: 'geen',
    same: 'gelijk',
    moves: (count: number) => `${people(count, `${names.mentee} verschuift`, `${names.mentees} verschuiven`)}`,
    movesNone: 'Niemand verschuift',
    moveColumns: { mentee: names.Mentee, from: 'Van', to: 'Naar' },
    movesShown: (shown: number, all: number) => `De eerste ${shown} van ${all}`,
    nothing: 'Je probeert nog niets uit.',
    nothingText: 'Kies wat je wilt proberen. Hier zie je dan wie er verschuift.',
    impossible: 'Dit kan niet allemaal samen',
    keep: 'Bewaar en maak een nieuw voorstel',
    keepText:
      'Wat je samen zet of uit elkaar haalt, geldt dan ook voor volgende voorstellen. Het nieuwe voorstel gaat uit van wie nu meedoet.',
    keepPlaces: `Plaatsen bewaren we niet: die kies je bij de ${names.mentor} zelf.`,
    keepReason: 'Waarom niet samen?',
  },

  topics: {
    title: 'Vraag en aanbod per thema',
    lead: 'Van iedereen die nu klaarstaat. Wie meer thema’s koos, telt bij elk thema mee. De cijfers vernieuwen vanzelf.',
    link: 'Vraag en aanbod per thema',
    columns: { topic: 'Thema', asked: `${names.Mentees} die dit vragen`, offered: 'Plaatsen', state: 'Tekort?' },
    short: (count: number) => `Tekort: ${people(count, 'plaats', 'plaatsen')}`,
    enough: 'Genoeg',
    unused: 'Niemand vraagt dit',
    shortTag: 'tekort',
    picture: `Per thema twee balken: hoeveel ${names.mentees} het vragen, en hoeveel plaatsen er zijn. De tabel zegt hetzelfde.`,
    asked: `${names.Mentees} die dit vragen`,
    offered: `Plaatsen bij ${names.mentors}`,
    undecided: (count: number) =>
      `${people(count, `${names.mentee} weet`, `${names.mentees} weten`)} nog niet waarover het gaat.`,
    at: (moment: string) => `Stand van ${moment}.`,
    table: 'De cijfers',
  },
})
