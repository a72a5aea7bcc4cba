import type { Outcome, Topic } from './programme.ts'

/**
 * What jobseekers ask and mentors advise on, in the order of a search: find the way, write, talk, start, stay.
 * Each label is read in a list too, after "over", "bij" and "voor": a thing, without a question and without "en".
 */
export const JOB_TOPICS: Topic[] = [
  { id: 'orientation', label: 'Werk kiezen', hint: 'talenten, beroepen, knelpuntberoepen' },
  { id: 'vacancies', label: 'Vacatures zoeken', hint: 'websites, interim, jobbeurs, Mijn Loopbaan' },
  { id: 'cv', label: 'Cv of brief', hint: 'cv maken, motivatiebrief, profiel op LinkedIn' },
  { id: 'interview', label: 'Sollici\u00ADteren', hint: 'sollicitatiegesprek oefenen, vragen, loon, testen' },
  { id: 'network', label: 'Netwerk', hint: 'contacten in een sector, mensen aanspreken' },
  { id: 'dutch', label: 'Taal op het werk', hint: 'Nederlands op het werk, vaktaal, telefoneren, mails' },
  { id: 'training', label: 'Opleiding', hint: 'beroepsopleiding, stage, werkplekleren, studeren' },
  { id: 'diploma', label: 'Diploma erkennen', hint: 'diploma uit een ander land, gelijkwaardigheid, attesten' },
  { id: 'rights', label: 'Loon of contract', hint: 'rechten en plichten: contract, loon, uren, vakantie' },
  { id: 'culture', label: 'Werk\u00ADgewoontes', hint: 'gewoontes, collega’s, afspraken, feedback' },
  { id: 'digital', label: 'Digitaal werken', hint: 'computer, mail, itsme, online solliciteren' },
  { id: 'mobility', label: 'Mobiliteit', hint: 'rijbewijs, fiets, trein en bus, werk in de buurt' },
  { id: 'family', label: 'Werk naast gezin', hint: 'kinderopvang, uren, deeltijds werken' },
  { id: 'confidence', label: 'Zelf\u00ADvertrouwen', hint: 'moed houden, plannen, omgaan met een nee' },
  { id: 'self-employed', label: 'Een eigen zaak', hint: 'bijberoep, zelfstandige worden, statuut' },
]

/**
 * Direct is a contract of more than three months, broad is every other step towards work: the two figures with which
 * DUO for a JOB reports (city of Mechelen, answer to written question 2023/039).
 */
export const JOB_OUTCOMES: Outcome[] = [
  { id: 'job', label: 'Werk', tier: 'direct', contract: { longerThanMonths: 3, shorter: 'broad' } },
  { id: 'internship', label: 'Stage of werkplekleren', tier: 'broad' },
  { id: 'vocational_training', label: 'Beroepsopleiding', tier: 'broad' },
  { id: 'studies', label: 'Studies of taalles', tier: 'broad' },
  { id: 'own_business', label: 'Eigen zaak gestart', tier: 'broad' },
  { id: 'nothing_yet', label: 'Nog geen resultaat', tier: 'none' },
  { id: 'not_known', label: 'Niet bekend', tier: 'none', unknown: true },
]
