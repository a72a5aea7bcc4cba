import type { MailKind } from '../../../src/domain/mails.ts'

/** What staff call each mail. */
export const mailKinds = {
  receipt: 'Je bent ingeschreven',
  'receipt-again': 'Je was al ingeschreven',
  'proof-reminder': 'Bevestig je inschrijving',
  proposal: 'Voorstel voor een duo',
  reminder: 'Herinnering aan een voorstel',
  'said-yes': 'Je zei ja op een voorstel',
  agreed: 'Jullie zeiden allebei ja',
  'not-on': 'Dit voorstel gaat niet door',
  expired: 'Je voorstel is verlopen',
  checkin: 'Hoe loopt het met jullie duo?',
  end: 'Jullie duo zit erop',
  'duo-stopped': 'Je duo is gestopt',
  erased: 'We hebben je gegevens gewist',
  'still-looking': 'We zoeken nog',
  'staff-sign-in': 'Inloggen voor medewerkers',
  met: 'Zagen jullie elkaar?',
  nudge: 'Heb je je duopartner al gehoord?',
  thanks: 'Dank je wel, met attest',
  'meeting-proposed': 'Wanneer zien jullie elkaar?',
  'meeting-none': 'Geen van je dagen past',
  meeting: 'Jullie afspraak staat vast',
  'meeting-cancelled': 'Jullie afspraak gaat niet door',
  'meeting-reminder': 'Herinnering aan een afspraak',
} satisfies Record<MailKind, string>
