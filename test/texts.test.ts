import { expect, test } from 'vitest'
import { PROGRAMMES, type Programme } from '../src/domain/programmes.ts'
import { nl } from '../views/words.ts'

/* The sentences that people act on, to the letter: another wording is another promise, and a native speaker read these. */

const { signups, answers, common, mails, checkins, consent, myData } = nl
const own: Programme = PROGRAMMES['peter-meter']

test.each<[is: string | string[], text: string | string[]]>([
  [own.headline, 'Ondernemers helpen ondernemers'],
  [signups.lead, 'Je vult 1 kort formulier in. Dat duurt minder dan 1 minuut.'],
  [signups.role, 'Wat past bij jou?'],
  [own.sides.mentor.role, 'Ik deel mijn ervaring'],
  [own.sides.mentee.role, 'Ik zoek advies'],
  [own.sides.mentor.topicsQuestion, 'Waarover wil je advies geven?'],
  [own.sides.mentee.topicsQuestion, 'Waarbij zoek je hulp?'],
  [signups.unsureTopicsHint(own.sides.mentee.topicsHint), 'Kies 1, 2 of 3 thema’s (of: Ik weet het nog niet)'],
  [signups.emailHint, 'Zo sturen we je het voorstel voor een duo'],
  [signups.check.title, 'Klopt alles?'],
  [signups.check.submit, 'Akkoord en inschrijven'],
  [signups.check.typo('an@gmail.com'), 'Bedoel je an@gmail.com?'],
  [
    [signups.check.typoFix, signups.check.typoRight],
    ['Ja, pas aan', 'Nee, het klopt'],
  ],
  [signups.check.noConsent, 'Vink aan dat je akkoord gaat, of stop hier'],
  [signups.check.lookAgain, 'Je was even weg. Kijk je antwoorden na en ga verder.'],
  [
    own.sides.mentor.consentText,
    'Ja, ik wil peter of meter worden. {controller} mag mijn gegevens gebruiken om een starter te zoeken die bij mij past.',
  ],
  [consent.stop.text, 'Dat kan altijd. In elke mail staat een link.'],
  [
    signups.done.steps('8 mei 2026', []),
    [
      'We zoeken iemand die bij jou past.',
      'We mailen je uiterlijk op 8 mei 2026, ook als we nog niemand vonden.',
      'Jij kiest: ja of nee.',
    ],
  ],
  [signups.done.mail('an@example.org'), 'We stuurden een mail naar an@example.org.'],
  [signups.unknownCodeError, 'We vinden geen event met deze code. Kijk op de affiche.'],
  [signups.unavailable, 'De inschrijving is even niet beschikbaar'],
  [common.notFound, 'Deze pagina vinden we niet'],
  [common.linkDead, 'Deze link werkt niet meer. Vraag een nieuwe link.'],
  [common.tooOften, 'Je probeerde het te vaak. Wacht 1 minuut.'],
  [
    `${common.failed}. ${common.failedText}`,
    'Er ging iets mis bij ons. Je antwoorden zijn niet bewaard. Probeer het straks opnieuw.',
  ],
  [answers.found, 'We vonden iemand voor jou'],
  [answers.hidden, 'Je ziet nog geen familienaam en geen mailadres. Die tonen we als jullie allebei ja zeggen.'],
  [answers.deadline('8 mei'), 'Antwoord uiterlijk op 8 mei. Daarna stoppen we dit voorstel.'],
  [
    answers.yes(consent.introduction, 'An'),
    'Ja, graag. Als An ook ja zegt, zien jullie elkaars naam, e-mailadres en telefoon.',
  ],
  [
    [answers.no, answers.stop, answers.send],
    ['Nee, bedankt', 'Nee, en ik wil stoppen', 'Antwoord versturen'],
  ],
  [`${answers.wait}. ${answers.waitText('An')}`, 'Jij zei ja. We wachten nog op An. Je hoeft niets te doen.'],
  [answers.declined, 'Jammer. Waarom niet?'],
  [
    `${answers.notOn}. ${answers.notOnText}`,
    'Dit voorstel gaat niet door. We zoeken verder voor jou. Je hoeft niets te doen.',
  ],
  [answers.agreed, 'Jullie zeiden allebei ja'],
  [checkins.title.how, 'Hoe loopt het met jullie duo?'],
  [checkins.stopText('An'), 'Wil je dit duo stoppen? An krijgt een korte mail. Je hoeft geen reden te geven.'],
  [myData.proof, 'Klopt het dat je dit zelf vroeg?'],
  [mails.proposal.subject.mentor('An', ''), 'Wil je An helpen?'],
  [mails.proposal.subject.mentee('', 'peter of meter'), 'We vonden een peter of meter voor jou'],
  [mails.reminder.subject(5), 'Nog 5 dagen om te antwoorden'],
  [mails.notOn.lines, ['Dit voorstel gaat niet door. We zoeken verder. Je hoeft niets te doen.']],
  [mails.expired.lines[0] ?? '', 'We kregen geen antwoord. Wil je nog meedoen?'],
  [mails.expired.button, 'Ja, ik doe nog mee'],
  [mails.checkin.lines('An')[1] ?? '', '1 vraag, 10 seconden.'],
  [mails.end.lines('An')[1] ?? '', 'Dank je wel. Wat heeft het opgeleverd? 2 vragen.'],
  [mails.nudge.lines('An'), ['Neem gerust zelf contact op. Een eerste zin vind je op de pagina.']],
  [mails.thanks.lines('12 uur', '1 duo')[0] ?? '', '12 uur, 1 duo: met je attest.'],
  [mails.erased.lines[1] ?? '', 'Dit is onze laatste mail. Bedankt dat je meedeed.'],
  [mails.staffSignIn.subject(null), 'Inloggen bij het peter- en meterschap'],
  [mails.staffSignIn.subject('DUO for a JOB'), 'Inloggen bij DUO for a JOB'],
])('%j', (is, text) => expect(is).toEqual(text))
