/** Words of the staff pages. */
export const staff = {
  signIn: {
    title: 'Inloggen',
    lead: 'Voor medewerkers. We mailen je een link om in te loggen.',
    email: 'E-mailadres',
    ask: 'Mail me een link',
    emailMissing: 'Vul je e-mailadres in',
    emailForm: 'Vul een e-mailadres in zoals naam@voorbeeld.be',
    mailed: 'Kijk in je mailbox',
    mailedText: (minutes: number) =>
      `Kennen we dit adres als dat van een medewerker? Dan stuurden we een link. Die werkt ${minutes} minuten, 1 keer.`,
    mailedNothing: 'Niets gekregen? Kijk bij ongewenste mail, of vraag een collega of je adres klopt.',
    noMailer:
      'Deze installatie verstuurt nog geen mails. Start de toepassing opnieuw: de link om in te loggen staat dan in het venster.',
    again: 'Vraag een nieuwe link',
    tooOften: 'Je vroeg te vaak een link. Wacht een kwartier.',
    welcome: (name: string) => `Dag ${name}`,
    oneUse: 'Deze link werkt 1 keer. Met de knop log je in op dit toestel.',
    enter: 'Inloggen',
    first: 'Word de eerste medewerker',
    firstLead: 'Er is nog niemand die kan inloggen. Vul in wie je bent. Daarna kun je collega’s toevoegen.',
    firstEnter: 'Bewaren en inloggen',
    name: 'Voornaam en naam',
    nameMissing: 'Vul je voornaam en naam in',
    nameLong: 'Je naam mag hoogstens 100 tekens lang zijn',
    dead: 'Deze link werkt niet meer. Vraag een nieuwe link.',
    deadText: 'Een link om in te loggen werkt kort en maar 1 keer.',
    away: {
      title: 'Je bent niet meer ingelogd',
      text: 'Wat je net verstuurde, is niet bewaard. Log opnieuw in en doe het nog eens.',
      link: 'Inloggen',
    },
    foreignForm: {
      title: 'Dit formulier is te oud',
      text: 'Er is niets bewaard. Open de pagina opnieuw en probeer het nog eens.',
      link: 'Naar Vandaag',
    },
  },
}
