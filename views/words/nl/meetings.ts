import { capitalised } from '../format.ts'

/** Words of a first meeting: on the page of the two, in their mails and in their calendars. */
export const meetings = {
  title: 'Jullie eerste afspraak',
  propose: 'Stel dagen voor',
  proposeText: (name: string) => `Kies 1, 2 of 3 momenten. ${name} kiest er 1 uit.`,
  slot: (n: number) => `Moment ${n}`,
  place: 'Waar?',
  placeHint: 'Een koffiehuis of een andere neutrale plek werkt goed.',
  proposeButton: 'Stuur mijn voorstel',
  otherDays: 'Andere dagen voorstellen',
  waits: (name: string) => `Je stelde dit voor. ${name} kiest nu.`,
  waitsStaff: (name: string) => `Je koos dit moment. ${name} kiest nu.`,
  choose: (name: string) => `${name} stelt deze momenten voor.`,
  chooseStaff: 'Onze medewerker stelt deze momenten voor.',
  chooseLegend: 'Welk past jou?',
  chooseButton: 'Verstuur mijn keuze',
  none: 'Geen van deze',
  noneFits: 'Geen van de momenten paste. Stel gerust andere voor.',
  agreed: (when: string) => `Jullie zien elkaar op ${when}.`,
  standsUntil: 'Deze afspraak blijft staan, tot jullie een ander moment kiezen.',
  at: (place: string) => `Plaats: ${place}`,
  staffJoins: 'Een medewerker komt mee.',
  move: 'Verplaatsen',
  cancel: 'Zeg deze afspraak af',
  cancelFold: 'Deze afspraak afzeggen',
  cancelSure: 'Ja, ik zeg deze afspraak af',
  withdraw: 'Trek mijn voorstel in',
  withdrawFold: 'Mijn voorstel intrekken',
  withdrawSure: 'Ja, ik trek mijn voorstel in',
  held: (when: string) => `Jullie zagen elkaar op ${when}.`,
  done: {
    proposed: 'Je voorstel is verstuurd.',
    fixed: 'Jullie afspraak staat vast. Jullie krijgen allebei een mail voor je agenda.',
    chosen: 'Je keuze is bewaard. Zodra jullie allebei kozen, krijgen jullie een mail voor je agenda.',
    none: 'We laten weten dat geen van de momenten past.',
    cancelled: 'De afspraak gaat niet door. We lieten het weten.',
    withdrawn: 'Je voorstel is ingetrokken. We lieten het weten.',
  },
  problems: {
    'no-slot': 'Kies minstens 1 moment',
    'too-many-slots': 'Kies hoogstens 3 momenten',
    'too-soon': 'Kies een moment dat minstens 12 uur later is',
    'too-far': 'Kies een moment in de komende 60 dagen',
    twice: 'Kies elk moment maar 1 keer',
    'answer-first': 'Kies eerst uit de momenten die voor jou klaarstaan',
    'too-many': 'Jullie stelden vandaag al vaak momenten voor. Bel of mail elkaar, of probeer het morgen opnieuw.',
    closed: 'Dat kan nu niet meer',
    'not-a-time': 'Vul een dag en een uur in',
    long: 'Schrijf hoogstens 100 tekens bij de plaats',
  },
  afterEnd: (lastDay: string) => `Jullie duo loopt tot en met ${lastDay}`,
  changed: 'Deze afspraak is intussen veranderd',
  changedText: 'Kijk op jullie pagina wat nu geldt.',

  mails: {
    proposed: {
      subject: 'Wanneer zien jullie elkaar?',
      byOther: (name: string) => `${capitalised(name)} stelt momenten voor om elkaar te zien.`,
      byStaff: (name: string) => `Onze medewerker stelt momenten voor waarop jij en ${name} elkaar kunnen zien.`,
      instead: (when: string) =>
        `Het komt in de plaats van jullie afspraak van ${when}. Die blijft staan, tot jullie een ander moment kiezen.`,
      fits: (moment: string) => `Past ${moment} voor jou? Zeg het op jullie pagina.`,
      choose: (moments: string) => `Kies er 1 uit op jullie pagina: ${moments}.`,
      none: 'Past het niet? Zeg dat ook, of stel andere momenten voor.',
      button: 'Kies een moment',
    },
    none: {
      subject: 'Geen van je dagen past',
      lines: (name: string) => [
        `${capitalised(name)} kan op geen van de momenten.`,
        'Stel gerust andere momenten voor.',
      ],
      button: 'Stel andere dagen voor',
    },
    noneOfStaff: {
      subject: 'Geen van de momenten past',
      lines: (name: string) => [
        `Geen van de momenten van onze medewerker past voor jou en ${name} samen.`,
        'Stel gerust zelf andere momenten voor.',
      ],
    },
    agreed: {
      subject: 'Jullie afspraak staat vast',
      lines: (name: string, when: string, more: string[]) => [
        [`Jij en ${name} zien elkaar op ${when}.`, ...more].join(' '),
        'In de bijlage zit de afspraak voor je agenda. Lukt het toch niet? Zeg het op jullie pagina.',
      ],
      button: 'Bekijk jullie pagina',
    },
    moved: {
      subject: 'Jullie afspraak is verplaatst',
      lines: (name: string, when: string, more: string[]) => [
        [`Jij en ${name} zien elkaar nu op ${when}.`, ...more].join(' '),
        'Met de bijlage verhuist de afspraak ook in je agenda. Lukt het niet? Zeg het op jullie pagina.',
      ],
      button: 'Bekijk jullie pagina',
    },
    withdrawn: {
      subject: 'De voorgestelde momenten gelden niet meer',
      lines: (name: string, stands: string | null) => [
        `De momenten die voorgesteld waren voor jou en ${name}, gelden niet meer.`,
        stands === null ? 'Stel gerust andere momenten voor.' : `Jullie afspraak van ${stands} blijft staan.`,
      ],
      button: 'Bekijk jullie pagina',
    },
    cancelled: {
      subject: 'Jullie afspraak gaat niet door',
      /** `file`: what the file does, where there is one. */
      lines: (name: string, when: string, file: string[]) => [
        `De afspraak met ${name} van ${when} gaat niet door.`,
        [...file, 'Spreek gerust een ander moment af.'].join(' '),
      ],
      /** Of two who are no duo any more: neither who nor why. */
      ended: (_name: string, when: string, file: string[]) => [
        `De afspraak van ${when} gaat niet door.`,
        [...file, 'Je hoeft niets te doen.'].join(' '),
      ],
      file: 'Met de bijlage verdwijnt ze uit je agenda.',
      button: 'Bekijk jullie pagina',
    },
    staffAgreed: {
      subject: 'Een afspraak staat vast',
      lines: (when: string) => [`Je gaat mee naar de afspraak van een duo op ${when}.`],
      file: 'In de bijlage zit de afspraak voor je agenda.',
      because: 'Je krijgt deze mail omdat je meekomt naar deze afspraak.',
    },
    staffMoved: {
      subject: 'Een afspraak is verplaatst',
      lines: (when: string) => [`De afspraak van een duo, waar je naar meegaat, is verplaatst naar ${when}.`],
      file: 'Met de bijlage verhuist ze ook in je agenda.',
      because: 'Je krijgt deze mail omdat je meekomt naar deze afspraak.',
    },
    staffCancelled: {
      subject: 'Een afspraak gaat niet door',
      lines: (when: string) => [`De afspraak van ${when}, waar je bij zou zijn, gaat niet door.`],
      moved: (when: string, to: string) => [
        `De afspraak van ${when}, waar je bij zou zijn, is verplaatst naar ${to}.`,
        'Wil je op het nieuwe moment mee? Spreek dat met hen af.',
      ],
      file: 'Met de bijlage verdwijnt dat moment uit je agenda.',
      because: 'Je krijgt deze mail omdat je zou meekomen naar deze afspraak.',
    },
    staffButton: 'Bekijk het voorstel',
    reminder: {
      subject: 'Herinnering aan jullie afspraak',
      lines: (name: string, when: string, more: string[]) => [
        [`Jij en ${name} zien elkaar op ${when}.`, ...more].join(' '),
        'Lukt het niet? Zeg het op jullie pagina.',
      ],
      button: 'Bekijk jullie pagina',
    },
  },
  ics: { title: (name: string) => `Afspraak met ${name}`, partner: 'je duopartner', duo: 'een duo' },
}
