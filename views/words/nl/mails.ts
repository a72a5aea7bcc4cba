import type { Side } from '../../../src/domain/facts.ts'
import { duoTimeMail } from './duo-pauses.ts'

/** To who may have kept the other's details. */
const ERASE_OTHER = 'Bewaarde je gegevens van je duopartner? Wis die dan, tenzij jullie iets anders afspraken.'

/** Words of the mails. A subject has at most 50 signs; a line is a paragraph. `other` is a first name or "een starter". */
export const mails = {
  hello: (name: string | null) => (name === null ? 'Beste,' : `Beste ${name},`),
  fallback: 'Werkt de knop niet? Kopieer deze link:',
  contact: (email: string, phone: string) =>
    phone ? `Vragen? Mail naar ${email} of bel ${phone}.` : `Vragen? Mail naar ${email}.`,
  because: (event: string, date: string) => `Je krijgt deze mail omdat je je op ${date} inschreef voor ${event}.`,
  becauseSignedUp: (date: string) => `Je krijgt deze mail omdat je je op ${date} inschreef.`,
  manage: 'Mijn gegevens of stoppen',
  one: (role: string) => `een ${role}`,
  somebody: 'iemand',

  receipt: {
    subject: {
      mentor: (mine: string, _other: string) => `Je bent ingeschreven als ${mine}`,
      mentee: (_mine: string, other: string) => `Je bent ingeschreven: we zoeken een ${other}`,
    } satisfies Record<Side, (mine: string, other: string) => string>,
    /** Where something comes `first`, before we look for anybody. */
    subjectFirst: (programme: string) => `Je bent ingeschreven voor ${programme}`,
    lines: (date: string, first: string) => [
      `${first || 'We zoeken iemand die bij jou past.'} We mailen je uiterlijk op ${date}.`,
      'Bevestig op onze pagina dat je dit zelf vroeg. Pas daarna tonen we je de gegevens van iemand anders.',
      'Was jij dit niet? Zeg het op dezelfde pagina. Dan wissen we alles meteen.',
    ],
    button: 'Bevestig hier',
  },
  receiptAgain: {
    subject: 'Je was al ingeschreven',
    lines: [
      'Iemand vulde ons formulier opnieuw in met jouw e-mailadres. Er is nog niets veranderd.',
      'Was jij dit? Bevestig het op onze pagina. Dan vullen we je inschrijving aan.',
      'Was jij dit niet? Zeg het op dezelfde pagina. Dan wissen we dat formulier.',
    ],
    button: 'Bevestig hier',
  },
  receiptElsewhere: {
    subject: (programme: string) => `Bevestig je inschrijving voor ${programme}`,
    lines: (programme: string) => [
      `Iemand vulde ons formulier voor ${programme} in met jouw e-mailadres. Er is nog niets veranderd.`,
      'Was jij dit? Bevestig het op onze pagina. Pas dan telt je inschrijving.',
      'Was jij dit niet? Zeg het op dezelfde pagina. Dan wissen we dat formulier.',
    ],
    because: (programme: string) =>
      `Je krijgt deze mail omdat iemand dit e-mailadres invulde op ons formulier voor ${programme}.`,
  },
  receiptOther: {
    subject: 'Schrijf in met dit e-mailadres',
    lines: [
      'Iemand vulde ons formulier in met een ander e-mailadres. Volgens ons hoort dat adres ook bij jou.',
      'Was jij dit? Vul het formulier opnieuw in, met het adres waarop je deze mail leest. Anders telt het niet.',
      'Was jij dit niet? Laat het ons weten. Dan kijken we het na.',
    ],
    button: 'Mijn gegevens bekijken',
  },
  proofReminder: {
    subject: 'Bevestig je inschrijving',
    lines: (days: number) => [
      'Je schreef je in, maar we weten nog niet of dit jouw e-mailadres is.',
      `Bevestig het op onze pagina. Doe je niets, dan wissen we alles na ${days} dagen.`,
      'Was jij dit niet? Zeg het op dezelfde pagina. Dan wissen we alles meteen.',
    ],
    button: 'Bevestig je inschrijving',
  },
  proposal: {
    subject: {
      mentor: (other: string, _role: string) => `Wil je ${other} helpen?`,
      mentee: (_other: string, role: string) => `We vonden een ${role} voor jou`,
    } satisfies Record<Side, (other: string, role: string) => string>,
    about: {
      mentor: (other: string, topics: string) => `${other} zoekt hulp bij ${topics}.`,
      mentee: (other: string, topics: string) => `${other} geeft advies over ${topics}.`,
    } satisfies Record<Side, (other: string, topics: string) => string>,
    /** To a mailbox that is not proved yet: nobody's name. */
    aboutSomebody: {
      mentor: (role: string, topics: string) => `We vonden iemand voor jou: ${role} die hulp zoekt bij ${topics}.`,
      mentee: (role: string, topics: string) => `We vonden iemand voor jou: ${role} die advies geeft over ${topics}.`,
    } satisfies Record<Side, (role: string, topics: string) => string>,
    aboutUnsure: (other: string) => `We hebben een voorstel voor een duo met ${other}.`,
    deadline: (date: string) =>
      `Antwoord uiterlijk op ${date}. Daarna stoppen we dit voorstel. Ja of nee zijn allebei goed.`,
    button: 'Bekijk het voorstel',
  },
  reminder: {
    subject: (days: number) =>
      days > 1
        ? `Nog ${days} dagen om te antwoorden`
        : days === 1
          ? 'Nog 1 dag om te antwoorden'
          : 'Antwoord vandaag nog',
    lines: (date: string) => [
      'Je kreeg een voorstel voor een duo. Ja of nee zijn allebei goed.',
      `Antwoord uiterlijk op ${date}. Daarna stoppen we dit voorstel.`,
    ],
  },
  saidYes: {
    subject: 'Je zei ja op een voorstel',
    lines: (other: string) => [
      `Je zei ja op het voorstel voor een duo met ${other}. We mailen je zodra we het andere antwoord kennen.`,
      'Was jij dit niet, of tikte je verkeerd? Neem je ja terug op onze pagina.',
    ],
    button: 'Bekijk je antwoord',
  },
  agreed: {
    subject: 'Jullie zeiden allebei ja',
    reach: (name: string) => `Jij en ${name} zeiden allebei ja.`,
    name: (name: string) => `Naam: ${name}`,
    email: (email: string) => `E-mailadres: ${email}`,
    phone: (phone: string) => `Telefoon: ${phone}`,
    business: (label: string, business: string) => `${label}: ${business}`,
    tip: 'Spreek binnen 2 weken af. Koffie op neutraal terrein werkt goed.',
    hidden: ['Jullie zeiden allebei ja.', 'Bevestig eerst dat jij het bent. Daarna zie je met wie je een duo vormt.'],
    button: 'Bekijk jullie duo',
  },
  notOn: {
    subject: 'Dit voorstel gaat niet door',
    lines: ['Dit voorstel gaat niet door. We zoeken verder. Je hoeft niets te doen.'],
    /** Where each had read of the other how to reach them. */
    shared: ERASE_OTHER,
    button: 'Mijn gegevens bekijken',
  },
  expired: {
    subject: 'Je voorstel is verlopen',
    lines: [
      'We kregen geen antwoord. Wil je nog meedoen?',
      'Dan hoef je niets te doen: we zoeken verder. Wil je even pauze of stoppen? Zeg het op onze pagina.',
    ],
    button: 'Ja, ik doe nog mee',
  },
  checkin: {
    subject: 'Hoe loopt het met jullie duo?',
    lines: (name: string) => [`Het gaat over je duo met ${name}.`, '1 vraag, 10 seconden.'],
    button: 'Antwoord',
  },
  met: {
    subject: 'Zagen jullie elkaar?',
    lines: (name: string) => [
      `Jij en ${name} zijn 2 weken een duo. We hebben 1 vraag: zagen jullie elkaar al?`,
      'Ja of nee zijn allebei goed.',
    ],
    button: 'Antwoord',
  },
  metBeforeDuo: {
    subject: 'Zagen jullie elkaar?',
    lines: (name: string) => [
      `Jij en ${name} zeiden 2 weken geleden allebei ja. Zagen jullie elkaar al? Zeg het op jullie pagina.`,
      'Nog niet? Stel er dagen voor, of vraag ons om te helpen.',
    ],
    button: 'Bekijk jullie pagina',
  },
  /** What happens to two who said yes and do nothing. */
  lapses: (date: string) => `Jullie duo kan starten tot en met ${date}. Daarna stoppen we dit voorstel.`,
  nudge: {
    subject: (name: string) => `Heb je ${name} al gehoord?`,
    partner: 'je duopartner',
    lines: (_name: string) => ['Neem gerust zelf contact op. Een eerste zin vind je op de pagina.'],
    button: 'Bekijk jullie pagina',
  },
  duoTime: duoTimeMail,
  end: {
    subject: 'Jullie duo zit erop',
    lines: (name: string) => [`Je duo met ${name} is afgelopen.`, 'Dank je wel. Wat heeft het opgeleverd? 2 vragen.'],
    /** A mentee is in no queue before they ask. */
    another: 'Wil je nog een duo? Dat vraag je daarna.',
    button: 'Antwoord',
  },
  thanks: {
    subject: (role: string) => `Dank je wel, ${role}`,
    lines: (hours: string, duos: string) => [`${hours}, ${duos}: met je attest.`, 'Je kunt het afdrukken.'],
    duos: (count: number) => (count === 1 ? '1 duo' : `${count} duo’s`),
    button: 'Bekijk je attest',
  },
  duoStopped: {
    subject: 'Je duo is gestopt',
    lines: [
      'Je duo is gestopt. We zoeken verder voor jou, tenzij je pauze koos. Je hoeft niets te doen.',
      'Liever even pauze, of stoppen? Zeg het op onze pagina.',
      ERASE_OTHER,
    ],
    button: 'Zoek een nieuw duo',
  },
  /** To whom we may not keep any longer, now that no duo keeps them. */
  duoStoppedLast: {
    subject: 'Je duo is gestopt',
    lines: ['Je duo is gestopt. Je hoeft niets te doen.', ERASE_OTHER],
    button: 'Mijn gegevens bekijken',
  },
  erased: {
    subject: 'We hebben je gegevens gewist',
    lines: ['Je stopte. We hebben je gegevens gewist.', 'Dit is onze laatste mail. Bedankt dat je meedeed.'],
    because: 'Je krijgt deze mail omdat je gegevens bij ons stonden. We bewaren je e-mailadres niet meer.',
  },
  stillLooking: {
    subject: 'We zoeken nog',
    lines: (role: string, topics: string) => [
      topics ? `Er is nog geen ${role} voor ${topics}.` : `Er is nog geen ${role} voor jou.`,
      'We zoeken verder. Kies je andere thema’s, dan vinden we misschien sneller iemand.',
    ],
    button: 'Thema’s aanpassen',
  },
  /** To who can not be introduced yet, on the same day. */
  stillPreparing: {
    subject: 'Je kunt nog geen voorstel krijgen',
    lines: (next: string) => ['Eerst moet er nog iets gebeuren.', next],
    button: 'Bekijk wat er nog komt',
  },
  invitation: {
    subject: (programme: string) => `Uitnodiging: ${programme}`,
    lines: (by: string, programme: string, days: number) => [
      `${by} denkt dat ${programme} iets voor jou is. Daarom schrijven we je, 1 keer.`,
      `Wil je meedoen? Lees onze pagina en schrijf zelf in. Doe je niets, dan wissen we deze uitnodiging na ${days} dagen.`,
      'Liever geen uitnodigingen? Zeg het op dezelfde pagina.',
    ],
    button: 'Bekijk de uitnodiging',
    because: (by: string) =>
      `Je krijgt deze mail omdat ${by} ons jouw e-mailadres gaf. We bewaren dat adres niet: alleen een code die het herkent.`,
  },
  asked: {
    subject: (programme: string) => `Ook iets voor jou: ${programme}?`,
    lines: (role: string, controller: string, programme: string) => [
      `Je doet mee als ${role}. Er zijn ook mensen nodig voor ${programme}, van ${controller}.`,
      'Lees op onze pagina wat het is. Wil je meedoen? Dan schrijf je apart in, met een nieuwe toestemming.',
      'Liever niet, of doe je daar al mee? Dan hoef je niets te doen. Wat nu loopt, verandert niet.',
    ],
    button: 'Lees meer',
  },
  staffSignIn: {
    /** Of an association or a partner: its programme. */
    subject: (programme: string | null) => `Inloggen bij ${programme ?? 'het peter- en meterschap'}`,
    lines: (minutes: number) => [`Je vroeg een link om in te loggen. Hij werkt ${minutes} minuten, 1 keer.`],
    button: 'Inloggen',
    because:
      'Je krijgt deze mail omdat iemand met dit adres wilde inloggen. Was jij het niet? Dan hoef je niets te doen.',
  },
}
