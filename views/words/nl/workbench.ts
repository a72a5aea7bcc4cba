const people = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
const points = (count: number) => people(count, 'punt', 'punten')

/** Words of the pages on which staff look into a proposal: one starter, what if, and the themes. */
export const workbench = {
  compare: 'Vergelijk met anderen',
  tryOut: 'Wat als?',
  tryWithout: 'Wat als niet?',
  tryOutHidden: (mentor: string, mentee: string) => `${mentor} en ${mentee} samen`,

  title: 'Wie past het best?',
  lead: (name: string) =>
    `Dit zijn de peters en meters die ${name} kunnen helpen. Je ziet ook wat een andere keuze kost.`,
  toRun: 'Alle voorstellen',
  previous: 'Vorige starter',
  next: 'Volgende starter',
  none: 'Niemand kan helpen',
  noneText: 'Geen enkele peter of meter voldoet aan de voorwaarden, of heeft nog plaats.',
  chosen: 'Gekozen',
  notChosen: 'Niet gekozen',
  choices: 'Mogelijke peters en meters',
  shown: (from: number, to: number, all: number) =>
    `${from} tot ${to} van ${people(all, 'mogelijkheid', 'mogelijkheden')}`,
  choose: 'Kies en zet vast',
  chooseHidden: (name: string) => name,
  barred: 'Deze twee horen niet samen.',
  pinnedFull: 'Hun plaatsen staan al vast voor anderen',

  margin: 'En zonder het gekozen duo?',
  marginPinned: 'Dit duo staat vast. De computer koos het niet.',
  marginNone: 'Voor deze starter is er geen plaats in dit voorstel.',
  cost: {
    same: 'Even goed voor iedereen samen',
    alone: (names: string, count: number) => `Dan ${count === 1 ? 'blijft' : 'blijven'} ${names} zonder`,
    others: (count: number) => `Dan blijven ${count} andere starters zonder`,
    fewer: (count: number) =>
      count === 1 ? 'Dan blijft 1 starter extra zonder' : `Dan blijven ${count} starters extra zonder`,
    more: (count: number) => `Dan krijgt ${people(count, 'starter', 'starters')} extra hulp`,
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

  busy: 'De computer zoekt de beste verdeling. Bij een grote groep duurt dat even.',

  blockTitle: 'Niet samen',
  blockFor: (mentor: string, mentee: string) => `${mentor} en ${mentee}`,

  sending: {
    title: 'Alles versturen?',
    lead: (count: number) =>
      `Je verstuurt ${count} voorstellen tegelijk. Terughalen kan niet: de mails gaan meteen weg.`,
    yes: (count: number) => `Ja, verstuur alle ${count}`,
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
    add: 'Probeer iets uit',
    mentee: 'Starter',
    mentor: 'Peter of meter',
    choose: 'Kies iemand',
    count: 'Vrije plaatsen',
    addPin: 'Zet samen',
    addBlock: 'Haal uit elkaar',
    addPlaces: 'Verander de plaatsen',
    look: 'Bekijk',
    incomplete: {
      pair: 'Kies een starter en een peter of meter.',
      places: 'Kies een peter of meter, en een aantal van 0 tot 20.',
    },
    isCut: 'Staat iemand niet in de lijst? Ga dan via ‘Vergelijk met anderen’ bij die starter.',
    result: 'Wat er verandert',
    columns: { what: 'Wat', now: 'Dit voorstel', after: 'Wat als', change: 'Verschil' },
    figures: {
      helped: 'Starters geholpen',
      average: 'Hoe goed het past (gemiddelde op 100)',
      weakest: 'Het zwakste duo (op 100)',
      longestWait: 'Langste wachttijd van wie zonder blijft (dagen)',
      placesLeft: 'Plaatsen over',
    },
    nobody: 'niemand',
    noFigure: 'geen',
    same: 'gelijk',
    moves: (count: number) => `${people(count, 'starter verschuift', 'starters verschuiven')}`,
    movesNone: 'Niemand verschuift',
    moveColumns: { mentee: 'Starter', from: 'Van', to: 'Naar' },
    movesShown: (shown: number, all: number) => `De eerste ${shown} van ${all}`,
    nothing: 'Je probeert nog niets uit.',
    impossible: 'Dit kan niet allemaal samen',
    keep: 'Bewaar en maak een nieuw voorstel',
    keepText:
      'Wat je samen zet of uit elkaar haalt, geldt dan ook voor volgende voorstellen. Het nieuwe voorstel gaat uit van wie nu meedoet.',
    keepPlaces: 'Plaatsen bewaren we niet: die kies je bij de peter of meter zelf.',
    keepReason: 'Waarom niet samen?',
  },

  topics: {
    title: 'Vraag en aanbod per thema',
    lead: 'Van iedereen die nu klaarstaat. Wie meer thema’s koos, telt bij elk thema mee. De cijfers vernieuwen vanzelf.',
    link: 'Vraag en aanbod per thema',
    columns: { topic: 'Thema', asked: 'Starters die dit vragen', offered: 'Plaatsen', state: 'Tekort?' },
    short: (count: number) => `Tekort: ${people(count, 'plaats', 'plaatsen')}`,
    enough: 'Genoeg',
    unused: 'Niemand vraagt dit',
    shortTag: 'tekort',
    picture:
      'Per thema twee balken: hoeveel starters het vragen, en hoeveel plaatsen er zijn. De tabel zegt hetzelfde.',
    asked: 'Starters die dit vragen',
    offered: 'Plaatsen bij peters en meters',
    undecided: (count: number) => `${people(count, 'starter weet', 'starters weten')} nog niet waarover het gaat.`,
    at: (moment: string) => `Stand van ${moment}.`,
    table: 'De cijfers',
  },
}
