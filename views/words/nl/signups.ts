import type { EXTRA_PROBLEMS, SIGNUP_PROBLEMS } from '../../../src/domain/signup-answers.ts'

/** Words of the sign-up pages: from the code on the poster to the confirmation. */
export const signups = {
  lead: 'Je vult 1 kort formulier in. Dat duurt minder dan 1 minuut.',
  role: 'Wat past bij jou?',
  at: (event: string, date: string) => `${event}, ${date}`,
  help: (contact: string) => `Lukt het niet? Vraag het papieren formulier aan de balie. Geen balie? ${contact}.`,
  /** Where there is no desk. */
  helpFrom: (contact: string) => `Lukt het niet? ${contact}.`,
  contact: (email: string, phone: string) => (phone ? `Mail naar ${email} of bel ${phone}` : `Mail naar ${email}`),

  /** Until when is not known: nobody plans what makes it so. */
  unavailable: 'De inschrijving is even niet beschikbaar',

  unknownCode: 'Deze code kennen we niet',
  unknownCodeError: 'We vinden geen event met deze code. Kijk op de affiche.',

  closed: 'Je kunt hier niet meer inschrijven',
  closedText: 'De inschrijving is gesloten.',
  closedOver: 'Het event is voorbij.',
  notYet: 'Je kunt nog niet inschrijven',
  notYetText: (moment: string) => `Dat kan vanaf ${moment}.`,
  joinAnyway: (contact: string) => `Wil je toch meedoen? Mail naar ${contact}.`,
  joinStanding: 'Wil je toch meedoen?',
  joinHere: 'Schrijf hier in',
  question: (contact: string) => `Heb je een vraag? Mail naar ${contact}.`,
  notKept: 'Wat je invulde, is niet bewaard.',

  unsureTopics: 'Ik weet het nog niet',
  unsureTopicsHint: (hint: string) => `${hint} (of: Ik weet het nog niet)`,
  unsureSector: 'Weet ik nog niet',
  languages: 'In welke taal praat je graag?',
  name: 'Voornaam en naam',
  email: 'E-mailadres',
  emailHint: 'Zo sturen we je het voorstel voor een duo',

  problems: (topicsMost: number) =>
    ({
      'no-topic': 'Kies minstens 1 thema',
      'too-many-topics': `Kies hoogstens ${topicsMost} thema’s`,
      'unknown-topic': 'Kies thema’s uit de lijst',
      'topics-or-unsure': 'Kies thema’s, of alleen ‘Ik weet het nog niet’',
      'no-sector': 'Kies een sector',
      'no-language': 'Kies minstens 1 taal',
      'no-name': 'Vul je voornaam en naam in',
      'name-too-long': 'Je naam mag hoogstens 100 tekens lang zijn',
      'name-signs': 'In je naam staat een onzichtbaar teken. Typ je naam opnieuw, met alleen letters',
      'no-email': 'Vul je e-mailadres in',
      'email-form': 'Vul een e-mailadres in zoals naam@voorbeeld.be',
    }) satisfies Record<(typeof SIGNUP_PROBLEMS)[number], string>,

  check: {
    title: 'Klopt alles?',
    role: 'Wat doe je?',
    topics: 'Thema’s',
    sector: 'Sector',
    languages: 'Talen',
    changeHidden: {
      role: 'wat je doet',
      topics: 'je thema’s',
      sector: 'je sector',
      languages: 'je talen',
      name: 'je naam',
      email: 'je e-mailadres',
    },
    typo: (suggestion: string) => `Bedoel je ${suggestion}?`,
    typoFix: 'Ja, pas aan',
    typoRight: 'Nee, het klopt',
    consent: 'Ga je akkoord?',
    newTab: '(opent in een nieuw tabblad)',
    submit: 'Akkoord en inschrijven',
    noConsent: 'Vink aan dat je akkoord gaat, of stop hier',
    newTexts: 'De tekst waarmee je akkoord gaat, is net veranderd. Lees ze en vink opnieuw aan.',
    lookAgain: 'Je was even weg. Kijk je antwoorden na en ga verder.',
    leaveEmpty: 'Laat dit leeg',
    unavailable:
      'De inschrijving is even niet beschikbaar. Je inschrijving is nog niet bewaard. Druk over een halve minuut opnieuw op de knop.',
  },

  done: {
    title: 'Dank\u00A0je\u00A0wel. Je bent ingeschreven.',
    code: 'Jouw code:',
    codeText: 'Toon die aan onze medewerkers als je een vraag hebt.',
    next: 'Wat gebeurt er nu?',
    /** `first`: what comes before we look for somebody, and that we look only then. */
    steps: (date: string, first: string[]) => [
      ...(first.length > 0 ? first : ['We zoeken iemand die bij jou past.']),
      `We mailen je uiterlijk op ${date}, ook als ${first.length > 0 ? 'er dan nog iets moet gebeuren' : 'we nog niemand vonden'}.`,
      'Jij kiest: ja of nee.',
    ],
    mail: (email: string) => `We stuurden een mail naar ${email}.`,
    mailUnnamed: 'We stuurden je een mail.',
    mailConfirm: 'Bevestig daar 1 keer dat jij het bent.',
    mailHelp: (contact: string) =>
      `Niet gekregen? Kijk bij ongewenste mail of vraag hulp aan de balie. Geen balie? ${contact}.`,
    mailHelpFrom: (contact: string) => `Niet gekregen? Kijk bij ongewenste mail. Nog niets? ${contact}.`,
    bookmark: 'Deze pagina blijft op dit toestel werken. Hier zie je hoever we staan.',
    saved: 'Dank je. We bewaarden wat je invulde.',
  },

  standing: {
    title: 'Hoever staan we?',
    introduced: 'We vonden iemand voor jou',
    introducedText: (deadline: string) => `Antwoord uiterlijk op ${deadline}. Ja of nee zijn allebei goed.`,
    introducedLink: 'Bekijk het voorstel',
    waiting: 'We wachten op het antwoord van de andere persoon. Je hoeft niets te doen.',
    agreed: 'Jullie zeiden allebei ja',
    agreedLink: 'Bekijk jullie duo',
    duo: 'Jouw duo loopt',
    paused: 'Je nam even pauze. We doen je geen voorstellen.',
    done: 'Jullie duo zit erop. Wil je er nog een? Dat kies je met de link onderaan onze mails.',
    past: 'Je inschrijving is verlopen. We zoeken niemand meer voor jou. Wil je weer meedoen? Schrijf je opnieuw in.',
    stopped: 'Je bent gestopt. We zoeken niemand meer voor jou.',
  },

  extra: {
    offer: 'Wil je ons helpen om beter te zoeken?',
    offerPhone: 'Mogen we je bellen?',
    open: 'Vul aan',
    title: 'Wil je ons helpen om beter te zoeken?',
    titlePhone: 'Mogen we je bellen? (mag je overslaan)',
    lead: 'Alles op deze pagina mag je overslaan. Wat je leeg laat, verandert niet.',
    business: (business: string) => `Naam van je ${business}`,
    businessVisible: (other: string, business: string) => `De ${other} mag de naam van mijn ${business} al zien`,
    capacity: (others: string) => `Hoeveel ${others} wil je tegelijk helpen?`,
    capacityHint: 'Kies je niets? Dan is het er 1.',
    sameSector: (others: string) => `Help je ook ${others} uit je eigen sector?`,
    stage: 'Hoever sta je?',
    inCentre: 'Ligt je zaak in de binnenstad?',
    phone: 'Telefoon, alleen als je liever belt',
    yes: 'Ja',
    no: 'Nee',
    submit: 'Bewaren',
    problems: {
      'business-too-long': 'Deze naam mag hoogstens 100 tekens lang zijn',
      'business-signs': 'In deze naam staat een onzichtbaar teken. Typ de naam opnieuw',
      'phone-form': 'Vul een telefoonnummer in zoals 0470 12 34 56',
      'not-on-list': 'Kies een antwoord uit de lijst',
    } satisfies Record<(typeof EXTRA_PROBLEMS)[number], string>,
  },
}
