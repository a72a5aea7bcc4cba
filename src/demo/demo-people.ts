import type { Side } from '../domain/facts.ts'
import { LANGUAGES, SECTORS } from '../domain/sectors.ts'
import type { SignupForm } from '../domain/signup.ts'

/** A chance that gives the same people every time (mulberry32). */
export type Chance = () => number

export function chance(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** @throws Error when there is nothing to pick from. */
export function pick<T>(items: readonly T[], random: Chance): T {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}

/** Invented people of one side, each with a name of their own. */
export function inventPeople(side: Side, count: number, random: Chance): SignupForm[] {
  const offset = side === 'mentor' ? 0 : 40
  return Array.from({ length: count }, (_, index) => invent(side, index + offset, random))
}

function invent(side: Side, index: number, random: Chance): SignupForm {
  const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? 'An'
  const last = LAST_NAMES[(index * 7) % LAST_NAMES.length] ?? 'Peeters'
  const count = side === 'mentor' ? 2 + Math.floor(random() * 4) : 1 + Math.floor(random() * 3)
  return {
    side,
    topics: side === 'mentee' && random() < 0.06 ? [] : someTopics(side, count, random),
    sector: side === 'mentee' && random() < 0.1 ? null : pick(SECTORS, random),
    languages: random() < 0.3 ? ['nl', pick(LANGUAGES, random)].filter(isFirst) : ['nl'],
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}@example.org`,
    invitations: random() < 0.4,
  }
}

/** One of as many invented people as are asked for; `index` names them, topics come from a programme's own. */
export function inventPerson(side: Side, index: number, own: readonly { id: string }[], random: Chance): SignupForm {
  const topics = new Set<string>()
  const count = side === 'mentor' ? 2 + Math.floor(random() * 4) : 1 + Math.floor(random() * 3)
  // The first topics of a list are asked and offered most.
  while (topics.size < count) topics.add(own[Math.floor(random() ** 1.4 * own.length)]?.id ?? '')
  return { ...invent(side, index * 17, random), topics: [...topics] }
}

/** Starters ask much about money and permits; peters and meters know customers and prices better. */
function someTopics(side: Side, count: number, random: Chance): string[] {
  const likely = side === 'mentee' ? ASKED : OFFERED
  const topics = new Set<string>()
  while (topics.size < count) topics.add(pick(likely, random))
  return [...topics]
}

const isFirst = (item: string, index: number, all: string[]) => all.indexOf(item) === index

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z]/g, '')
    .toLowerCase()

const words = (text: string): string[] => text.split(',').map((word) => word.trim())

const ASKED = words(`
  plan, finance, finance, accounting, accounting, permits, permits, premises, customers, customers, social,
  online, pricing, legal, network, balance
`)

const OFFERED = words(`
  plan, finance, accounting, premises, people, people, customers, customers, social, online, pricing,
  pricing, supply, legal, network, network, green, growth, balance, permits
`)

const FIRST_NAMES = words(`
  An, Bart, Caroline, Dries, Els, Filip, Griet, Hassan, Inge, Joris, Karima, Luc, Mieke, Noureddine, Olga,
  Pieter, Quinten, Rita, Samira, Tom, Ulrike, Veerle, Wim, Xander, Yasmina, Zeynep, Aïsha, Bram, Célia,
  Daan, Emre, Fatima, Geert, Hilde, Ilse, Jef, Katrien, Leen, Mohamed, Nele, Omar, Petra, Rachida, Stijn,
  Tine, Umut, Vera, Wouter, Yusuf, Zoë
`)

const LAST_NAMES = words(`
  Acke, Baetens, Claes, Demir, Engels, Feyaerts, Goossens, Hendrickx, Idrissi, Janssens, Kaya, Lambrecht,
  Maes, Nijs, Ouali, Peeters, Quintens, Roels, Smets, Torfs, Uyttendaele, Vermeulen, Wouters, Yilmaz, Ziani,
  Aerts, Bogaert, Coppens, De Wit, El Amrani, Francken, Geerts, Huysmans
`)
